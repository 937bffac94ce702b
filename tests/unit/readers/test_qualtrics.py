"""Qualtrics: its CSV export with three header rows."""

import csv

import pytest

from builders import a_codebook, a_study, an_item, refused, rows_of
from corrigenda.errors import ExportError
from corrigenda.readers.qualtrics import read_responses

PLACE = "raw/export.csv"
HEADER = ["Status", "Finished", "RID", "Email", "Q1"]
ITEMS = a_codebook(an_item("answer", "open", column="Q1")).values()


def response(rid="R1", q1="x", status="IP Address", finished="True") -> list[str]:
    """Write a row as Qualtrics does."""
    return [status, finished, rid, "someone@example.org", q1]


@pytest.fixture
def export(tmp_path):
    """Read an export of some responses (or of rows given whole)."""

    def read(*rows, header=HEADER, headers=None, study=None, items=ITEMS):
        three = [
            header,
            [f"Question {h}" for h in header],
            [f'{{"ImportId":"{h}"}}' for h in header],
        ]
        path = tmp_path / "export.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([*(three if headers is None else headers), *rows])
        return read_responses(path, PLACE, study or a_study(), items)

    return read


def test_a_response_knows_its_row_of_the_spreadsheet_and_keeps_its_raw_text(export):
    frame = export(response(" R1 ", "  two\nlines "), response("R2", ""))
    assert list(frame.columns) == ["respondent", "row", "disposition", "Q1"]
    assert frame.values.tolist() == [
        ["R1", "4", "used", "  two\nlines "],
        ["R2", "5", "used", ""],
    ]


def test_columns_that_no_item_reads_stay_in_the_raw_file(export):
    assert "Email" not in export(response())


@pytest.mark.parametrize(
    ("status", "finished", "disposition"),
    [
        ("IP Address", "True", "used"),
        ("0", "1", "used"),
        ("Survey Preview", "True", "preview"),
        ("1", "1", "preview"),
        ("Survey Test", "False", "test"),
        ("Spam", "True", "spam"),
        ("8", "1", "spam"),
        ("IP Address", "false", "unfinished"),
        ("IP Address", " FALSE ", "unfinished"),
    ],
)
def test_a_response_counts_under_the_first_rule_that_fits(export, status, finished, disposition):
    frame = export(response(), response("R2", status=status, finished=finished))
    assert frame["disposition"].tolist() == ["used", disposition]


def test_a_duplicate_start_is_an_unfinished_response_of_one_who_also_finished(export):
    frame = export(
        response("R1", finished="False"),
        response("R1"),
        response("R2", finished="False"),
        response("", finished="False"),
        response("R3", finished="False"),
        response("R3", status="Survey Preview"),
    )
    assert rows_of(frame, "respondent", "disposition") == [
        "R1 duplicate_start",
        "R1 used",
        "R2 unfinished",
        " unfinished",
        "R3 unfinished",
        "R3 preview",
    ]


def test_rules_that_the_study_leaves_out_exclude_nobody(export):
    frame = export(
        response("R1", finished="False"),
        response("R2", status="Survey Test"),
        study=a_study(exclude=["preview"]),
    )
    assert frame["disposition"].tolist() == ["used", "used"]


def test_respondents_of_excluded_responses_may_repeat(export):
    frame = export(response("R1"), response("R1", status="Survey Preview"), response("R2"))
    assert len(frame) == 3


def test_every_missing_column_is_named_with_the_nearest_one(export):
    items = a_codebook(
        an_item("a", "open", column="Q11"),
        an_item("b", "multiple", options={"x": {"label": "X", "column": "Choice"}}),
    )
    with refused(
        ExportError,
        f'{PLACE}:1: the export lacks the column "Finished".\n'
        "  Mind the column names in the codebook.",
        f'{PLACE}:1: the export lacks the column "Q11".\n  Did you mean "Q1"?',
        f'{PLACE}:1: the export lacks the column "Choice".\n'
        "  Mind the column names in the codebook.",
    ):
        export(["IP Address", "R1", "x"], header=["Status", "RID", "Q1"], items=items.values())


def test_a_column_that_stands_twice_is_refused_only_if_it_is_read(export):
    header = [*HEADER, "Email", "Q1"]
    with refused(
        ExportError,
        f'{PLACE}:1: the column "Q1" stands 2 times.\n'
        "  Rename the question in Qualtrics and export again.",
    ):
        export([*response(), "e", "y"], header=header)


@pytest.mark.parametrize(
    ("headers", "rows"),
    [
        ([HEADER], [response(), response("R2")]),
        ([HEADER], []),
        ([HEADER, ["Question"] * 5], [response()]),
    ],
    ids=["two rows lack", "nothing but names", "the third lacks"],
)
def test_missing_header_rows_are_told(export, headers, rows):
    with refused(
        ExportError,
        f'{PLACE}:3: row 3 is not the row of {{"ImportId": …}}: header rows are missing.\n'
        "  Export again from Qualtrics as CSV, with all three header rows, and do not delete any.",
    ):
        export(*rows, headers=headers)


def test_an_export_without_responses_is_refused(export):
    with refused(ExportError, f"{PLACE}: the export holds no response.\n  Export it again."):
        export()


def test_rows_of_another_width_are_all_named(export):
    with refused(
        ExportError,
        f"{PLACE}:5: the row has 4 cells, the header has 5.\n"
        "  The file was cut or edited: export it again.",
        f"{PLACE}:6: the row has 6 cells, the header has 5.\n"
        "  The file was cut or edited: export it again.",
    ):
        export(response(), response("R2")[:-1], [*response("R3"), ""])


def test_every_finished_that_says_neither_is_named(export):
    advice = "\n  Export it again, in English or with numbers."
    with refused(
        ExportError,
        f'{PLACE}:4: Finished is "Wahr", expected True or False.{advice}',
        f'{PLACE}:6: Finished is "", expected True or False.{advice}',
    ):
        export(response(finished="Wahr"), response("R2"), response("R3", finished=""))


def test_used_responses_need_an_id_each_of_its_own(export):
    with refused(
        ExportError,
        f"{PLACE}:5: the response has no respondent id.\n"
        "  Exclude the response by a rule of study.yaml, or register the right export.",
        f"{PLACE}:6: respondent R1 has 2 responses (rows 4, 6).\n"
        "  Only one can be used: exclude the others by a rule.",
    ):
        export(response("R1"), response("  "), response("R1 "))


def test_an_export_of_which_nothing_is_used_is_refused(export):
    with refused(
        ExportError,
        f"{PLACE}: no response is left after the exclusions.\n  Mind exclude in study.yaml.",
    ):
        export(response(status="Survey Preview"))
