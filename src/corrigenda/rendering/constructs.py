"""What a source holds: spans, divs, headings, references, each with its place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corrigenda.rendering.source import Source

_ATTRIBUTES = re.compile(r"\{([^{}]*)\}")
_TOKEN = re.compile(
    r"""\#(?P<id>[^\s{}]+)|\.(?P<class>[^\s{}.\#]+)|=(?P<format>[\w-]+)|(?P<minus>-)(?=\s|$)
    |(?P<key>[\w:-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}]+))""",
    re.VERBOSE,
)
_DIV = re.compile(r"^[ \t]*:{3,}[ \t]*(?P<rest>[^\n]*?)[ \t:]*$", re.MULTILINE)
_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<text>[^\n]*)$", re.MULTILINE)
_MENTION = re.compile(
    r"(?<![\w@/.])@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w+(?:[:.#$%&\-+?<>~/]+\w+)*))"
)


@dataclass(frozen=True)
class Attributes:
    """Pandoc's ``{#id .class key=value}``."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: dict[str, str] = field(default_factory=dict)
    format: str = ""


@dataclass(frozen=True)
class Span:
    """``[text]{…}``; also the attributes behind a link."""

    start: int
    text: str
    attributes: Attributes


@dataclass(frozen=True)
class Div:
    """``::: {…}`` to its ``:::``, or to the end of the text when it is never closed."""

    start: int
    inside: tuple[int, int]
    attributes: Attributes
    closed: bool


@dataclass(frozen=True)
class Heading:
    """``## Title {#sec-id}``."""

    start: int
    level: int
    attributes: Attributes


@dataclass(frozen=True)
class Mention:
    """``@key``: a cross-reference or a citation."""

    start: int
    key: str


def attributes(text: str) -> Attributes | None:
    """Parse what stands between braces; None when Pandoc would not take it for attributes."""
    left = _TOKEN.sub("", text).strip()
    if left or not text.strip():
        return None
    identifier, classes, pairs, raw = "", [], {}, ""
    for token in _TOKEN.finditer(text):
        if token["id"]:
            identifier = token["id"]
        elif token["class"] or token["minus"]:
            classes.append(token["class"] or "unnumbered")
        elif token["format"]:
            raw = token["format"]
        else:
            pairs[token["key"]] = token["double"] or token["single"] or token["bare"] or ""
    return Attributes(identifier, tuple(classes), pairs, raw)


def spans(source: Source) -> Iterator[Span]:
    """Yield every bracketed text with attributes, in order."""
    for found in _ATTRIBUTES.finditer(source.prose):
        parsed = attributes(source.text[found.start(1) : found.end(1)])
        if parsed and source.prose[found.start() - 1 : found.start()] == "]":
            start = _opening(source.prose, found.start() - 1)
            yield Span(start, source.text[start + 1 : found.start() - 1], parsed)


def _opening(prose: str, closing: int) -> int:
    """Find the bracket that a closing bracket belongs to."""
    depth = 0
    for position in range(closing, -1, -1):
        depth += {"]": 1, "[": -1}.get(prose[position], 0)
        if depth == 0:
            return position
    return 0


def divs(source: Source) -> list[Div]:
    """List the divs in the order in which they open."""
    found: list[Div] = []
    opened: list[tuple[int, int, Attributes]] = []

    def close(end: int, closed: bool) -> None:
        start, inside, attrs = opened.pop()
        found.append(Div(start, (inside, end), attrs, closed))

    for fence in _DIV.finditer(source.prose, source.body):
        attrs = _fence_attributes(source.text[fence.start("rest") : fence.end("rest")])
        if attrs is not None:
            opened.append((fence.start(), fence.end() + 1, attrs))
        elif opened:
            close(fence.start(), True)
    while opened:
        close(len(source.text), False)
    return sorted(found, key=lambda div: div.start)


def _fence_attributes(rest: str) -> Attributes | None:
    rest = rest.rstrip(": \t")
    if not rest:
        return None
    if rest.startswith("{") and rest.endswith("}"):
        return attributes(rest[1:-1]) or Attributes()
    return Attributes(classes=(rest,))


def headings(source: Source) -> Iterator[Heading]:
    """Yield the headings in order."""
    for found in _HEADING.finditer(source.prose, source.body):
        braces = re.search(r"\{([^{}]*)\}\s*$", source.text[found.start() : found.end()])
        parsed = attributes(braces[1]) if braces else None
        yield Heading(found.start(), len(found["marks"]), parsed or Attributes())


def mentions(source: Source) -> Iterator[Mention]:
    """Yield every ``@key``, in order."""
    for found in _MENTION.finditer(source.prose):
        yield Mention(found.start(), found["braced"] or found["key"])


def internal_links(source: Source) -> Iterator[Mention]:
    """Yield every ``](#id)``, in order."""
    for found in re.finditer(r"\]\(#([^()\s]+)\)", source.text):
        if source.prose[found.start()] == "]":
            yield Mention(found.start(), found[1])


def identifiers(source: Source) -> Iterator[Mention]:
    """Yield every explicit ``{#id}``, in order."""
    for found in _ATTRIBUTES.finditer(source.prose, source.body):
        parsed = attributes(source.text[found.start(1) : found.end(1)])
        if parsed and parsed.id:
            yield Mention(found.start(), parsed.id)
