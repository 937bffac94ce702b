"""Violations: values that are not permitted, and broken skip rules, after the ledger."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from corrigenda.cells import NO, YES, Cells, ItemCells
from corrigenda.codebook import Item
from corrigenda.corrections import Correction
from corrigenda.errors import ExportError, LedgerError, Problem, quoted
from corrigenda.listing import taking_apart
from corrigenda.study import Study
from corrigenda.values import complaint, remedy


@dataclass(frozen=True)
class Outcome:
    """What came of the cells of a study.

    Parameters
    ----------
    codebook
        The items.
    cells
        The corrected cells of each item.
    asked
        Who was asked each item.
    used
        Responses by respondent.
    ledger
        The rows that were applied.
    export_place
        How messages name the export.
    """

    codebook: Mapping[str, Item]
    cells: Mapping[str, ItemCells]
    asked: Mapping[str, pd.Series]
    used: pd.DataFrame
    ledger: tuple[Correction, ...]
    export_place: str

    @cached_property
    def order(self) -> dict[str, int]:
        """Where in the ledger each row stands."""
        return {row.id: n for n, row in enumerate(self.ledger)}


def refuse(outcome: Outcome, study: Study) -> None:
    """Refuse cells that neither the codebook nor the skip rules allow.

    Parameters
    ----------
    outcome
        What came of the cells.
    study
        Its rules of reading.

    Raises
    ------
    LedgerError
        When the ledger alone brought them about.
    ExportError
        Otherwise, with all of them. Each points at the row of the ledger that last set one of the
        cells involved, or else at the row of the export.
    """
    items = outcome.codebook.values()
    # Two boxes ticked against one skip rule are one problem of the ledger's row.
    found = list(dict.fromkeys(p for item in items for p in _of_item(item, outcome, study)))
    if found:
        corrected = {row.place for row in outcome.ledger}
        raise (LedgerError if all(p.place in corrected for p in found) else ExportError)(found)


def unpermitted(item: Item, option: str | None, value: str, study: Study) -> str | None:
    """Say why a value is not permitted in a cell of an item, or of one of its options."""
    if option is None:
        return complaint(item, value, study)
    return None if value in (YES, NO) else f"{quoted(value)} is not an option."


def _of_item(item: Item, outcome: Outcome, study: Study) -> Iterator[Problem]:
    asked = outcome.asked[item.id]
    deciding = [outcome.cells[other][option] for other, option in _deciding(item, outcome.codebook)]
    rule = " and ".join(f"{k} is {' or '.join(v)}" for k, v in item.asked_if.items())
    for option, cell in outcome.cells[item.id].items():
        values = pd.factorize(cell.values.to_numpy())[1]
        found = {value: unpermitted(item, option, value, study) for value in values}
        wrong = {value: message for value, message in found.items() if message}
        of_wrong = cell.values[cell.values.isin(list(wrong))] if wrong else cell.values[:0]
        for respondent, value in of_wrong.items():
            row = _last_row(respondent, [cell], outcome)
            place, about = _where(item, option, respondent, row, outcome, study)
            yield Problem(place, f"{about}: {wrong[value]}", remedy(item, value))
        if not item.asked_if:
            continue
        for respondent in cell.values.index[(cell.values != (NO if option else "")) & ~asked]:
            row = _last_row(respondent, [cell, *deciding], outcome)
            place, about = _where(item, option, respondent, row, outcome, study)
            also = f", or withdraw {row.id}" if row else ""
            advice = f"Correct the one or the other in corrections.csv{also}."
            yield Problem(place, f"{about}: it has an answer, but is only asked if {rule}.", advice)


def _deciding(item: Item, codebook: Mapping[str, Item]) -> Iterator[tuple[str, str | None]]:
    """Name the cells that decide whether an item is asked."""
    for other, options in item.asked_if.items():
        for option in options if codebook[other].per_option else (None,):
            yield other, option
        yield from _deciding(codebook[other], codebook)
    if item.bands_of:
        yield from _deciding(codebook[item.bands_of], codebook)


def _last_row(respondent: str, cells: Iterable[Cells], outcome: Outcome) -> Correction | None:
    ids = {cell.corrections[respondent] for cell in cells} - {""}
    return outcome.ledger[max(outcome.order[i] for i in ids)] if ids else None


def _where(
    item: Item,
    option: str | None,
    respondent: str,
    row: Correction | None,
    outcome: Outcome,
    study: Study,
) -> tuple[str, str]:
    about = f"respondent {respondent}, item {item.id}"
    if row:
        return row.place, about
    place = f"{outcome.export_place}:{outcome.used.at[respondent, 'row']}"
    if item.listed_in:
        columns = _holding(item, option, respondent, outcome.used, study)
        noun = "column" if len(columns) == 1 else "columns"
        return place, f"{noun} {', '.join(columns)}, {about}"
    source = item.by_id[option] if option else outcome.codebook[item.bands_of or item.id]
    return place, f"column {source.column}, {about}"


def _holding(
    item: Item, option: str | None, respondent: str, used: pd.DataFrame, study: Study
) -> list[str]:
    """Name the columns of a listed item that hold an option, or what is none."""
    read = taking_apart(item, study)
    found = {column: read(used.at[respondent, column]) for column in item.listed_in}
    holding = [c for c, one in found.items() if (option in one.options if option else one.others)]
    return holding or list(item.listed_in)
