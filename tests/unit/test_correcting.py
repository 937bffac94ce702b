"""Correcting: the ledger's rows applied to cells, or refused."""

import pytest

from builders import TALK_PLAY, YES_NO, a_study, an_item, correction, responses
from corrigenda.cells import read_cells
from corrigenda.cleaning import used_responses
from corrigenda.correcting import by_item, correct
from corrigenda.corrections import REWRITTEN

STUDY = a_study()
COURT = an_item("court", "single", column="Q4", options=YES_NO | {"dont_know": "Don't know"})
CASES = an_item("cases", "number", column="Q2", whole=True, minimum=0, estimates=["about"])
DAY = an_item("day", "date", column="D", within_fieldwork=True)
TEXT = an_item("text", "open", column="T")
METHODS = an_item("methods", "multiple", options=TALK_PLAY)
STALE = (
    "\n  Someone changed the raw export or an earlier correction. Update this row or withdraw it."
)


def corrected(item, raw, *changes):
    """Apply changes of R1 to its raw cells; return the values, what set them, and the problems."""
    frame = used_responses(responses(**{column: [cell] for column, cell in raw.items()}))
    cells = read_cells(item, frame, STUDY)
    rows = [correction("R1", item.id, old, new, line) for line, (old, new) in enumerate(changes, 2)]
    problems = correct(item, cells, rows, STUDY)
    values = [cell.values["R1"] for cell in cells.values()]
    return values, [cell.corrections["R1"] for cell in cells.values()], list(map(str, problems))


@pytest.mark.parametrize(
    ("item", "raw", "old", "new", "value"),
    [
        (COURT, {"Q4": " yes"}, "Yes", "No", "no"),
        (COURT, {"Q4": "Yes"}, "yes", "dont_know", "dont_know"),
        (COURT, {"Q4": "Perhaps "}, "Perhaps", "Don't know", "dont_know"),
        (COURT, {"Q4": "N/A"}, "", "No", "no"),
        (COURT, {"Q4": "Yes"}, "Yes", "", ""),
        (CASES, {"Q2": "About 12"}, "12", "15", "15"),
        (CASES, {"Q2": "12.0"}, "about 12", "about 15", "15"),
        (CASES, {"Q2": "twelve"}, "twelve", "12", "12"),
        (CASES, {"Q2": "3"}, "3", "N/A", ""),
        (DAY, {"D": "2024-03-05 09:00:00"}, "2024-03-05", "2024-03-06", "2024-03-06"),
        (TEXT, {"T": " It was slow.\n"}, "It was slow.", "It was low.", "It was low."),
        (TEXT, {"T": "It was\r\nslow."}, "It was\nslow.", "It was\nlow.", "It was\nlow."),
    ],
)
def test_a_value_is_replaced_and_knows_the_row_that_set_it(item, raw, old, new, value):
    assert corrected(item, raw, (old, new)) == ([value], ["C001"], [])


SET = {"mail": {"label": "Mail", "value": 1}, "call": {"label": "Call", "value": 2}}
WAYS = an_item("ways", "multiple", options=SET, listed_in=["W"], separator=",")
GRADE = an_item("grade", "single", column="Q", options=SET, missing=["9"])


@pytest.mark.parametrize(
    ("item", "raw", "old", "new", "value"),
    [
        (GRADE, {"Q": "1.0"}, "1", "2", "call"),
        (GRADE, {"Q": "1"}, "Mail", "call", "call"),
        (GRADE, {"Q": "9"}, "", "Call", "call"),
        (GRADE, {"Q": "1"}, "mail", "9", ""),
        (an_item("n", "number", column="Q", decimal=","), {"Q": "3,50"}, "3,5", "4,5", "4.5"),
        (an_item("n", "number", column="Q", decimal=","), {"Q": "3,50"}, "3.5", "4", "4"),
        (
            an_item("d", "date", column="Q", date_format="%d.%m.%Y"),
            {"Q": "05.03.2024"},
            "2024-03-05",
            "06.03.2024",
            "2024-03-06",
        ),
    ],
)
def test_a_value_is_replaced_by_the_settings_of_its_item(item, raw, old, new, value):
    assert corrected(item, raw, (old, new)) == ([value], ["C001"], [])


