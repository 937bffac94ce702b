"""The figures that would help in a starter report."""

import re
from collections.abc import Iterator
from typing import Any

from corrigenda.items import Item
from corrigenda.starting.alternatives import alternative
from corrigenda.starting.facts import Facts, scale
from corrigenda.starting.markdown import opening
from corrigenda.starting.shown import Block, Exhibit

EACH = 2  # figures of a section
BARS = range(4, 16)  # options that are worth a figure of bars
COMPARED = range(3, 13)  # items in a figure of answers
DIVIDED = range(2, 8)  # options in it
ABREAST, ABOVE = 33, 12  # dots that have room beside each other, and one above the other
LABEL, WORD = 200, 40  # characters of a label, and of a word in it
# Letters that the font of the figures has: Latin, Greek, Cyrillic, and common signs.
_DRAWN = re.compile(
    "[\x20-\u024f\u02bc-\u02dd\u0370-\u052f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2190-\u21ff]*"
)


def pictures(block: Block, facts: Facts) -> Iterator[Exhibit]:
    """Offer what could be drawn of a section, what helps most first.

    Parameters
    ----------
    block
        The section.
    facts
        How its numbers are spread, and which items have answers to show.

    Yields
    ------
    Exhibit
        Each figure.
    """
    offered: list[tuple[str, tuple[Item, ...]]] = []
    offered += [("answers", items[: COMPARED[-1]]) for items in _compared(block, facts)]
    offered += [("distribution", (i,)) for i in block.items if _drawable(i, facts)][:1]
    offered += [("bars", (i,)) for i in block.items if i.check_all and _barred(i, facts)]
    if not offered:
        single = (i for i in block.items if not i.check_all and _barred(i, facts))
        offered += [("bars", (item,)) for item in single][:1]
    offered = [(chart, items) for chart, items in offered if all(map(_legible, items))]
    for number, (chart, items) in enumerate(offered[:EACH], 1):
        yield _figure(block, number, chart, items, facts)


def _figure(
    block: Block, number: int, chart: str, items: tuple[Item, ...], facts: Facts
) -> Exhibit:
    if len(items) == 1:
        settings: dict[str, Any] = {"chart": chart, "item": items[0].id}
        caption = opening(items[0].label, 120)
    else:
        settings = {"chart": chart, "items": [item.id for item in items]}
        what = "further answers" if number > 1 else "the answers"
        asks = block.title.rstrip().endswith(("?", "!", "…"))
        what = f" {what.capitalize()}" if asks else f": {what}"
        caption = f"{opening(block.title, 100)}{what} compared"
    if chart == "distribution":
        settings |= {"marks": ["median", "mean"], "note": "each dot is one respondent"}
    if chart == "bars" and not items[0].check_all:
        settings |= {"order": "codebook"}
    settings |= {"alt": alternative(chart, items, facts)}
    name = f"fig-{block.id}" + (f"-figure-{number}" if number > 1 else "")
    return Exhibit(name, caption, settings, items)


def _legible(item: Item) -> bool:
    """Say whether the font of the figures has the letters of an item, and room for its words."""
    labels = [item.label, *(option.label for option in item.options)]
    return all(
        _DRAWN.fullmatch(label) and len(label) <= LABEL and max(map(len, label.split())) <= WORD
        for label in labels
    )


def _compared(block: Block, facts: Facts) -> Iterator[tuple[Item, ...]]:
    """Group the items that share their options, or some of them; the one with all comes first."""
    left = [item for item in block.items if facts.tabled(item) and not item.check_all]
    left = sorted((i for i in left if len(i.by_id) in DIVIDED), key=lambda i: -len(i.by_id))
    while left:
        most = set(scale(left[0]))
        group = [item for item in left if set(scale(item)) <= most]
        left = [item for item in left if item not in group]
        if len(group) in COMPARED or len(group) > COMPARED[-1]:
            alike = len({len(item.by_id) for item in group}) == 1
            first = () if alike else (group[0],)
            yield (*first, *(i for i in block.items if i in group and i not in first))


def _barred(item: Item, facts: Facts) -> bool:
    return facts.tabled(item) and len(item.by_id) in BARS


def _drawable(item: Item, facts: Facts) -> bool:
    """Say whether a dot for each respondent would make a picture: spread out, and not too high."""
    given = facts.answered(item)
    if item.kind != "number" or given < 3:
        return False
    low, middle, high = (facts.number(item, name) for name in ("min", "median", "max"))
    places = min(ABREAST, high - low + 1) if item.whole else ABREAST
    return 0 <= low < middle < high and given / places <= ABOVE
