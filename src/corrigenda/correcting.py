"""Correcting: the ledger's rows applied to cells."""

from collections import defaultdict

from corrigenda.cells import NO, YES, ItemCells
from corrigenda.codebook import Item
from corrigenda.corrections import Correction
from corrigenda.errors import Problem, quoted
from corrigenda.study import Study
from corrigenda.values import reading, shown


def correct(item: Item, cells: ItemCells, rows: list[Correction], study: Study) -> list[Problem]:
    """Apply the ledger's rows to the cells of an item, in their order.

    Parameters
    ----------
    item
        The item.
    cells
        Its cells; they are changed in place.
    rows
        The corrections of this item.
    study
        Its rules of reading.

    Returns
    -------
    list of Problem
        Rows that do not fit the data, which change nothing.
    """
    apply = _correct_option if item.per_option else _correct_value
    problems = []
    for row in rows:
        problem = _unknown(row, cells) or apply(item, cells, row, study)
        if problem:
            problems.append(problem)
    return problems


def _unknown(row: Correction, cells: ItemCells) -> Problem | None:
    known = next(iter(cells.values())).values.index
    if row.respondent in known:
        return None
    message = f"respondent {row.respondent}: no response of this respondent is used."
    return Problem(row.place, message, "Mind the id, and the exclusions of study.yaml.")


def _correct_value(item: Item, cells: ItemCells, row: Correction, study: Study) -> Problem | None:
    read = reading(item, study)
    cell = cells[None]
    current = cell.values[row.respondent]
    if current.strip() != read(row.old).strip():
        if item.kind == "open":
            return _mismatch(row, "another text", shown(item, current))
        return _mismatch(row, shown(item, read(row.old)), shown(item, current))
    cell.values[row.respondent] = read(row.new)
    cell.corrections[row.respondent] = row.id
    return None


def _correct_option(item: Item, cells: ItemCells, row: Correction, _: Study) -> Problem | None:
    old, new = item.find(row.old), item.find(row.new)
    if row.old and old is None:
        return _correct_stray(item, cells, row)
    if old and cells[old.id].values[row.respondent] != YES:
        return _mismatch(row, quoted(old.label), "not that option")
    if new and cells[new.id].values[row.respondent] != NO:
        return _mismatch(row, f"no {quoted(new.label)}", "that option already")
    for option, value in ((old, NO), (new, YES)):
        if option:
            cells[option.id].values[row.respondent] = value
            cells[option.id].corrections[row.respondent] = row.id
    return None


def _correct_stray(item: Item, cells: ItemCells, row: Correction) -> Problem | None:
    """Put right a check-all cell whose text is no option."""
    new = item.find(row.new)
    for option, cell in cells.items():
        if cell.values[row.respondent] == row.old:
            cell.values[row.respondent] = YES if new and new.id == option else NO
            cell.corrections[row.respondent] = row.id
            return None
    return _mismatch(row, quoted(row.old), "no such text")


def _mismatch(row: Correction, expected: str, held: str) -> Problem:
    message = (
        f"respondent {row.respondent}, item {row.item}: the ledger expects {expected}, "
        f"the data hold {held}."
    )
    return Problem(
        row.place,
        message,
        "Someone changed the raw export or an earlier correction. Update this row or withdraw it.",
    )


def by_item(ledger: tuple[Correction, ...]) -> dict[str, list[Correction]]:
    """Group the ledger's rows by the item that they correct."""
    rows: dict[str, list[Correction]] = defaultdict(list)
    for row in ledger:
        rows[row.item].append(row)
    return rows
