"""Statistics: named exact numbers computed from the slices, each when it is asked for."""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from statistics import median

import pandas as pd

from corrigenda.codebook import STATES, Item
from corrigenda.derived import Condition, Derived
from corrigenda.forms import Share, Value, printed
from corrigenda.study import Base, Study
from corrigenda.tabulate import holders, in_base, numbers, state_of

Slices = Mapping[str, pd.DataFrame]


class Statistics(Mapping[str, Value]):
    """Every statistic of a study by name; the items that nobody asks for are never counted.

    Parameters
    ----------
    items
        All items.
    slices
        The slice of each item.
    derived
        The declared statistics.
    summary
        Counts of responses and corrections, which are statistics already.
    study
        Its default base.
    """

    def __init__(
        self,
        items: dict[str, Item],
        slices: Slices,
        derived: dict[str, Derived],
        summary: Mapping[str, int],
        study: Study,
    ):
        self._items, self._slices, self._derived = items, slices, derived
        self._summary, self._study = summary, study
        self._of_item = cache(self._count)
        self._derive = cache(lambda name: _derive(derived[name], items, slices, study))

    @cached_property
    def _respondents(self) -> Decimal:
        slices = self._slices.values()
        return Decimal(max((slice_["respondent"].nunique() for slice_ in slices), default=0))

    def _count(self, item_id: str) -> dict[str, Value]:
        return dict(_of_item(self._items[item_id], self._slices[item_id], self._study))

    def __getitem__(self, name: str) -> Value:
        if name in self._derived:
            return self._derive(name)
        if name in self._summary:
            return Decimal(self._summary[name])
        if name == "study.respondents":
            return self._respondents
        item, _, rest = name.partition(".")
        if item not in self._items:
            raise KeyError(name)
        return self._of_item(item)[rest]

    def __iter__(self) -> Iterator[str]:
        yield from self._summary
        yield "study.respondents"
        for item in self._items:
            yield from (f"{item}.{rest}" for rest in self._of_item(item))
        yield from self._derived

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def reading(self, items: Collection[str]) -> Iterator[str]:
        """Yield the names of the statistics that are computed from any of some items."""
        for item in self._items:
            if item in items:
                yield from (f"{item}.{rest}" for rest in self._of_item(item))
        for name, statistic in self._derived.items():
            if not set(items).isdisjoint(statistic.items):
                yield name

    @property
    def counts(self) -> tuple[str, ...]:
        """The names of the counts of responses and corrections."""
        return tuple(self._summary)


def compute(statistics: Statistics, study: Study) -> dict[str, dict]:
    """Print every statistic of a study, as statistics.json holds them.

    Parameters
    ----------
    statistics
        The exact values.
    study
        Its rounding rule.

    Returns
    -------
    dict
        Under each name what `printed` returns.
    """
    return {name: printed(value, study) for name, value in statistics.items()}


def _of_item(item: Item, slice_: pd.DataFrame, study: Study) -> Iterator[tuple[str, Value]]:
    state = state_of(slice_)
    for name in STATES:
        yield name, Share(int((state == name).sum()), len(state))
    if item.kind == "number":
        yield from _summaries(numbers(slice_))
    elif item.by_id:
        base = in_base(slice_, item.base or study.base)
        held = holders(slice_, item)
        for option in item.options:
            yield option.id, _share(held[option.id], base)
        for theme, codes in item.themes.items():
            yield theme, _share(held[list(codes)].any(axis=1), base)


def _summaries(values: pd.Series) -> Iterator[tuple[str, Value]]:
    yield "n", Decimal(len(values))
    yield "sum", sum(values, Decimal(0))
    if len(values):
        yield "mean", Fraction(sum(values)) / len(values)
        yield "median", Fraction(median(map(Fraction, values)))
        yield "min", min(values)
        yield "max", max(values)


def _share(holds: pd.Series, base: pd.Series) -> Share:
    return Share(int((holds & base).sum()), int(base.sum()))


def _derive(statistic: Derived, items: dict[str, Item], slices: Slices, study: Study) -> Share:
    if statistic.sum:
        return Share(*(int(sum(numbers(slices[i]))) for i in (statistic.sum, statistic.over)))
    holds = _satisfy(statistic, items, slices)
    base = pd.Series(True, index=holds.index)
    for item in statistic.items:
        kind: Base = statistic.base or items[item].base or study.base
        base &= in_base(slices[item], kind)
    if statistic.among:
        base &= _satisfy(statistic.among, items, slices)
    return _share(holds, base)


def _satisfy(condition: Condition, items: dict[str, Item], slices: Slices) -> pd.Series:
    def held(name: str) -> pd.Series:
        item, _, option = name.partition(".")
        options = items[item].themes.get(option, (option,))
        return holders(slices[item], items[item])[list(options)].any(axis=1)

    parts: list[pd.Series] = []
    if condition.of:
        parts.append(_of(condition, items, slices, held))
    if condition.any:
        parts.append(pd.concat(list(map(held, condition.any)), axis=1).any(axis=1))
    parts += [held(name) for name in condition.all]
    parts += [~held(name) for name in condition.none]
    return pd.concat(parts, axis=1).all(axis=1)


def _of(
    condition: Condition, items: dict[str, Item], slices: Slices, held: Callable[[str], pd.Series]
) -> pd.Series:
    if condition.held_at_least:
        item = items[condition.of]
        return holders(slices[item.id], item).sum(axis=1) >= condition.held_at_least
    if not condition.limits:
        return held(condition.of)
    slice_ = slices[condition.of]
    value = numbers(slice_).reindex(slice_["respondent"])
    within = pd.Series(value.notna().to_numpy(), index=value.index)
    compare = {"at_least": "ge", "at_most": "le", "above": "gt", "below": "lt"}
    for limit, bound in condition.limits.items():
        within &= getattr(value.astype(float), compare[limit])(bound)
    return within
