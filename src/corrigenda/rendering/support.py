"""What both engines know of Quarto's language; the rest is refused, never dropped in silence."""

import re
from collections.abc import Iterator

from corrigenda.errors import Problem, did_you_mean, quoted
from corrigenda.rendering.checks import FLOATS, quarto_only
from corrigenda.rendering.constructs import Div, divs, headings, mentions, spans
from corrigenda.rendering.source import Source

CALLOUTS = tuple(f"callout-{kind}" for kind in ("note", "tip", "warning", "caution", "important"))
FORMATS = ("html", "typst")
_CONDITIONS = ("content-visible", "content-hidden")
_DIV_PAIRS = {"content": ("when-format", "unless-format"), "callout": ("title",)}
_FILLED = ("exhibit", "quantifiers", "provenance")
_SPAN_CLASSES = ("fixed", "discreet", "smallcaps", "underline", "mark", *_CONDITIONS)
_SPAN_PAIRS = ("of", "as", "lang", "when-format", "unless-format")
_HEADING_CLASSES = ("unnumbered", "unlisted")
_ADVICE = "Both engines have to know it: see docs/guide/writing.md for what a report may use."

_PATTERNS = (
    (re.compile(r"\{\{+<\s*(?P<found>/?[\w-]*)[^\n]*"), "the shortcode"),
    (re.compile(r"(?<![\\\w$])\$(?P<found>\$?(?=\S)[^$\n]*[^\s$])\$(?!\d)"), "the formula"),
    (re.compile(r"!\[(?P<found>[^\]\n]*)\]"), "the image"),
    (re.compile(r"(?P<found></?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>)"), "the HTML"),
    (re.compile(r"(?P<found>\\[A-Za-z]+)"), "the LaTeX command"),
    (
        re.compile(r"^(?:Table)?:[ \t]+\S[^\n]*(?P<found>\{#tbl-[^\n]*)$", re.MULTILINE),
        "the table caption",
    ),
    (
        re.compile(r"(?<=\S\n)(?P<found>=+|-{2,})[ \t]*$", re.MULTILINE),
        "the heading underlined with",
    ),
)
# Quarto runs these; elsewhere they would be printed as they stand.
_INLINE_CELL = re.compile(r"(?<!`)`(?:\{+\w+\}+|r)[ \t][^`\n]+`(?!`)")
_HINTS = {
    "the image": "Declare the figure in exhibits.yaml and show it in an .exhibit div.",
    "the table caption": "Put the table into ::: {#tbl-…} with the caption as last paragraph.",
    "the shortcode": "Only include is known, alone on its line.",
    "the heading underlined with": "Write # before the heading instead.",
}


def unsupported(source: Source) -> Iterator[Problem]:
    """Refuse what one of the engines would not show as the other does.

    Parameters
    ----------
    source
        The source of the report.

    Yields
    ------
    Problem
        One for each construct.
    """
    for pattern, what in _PATTERNS:
        for found in pattern.finditer(source.prose, source.body):
            name = quoted(source.text[found.start("found") : found.end("found")])
            yield _refusal(
                source, found.start("found"), f"{what} {name}", _HINTS.get(what, _ADVICE)
            )
    yield from _code(source)
    for div in divs(source):
        yield from _div(source, div)
    yield from _spans(source)
    for heading in headings(source):
        attributes = heading.attributes
        yield from _others(source, heading.start, "heading", attributes, _HEADING_CLASSES, ())
    for mention in mentions(source):
        if quarto_only(mention):
            yield _refusal(source, mention.start, f'the reference "@{mention.key}"', _ADVICE)


def _refusal(source: Source, start: int, what: str, advice: str) -> Problem:
    return Problem(source.place(start), f"{what} cannot be shown.", advice)


