"""A paragraph as its reader sees it: plain text in sentences, each character knowing its place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from corrigenda.rendering.constructs import Span
from corrigenda.rendering.marks import HOLE

Fill = Callable[[Span], str]  # what an empty claim shows
WIDTH = 200  # of a sentence in a message
_STOP = re.compile(rf"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-ZÀ-Þ\d{HOLE}])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|al|ca|approx|[Dd]r|[Mm]rs?|[Mm]s|[Pp]rof|St)|\b[A-Z])\.$"
)
_BEFORE_A_NUMBER = re.compile(r"\b(?:[Nn]os?|pp?|[Ff]igs?|[Tt]abs?|[Ss]ecs?|[Cc]h|[Vv]ol|eds?)\.$")


@dataclass(frozen=True)
class Plain:
    """A paragraph as plain text.

    Parameters
    ----------
    text
        What is shown; an empty claim is one `HOLE`.
    own
        The same length, with a `HOLE` for every character that is not the author's prose.
    empty
        The empty claims by their place in the text.
    starts, sources
        Where each piece begins in the text (and where the last one ends), and in the source.
    """

    text: str
    own: str
    empty: dict[int, Span]
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Return where a character of the source is shown."""
        return self.starts[bisect_left(self.sources, offset)]

    def source(self, position: int) -> int:
        """Return where in the source a shown character stands."""
        piece = bisect_right(self.starts, position, hi=len(self.sources)) - 1
        return self.sources[piece] + position - self.starts[piece]

    @cached_property
    def _stops(self) -> list[int]:
        """Where sentences begin, and where the last one ends."""
        stops = [stop.end() for stop in _STOP.finditer(self.text) if self._ends(stop)]
        return [0, *stops, len(self.text)]

    def _ends(self, stop: re.Match) -> bool:
        before = self.text[max(0, stop.start() - 8) : stop.start() + 1]
        number = self.text[stop.end()].isdigit() or self.text[stop.end()] == HOLE
        return not _ABBREVIATION.search(before) and not (number and _BEFORE_A_NUMBER.search(before))

    def sentence(self, start: int, end: int, fill: Fill) -> str:
        """Return the sentence around a part of the text, shortened where it is long.

        Parameters
        ----------
        start, end
            Where the part stands.
        fill
            What an empty claim shows.

        Returns
        -------
        str
            At most about two hundred characters, with … where something is left out.
        """
        first = self._stops[bisect_right(self._stops, start, hi=len(self._stops) - 1) - 1]
        last = self._stops[bisect_left(self._stops, max(end, start + 1), hi=len(self._stops) - 1)]
        own = self._filled(start, end, fill)
        room = max(WIDTH - len(own), 0)
        before = self._filled(max(first, start - WIDTH), start, fill)
        after = self._filled(end, min(last, end + WIDTH), fill).rstrip()
        left = min(len(before), max(room // 2, room - len(after)))
        if len(before) > left:
            before = "…" + before[len(before) - left :].partition(" ")[2]
        if len(after) > room - left:
            after = after[: room - left].rpartition(" ")[0] + "…"
        return before + own + after

    def _filled(self, start: int, end: int, fill: Fill) -> str:
        def show(hole: re.Match) -> str:
            span = self.empty.get(start + hole.start())
            return fill(span) if span else hole[0]

        return re.sub(HOLE, show, self.text[start:end])
