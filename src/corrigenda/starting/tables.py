"""The tables of a starter report: the items of a section, a page at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

from corrigenda.items import Item
from corrigenda.starting.facts import Facts
from corrigenda.starting.markdown import opening
from corrigenda.starting.shown import Block, Exhibit

ROWS = 42  # of a table, headings among them, so that it fits on a page
OPTIONS = 30  # of an item in a table


def tables(block: Block, facts: Facts) -> Iterator[Exhibit]:
    """Lay out the tables of a section.

    Parameters
    ----------
    block
        The section.
    facts
        Which of its items have answers to show.

    Yields
    ------
    Exhibit
        Each table, in order.
    """
    shown = [item for item in block.items if facts.tabled(item)]
    parts = list(_parts(shown))
    for number, part in enumerate(parts, 1):
        end = f"-part-{number}" if len(parts) > 1 else ""
        title = part[0].label if len(shown) == 1 else block.title
        caption = opening(title, 120) + (f", part {number}" if end else "")
        settings = {"blocks": [_declared(item, part, facts) for item in part]}
        yield Exhibit(f"tbl-{block.id}{end}", caption, settings, tuple(part))


def _parts(items: Sequence[Item]) -> Iterator[list[Item]]:
    part: list[Item] = []
    rows = 0
    for item in items:
        needed = 1 + min(len(item.by_id), OPTIONS)
        if part and rows + needed > ROWS:
            yield part
            part, rows = [], 0
        part.append(item)
        rows += needed
    if part:
        yield part


def _declared(item: Item, part: Sequence[Item], facts: Facts) -> Any:
    declared: dict[str, Any] = {"item": item.id}
    same = [other for other in part if other.label == item.label]
    if len(same) > 1:
        declared["label"] = f"{item.label} ({item.id})"
    if len(item.by_id) > OPTIONS:
        often = {option.id for option in facts.chosen(item)[:OPTIONS]}
        rows = [option.id for option in item.options if option.id in often]
        declared["rows"] = rows or [option.id for option in item.options][:OPTIONS]
        declared["note"] = "rarer answers are left out"
    return item.id if set(declared) == {"item"} else declared
