"""Which declared codes and coders the names of a coding program mean."""

import re
from collections.abc import Iterable, Mapping

from corrigenda.coding import Code, Coding
from corrigenda.items import without_case
from corrigenda.readers.coded import Path

ABOVE = re.compile(r"\s+/\s+|\s+>\s+|\s*\\+\s*|\s*::\s*")


def codes_meant(coding: Coding, paths: Iterable[Path]) -> dict[Path, list[tuple[str, str]]]:
    """Tell for each code of a program what it is in which coded item.

    Parameters
    ----------
    coding
        The declared coding.
    paths
        The program's codes.

    Returns
    -------
    dict
        Under each path that means something, coded items with the code of each.
    """
    folded = {path: tuple(without_case(name) for name in path) for path in paths}
    tails: dict[Path, list[Path]] = {}
    for path, names in folded.items():
        for n in range(len(names)):
            tails.setdefault(names[n:], []).append(path)
    meant: dict[Path, list[tuple[str, str]]] = {}
    for item in coding.items.values():
        # Each path of the program means one code of an item at most, so exact names come first.
        named = {code: list(_names(c, item.label)) for code, c in item.codes.items()}
        taken: dict[Path, str] = {}
        for exact in (True, False):
            for code, names in named.items():
                for path in _fitting(names, tails, folded, exact):
                    if path not in taken and code not in taken.values():
                        taken[path] = code
        for path, code in taken.items():
            meant.setdefault(path, []).append((item.id, code))
    return meant


def _names(code: Code, item: str) -> Iterable[Path]:
    called = code.called or code.label
    if not code.called:
        yield without_case(item), without_case(called)  # as this program writes its own codes
    yield (without_case(called),)  # a name may hold what parts others
    parts = tuple(without_case(part) for part in ABOVE.split(called) if part.strip())
    if len(parts) > 1:
        yield parts


def _fitting(
    names: list[Path], tails: Mapping[Path, list[Path]], folded: Mapping[Path, Path], exact: bool
) -> list[Path]:
    for name in names:
        if exact:
            found = [path for path in tails.get(name, ()) if folded[path] == name]
        else:
            found = tails.get(name, [])
            # Lists of excerpts may give the last name of a code whose whole path is declared.
            found = found or [
                p for n in range(1, len(name)) for p in _whole(name[n:], tails, folded)
            ]
        if len(found) == 1:
            return found
    return []


def _whole(name: Path, tails: Mapping[Path, list[Path]], folded: Mapping[Path, Path]) -> list[Path]:
    return [path for path in tails.get(name, ()) if folded[path] == name]


def coder_meant(name: str, coders: Mapping[str, str]) -> str:
    """Return the id of a declared coder, by id or description; of another, the name itself."""
    folded = without_case(name)
    for coder, description in coders.items():
        if folded in (without_case(coder), without_case(description)):
            return coder
    return name
