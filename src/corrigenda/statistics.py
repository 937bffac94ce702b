"""Statistics: named numbers computed from the slices, with the forms in which prose prints them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

import pandas as pd
from num2words import num2words

from corrigenda.codebook import STATES, Item
from corrigenda.derived import Condition, Derived
from corrigenda.rounding import printed_percent, rounded
from corrigenda.study import Base, Study
from corrigenda.tabulate import holders, in_base, numbers, state_of

Slices = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Share:
    """A number of respondents (or of what they counted) out of a base."""

    n: int
    base: int


def compute(
    items: dict[str, Item],
    slices: Slices,
    derived: dict[str, Derived],
    summary: Mapping[str, int],
    study: Study,
) -> dict[str, dict]:
    """Compute every statistic of a study.

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
        Its default base and rounding rule.

    Returns
    -------
    dict
        Under each name: ``text`` (the form that an empty claim prints), ``forms``, and
        ``n``, ``base`` and ``percent`` (an exact fraction) or ``value``.
    """
    values: dict[str, Share | Decimal | Fraction] = {k: Decimal(v) for k, v in summary.items()}
    values["study.respondents"] = Decimal(_respondents(slices))
    for item in items.values():
        values |= dict(_of_item(item, slices[item.id], study))
    for name, statistic in derived.items():
        values[name] = _derive(statistic, items, slices, study)
    return {name: printed(value, study) for name, value in values.items()}


def _respondents(slices: Slices) -> int:
    return max((slice_["respondent"].nunique() for slice_ in slices.values()), default=0)


def _of_item(item: Item, slice_: pd.DataFrame, study: Study) -> Iterator[tuple[str, object]]:
    base = in_base(slice_, item.base or study.base)
    state = state_of(slice_)
    for name in STATES:
        yield f"{item.id}.{name}", Share(int((state == name).sum()), len(state))
    if item.kind == "number":
        yield from _summaries(item, numbers(slice_))
    elif item.by_id:
        held = holders(slice_, item)
        for option in item.options:
            yield f"{item.id}.{option.id}", _share(held[option.id], base)
        for theme, codes in item.themes.items():
            yield f"{item.id}.{theme}", _share(held[list(codes)].any(axis=1), base)


def _summaries(item: Item, values: pd.Series) -> Iterator[tuple[str, object]]:
    yield f"{item.id}.n", Decimal(len(values))
    yield f"{item.id}.sum", sum(values, Decimal(0))
    if len(values):
        yield f"{item.id}.mean", Fraction(sum(values)) / len(values)
        yield f"{item.id}.median", Fraction(median(map(Fraction, values)))
        yield f"{item.id}.min", min(values)
        yield f"{item.id}.max", max(values)


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


def printed(value: Share | Decimal | Fraction, study: Study) -> dict:
    """Print a statistic in every form that a claim may take.

    Parameters
    ----------
    value
        A share, or an exact number.
    study
        Its rounding rule.

    Returns
    -------
    dict
        What statistics.json holds of it.
    """
    if isinstance(value, Share):
        return _printed_share(value, study)
    return _printed_number(value, study)


def _printed_share(share: Share, study: Study) -> dict:
    percent = printed_percent(share.n, share.base, study.rounding)
    forms = {
        "n": f"{share.n:,}",
        "base": f"{share.base:,}",
        "n-of-base": f"{share.n:,} of {share.base:,}",
        **_words(share.n),
    }
    if percent:
        forms |= {
            "percent": f"{percent}%",
            "percent-n": f"{percent}% ({share.n:,})",
            "percent-n-eq": f"{percent}% (n = {share.n:,})",
            **_words(int(percent), "percent-words", " percent"),
        }
    exact = str(Fraction(100 * share.n, share.base)) if share.base else None
    return {
        "n": share.n,
        "base": share.base,
        "percent": exact,
        "forms": forms,
        "text": forms.get("percent", forms["n-of-base"]),
    }


def _printed_number(value: Decimal | Fraction, study: Study) -> dict:
    exact = Fraction(value)
    whole = exact.denominator == 1
    text = f"{rounded(exact, study.rounding, 0 if whole else 1):,f}"
    forms = {"value": text} | (_words(int(exact)) if whole else {})
    return {"value": str(exact), "forms": forms, "text": text}


def _words(number: int, name: str = "words", unit: str = "") -> dict[str, str]:
    words = num2words(number, lang="en").replace(",", "") + unit
    return {name: words, name.capitalize(): words.capitalize()}
