"""Workbooks: a sheet of an XLSX, XLS or ODS file as rows of text."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from zipfile import ZipFile

from corrigenda.errors import ExportError, Problem, UserError, did_you_mean, quoted
from corrigenda.readers.archives import checked_archive
from corrigenda.readers.findings import Finding
from corrigenda.readers.plain import lines_text, number_text, time_text, truth_text
from corrigenda.readers.rehearsal import rehearsed
from corrigenda.readers.spreadsheetml import lost_cells
from corrigenda.wording import counted

MOST_CELLS = 30_000_000
MOST_COLUMNS = 16_384  # of a sheet
ZIP, COMPOUND = b"PK", bytes.fromhex("d0cf11e0a1b11ae1")
ANCIENT = (b"\t\0\4\0", b"\t\2\6\0", b"\t\4\6\0")  # of Excel 2, 3 and 4
AS_CSV = "Save the sheet that holds the answers as CSV (UTF-8), and read that."
DURATION = re.compile(r"-?PT(\d{1,9})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
MOMENTS = (date, time, timedelta)


@dataclass(frozen=True)
class Grid:
    """A sheet as text.

    Parameters
    ----------
    sheet
        Its name.
    rows
        Its rows, all of the same width, without empty rows and columns around the cells.
    first_row
        The number of the first of them in the spreadsheet.
    numbers, dates
        For each column, how many of its cells the workbook itself keeps as numbers and as dates.
    findings
        What was found and forgiven.
    others
        The names of the other sheets.
    """

    sheet: str
    rows: list[list[str]]
    first_row: int
    numbers: tuple[int, ...]
    dates: tuple[int, ...]
    findings: tuple[Finding, ...] = ()
    others: tuple[str, ...] = ()


def is_workbook(path: Path) -> bool:
    """Say whether a file is a workbook by its first bytes, whatever its name says."""
    try:
        with path.open("rb") as file:
            return file.read(8).startswith((ZIP, COMPOUND, *ANCIENT))
    except OSError:
        return False


def read_grid(
    path: Path, place: str, sheet: str | None = None, error: type[UserError] = ExportError
) -> Grid:
    """Read a sheet of a workbook.

    Parameters
    ----------
    path
        The file: XLSX, XLS or ODS.
    place
        How messages name it.
    sheet
        The sheet to be read; the first one that is neither hidden nor empty by default.
    error
        The kind of `UserError` to raise.

    Returns
    -------
    Grid
        The values that the cells show, formulas' values among them.

    Raises
    ------
    UserError
        Of that kind, when the file is no workbook, too large, damaged, or lacks the sheet.
    """

    def refused(message: str, advice: str = "") -> UserError:
        return error(Problem(place, message, advice))

    with _opened(path, place, error) as archive:
        said = rehearsed("workbook", path, sheet)
        _check(said, refused)
        name, findings = _chosen(said, sheet, refused)
        _check_size(name, said.get("size"), refused)
        lost = lost_cells(archive, name) if archive else (0, 0)
        rows, numbers, dates = _texts(path, name)
    rows, first, forgiven = _trimmed(rows)
    others = tuple(other for other, _, data in said["sheets"] if data and other != name)
    if not rows:
        advice = f"Other sheets are: {', '.join(map(quoted, others))}." if others else ""
        raise refused(f"the sheet {quoted(name)} is empty.", advice)
    findings = [*findings, *_of_lost(*lost), *forgiven]
    findings = tuple(Finding(text, kind, place) for text, kind in findings)
    return Grid(name, rows, first, tuple(numbers), tuple(dates), findings, others)


@contextmanager
def _opened(path: Path, place: str, error: type[UserError]) -> Iterator[ZipFile | None]:
    """Check the archive that XLSX and ODS are; an XLS is none."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError:
        start = ZIP  # the archive's own check says what is wrong
    if start.startswith((COMPOUND, *ANCIENT)):
        yield None
    elif start and not start.startswith(ZIP):
        message = "this is not a workbook (XLSX, XLS or ODS)."
        raise error(Problem(place, message, "Mind its format, or save it again."))
    else:
        with checked_archive(path, place, error) as archive:
            yield archive