@pytest.mark.parametrize(
    ("raw", "old", "new", "values", "ids"),
    [
        ("Mail", "Mail", "Call", ["no", "yes"], ["C001", "C001"]),
        ("1", "mail", "2", ["no", "yes"], ["C001", "C001"]),
        ("Mail", "", "Call", ["yes", "yes"], ["", "C001"]),
        ("Mail,Call", "1", "", ["no", "yes"], ["C001", ""]),
        ("Mail,Cal", "Cal", "Call", ["yes", "yes", ""], ["", "C001", ""]),
        ("Mail,Call,Fax", "Fax", "", ["yes", "yes", ""], ["", "", ""]),
        ("Fax,Mail,Cal", "Cal", "Call", ["yes", "yes", "Fax"], ["", "C001", ""]),
        ("Fax\n now", "Fax now", "Mail", ["yes", "no", ""], ["C001", "", ""]),
    ],
)
def test_a_listed_option_is_taken_and_given(raw, old, new, values, ids):
    assert corrected(WAYS, {"W": raw}, (old, new)) == (values, ids, [])


@pytest.mark.parametrize(
    ("raw", "old", "new", "problem"),
    [
        ("Fax", "Pager", "Call", 'the ledger expects "Pager", the data hold no such text.'),
        ("Mail", "Fax", "Call", 'the ledger expects "Fax", the data hold no such text.'),
        (
            "Fax,Mail",
            "Fax",
            "Mail",
            'the ledger expects no "Mail", the data hold that option already.',
        ),
    ],
)
def test_a_listed_text_that_is_not_there_is_refused_and_nothing_changes(raw, old, new, problem):
    before, _, _ = corrected(WAYS, {"W": raw})
    values, ids, problems = corrected(WAYS, {"W": raw}, (old, new))
    assert (values, set(ids)) == (before, {""})
    assert problems == [f"corrections.csv:2: respondent R1, item ways: {problem}{STALE}"]


def test_a_cell_without_correction_stays_as_it_was():
    assert corrected(COURT, {"Q4": "Yes"}) == (["yes"], [""], [])


def test_the_second_row_on_a_cell_expects_what_the_first_left():
    assert corrected(CASES, {"Q2": "1"}, ("1", "6"), ("6", "8")) == (["8"], ["C002"], [])


def test_the_second_row_on_a_cell_may_not_expect_what_the_export_held():
    values, rows, problems = corrected(CASES, {"Q2": "1"}, ("1", "6"), ("1", "8"))
    assert (values, rows) == (["6"], ["C001"])
    assert problems == [
        'corrections.csv:3: respondent R1, item cases: the ledger expects "1", the data hold "6".'
        + STALE
    ]


@pytest.mark.parametrize(
    ("item", "raw", "change", "problem"),
    [
        (COURT, "No", ("Yes", "Don't know"), 'the ledger expects "Yes", the data hold "No".'),
        (COURT, "", ("Yes", "No"), 'the ledger expects "Yes", the data hold no answer.'),
        (COURT, "Yes", ("", "No"), 'the ledger expects no answer, the data hold "Yes".'),
        (COURT, "Perhaps", ("Maybe", "No"), 'the ledger expects "Maybe", the data hold "Perhaps".'),
        (CASES, "12", ("21", "13"), 'the ledger expects "21", the data hold "12".'),
        (
            TEXT,
            "A secret.",
            ("Other", "x"),
            "the ledger expects a text, the data hold another text.",
        ),
        (TEXT, "A secret.", ("", "x"), "the ledger expects no answer, the data hold a text."),
        (TEXT, "", ("Other", "x"), "the ledger expects a text, the data hold no answer."),
    ],
)
def test_an_old_value_that_the_data_do_not_hold_is_refused(item, raw, change, problem):
    values, rows, problems = corrected(item, {item.column: raw}, change)
    assert problems == [f"corrections.csv:2: respondent R1, item {item.id}: {problem}{STALE}"]
    assert (values, rows) == corrected(item, {item.column: raw})[:2]


@pytest.mark.parametrize(
    ("item", "raw", "change"),
    [
        (CASES, "6", ("6", "6.0")),
        (CASES, "about 6", ("6", "about 6")),
        (COURT, "", ("N/A", "")),
        (DAY, "2024-03-05", ("2024-03-05", "2024-03-05 10:00")),
    ],
)
def test_a_row_that_changes_nothing_is_refused(item, raw, change):
    _, rows, problems = corrected(item, {item.column: raw}, change)
    assert rows == [""]
    assert problems == [
        f"corrections.csv:2: respondent R1, item {item.id}: old and new mean the same; the row "
        "changes nothing.\n  Remove it."
    ]


@pytest.mark.parametrize(
    ("item", "raw", "new", "problem"),
    [
        (CASES, "1", "-3", "-3 is below the least permitted, 0."),
        (CASES, "1", "six", '"six" is not a number.'),
        (
            DAY,
            "2024-03-05",
            "2025-03-05",
            "2025-03-05 is outside the fieldwork, 2024-03-01 to 2024-03-31.",
        ),
    ],
)
def test_a_new_value_that_is_not_permitted_is_refused_where_it_stands(item, raw, new, problem):
    values, _, problems = corrected(item, {item.column: raw}, (raw, new))
    assert values == [raw]
    assert problems == [
        f"corrections.csv:2: respondent R1, item {item.id}: {problem}\n  Mind the new value."
    ]


