"""Responses: which of an export count, whatever product wrote it."""

import pandas as pd
import pytest

from builders import a_codebook, a_study, an_item, refused, rows_of
from corrigenda.errors import ExportError
from corrigenda.readers.exports import Column, Export
from corrigenda.readers.responses import responses_of, wanted_columns

PLACE = "raw/export.csv"
ITEMS = tuple(a_codebook(an_item("answer", "open", column="Q1")).values())
TABLE = {"file": "raw/export.csv", "format": "table"}


def an_export(first_row=4, status=None, finished=None, **columns: list[str]) -> Export:
    """Make an export of some columns."""
    cells = pd.DataFrame(columns, dtype="str")
    return Export(
        columns=tuple(Column(name) for name in columns),
        cells=cells,
        first_row=first_row,
        status=None if status is None else pd.Series(status, dtype="str"),
        finished=None if finished is None else pd.Series(finished),
    )


def read(export: Export, **settings) -> pd.DataFrame:
    """Lay out an export by a study."""
    return responses_of(export, PLACE, a_study(**settings), ITEMS)


def test_a_response_knows_its_row_and_keeps_its_raw_text():
    frame = read(an_export(RID=[" R1 ", "R2"], Q1=["  two\nlines ", ""], Email=["a", "b"]))
    assert list(frame.columns) == ["respondent", "row", "disposition", "Q1"]
    assert frame.values.tolist() == [
        ["R1", "4", "used", "  two\nlines "],
        ["R2", "5", "used", ""],
    ]


def test_respondents_without_a_column_are_numbered():
    frame = read(an_export(Q1=["x", "y"], first_row=2), respondent=None, responses=TABLE)
    assert rows_of(frame, "respondent", "row") == ["R1 2", "R2 3"]


def test_a_response_counts_under_the_first_rule_that_fits():
    export = an_export(
        RID=["R1", "R1", "R2", "R3", ""],
        Q1=list("abcde"),
        status=["", "", "spam", "preview", ""],
        finished=[False, True, False, True, False],
    )
    found = ["duplicate_start", "used", "spam", "preview", "unfinished"]
    assert read(export)["disposition"].tolist() == found


def test_what_a_format_cannot_tell_excludes_nobody():
    frame = read(an_export(RID=["R1", "R2"], Q1=["x", "y"]))
    assert frame["disposition"].tolist() == ["used", "used"]


def test_a_declared_column_says_which_responses_are_finished():
    finished = {"column": "done", "values": ["2", "Complete"]}
    export = an_export(RID=["R1", "R2", "R3"], Q1=list("abc"), done=["2", " complete", "0"])
    frame = read(export, responses=TABLE | {"finished": finished})
    assert frame["disposition"].tolist() == ["used", "used", "unfinished"]


def test_every_column_that_a_study_reads_is_wanted_once():
    finished = {"column": "RID", "values": ["2"]}
    study = a_study(responses=TABLE | {"finished": finished})
    assert wanted_columns(study, ITEMS) == ["RID", "Q1"]


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"RID": ["R1"], "Q11": ["x"]}, 'lacks the column "Q1".\n  Did you mean "Q11"?'),
        (
            {"RID": ["R1"], "Q1 (QID7)": ["x"], "Q1 (QID9)": ["y"]},
            'lacks the column "Q1".\n  Several bear this name; '
            'say which: "Q1 (QID7)", "Q1 (QID9)".',
        ),
    ],
)
def test_a_column_that_is_missing_is_named_with_its_nearest(columns, problem):
    with refused(ExportError, f"{PLACE}: the export {problem}"):
        read(an_export(**columns))


def test_a_respondent_counts_once_and_has_an_id():
    with refused(
        ExportError,
        f"{PLACE}:6: the response has no respondent id.\n"
        "  Exclude the response by a rule of study.yaml, or register the right export.",
        f"{PLACE}:5: respondent R1 has 2 responses (rows 4, 5).\n"
        "  Only one can be used: exclude the others by a rule.",
    ):
        read(an_export(RID=["R1", "R1", ""], Q1=list("abc")))


def test_somebody_must_be_left():
    problem = f"{PLACE}: no response is left after the exclusions.\n  Mind exclude in study.yaml."
    with refused(ExportError, problem):
        read(an_export(RID=["R1"], Q1=["x"], status=["preview"]))
