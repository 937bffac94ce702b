"""The rendered page of a report, read as a tree and never written."""

from collections.abc import Callable


def tree(html: bytes):
    """Parse a page; returns lxml's root element."""
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    return lxml_html.document_fromstring(html, parser=parser)


def main_of(html: bytes):
    """Find the report's own part of a page: its ``main`` element, in either engine."""
    found = tree(html).xpath("//main[@id='quarto-document-content']|//main")
    return found[0] if found else None


def classes(element) -> set[str]:
    """Return the classes of an element."""
    return set((element.get("class") or "").split())


def spoken(element, left_out: Callable[[object], bool]) -> str:
    """Return the text of an element, as it stands in a line.

    Parameters
    ----------
    element
        The element.
    left_out
        Says of each element within whether its text does not count.

    Returns
    -------
    str
        With all its blanks.
    """
    parts = [" " if element.tag == "br" else element.text or ""]
    for child in element:
        if not left_out(child):
            parts.append(spoken(child, left_out))
        parts.append(child.tail or "")
    return "".join(parts)


def plain(element) -> str:
    """Return the text of an element on one line; nothing for no element."""
    if element is None:
        return ""
    return " ".join(spoken(element, lambda child: not isinstance(child.tag, str)).split())


def first(element, css_class: str):
    """Find the first element of a class within another; None where there is none."""
    path = f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {css_class} ')]"
    return next(iter(element.xpath(path)), None)
