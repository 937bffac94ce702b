"""Qualtrics: its export as CSV, TSV or workbook, with three header rows or fewer."""

import csv

import pandas as pd
import pytest

from builders import refused
from corrigenda.errors import ExportError
from corrigenda.readers.exports import Source
from corrigenda.readers.qualtrics import read_qualtrics

PLACE = "raw/export.csv"
AGAIN = "Export again from Qualtrics as CSV, with all three header rows, and do not delete any."
HEADER = ["Status", "Finished", "RID", "Email", "Q1"]
KEYS = ["status", "finished", "RID", "Email", "QID1_TEXT"]
FORGIVEN = "forgiven"


def response(rid="R1", q1="x", status="IP Address", finished="True") -> list[str]:
    """Write a row as Qualtrics does."""
    return [status, finished, rid, "someone@example.org", q1]


def key(import_id: str) -> str:
    """Write an ImportId, and after a slash the choice."""
    import_id, _, choice = import_id.partition("/")
    return f'{{"ImportId":"{import_id}"' + (f',"choiceId":"{choice}"' if choice else "") + "}"


@pytest.fixture
def read(tmp_path):
    """Read rows as they stand in a file."""

    def read_rows(*rows, wanted=None, encoding="utf-8-sig", delimiter=","):
        path = tmp_path / "export.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return read_qualtrics(Source(path, PLACE, "qualtrics"), wanted)

    return read_rows


@pytest.fixture
def export(read):
    """Read an export of some responses below three header rows."""

    def read_responses(*rows, **settings):
        three = [HEADER, [f"Question {name}" for name in HEADER], [key(k) for k in KEYS]]
        return read(*three, *rows, **settings)

    return read_responses


@pytest.fixture
def columns(read):
    """Read columns, each with its name, question, ImportId and cells."""

    def read_columns(*given, **settings):
        own = [["Finished", "Finished", "finished"], ["Status", "Status", "status"]]
        size = len(given[0]) - 3
        cells = [["True"] * size, ["0"] * size]
        names, texts, keys = zip(*own, *(column[:3] for column in given), strict=True)
        rows = zip(*cells, *(column[3:] for column in given), strict=True)
        return read(names, texts, [key(k) for k in keys], *rows, **settings)

    return read_columns


def told(export, kind=FORGIVEN) -> list[str]:
    """Return the findings of a kind."""
    return [finding.text for finding in export.findings if finding.kind == kind]


def families(export) -> list[tuple]:
    """Return the families as plain values."""
    return [(f.kind, f.name, f.text, f.columns) for f in export.families]


def test_an_export_has_columns_and_responses_as_they_stand(export):
    read = export(response(" R1 ", "  two\nlines "), response("R2", ""))
    assert [(c.name, c.text, c.key) for c in read.columns] == [
        (name, f"Question {name}", k) for name, k in zip(HEADER, KEYS, strict=True)
    ]
    assert read.cells["Q1"].tolist() == ["  two\nlines ", ""]
    assert read.cells["RID"].tolist() == [" R1 ", "R2"]
    assert read.first_row == 4
    assert told(read, "found") == ["3 header rows, 5 columns, 2 responses"]
    assert told(read) == []


def test_only_wanted_columns_keep_their_cells(export):
    read = export(response(), wanted=["RID", "none"])
    assert list(read.cells) == ["RID"]
    assert len(read.columns) == 5
    assert (read.status.tolist(), read.finished.tolist()) == ([""], [True])


@pytest.mark.parametrize(
    ("status", "finished", "disposition", "complete"),
    [
        ("IP Address", "True", "", True),
        ("0", "1", "", True),
        ("Imported", "true", "", True),
        ("4", "1", "", True),
        ("16", "1", "", True),
        ("Survey Preview", "True", "preview", True),
        ("1", "1", "preview", True),
        ("9", "1", "preview", True),
        ("Survey Test", "False", "test", False),
        ("2", "0", "test", False),
        ("Spam", "True", "spam", True),
        ("Possible Spam", "True", "spam", True),
        ("8", "1", "spam", True),
        ("IP Address", " FALSE ", "", False),
    ],
)
def test_a_response_tells_what_it_is(export, status, finished, disposition, complete):
    read = export(response(status=status, finished=finished))
    assert read.status.tolist() == [disposition]
    assert read.finished.tolist() == [complete]
    assert told(read) == []


