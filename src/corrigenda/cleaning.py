"""Cleaning: responses and the ledger into one slice for each item."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from corrigenda.cells import NO, YES, Cells, ItemCells, read_cells, to_slice
from corrigenda.codebook import Item
from corrigenda.correcting import by_item, correct
from corrigenda.corrections import Correction, in_force
from corrigenda.errors import LedgerError
from corrigenda.matching import NUMBER
from corrigenda.study import Study
from corrigenda.violations import Outcome, refuse, unpermitted


def used_responses(responses: pd.DataFrame) -> pd.DataFrame:
    """Keep the responses that count, one for each respondent, who becomes the index."""
    return responses[responses["disposition"] == "used"].set_index("respondent")


def clean(
    responses: pd.DataFrame,
    codebook: dict[str, Item],
    ledger: tuple[Correction, ...],
    study: Study,
    export_place: str,
    strict: bool = True,
) -> "Slices":
    """Read every item of the codebook, apply the ledger, and check what comes out.

    Parameters
    ----------
    responses
        All responses, as a reader returns them.
    codebook
        The items; coded ones are aggregated elsewhere.
    ledger
        The rows in force; those of coded items are left alone.
    study
        Its rules.
    export_place
        How messages name the export.
    strict
        Whether to check what comes out. Part of a ledger leaves errors of entry in the data: these
        count as no answer then.

    Returns
    -------
    Slices
        The slice of each item: columns respondent, (option,) value, state, correction.

    Raises
    ------
    LedgerError
        When corrections do not fit the data, or bring about what is not permitted.
    ExportError
        When values are not permitted, or a skip rule is broken, after the ledger.
    """
    used = used_responses(responses)
    rows = by_item(ledger)
    cells = {i.id: read_cells(i, used, study) for i in codebook.values() if not i.bands_of}
    problems = [p for i in cells for p in correct(codebook[i], cells[i], rows[i], study)]
    if problems:
        raise LedgerError(sorted(problems, key=lambda p: int(p.place.rpartition(":")[2])))
    for item in codebook.values():
        if item.bands_of:
            cells[item.id] = {None: banded(item, cells[item.bands_of][None])}
    asked: dict[str, pd.Series] = {}
    for item in codebook.values():
        asked[item.id] = is_asked(item, codebook, cells, asked)
    if not strict:
        cells = {i: _permitted(codebook[i], cells[i], study) for i in codebook}
    else:
        refuse(Outcome(codebook, cells, asked, used, ledger, export_place), study)
    return Slices(codebook, cells, asked)


@dataclass(frozen=True)
class Slices(Mapping):
    """The slices of items, each laid out when it is asked for: together they are much larger.

    Parameters
    ----------
    codebook
        The items.
    cells
        The corrected cells of each item.
    asked
        Who was asked each item.
    """

    codebook: Mapping[str, Item]
    cells: Mapping[str, ItemCells]
    asked: Mapping[str, pd.Series]

    def __getitem__(self, item_id: str) -> pd.DataFrame:
        return to_slice(self.codebook[item_id], self.cells[item_id], self.asked[item_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self.codebook)

    def __len__(self) -> int:
        return len(self.codebook)


def banded(item: Item, number: Cells) -> Cells:
    """Put the values of a number item into the bands of a single item."""

    def band(value: str) -> str:
        if not NUMBER.fullmatch(value):
            return ""  # no answer, or a complaint about the number itself
        for option in item.options:
            low = option.low is None or float(value) >= option.low
            if low and (option.high is None or float(value) <= option.high):
                return option.id
        return value

    values = number.values.map({value: band(value) for value in number.values.unique()})
    return Cells(values, number.corrections)


def is_asked(
    item: Item, codebook: dict[str, Item], cells: dict[str, ItemCells], asked: dict[str, pd.Series]
) -> pd.Series:
    """Decide by the skip rule who was asked an item; bands follow their number.

    Parameters
    ----------
    item
        The item.
    codebook
        All items of the codebook.
    cells
        The corrected cells of all items.
    asked
        What this function decided for items that it depends on; others are worked out.

    Returns
    -------
    pandas.Series
        True for each respondent who was asked.
    """

    def was_asked(other: str) -> pd.Series:
        known = asked.get(other)
        return is_asked(codebook[other], codebook, cells, asked) if known is None else known

    index = next(iter(cells[item.id].values())).values.index
    result = was_asked(item.bands_of) if item.bands_of else pd.Series(True, index=index)
    for other, options in item.asked_if.items():
        result = result & was_asked(other) & _holds_any(codebook[other], cells[other], options)
    return result


def _holds_any(item: Item, cells: ItemCells, options: tuple[str, ...]) -> pd.Series:
    if not item.per_option:
        return cells[None].values.isin(options)
    return pd.concat([cells[option].values == YES for option in options], axis=1).any(axis=1)


def _permitted(item: Item, cells: ItemCells, study: Study) -> ItemCells:
    """Empty the cells whose values are not permitted."""

    def kept(option: str | None, value: str) -> str:
        return ("" if option is None else NO) if unpermitted(item, option, value, study) else value

    return {
        o: Cells(c.values.map({v: kept(o, v) for v in c.values.unique()}), c.corrections)
        for o, c in cells.items()
    }


def summary(responses: pd.DataFrame, ledger: tuple[Correction, ...], study: Study) -> pd.DataFrame:
    """Count the responses by what became of them, and the rows of the ledger.

    Parameters
    ----------
    responses
        All responses.
    ledger
        Every row, withdrawn ones among them.
    study
        Its rules of exclusion.

    Returns
    -------
    pandas.DataFrame
        Columns name and value: the participant flow as statistics.
    """
    dispositions = responses["disposition"].value_counts()
    flow = {rule: int(dispositions.get(rule, 0)) for rule in ("used", *study.exclude)}
    names = {"exported": len(responses), **flow, "excluded": len(responses) - flow["used"]}
    rows = [(f"responses.{name}", n) for name, n in names.items()]
    applied = len(in_force(ledger))
    changes = sum(not row.withdraws for row in ledger)
    rows += [
        ("corrections.rows", len(ledger)),
        ("corrections.applied", applied),
        ("corrections.withdrawn", changes - applied),
    ]
    return pd.DataFrame(rows, columns=["name", "value"])
