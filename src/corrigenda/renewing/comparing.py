"""Comparing: what two exports of the same survey hold of the same people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from corrigenda.cells import read_cells
from corrigenda.cleaning import used_responses
from corrigenda.items import Item, without_case
from corrigenda.readers.exports import Column
from corrigenda.study import Study


@dataclass(frozen=True)
class Difference:
    """What a later export changes.

    Parameters
    ----------
    before, after
        How many responses have each disposition.
    new
        Respondents who count now and did not before.
    gone
        Respondents who counted before and do not now.
    left_out
        Those of the gone that the later export still holds.
    changed
        Under each item the respondents, among those who count in both, whose cells differ.
    """

    before: Mapping[str, int]
    after: Mapping[str, int]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    left_out: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]

    @property
    def nothing(self) -> bool:
        """Whether the two hold the same."""
        return self.before == self.after and not (self.new or self.gone or self.changed)


def compared(
    earlier: pd.DataFrame, later: pd.DataFrame, items: Iterable[Item], study: Study
) -> Difference:
    """Compare the responses of two exports.

    Parameters
    ----------
    earlier, later
        All responses of each, as `corrigenda.readers.responses.responses_of` lays them out.
    items
        The items that both can be read by.
    study
        Its rules of reading.

    Returns
    -------
    Difference
        What changed, respondents in the order of the exports.
    """
    before, after = used_responses(earlier), used_responses(later)
    gone = before.index[~before.index.isin(after.index)]
    both = before.index[before.index.isin(after.index)]
    return Difference(
        _dispositions(earlier, study),
        _dispositions(later, study),
        tuple(after.index[~after.index.isin(before.index)]),
        tuple(gone),
        tuple(gone[gone.isin(later["respondent"])]),
        _changed(before.loc[both], after.loc[both], items, study),
    )


def relabelled(
    earlier: Iterable[Column], later: Iterable[Column], items: Iterable[Item]
) -> tuple[tuple[str, str, str, str], ...]:
    """Find values that the two exports declare to mean different things.

    Parameters
    ----------
    earlier, later
        The columns of each.
    items
        The items of the codebook.

    Returns
    -------
    tuple
        For each the id of the item, the value, its earlier label and its later one.
    """
    old, new = ({column.name: column.labels for column in some} for some in (earlier, later))
    return tuple(
        (item.id, value, label, new[name][value])
        for item in items
        for name in item.columns
        for value, label in old.get(name, {}).items()
        if without_case(new.get(name, {}).get(value, label)) != without_case(label)
    )


def _dispositions(responses: pd.DataFrame, study: Study) -> dict[str, int]:
    counts = responses["disposition"].value_counts()
    return {rule: int(counts.get(rule, 0)) for rule in ("used", *study.exclude)}


def _changed(
    before: pd.DataFrame, after: pd.DataFrame, items: Iterable[Item], study: Study
) -> dict[str, tuple[str, ...]]:
    found = {}
    for item in items:
        columns = [column for column in item.columns if column in before and column in after]
        if item.bands_of or before[columns].equals(after[columns]):
            continue
        differs = _differs(item, before, after, study)
        if differs.any():
            found[item.id] = tuple(before.index[differs])
    return found


def _differs(item: Item, before: pd.DataFrame, after: pd.DataFrame, study: Study) -> pd.Series:
    """Say whose answers differ in what they mean; blanks and letter case do not count."""
    old, new = read_cells(item, before, study), read_cells(item, after, study)
    nothing = pd.Series("", index=before.index)  # in place of texts that are no options
    pairs = [
        tuple(cells[option].values if option in cells else nothing for cells in (old, new))
        for option in old | new
    ]
    pairs += [_texts(before, after, column) for column in item.other_text.values()]
    return pd.concat([one != other for one, other in pairs], axis=1).any(axis=1)


def _texts(before: pd.DataFrame, after: pd.DataFrame, column: str) -> tuple[pd.Series, ...]:
    return before[column].str.strip(), after[column].str.strip()
