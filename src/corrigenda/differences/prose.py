"""Prose: which sentences of two versions differ, word by word; those that moved are no change."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corrigenda.differences.changes import Piece, Sentence
from corrigenda.differences.words import words
from corrigenda.releases.models import Passage

ALIKE = 0.5  # of their words two sentences share, at least, to be the same one changed
_STOP = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-ZÀ-Þ\d])")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|cf|vs|al|ca|approx|[Dd]r|[Mm]rs?|[Mm]s|[Pp]rof|St|[Nn]os?|pp?|[Ff]igs?|[A-Z])\.$"
)


@dataclass(frozen=True)
class _Placed:
    """A sentence, the section that it is compared within, and its place in the whole text."""

    at: int
    within: str
    passage: Passage
    text: str


def sentences(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Sentence, ...]:
    """Compare two texts.

    Parameters
    ----------
    old, new
        What a reader sees of each version, in order.

    Returns
    -------
    tuple of Sentence
        Those that differ, in the order of the new text; removed ones where they stood.
    """
    same = _same_sections(old, new)
    before = _split(old, lambda section: same.get(section, section))
    after = _split(new, lambda section: section)
    gone, came = _apart(before, after)
    moved = list(_paired(gone, came))
    gone, came = _without(gone, came, moved)
    changed = [pair for section in _sections(gone, came) for pair in _alike(*section)]
    gone, came = _without(gone, came, changed)
    found = [
        *(
            (at, _told("moved", s, [Piece("same", s.passage.title)]))
            for at, s in _swapped(before, after)
        ),
        *((b.at, _told("moved", b, [Piece("same", text)], a)) for a, b, text in _runs(moved)),
        *((b.at, _told("changed", b, words(a.text, b.text))) for a, b in changed),
        *((b.at, _told("added", b, [Piece("new", b.text)])) for b in came),
        *((_beside(a, before, after), _told("removed", a, [Piece("gone", a.text)])) for a in gone),
    ]
    return tuple(sentence for _, sentence in sorted(found, key=lambda one: one[0]))


def _told(kind: str, at: _Placed, pieces: Iterable[Piece], was: _Placed | None = None) -> Sentence:
    title = was.passage.title if was else ""
    return Sentence(kind, at.passage.section, at.passage.title, tuple(pieces), title)


def _split(passages: Iterable[Passage], within: Callable[[str], str]) -> list[_Placed]:
    found = []
    for passage in passages:
        for text in _sentences(passage.text):
            found.append(_Placed(len(found), within(passage.section), passage, text))
    return found


def _sentences(text: str) -> Iterator[str]:
    text, start = " ".join(text.split()), 0
    for stop in _STOP.finditer(text):
        if not _ABBREVIATION.search(text, start, stop.start()):
            yield text[start : stop.end()].rstrip()
            start = stop.end()
    if text[start:]:
        yield text[start:]


def _same_sections(old: Sequence[Passage], new: Sequence[Passage]) -> dict[str, str]:
    """Find for sections whose id is gone those that hold most of their words now."""
    before, after = _words_of_sections(old), _words_of_sections(new)
    known, found = set(before), {}
    for section in (s for s in before if s not in after):
        others = {s: _shared(before[section], w) for s, w in after.items() if s not in known}
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


def _apart(
    before: Sequence[_Placed], after: Sequence[_Placed]
) -> tuple[list[_Placed], list[_Placed]]:
    """Return the sentences of each section that the other version does not have in that place."""
    gone, came = [], []
    for old, new in _sections(before, after):
        texts = ([s.text for s in part] for part in (old, new))
        for tag, a, b, c, d in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
            if tag != "equal":
                gone += old[a:b]
                came += new[c:d]
    return gone, came


def _swapped(before: Sequence[_Placed], after: Sequence[_Placed]) -> Iterator[tuple]:
    """Find the sections that stand elsewhere as a whole, by their first sentence."""
    first = {s.within: s for s in reversed(after)}
    orders = [list(dict.fromkeys(s.within for s in text)) for text in (before, after)]
    shared = [[s for s in order if s in orders[0] and s in orders[1]] for order in orders]
    for tag, _, _, c, d in SequenceMatcher(None, *shared, autojunk=False).get_opcodes():
        if tag in ("insert", "replace"):
            yield from ((first[section].at - 0.75, first[section]) for section in shared[1][c:d])


def _paired(gone: Iterable[_Placed], came: Iterable[_Placed]) -> Iterator[tuple]:
    """Pair what is gone in one place with the same sentence that came in another."""
    left: dict[str, list[_Placed]] = {}
    for old in gone:
        left.setdefault(old.text, []).append(old)
    for new in came:
        if left.get(new.text):
            yield left[new.text].pop(0), new


def _runs(moved: Iterable[tuple]) -> Iterator[tuple[_Placed, _Placed, str]]:
    """Join sentences that moved together from one section to another."""
    runs: list[list[tuple]] = []
    for old, new in sorted(moved, key=lambda pair: pair[1].at):
        before = runs[-1][-1] if runs else None
        together = before and all(
            one.at == last.at + 1 and one.within == last.within
            for one, last in zip((old, new), before, strict=True)
        )
        runs[-1].append((old, new)) if together else runs.append([(old, new)])
    for run in runs:
        yield *run[0], " ".join(new.text for _, new in run)


def _without(gone, came, pairs) -> tuple[list[_Placed], list[_Placed]]:
    old, new = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    return [s for s in gone if id(s) not in old], [s for s in came if id(s) not in new]


def _sections(gone: Iterable[_Placed], came: Iterable[_Placed]) -> Iterator[tuple[list, list]]:
    found: dict[str, tuple[list, list]] = {}
    for side, text in enumerate((gone, came)):
        for sentence in text:
            found.setdefault(sentence.within, ([], []))[side].append(sentence)
    yield from found.values()


def _alike(gone: Sequence[_Placed], came: Sequence[_Placed]) -> Iterator[tuple]:
    """Pair the sentences of a section that share the most words, the most alike first."""
    counts = [[Counter(s.text.split()) for s in text] for text in (gone, came)]
    pairs = [
        (-alike, abs(i - j), i, j)
        for i, mine in enumerate(counts[0])
        for j, other in enumerate(counts[1])
        if (alike := _shared(mine, other)) >= ALIKE
    ]
    done: tuple[set, set] = (set(), set())
    for *_, i, j in sorted(pairs):
        if i not in done[0] and j not in done[1]:
            done[0].add(i)
            done[1].add(j)
            yield gone[i], came[j]


def _shared(one: Counter, other: Counter) -> float:
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0


def _beside(gone: _Placed, before: Sequence[_Placed], after: Sequence[_Placed]) -> float:
    """Place a removed sentence behind as many of its section as stood before it."""
    own = [s.at for s in after if s.within == gone.within]
    earlier = sum(s.within == gone.within and s.at < gone.at for s in before)
    if not own:
        return float(len(after) + gone.at)
    return own[min(earlier, len(own)) - 1] + 0.5 if earlier else own[0] - 0.5
