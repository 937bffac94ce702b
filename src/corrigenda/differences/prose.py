"""Prose: which sentences of two versions differ, word by word; those that moved are no change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from corrigenda.differences.changes import Piece, Sentence
from corrigenda.differences.references import References
from corrigenda.differences.splitting import ALIKE, Placed, same_sections, shared, split
from corrigenda.differences.words import words
from corrigenda.releases.models import Passage

NONE = References()


def sentences(
    old: Sequence[Passage], new: Sequence[Passage], references: References = NONE
) -> tuple[Sentence, ...]:
    """Compare two texts.

    Parameters
    ----------
    old, new
        What a reader sees of each version, in order.
    references
        What the text may refer to under another number.

    Returns
    -------
    tuple of Sentence
        Those that differ, in the order of the new text; removed ones where they stood. Headings
        are told apart.
    """
    same = same_sections(old, new)
    before = split(_prose(old), lambda section: same.get(section, section))
    after = split(_prose(new), lambda section: section)
    gone, came = _apart(before, after)
    moved = list(_paired(gone, came))
    gone, came = _without(gone, came, moved)
    changed = [pair for section in _sections(gone, came) for pair in _alike(*section)]
    gone, came = _without(gone, came, changed)
    found = [
        *((b.at, _told("moved", b, [Piece("same", text)], a)) for a, b, text in _runs(moved)),
        *((b.at, _changed(a, b, references)) for a, b in changed),
        *((b.at, _told("added", b, [Piece("new", b.text)])) for b in came),
        *((_beside(a, before, after), _told("removed", a, [Piece("gone", a.text)])) for a in gone),
    ]
    return tuple(sentence for _, sentence in sorted(found, key=lambda one: one[0]))


def _prose(passages: Iterable[Passage]) -> Iterator[Passage]:
    return (passage for passage in passages if passage.kind != "heading")


def _changed(a: Placed, b: Placed, references: References) -> Sentence:
    only_numbers = references.same(a.text, b.text)
    return _told("renumbered" if only_numbers else "changed", b, words(a.text, b.text))


def _told(kind: str, at: Placed, pieces: Iterable[Piece], was: Placed | None = None) -> Sentence:
    title = was.passage.title if was else ""
    return Sentence(kind, at.passage.section, at.passage.title, tuple(pieces), title)


def _apart(before: Sequence[Placed], after: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Return the sentences of each section that the other version does not have in that place."""
    gone, came = [], []
    for old, new in _sections(before, after):
        texts = ([s.text for s in part] for part in (old, new))
        for tag, a, b, c, d in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
            if tag != "equal":
                gone += old[a:b]
                came += new[c:d]
    return gone, came


def _paired(gone: Iterable[Placed], came: Iterable[Placed]) -> Iterator[tuple]:
    """Pair what is gone in one place with the same sentence that came in another."""
    left: dict[str, list[Placed]] = {}
    for old in gone:
        left.setdefault(old.text, []).append(old)
    for new in came:
        if left.get(new.text):
            yield left[new.text].pop(0), new


def _runs(moved: Iterable[tuple]) -> Iterator[tuple[Placed, Placed, str]]:
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


def _without(gone, came, pairs) -> tuple[list[Placed], list[Placed]]:
    old, new = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    return [s for s in gone if id(s) not in old], [s for s in came if id(s) not in new]


def _sections(gone: Iterable[Placed], came: Iterable[Placed]) -> Iterator[tuple[list, list]]:
    found: dict[str, tuple[list, list]] = {}
    for side, text in enumerate((gone, came)):
        for sentence in text:
            found.setdefault(sentence.within, ([], []))[side].append(sentence)
    yield from found.values()


def _alike(gone: Sequence[Placed], came: Sequence[Placed]) -> Iterator[tuple]:
    """Pair the sentences of a section that share the most words, the most alike first."""
    counts = [[Counter(s.text.split()) for s in text] for text in (gone, came)]
    pairs = [
        (-alike, abs(i - j), i, j)
        for i, mine in enumerate(counts[0])
        for j, other in enumerate(counts[1])
        if (alike := shared(mine, other)) >= ALIKE
    ]
    done: tuple[set, set] = (set(), set())
    for *_, i, j in sorted(pairs):
        if i not in done[0] and j not in done[1]:
            done[0].add(i)
            done[1].add(j)
            yield gone[i], came[j]


def _beside(gone: Placed, before: Sequence[Placed], after: Sequence[Placed]) -> float:
    """Place a removed sentence behind as many of its section as stood before it."""
    own = [s.at for s in after if s.within == gone.within]
    earlier = sum(s.within == gone.within and s.at < gone.at for s in before)
    if not own:
        return float(len(after) + gone.at)
    return own[min(earlier, len(own)) - 1] + 0.5 if earlier else own[0] - 0.5
