"""Numbers of versions: three of them, each greater than the one before it."""

import re

from corrigenda.errors import Problem, ReleaseError, quoted

_PART = r"(0|[1-9][0-9]{0,5})"
_NUMBER = re.compile(rf"{_PART}\.{_PART}\.{_PART}")
ADVICE = "Write three numbers, such as 1.0.0: greater changes count in the first."

Number = tuple[int, int, int]


def number(text: str) -> Number | None:
    """Read a version's number; None where a text is none."""
    found = _NUMBER.fullmatch(text)
    return tuple(map(int, found.groups())) if found else None


def parse(text: str) -> Number:
    """Read a version's number.

    Parameters
    ----------
    text
        ``MAJOR.MINOR.PATCH``, as ``1.10.0``.

    Returns
    -------
    tuple
        The three numbers, by which versions are ordered.

    Raises
    ------
    ReleaseError
        When it is no such number.
    """
    if (found := number(text)) is None:
        raise ReleaseError(Problem("", f"{quoted(text)} is not the number of a version.", ADVICE))
    return found


def following(text: str) -> str:
    """Name the versions that may follow one: ``1.0.1, 1.1.0 or 2.0.0``."""
    major, minor, patch = parse(text)
    return f"{major}.{minor}.{patch + 1}, {major}.{minor + 1}.0 or {major + 1}.0.0"