def _check(said: dict, refused) -> None:
    if said.get("failed") == "password":
        raise refused("the workbook is protected by a password.", "Save it without one.")
    if "sheets" not in said or "failed" in said:
        raise refused("the workbook is damaged, or of a kind that cannot be read.", AS_CSV)


def _chosen(said: dict, sheet: str | None, refused) -> tuple[str, list[tuple[str, str]]]:
    names = [name for name, _, data in said["sheets"] if data]
    if sheet is not None:
        if sheet not in names:
            known = f"It has: {', '.join(map(quoted, names[:20]))}."
            advice = did_you_mean(sheet, names) or known
            raise refused(f"the workbook has no sheet {quoted(sheet)}.", advice)
        return sheet, []
    visible = [name for name, seen, data in said["sheets"] if data and seen]
    if not visible:
        raise refused("the workbook has no sheet that is not hidden.", "Name one in study.yaml.")
    if len(names) == 1:
        return names[0], []
    chosen = said.get("read", visible[0])
    hidden = len(names) - len(visible)
    note = f" ({hidden} hidden)" if hidden else ""
    first = "" if chosen == visible[0] else ", the first that is not empty"
    found = f"the workbook has {len(names)} sheets{note}; read: {quoted(chosen)}{first}"
    return chosen, [(found, "found")]


def _check_size(name: str, size: list[int] | None, refused) -> None:
    if size is None:
        raise refused(f"the sheet {quoted(name)} is too large to be read.", AS_CSV)
    rows, columns = size
    if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        message = f"the sheet {quoted(name)} spans {rows:,} rows and {columns:,} columns."
        raise refused(f"{message[:-1]}, more than can be read.", AS_CSV)


def _texts(path: Path, name: str) -> tuple[list[list[str]], list[int], list[int]]:
    from python_calamine import CalamineWorkbook

    with path.open("rb") as file:
        sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_name(name)
    width = sheet.width
    numbers, dates, same = [0] * width, [0] * width, {}
    rows = []
    for cells in sheet.iter_rows():
        row = []
        for n, cell in enumerate(cells):
            if isinstance(cell, str):
                text = _clean(cell) if cell else ""
            elif isinstance(cell, bool):
                text = truth_text(cell)
            elif isinstance(cell, MOMENTS):
                dates[n] += not isinstance(cell, time | timedelta)
                text = time_text(cell)
            else:
                numbers[n] += 1
                text = number_text(cell)
            row.append(same.setdefault(text, text))  # a text that recurs is kept once
        rows.append(row)
    return rows, numbers, dates


def _clean(text: str) -> str:
    length = DURATION.fullmatch(text) if text[-1] == "S" else None  # as ODS writes them
    if length:
        return f"{'-' * text.startswith('-')}{length[1]:0>2}:{length[2]:0>2}:{length[3]:0>2}"
    return lines_text(text)


def _trimmed(rows: list[list[str]]) -> tuple[list[list[str]], int, list[tuple[str, str]]]:
    """Drop empty rows around the cells, and empty columns behind them."""
    filled = [any(cell.strip() for cell in row) for row in rows]
    if not any(filled):
        return [], 1, []
    first, last = filled.index(True), len(rows) - filled[::-1].index(True)
    kept = rows[first:last]
    width = max(n for row in kept for n, cell in enumerate(row, 1) if cell.strip())
    if width < len(kept[0]):
        kept = [row[:width] for row in kept]
    passed = [(f"{counted(first, 'empty row')} above the first cells: left out", "forgiven")]
    return kept, first + 1, passed if first else []


def _of_lost(formulas: int, errors: int) -> Iterator[tuple[str, str]]:
    if formulas:
        yield (
            f"{counted(formulas, 'formula')} without a value: read as empty; open and "
            "save the workbook in a spreadsheet program to calculate them",
            "forgiven",
        )
    if errors:
        yield f"{counted(errors, 'error')} such as #N/A: read as empty", "forgiven"
