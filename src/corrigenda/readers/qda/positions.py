"""Positions: what a program counts when it says where a passage begins and ends."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corrigenda.readers.qda.project import Selection

Convert = Callable[[int], int]
BEYOND = re.compile("[\U00010000-\U0010ffff]")  # characters of two UTF-16 units
DOTS = " .…"
# Evidence for a way of counting: people also select halves of words, and some passages are stale.
NAMED, OUTSIDE, ENOUGH = 4, 3, 3
SHARE = 0.2  # of the passages that a way moves; by chance some fit better and some worse
PAST = 2  # characters that a passage may reach beyond the text: line ends that were cut


@dataclass(frozen=True)
class Counting:
    """A way of counting.

    Parameters
    ----------
    lines
        Whether every line end counts as two characters, those that are two in the file, or none.
    units
        Whether characters beyond the first 65,536 count as two.
    """

    lines: str = "one"
    units: bool = False

    @property
    def told(self) -> str:
        """What it counts, in words."""
        parts = [
            *(["line ends as two characters"] if self.lines != "one" else []),
            *(["UTF-16 units"] if self.units else []),
        ]
        return " and ".join(parts)


STANDARD = Counting()
WAYS = tuple(Counting(lines, units) for lines in ("one", "file", "two") for units in (False, True))
SAMPLE = 50  # passages of a text that are looked at


@dataclass(frozen=True)
class Laid:
    """A text with LF line ends.

    Parameters
    ----------
    text
        All of it.
    returns
        Where line ends were two characters in the file.
    """

    text: str
    returns: tuple[int, ...] = ()


def laid(text: str) -> Laid:
    """Turn all line ends into LF, and remember which ones were two characters."""
    if "\r" not in text:
        return Laid(text)
    at = (m.start() - n for n, m in enumerate(re.finditer("\r\n", text)))
    return Laid(text.replace("\r\n", "\n").replace("\r", "\n"), tuple(at))


def converter(laid: Laid, counting: Counting) -> Convert:
    """Return a function from a program's positions to characters of the text.

    Parameters
    ----------
    laid
        The text.
    counting
        What the program counts.

    Returns
    -------
    Callable
        From and to positions.
    """
    if counting == STANDARD:
        return lambda position: position
    double: set[int] = set()
    if counting.lines == "file":
        double.update(laid.returns)
    elif counting.lines == "two":
        double.update(m.start() for m in re.finditer("\n", laid.text))
    if counting.units:
        double.update(m.start() for m in BEYOND.finditer(laid.text))
    starts = [place + n for n, place in enumerate(sorted(double))]
    return lambda position: position - bisect_left(starts, position)


def counting_of(texts: Iterable[tuple[Laid, Sequence[Selection]]]) -> Counting:
    """Find out what the program counted, by where the passages then begin and end.

    Parameters
    ----------
    texts
        Each text of a project with its selections.

    Returns
    -------
    Counting
        The standard's own way, unless another fits better.
    """
    gains: Counter[Counting] = Counter()
    moved: Counter[Counting] = Counter()
    for text, selections in texts:
        units = bool(BEYOND.search(text.text))
        if not units and "\n" not in text.text:
            continue  # the ways do not differ
        spans = [s for s in selections if s.start is not None and s.end is not None]
        spans = spans[:: len(spans) // SAMPLE + 1]
        fits = [_fit(text.text, s.start, s.end, s.name) for s in spans]
        for way in WAYS if units else (way for way in WAYS if not way.units):
            gained, changed = _compared(text, way, spans, fits)
            for alike in (way,) if units else (way, Counting(way.lines, True)):
                gains[alike] += gained
                moved[alike] += changed
    best = max(WAYS, key=lambda way: gains[way])
    return best if gains[best] >= max(ENOUGH, moved[best] * SHARE) else STANDARD


def _compared(
    laid: Laid, way: Counting, spans: Sequence[Selection], fits: Sequence[int]
) -> tuple[int, int]:
    """Say how much better passages fit by a way than by the standard's, and how many it moves."""
    convert = converter(laid, way)
    gained = moved = 0
    for selection, fit in zip(spans, fits, strict=True):
        start, end = convert(selection.start), convert(selection.end)
        if (start, end) != (selection.start, selection.end):
            moved += 1
            gained += _fit(laid.text, start, end, selection.name) - fit
    return gained, moved


def _fit(text: str, start: int, end: int, name: str) -> int:
    """Score a passage: inside the text, as its name says, from beginning to end of words."""
    if not 0 <= start < min(end, len(text)) or end > len(text) + PAST:
        return -OUTSIDE
    if end > len(text):
        return 0
    # Some programs name a selection by its first words, others by a number or a line.
    words = " ".join(name.split()).rstrip(DOTS)
    found = " ".join(text[start : start + 2 * len(name) + 20].split()) if len(words) > 3 else ""
    first = start == 0 or text[start - 1].isspace() or not text[start].isalnum()
    last = end == len(text) or text[end - 1].isspace() or not text[end].isalnum()
    return NAMED * bool(found and found.startswith(words)) + (first and last)