@pytest.mark.parametrize(
    ("raw", "old", "new", "values", "rows"),
    [
        (("", ""), "", "Talking", ["yes", "no"], ["C001", ""]),
        (("Talking", ""), "Talking", "", ["no", "no"], ["C001", ""]),
        (("Talking", ""), "talk", "play", ["no", "yes"], ["C001", "C001"]),
        (("Tlking", ""), "Tlking", "Talking", ["yes", "no"], ["C001", ""]),
        (("Tlking", ""), "Tlking", "", ["no", "no"], ["C001", ""]),
        (("Tlking", ""), "Tlking", "Playing", ["no", "yes"], ["C001", "C001"]),
    ],
    ids=["add", "remove", "replace", "mend a stray", "drop a stray", "a stray for another"],
)
def test_an_option_is_added_removed_or_replaced(raw, old, new, values, rows):
    cells = dict(zip(("Q3_1", "Q3_2"), raw, strict=True))
    assert corrected(METHODS, cells, (old, new)) == (values, rows, [])


@pytest.mark.parametrize(
    ("raw", "old", "new", "problem"),
    [
        (("", ""), "Talking", "", '"Talking", the data hold another answer.'),
        (
            ("Talking", ""),
            "",
            "Talking",
            'no "Talking", the data hold that option already.',
        ),
        (
            ("Talking", "1"),
            "Talking",
            "Playing",
            'no "Playing", the data hold that option already.',
        ),
        (("", ""), "Singing", "Talking", '"Singing", the data hold no such text.'),
        (("", ""), "no", "Talking", '"no", the data hold no such text.'),
        (("Talking", ""), "yes", "", '"yes", the data hold no such text.'),
        (("Tlking", ""), "", "Talking", 'no "Talking", the data hold "Tlking".'),
    ],
)
def test_an_option_that_is_not_as_the_ledger_expects_is_refused(raw, old, new, problem):
    cells = dict(zip(("Q3_1", "Q3_2"), raw, strict=True))
    values, rows, problems = corrected(METHODS, cells, (old, new))
    assert problems == [
        f"corrections.csv:2: respondent R1, item methods: the ledger expects {problem}{STALE}"
    ]
    assert (values, rows) == corrected(METHODS, cells)[:2]


@pytest.mark.parametrize(("item", "columns"), [(COURT, ["Q4"]), (METHODS, ["Q3_1", "Q3_2"])])
def test_an_unknown_respondent_is_refused(item, columns):
    frame = used_responses(responses(**{column: [""] for column in columns}))
    rows = [correction("R9", item.id, "", "Yes")]
    problems = correct(item, read_cells(item, frame, STUDY), rows, STUDY)
    assert list(map(str, problems)) == [
        f"corrections.csv:2: respondent R9, item {item.id}: no response of this respondent is "
        "used.\n  Mind the id, and the exclusions of study.yaml."
    ]


def test_a_respondent_whose_leading_zeros_a_spreadsheet_dropped_is_found():
    frame = responses(Q4=["", ""]).replace({"R1": "007", "R2": "070"})
    rows = [correction("7", "court", "", "Yes")]
    problems = correct(COURT, read_cells(COURT, used_responses(frame), STUDY), rows, STUDY)
    assert list(map(str, problems)) == [
        "corrections.csv:2: respondent 7, item court: no response of this respondent is used.\n"
        "  Did you mean 007? A spreadsheet drops leading zeros."
    ]


def test_an_old_date_that_a_spreadsheet_rewrote_is_told_as_such():
    _, rows, problems = corrected(DAY, {"D": "2024-03-05"}, ("05/03/2024", "2024-03-06"))
    assert rows == [""]
    assert problems == [
        'corrections.csv:2: respondent R1, item day: the ledger expects "05/03/2024", the data '
        f'hold "2024-03-05".\n  {REWRITTEN}'
    ]


def test_every_row_that_does_not_fit_is_told_and_the_others_apply():
    values, rows, problems = corrected(CASES, {"Q2": "1"}, ("2", "3"), ("1", "6"), ("9", "10"))
    assert (values, rows) == (["6"], ["C002"])
    assert [problem.partition(": ")[0] for problem in problems] == [
        "corrections.csv:2",
        "corrections.csv:4",
    ]


def test_rows_are_grouped_by_item_in_their_order():
    ledger = (
        correction("R1", "court", "", "Yes", 2),
        correction("R1", "cases", "1", "2", 3),
        correction("R2", "court", "", "No", 4),
    )
    grouped = by_item(ledger)
    assert [row.id for row in grouped["court"]] == ["C001", "C003"]
    assert grouped["methods"] == []
