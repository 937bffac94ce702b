"""Numbers and quantifier phrases that are typed in the prose and bound to nothing."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from corrigenda.claims import find_numbers
from corrigenda.errors import Problem, quoted
from corrigenda.phrases import Lexicon
from corrigenda.rendering.plain import page_of
from corrigenda.rendering.sentences import Fill, Plain
from corrigenda.rendering.source import Source

_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:all\s+)?(?:(?:the|these|those)\s+)?|\s*[/⁄∕]\s*")


def unbound(source: Source, lexicon: Lexicon, fill: Fill = lambda _: "…") -> Iterator[Problem]:
    """Find what a correction would leave behind: numbers that no claim binds.

    Parameters
    ----------
    source
        The source of a report, or a fragment.
    lexicon
        Its phrases, and the patterns of numbers that may be typed.
    fill
        What empty claims show in the sentences of messages.

    Yields
    ------
    Problem
        One for each number or phrase, with its sentence.
    """
    for plain in page_of(source).spoken():
        for start, end in _joined(plain.own, _bare(plain.own, lexicon)):
            place = source.place(plain.source(start))
            yield _problem(place, plain, start, end, fill)


def _bare(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    numbers = list(find_numbers(text, lexicon))
    if not numbers:  # as in most paragraphs
        return []
    exempt = _Exempt(text, lexicon)
    return [number for number in numbers if not exempt.covers(*number)]


def _joined(text: str, numbers: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Take the count and the base of "8 of 40" for one."""
    last = None
    for start, end in numbers:
        if last and _OF.fullmatch(text, last[1], start):
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _problem(place: str, plain: Plain, start: int, end: int, fill: Fill) -> Problem:
    typed = plain.text[start:end]
    sentence = quoted(plain.sentence(start, end, fill))
    bind = f'Bind it: [{typed}]{{of="…"}}; or, if it is no finding, [{typed}]{{.fixed}}.'
    message = f"{quoted(typed)} is typed in the prose and bound to nothing."
    return Problem(place, message, f"In: {sentence}\n  {bind}")


class _Exempt:
    """What the patterns of a lexicon match in a text."""

    def __init__(self, text: str, lexicon: Lexicon):
        patterns = lexicon.exempt.values()
        found = sorted(match.span() for p in patterns for match in p.finditer(text))
        self._starts = [start for start, _ in found]
        self._reach = list(accumulate((end for _, end in found), max))

    def covers(self, start: int, end: int) -> bool:
        """Say whether one match holds a whole part of the text."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end
