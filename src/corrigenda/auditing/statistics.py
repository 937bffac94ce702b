"""Counting a statistic again: by its name, and by what statistics.yaml declares."""

from fractions import Fraction
from operator import ge, gt, le, lt

from corrigenda.auditing.counts import (
    Count,
    number_count,
    option_count,
    reasons,
    share,
    state_count,
)
from corrigenda.auditing.slices import Slice, Slices
from corrigenda.derived import Condition, Derived
from corrigenda.forms import Share
from corrigenda.items import STATES
from corrigenda.rules import who

COMPARE = {"at_least": ge, "at_most": le, "above": gt, "below": lt}


def statistic_count(slices: Slices, name: str) -> Count | None:
    """Count a statistic again; None for the counts of responses and of the ledger's rows."""
    items, derived = slices.project.items, slices.project.derived
    if name in derived:
        return derived_count(slices, derived[name])
    item, _, rest = name.partition(".")
    if item not in items:
        return None
    if rest in STATES:
        return state_count(slices, item, rest)
    if items[item].kind == "number":
        return number_count(slices, item, rest)
    return option_count(slices, item, rest)


def derived_count(slices: Slices, derived: Derived) -> Count:
    """Count what statistics.yaml declares."""
    items, study = slices.project.items, slices.project.study
    if derived.sum:
        return _ratio(slices, derived.sum, derived.over)
    bases = {i: derived.base or items[i].base or study.base for i in derived.items}
    holds, among = satisfy(derived, slices), None
    if derived.among:
        among = (f"not one {who(derived.among, items)}", satisfy(derived.among, slices))
    return share(slices, _options(derived, slices), holds, bases, among)


def _ratio(slices: Slices, above: str, below: str) -> Count:
    sums = [Fraction(sum(slices[i].numbers.values())) for i in (above, below)]
    found = [slices[i].in_state("answered") for i in (above, below)]
    outside = [reason for i in (above, below) for reason in reasons(slices, i, "answered")]
    return Count(
        {above: (), below: ()},
        found[0],
        found[0] | found[1],
        tuple(outside),
        Share(*map(int, sums)),
    )


def _options(derived: Derived, slices: Slices) -> dict[str, tuple[str, ...]]:
    """Name the options of each item that matter; none stands for all of them."""
    named = [*derived.names, *(derived.among.names if derived.among else ())]
    found: dict[str, tuple[str, ...]] = {}
    for name in named:
        item, _, option = name.partition(".")
        options = slices.project.items[item].themes.get(option, (option,)) if option else ()
        found[item] = (*found.get(item, ()), *options)
    return found


def satisfy(condition: Condition, slices: Slices) -> set[str]:
    """Return those of whom a condition holds."""

    def held(name: str) -> set[str]:
        item, _, option = name.partition(".")
        return slices[item].holders(option)

    first = slices[condition.names[0].partition(".")[0]]
    found = set(first.state)
    if condition.of:
        found &= _of(condition, slices[condition.of.partition(".")[0]])
    if condition.any:
        found &= set().union(*map(held, condition.any))
    for name in condition.all:
        found &= held(name)
    for name in condition.none:
        found -= held(name)
    return found


def _of(condition: Condition, found: Slice) -> set[str]:
    if condition.held_at_least:
        return {r for r in found.state if len(found.held_by(r)) >= condition.held_at_least}
    if not condition.limits:
        return found.holders(condition.of.partition(".")[2])
    limits = [(COMPARE[limit], bound) for limit, bound in condition.limits.items()]
    return {
        r
        for r, value in found.numbers.items()
        if all(fits(float(value), bound) for fits, bound in limits)
    }
