"""Proving one release: its files against its own checksums."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from corrigenda.errors import Problem, ReleaseError
from corrigenda.files import reason, sha256
from corrigenda.releases import sums
from corrigenda.releases.models import SUMS

RESTORE = "A released version never changes: bring the folder back, from git or from a copy."
_TAKE_AWAY = "Take it away: a released version never changes."
_FOLDER = "folder"


def read_sums(release: Path) -> dict[str, str] | list[Problem]:
    """Read the checksums of a release; what is wrong where that cannot be done."""
    path = release / SUMS
    if release.is_symlink() or not release.is_dir():
        return [Problem(release.as_posix(), "it is no folder of its own.", RESTORE)]
    if path.is_symlink() or not path.is_file():
        return [Problem(path.as_posix(), "the checksums are missing.", RESTORE)]
    try:
        return sums.read(path.read_bytes(), path.as_posix())
    except ReleaseError as error:
        return list(error.problems)
    except OSError as error:
        return [Problem(path.as_posix(), f"it cannot be read: {reason(error)}.", RESTORE)]


def changed(release: Path, named: Mapping[str, str]) -> Iterator[Problem]:
    """Hold the files of a release against its checksums.

    Parameters
    ----------
    release
        Its folder.
    named
        The checksum of each file.

    Yields
    ------
    Problem
        For each file that is changed, missing or new, and each folder that holds nothing.
    """
    found = dict(_files(release))
    for name in sorted(named.keys() | found.keys() - {SUMS}):
        place = (release / name).as_posix()
        kind = found.get(name)
        if kind is None:
            yield Problem(place, "it is missing; it was released.", RESTORE)
        elif name not in named and kind == "file":
            yield Problem(place, "it was not released.", _TAKE_AWAY)
        elif kind != "file":
            was = "was released as a file" if name in named else "was not released"
            advice = RESTORE if name in named else _TAKE_AWAY
            yield Problem(place, f"it is {_said(kind)}, and {was}.", advice)
        elif message := _other(release / name, named[name]):
            yield Problem(place, message, RESTORE)


def _other(path: Path, known: str) -> str:
    try:
        same = sha256(path) == known
    except OSError as error:
        return f"it cannot be read: {reason(error)}."
    return "" if same else "it was changed after the release: its SHA-256 is another one."


def _said(kind: str) -> str:
    return "an empty folder" if kind == _FOLDER else kind


def _files(release: Path) -> Iterator[tuple[str, str]]:
    """Yield what a release holds and of what kind it is; a folder only where it holds nothing."""
    for folder, folders, names in os.walk(release):
        for name in [*folders, *names]:
            path = Path(folder, name)
            if path.is_symlink():
                kind = "a link"
            elif name in folders:
                kind = "" if any(path.iterdir()) else _FOLDER
            else:  # one that is no plain file would be waited for without end
                kind = "file" if path.is_file() else "no plain file"
            if kind:
                yield path.relative_to(release).as_posix(), kind
