"""Rows of the ledger: in force or withdrawn, numbered, and added to a file."""

from dataclasses import replace
from datetime import date

import pytest

from corrigenda.rows import Correction, appended, formulas, in_force, next_id, withdrawn

HEAD = b"id,respondent,item,old,new,reason,author,date\n"
DAY = date(2024, 4, 10)
ROW = Correction("C018", "R1", "court", "Yes", "No", "Misheard, twice", "AB", DAY, "x.csv")
OUT = Correction("C019", "", "", "", "", "Not so", "AB", DAY, "x.csv", withdraws="C018")


def rows(*withdraws: str) -> tuple[Correction, ...]:
    """Write C1, C2, … which withdraw these rows, or none."""
    return tuple(replace(ROW, id=f"C{n}", withdraws=w) for n, w in enumerate(withdraws, 1))


@pytest.mark.parametrize(
    ("ledger", "applying", "gone"),
    [
        ((), [], {}),
        (("", ""), ["C1", "C2"], {}),
        (("", "", "C1"), ["C2"], {"C1": "C3"}),
        (("", "C1", "C2"), ["C1"], {"C2": "C3"}),
        (("", "C1", "C2", "C1"), [], {"C2": "C3", "C1": "C4"}),
        (("", "C1", "C2", "C3"), [], {"C3": "C4", "C1": "C2"}),
    ],
)
def test_rows_are_in_force_unless_a_row_in_force_withdraws_them(ledger, applying, gone):
    assert [row.id for row in in_force(rows(*ledger))] == applying
    assert {i: row.id for i, row in withdrawn(rows(*ledger)).items()} == gone


@pytest.mark.parametrize(
    ("ids", "following"),
    [
        ([], "C001"),
        (["C017"], "C018"),
        (["C002", "C017", "C009"], "C018"),
        (["C999"], "C1000"),
        (["C999", "C1000"], "C1001"),
        (["C001", "call-back"], "C002"),
        (["call-back"], "C001"),
        (["7"], "8"),
        (["2024-01", "2024-02"], "2024-03"),
        (["C017", "AB-3"], "AB-4"),
        (["C017", "AB-3", "C002"], "C018"),
        (["", "C٣"], "C001"),
    ],
)
def test_the_next_id_goes_on_from_the_last_numbered_one(ids, following):
    assert next_id([replace(ROW, id=i) for i in ids]) == following


@pytest.mark.parametrize(
    ("content", "row", "added"),
    [
        (HEAD, ROW, b'C018,R1,court,Yes,No,"Misheard, twice",AB,2024-04-10\n'),
        (
            HEAD.replace(b",", b";"),
            ROW,
            b"C018;R1;court;Yes;No;Misheard, twice;AB;2024-04-10\n",
        ),
        (
            HEAD.replace(b"\n", b",withdraws\n"),
            ROW,
            b'C018,R1,court,Yes,No,"Misheard, twice",AB,2024-04-10,\n',
        ),
        (HEAD.replace(b"\n", b",withdraws\n"), OUT, b"C019,,,,,Not so,AB,2024-04-10,C018\n"),
    ],
)
def test_a_row_is_added_and_every_byte_before_it_stays(content, row, added):
    assert appended(content, row) == content + added


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD, HEAD.replace(b"\n", b",withdraws\n")),
        (HEAD.replace(b"\n", b",,,\r\n"), HEAD.replace(b"\n", b",withdraws,,\r\n")),
    ],
    ids=["plain", "empty columns"],
)
def test_the_first_withdrawal_brings_its_column(before, after):
    old = b'C018,R1,court,Yes,No,"a\nb",AB,2024-04-10\r\n'
    content = appended(before + old, OUT)
    assert content.startswith(after + old)
    assert content.removeprefix(after + old).startswith(b"C019,,,,,Not so,AB,2024-04-10,C018")


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({}, ()),
        ({"reason": "=HYPERLINK(1)", "author": "@AB"}, ("reason", "author")),
        ({"old": "-3", "new": "+4.5"}, ()),
        ({"old": "- none -", "new": "+"}, ("old",)),
    ],
)
def test_what_a_spreadsheet_would_run_is_named(cells, named):
    assert formulas(replace(ROW, **cells)) == named
