"""corrections.csv: what can be seen to be wrong without the data."""

from datetime import date

import pytest

from builders import TALK_PLAY, YES_NO, a_codebook, an_item, refused
from corrigenda.corrections import in_force, load_ledger
from corrigenda.errors import LedgerError

PLACE = "data/tiny/corrections.csv"
COLUMNS = (
    "They must be id, respondent, item, old, new, reason, author, date, and withdraws where a row "
    "withdraws."
)
REWRITTEN = (
    "  Write it as 2013-10-21. A spreadsheet rewrites dates when it opens the file: give these "
    "cells the format yyyy-mm-dd before you save it, or import the columns as text."
)
CELLS = "  Put quotes around a text that holds a comma; keep those of empty cells."
HEAD = "id,respondent,item,old,new,reason,author,date\n"
WITHDRAWING = HEAD.strip() + ",withdraws\n"
ROW = "C001,R1,court,Yes,No,Misheard,AB,2024-04-10\n"
ITEMS = a_codebook(
    an_item("court", "single", column="Q4", options=YES_NO | {"dont_know": "Don't know"}),
    an_item("cases", "number", column="Q2"),
    an_item("day", "date", column="D"),
    an_item("cases_band", "single", bands_of="cases", options={"few": {"label": "Few", "from": 1}}),
    an_item("methods", "multiple", options=TALK_PLAY),
)


@pytest.fixture
def ledger(tmp_path):
    """Load a ledger."""

    def load(text: str | bytes):
        path = tmp_path / "corrections.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return load_ledger(path, PLACE, ITEMS)

    return load


def row(line: int, **cells: str) -> str:
    """Write a row of the ledger, whose id follows from its line."""
    usual = {
        "id": f"C{line - 1:03}",
        "respondent": "R1",
        "item": "court",
        "old": "Yes",
        "new": "No",
        "reason": "Misheard",
        "author": "AB",
        "date": "2024-04-10",
    }
    return ",".join((usual | cells).values()) + "\n"


def withdrawal(line: int, withdraws: str, **cells: str) -> str:
    """Write a row that withdraws another one."""
    about = {"respondent": "", "item": "", "old": "", "new": "", "reason": "Not so"}
    return row(line, **about | cells, withdraws=withdraws)


def test_a_row_is_read_without_surrounding_blanks(ledger):
    (read,) = ledger(HEAD + " C001 ,R1, court ,Yes,No,Misheard,AB, 2024-04-10 \n")
    assert (read.id, read.respondent, read.item, read.old, read.new) == (
        *("C001", "R1", "court"),
        *("Yes", "No"),
    )
    assert (read.reason, read.author, read.date) == ("Misheard", "AB", date(2024, 4, 10))
    assert read.place == f"{PLACE}:2"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEAD + ROW,
        (HEAD + ROW).replace("\n", "\r\n"),
        (HEAD + ROW).replace(",", ";"),
        "\ufeff" + (HEAD + ROW).replace(",", ";").replace("\n", "\r\n"),
        HEAD + ROW.strip(),
        HEAD + "\n" + ",,,,,,,\n" + ROW + "\n",
        (HEAD + ROW).replace(",", "\t"),
        (HEAD + ROW).replace("\n", "\r"),
        (HEAD + ROW + "\n").replace("\n", ",,\n"),
        WITHDRAWING + ROW,
        WITHDRAWING.replace("\n", ",,\n") + ROW.replace("\n", ",,,\n"),
        ",".join(f'"{cell}"' for cell in HEAD.strip().split(",")) + "\n" + ROW,
    ],
    ids=[
        *("BOM", "CRLF", "semicolons", "as Excel saves it", "no last line end", "empty rows"),
        *("tabs", "an old Macintosh", "empty columns", "a row shorter than the header"),
        *("withdraws and empty columns", "quotes"),
    ],
)
def test_spreadsheets_may_save_the_ledger_as_they_do(ledger, text):
    (read,) = ledger(text)
    assert (read.id, read.old, read.new, read.date) == ("C001", "Yes", "No", date(2024, 4, 10))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_of_two_lines_is_the_same_whatever_ends_them(ledger, end):
    text = HEAD + 'C001,R1,cases,"1 ",2,"Misheard;\n twice ",AB,2024-04-10\n'
    (read,) = ledger(text.replace("\n", end))
    assert (read.old, read.reason) == ("1", "Misheard;\n twice")


def test_rows_keep_their_order_and_know_the_line_on_which_they_begin(ledger):
    long = 'C001,R1,cases,1,2,"Misheard,\non the phone",AB,2024-04-10\n'
    rows = ledger(HEAD + long + "\n" + row(5, old="No", new="Yes"))
    assert [(r.id, r.place) for r in rows] == [("C001", f"{PLACE}:2"), ("C004", f"{PLACE}:5")]


