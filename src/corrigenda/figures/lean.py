"""Lean SVG: what matplotlib writes, without what no reader sees."""

import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
NUMBER = re.compile(r"-?\d+\.\d{3,}")


def lean(written: bytes, name: str) -> bytes:
    """Drop metadata, comments, clip paths (nothing leaves the page), empty groups and long ids.

    Parameters
    ----------
    written
        An SVG file of matplotlib.
    name
        What the ids inside begin with.

    Returns
    -------
    bytes
        The same picture in about half the bytes.
    """
    ElementTree.register_namespace("", SVG[1:-1])
    root = ElementTree.fromstring(written)
    # What the style sheet says of *, but said of this picture alone: a page may hold it inline.
    root.attrib |= {"stroke-linejoin": "round", "stroke-linecap": "butt"}
    blank = {path.get("id") for path in root.iter(f"{SVG}path") if "d" not in path.attrib}
    _prune(root, blank)
    _rename(root, name)
    for element in root.iter():
        _compact(element)
    return ElementTree.tostring(root, encoding="utf-8") + b"\n"


def _prune(parent: ElementTree.Element, blank: set[str | None]) -> None:
    children = []
    for child in parent:
        child.attrib.pop("clip-path", None)
        _prune(child, blank)
        if child.tag == f"{SVG}g":
            child.attrib.pop("id", None)
        if not _empty(child, blank):
            # A group that says nothing about its children only wraps them.
            wraps = child.tag == f"{SVG}g" and not child.attrib
            children += list(child) if wraps else [child]
    parent[:] = children


def _empty(element: ElementTree.Element, blank: set[str | None]) -> bool:
    if element.tag in (f"{SVG}metadata", f"{SVG}clipPath", f"{SVG}style"):
        return True
    if element.tag in (f"{SVG}g", f"{SVG}defs"):
        return not len(element)
    if element.tag == f"{SVG}path":
        return "d" not in element.attrib
    return element.get(LINK, "#")[1:] in blank


def _rename(root: ElementTree.Element, name: str) -> None:
    """Number the ids that are referred to, and drop the others."""
    used = [element.attrib[LINK][1:] for element in root.iter() if LINK in element.attrib]
    short = {old: f"{name}-{number}" for number, old in enumerate(dict.fromkeys(used))}
    for element in root.iter():
        if "id" in element.attrib:
            old = element.attrib.pop("id")
            if old in short:
                element.attrib["id"] = short[old]
        if LINK in element.attrib:
            element.attrib["href"] = "#" + short[element.attrib.pop(LINK)[1:]]


def _compact(element: ElementTree.Element) -> None:
    element.tail = element.text = None
    for key in ("d", "x", "y"):
        if key in element.attrib:
            element.attrib[key] = _short(element.attrib[key])
    if "d" in element.attrib:
        element.attrib["d"] = re.sub(r"\s*([MLQCZz])\s*", r"\1", element.attrib["d"])
    if "style" in element.attrib:
        element.attrib["style"] = element.attrib["style"].replace(": ", ":").replace("; ", ";")
    move = re.fullmatch(r"translate\((\S+) (\S+)\)", element.attrib.get("transform", ""))
    if element.tag == f"{SVG}use" and move:
        del element.attrib["transform"]
        element.attrib |= {
            key: _short(number)
            for key, number in zip("xy", move.groups(), strict=True)
            if number != "0"
        }


def _short(numbers: str) -> str:
    """Round to hundredths of a point, below which no screen or press can follow."""
    return NUMBER.sub(lambda n: f"{float(n[0]):.2f}".rstrip("0").rstrip("."), numbers)
