"""Columns: rows of text cells gathered into a slim frame, under names that differ."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pandas as pd

from corrigenda.errors import ExportError, Problem, UserError
from corrigenda.readers.delimited import COLUMNS, CUT, Dialect, dialect_of, read_delimited
from corrigenda.readers.findings import Finding
from corrigenda.readers.naming import named_apart
from corrigenda.readers.quick import quick_columns
from corrigenda.wording import counted

CELLS = 200_000_000  # kept in memory at most
AT_ONCE = 500_000  # cells that are Python texts at a time
TOLD = 20  # rows that are told one by one
NAME = 10_000  # characters of a column's name


@dataclass(frozen=True)
class Columns:
    """A table of text, by its columns.

    Parameters
    ----------
    names
        Of all columns, each once.
    header
        The header rows as they stand, filled up to one width.
    cells
        The rows below the header, all text, of the columns that were asked for.
    first_row
        The row of the first one in the spreadsheet, from 1.
    findings
        What was forgiven.
    """

    names: tuple[str, ...]
    header: tuple[tuple[str, ...], ...]
    cells: pd.DataFrame
    first_row: int
    findings: tuple[Finding, ...]


def columns_of(
    path: Path,
    place: str,
    header_rows: int = 1,
    wanted: Collection[str] | None = None,
    keys: Sequence[str] = (),
    error: type[UserError] = ExportError,
    dialect: Dialect | None = None,
) -> Columns:
    """Read a delimited file by its columns.

    Parameters
    ----------
    path
        The file; it may be large.
    place
        How messages name it.
    header_rows
        How many rows stand above the first response; the first of them has the names.
    wanted
        Names of the columns whose cells are kept; by default all.
    keys
        What keeps apart columns of the same name, for each column.
    error
        The kind of `UserError` to raise.
    dialect
        How it is written, where that is known already.

    Returns
    -------
    Columns
        All of it.

    Raises
    ------
    UserError
        When the file cannot be read, or rows have another width than the header.
    """
    dialect = dialect or dialect_of(path, place, error)
    rows = read_delimited(path, place, error, dialect)

    def quick(width: int, kept: Sequence[int]) -> list | None:
        return quick_columns(path, dialect, width, header_rows, kept, CELLS)

    columns = gathered(rows, place, header_rows, wanted, keys, error, quick=quick)
    findings = (*dialect.findings, *columns.findings)
    return Columns(columns.names, columns.header, columns.cells, columns.first_row, findings)


def gathered(
    rows: Iterable[Sequence[str]],
    place: str,
    header_rows: int = 1,
    wanted: Collection[str] | None = None,
    keys: Sequence[str] = (),
    error: type[UserError] = ExportError,
    first: int = 1,
    quick: Callable[[int, Sequence[int]], list | None] | None = None,
) -> Columns:
    """Gather rows of text cells, whatever file they come from, into columns.

    Parameters
    ----------
    rows
        All of them; empty ones before the header are forgiven.
    place, header_rows, wanted, keys, error
        As in `columns_of`.
    first
        The number of the first row in the spreadsheet.
    quick
        A quicker way to the cells below the header, by the number of columns and the positions of
        those that are kept; it returns None where the rows are needed after all.

    Returns
    -------
    Columns
        All of it.

    Raises
    ------
    UserError
        When there is no row, or rows have another width than the header.
    """
    numbered = enumerate(rows, first)
    start, top = _first(numbered, place, error)
    body = _Body(place, len(top), error)
    header = [tuple(top)]
    for n, row in islice(numbered, header_rows - 1):
        header.append(tuple(body.fitted(n, row) or [""] * len(top)))
    names, findings = _named(header, keys, f"{place}:{start}")
    blank = range(len(names) - _blank_at_the_end(header), len(names))
    kept = [n for n, name in enumerate(names) if wanted is None or name in wanted or n in blank]
    parts = quick(len(names), kept) if quick and start == first and not body.findings() else None
    if parts is None:
        parts = body.read(numbered, kept)
    frame = _frame([names[n] for n in kept], parts, len(parts[0]) if parts else body.size)
    width = _without_blank(names, blank, frame)
    if width < len(names):
        header = [row[:width] for row in header]
        told = f"{counted(len(names) - width, 'empty column')} after the last one: left out"
        frame = frame.drop(columns=names[width:])
        names, findings = _named(header, keys, f"{place}:{start}")
        findings = (*findings, Finding(told, "forgiven", place))
    if start > first:
        told = f"{counted(start - first, 'empty row')} above the header: left out"
        findings = (Finding(told, "forgiven", place), *findings)
    findings = (*findings, *body.findings())
    return Columns(tuple(names), tuple(header), frame, start + header_rows, findings)


def check_width(header: Sequence[str], place: str, error: type[UserError] = ExportError) -> None:
    """Refuse a header of too many columns.

    Parameters
    ----------
    header
        Its cells.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.

    Raises
    ------
    UserError
        When there are more than `COLUMNS`.
    """
    if len(header) > COLUMNS:
        message = f"the header has {len(header):,} columns, at most {COLUMNS:,} are read."
        raise error(Problem(place, message, "Export fewer columns."))


def _first(
    numbered: Iterator[tuple[int, Sequence[str]]], place: str, error: type[UserError]
) -> tuple[int, Sequence[str]]:
    """Return the first row that is not empty, and its number."""
    for n, row in numbered:
        if any(cell.strip() for cell in row):
            check_width(row, f"{place}:{n}", error)
            return n, row
    raise error(Problem(place, "the file is empty.", "Export it again."))


def _named(header: Sequence[Sequence[str]], keys: Sequence[str], place: str):
    for n, name in enumerate(header[0], 1):
        if len(name) > NAME:
            message = f"the name of column {n} has more than {NAME:,} characters."
            raise ExportError(Problem(place, message, "Shorten it in the export."))
    return named_apart([name.strip() for name in header[0]], keys, place)


def _blank_at_the_end(header: Sequence[Sequence[str]]) -> int:
    """Count the last columns of which no header row says anything."""
    last = max((n for row in header for n, cell in enumerate(row, 1) if cell.strip()), default=0)
    return len(header[0]) - last


def _without_blank(names: Sequence[str], blank: range, frame: pd.DataFrame) -> int:
    """Return how many columns are left without the last ones that hold nothing at all."""
    width = len(names)
    while width - 1 in blank and not frame[names[width - 1]].str.strip().any():
        width -= 1
    return width


def _frame(names: Sequence[str], columns: list, size: int) -> pd.DataFrame:
    """Put columns under their names, and let go of each, so that none stands twice in memory."""
    columns.reverse()
    series = {name: pd.Series(columns.pop().combine_chunks(), dtype="str") for name in names}
    return pd.DataFrame(series, index=pd.RangeIndex(size))


class _Body:
    """Rows on their way into columns; those of another width are remembered."""

    def __init__(self, place: str, width: int, error: type[UserError]):
        self._place, self._width, self._error = place, width, error
        self._kept: Sequence[int] = ()
        self._rows: list[Sequence[str]] = []
        self._parts: list[list] = []
        self.size = self._others = self._longer = 0
        self._problems: list[Problem] = []

    def fitted(self, n: int, row: Sequence[str]) -> Sequence[str] | None:
        """Return a row at the width of the header, or remember that it has another."""
        if len(row) == self._width:
            return row
        if len(row) > self._width and not any(row[self._width :]):
            self._longer += 1
            return row[: self._width]
        if self._width == 1 and not row:
            return [""]
        self._others += 1
        if self._others <= TOLD:
            found = f"the row has {counted(len(row), 'cell')}, the header has {self._width:,}."
            self._problems.append(Problem(f"{self._place}:{n}", found, CUT))
        return None

    def read(self, numbered: Iterable[tuple[int, Sequence[str]]], kept: Sequence[int]) -> list:
        """Take all rows in, and return the columns at the positions that are kept."""
        self._kept, self._parts = kept, [[] for _ in kept]
        for n, row in numbered:
            row = self.fitted(n, row)
            if row is None:
                continue
            self._rows.append(row)
            self.size += 1
            if len(self._rows) * self._width >= AT_ONCE:
                self._pack()
        return self._columns()

    def _pack(self) -> None:
        import pyarrow as pa

        if self.size * len(self._kept) > CELLS:
            message = f"the file has more than {CELLS:,} cells."
            raise self._error(Problem(self._place, message, "Export fewer columns or responses."))
        columns = list(zip(*self._rows, strict=True))
        for part, n in zip(self._parts, self._kept, strict=True):
            part.append(pa.array(columns[n], pa.large_string()))
        self._rows.clear()

    def _columns(self) -> list:
        import pyarrow as pa

        if self._problems:
            if self._others > TOLD:
                told = f"and {self._others - TOLD:,} more rows of another width."
                self._problems.append(Problem(self._place, told, CUT))
            raise self._error(self._problems)
        if self._rows:
            self._pack()
        return [pa.chunked_array(part, pa.large_string()) for part in self._parts]

    def findings(self) -> tuple[Finding, ...]:
        """Tell what was forgiven."""
        if not self._longer:
            return ()
        told = f"{counted(self._longer, 'row')} with empty cells after the last column: left out"
        return (Finding(told, "forgiven", self._place),)
