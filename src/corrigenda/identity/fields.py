"""The fields of an identity, and what all files call them."""

from html import escape

FIELDS = ("record", "study", "release", "data")
LONGEST = 200  # characters of a field; whatever is longer is none of ours
NAMESPACE = "urn:corrigenda:identity:"  # of XML attributes, and of properties in XMP


def written(value: str) -> str:
    """Write a value for an attribute in ASCII, so that the encoding of the file does not matter."""
    return escape(value).encode("ascii", "xmlcharrefreplace").decode()


def in_namespace(identity: dict[str, str]) -> str:
    """Write an identity as attributes of an XML element, in their own namespace."""
    said = " ".join(f'corrigenda:{name}="{written(identity[name])}"' for name in FIELDS)
    return f'xmlns:corrigenda="{NAMESPACE}" {said}'
