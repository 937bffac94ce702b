"""Qualtrics: its export as CSV, TSV or workbook, with three header rows or fewer."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from corrigenda.errors import ExportError, Problem, quoted
from corrigenda.readers.columnar import Columns, check_width, columns_of, gathered
from corrigenda.readers.delimited import dialect_of, read_delimited
from corrigenda.readers.exports import Column, Export, Source
from corrigenda.readers.findings import Finding
from corrigenda.readers.qualtrics_columns import described, families_of, is_metadata, is_text
from corrigenda.readers.qualtrics_headers import FINISHED, Headers, headers_of
from corrigenda.wording import counted

ROWS = 4  # header rows, and one response
BITS = {1: "preview", 2: "test", 8: "spam"}  # a status in numbers is a sum of these and others
REAL = ("ip address", "imported", "offline response", "")
AGAIN = "Export it again."
TOLD = 20


def read_qualtrics(source: Source, wanted: Collection[str] | None = None) -> Export:
    """Read a Qualtrics export.

    Parameters
    ----------
    source
        The file: delimited text in any encoding of `read_delimited`, or a workbook.
    wanted
        Names of the columns whose cells are kept; all of them by default.

    Returns
    -------
    Export
        Its columns and responses, and what was found and forgiven.

    Raises
    ------
    ExportError
        When the file is not such an export, holds no response, or says of a response neither that
        it is finished nor that it is not.
    """
    from corrigenda.readers.workbooks import is_workbook

    read = _from_workbook if is_workbook(source.path) else _from_text
    headers, table = read(source, wanted)
    if table.cells.index.empty:
        raise ExportError(Problem(source.place, "the export holds no response.", AGAIN))
    columns = _columns(headers, table)
    named = zip(columns, table.header[0], strict=True)
    metadata = {
        column.name
        for column, name in named
        if is_metadata(name.strip(), column.key, headers.legacy)
    }
    answers = [column for column in columns if column.name not in metadata]
    status, finished = _role("status", headers, table), _role("finished", headers, table)
    families = families_of(answers, headers, table.cells)
    kept = [name for name in table.cells if wanted is None or name in wanted]
    return Export(
        columns=described(columns, families),
        cells=table.cells[kept],
        first_row=table.first_row,
        findings=(
            *_found(headers, table, source.place),
            *_unknown(status, source.place),
            *_untold(status, finished, source.place),
        ),
        families=families,
        metadata=frozenset(metadata),
        status=None if status is None else status.map(_disposition),
        finished=None if finished is None else _finished(finished, table, source.place),
    )


def _from_text(source: Source, wanted: Collection[str] | None) -> tuple[Headers, Columns]:
    dialect = dialect_of(source.path, source.place)
    rows = read_delimited(source.path, source.place, dialect=dialect)
    head, start = _head(enumerate(rows, 1), source.place)
    headers = headers_of(head, start, source.place)
    kept = _kept(wanted, headers, head[0])
    return headers, columns_of(
        source.path, source.place, headers.rows, kept, headers.keys, dialect=dialect
    )


def _from_workbook(source: Source, wanted: Collection[str] | None) -> tuple[Headers, Columns]:
    from corrigenda.readers.workbooks import read_grid

    grid = read_grid(source.path, source.place, source.sheet)
    head, start = _head(enumerate(grid.rows, grid.first_row), source.place)
    headers = headers_of(head, start, source.place)
    kept = _kept(wanted, headers, head[0])
    table = gathered(
        grid.rows, source.place, headers.rows, kept, headers.keys, first=grid.first_row
    )
    return headers, replace(table, findings=(*grid.findings, *table.findings))


def _head(numbered: Iterator[tuple[int, list[str]]], place: str) -> tuple[list[list[str]], int]:
    """Return the first rows from the names on, and the number of the row of names."""
    head: list[list[str]] = []
    start = 1
    for n, row in numbered:
        if head or any(cell.strip() for cell in row):
            start = start if head else n
            check_width(row, f"{place}:{n}")
            head.append(row)
        if len(head) == ROWS:
            break
    return head, start


def _kept(
    wanted: Collection[str] | None, headers: Headers, names: Sequence[str]
) -> Collection[str] | None:
    """Add to what is wanted the columns that say what became of a response."""
    if wanted is None:
        return None
    found = [_position(role, headers, names) for role in ("status", "finished")]
    own = [(names[n].strip(), headers.keys[n]) for n in found if n is not None]
    return {*wanted, *(name for name, _ in own), *(f"{name} ({key})" for name, key in own)}


def _position(role: str, headers: Headers, names: Sequence[str]) -> int | None:
    """Return where the column of a role stands: by its ImportId, its name, or the name of old."""
    for said in (headers.keys, names, headers.texts if headers.legacy else ()):
        for n, text in enumerate(said):
            if text.strip().casefold() == role and not (said is names and headers.keys[n]):
                return n
    return None


def _role(role: str, headers: Headers, table: Columns) -> pd.Series | None:
    n = _position(role, headers, table.header[0])
    return None if n is None else table.cells[table.names[n]]


def _columns(headers: Headers, table: Columns) -> tuple[Column, ...]:
    described = zip(table.names, headers.keys, headers.texts, strict=False)
    return tuple(
        Column(name, text, key, "text" if is_text(own.strip(), key) else "")
        for (name, key, text), own in zip(described, table.header[0], strict=True)
    )


def _disposition(status: str) -> str:
    """Return whether a response is a preview, a test or spam; nothing for a real one."""
    status = status.strip().casefold()
    if status.isdecimal() and len(status) < 4:
        bits = int(status)
        return next((word for bit, word in BITS.items() if bits & bit), "")
    return next((word for word in BITS.values() if word in status), "")


def _unknown(status: pd.Series | None, place: str) -> Iterator[Finding]:
    counts = {} if status is None else status.str.strip().value_counts().to_dict()
    for value, count in counts.items():
        if not (_disposition(value) or value.casefold() in REAL or value.isdecimal()):
            told = f"{counted(count, 'response')} of the status {quoted(value)}: taken as real"
            yield Finding(told, "forgiven", place)


def _finished(cells: pd.Series, table: Columns, place: str) -> pd.Series:
    finished = cells.str.strip().str.casefold().map(FINISHED)
    wrong = finished.isna()
    if wrong.any():
        problems = [
            Problem(
                f"{place}:{n + table.first_row}",
                f"Finished is {quoted(cell)}, expected True or False.",
                "Export it again, in English or with numbers.",
            )
            for n, cell in cells[wrong].head(TOLD).items()
        ]
        if (more := int(wrong.sum()) - TOLD) > 0:
            problems.append(Problem(place, f"and {counted(more, 'more response')} like these."))
        raise ExportError(problems)
    return finished.astype(bool)


def _found(headers: Headers, table: Columns, place: str) -> Iterator[Finding]:
    rows = counted(headers.rows, "header row")
    columns = counted(len(table.names), "column")
    yield Finding(f"{rows}, {columns}, {counted(len(table.cells), 'response')}", "found", place)
    if headers.legacy:
        yield Finding("the two header rows of Qualtrics' exporter of old", "forgiven", place)
    elif not headers.imports:
        yield Finding("the header row of ImportIds is missing", "forgiven", place)
    if not headers.questions:
        yield Finding("the header row of questions is missing", "forgiven", place)
    if headers.piped:
        told = f"{counted(headers.piped, 'question')} with text piped in: shown as …"
        yield Finding(told, "forgiven", place)
    yield from table.findings


def _untold(status: pd.Series | None, finished: pd.Series | None, place: str) -> Iterator[Finding]:
    if status is None:
        told = "no column Status: previews, tests and spam cannot be told, and all responses count"
        yield Finding(told, "forgiven", place)
    if finished is None:
        told = "no column Finished: unfinished responses cannot be told, and all responses count"
        yield Finding(told, "forgiven", place)
