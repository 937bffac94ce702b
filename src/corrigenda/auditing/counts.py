"""Counting again: who counts in a statistic or cell, and out of whom, from the slices."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from statistics import median

from corrigenda.auditing.slices import Slices
from corrigenda.forms import Share, Value
from corrigenda.study import Base

Reason = tuple[str, set[str]]


@dataclass(frozen=True)
class Count:
    """Who counts, and out of whom.

    Parameters
    ----------
    reads
        Under each item that is read the options that matter; none where all of them do.
    holds, base
        The respondents who have what is asked for, and those who make up the base.
    outside
        Why others are not in the base: each reason with those to whom it applies.
    value
        What comes out; None where there is nothing to compute it from.
    """

    reads: dict[str, tuple[str, ...]]
    holds: set[str]
    base: set[str]
    outside: tuple[Reason, ...]
    value: Value | None

    def why_not(self, respondent: str) -> str:
        """Say why a respondent is not in the base."""
        return next((why for why, whom in self.outside if respondent in whom), "")


def share(
    slices: Slices,
    reads: dict[str, tuple[str, ...]],
    holds: set[str],
    bases: Mapping[str, Base],
    among: Reason | None = None,
) -> Count:
    """Count those who hold something among the base of some items.

    Parameters
    ----------
    slices
        Of the study.
    reads
        As in `Count`.
    holds
        Who has it.
    bases
        The denominator of each item.
    among
        Who else has to be in it, and why others are not.

    Returns
    -------
    Count
        Its value is a share.
    """
    parts = [slices[i].base(kind) for i, kind in bases.items()]
    outside = [reason for i, kind in bases.items() for reason in reasons(slices, i, kind)]
    if among:
        why, fulfil = among
        parts.append(fulfil)
        everybody = set(slices[next(iter(bases))].state)
        outside.append((why, everybody - fulfil))
    base = reduce(set.intersection, parts)
    counted = Share(len(holds & base), len(base))
    return Count(reads, holds, base, tuple(outside), counted)


def reasons(slices: Slices, item_id: str, base: Base) -> list[Reason]:
    """Say why respondents are outside the base of an item."""
    found: list[Reason] = []
    if base != "all":
        found.append((f"not asked {item_id}", slices[item_id].in_state("not_asked")))
    if base == "answered":
        found.append((f"no answer to {item_id}", slices[item_id].in_state("unanswered")))
    return [(why, whom) for why, whom in found if whom]


def option_count(slices: Slices, item_id: str, option: str, base: Base | None = None) -> Count:
    """Count the holders of an option, a code or a theme."""
    item, study = slices.project.items[item_id], slices.project.study
    reads = {item_id: item.themes.get(option, (option,))}
    bases = {item_id: base or item.base or study.base}
    return share(slices, reads, slices[item_id].holders(option), bases)


def state_count(slices: Slices, item_id: str, state: str, base: Base = "all") -> Count:
    """Count those who answered an item, did not, or were not asked."""
    return share(slices, {item_id: ()}, slices[item_id].in_state(state), {item_id: base})


def number_count(slices: Slices, item_id: str, summary: str) -> Count:
    """Summarise the numbers of an item."""
    found = slices[item_id]
    numbers = list(found.numbers.values())
    answered = found.in_state("answered")
    outside = tuple(reasons(slices, item_id, "answered"))
    value = summarised(summary, numbers)
    return Count({item_id: ()}, answered, answered, outside, value)


def summarised(summary: str, numbers: list[int | Fraction]) -> Fraction | None:
    """Compute a summary exactly; there is none of nothing but a sum and a count."""
    if summary in ("n", "sum"):
        return Fraction(len(numbers) if summary == "n" else sum(numbers))
    if not numbers:
        return None
    if summary == "mean":
        return Fraction(sum(numbers)) / len(numbers)
    if summary == "median":
        return Fraction(median(map(Fraction, numbers)))
    return Fraction(min(numbers) if summary == "min" else max(numbers))
