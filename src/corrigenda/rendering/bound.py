"""Where the claims of a source stand: words in the prose that are bound to a statistic."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corrigenda.errors import Problem
from corrigenda.rendering import constructs
from corrigenda.rendering.constructs import Span
from corrigenda.rendering.marks import HOLE
from corrigenda.rendering.plain import Page, page_of
from corrigenda.rendering.sentences import Fill
from corrigenda.rendering.source import Source

_MARKED = re.compile(r"[\[\]<>&`\\^~$@{}]")


@dataclass(frozen=True)
class At:
    """Where the text of a claim stands; lines from 1, columns from 0, the end is outside.

    Parameters
    ----------
    file
        The file, as messages name it; empty where the text is in no file of the report.
    line, column
        Its first character.
    end_line, end_column
        The bracket that closes it.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Claim:
    """Words that are bound to a statistic.

    Parameters
    ----------
    of
        The statistic.
    form
        What ``as`` asks for, or None.
    text
        What stands between the brackets, as it is written.
    words
        The same as its reader sees it; empty where the build fills the claim.
    place
        ``file:line``.
    at
        Where the text stands.
    markup
        The whole span as it is written.
    span, page
        The same, and the source as its reader sees it.
    """

    of: str
    form: str | None
    text: str
    words: str
    place: str
    at: At
    markup: str
    span: Span = field(repr=False)
    page: Page = field(repr=False, compare=False)

    def sentence(self, fill: Fill) -> str:
        """Return the sentence that the claim stands in, its empty claims filled."""
        plain = self.page.around(self.span.start)
        start, end = plain.at(self.span.start), plain.at(self.span.end)
        return plain.sentence(start, end, fill).strip()


def claims(source: Source) -> list[Claim]:
    """List the claims of a source, in order.

    Parameters
    ----------
    source
        The source of a report, or a fragment.

    Returns
    -------
    list of Claim
        Every span with ``of``, but for those in titles of callouts.
    """
    page = page_of(source)
    spans = (span for span in page.spans if "of" in span.attributes.pairs)
    return [_claim(page, span) for span in spans if not page.titles(span)]


def _claim(page: Page, span: Span) -> Claim:
    source, pairs = page.source, span.attributes.pairs
    start = span.start + 1
    end = start + len(span.text)
    file, line = _line(source, start)
    at = At(file, line, source.column(start), _line(source, end)[1], source.column(end))
    return Claim(
        of=pairs["of"],
        form=pairs.get("as"),
        text=span.text,
        words=_words(page, span),
        place=source.place(span.start),
        at=at,
        markup=source.text[span.start : span.end],
        page=page,
        span=span,
    )


def _line(source: Source, offset: int) -> tuple[str, int]:
    file, _, line = source.place(offset).rpartition(":")
    return (file, int(line)) if source.files else ("", 0)


def _words(page: Page, span: Span) -> str:
    if _MARKED.search(span.text):
        plain = page.around(span.start)
        text = plain.text[plain.at(span.start) : plain.at(span.end)].replace(HOLE, "…")
    else:
        text = re.sub(r"[*_]", "", span.text)
    return " ".join(text.split())


def loose(source: Source) -> Iterator[Problem]:
    """Find attributes of claims that bind nothing, for they would be printed as they stand.

    Parameters
    ----------
    source
        The source of a report.

    Yields
    ------
    Problem
        One for each ``of`` without bracketed text before it, each ``as`` without ``of``, and each
        span in the title of a callout.
    """
    page = page_of(source)
    bound = {span.end: span for span in page.spans}
    for braces, found in constructs.braces(source):
        place, shown = source.place(braces.start()), " ".join(braces[0].split())
        span = bound.get(braces.end())
        if span and page.titles(span):
            message = f"{shown} stands in an attribute, which is printed as it stands."
            advice = "Write the title of a callout as a heading right below its :::."
            yield Problem(place, message, advice)
        elif "of" in found.pairs and not span:
            message = f"no text in brackets stands right before {shown}."
            yield Problem(place, message, "Write [text]{of=…} without a blank, or []{of=…}.")
        elif "as" in found.pairs and "of" not in found.pairs:
            yield Problem(place, f"{shown} names no statistic.", "Name it with of=….")