def test_a_missing_ledger_is_not_an_empty_one(tmp_path):
    with pytest.raises(LedgerError) as caught:
        load_ledger(tmp_path / "corrections.csv", "data/corrections.csv", {})
    assert str(caught.value) == (
        "data/corrections.csv: the ledger is missing.\n"
        "  A ledger without corrections is a file of one line: "
        "id,respondent,item,old,new,reason,author,date"
    )


def test_a_ledger_may_have_no_rows_yet(ledger):
    assert ledger(HEAD) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            b"id\xff\n",
            ': the file is not UTF-8.\n  In Excel, save it as "CSV UTF-8 (comma delimited)".',
        ),
        (
            (HEAD + ROW).encode("utf-16"),
            ': the file is UTF-16, which Excel calls "Unicode Text".\n'
            '  In Excel, save it as "CSV UTF-8 (comma delimited)".',
        ),
        (
            (HEAD + ROW).encode("utf-16-le"),
            ': the file is not UTF-8.\n  In Excel, save it as "CSV UTF-8 (comma delimited)".',
        ),
        (
            (HEAD + ROW.replace("Misheard", "Café")).encode("cp1252"),
            ': the file is not UTF-8.\n  In Excel, save it as "CSV UTF-8 (comma delimited)".',
        ),
        (
            b"PK\x03\x04\0\0",
            ": the file is a workbook, and not a CSV.\n"
            '  In Excel, save it as "CSV UTF-8 (comma delimited)".',
        ),
        (
            "",
            f":1: the columns are missing.\n  {COLUMNS}",
        ),
        (
            HEAD.replace("respondent", "person") + ROW,
            f":1: the columns are id, person, item, old, new, reason, author, date.\n  {COLUMNS}",
        ),
        (
            HEAD.replace("\n", ",note\n") + ROW,
            ":1: the columns are id, respondent, item, old, new, reason, author, date, note.\n"
            f"  {COLUMNS}",
        ),
        (
            HEAD + '"' + "x" * 140_000,
            ": not a CSV file: field larger than field limit (131072).\n"
            "  Mind the quotes around texts.",
        ),
    ],
    ids=[
        *("not UTF-8", "Unicode Text", "UTF-16 without BOM", "cp1252", "a workbook", "empty"),
        *("another header", "another column", "an open quote"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused(ledger, text, problem):
    with refused(LedgerError, PLACE + problem):
        ledger(text)


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (
            {"item": "cort"},
            'respondent R1, item cort: no such item in the codebook.\n  Did you mean "court"?',
        ),
        ({"item": "zzz"}, "respondent R1, item zzz: no such item in the codebook."),
        (
            {"item": "cases_band", "old": "Few", "new": ""},
            "respondent R1, item cases_band: it is computed from cases.\n  Correct cases instead.",
        ),
        (
            {"new": "Don't no"},
            'respondent R1, item court: "Don\'t no" is not an option.\n'
            '  Did you mean "Don\'t know"?',
        ),
        (
            {"new": "Perhaps"},
            'respondent R1, item court: "Perhaps" is not an option.\n'
            '  The options are "Yes", "No", "Don\'t know".',
        ),
        (
            {"item": "methods", "old": "", "new": "Singing"},
            'respondent R1, item methods: "Singing" is not an option.\n'
            '  The options are "Talking", "Playing".',
        ),
        (
            {"new": " yes"},
            "respondent R1, item court: old and new are the same; the row changes nothing.\n"
            "  Remove the row, or say what changes.",
        ),
        (
            {"item": "cases", "old": "6", "new": "6"},
            "respondent R1, item cases: old and new are the same; the row changes nothing.\n"
            "  Remove the row, or say what changes.",
        ),
        (
            {"item": "methods", "old": "", "new": ""},
            "respondent R1, item methods: old and new are the same; the row changes nothing.\n"
            "  Remove the row, or say what changes.",
        ),
        *(
            ({"date": day}, f'date "{day}" is not a date.\n{REWRITTEN}')
            for day in ("10.4.2024", "4/10/2024", "10-Apr-24", "2024/04/10", "45392")
        ),
        (
            {"item": "day", "old": "2024-04-10", "new": "11/04/2024"},
            f'respondent R1, item day: "11/04/2024" is not a date.\n{REWRITTEN}',
        ),
        ({"date": "2024-02-30"}, 'date "2024-02-30" is not a date.\n  Write it as 2013-10-21.'),
        ({"date": "20240410"}, 'date "20240410" is not a date.\n  Write it as 2013-10-21.'),
        ({"date": ""}, 'date "" is not a date.\n  Write it as 2013-10-21.'),
        ({"id": ""}, "the id is missing.\n  A correction without it cannot be audited."),
        ({"reason": " "}, "the reason is missing.\n  A correction without it cannot be audited."),
        ({"author": ""}, "the author is missing.\n  A correction without it cannot be audited."),
        (
            {"respondent": ""},
            "the respondent is missing.\n  A correction without it cannot be audited.",
        ),
        ({"item": ""}, "the item is missing.\n  A correction without it cannot be audited."),
        (
            {"reason": "Misheard, twice"},
            f"9 cells, expected 8.\n{CELLS}",
        ),
    ],
)
def test_a_row_that_cannot_apply_is_explained(ledger, cells, problem):
    with refused(LedgerError, f"{PLACE}:2: {problem}"):
        ledger(HEAD + row(2, **cells))


