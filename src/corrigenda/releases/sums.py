"""SHA256SUMS: the hash of every file of a release."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from corrigenda.errors import Problem, ReleaseError
from corrigenda.files import sha256_of

_LINE = re.compile(r"(?P<sha>[0-9a-f]{64})  (?P<name>\S(?:.*\S)?)")


def written(files: Mapping[str, bytes]) -> bytes:
    """Write the hash of every file, in the order of the names."""
    return "".join(f"{sha256_of(files[name])}  {name}\n" for name in sorted(files)).encode()


def read(content: bytes, place: str) -> dict[str, str]:
    """Read the hash of every file.

    Parameters
    ----------
    content
        A file as `written` writes it.
    place
        How messages name it.

    Returns
    -------
    dict
        Under each name the hash.

    Raises
    ------
    ReleaseError
        When it is something else, or names what lies outside the release.
    """
    advice = "It was changed after the release. Bring back the released file, from git or a copy."
    try:
        lines = content.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        raise ReleaseError(Problem(place, "it is no list of hashes.", advice)) from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if not match or not inside(match["name"]) or match["name"] in found:
            message = "it names no file of the release, or one twice."
            raise ReleaseError(Problem(f"{place}:{number}", message, advice))
        found[match["name"]] = match["sha"]
    return found


def inside(name: str) -> bool:
    """Say whether a name leads to a file within the folder that it is taken from."""
    path = PurePosixPath(name)
    safe = not path.is_absolute() and ".." not in path.parts and "\\" not in name
    return safe and path.as_posix() == name and name.isprintable() and ":" not in path.parts[0]
