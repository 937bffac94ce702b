"""Delimited text: CSV and TSV in the encodings that survey products and spreadsheets write."""

import codecs
import csv
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corrigenda.errors import ExportError, Problem, UserError
from corrigenda.files import reason
from corrigenda.readers.findings import Finding

FILE = 4 * 1024**3  # bytes
CELL = 10_000_000  # characters
RECORD = 50_000_000
COLUMNS = 50_000
ROWS = 10_000_000
BLOCK = 1024**2
HEAD = 10  # rows, among which is the header; others may be a title

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
OTHERS = {
    b"PK\x03\x04": "a workbook or an archive",
    b"\xd0\xcf\x11\xe0": "a workbook",
    b"PAR1": "a Parquet file",
    b"$FL": "an SPSS file",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file",
}
WESTERN = "cp1252"
QUOTED = re.compile(r'"[^"]*"')
SEPARATOR = re.compile(r'"?sep=([,;\t])"?[ ,;\t]*\r?\n?', re.IGNORECASE)
END = "\0"  # no file that is read holds it
AGAIN = "Export it again."
CUT = "The file was cut or edited: export it again."


@dataclass(frozen=True)
class Dialect:
    """How a delimited file is written.

    Parameters
    ----------
    encoding
        As Python names it.
    delimiter
        What stands between cells.
    preface
        Whether a line before the header names the delimiter, as spreadsheets write it.
    findings
        What was forgiven.
    """

    encoding: str
    delimiter: str
    preface: bool = False
    findings: tuple[Finding, ...] = ()