def test_a_short_row_is_refused(ledger):
    with refused(LedgerError, f"{PLACE}:2: 5 cells, expected 8.\n{CELLS}"):
        ledger(HEAD + "C001,R1,court,Yes,No\n")


def test_a_row_of_a_sheet_with_semicolons_is_told_of_semicolons(ledger):
    with refused(
        LedgerError, f"{PLACE}:2: 9 cells, expected 8.\n{CELLS.replace('comma', 'semicolon')}"
    ):
        ledger((HEAD + row(2, reason="Misheard, twice")).replace(",", ";"))


@pytest.mark.parametrize("last", [{}, {"withdraws": ""}], ids=["short", "whole"])
def test_a_comma_too_many_is_found_by_the_date_that_it_moved(ledger, last):
    with refused(
        LedgerError,
        f"{PLACE}:2: the date stands one cell too far to the right.\n"
        "  Put quotes around a text that holds a comma.",
    ):
        ledger(WITHDRAWING + row(2, reason="Misheard, twice", **last))


@pytest.mark.parametrize("failure", ["#NAME?", "#VALUE!", "Err:508"])
def test_what_a_spreadsheet_made_of_a_text_that_looked_like_a_formula_is_refused(ledger, failure):
    with refused(
        LedgerError,
        f"{PLACE}:2: the reason is {failure}, the failure of a formula.\n"
        "  A spreadsheet runs a text that begins with =, +, - or @. Write it again.",
    ):
        ledger(HEAD + row(2, reason=failure))


def test_an_id_given_twice_is_refused(ledger):
    with refused(
        LedgerError,
        f"{PLACE}:3: the id C001 was given on line 2 already.\n  Take the next free id.",
    ):
        ledger(HEAD + row(2) + row(3, id="C001", respondent="R2"))


CONFLICT = (
    f"{PLACE}:3: respondent R1, item {{}}: conflicts with C001 on line 2, which changes the same "
    "value to something else.\n  Withdraw one of the two rows."
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"new": "Don't know"}),
        ({"old": "YES"}, {"new": ""}),
        ({"item": "cases", "old": "1", "new": "2"}, {"item": "cases", "old": "1", "new": "3"}),
        (
            {"item": "methods", "old": "Talking", "new": ""},
            {"item": "methods", "old": "Talking", "new": "Playing"},
        ),
    ],
    ids=["single", "case and removal", "number", "check-all"],
)
def test_two_rows_that_change_one_value_to_different_things_conflict(ledger, first, second):
    with refused(LedgerError, CONFLICT.format(first.get("item", "court"))):
        ledger(HEAD + row(2, **first) + row(3, **second))


@pytest.mark.parametrize(
    "changes",
    [
        [("Yes", "No"), ("No", "Don't know")],
        [("Yes", "No"), ("No", "Yes"), ("Yes", "Don't know")],
    ],
    ids=["onwards", "back and elsewhere"],
)
def test_later_rows_may_correct_what_earlier_ones_left(ledger, changes):
    rows = [row(n, old=old, new=new) for n, (old, new) in enumerate(changes, 2)]
    assert len(ledger(HEAD + "".join(rows))) == len(changes)


def test_two_options_may_be_added_for_one_respondent(ledger):
    added = [row(n, item="methods", old="", new=new) for n, new in ((2, "Talking"), (3, "Playing"))]
    assert len(ledger(HEAD + "".join(added))) == 2


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_rows(ledger):
    with refused(
        LedgerError,
        f'{PLACE}:2: date "soon" is not a date.\n  Write it as 2013-10-21.',
        f"{PLACE}:3: the reason is missing.\n  A correction without it cannot be audited.",
        f"{PLACE}:3: respondent R2, item zzz: no such item in the codebook.",
        f"{PLACE}:5: the id C003 was given on line 4 already.\n  Take the next free id.",
        f"{PLACE}:5: respondent R1, item court: conflicts with C003 on line 4, which changes the "
        "same value to something else.\n  Withdraw one of the two rows.",
    ):
        ledger(
            HEAD
            + row(2, date="soon")
            + row(3, reason="", item="zzz", respondent="R2")
            + row(4)
            + row(5, id="C003", new="Don't know")
        )