def _code(source: Source) -> Iterator[Problem]:
    conditional = [div for div in divs(source) if _condition(div)]
    for code in source.fences:
        info = re.sub(r"\s", "", code.info)
        raw = re.fullmatch(r"\{=([\w-]+)\}", info)
        if raw:
            within = (d for d in conditional if d.inside[0] <= code.start < d.inside[1])
            if not any(d.attributes.pairs.get("when-format") == raw[1] for d in within):
                advice = f'Put it into ::: {{.content-visible when-format="{raw[1]}"}}.'
                yield _refusal(
                    source, code.start, f"raw {raw[1]}, which other formats lose,", advice
                )
        elif re.match(r"\{+[A-Za-z]", info):
            advice = "A report computes nothing: declare a statistic or an exhibit instead."
            yield _refusal(source, code.start, f"the code cell {quoted(code.info)}", advice)
    for found in _INLINE_CELL.finditer(source.text, source.body):
        advice = "A report computes nothing: bind the number to a statistic, []{of=…}."
        yield _refusal(source, found.start(), f"the code {quoted(found[0])}", advice)
    for found in re.finditer(r"\{=([\w-]+)\}", source.prose[source.body :]):
        start = source.body + found.start()
        yield _refusal(source, start, f"raw {found[1]}, which other formats lose,", _ADVICE)


def _condition(div: Div) -> bool:
    return any(name in _CONDITIONS for name in div.attributes.classes)


def _div(source: Source, div: Div) -> Iterator[Problem]:
    classes, pairs = div.attributes.classes, div.attributes.pairs
    if _condition(div):
        yield from _conditions(source, div.start, pairs)
        yield from _others(
            source, div.start, "div", div.attributes, _CONDITIONS, _DIV_PAIRS["content"]
        )
    elif any(name in CALLOUTS for name in classes):
        yield from _others(
            source, div.start, "div", div.attributes, CALLOUTS, _DIV_PAIRS["callout"]
        )
    elif "excerpts" in classes:
        yield from _others(source, div.start, "div", div.attributes, ("excerpts",), ("code",))
    elif (
        any(name in _FILLED for name in classes)
        or div.attributes.id.startswith(FLOATS)
        or div.attributes.id == "refs"
    ):
        yield from _others(source, div.start, "div", div.attributes, _FILLED, ())
    elif not classes and not pairs and div.attributes.id:
        return
    else:
        shown = quoted(" ".join([*(f".{c}" for c in classes), *pairs]) or ":::")
        known = (*CALLOUTS, *_CONDITIONS, *_FILLED, "excerpts")
        near = did_you_mean(classes[0], known) if classes else ""
        yield _refusal(source, div.start, f"the div {shown}", near or _ADVICE)


def _conditions(source: Source, start: int, pairs: dict[str, str]) -> Iterator[Problem]:
    given = [pairs[key] for key in ("when-format", "unless-format") if key in pairs]
    if not given:
        advice = 'Write when-format="html" or when-format="typst".'
        yield _refusal(source, start, "conditional content without when-format", advice)
    for name in given:
        if name not in FORMATS:
            hint = 'The PDF is made through Typst: write "typst".' if name == "pdf" else ""
            advice = hint or f"It is one of: {', '.join(FORMATS)}."
            yield _refusal(source, start, f"content for the format {quoted(name)}", advice)


def _spans(source: Source) -> Iterator[Problem]:
    for span in spans(source):
        if span.start < source.body:
            continue
        if any(name in _CONDITIONS for name in span.attributes.classes):
            yield from _conditions(source, span.start, span.attributes.pairs)
        yield from _others(source, span.start, "span", span.attributes, _SPAN_CLASSES, _SPAN_PAIRS)


def _others(source, start, what, attributes, classes, pairs) -> Iterator[Problem]:
    """Refuse classes and keys that would do nothing."""
    strange = [f".{name}" for name in attributes.classes if name not in classes]
    strange += [key for key in attributes.pairs if key not in pairs]
    for name in strange:
        near = did_you_mean(name.lstrip("."), (*classes, *pairs))
        yield _refusal(source, start, f"{quoted(name)} on this {what}", near or _ADVICE)
