"""The source as its reader sees it, paragraph by paragraph."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, chain, takewhile
from weakref import WeakValueDictionary

from corrigenda.rendering import constructs
from corrigenda.rendering.constructs import Span
from corrigenda.rendering.marks import HOLE, Mark, marks, quiet
from corrigenda.rendering.paragraphs import Paragraph, paragraphs
from corrigenda.rendering.sentences import Plain
from corrigenda.rendering.source import Source

_WORDS = re.compile(r"\s+|\S+(?: \S+)*")  # a line as one piece, unless it holds wider blanks


class Page:
    """The paragraphs of a source, each made plain when it is asked for.

    Parameters
    ----------
    source
        The source.
    """

    def __init__(self, source: Source):
        self.source = source
        self._plain: dict[int, Plain] = {}

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs in order."""
        return list(paragraphs(self.source))

    @cached_property
    def spans(self) -> list[Span]:
        """The bracketed texts with attributes, in order."""
        return list(constructs.spans(self.source))

    @cached_property
    def claimed(self) -> list[Span]:
        """The spans of claims, in the order in which they open, without those in another one."""
        found: list[Span] = []
        for span in sorted(self.spans, key=lambda span: span.start):
            if "of" in span.attributes.pairs and not (found and span.start < found[-1].end):
                found.append(span)
        return found

    @cached_property
    def _attributes(self) -> list[Paragraph]:
        return [one for one in self.paragraphs if one.attribute]

    def titles(self, span: Span) -> bool:
        """Say whether a span stands in an attribute, where it is text as any other."""
        return any(one.start <= span.start and span.end <= one.end for one in self._attributes)

    def paragraph(self, offset: int) -> Paragraph:
        """Return the paragraph that a character belongs to."""
        position = bisect_right(self._first, offset) - 1
        return self.paragraphs[position] if position >= 0 else Paragraph(0, 0)

    def around(self, offset: int) -> Plain:
        """Return the paragraph that a character belongs to, as plain text."""
        return self.plain(self.paragraph(offset))

    def plain(self, paragraph: Paragraph) -> Plain:
        """Return a paragraph as plain text."""
        if paragraph.start not in self._plain:
            self._plain[paragraph.start] = self._made_plain(paragraph)
        return self._plain[paragraph.start]

    def spoken(self) -> Iterator[Plain]:
        """Yield every paragraph that is read, and no setting, as plain text."""
        known = self._plain
        return (
            known.get(one.start) or self._made_plain(one) for one in self.paragraphs if one.spoken
        )

    @cached_property
    def _first(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def _quiet(self) -> list[tuple[int, int]]:
        return quiet(self.source)

    @cached_property
    def _marks(self) -> list[Mark]:
        edges = {edge for part in self._quiet for edge in part}  # a word ends where prose does
        found = [*marks(self.source), *(Mark(edge, edge) for edge in edges)]
        return sorted(found, key=lambda mark: (mark.start, -mark.end))

    def _shown(self, paragraph: Paragraph) -> Iterator[Mark]:
        """Yield what a paragraph shows, word by word, each blank no longer than one character."""
        blank = True
        for piece in self._pieces(paragraph):
            if piece.shown and not (blank and piece.shown == " "):
                yield piece
                blank = piece.shown == " "

    def _pieces(self, paragraph: Paragraph) -> Iterator[Mark]:
        position = paragraph.start
        first = bisect_left(self._marks, position, key=lambda mark: mark.start)
        behind = (self._marks[number] for number in range(first, len(self._marks)))
        inside = takewhile(lambda mark: mark.start < paragraph.end, behind)
        for mark in chain(inside, [Mark(paragraph.end, paragraph.end)]):
            if mark.start >= position:
                for word in _WORDS.finditer(self.source.text, position, mark.start):
                    yield Mark(*word.span(), " " if word[0].isspace() else word[0])
                yield mark
                position = mark.end

    def _made_plain(self, paragraph: Paragraph) -> Plain:
        shown = list(self._shown(paragraph))
        starts = list(accumulate((len(piece.shown) for piece in shown), initial=0))
        return Plain(
            text="".join(piece.shown for piece in shown),
            own="".join(map(self._own, shown)),
            empty={at: p.empty for at, p in zip(starts, shown, strict=False) if p.empty},
            starts=tuple(starts),
            sources=tuple(piece.start for piece in shown),
        )

    def _own(self, piece: Mark) -> str:
        part = bisect_right(self._quiet, (piece.start, len(self.source.text))) - 1
        quiet = part >= 0 and piece.start < self._quiet[part][1]
        return HOLE * len(piece.shown) if quiet else piece.shown


_pages: WeakValueDictionary[int, Page] = WeakValueDictionary()


def page_of(source: Source) -> Page:
    """Return the page of a source, the same as long as anybody keeps it.

    Parameters
    ----------
    source
        The source.

    Returns
    -------
    Page
        It keeps its source, so that no other one can have the same identity meanwhile.
    """
    page = _pages.get(id(source))
    if page is None:
        page = _pages[id(source)] = Page(source)
    return page
