"""Proving releases: each against its own checksums, and all of them against each other."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from corrigenda.errors import Problem, ReleaseError
from corrigenda.files import sha256
from corrigenda.releases import sums
from corrigenda.releases.layout import VERSIONS
from corrigenda.releases.models import RELEASE, SUMS, Release
from corrigenda.releases.numbers import number, parse

RESTORE = "A released version never changes: bring the folder back, from git or from a copy."


@dataclass(frozen=True)
class Study:
    """What became of the releases of one study.

    Parameters
    ----------
    name
        The study.
    versions
        Its releases, the oldest first.
    files
        How many files were held against their checksums.
    problems
        What is not as it was released.
    """

    name: str
    versions: tuple[str, ...]
    files: int
    problems: tuple[Problem, ...]


def proven(site: Path, study: str | None) -> Iterator[Study]:
    """Prove the releases of a site.

    Parameters
    ----------
    site
        The site; it need not be there.
    study
        Which study; all by default.

    Yields
    ------
    Study
        Each that has a release, or should have one.
    """
    if site.is_symlink():
        problem = Problem(site.as_posix(), "it is a link to another place.", RESTORE)
        yield Study(study or "site", (), 0, (problem,))
        return
    for folder in sorted(site.glob("*")):
        if study in (None, folder.name) and _is_study(folder):
            yield _study(folder)


def _is_study(folder: Path) -> bool:
    named = folder.is_dir() and (any(_versions(folder)) or (folder / VERSIONS).exists())
    return named and not folder.name.startswith(".")


def _versions(folder: Path) -> list[str]:
    return sorted((p.name for p in folder.glob("*") if number(p.name)), key=parse)


def _study(folder: Path) -> Study:
    versions, problems, files, known = _versions(folder), [], 0, {}
    if folder.is_symlink():
        problem = Problem(folder.as_posix(), "it is a link to another place.", RESTORE)
        return Study(folder.name, tuple(versions), 0, (problem,))
    for version in versions:
        release = folder / version
        found = _sums(release)
        problems += found if isinstance(found, list) else _release(release, found)
        if isinstance(found, dict):
            files += len(found)
            known[version] = sha256(release / SUMS)
    problems += _listed(folder, known, versions)
    problems += _vouched(folder, known, versions)
    return Study(folder.name, tuple(versions), files, tuple(dict.fromkeys(problems)))


def _sums(release: Path) -> dict[str, str] | list[Problem]:
    path = release / SUMS
    if release.is_symlink() or not release.is_dir():
        return [Problem(release.as_posix(), "it is no folder of its own.", RESTORE)]
    if path.is_symlink() or not path.is_file():
        return [Problem(path.as_posix(), "the checksums are missing.", RESTORE)]
    try:
        return sums.read(path.read_bytes(), path.as_posix())
    except ReleaseError as error:
        return list(error.problems)


def _release(release: Path, named: Mapping[str, str]) -> Iterator[Problem]:
    """Hold the files of a release against its checksums."""
    found = dict(_files(release))
    for name in sorted(named.keys() | found.keys() - {SUMS}):
        path = release / name
        if found.get(name) == "link":
            yield Problem(path.as_posix(), "it is a link, and was released as a file.", RESTORE)
        elif name not in found:
            yield Problem(path.as_posix(), "it is missing; it was released.", RESTORE)
        elif name not in named:
            advice = "Take it away: a released version never changes."
            yield Problem(path.as_posix(), "it was not released.", advice)
        elif sha256(path) != named[name]:
            message = "it was changed after the release: its SHA-256 is another one."
            yield Problem(path.as_posix(), message, RESTORE)


def _files(release: Path) -> Iterator[tuple[str, str]]:
    for folder, folders, names in os.walk(release):
        for name in [*folders, *names]:
            path = Path(folder, name)
            kind = "link" if path.is_symlink() else "file" if name in names else ""
            if kind:
                yield path.relative_to(release).as_posix(), kind


def _listed(folder: Path, known: Mapping[str, str], versions: list[str]) -> Iterator[Problem]:
    """Hold the checksums against what versions.json lists."""
    path = folder / VERSIONS
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))["versions"]
        listed = {each["version"]: each["sums"] for each in listed}
    except (OSError, ValueError, KeyError, TypeError):
        yield Problem(path.as_posix(), "the list of versions is missing or broken.", RESTORE)
        return
    for version in sorted(listed.keys() - set(versions)):
        place = f"{folder.as_posix()}/{version}"
        yield Problem(place, f"the release is missing; {VERSIONS} lists it.", RESTORE)
    for version in versions:
        place = f"{folder.as_posix()}/{version}/{SUMS}"
        if version not in listed:
            yield Problem(place, f"{VERSIONS} lists no such release.", RESTORE)
        elif version in known and listed[version] != known[version]:
            message = f"the checksums were changed: {VERSIONS} lists other ones."
            yield Problem(place, message, RESTORE)


def _vouched(folder: Path, known: Mapping[str, str], versions: list[str]) -> Iterator[Problem]:
    """Hold the checksums against what each later release says of the earlier ones."""
    for version in known:
        path = folder / version / RELEASE
        try:
            release = Release.model_validate(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, ValidationError):
            yield Problem(path.as_posix(), "it does not describe a release.", RESTORE)
            continue
        if (release.study, release.version) != (folder.name, version):
            yield Problem(path.as_posix(), f"it describes {release.id}.", RESTORE)
        for earlier, sha in release.earlier.items():
            place = f"{folder.as_posix()}/{earlier}"
            if earlier not in versions:
                yield Problem(place, f"the release is missing; {version} knows it.", RESTORE)
            elif earlier in known and known[earlier] != sha:
                message = f"the checksums were changed: release {version} vouches for other ones."
                yield Problem(f"{place}/{SUMS}", message, RESTORE)
