"""Cells: the values of items while they are read and corrected, and the slices they become."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from corrigenda.codebook import STATES, Item, Option
from corrigenda.listing import taking_apart
from corrigenda.matching import any_of, missing
from corrigenda.study import Study
from corrigenda.values import NEXT, reading

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


# Under each option of a check-all or coded item; else under None, where a check-all item that is
# listed keeps the texts that are no options.
ItemCells = dict[str | None, Cells]


def read_cells(item: Item, used: pd.DataFrame, study: Study) -> ItemCells:
    """Read the raw cells of an item.

    Parameters
    ----------
    item
        An item with columns of the export.
    used
        Responses by respondent.
    study
        Its rules of reading.

    Returns
    -------
    dict
        `Cells` under each option of a check-all item, otherwise under None.
    """
    if item.listed_in:
        return _listed(item, used, study)
    if item.kind == "multiple":
        return {
            o.id: Cells.of(_mapped(used[o.column], ticking(item, o, study))) for o in item.options
        }
    return {None: Cells.of(_mapped(used[item.column], reading(item, study)))}


def _listed(item: Item, used: pd.DataFrame, study: Study) -> ItemCells:
    """Read a check-all item whose columns each hold an option, or several."""
    read = taking_apart(item, study)
    held = {option: np.zeros(len(used), dtype=bool) for option in item.by_id}
    others = np.full(len(used), "", dtype=object)
    for column in item.listed_in:
        codes, cells = pd.factorize(used[column])
        found = [read(cell) for cell in cells]
        for option, ticks in held.items():
            ticks |= np.array([option in one.options for one in found], dtype=bool)[codes]
        more = np.array([NEXT.join(one.others) for one in found], dtype=object)[codes]
        between = np.where((others != "") & (more != ""), NEXT, "")
        others = others + between + more
    result: ItemCells = {
        option: Cells.of(pd.Series(np.where(ticks, YES, NO), index=used.index, dtype=object))
        for option, ticks in held.items()
    }
    kept = Cells.of(pd.Series(others, index=used.index, dtype=object))
    return result | {None: kept} if (others != "").any() else result


def _mapped(raw: pd.Series, read: Callable[[str], str]) -> pd.Series:
    """Read the cells of a column, equal ones only once."""
    codes, cells = pd.factorize(raw)
    values = np.array([read(cell) for cell in cells], dtype=object)
    return pd.Series(values[codes], index=raw.index, dtype=object)


def ticking(item: Item, option: Option, study: Study) -> Callable[[str], str]:
    """Choose how the raw cells of an option's own column are read.

    Parameters
    ----------
    item
        A check-all item.
    option
        One of its options.
    study
        Its rules of reading.

    Returns
    -------
    callable
        From a cell's text to ``yes`` or ``no``, or to the trimmed text where nothing fits.
    """
    is_missing, unticked = missing(item, study), any_of(item.unticked)
    ticked = any_of(() if option.value is None else (option.value,))

    def read(cell: str) -> str:
        if is_missing(cell):
            return NO
        if ticked(cell):
            return YES
        if unticked(cell):
            return NO
        if item.find(cell) is option:
            return YES
        plain = TICKS.get(cell.strip().casefold(), cell.strip())
        # Where an option says what stands for it, another yes is none: 1 may well mean no.
        return cell.strip() if plain == YES and option.value is not None else plain

    return read


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
        state = states(asked, cell.values != "")
        return _laid(cell.values.index, None, [cell], state)
    held = {option: cell for option, cell in cells.items() if option is not None}
    answered = np.logical_or.reduce([cell.values.to_numpy() == YES for cell in held.values()])
    state = states(asked, pd.Series(answered, index=asked.index))
    return _laid(asked.index, list(held), list(held.values()), state)


def states(asked: pd.Series, answered: pd.Series) -> pd.Series:
    """Name for each respondent why a cell has or lacks a value."""
    state = np.where(~asked, 2, np.where(answered, 0, 1))
    return pd.Series(_text(STATES).take(state), index=asked.index)


def _laid(
    respondents: pd.Index, options: list[str] | None, cells: list[Cells], state: pd.Series
) -> pd.DataFrame:
    """Lay cells out respondent by respondent, and for each of them option by option."""
    times = len(cells)
    columns = {"respondent": respondents.repeat(times)}
    if options is not None:
        columns["option"] = _text(options).take(np.tile(range(times), len(respondents)))
    columns["value"] = _woven([cell.values for cell in cells])
    columns["state"] = state.array.repeat(times)
    columns["correction"] = _woven([cell.corrections for cell in cells])
    return pd.DataFrame(columns)


def _woven(columns: list[pd.Series]):
    """Take the first text of each column, then the second of each, and so on."""
    arrays = [column.to_numpy() for column in columns]
    if all((array == "").all() for array in arrays):
        return _text([""]).take(np.zeros(sum(map(len, arrays)), dtype=int))
    codes, texts = pd.factorize(np.column_stack(arrays).ravel() if len(arrays) > 1 else arrays[0])
    return _text(texts).take(codes)


def _text(texts: Iterable[str]):
    return pd.array(list(texts), dtype="str")
