"""Sheets: bytes into cells, and rows and headers added without touching other bytes."""

import csv
import io

import pytest

from corrigenda.sheets import neutral, plain, read_sheet, with_header, with_row


@pytest.mark.parametrize(
    ("content", "delimiter", "line_end"),
    [
        (b"a,b\n1,2\n", ",", "\n"),
        (b"\xef\xbb\xbfa;b\r\n1;2\r\n", ";", "\r\n"),
        (b"a\tb\r1\t2", "\t", "\r"),
        (b"a,b", ",", "\n"),
        (b"a\n", ",", "\n"),
        (b'a,b\r\n"1\n;;;;",2\n', ",", "\r\n"),
    ],
    ids=["commas", "Excel", "tabs", "no line end", "one column", "a text of two lines"],
)
def test_the_first_line_tells_what_stands_between_cells_and_rows(content, delimiter, line_end):
    sheet = read_sheet(content, "x.csv")
    assert (sheet.delimiter, sheet.line_end) == (delimiter, line_end)
    assert sheet.header == ("a", "b")[: len(sheet.header)]


def test_empty_rows_are_left_out_and_others_know_their_line():
    sheet = read_sheet(b'a,b,\n"1\n1", 2 ,\n,,\n \n3\n', "x.csv")
    assert sheet.header == ("a", "b", "")
    assert sheet.rows == ((2, ("1\n1", "2", "")), (6, ("3",)))


@pytest.mark.parametrize(
    ("cell", "read"), [(" a ", "a"), ("a\r\nb\rc", "a\nb\nc"), ("\ufeff", "\ufeff"), ("\xa0", "")]
)
def test_blanks_around_a_cell_and_kinds_of_line_ends_do_not_count(cell, read):
    assert plain(cell) == read


@pytest.mark.parametrize(
    ("content", "added"),
    [
        (b"a,b\n", b"1,2\n"),
        (b"a,b", b"\n1,2\n"),
        (b"a;b\r\n", b"1;2\r\n"),
        (b"\xef\xbb\xbfa;b\r\n3;4", b"\r\n1;2\r\n"),
        (b"a\tb\r3\t4\r", b"1\t2\r"),
        (b"a,b,,\n3,4,,\n,,,\n", b"1,2,,\n"),
        (b'a,b\r\n"3\n3",4\n', b"1,2\r\n"),
    ],
)
def test_a_row_is_added_as_the_file_is_written(content, added):
    assert with_row(content, ("1", "2")) == content + added


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "cell",
    ["x,y", "x;y", 'say "no"', '"', "two\nlines", "x\ty", "=1+1", "-", "", "ä – 中", "'", "a'b,"],
)
def test_a_cell_reads_back_and_is_quoted_as_rfc_4180_says(cell, delimiter):
    content = with_row(f"a{delimiter}b\n".encode(), (cell, "z"))
    ((_, cells),) = read_sheet(content, "x.csv").rows
    assert cells == (cell, "z")
    expected = io.StringIO()
    csv.writer(expected, delimiter=delimiter, lineterminator="\n").writerow((cell, "z"))
    assert content.decode() == f"a{delimiter}b\n" + expected.getvalue()


@pytest.mark.parametrize(
    ("content", "changed"),
    [
        (b"a,b\n1,2\n", b"a,b,c\n1,2\n"),
        (b"\xef\xbb\xbfa;b\r\n1;2", b"\xef\xbb\xbfa;b;c\r\n1;2"),
        (b"a,b", b"a,b,c"),
        (b'a,b,\r\n"1\n",2,\n\n', b'a,b,c\r\n"1\n",2,\n\n'),
    ],
)
def test_a_header_is_replaced_and_nothing_else(content, changed):
    assert with_header(content, ("a", "b", "c")) == changed


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd", "-cmd|' /C calc'!A0"])
def test_a_formula_is_shown_and_not_run(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Clinic", "-12", "-1,200.5", "+3", "a=b", "–"])
def test_other_cells_stay_as_they_are(cell):
    assert neutral(cell) == cell
