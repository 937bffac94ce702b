"""Cells: the values of items while they are read and corrected, and the slices they become."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from corrigenda.codebook import Item
from corrigenda.study import Study
from corrigenda.values import reading

YES, NO = "yes", "no"
TICKS = {"1": YES, "yes": YES, "true": YES, "0": NO, "no": NO, "false": NO}


@dataclass(frozen=True)
class Cells:
    """The values of an item, or of one of its options, and what last set each.

    Parameters
    ----------
    values
        One value for each respondent, the index.
    corrections
        The id of the ledger's row that last set it, or an empty string.
    """

    values: pd.Series
    corrections: pd.Series

    @classmethod
    def of(cls, values: pd.Series) -> "Cells":
        """Begin with the values of the export, which no correction has touched."""
        return cls(values, pd.Series("", index=values.index, dtype=object))


ItemCells = dict[str | None, Cells]  # under each option of a check-all or coded item, else None


def read_cells(item: Item, used: pd.DataFrame, study: Study) -> ItemCells:
    """Read the raw cells of an item.

    Parameters
    ----------
    item
        An item with a column of its own, or a column for each option.
    used
        Responses by respondent.
    study
        Its rules of reading.

    Returns
    -------
    dict
        `Cells` under each option of a check-all item, otherwise under None.
    """
    if item.kind == "multiple":
        return {o.id: Cells.of(_checked(item, o.id, used[o.column], study)) for o in item.options}
    read = reading(item, study)
    raw = used[item.column].astype(object)
    return {None: Cells.of(raw.map({cell: read(cell) for cell in raw.unique()}))}


def _checked(item: Item, option: str, raw: pd.Series, study: Study) -> pd.Series:
    def read(cell: str) -> str:
        if study.is_missing(cell):
            return NO
        found = item.find(cell)
        if found and found.id == option:
            return YES
        return TICKS.get(cell.strip().casefold(), cell.strip())

    return raw.astype(object).map({cell: read(cell) for cell in raw.unique()})


def to_slice(item: Item, cells: ItemCells, asked: pd.Series) -> pd.DataFrame:
    """Lay the cells of an item out as its slice.

    Parameters
    ----------
    item
        The item.
    cells
        Its corrected cells.
    asked
        Who was asked.

    Returns
    -------
    pandas.DataFrame
        One row for each respondent, or for each respondent and option; all columns are text.
    """
    if not item.per_option:
        cell = cells[None]
        return _rows(cell, states(asked, cell.values != ""))
    answered = pd.concat([cell.values == YES for cell in cells.values()], axis=1).any(axis=1)
    state = states(asked, answered)
    parts = [_rows(cell, state, option) for option, cell in cells.items()]
    order = {respondent: n for n, respondent in enumerate(asked.index)}
    return pd.concat(parts).sort_values(
        "respondent", key=lambda s: s.map(order), kind="stable", ignore_index=True
    )


def states(asked: pd.Series, answered: pd.Series) -> pd.Series:
    """Name for each respondent why a cell has or lacks a value."""
    state = np.where(~asked, "not_asked", np.where(answered, "answered", "unanswered"))
    return pd.Series(state, index=asked.index, dtype=object)


def _rows(cell: Cells, state: pd.Series, option: str | None = None) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "respondent": cell.values.index,
            "value": cell.values.to_numpy(),
            "state": state.to_numpy(),
            "correction": cell.corrections.to_numpy(),
        }
    )
    if option is not None:
        frame.insert(1, "option", option)
    return frame
