"""Identity: what an output says of itself inside, so that it is known wherever it is found."""

import re
from dataclasses import asdict, dataclass
from types import ModuleType

from corrigenda.identity import pages, pdf, png, svg
from corrigenda.identity.fields import FIELDS, LONGEST
from corrigenda.identity.markup import tags

_SHA256 = re.compile(r"[0-9a-f]{64}")
_BLANK = b"\xef\xbb\xbf \t\r\n\f"  # with the mark that some editors set before UTF-8


@dataclass(frozen=True)
class Identity:
    """What an output carries inside.

    Parameters
    ----------
    record
        The id of its record of provenance.
    study
        The study's id.
    release
        The release that it belongs to, or ``unreleased``.
    data
        The SHA-256 of the data behind it.
    """

    record: str
    study: str
    release: str
    data: str

    def __post_init__(self):
        for name in FIELDS:
            value = getattr(self, name)
            if not (isinstance(value, str) and 0 < len(value) <= LONGEST and value.isprintable()):
                raise ValueError(f"an identity whose {name} is no short, printable text")
        if not _SHA256.fullmatch(self.data):
            raise ValueError("an identity whose data are no SHA-256")


def stamped(content: bytes, identity: Identity) -> bytes:
    """Put an identity into an SVG, PNG, HTML page, HTML fragment or PDF, for any earlier one.

    Parameters
    ----------
    content
        The file, of a kind that is told from its first bytes.
    identity
        What it shall say of itself.

    Returns
    -------
    bytes
        The file with it: the same bytes for the same content and identity.

    Raises
    ------
    ValueError
        When nothing can be put into content of this kind.
    """
    if not (kind := _kind(content)):
        raise ValueError("no SVG, PNG, HTML or PDF: it cannot carry an identity")
    return kind.stamped(content, asdict(identity))


def read_identity(content: bytes) -> Identity | None:
    """Read the identity of a file that may come from anywhere.

    Parameters
    ----------
    content
        Any bytes; broken and hostile ones carry nothing.

    Returns
    -------
    Identity or None
        What the file says of itself; None when it says nothing.
    """
    try:
        kind = _kind(content)
        return Identity(**kind.read(content)) if kind else None
    # The file is a stranger's: however its reader fails, there is no identity in it.
    except Exception:
        return None


def _kind(content: bytes) -> ModuleType | None:
    head = content[:1024].lstrip(_BLANK)
    if content.startswith(png.SIGNATURE):
        return png
    if head.startswith(b"%PDF-"):
        return pdf
    if not (head.startswith(b"<") and (first := next(tags(content), None))):
        return None
    return svg if first.name == "svg" else pages
