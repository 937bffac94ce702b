"""Rules in words: what a statistic counts, out of whom, and who was asked."""

from collections.abc import Iterable, Mapping, Sequence

from corrigenda.codebook import STATES, SUMMARIES, Item
from corrigenda.derived import Condition, Derived
from corrigenda.study import Base, Study

BASES: dict[Base, str] = {
    "all": "of all respondents",
    "asked": "of those who were asked",
    "answered": "of those who answered",
}
_STATES = {
    "answered": "Respondents who answered",
    "unanswered": "Respondents who were asked and gave no answer to",
    "not_asked": "Respondents who were not asked",
}
_SUMMARIES = {
    "mean": "The mean of the numbers given for",
    "median": "The median of the numbers given for",
    "sum": "The sum of the numbers given for",
    "min": "The smallest number given for",
    "max": "The largest number given for",
    "n": "How many respondents gave a number for",
}
_LIMITS = {"at_least": "at least", "at_most": "at most", "above": "above", "below": "below"}
_EXCLUSIONS = {
    "preview": ("preview", "previews"),
    "test": ("test response", "test responses"),
    "spam": ("response marked as spam", "responses marked as spam"),
    "duplicate_start": (
        "abandoned start of a respondent who finished another response",
        "abandoned starts of respondents who finished another response",
    ),
    "unfinished": ("unfinished response", "unfinished responses"),
}
_FLOW = {
    "responses.exported": "All responses of the raw export",
    "responses.used": "The responses that count, one for each respondent",
    "responses.excluded": "The responses that were left out by a rule of study.yaml",
    "study.respondents": "The respondents of the study",
    "corrections.rows": "The rows of the ledger",
    "corrections.applied": "The rows of the ledger that change a cell and are in force",
    "corrections.withdrawn": "The rows of the ledger that were withdrawn",
}


def rule(
    name: str,
    items: Mapping[str, Item],
    derived: Mapping[str, Derived],
    study: Study,
    base: Base | None = None,
) -> str:
    """Say in a sentence what a statistic is.

    Parameters
    ----------
    name
        A statistic of the study.
    items
        All items.
    derived
        The declared statistics.
    study
        Its default base.
    base
        That of a cell, which an exhibit may declare in place of the item's own.

    Returns
    -------
    str
        ``Respondents who answered “Yes” to policies, of all respondents.``
    """
    if name in derived:
        return f"{_declared(derived[name], items, study)}."
    if name in _FLOW:
        return f"{_FLOW[name]}."
    item_id, _, rest = name.partition(".")
    if item_id == "responses":
        return f"Responses left out by a rule of study.yaml: {_EXCLUSIONS[rest][1]}."
    item = items[item_id]
    if rest in STATES:
        return f"{_STATES[rest]} {item.id}, {BASES[base or 'all']}."
    if item.kind == "number" and rest in SUMMARIES:
        return f"{_SUMMARIES[rest]} {item.id}."
    return f"Respondents who {_holding([name], items)}, {BASES[base or item.base or study.base]}."


def who(condition: Condition, items: Mapping[str, Item]) -> str:
    """Say what a condition asks of respondents: ``who gave at least 10 for clients``."""
    return f"who {_satisfying(condition, items)}"


def shared(bases: Iterable[Base]) -> str:
    """Say out of whom something is counted that asks for several items, by their bases."""
    kinds = set(bases)
    return BASES[kinds.pop()] if len(kinds) == 1 else "of those in the base of every item"


def left_out(exclusion: str, n: int) -> str:
    """Count the responses that a rule left out, in words: ``3 previews``."""
    return f"{n:,} {_EXCLUSIONS[exclusion][n != 1]}"


def asked(item: Item, items: Mapping[str, Item]) -> str:
    """Say who was asked an item, by its skip rule; everybody, where it has none."""
    if item.bands_of:
        return asked(items[item.bands_of], items)
    if not item.asked_if:
        return "All respondents."
    conditions = (
        f"{_either(items[other].option(o).label for o in options)} to {other}"
        for other, options in item.asked_if.items()
    )
    return f"Only respondents who answered {' and '.join(conditions)}."


def _either(labels: Iterable[str]) -> str:
    *first, last = (f"“{label}”" for label in labels)
    return f"{', '.join(first)} or {last}" if first else last


def _holding(names: Sequence[str], items: Mapping[str, Item]) -> str:
    """Say what a respondent did who holds any of some options, codes or themes."""
    return " or ".join(_held(items[i], options) for i, options in _grouped(names).items())


def _grouped(names: Sequence[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name in names:
        item, _, option = name.partition(".")
        grouped.setdefault(item, []).append(option)
    return grouped


def _held(item: Item, options: Sequence[str]) -> str:
    if item.kind == "coded":
        return f"were coded {_labels(item, options)} in {item.id}"
    did, to = ("ticked", "in") if item.check_all else ("answered", "to")
    return f"{did} {_labels(item, options)} {to} {item.id}"


def _labels(item: Item, options: Sequence[str]) -> str:
    codes = [code for option in options for code in item.themes.get(option, (option,))]
    themes = [option for option in options if option in item.themes]
    theme = f" (the theme {', '.join(themes)})" if themes else ""
    return _either(item.option(code).label for code in dict.fromkeys(codes)) + theme


def _declared(statistic: Derived, items: Mapping[str, Item], study: Study) -> str:
    if statistic.sum:
        return f"The sum of {statistic.sum} over the sum of {statistic.over}"
    base = shared(statistic.base or items[i].base or study.base for i in statistic.items)
    counted = f"Respondents {who(statistic, items)}"
    if not statistic.among:
        return f"{counted}, {base}"
    among = f"of respondents {who(statistic.among, items)}"
    return f"{counted}, {among}" if base == BASES["all"] else f"{counted}, {among}, {base}"


def _satisfying(condition: Condition, items: Mapping[str, Item]) -> str:
    parts = []
    if condition.of and condition.held_at_least:
        did = "were coded" if items[condition.of].kind == "coded" else "ticked"
        what = "codes" if items[condition.of].kind == "coded" else "options"
        parts.append(f"{did} at least {condition.held_at_least} {what} in {condition.of}")
    elif condition.of and condition.limits:
        limits = " and ".join(f"{_LIMITS[k]} {v:g}" for k, v in condition.limits.items())
        parts.append(f"gave {limits} for {condition.of}")
    elif condition.of:
        parts.append(_holding([condition.of], items))
    if condition.any:
        parts.append(_holding(condition.any, items))
    parts += [_holding([name], items) for name in condition.all]
    parts += [
        f"hold none of {_labels(items[i], options)} in {i}"
        for i, options in _grouped(condition.none).items()
    ]
    return " and ".join(parts)
