"""What a source holds: spans, divs, headings, references, each with its place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corrigenda.rendering.source import Source

_ATTRIBUTES = re.compile(r"\{([^{}]*)\}")
_BRACKET = re.compile(r"[\[\]]|\n[ \t]*(?=\n)")
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
    """``[text]{…}``, from its first to behind its last character; also attributes of a link."""

    start: int
    end: int
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
    end: int
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


def brackets(source: Source) -> dict[int, int]:
    """Pair the brackets of each paragraph: where each closing one is opened, in order."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACKET.finditer(source.prose):
        if found[0] == "[":
            opened.append(found.start())
        elif found[0] == "]":
            if opened:
                pairs[found.start()] = opened.pop()
        elif not source.text[found.start() : found.end()].strip():
            opened.clear()
    return pairs


def spans(source: Source) -> Iterator[Span]:
    """Yield every bracketed text with attributes, in order."""
    opening = brackets(source)
    for found, parsed in braces(source):
        closing = found.start() - 1
        if closing in opening:
            text = source.text[opening[closing] + 1 : closing]
            yield Span(opening[closing], found.end(), text, parsed)


def braces(source: Source) -> Iterator[tuple[re.Match, Attributes]]:
    """Yield what stands in braces and is attributes, wherever it stands."""
    for found in _ATTRIBUTES.finditer(source.prose):
        parsed = attributes(source.text[found.start(1) : found.end(1)])
        if parsed:
            yield found, parsed


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
        yield Mention(*found.span(), found["braced"] or found["key"])


def internal_links(source: Source) -> Iterator[Mention]:
    """Yield every ``](#id)``, in order."""
    for found in re.finditer(r"\]\(#([^()\s]+)\)", source.text):
        if source.prose[found.start()] == "]":
            yield Mention(*found.span(), found[1])


def identifiers(source: Source) -> Iterator[Mention]:
    """Yield every explicit ``{#id}``, in order."""
    for found, parsed in braces(source):
        if parsed.id and found.start() >= source.body:
            yield Mention(*found.span(), parsed.id)
