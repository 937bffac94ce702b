"""The layout of a starter report: its sections, with the tables and figures that fit in."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corrigenda.drafting import Section
from corrigenda.starting.facts import Facts
from corrigenda.starting.pictures import pictures
from corrigenda.starting.shown import Block, Exhibit
from corrigenda.starting.tables import tables

TABLES = 24
FIGURES = 12
# Sections that the report has whatever the study is.
_TAKEN = (
    "summary response findings methods limitations made references background design population "
    "instrument collection ethics processing analysis reporting declarations quantifiers"
)


@dataclass
class _Budget:
    tables: int = TABLES
    figures: int = FIGURES
    left_out: list[str] = field(default_factory=list)


def blocks(sections: Sequence[Section], facts: Facts) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Lay out the findings: each section of the draft with its tables and figures.

    Parameters
    ----------
    sections
        The blocks of the report; items that stand in none are left to the data.
    facts
        The items, and what the answers hold.

    Returns
    -------
    tuple
        The blocks, and the names of sections whose table or figure found no room.
    """
    budget = _Budget()
    named = list(_named(sections, facts))
    offered = [list(pictures(block, facts)) for block in named]
    taken = _chosen(offered, budget)
    made = []
    for block, figures in zip(named, taken, strict=True):
        all_ = tuple(tables(block, facts))
        room = all_[: budget.tables]
        budget.tables -= len(room)
        if len(room) < len(all_):
            budget.left_out.append(block.title)
        made.append(Block(block.id, block.title, block.items, room, figures))
    return tuple(made), tuple(budget.left_out)


def _named(sections: Sequence[Section], facts: Facts) -> Iterator[Block]:
    taken = set(_TAKEN.split())
    for section in sections:
        items = tuple(facts.items[i] for i in section.items if i in facts.items)
        if items:
            title = section.title or items[0].label
            yield Block(_unique(slug(title), taken), title, items)


def slug(title: str) -> str:
    """Make an id of a title: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    plain = re.sub(r"(.)\1{3,}", r"\1", plain)  # Snakemake refuses what repeats itself at length
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    kept = ""
    for word in words:
        if kept and len(kept) + len(word) > 31:
            break
        kept = f"{kept}-{word[:31]}" if kept else word[:31]
    return kept or "block"


def _unique(name: str, taken: set[str]) -> str:
    # Ids of the build begin with made-, those of further exhibits of a block end with a number.
    if f"{name}-".startswith("made-") or re.search(r"-(part|figure)-\d+$", name):
        name = f"block-{name}"[:40] + "-block"
    found, number = name, 2
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    taken.add(found)
    return found


def _chosen(offered: list[list[Exhibit]], budget: _Budget) -> list[tuple[Exhibit, ...]]:
    """Give each block one figure before any has two."""
    taken: list[list[Exhibit]] = [[] for _ in offered]
    for turn in range(max(map(len, offered), default=0)):
        for figures, mine in zip(offered, taken, strict=True):
            if turn < len(figures) and budget.figures:
                mine.append(figures[turn])
                budget.figures -= 1
    return [tuple(mine) for mine in taken]