def check_no_pipe(path: Path, place: str, error: type[UserError]) -> None:
    """Refuse what can be opened but never ends; what is missing, or a folder, is told elsewhere.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.

    Raises
    ------
    UserError
        When it is a device or a pipe.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        message = "this is a device or a pipe, and not a file."
        raise error(Problem(place, message, "Save what it gives as a file."))


def dialect_of(path: Path, place: str, error: type[UserError] = ExportError) -> Dialect:
    """Find out how a delimited file is written.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.

    Returns
    -------
    Dialect
        Its encoding and delimiter.

    Raises
    ------
    UserError
        When the file is missing, empty, too big, no text, or in no encoding that is known.
    """
    try:
        _check_size(path, place, error)
        with path.open("rb") as file:
            encoding, findings = _encoding(file, place, error)
        with path.open(encoding=encoding) as text:
            start = text.read(BLOCK)
    except OSError as bad:
        raise error(_unreadable(bad, place)) from None
    preface = SEPARATOR.match(start)
    if preface:
        told = Finding("the first line names the delimiter, and was skipped", "forgiven", place)
        return Dialect(encoding, preface[1], True, (*findings, told))
    return Dialect(encoding, _delimiter(start), False, findings)


def read_delimited(
    path: Path,
    place: str,
    error: type[UserError] = ExportError,
    dialect: Dialect | None = None,
) -> Iterator[list[str]]:
    """Read a delimited file row by row, never as a whole.

    Parameters
    ----------
    path
        The file: UTF-8, UTF-16 with its mark, or Windows-1252; commas, semicolons or tabs.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.
    dialect
        How it is written, where that is known already.

    Yields
    ------
    list of str
        The cells of each row, headers among them; the first is row 1 of the spreadsheet (but a
        line ``sep=;``). Line ends inside cells are LF. Empty rows at the end are left out, others
        are an empty list.

    Raises
    ------
    UserError
        When the file cannot be read, a quote is not closed, or a limit is passed.
    """
    dialect = dialect or dialect_of(path, place, error)
    with path.open(encoding=dialect.encoding) as file:
        if dialect.preface:
            file.readline()
        waiting: list[int] = []  # widths of empty rows, which may be the last ones
        for row in _records(file, dialect.delimiter, place, error):
            if any(row):
                yield from ([""] * width for width in waiting)
                waiting.clear()
                yield row
            else:
                waiting.append(len(row))


def _records(file, delimiter: str, place: str, error: type[UserError]) -> Iterator[list[str]]:
    lines = _Lines(file, place, error)
    reader = csv.reader(lines, delimiter=delimiter)
    before: list[str] | None = None
    while True:
        limit = csv.field_size_limit(CELL)  # it belongs to the process: only lent
        try:
            row = next(reader, None)
        except csv.Error:
            message = f"a cell has more than {CELL:,} characters."
            advice = "A quote was perhaps opened there and never closed: export it again."
            raise error(Problem(f"{place}:{lines.row}", message, advice)) from None
        finally:
            csv.field_size_limit(limit)
        if row is None:
            break
        if before is not None:
            yield before
        before = row
        lines.next_row()
    if before != [END]:
        message = "a quote is opened and never closed."
        raise error(Problem(f"{place}:{lines.row - 1}", message, CUT))


class _Lines:
    """The lines of a file, one after the other, with a last one that shows an open quote."""

    def __init__(self, file, place: str, error: type[UserError]):
        self._file, self._place, self._error = file, place, error
        self._length, self._ended = 0, False
        self.row = 1

    def __iter__(self):
        return self

    def __next__(self) -> str:
        line = self._file.readline(RECORD)
        if not line:
            if self._ended:
                raise StopIteration
            self._ended = True
            return END
        self._length += len(line)
        if self._length >= RECORD:
            message = f"the row has more than {RECORD:,} characters."
            raise self._error(Problem(f"{self._place}:{self.row}", message, CUT))
        return line

    def next_row(self) -> None:
        """Count anew for the next row."""
        self._length = 0
        self.row += 1
        if self.row > ROWS:
            message = f"the file has more than {ROWS:,} rows."
            raise self._error(Problem(self._place, message, "Export a part of the responses."))


def _check_size(path: Path, place: str, error: type[UserError]) -> None:
    check_no_pipe(path, place, error)
    found = path.stat()
    if found.st_size > FILE:
        message = (
            f"the file has {found.st_size / 1024**3:,.1f} GiB, at most {FILE // 1024**3} are read."
        )
        raise error(Problem(place, message, "Export fewer columns, or a part of the responses."))


def _encoding(file, place: str, error: type[UserError]) -> tuple[str, tuple[Finding, ...]]:
    start = file.read(4)
    for magic, name in OTHERS.items():
        if start.startswith(magic):
            advice = "Mind its name and format: in study.yaml, or export it again as CSV."
            raise error(Problem(place, f"the file is {name}, and not delimited text.", advice))
    encoding = next((name for bom, name in BOMS.items() if start.startswith(bom)), "utf-8")
    line = _undecodable_line(file, encoding, place, error)
    if not line:
        return encoding, ()
    if encoding == "utf-8" and not _mostly_utf8(file):
        if not _undecodable_line(file, WESTERN, place, error):
            message = "the file is not UTF-8 and was read as Windows-1252: mind letters like é"
            return WESTERN, (Finding(message, "forgiven", f"{place}:{line}"),)
        message = "the file is neither UTF-8 nor Windows-1252."
    else:
        message = f"the file cannot be read as {encoding.removesuffix('-sig').upper()}."
    raise error(Problem(f"{place}:{line}", message, "Export it again as UTF-8."))


def _undecodable_line(file, encoding: str, place: str, error: type[UserError]) -> int:
    """Return the line that cannot be decoded (0: none), and refuse what is no text at all."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    lines, blank, block = 1, True, b"-"
    while block:
        block = file.read(BLOCK)
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as bad:
            return lines + bad.object[: bad.start].decode(encoding, "ignore").count("\n")
        if "\0" in text:
            place = f"{place}:{lines + text[: text.index(END)].count(chr(10))}"
            raise error(Problem(place, "the file holds NUL bytes.", AGAIN))
        lines += text.count("\n")
        blank = blank and not text.strip()
    if blank:
        raise error(Problem(place, "the file is empty.", AGAIN))
    return 0


def _mostly_utf8(file) -> bool:
    """Say whether most letters beyond ASCII are UTF-8, so that the file is only damaged."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    file.seek(0)
    good = bad = 0
    while block := file.read(BLOCK):
        letters = re.sub(r"[\x00-\x7f]+", "", decoder.decode(block))
        broken = sum(1 for letter in letters if "\ud800" <= letter <= "\udfff")
        good, bad = good + len(letters) - broken, bad + broken
    return good > bad


def _delimiter(start: str) -> str:
    """Choose what stands most often between the cells of the first row, or below its title."""
    records = QUOTED.sub("", start.lstrip("\n")).split("\n", HEAD)[:HEAD]
    below = [one for one in records[records.index("") :] if one] if "" in records else []
    told = [one for one in (records[0], *below[:1]) if any(mark in one for mark in DELIMITERS)]
    return max(DELIMITERS, key=(told or records)[0].count)


def _unreadable(bad: OSError, place: str) -> Problem:
    if isinstance(bad, FileNotFoundError):
        return Problem(place, "the file is missing.", "Mind its name in study.yaml.")
    if isinstance(bad, IsADirectoryError):
        return Problem(place, "this is a folder, and not a file.", "Name the file in it.")
    return Problem(place, f"the file cannot be read: {reason(bad)}.", "Mind its permissions.")
