"""The identity of an SVG: a ``metadata`` element with attributes of our own namespace."""

from corrigenda.identity.fields import FIELDS, NAMESPACE, in_namespace
from corrigenda.identity.markup import tags, without

_SVG = "{http://www.w3.org/2000/svg}"


class _Found(Exception):
    """Ends the reading of a document, however much more of it there is."""


class _Search:
    """Looks at each start tag of a document, and keeps none.

    Parameters
    ----------
    tag
        Which element; any by default.
    depth
        How deep it stands, the root being 1; anywhere by default.
    """

    def __init__(self, tag: str | None = None, depth: int | None = None):
        self.tag, self.at, self.depth = tag, depth, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.tag not in (None, tag) or self.at not in (None, self.depth):
            return
        said = {name: attributes.get(f"{{{NAMESPACE}}}{name}") for name in FIELDS}
        if all(said.values()):
            raise _Found(said)

    def end(self, tag: str) -> None:
        self.depth -= 1


def in_xml(content: bytes, tag: str | None = None, depth: int | None = None) -> dict[str, str]:
    """Return the fields that the first element with all of them carries as attributes.

    Parameters
    ----------
    content
        An XML document, of which no entity is ever followed.
    tag, depth
        Which elements to look at; all by default.

    Returns
    -------
    dict
        Empty when there is none.
    """
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_Search(tag, depth))
    try:
        parser.feed(content)
        parser.close()
    except _Found as found:
        return found.args[0]
    return {}


def stamped(content: bytes, identity: dict[str, str]) -> bytes:
    """Return an SVG with an identity; what is drawn stays byte for byte."""
    found = tags(content)
    outer, second = next(found), next(found, None)
    if content[outer.start : outer.end].endswith(b"/>"):
        raise ValueError("an SVG in which nothing is drawn")
    if second and second.name == "metadata" and "xmlns:corrigenda" in second.attributes:
        content = without(content, [(second.start, second.end)])
    ours = f"<{outer.prefix}metadata {in_namespace(identity)} />"
    return content[: outer.end] + ours.encode() + content[outer.end :]


def read(content: bytes) -> dict[str, str]:
    """Return the fields of an SVG; one that is drawn within another does not count."""
    return in_xml(content, f"{_SVG}metadata", depth=2)
