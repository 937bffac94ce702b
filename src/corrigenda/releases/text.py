"""The text of a report as its reader sees it, taken from the rendered page."""

from collections.abc import Iterator
from typing import NamedTuple

from corrigenda.releases.models import Passage
from corrigenda.releases.page import classes, main_of, spoken

MADE = "sec-made"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KINDS = dict.fromkeys(_HEADINGS, "heading") | {
    "li": "item",
    "dt": "item",
    "dd": "item",
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quotation",
    "td": "cell",
    "th": "cell",
}
# What begins a passage of its own; all else runs along in its line.
_BLOCKS = {
    *_KINDS,
    *("address", "article", "aside", "details", "div", "dl", "fieldset", "figure", "footer"),
    *("header", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot"),
    *("thead", "tr", "ul"),
}
_LEFT_OUT = ("nav", "template", "script", "style", "svg", "img", "button", "noscript", "head")
_UNTOLD = {
    # What stands below an exhibit, and its table, which the data tell better.
    *("provenance", "exhibit-source", "exhibit-table", "claim-panel"),
    *("unseen", "section-number", "header-section-number"),
    # What Quarto puts before the abstract; release.json tells it.
    *("title", "subtitle", "quarto-title-meta"),
}


class _Place(NamedTuple):
    section: str
    title: str
    kind: str


def passages(html: bytes) -> tuple[Passage, ...]:
    """Take the text of a report from its page.

    Parameters
    ----------
    html
        The rendered page, of either engine.

    Returns
    -------
    tuple of Passage
        In the order of the page, without what is told of provenance and the chapter on how the
        report was made.
    """
    main = main_of(html)
    return tuple(_inside(main, _Place("", "", "paragraph"))) if main is not None else ()


def _inside(element, place: _Place) -> Iterator[Passage]:
    """Yield what stands in an element: its lines, and the blocks between them."""
    line: list[str] = [element.text or ""]
    for child in element:
        if not _left_out(child):
            if _is_block(child):
                yield from _said(line, place)
                line = []
                yield from _inside(child, _within(child, place))
            else:
                line.append(spoken(child, _left_out))
        line.append(child.tail or "")
    yield from _said(line, place)


def _said(line: list[str], place: _Place) -> Iterator[Passage]:
    text = " ".join("".join(line).split())
    if text:
        yield Passage(section=place.section, title=place.title, kind=place.kind, text=text)


def _within(child, place: _Place) -> _Place:
    if classes(child) & {"footnotes", "callout"} or child.get("role") == "doc-endnotes":
        return place._replace(kind="note")
    if child.tag == "section" and ("id" in child.attrib or "abstract" in classes(child)):
        return _Place(child.get("id") or "abstract", _title(child), "paragraph")
    if "abstract" in classes(child):
        return _Place("abstract", _title(child), "paragraph")
    kind = _KINDS.get(child.tag, place.kind)
    # A paragraph of a list, a quotation or a note is what these are.
    return place._replace(kind=kind if place.kind in ("paragraph", "heading") else place.kind)


def _title(section) -> str:
    found = section.xpath("(./h1|./h2|./h3|./h4|./h5|./h6|./*[@class='block-title'])[1]")
    return " ".join(spoken(found[0], _left_out).split()) if found else ""


def _is_block(element) -> bool:
    return element.tag in _BLOCKS or any(child.tag in _BLOCKS for child in element.iter())


def _left_out(element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return True
    return element.get("id") == MADE or bool(classes(element) & _UNTOLD)