def test_a_withdrawn_row_does_not_apply(ledger):
    rows = ledger(WITHDRAWING + row(2) + row(3, respondent="R2") + withdrawal(4, "C001"))
    assert [r.id for r in rows] == ["C001", "C002", "C003"]
    assert [r.withdraws for r in rows] == ["", "", "C001"]
    assert [r.id for r in in_force(rows)] == ["C002"]


@pytest.mark.parametrize(
    "cells", [{}, {"respondent": "R1", "item": "court"}, {"item": "court"}], ids=str
)
def test_a_withdrawal_may_say_what_it_is_about(ledger, cells):
    rows = ledger(
        WITHDRAWING
        + row(2)
        + withdrawal(3, "C001", **cells)
        + withdrawal(4, "C002", respondent="R1", item="court")
    )
    assert [r.id for r in in_force(rows)] == ["C001"]


def test_a_withdrawn_row_may_name_what_the_codebook_does_not_know_any_more(ledger):
    gone = row(2, item="gone", old="A", new="A") + row(3, new="Perhaps") + row(4, new="Never")
    out = "".join(withdrawal(n, f"C00{n - 4}") for n in (5, 6, 7))
    assert in_force(ledger(WITHDRAWING + gone + out)) == ()


def test_a_withdrawn_row_must_still_say_who_decided_what_and_why(ledger):
    with refused(
        LedgerError,
        f"{PLACE}:2: the item is missing.\n  A correction without it cannot be audited.",
        f"{PLACE}:2: the reason is missing.\n  A correction without it cannot be audited.",
    ):
        ledger(WITHDRAWING + row(2, item="", reason="") + withdrawal(3, "C001"))


def test_rows_in_force_alone_may_conflict(ledger):
    both = WITHDRAWING + row(2) + row(3, new="Don't know")
    assert [r.id for r in in_force(ledger(both + withdrawal(4, "C001")))] == ["C002"]
    with refused(LedgerError, CONFLICT.format("court")):
        ledger(both + withdrawal(4, "C001") + withdrawal(5, "C003"))


def test_what_was_withdrawn_may_be_withdrawn_again_once_it_applies_again(ledger):
    rows = ledger(WITHDRAWING + row(2) + "".join(withdrawal(n, f"C00{n - 2}") for n in (3, 4)))
    assert [r.id for r in in_force(rows)] == ["C001"]
    assert in_force(ledger(LADDER + withdrawal(5, "C001"))) == ()


LADDER = WITHDRAWING + row(2) + withdrawal(3, "C001") + withdrawal(4, "C002")
TWICE = ":{}: C001 is withdrawn by C002 on line 3 already.\n  One of the two rows is enough."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            row(2) + withdrawal(3, "C002"),
            ":3: C002 withdraws itself.\n  Name the row that is taken back.",
        ),
        (
            withdrawal(2, "C002") + row(3),
            ":2: it withdraws C002, which stands below it, on line 3.\n"
            "  Put a withdrawal below the row that it takes back.",
        ),
        (
            row(2) + withdrawal(3, "C01"),
            ':3: it withdraws "C01", but no row has this id.\n  Did you mean "C001"?',
        ),
        (
            row(2) + withdrawal(3, "17"),
            ':3: it withdraws "17", but no row has this id.\n  Name the id of an earlier row.',
        ),
        (row(2) + withdrawal(3, "C001") + withdrawal(4, "C001"), TWICE.format(4)),
        (
            LADDER.partition("\n")[2] + withdrawal(5, "C001") + withdrawal(6, "C003"),
            TWICE.format(5),
        ),
        (
            row(2) + withdrawal(3, "C001", new="Yes"),
            ":3: a withdrawal has no old and no new value.\n"
            "  Leave both empty. What the cell shall hold instead is a row of its own.",
        ),
        (
            row(2) + withdrawal(3, "C001", respondent="R2"),
            ":3: respondent R2, but C001 is about respondent R1.\n"
            "  Leave the respondent empty, or name the same one.",
        ),
        (
            row(2) + withdrawal(3, "C001") + withdrawal(4, "C002", item="cases"),
            ":4: item cases, but C002 is about item court.\n"
            "  Leave the item empty, or name the same one.",
        ),
        (
            row(2) + withdrawal(3, "C001", reason=""),
            ":3: the reason is missing.\n  A correction without it cannot be audited.",
        ),
    ],
    ids=[
        *("itself", "a later row", "a near id", "no id", "twice", "twice after all", "a value"),
        *("another respondent", "another item than in the end", "no reason"),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused(ledger, text, problem):
    with refused(LedgerError, PLACE + problem):
        ledger(WITHDRAWING + text)
