"""Correcting: the ledger's rows applied to cells."""

from collections import defaultdict

from corrigenda.cells import NO, YES, ItemCells
from corrigenda.codebook import Item
from corrigenda.corrections import REWRITTEN, Correction, rewritten
from corrigenda.errors import Problem, did_you_mean, quoted
from corrigenda.listing import tidy
from corrigenda.sheets import plain
from corrigenda.study import Study
from corrigenda.values import NEXT, complaint, reading, shown

CHANGED = "Someone changed the raw export or an earlier correction. Update this row or withdraw it."


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
    message = "no response of this respondent is used."
    near = [r for r in known if r.lstrip("0") == row.respondent.lstrip("0")]
    if near:
        return _problem(row, message, f"Did you mean {near[0]}? A spreadsheet drops leading zeros.")
    advice = did_you_mean(row.respondent.upper(), known)
    return _problem(row, message, advice or "Mind the id, and the exclusions of study.yaml.")


def _correct_value(item: Item, cells: ItemCells, row: Correction, study: Study) -> Problem | None:
    read = reading(item, study)
    cell = cells[None]
    current, old, new = cell.values[row.respondent], read(row.old), read(row.new)
    if plain(current) != plain(old):  # whatever its line ends, which the ledger does not keep
        held = "another text" if item.kind == "open" and old and current else shown(item, current)
        advice = REWRITTEN if item.kind == "date" and rewritten(row.old) else CHANGED
        return _mismatch(row, shown(item, old), held, advice)
    if old == new:
        return _problem(row, "old and new mean the same; the row changes nothing.", "Remove it.")
    wrong = complaint(item, new, study)
    if wrong:
        return _problem(row, wrong, "Mind the new value.")
    cell.values[row.respondent] = new
    cell.corrections[row.respondent] = row.id
    return None


def _correct_option(item: Item, cells: ItemCells, row: Correction, _: Study) -> Problem | None:
    old, new = item.find(row.old), item.find(row.new)
    kept = None
    if row.old and old is None:
        taken, kept = _stray(cells, row), _kept(cells, row)
        if taken is None and kept is None:
            return _mismatch(row, quoted(row.old), "no such text")
    else:
        taken = old.id if old else None
        if taken and cells[taken].values[row.respondent] != YES:
            return _mismatch(row, quoted(old.label), "another answer")
    if new and new.id != taken and cells[new.id].values[row.respondent] != NO:
        held = cells[new.id].values[row.respondent]
        shown_ = "that option already" if held == YES else quoted(held)
        return _mismatch(row, f"no {quoted(new.label)}", shown_)
    if kept is not None:  # what is left there is the export's: no row set it
        cells[None].values[row.respondent] = kept
    for option, value in ((taken, NO), (new and new.id, YES)):
        if option:
            cells[option].values[row.respondent] = value
            cells[option].corrections[row.respondent] = row.id
    return None


def _stray(cells: ItemCells, row: Correction) -> str | None:
    """Find the check-all cell that holds the old text, which is no option."""
    if row.old in (YES, NO):  # what the cells of options hold; no text of the export
        return None
    held = ((o, cell.values[row.respondent]) for o, cell in cells.items() if o is not None)
    return next((option for option, value in held if value == row.old), None)


def _kept(cells: ItemCells, row: Correction) -> str | None:
    """Take the old text out of those of a listed item that are no options, and keep the others."""
    texts = cells[None].values[row.respondent].split(NEXT) if None in cells else []
    if tidy(row.old) not in texts:
        return None
    texts.remove(tidy(row.old))
    return NEXT.join(texts)


def _mismatch(row: Correction, expected: str, held: str, advice: str = CHANGED) -> Problem:
    return _problem(row, f"the ledger expects {expected}, the data hold {held}.", advice)


def _problem(row: Correction, message: str, advice: str) -> Problem:
    about = f"respondent {row.respondent}, item {row.item}"
    return Problem(row.place, f"{about}: {message}", advice)


def by_item(ledger: tuple[Correction, ...]) -> dict[str, list[Correction]]:
    """Group the ledger's rows by the item that they correct."""
    rows: dict[str, list[Correction]] = defaultdict(list)
    for row in ledger:
        rows[row.item].append(row)
    return rows
