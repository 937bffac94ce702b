"""corrections.csv: the ledger, one row for each correction of a cell."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corrigenda.codebook import Item
from corrigenda.errors import LedgerError, Problem, did_you_mean, quoted

COLUMNS = ("id", "respondent", "item", "old", "new", "reason", "author", "date")


@dataclass(frozen=True)
class Correction:
    """One row of the ledger.

    Parameters
    ----------
    id, respondent, item, old, new, reason, author
        As the row has them, without surrounding blanks.
    date
        When it was decided.
    place
        File and line, for messages.
    """

    id: str
    respondent: str
    item: str
    old: str
    new: str
    reason: str
    author: str
    date: date
    place: str


def load_ledger(path: Path, place: str, items: dict[str, Item]) -> tuple[Correction, ...]:
    """Read the ledger.

    Parameters
    ----------
    path
        The file: UTF-8 with or without BOM, commas or semicolons, any line ends.
    place
        How messages name it.
    items
        The study's items.

    Returns
    -------
    tuple of Correction
        In the order of the rows, which is the order in which they apply.

    Raises
    ------
    LedgerError
        With every row that can be seen to be wrong without the data.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        advice = f"A ledger without corrections is a file of one line: {','.join(COLUMNS)}"
        raise LedgerError(Problem(place, "the ledger is missing.", advice)) from None
    except UnicodeDecodeError:
        advice = 'In Excel, save it as "CSV UTF-8 (comma delimited)".'
        raise LedgerError(Problem(place, "the file is not UTF-8.", advice)) from None
    try:
        rows = list(_rows(text, place))
    except csv.Error as bad:
        advice = "Mind the quotes around texts."
        raise LedgerError(Problem(place, f"not a CSV file: {bad}.", advice)) from None
    problems = [p for row in rows for p in _check_row(row, items)]
    problems += _check_together(row for row in rows if not isinstance(row, Problem))
    if problems:
        raise LedgerError(sorted(dict.fromkeys(problems), key=lambda p: _line(p.place)))
    return tuple(rows)


def _rows(text: str, place: str) -> Iterator[Correction | Problem]:
    delimiter = ";" if text.partition("\n")[0].count(";") >= len(COLUMNS) - 1 else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [cell.strip() for cell in next(reader, [])]
    if tuple(header[: len(COLUMNS)]) != COLUMNS:
        message = f"the columns are {', '.join(header) or 'missing'}."
        yield Problem(f"{place}:1", message, f"They must be {', '.join(COLUMNS)}.")
        return
    before = reader.line_num
    for cells in reader:
        line, before = before + 1, reader.line_num  # a text may run over several lines
        if any(cell.strip() for cell in cells):  # spreadsheets leave empty rows behind
            yield _row([cell.strip() for cell in cells], f"{place}:{line}")


def _row(cells: list[str], place: str) -> Correction | Problem:
    if len(cells) < len(COLUMNS) or any(cells[len(COLUMNS) :]):
        message = f"{len(cells)} cells, expected {len(COLUMNS)}."
        return Problem(place, message, "Put quotes around a text that holds a comma.")
    *texts, day = cells[: len(COLUMNS)]
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            raise ValueError
        return Correction(*texts, date.fromisoformat(day), place)
    except ValueError:
        return Problem(place, f"date {quoted(day)} is not a date.", "Write it as 2013-10-21.")


def _check_row(row: Correction | Problem, items: dict[str, Item]) -> Iterator[Problem]:
    if isinstance(row, Problem):
        yield row
        return
    about = f"respondent {row.respondent}, item {row.item}"
    for column in ("id", "respondent", "item", "reason", "author"):
        if not getattr(row, column):
            yield Problem(
                row.place, f"the {column} is missing.", "A correction without it cannot be audited."
            )
    if row.item and row.item not in items:
        advice = did_you_mean(row.item, items)
        yield Problem(row.place, f"{about}: no such item in the codebook.", advice)
        return
    item = items.get(row.item)
    if item is None:
        return
    if item.bands_of:
        yield Problem(
            row.place,
            f"{about}: it is computed from {item.bands_of}.",
            f"Correct {item.bands_of} instead.",
        )
    if item.by_id and row.new and item.find(row.new) is None:
        known = [option.label for option in item.options]
        advice = did_you_mean(row.new, known) or f"The options are {', '.join(map(quoted, known))}."
        yield Problem(row.place, f"{about}: {quoted(row.new)} is not an option.", advice)
    if _same(item, row.old, row.new):
        yield Problem(
            row.place,
            f"{about}: old and new are the same; the row changes nothing.",
            "Remove the row, or say what changes.",
        )


def _same(item: Item, old: str, new: str) -> bool:
    if item.by_id and item.find(old) and item.find(new):
        return item.find(old) == item.find(new)
    return old == new


def _check_together(rows: Iterable[Correction]) -> list[Problem]:
    problems = []
    by_id: dict[str, Correction] = {}
    by_old: dict[tuple, Correction] = {}
    for row in rows:
        if row.id in by_id:
            message = f"the id {row.id} was given on line {_line(by_id[row.id].place)} already."
            problems.append(Problem(row.place, message, "Take the next free id."))
        by_id.setdefault(row.id, row)
        cell = (row.respondent, row.item)
        first = by_old.setdefault((*cell, row.old.casefold()), row)
        by_old.pop((*cell, row.new.casefold()), None)  # the value is there again, to be changed
        if first is not row and row.old and first.new != row.new:
            message = (
                f"respondent {row.respondent}, item {row.item}: conflicts with {first.id} on line "
                f"{_line(first.place)}, which changes the same value to something else."
            )
            problems.append(Problem(row.place, message, "Withdraw one of the two rows."))
    return problems


def _line(place: str) -> int:
    return int(place.rpartition(":")[2]) if place.rpartition(":")[2].isdigit() else 0
