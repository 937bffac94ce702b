"""Sentences about items, each number of which is a claim."""

from collections.abc import Iterator, Sequence

from corrigenda.items import Item
from corrigenda.starting.facts import Facts, claim, share
from corrigenda.starting.markdown import one_line, said
from corrigenda.starting.shown import Block, Exhibit

TOLD = 5  # items of a block that have a sentence each, where a table has them all
NAMED = 2  # options that a sentence names
_SHORT = 100


def introduction(block: Block) -> str:
    """Say where the answers of a block are shown.

    Parameters
    ----------
    block
        The block.

    Returns
    -------
    str
        A sentence with references, or nothing where there is neither table nor figure.
    """
    tables, figures = _references(block.tables), _references(block.figures)
    gives = "gives" if len(block.tables) == 1 else "give"
    shows = "shows" if len(block.figures) == 1 else "show"
    if tables and figures:
        what = "some of them" if _partly(block) else "them"
        return f"{tables} {gives} the answers in full; {figures} {shows} {what} at a glance."
    if tables:
        return f"{tables} {gives} the answers in full."
    return f"{figures} {shows} the answers." if figures else ""


def _partly(block: Block) -> bool:
    drawn = {item.id for figure in block.figures for item in figure.items}
    return any(item.id not in drawn for table in block.tables for item in table.items)


def _references(exhibits: Sequence[Exhibit]) -> str:
    names = [f"@{one.id}" for one in exhibits]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def sentences(block: Block, facts: Facts) -> Iterator[str]:
    """Say of each item of a block what was answered, or how often.

    Parameters
    ----------
    block
        The block.
    facts
        Which options are worth naming.

    Yields
    ------
    str
        Markdown: the item, and its sentence.
    """
    told = 0
    for item in block.items:
        words = _WORDS[item.kind](item, facts)
        if item.by_id:
            told += bool(words)
            if told > TOLD and any(item in table.items for table in block.tables):
                continue
        if words:
            yield f"**{said(item.label)}**{_aside(item)} {words}"


def colon(label: str) -> str:
    """Return what stands between a label and what is said of it."""
    return "" if label.rstrip()[-1:] in ("?", "!", ":", ".", "…") else ":"


def _aside(item: Item) -> str:
    """Say with the name of an item how it was answered."""
    how = {
        "multiple": " (several answers possible):",
        "open": " (in the respondents’ own words):",
        "coded": " (coded answers):",
    }
    return how.get(item.kind) or colon(one_line(item.label))


def _single(item: Item, facts: Facts) -> str:
    if not facts.tabled(item):
        return "" if facts.seen else _answered(item, facts)
    named = [f"{share(item, o)} “{said(o.label, _SHORT)}”" for o in _named(item, facts)]
    if not named:
        return "nobody of those who count has answered it so far."
    first, *others = named
    first = first.replace("“", "answered “", 1)
    return f"{_listed([first, *others])}{_asked(item)}."


def _named(item: Item, facts: Facts):
    return facts.chosen(item)[:NAMED]


def _asked(item: Item) -> str:
    of = claim(f"{item.id}.not_asked", "n")
    return f" (not asked: {of})" if item.asked_if else ""


def _multiple(item: Item, facts: Facts) -> str:
    named = [f"“{said(o.label, _SHORT)}” by {share(item, o)}" for o in facts.chosen(item)[:3]]
    if not named:
        return "nobody of those who count has ticked an option so far."
    return f"{_listed(named)}{_asked(item)}."


def _coded(item: Item, facts: Facts) -> str:
    named = [f"“{said(o.label, _SHORT)}” for {share(item, o)}" for o in facts.chosen(item)[:3]]
    if not named:
        return "no code has been given so far."
    return f"{_listed(named)}{_asked(item)}."


def _number(item: Item, facts: Facts) -> str:
    if not facts.answered(item):
        return "nobody of those who count has given a number so far."
    of = {name: claim(f"{item.id}.{name}") for name in ("mean", "median", "min", "max")}
    given = claim(f"{item.id}.answered", "n")
    return (
        f"the mean is {of['mean']}, the median {of['median']}; the numbers go from {of['min']} to "
        f"{of['max']} (answered by {given}){_asked(item)}."
    )


def _answered(item: Item, facts: Facts) -> str:
    by = claim(f"{item.id}.answered", "n-of-base")
    return f"answered by {by}{_asked(item)}."


def _listed(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


_WORDS = {
    "single": _single,
    "multiple": _multiple,
    "coded": _coded,
    "number": _number,
    "open": _answered,
    "date": lambda item, facts: "",
}
