"""The marks of Markdown: what of a source its reader never sees, or sees as something else."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from corrigenda.rendering import constructs
from corrigenda.rendering.constructs import Span
from corrigenda.rendering.masking import Masked
from corrigenda.rendering.source import Source

HOLE = "\ufffc"  # stands for what is not typed where it is shown
_MARKUP = re.compile(
    r"""(?P<quote>^[ \t]*>[>\ \t]*)
    |(?P<entity>&(?:\#\d+|\#[xX][\da-fA-F]+|[A-Za-z]\w*);)
    |(?P<break>\\(?=\n))
    |(?P<blank>\\[ ])
    |(?P<emphasis>(?<!\s)[*]+|[*]+(?!\s)|~~|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))
    |(?<=\w)(?P<mark>[\^~])(?P<script>[^\s^~\[\]]+)(?P=mark)""",
    re.VERBOSE | re.MULTILINE,
)
_NO_PROSE = re.compile(r"\$(?=\S)[^$\n]*[^\s$]\$(?!\d)|\{\{+<.*?>\}\}+|</?[A-Za-z][^<>\n]*>")
_TARGET = re.compile(r"\([^()]*\)")


class Mark(NamedTuple):
    """A part of the source that is shown as something else, or not at all."""

    start: int
    end: int
    shown: str = ""
    empty: Span | None = None


def marks(source: Source) -> list[Mark]:
    """List the marks of a source.

    Parameters
    ----------
    source
        The source.

    Returns
    -------
    list of Mark
        In no order; a mark may lie in another.
    """
    found = [mark for one in source.masked for mark in _masked(source, one)]
    found += [Mark(*m.span(), _shown(m)) for m in _MARKUP.finditer(source.prose)]
    found += [Mark(*braces.span()) for braces, _ in constructs.braces(source)]
    return [*found, *_bracketed(source)]


def _masked(source: Source, one: Masked) -> Iterator[Mark]:
    if one.kind != "address":
        text = source.text[one.start : one.end]
        shown = {"comment": "", "escape": text[1:], "code": text.strip("`")}
        yield Mark(one.start, one.end, shown[one.kind])


def _shown(markup: re.Match) -> str:
    if markup["entity"]:
        return unescape(markup["entity"])
    return markup["script"] or (" " if markup["blank"] or markup["quote"] else "")


def _bracketed(source: Source) -> Iterator[Mark]:
    """Yield the brackets of spans, links and notes with what stands behind them."""
    spans = {span.start: span for span in constructs.spans(source)}
    pairs = constructs.brackets(source)
    for closing, opening in pairs.items():
        span = spans.get(opening)
        if span and "of" in span.attributes.pairs and not span.text.strip():
            yield Mark(opening, span.end, HOLE, span)
        elif span:
            yield from (Mark(opening, opening + 1), Mark(closing, span.end))
        elif source.prose[opening + 1] == "^":
            yield Mark(opening, closing + 1)
        elif opening and source.prose[opening - 1] == "^":
            yield from (Mark(opening - 1, opening + 1, " ("), Mark(closing, closing + 1, ")"))
        elif target := _TARGET.match(source.prose, closing + 1):
            yield from (Mark(opening, opening + 1), Mark(closing, target.end()))


def quiet(source: Source) -> list[tuple[int, int]]:
    """List where a source shows what is not its author's prose.

    Parameters
    ----------
    source
        The source.

    Returns
    -------
    list
        Start and end of claims, ``.fixed`` spans, code, addresses, citations and references, in
        order and apart from one another.
    """
    found = [(m.start, m.end) for m in source.masked if m.kind in ("code", "address")]
    found += [m.span() for m in _NO_PROSE.finditer(source.prose)]
    found += [(m.start, m.end) for m in constructs.mentions(source)]
    found += [(s.start, s.end) for s in constructs.spans(source) if _settled(s)]
    found += _citations(source)
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _settled(span: Span) -> bool:
    return "of" in span.attributes.pairs or "fixed" in span.attributes.classes


def _citations(source: Source) -> Iterator[tuple[int, int]]:
    """Yield brackets that cite, and those behind a citation: pages are not findings."""
    mentions = list(constructs.mentions(source))
    starts, ends = [m.start for m in mentions], {m.end for m in mentions}
    for closing, opening in constructs.brackets(source).items():
        first = bisect_left(starts, opening)
        cites = first < len(starts) and starts[first] < closing
        locates = opening in ends or (opening - 1 in ends and source.prose[opening - 1].isspace())
        note = opening and source.prose[opening - 1] == "^"
        if (cites or locates) and not note and source.prose[closing + 1] not in "{(":
            yield opening, closing + 1
