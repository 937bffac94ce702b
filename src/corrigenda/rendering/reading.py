"""A paragraph as it is read: its claims show what they say, and each knows where it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from corrigenda.rendering.constructs import Span
from corrigenda.rendering.marks import HOLE
from corrigenda.rendering.paragraphs import Paragraph
from corrigenda.rendering.plain import Page

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class Reading:
    """A paragraph as it is read.

    Parameters
    ----------
    page
        The source that it belongs to.
    paragraph
        Where it stands.
    fill
        What an empty claim shows.
    """

    def __init__(self, page: Page, paragraph: Paragraph, fill: Callable[[Span], str]):
        self._plain = page.plain(paragraph)
        self._fill = fill
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._places: dict[int, tuple[int, int]] = {}
        self.text = self._own = ""
        texts, owns, position, length = [], [], 0, 0
        first = bisect_left(page.claimed, paragraph.start, key=lambda span: span.start)
        last = bisect_left(page.claimed, paragraph.end, key=lambda span: span.start)
        for span in page.claimed[first:last]:
            start, end = self._plain.at(span.start), self._plain.at(span.end)
            between, own = self._between(position, start)
            words = self._words(start, end)
            texts += [between, words]
            owns += [own, HOLE * len(words)]
            length += len(between)
            self._starts.append(length)
            length += len(words)
            self._ends.append(length)
            self._places[span.start] = (self._starts[-1], length)
            position = end
        between, own = self._between(position, len(self._plain.text))
        self.text, self._own = "".join([*texts, between]), "".join([*owns, own])

    def _between(self, start: int, end: int) -> tuple[str, str]:
        text, own = self._plain.text[start:end], self._plain.own[start:end]
        shown = text.translate(_UNSEEN)
        if len(shown) < len(text):
            own = "".join(o for o, t in zip(own, text, strict=True) if ord(t) not in _UNSEEN)
        return shown, own

    def _words(self, start: int, end: int) -> str:
        span = self._plain.empty.get(start) if end == start + 1 else None
        return self._fill(span) if span else self._plain.text[start:end].replace(HOLE, "…")

    def place(self, span: Span) -> tuple[int, int]:
        """Return where a claim is shown, with outer blanks taken off.

        Parameters
        ----------
        span
            The claim.

        Returns
        -------
        tuple of int
            Start and end in the text; the same where it stands in another one, or is not shown.
        """
        start, end = self._places.get(span.start, (0, 0))
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def claimed(self, position: int) -> bool:
        """Say whether a character belongs to a claim."""
        number = bisect_right(self._starts, position) - 1
        return number >= 0 and position < self._ends[number]

    def settled(self, start: int, end: int) -> bool:
        """Say whether words or signs are marked as no finding, or otherwise not their author's."""
        own = self._own[start:end].replace(" ", "")
        numbered = any(character.isnumeric() for character in self.text[start:end])
        return own == HOLE * len(own) and not numbered and not self.claimed(end - 1)
