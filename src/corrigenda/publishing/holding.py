"""Holding what is published to what it was, and what is to be added to what is published."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from corrigenda.errors import Problem, ReleaseError
from corrigenda.files import sha256
from corrigenda.releases import sums
from corrigenda.releases.foreign import foreign
from corrigenda.releases.layout import VERSIONS, release_folders, studies
from corrigenda.releases.models import RELEASE, SUMS, Release
from corrigenda.releases.numbers import number, parse
from corrigenda.releases.proving import proven

_RENUMBER = "A released version never changes. Release yours under a new number."
_RESTORE = (
    "Bring the published versions back into site/ (guide: Publish a version), and release under a "
    "new number."
)


def releases(site: Path) -> list[str]:
    """Name the releases of a site by their folders: ``clinician-interviews/1.0.0``."""
    found = (folder for study in studies(site) for folder in release_folders(study))
    return [folder.relative_to(site).as_posix() for folder in found]


def standing(ours: Path, there: Path, place: str) -> list[Problem]:
    """Find what stands in the way of adding the releases of a site to a published one.

    Parameters
    ----------
    ours
        The site of the project, which is sound.
    there
        The published site; it need not be there yet.
    place
        How messages name it.

    Returns
    -------
    list of Problem
        Pages of somebody else; published releases that are not as they were released; releases
        that are published otherwise, go back behind a published one, or do not vouch for it.
    """
    own = releases(ours)
    found = list(_foreign(ours, there))
    if not found:
        found = [*_unsound(own, ours, there)]
        found += [problem for name in own for problem in _contrary(name, ours, there)]
    return [placed(problem, there, place) for problem in dict.fromkeys(found)]


def placed(problem: Problem, there: Path, place: str) -> Problem:
    """Name the place of a problem as the user does who named the folder."""
    path = Path(problem.place)
    if not path.is_relative_to(there):
        return problem
    name = path.relative_to(there).as_posix()
    return replace(problem, place=place if name == "." else f"{place}/{name}")


def _foreign(ours: Path, there: Path) -> Iterator[Problem]:
    """Find what stands where our pages would, and is not of a site's making."""
    advice = "Publish to a place of its own, or move what is there."
    for name in ["", *(study.name for study in studies(ours))]:
        if (found := foreign(there / name, name)) is None:
            continue
        if found == there / name:
            yield Problem(found.as_posix(), "it is no folder; a study would stand there.", advice)
        else:
            message = "it is not of Corrigenda's making, and would be replaced."
            yield Problem(found.as_posix(), message, advice)


def _unsound(own: list[str], ours: Path, there: Path) -> Iterator[Problem]:
    """Find what is not as it was published; what is made anew need not be."""
    same = {name for name in own if _sums(ours / name) == _sums(there / name)}
    for study in proven(there):
        folder = there / study.name
        if folder.is_symlink():  # somebody's other name for a study
            continue
        known = same.issuperset(f"{study.name}/{version}" for version in study.versions)
        for problem in study.problems:
            if not _mended(problem, there, own, same) and not (
                known and problem.place == (folder / VERSIONS).as_posix()
            ):
                yield problem


def _mended(problem: Problem, there: Path, own: list[str], same: set[str]) -> bool:
    """Say whether publishing mends a problem, as that of a folder which was filled half."""
    parts = Path(problem.place).relative_to(there).parts
    name = "/".join(parts[:2])
    if len(parts) < 2:  # a study, or the list of them
        return parts == (VERSIONS,)
    if number(parts[1]) is None:  # a page, which is made anew
        return parts[1:] != (VERSIONS,)
    if parts[2:] == (SUMS,):
        return name in same
    return len(parts) == 2 and name in own and not os.path.lexists(there / name)


def _contrary(name: str, ours: Path, there: Path) -> Iterator[Problem]:
    """Find why a release may not be added: it is published otherwise, or does not follow."""
    study, version = name.split("/")
    known, path = _known(there / study), (there / name).as_posix()
    if version in known:
        if known[version] != _sums(ours / name):
            differing = _differing(ours / name, there / name)
            yield Problem(path, f"another release has this number: {differing} differs.", _RENUMBER)
        return
    before = [each for each in sorted(known, key=parse) if parse(each) < parse(version)]
    if len(before) < len(known):
        message = f"it goes back behind {max(known, key=parse)}, which is published."
        yield Problem(path, message, _RESTORE)
    earlier = _earlier(ours / name)
    if unknown := [each for each in before if earlier.get(each) != known[each]]:
        message = f"it does not vouch for {', '.join(unknown)}, as published."
        yield Problem(path, message, _RESTORE)


def _known(study: Path) -> dict[str, str]:
    """Give the checksums of every release that a published study holds, or knows to have held."""
    folders = release_folders(study)
    known = _listed(study / VERSIONS)
    for folder in folders:
        known |= _earlier(folder)
    return known | {folder.name: found for folder in folders if (found := _sums(folder))}


def _listed(versions: Path) -> dict[str, str]:
    try:
        told = json.loads(versions.read_bytes())["versions"]
        return {each["version"]: each["sums"] for each in told if number(each["version"])}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}  # it is held by the prover


def _earlier(release: Path) -> dict[str, str]:
    try:
        told = Release.model_validate_json((release / RELEASE).read_bytes()).earlier
    except (OSError, ValidationError):
        return {}  # as well
    return {version: found for version, found in told.items() if number(version)}


def _sums(release: Path) -> str:
    path = release / SUMS
    return sha256(path) if path.is_file() and not path.is_symlink() else ""


def _differing(one: Path, other: Path) -> str:
    """Name the first file in which the checksums of two releases differ."""
    try:
        mine, theirs = (sums.read((each / SUMS).read_bytes(), SUMS) for each in (one, other))
    except (OSError, ReleaseError):
        return SUMS
    names = sorted(mine.keys() | theirs.keys())
    return next((name for name in names if mine.get(name) != theirs.get(name)), SUMS)