def test_a_status_that_is_not_known_is_taken_as_real_and_told(export):
    read = export(response(status="Vorschau"), response(status="Vorschau"), response())
    assert read.status.tolist() == ["", "", ""]
    assert told(read) == ['2 responses of the status "Vorschau": taken as real']


def test_every_finished_that_says_neither_is_named(export):
    advice = "\n  Export it again, in English or with numbers."
    with refused(
        ExportError,
        f'{PLACE}:4: Finished is "Perhaps", expected True or False.{advice}',
        f'{PLACE}:6: Finished is "", expected True or False.{advice}',
    ):
        export(response(finished="Perhaps"), response("R2"), response("R3", finished=""))


def test_truth_values_that_a_spreadsheet_translated_are_read(export):
    read = export(response(finished="WAHR"), response("R2", finished="Faux"))
    assert read.finished.tolist() == [True, False]


def test_of_very_many_such_responses_the_first_are_told(export):
    with pytest.raises(ExportError) as caught:
        export(*[response(finished="?")] * 30)
    assert len(caught.value.problems) == 21
    assert str(caught.value.problems[-1]) == f"{PLACE}: and 10 more responses like these."


def test_without_status_and_finished_all_responses_count(read):
    export = read(["RID", "Q1"], ["RID", "Q?"], [key("RID"), key("QID1")], ["R1", "x"])
    assert (export.status, export.finished) == (None, None)
    assert told(export) == [
        "no column Status: previews, tests and spam cannot be told, and all responses count",
        "no column Finished: unfinished responses cannot be told, and all responses count",
    ]


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-16", "\t"), ("utf-8", ";"), ("cp1252", ",")]
)
def test_other_encodings_and_delimiters_are_read(export, encoding, delimiter):
    read = export(response("R1", "café, sí"), encoding=encoding, delimiter=delimiter)
    assert read.cells["Q1"].tolist() == ["café, sí"]


