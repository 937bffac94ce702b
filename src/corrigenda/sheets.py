"""Sheets: the cells of a ledger's file, which people also edit in spreadsheets."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corrigenda.errors import LedgerError, Problem

BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
WORKBOOK = b"PK\x03\x04"
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
LINE_END = re.compile(r"\r\n?|\n")
FORMULA = re.compile(r"[=@]|[+-](?![0-9.,]*$)")  # a negative number is none


@dataclass(frozen=True)
class Sheet:
    """The cells of a file.

    Parameters
    ----------
    delimiter
        What stands between cells.
    line_end
        What stands behind the header, and so behind each row.
    header
        The cells of the first line, trailing empty ones among them.
    rows
        For each row that is not empty the line on which it begins, and its cells.
    """

    delimiter: str
    line_end: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def plain(cell: str) -> str:
    """Read a cell without surrounding blanks, and with the line ends of a text as LF."""
    return LINE_END.sub("\n", cell.strip())


def neutral(cell: str) -> str:
    """Return a cell so that a spreadsheet shows it, and does not run it as a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def read_sheet(content: bytes, place: str) -> Sheet:
    """Read a CSV as editors and spreadsheets save it.

    Parameters
    ----------
    content
        UTF-8 with or without BOM; commas, semicolons or tabs; any line ends.
    place
        How messages name the file.

    Returns
    -------
    Sheet
        Its cells, each `plain`.

    Raises
    ------
    LedgerError
        When it is something else.
    """
    text = _decoded(content, place)
    first, end = _first_line(text)
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = tuple(map(plain, next(reader, [])))
        rows, before = [], reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num  # a text may run over several lines
            if any(map(plain, cells)):  # spreadsheets leave empty rows behind
                rows.append((line, tuple(map(plain, cells))))
    except csv.Error as bad:
        advice = "Mind the quotes around texts."
        raise LedgerError(Problem(place, f"not a CSV file: {bad}.", advice)) from None
    return Sheet(delimiter, end or "\n", header, tuple(rows))


def _decoded(content: bytes, place: str) -> str:
    found = "the file is not UTF-8."
    if content.startswith(UTF_16):
        found = 'the file is UTF-16, which Excel calls "Unicode Text".'
    elif content.startswith(WORKBOOK):
        found = "the file is a workbook, and not a CSV."
    elif b"\0" not in content:
        try:
            return content.removeprefix(BOM).decode("utf-8")
        except UnicodeDecodeError:
            pass
    advice = 'In Excel, save it as "CSV UTF-8 (comma delimited)".'
    raise LedgerError(Problem(place, found, advice))


def _first_line(text: str) -> tuple[str, str]:
    end = LINE_END.search(text)
    return (text[: end.start()], end[0]) if end else (text, "")


def with_header(content: bytes, header: Sequence[str]) -> bytes:
    """Replace the first line of a file; every other byte stays.

    Parameters
    ----------
    content
        The file, which `read_sheet` can read.
    header
        The new cells.

    Returns
    -------
    bytes
        The file with another header.
    """
    sheet, text = read_sheet(content, ""), content.removeprefix(BOM).decode("utf-8")
    first, end = _first_line(text)
    changed = _line(header, sheet.delimiter) + end + text[len(first) + len(end) :]
    return content[: len(content) - len(content.removeprefix(BOM))] + changed.encode()


def with_row(content: bytes, cells: Sequence[str]) -> bytes:
    """Add a row at the end of a file; every byte before it stays.

    Parameters
    ----------
    content
        The file, which `read_sheet` can read.
    cells
        The cells of the row; it is filled up to the length of the header.

    Returns
    -------
    bytes
        The file, a last line end that was missing, and the row with the line end of the file.
    """
    sheet = read_sheet(content, "")
    padded = [*map(plain, cells), *[""] * (len(sheet.header) - len(cells))]
    missing = "" if content.endswith((b"\n", b"\r")) else sheet.line_end
    return content + (missing + _line(padded, sheet.delimiter) + sheet.line_end).encode()


def _line(cells: Sequence[str], delimiter: str) -> str:
    target = io.StringIO(newline="")
    # With CRLF as its line end, the writer quotes a text that holds either character.
    csv.writer(target, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return target.getvalue().removesuffix("\r\n")
