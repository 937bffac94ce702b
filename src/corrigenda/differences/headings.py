"""Headings: which sections came, went, have another title or stand elsewhere."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from corrigenda.differences.changes import Heading
from corrigenda.differences.splitting import same_sections
from corrigenda.releases.models import Passage


def headings(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Heading, ...]:
    """Compare the sections of two texts.

    Parameters
    ----------
    old, new
        The passages of each version, in order.

    Returns
    -------
    tuple of Heading
        Those that differ, in the order of the new text and then those that are gone.
    """
    same = same_sections(old, new)
    before = {same.get(section, section): title for section, title in _titles(old).items()}
    return tuple(_differing(before, _titles(new)))


def _titles(passages: Sequence[Passage]) -> dict[str, str]:
    return {p.section: p.title for p in passages if p.section}


def _differing(before: dict[str, str], after: dict[str, str]) -> Iterator[Heading]:
    moved = _moved(before, after)
    for section, title in after.items():
        if section not in before:
            yield Heading("new", title)
            continue
        if before[section] != title:
            yield Heading("renamed", title, before[section])
        was, now = _ahead(before, section), _ahead(after, section)
        if section in moved and was != now:  # what moves along with its chapter is not told
            yield Heading("moved", title, before.get(was, ""), after.get(now, ""))
    yield from (Heading("gone", title) for s, title in before.items() if s not in after)


def _moved(before: dict[str, str], after: dict[str, str]) -> set[str]:
    orders = [[s for s in one if s in other] for one, other in ((before, after), (after, before))]
    found = SequenceMatcher(None, *orders, autojunk=False).get_opcodes()
    return {
        section
        for tag, _, _, c, d in found
        if tag in ("insert", "replace")
        for section in orders[1][c:d]
    }


def _ahead(titles: dict[str, str], section: str) -> str:
    """Return the section that stands ahead of one; nothing at the beginning."""
    sections = [*titles]
    at = sections.index(section)
    return sections[at - 1] if at else ""