def test_a_workbook_of_the_same_layout_is_read(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for row in [HEADER, HEADER, [key(k) for k in KEYS], response(q1=3)]:
        book.active.append(row)
    path = tmp_path / "export.xlsx"
    book.save(path)
    read = read_qualtrics(Source(path, "raw/export.xlsx", "qualtrics"))
    assert (read.cells["Q1"].tolist(), read.first_row) == (["3"], 4)
    assert read.finished.tolist() == [True]


NO_KEYS = "the header row of ImportIds is missing"
NO_QUESTIONS = "the header row of questions is missing"


@pytest.mark.parametrize(
    ("second", "first_row", "findings"),
    [
        ([f"Question {name}" for name in HEADER], 3, [NO_KEYS]),
        ([key(k) for k in KEYS], 3, [NO_QUESTIONS]),
        (None, 2, [NO_KEYS, NO_QUESTIONS]),
    ],
    ids=["no ImportIds", "no questions", "nothing but names"],
)
def test_missing_header_rows_are_forgiven(read, second, first_row, findings):
    export = read(*[HEADER, *([second] if second else [])], response(), response("R2"))
    assert export.first_row == first_row
    assert export.cells["RID"].tolist() == ["R1", "R2"]
    assert told(export) == findings
    assert export.finished.tolist() == [True, True]


@pytest.mark.parametrize(
    "second",
    [
        ["2024-03-01 09:00:00", "True", "R_1abc", "33", "x"],
        ["3/1/2024 9:00", "1", "R_1abc", "33", "x"],
        ["01.03.2024", "FALSE", "", "", ""],
    ],
)
def test_a_first_response_is_not_taken_for_questions(read, second):
    names = ["StartDate", "Finished", "ResponseId", "Duration (in seconds)", "Q1"]
    assert len(read(names, second, second).cells) == 2


def test_questions_in_another_language_are_not_taken_for_a_response(read):
    names = ["StartDate", "Finished", "ResponseId", "Q1"]
    texts = ["Anfangsdatum", "Beendet", "Antwort-ID", "Wie?"]
    export = read(names, texts, ["2024-03-01 09:00:00", "1", "R_1", "x"])
    assert export.columns[3].text == "Wie?"
    assert export.cells["Q1"].tolist() == ["x"]


@pytest.mark.parametrize(
    "rows", [[["a", "b"], ["1", "2"]], [["a"]], [["a", "b"], ["x", "y"], ["{}", "{}"]]]
)
def test_what_is_no_export_of_qualtrics_is_refused(read, rows):
    with refused(
        ExportError,
        f'{PLACE}:3: row 3 is not the row of {{"ImportId": …}}: header rows are missing.'
        f"\n  {AGAIN}",
    ):
        read(*rows)


def test_an_export_without_responses_is_refused(export):
    with refused(ExportError, f"{PLACE}: the export holds no response.\n  Export it again."):
        export()


def test_rows_of_another_width_are_all_named(export):
    advice = "The file was cut or edited: export it again."
    with refused(
        ExportError,
        f"{PLACE}:5: the row has 4 cells, the header has 5.\n  {advice}",
        f"{PLACE}:6: the row has 6 cells, the header has 5.\n  {advice}",
    ):
        export(response(), response("R2")[:-1], [*response("R3"), "y"])


def test_ten_million_columns_are_refused(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text("," * 9_999_999 + "a\n")
    with refused(
        ExportError,
        f"{PLACE}:1: the header has 10,000,000 columns, at most 50,000 are read.\n"
        "  Export fewer columns.",
    ):
        read_qualtrics(Source(path, PLACE, "qualtrics"))


def test_empty_rows_above_the_header_are_forgiven(read):
    export = read([], ["", ""], ["Finished", "Q1"], ["Finished", "Why?"], ["True", "x"])
    assert export.first_row == 5
    assert told(export)[-2] == "2 empty rows above the header: left out"


LEGACY = [
    ["V1", "V7", "V8", "V10", "Q1", "Q3_1", "Q3_2", "LocationLatitude", ""],
    [
        *("ResponseID", "Status", "StartDate", "Finished", "How?"),
        *("Which...-Self-help", "Which...-Drugs", "LocationLatitude", ""),
    ],
    ["R_1", "0", "2017-07-18 08:28:09", "1", "2", "1", "", "47.1", ""],
    ["R_2", "1", "2017-07-18 08:28:09", "0", "2", "1", "1", "47.1", ""],
]


def test_the_exporter_of_old_is_read(read):
    export = read(*LEGACY)
    assert export.first_row == 3
    assert (export.status.tolist(), export.finished.tolist()) == (["", "preview"], [True, False])
    assert export.metadata == {"V1", "V7", "V8", "V10", "LocationLatitude"}
    assert families(export) == [("ticked", "Q3", "Which...", ("Q3_1", "Q3_2"))]
    assert [c.text for c in export.columns][4:7] == [
        "How?",
        "Which... - Self-help",
        "Which... - Drugs",
    ]
    assert told(export) == [
        "the two header rows of Qualtrics' exporter of old",
        "1 empty column after the last one: left out",
    ]


def test_columns_of_one_name_are_kept_apart_by_their_import_id(columns):
    read = columns(["Q5", "First?", "QID7", "a"], ["Q5", "Second?", "QID8", "b"])
    assert read.cells[["Q5 (QID7)", "Q5 (QID8)"]].values.tolist() == [["a", "b"]]
    assert told(read) == ['2 columns are called "Q5": kept apart by their ImportId']


def test_a_question_that_is_called_like_metadata_is_an_answer(columns):
    read = columns(["Status", "Married?", "QID3", "yes"], wanted=["Status (QID3)"])
    assert read.status.tolist() == [""]
    assert read.cells["Status (QID3)"].tolist() == ["yes"]
    assert read.metadata == {"Finished", "Status (status)"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("How\noften,\r\n really?", "How often, really?"),
        ("<p style='x'>How <b>often</b>&nbsp;&amp; why?</p>", "How often & why?"),
        ("<style>p { x: y }</style>How?", "How?"),
        ("Why ${q://QID3/ChoiceGroup/SelectedChoices}?", "Why …?"),
        ("Why [Field-name]?", "Why …?"),
        ("Why [QID12-ChoiceTextEntryValue-1]?", "Why …?"),
        ("Recommend [our shop] to 3 < 5 friends?", "Recommend [our shop] to 3 < 5 friends?"),
        ("How often? - Selected Choice", "How often?"),
        ("How often? - Other - Text", "How often? - Other"),
        ("Wie häufig? 😀", "Wie häufig? 😀"),
    ],
)
def test_questions_are_shown_on_one_line_without_html(columns, text, shown):
    read = columns(["Q1", text, "QID1", "x"])
    assert read.columns[-1].text == shown
    assert told(read) == (["1 question with text piped in: shown as …"] if "…" in shown else [])


@pytest.mark.parametrize(
    ("name", "import_id"),
    [
        ("StartDate", "startDate"),
        ("Duration (in seconds)", "duration"),
        ("IPAddress", "ipAddress"),
        ("ResponseId", "_recordId"),
        ("Progress", "Progress"),
        ("UserLanguage", "userLanguage"),
        ("Q_RecaptchaScore", "Q_RecaptchaScore"),
        ("Q2_First Click", "QID2_FIRST_CLICK"),
        ("Q2_Click Count", "QID2_CLICK_COUNT"),
        ("Q1.2_Browser", "QID9_BROWSER"),
        ("Q1.2_Operating System", "QID9_OS"),
        ("Q1.2_Resolution", "QID9_RESOLUTION"),
        ("Q8_DO_1", "QID8_DO/1"),
        ("Q8_DO", "QID8_DO"),
        ("FL_12_DO", "FL_12_DO"),
        ("NPS_NPS_GROUP", "QID30_NPS_GROUP"),
        ("Q3.8 - Parent Topics", "QID7_TEXT_eae5a8d0Topics"),
    ],
)
def test_metadata_are_known_with_and_without_an_import_id(columns, read, name, import_id):
    assert name in columns([name, "Text", import_id, "x"]).metadata
    export = read(["Finished", name], ["Finished", "Text"], ["True", "x"])
    assert export.metadata == {"Finished", name}


@pytest.mark.parametrize(
    ("name", "import_id"),
    [("Q1", "QID1"), ("progress", "QID4"), ("Name", "Name"), ("SC0", "SC_1"), ("Version", "QID5")],
)
def test_answers_and_embedded_data_are_no_metadata(columns, name, import_id):
    assert name not in columns([name, "Text", import_id, "x"]).metadata


@pytest.mark.parametrize("name", ["Q_1", "Q_gender", "Version", "software_version", "Status_now"])
def test_without_import_ids_a_name_must_be_qualtrics_own(read, name):
    export = read(["Finished", name], ["Finished", "Text"], ["True", "x"])
    assert export.metadata == {"Finished"}


def test_typed_texts_are_of_that_kind(columns):
    read = columns(
        ["Q1", "Why?", "QID1_TEXT", "x"],
        ["Q2_4_TEXT", "Which? - Other - Text", "QID2_4_TEXT", "x"],
        ["Q2", "Which? - Selected Choice", "QID2", "x"],
    )
    assert [c.kind for c in read.columns[2:]] == ["text", "text", ""]


def test_check_all_columns_are_one_family(columns):
    stem = "Which? - Selected Choice - "
    read = columns(
        ["Q8_1", f"{stem}Talk - group", "QID8/1", "Talk - group"],
        ["Q8_2", f"{stem}Talk - single", "QID8/2", ""],
        ["Q8_7", f"{stem}Other", "QID8/7", "Other"],
        ["Q8_7_TEXT", "Which? - Other - Text", "QID8_7_TEXT", "x"],
    )
    assert families(read) == [("ticked", "Q8", "Which?", ("Q8_1", "Q8_2", "Q8_7"))]
    assert [c.text for c in read.columns[2:]] == [
        "Which? - Talk - group",
        "Which? - Talk - single",
        "Which? - Other",
        "Which? - Other",
    ]


@pytest.mark.parametrize(
    ("texts", "cells", "kind"),
    [
        (["Which? - Selected Choice - A", "Which? - Selected Choice - B"], ["", ""], "ticked"),
        (["Which? - A", "Which? - B"], ["A", ""], "ticked"),
        (["Which? - A", "Which? - B"], ["1", ""], "ticked"),
        (["Agree? - A", "Agree? - B"], ["1", "1"], "matrix"),
        (["Agree? - A", "Agree? - B"], ["2", ""], "matrix"),
        (["Agree? - A", "Agree? - B"], ["Yes", ""], "matrix"),
    ],
)
def test_import_ids_without_a_choice_leave_it_to_the_cells(columns, texts, cells, kind):
    given = [[f"Q8_{n}", texts[n - 1], f"QID8_{n}", cells[n - 1]] for n in (1, 2)]
    assert [family.kind for family in columns(*given).families] == [kind]


def test_rows_of_a_grid_are_one_family_and_check_all_rows_one_each(columns):
    read = columns(
        ["Q9_1", "Agree? - Row one", "QID9_1", "Yes"],
        ["Q9_2", "Agree? - Row two", "QID9_2", "No"],
        ["Q13_1_1", "Many - Row 1 - A", "QID13_1/1", "A"],
        ["Q13_1_2", "Many - Row 1 - B", "QID13_1/2", ""],
        ["Q13_2_1", "Many - Row 2 - A", "QID13_2/1", ""],
        ["Q13_2_2", "Many - Row 2 - B", "QID13_2/2", "B"],
    )
    assert families(read) == [
        ("matrix", "Q9", "Agree?", ("Q9_1", "Q9_2")),
        ("ticked", "Q13_1", "Many - Row 1", ("Q13_1_1", "Q13_1_2")),
        ("ticked", "Q13_2", "Many - Row 2", ("Q13_2_1", "Q13_2_2")),
    ]


def test_a_check_all_question_in_one_column_is_no_family(columns):
    assert families(columns(["Q8", "Which?", "QID8", "Talk,Play"])) == []


def test_loops_are_families_of_their_own(columns):
    read = columns(
        ["1_Q9_1", "Agree? - One", "1_QID9_1", "Yes"],
        ["1_Q9_2", "Agree? - Two", "1_QID9_2", "No"],
        ["2_Q9_1", "Agree? - One", "2_QID9_1", "Yes"],
        ["2_Q9_2", "Agree? - Two", "2_QID9_2", "No"],
    )
    assert [f.columns for f in read.families] == [("1_Q9_1", "1_Q9_2"), ("2_Q9_1", "2_Q9_2")]


@pytest.mark.parametrize(
    ("texts", "cells", "kind"),
    [
        (["Which? - A", "Which? - B"], [["A", ""], ["A", "B"]], "ticked"),
        (["Which? - A", "Which? - B"], [["1", ""], ["", "1"]], "ticked"),
        (["Agree? - A", "Agree? - B"], [["Yes", "No"], ["Yes", "No"]], "matrix"),
        (["Agree? - A", "Agree? - B"], [["1", "2"], ["2", "1"]], "matrix"),
        (["Agree? - A", "Agree? - B"], [["", ""], ["", ""]], "matrix"),
        (["Which?", "Why not?"], [["A", "B"], ["A", "B"]], None),
    ],
)
def test_without_import_ids_the_cells_tell_what_a_family_is(read, texts, cells, kind):
    rows = [["True", *row] for row in cells]
    export = read(["Finished", "Q8_1", "Q8_2"], ["Beendet", *texts], *rows)
    assert [f.kind for f in export.families] == ([kind] if kind else [])


def test_a_row_of_import_ids_that_was_edited_is_refused(read):
    rows = [["Q1", "Q2", "Q3"], ["a", "b", "c"], [key("QID1"), "Q2", key("QID3")], ["x", "y", "z"]]
    message = f'{PLACE}:3: row 3 is not the row of {{"ImportId": …}}: header rows are missing.'
    with refused(ExportError, f"{message}\n  {AGAIN}"):
        read(*rows)


@pytest.mark.parametrize(
    "cell",
    ['{"ImportId":"QID1"', '{"ImportId": 3}', '{"ImportId":["a"]}', '{"ImportId":null}', "{}"],
)
def test_a_broken_import_id_does_not_stop_the_rest(read, cell):
    export = read(["Q1", "Q2"], ["a", "b"], [cell, key("QID2")], ["x", "y"])
    assert export.cells.values.tolist() == [["x", "y"]]


def test_a_deep_import_id_does_not_stop_the_rest(read):
    deep = '{"ImportId":' + "[" * 100_000
    assert len(read(["Q1", "Q2"], ["a", "b"], [deep, key("QID2")], ["x", "y"]).cells) == 1


def test_what_is_told_is_kept_as_text_of_pandas(export):
    read = export(response())
    assert {str(dtype) for dtype in read.cells.dtypes} == {"str"}
    assert isinstance(read.status, pd.Series)
    assert read.finished.dtype == bool
