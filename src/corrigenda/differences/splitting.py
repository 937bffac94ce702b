"""Splitting: a text into its sentences, and the sections that two texts share."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corrigenda.releases.models import Passage

ALIKE = 0.5  # of their words two sentences share, at least, to be the same one changed
REFERENCES = re.compile(r"(?:^|-)(?:references|refs|bibliography)$")
_STOP = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-ZÀ-Þ\d])")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|cf|vs|al|ca|approx|[Dd]r|[Mm]rs?|[Mm]s|[Pp]rof|St|[Nn]os?|pp?|[Ff]igs?|[A-Z])\.$"
)


@dataclass(frozen=True)
class Placed:
    """A sentence, the section that it is compared within, and its place in the whole text."""

    at: int
    within: str
    passage: Passage
    text: str


def split(passages: Iterable[Passage], within: Callable[[str], str]) -> list[Placed]:
    """Split a text; an entry of the list of references stays whole.

    Parameters
    ----------
    passages
        The text, in order.
    within
        Gives the section that the sentences of a section are compared within.

    Returns
    -------
    list of Placed
        Its sentences, in order.
    """
    found = []
    for passage in passages:
        whole = REFERENCES.search(passage.section)
        for text in [passage.text] if whole else _sentences(passage.text):
            found.append(Placed(len(found), within(passage.section), passage, text))
    return found


def _sentences(text: str) -> Iterator[str]:
    text, start = " ".join(text.split()), 0
    for stop in _STOP.finditer(text):
        if not _ABBREVIATION.search(text, start, stop.start()):
            yield text[start : stop.end()].rstrip()
            start = stop.end()
    if text[start:]:
        yield text[start:]


def same_sections(old: Sequence[Passage], new: Sequence[Passage]) -> dict[str, str]:
    """Find for sections whose id is gone those that hold most of their words now."""
    before, after = _words_of_sections(old), _words_of_sections(new)
    known, found = set(before), {}
    for section in (s for s in before if s not in after):
        others = {s: shared(before[section], w) for s, w in after.items() if s not in known}
        best = max(others, key=others.get, default=None)
        if best is not None and others[best] >= ALIKE:
            found[section] = best
            known.add(best)
    return found


def _words_of_sections(passages: Iterable[Passage]) -> dict[str, Counter]:
    found: dict[str, Counter] = {}
    for passage in passages:
        found.setdefault(passage.section, Counter()).update(passage.text.split())
    return found


def shared(one: Counter, other: Counter) -> float:
    """Say how much of their words two texts share, from 0 to 1."""
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0
