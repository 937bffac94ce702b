"""Judging the sources of a report: every problem at once, with its file and line."""

import re
from collections.abc import Iterable, Iterator, Mapping

from corrigenda.errors import Problem, did_you_mean, quoted
from corrigenda.rendering.constructs import (
    Div,
    Mention,
    divs,
    headings,
    identifiers,
    internal_links,
    mentions,
)
from corrigenda.rendering.source import Source

FLOATS = ("tbl-", "fig-")
CROSS_REFERENCES = (*FLOATS, "sec-")


def exhibit_problems(source: Source, exhibits: Mapping) -> Iterator[Problem]:
    """Judge the ``.exhibit`` divs against the declared exhibits."""
    for div in divs(source):
        name, place = div.attributes.id, source.place(div.start)
        if "exhibit" not in div.attributes.classes:
            if name.startswith(FLOATS) and name in exhibits:
                message = f'the div {quoted(name)} lacks the class "exhibit".'
                yield Problem(place, message, f"Write ::: {{#{name} .exhibit}}.")
            continue
        if name not in exhibits:
            message = f"no exhibit is called {quoted(name)}." if name else "an exhibit has no id."
            yield Problem(
                place, message, did_you_mean(name, exhibits) or "Declare it in exhibits.yaml."
            )
            continue
        kind = exhibits[name]["kind"]
        if not name.startswith("tbl-" if kind == "table" else "fig-"):
            yield Problem(place, f"{quoted(name)} is a {kind}.", "Tables are tbl-…, figures fig-….")
        yield from caption_problems(source, div, place)


def caption_problems(source: Source, div: Div, place: str) -> Iterator[Problem]:
    """Judge what stands in the div of an exhibit: one paragraph, its caption."""
    inside = source.prose[slice(*div.inside)].strip()
    if not inside:
        message = f"the exhibit {quoted(div.attributes.id)} has no caption."
        yield Problem(place, message, "Write it as the last paragraph of the div.")
    elif ":::" in inside or re.search(r"\n\s*\n|^\s*(#|[-*+]\s|\d+[.)]\s|\|)", inside):
        message = f"the exhibit {quoted(div.attributes.id)} holds more than a caption."
        yield Problem(
            place, message, "Keep one paragraph in the div; the exhibit itself is inserted."
        )


def reference_problems(source: Source, keys: Iterable[str]) -> Iterator[Problem]:
    """Judge cross-references, citations and internal links."""
    known = {mention.key for mention in identifiers(source)}
    unnumbered = {h.attributes.id for h in headings(source) if "unnumbered" in h.attributes.classes}
    keys = set(keys)
    for mention in mentions(source):
        kind, place = mention.key.partition("-")[0], source.place(mention.start)
        shown = quoted("@" + mention.key)
        if f"{kind}-" in CROSS_REFERENCES:
            same = sorted(name for name in known if name.startswith(CROSS_REFERENCES))
            if mention.key not in known:
                advice = did_you_mean(mention.key, same) or f"Nothing has the id {mention.key}."
                yield Problem(place, f"the reference {shown} leads nowhere.", advice)
            elif mention.key in unnumbered:
                message = f"the reference {shown} leads to a section without a number."
                yield Problem(place, message, "Number the section, or link to it: [text](#id).")
        elif mention.key not in keys and f"{kind}-" not in _QUARTO_ONLY:
            advice = did_you_mean(mention.key, keys) or "Add it to the bibliography, or write \\@."
            yield Problem(place, f"the citation {shown} is not in the bibliography.", advice)
    for link in internal_links(source):
        if link.key not in known:
            advice = did_you_mean(link.key, known) or f"Give the heading the id {{#{link.key}}}."
            yield Problem(
                source.place(link.start), f"the link to #{link.key} leads nowhere.", advice
            )


_QUARTO_ONLY = {
    f"{kind}-"
    for kind in ["eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem"]
}
_QUARTO_ONLY |= {f"{kind}-" for kind in ["tip", "nte", "wrn", "imp", "cau"]}


def quarto_only(mention: Mention) -> bool:
    """Tell whether a reference is of a kind that only Quarto resolves."""
    return f"{mention.key.partition('-')[0]}-" in _QUARTO_ONLY


def structure_problems(source: Source) -> Iterator[Problem]:
    """Judge what Pandoc would misread in silence: open divs, ids given twice, levels left out."""
    for div in divs(source):
        if not div.closed:
            yield Problem(source.place(div.start), "the div is never closed.", "Close it with :::.")
    seen: dict[str, str] = {}
    for mention in identifiers(source):
        place = source.place(mention.start)
        if mention.key in seen:
            message = f"the id {quoted(mention.key)} is given twice (first at {seen[mention.key]})."
            yield Problem(place, message, "Rename or remove one of them.")
        seen.setdefault(mention.key, place)
    yield from _heading_problems(source)
    yield from _swallowed(source)


def _swallowed(source: Source) -> Iterator[Problem]:
    """Find divs and headings that Pandoc reads as part of the paragraph above them."""
    for found in re.finditer(r"^[ \t]*(:{3,}[ \t]*[{\w]|#{1,6}[ \t])", source.prose, re.MULTILINE):
        above = source.text[: found.start()].split("\n")[-2] if found.start() > source.body else ""
        if above.strip() and not above.lstrip().startswith(":::"):
            what = "div" if ":" in found[1] else "heading"
            message = f"the {what} follows a paragraph without a blank line, so it would be text."
            yield Problem(source.place(found.start()), message, "Put a blank line before it.")


def _heading_problems(source: Source) -> Iterator[Problem]:
    boxes = [d for d in divs(source) if any(c.startswith("callout-") for c in d.attributes.classes)]
    level = 0
    for heading in headings(source):
        if any(box.start < heading.start < box.inside[1] for box in boxes):
            continue
        if heading.level > level + 1:
            found = f"a heading of level {heading.level} follows one of level {level}"
            message = found if level else f"the first heading has level {heading.level}"
            yield Problem(source.place(heading.start), f"{message}.", "Leave no level out.")
        level = heading.level
