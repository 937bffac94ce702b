"""Tables: one header row and a row for each response, in delimited text, a workbook or Parquet."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice

from corrigenda.errors import ExportError, Problem, quoted
from corrigenda.readers.columnar import Columns, columns_of, gathered
from corrigenda.readers.delimited import HEAD, dialect_of, read_delimited
from corrigenda.readers.exports import Column, Export, Source
from corrigenda.readers.findings import Finding
from corrigenda.readers.parquet import MAGIC, read_parquet
from corrigenda.readers.workbooks import Grid, is_workbook, read_grid
from corrigenda.wording import counted

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
PARQUETS = (".parquet", ".pq")
TEXTS = (".csv", ".tsv", ".txt", ".tab")
EMPTY = "Mind its first row: it names the columns, and responses follow below."
MARKUP = (b"<", b"\xef\xbb\xbf<")


def read_table_export(source: Source, wanted: Collection[str] | None = None) -> Export:
    """Read a table whose first row names its columns.

    Parameters
    ----------
    source
        The file: CSV, TSV, XLSX, XLS, ODS or Parquet, as its first bytes say.
    wanted
        Names of the columns whose cells are kept; all of them by default.

    Returns
    -------
    Export
        Columns are declared numbers or dates only where the file itself keeps them so.

    Raises
    ------
    ExportError
        When the file cannot be read as a table, or holds no response.
    """
    start = _start(source)
    if start.startswith(MAGIC):
        told = _misnamed(source, PARQUETS, "a Parquet file")
        return _with(told, read_parquet(source, wanted))
    if is_workbook(source.path):
        told = _misnamed(source, WORKBOOKS, "a workbook")
        grid = read_grid(source.path, source.place, source.sheet)
        return _with(told, _of_grid(grid, source, wanted))
    if start.lstrip().startswith(MARKUP):
        advice = "Open it in a spreadsheet program and save it as XLSX or CSV."
        raise ExportError(Problem(source.place, "the file holds HTML or XML, no table.", advice))
    told = _misnamed(source, TEXTS, "delimited text")
    return _with(told, _of_text(source, wanted))


def _start(source: Source) -> bytes:
    try:
        with source.path.open("rb") as file:
            return file.read(512)
    except OSError:
        return b""  # its reader says what is wrong


def _misnamed(source: Source, usual: tuple[str, ...], what: str) -> tuple[Finding, ...]:
    suffix = source.path.suffix.lower()
    if suffix in usual or suffix not in (*WORKBOOKS, *PARQUETS, *TEXTS):
        return ()
    told = f"the file is called {suffix} and is {what}: read as that"
    return (Finding(told, "forgiven", source.place),)


def _with(told: tuple[Finding, ...], export: Export) -> Export:
    return replace(export, findings=(*told, *export.findings))


def _export(columns: Columns, source: Source, kinds: dict[str, str] | None = None) -> Export:
    if not len(columns.cells):
        raise ExportError(Problem(source.place, "the table holds no response.", EMPTY))
    size = f"{counted(len(columns.cells), 'response')}, {counted(len(columns.names), 'column')}"
    return Export(
        columns=tuple(Column(name, kind=(kinds or {}).get(name, "")) for name in columns.names),
        cells=columns.cells,
        first_row=columns.first_row,
        findings=(Finding(size, "found", source.place), *columns.findings),
    )


def _of_text(source: Source, wanted: Collection[str] | None) -> Export:
    dialect = dialect_of(source.path, source.place)
    head = islice(read_delimited(source.path, source.place, dialect=dialect), HEAD)
    titles = _titles_of_text(list(head))
    if not titles:
        return _export(
            columns_of(source.path, source.place, wanted=wanted, dialect=dialect), source
        )
    rows = islice(read_delimited(source.path, source.place, dialect=dialect), titles, None)
    table = gathered(rows, source.place, wanted=wanted, first=titles + 1)
    findings = (*dialect.findings, _told_titles(titles, source.place))
    return _with(findings, _export(table, source))


def _titles_of_text(rows: Sequence[Sequence[str]]) -> int:
    """Count title rows where nothing was cut: as wide as the header, or apart from it."""
    titles = _titles(rows)
    above = [any(cell.strip() for cell in row) for row in rows[:titles]]
    as_wide = all(len(row) == len(rows[titles]) for row in rows[:titles])
    return titles if any(above) and (as_wide or not all(above)) else 0


def _told_titles(titles: int, place: str) -> Finding:
    told = f"{counted(titles, 'row')} with a title above the header: left out"
    return Finding(told, "forgiven", place)


def _of_grid(grid: Grid, source: Source, wanted: Collection[str] | None) -> Export:
    titles = _titles(grid.rows)
    rows = grid.rows[titles:]
    table = gathered(rows, source.place, wanted=wanted, first=grid.first_row + titles)
    filled = [sum(map(bool, cells)) for cells in zip(*rows[1:], strict=True)]
    kinds = {}
    for name, full, numbers, dates in zip(
        table.names, filled, grid.numbers, grid.dates, strict=False
    ):
        if full and full in (numbers, dates):
            kinds[name] = "number" if full == numbers else "date"
    if table.cells.index.empty and grid.others:
        message = f"the sheet {quoted(grid.sheet)} holds no response."
        others = ", ".join(map(quoted, grid.others))
        raise ExportError(Problem(source.place, message, f"Other sheets are: {others}."))
    told = ()
    if titles:
        told = (_told_titles(titles, source.place),)
    return _with((*grid.findings, *told), _export(table, source, kinds))


def _titles(rows: Sequence[Sequence[str]]) -> int:
    """Count rows above the header that have only one cell, where tables have several columns."""
    for n, row in enumerate(rows[:HEAD]):
        if sum(bool(cell.strip()) for cell in row) > 1:
            return n
    return 0
