"""The identity of a PDF: properties in XMP, and keys of the document's information.

Some programs keep the one and some the other. Tags, dates, producer and the other properties stay.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from corrigenda.identity.fields import FIELDS, LONGEST, NAMESPACE, in_namespace
from corrigenda.identity.svg import in_xml

_KEYS = {f"/Corrigenda{name.capitalize()}": name for name in FIELDS}
_EARLIER = re.compile(
    rf'<rdf:Description rdf:about="" xmlns:corrigenda="{NAMESPACE}"[^<>]*/>'.encode()
)
_CLOSE = b"</rdf:RDF>"
_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="r"?>'
).encode()
# Streams stay as they are: another zlib would pack them otherwise, and the id would follow.
_AS_IT_IS = {"compress_streams": False, "deterministic_id": True, "fix_metadata_version": False}
_MOST = 64 << 20  # bytes that a stream of a stranger's file may grow to


def stamped(content: bytes, identity: dict[str, str]) -> bytes:
    """Return a PDF with an identity, its own id following from its content."""
    import pikepdf

    out = BytesIO()
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            _put_xmp(pdf, identity)
            for key, name in _KEYS.items():
                pdf.docinfo[key] = identity[name]
            pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, **_AS_IT_IS)
    except pikepdf.PdfError as error:
        raise ValueError(f"a PDF that cannot be read: {error}") from None
    return out.getvalue()


def _put_xmp(pdf, identity: dict[str, str]) -> None:
    import pikepdf

    has = "/Metadata" in pdf.Root
    packet = _EARLIER.sub(b"", pdf.Root.Metadata.read_bytes()) if has else _PACKET
    ours = f'<rdf:Description rdf:about="" {in_namespace(identity)}/>'.encode()
    before, close, after = packet.rpartition(_CLOSE)
    if not close:  # in another encoding: the information has to do
        return
    if has:
        pdf.Root.Metadata.write(before + ours + close + after)
    else:
        stream = pdf.make_stream(before + ours + close + after)
        stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        pdf.Root.Metadata = stream


def read(content: bytes) -> dict[str, str]:
    """Return the fields of a PDF."""
    import pikepdf

    with _bounded(), pikepdf.open(BytesIO(content)) as pdf:
        return _from_xmp(pdf) or _from_information(pdf)


def _from_xmp(pdf) -> dict[str, str]:
    try:
        return in_xml(bytes(pdf.Root.Metadata.read_bytes()))
    except Exception:  # however it fails, the information may still tell
        return {}


def _from_information(pdf) -> dict[str, str]:
    held = {name: pdf.trailer.Info[key] for key, name in _KEYS.items()}
    return {name: str(value)[: LONGEST + 1] for name, value in held.items()}


@contextmanager
def _bounded() -> Iterator[None]:
    """Let no stream grow beyond all bounds while a stranger's file is read."""
    from pikepdf import settings

    # What is wrong with the file is not for the terminal.
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    limit = getattr(settings, "set_qpdf_limits", None)  # not in every version
    former = limit(flate_max_memory=_MOST, run_length_max_memory=_MOST) if limit else None
    try:
        yield
    finally:
        if former:
            limit(**former)
