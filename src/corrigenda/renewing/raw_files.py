"""Raw files: a name for a later export, and its line in the register."""

import re
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from corrigenda.files import sha256_of

REGISTER = "SHA256SUMS"
MOST_OF_A_NAME = 100  # characters
_LEADING = re.compile(r"^[\s.*-]+")
_ODD = re.compile(r'[\\/:*?"<>|\s]+')


def raw_name(name: str, taken: Collection[str]) -> str:
    """Choose a name that no raw file has.

    Parameters
    ----------
    name
        What the later export is called.
    taken
        The names of the raw files; letter case does not keep two of them apart everywhere.

    Returns
    -------
    str
        The name, or the name with a number: ``export-2.csv``.
    """
    readable = "".join(c if c.isprintable() else " " for c in name)
    plain = _LEADING.sub("", _ODD.sub("-", readable.encode("utf-8", "replace").decode()))
    pure = PurePosixPath(plain.strip("-. ") or "export")
    stem, suffix = pure.stem[:MOST_OF_A_NAME], pure.suffix[:MOST_OF_A_NAME]
    used = {other.casefold() for other in (*taken, REGISTER)}
    number, found = 2, f"{stem}{suffix}"
    while found.casefold() in used:
        found, number = f"{stem}-{number}{suffix}", number + 1
    return found


def raw_names(folder: Path) -> set[str]:
    """List everything that lies in the raw folder, hidden files too."""
    return {path.name for path in folder.iterdir()}


def registered(register: bytes, name: str, content: bytes) -> bytes:
    """Add a line to the register, of which every byte stays.

    Parameters
    ----------
    register
        The bytes of SHA256SUMS.
    name
        The new raw file.
    content
        What is in it.

    Returns
    -------
    bytes
        The register with one line more.
    """
    line_end = b"\r\n" if b"\r\n" in register else b"\n"
    gap = line_end if register and not register.endswith(b"\n") else b""
    return register + gap + f"{sha256_of(content)}  {name}".encode() + line_end
