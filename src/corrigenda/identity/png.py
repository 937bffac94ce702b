"""The identity of a PNG: chunks of text after its header; pixels and other chunks stay."""

import struct
import zlib
from collections.abc import Iterator

from corrigenda.identity.fields import FIELDS, LONGEST

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORDS = {f"corrigenda:{name}".encode(): name for name in FIELDS}
_AROUND = 12  # bytes of a chunk beside its data: length, kind, checksum
_UNICODE = b"\0\0\0\0"  # in iTXt after the keyword: not compressed, no language, no translation
_MOST = 4 * LONGEST + 64  # bytes of a chunk of ours


def stamped(content: bytes, identity: dict[str, str]) -> bytes:
    """Return a PNG with an identity."""
    kept, place = [SIGNATURE], len(SIGNATURE)
    for start, kind, data in _chunks(content):
        place = start + _AROUND + len(data)
        if not _field(kind, data):
            kept.append(content[start:place])
    if len(kept) == 1:
        raise ValueError("a PNG without a header")
    ours = [_chunk(keyword, identity[name]) for keyword, name in _KEYWORDS.items()]
    return b"".join([*kept[:2], *ours, *kept[2:], content[place:]])


def read(content: bytes) -> dict[str, str]:
    """Return the fields that a PNG carries; the first of a name counts."""
    found: dict[str, str] = {}
    for start, kind, data in _chunks(content):
        field = _field(kind, data)
        if field and _checksum(kind, data) == content[start + 8 + len(data) :][:4]:
            found.setdefault(*field)
    return found


def _chunks(content: bytes) -> Iterator[tuple[int, bytes, memoryview]]:
    """Walk through the whole chunks: where each begins, its kind, and its data (not copied)."""
    view, start = memoryview(content), len(SIGNATURE)
    while start + _AROUND <= len(content):
        length, kind = struct.unpack_from(">I4s", content, start)
        if start + _AROUND + length > len(content):
            return
        yield start, kind, view[start + 8 : start + 8 + length]
        start += _AROUND + length


def _field(kind: bytes, data: memoryview) -> tuple[str, str] | None:
    """Name the field of a chunk of ours, and its value."""
    if kind not in (b"tEXt", b"iTXt") or len(data) > _MOST:
        return None
    keyword, _, value = bytes(data).partition(b"\0")
    if keyword not in _KEYWORDS:
        return None
    plain = value if kind == b"tEXt" else value.removeprefix(_UNICODE)
    return _KEYWORDS[keyword], plain.decode("latin-1" if kind == b"tEXt" else "utf-8", "replace")


def _chunk(keyword: bytes, value: str) -> bytes:
    # More programs show tEXt, which holds no letters beyond Latin-1.
    kind, data = b"tEXt", keyword + b"\0" + value.encode("ascii", "replace")
    if not value.isascii():
        kind, data = b"iTXt", keyword + b"\0" + _UNICODE + value.encode()
    return struct.pack(">I", len(data)) + kind + data + _checksum(kind, data)


def _checksum(kind: bytes, data: bytes | memoryview) -> bytes:
    return struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
