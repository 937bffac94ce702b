"""corrections.csv: the ledger, read and checked as far as it goes without the data."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corrigenda.codebook import Item
from corrigenda.conflicts import conflicts
from corrigenda.declarations import by_line
from corrigenda.errors import LedgerError, Problem, did_you_mean, quoted
from corrigenda.rows import (
    COLUMNS,
    WITHDRAWS,
    Correction,
    appended,
    formulas,
    in_force,
    next_id,
    withdrawn,
)
from corrigenda.sheets import DELIMITERS, Sheet, read_sheet

__all__ = [
    "COLUMNS",
    "REWRITTEN",
    "Correction",
    "appended",
    "formulas",
    "in_force",
    "ledger_bytes",
    "load_ledger",
    "next_id",
    "parse_ledger",
    "rewritten",
    "withdrawn",
]

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
SHOWN_DATE = re.compile(
    r"\d{1,2}[./ -](?:\d{1,2}|[^\W\d]{3,4})[./ -]\d{2,4}|\d{4}[./]\d{1,2}[./]\d{1,2}|\d{5}"
)
BROKEN = re.compile(r"#(?:NAME\?|VALUE!|REF!|NUM!|NULL!|DIV/0!|N/A)|Err:\d+")
REWRITTEN = (
    "Write it as 2013-10-21. A spreadsheet rewrites dates when it opens the file: give these "
    "cells the format yyyy-mm-dd before you save it, or import the columns as text."
)


def load_ledger(path: Path, place: str, items: dict[str, Item]) -> tuple[Correction, ...]:
    """Read the ledger.

    Parameters
    ----------
    path
        The file: UTF-8 with or without BOM; commas, semicolons or tabs; any line ends.
    place
        How messages name it.
    items
        The study's items.

    Returns
    -------
    tuple of Correction
        Every row in the order of the file; `in_force` says which of them apply.

    Raises
    ------
    LedgerError
        With every row that can be seen to be wrong without the data.
    """
    return parse_ledger(ledger_bytes(path, place), place, items)


def ledger_bytes(path: Path, place: str) -> bytes:
    """Read the file of a ledger, which may be without rows but not missing."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        advice = f"A ledger without corrections is a file of one line: {','.join(COLUMNS)}"
        raise LedgerError(Problem(place, "the ledger is missing.", advice)) from None


def parse_ledger(content: bytes, place: str, items: dict[str, Item]) -> tuple[Correction, ...]:
    """Read the content of a ledger's file, as `load_ledger` does."""
    sheet = read_sheet(content, place)
    width = _width(sheet, place)
    rows = [_row(cells, width, sheet, f"{place}:{line}") for line, cells in sheet.rows]
    problems = [row for row in rows if isinstance(row, Problem)]
    ledger = tuple(row for row in rows if isinstance(row, Correction))
    for row in ledger:
        problems += _check_row(row)
    for row in in_force(ledger):
        problems += _check_change(row, items)
    problems += conflicts(ledger)
    if problems:
        raise LedgerError(sorted(dict.fromkeys(problems), key=by_line))
    return ledger


def rewritten(text: str) -> bool:
    """Say whether a text is a date as a spreadsheet shows it, which may be read two ways."""
    return bool(SHOWN_DATE.fullmatch(text))


def _width(sheet: Sheet, place: str) -> int:
    named = len(sheet.header) - next((n for n, c in enumerate(reversed(sheet.header)) if c), 0)
    header = sheet.header[:named]
    if header not in (COLUMNS, (*COLUMNS, WITHDRAWS)):
        message = f"the columns are {', '.join(header) or 'missing'}."
        advice = f"They must be {', '.join(COLUMNS)}, and {WITHDRAWS} where a row withdraws."
        raise LedgerError(Problem(f"{place}:1", message, advice))
    return named


def _row(cells: tuple[str, ...], width: int, sheet: Sheet, place: str) -> Correction | Problem:
    advice = f"Put quotes around a text that holds a {DELIMITERS[sheet.delimiter]}"
    if len(cells) < len(COLUMNS) or any(cells[width:]):
        advice += "; keep those of empty cells."
        return Problem(place, f"{len(cells)} cells, expected {width}.", advice)
    *texts, day = cells[: len(COLUMNS)]
    withdraws = "".join(cells[len(COLUMNS) :])
    if DAY.fullmatch(withdraws):
        return Problem(place, "the date stands one cell too far to the right.", f"{advice}.")
    try:
        if not DAY.fullmatch(day):
            raise ValueError
        return Correction(*texts, date.fromisoformat(day), place, withdraws)
    except ValueError:
        advice = REWRITTEN if rewritten(day) else "Write it as 2013-10-21."
        return Problem(place, f"date {quoted(day)} is not a date.", advice)


def _check_row(row: Correction) -> Iterator[Problem]:
    about = () if row.withdraws else ("respondent", "item")
    for column in ("id", *about, "reason", "author"):
        if not getattr(row, column):
            advice = "A correction without it cannot be audited."
            yield Problem(row.place, f"the {column} is missing.", advice)
    for column in ("reason", "author"):
        if BROKEN.fullmatch(getattr(row, column)):
            message = f"the {column} is {getattr(row, column)}, the failure of a formula."
            advice = "A spreadsheet runs a text that begins with =, +, - or @. Write it again."
            yield Problem(row.place, message, advice)


def _check_change(row: Correction, items: dict[str, Item]) -> Iterator[Problem]:
    about = f"respondent {row.respondent}, item {row.item}"
    item = items.get(row.item)
    if item is None:
        if row.item:
            advice = did_you_mean(row.item, items)
            yield Problem(row.place, f"{about}: no such item in the codebook.", advice)
        return
    if item.bands_of:
        message = f"{about}: it is computed from {item.bands_of}."
        yield Problem(row.place, message, f"Correct {item.bands_of} instead.")
    if item.by_id and row.new and item.find(row.new) is None:
        known = [option.label for option in item.options]
        advice = did_you_mean(row.new, known) or f"The options are {', '.join(map(quoted, known))}."
        yield Problem(row.place, f"{about}: {quoted(row.new)} is not an option.", advice)
    if item.kind == "date" and rewritten(row.new):
        yield Problem(row.place, f"{about}: {quoted(row.new)} is not a date.", REWRITTEN)
    if _same(item, row.old, row.new):
        message = f"{about}: old and new are the same; the row changes nothing."
        yield Problem(row.place, message, "Remove the row, or say what changes.")


def _same(item: Item, old: str, new: str) -> bool:
    if item.by_id and item.find(old) and item.find(new):
        return item.find(old) == item.find(new)
    return old == new
