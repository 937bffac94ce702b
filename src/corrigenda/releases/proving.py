"""Proving releases: each against its own checksums, and all of them against each other."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from corrigenda.errors import Problem
from corrigenda.files import sha256
from corrigenda.releases.layout import VERSIONS
from corrigenda.releases.listed import PDF, listed_studies, misled, read_json
from corrigenda.releases.models import RELEASE, SUMS, Release
from corrigenda.releases.numbers import number, parse
from corrigenda.releases.sealed import RESTORE, changed, read_sums

_LINK = "it is a link to another place."
_NO_FOLDER = "it is no folder."

Kept = Mapping[tuple[str, str], bool]


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
    kept
        The releases whose checksums git holds too.
    """

    name: str
    versions: tuple[str, ...]
    files: int
    problems: tuple[Problem, ...]
    kept: tuple[str, ...] = ()


def proven(site: Path, study: str | None = None, kept: Kept | None = None) -> Iterator[Study]:
    """Prove the releases of a site.

    Parameters
    ----------
    site
        The site; it need not be there.
    study
        Which study; all by default.
    kept
        Under study and version of each release that git holds whether it is here unchanged.

    Yields
    ------
    Study
        Each that has a release, or should have one.
    """
    if problem := _strange(site):
        yield Study(study or site.name, (), 0, (problem,))
        return
    kept, listed = kept or {}, listed_studies(site)
    named = {name for name, _ in kept} | (listed or {}).keys()
    names = {path.name for path in site.glob("*") if _is_study(path)} | named
    for name in sorted(names if study is None else names & {study}):
        yield _study(site / name, listed, {v: same for (s, v), same in kept.items() if s == name})


def _strange(folder: Path) -> Problem | None:
    if folder.is_symlink():
        return Problem(folder.as_posix(), _LINK, RESTORE)
    if os.path.lexists(folder) and not folder.is_dir():
        return Problem(folder.as_posix(), _NO_FOLDER, RESTORE)
    return None


def _is_study(folder: Path) -> bool:
    named = folder.is_dir() and (any(_versions(folder)) or (folder / VERSIONS).exists())
    return named and not folder.name.startswith(".")


def _versions(folder: Path) -> list[str]:
    return sorted((p.name for p in folder.glob("*") if number(p.name)), key=parse)


def _study(folder: Path, listed: Mapping | None, kept: Mapping[str, bool]) -> Study:
    if problem := _strange(folder):
        return Study(folder.name, tuple(_versions(folder)), 0, (problem,))
    versions = _versions(folder)
    problems = [*_forgotten(folder, versions, kept)]
    if not folder.is_dir():
        missing = Problem(folder.as_posix(), "the study is missing; it is listed.", RESTORE)
        return Study(folder.name, (), 0, tuple(problems or [missing]))
    found = {version: read_sums(folder / version) for version in versions}
    named = {version: sums for version, sums in found.items() if isinstance(sums, dict)}
    for version, sums in found.items():
        problems += changed(folder / version, sums) if version in named else sums
    known = {version: sha256(folder / version / SUMS) for version in named}
    pdf = named.get(versions[-1], {}).get(PDF) if versions else None
    problems += misled(folder, known, versions, pdf, listed)
    problems += _vouched(folder, known, versions)
    files = sum(map(len, named.values()))
    return Study(
        folder.name, tuple(versions), files, tuple(dict.fromkeys(problems)), tuple(sorted(kept))
    )


def _forgotten(folder: Path, versions: list[str], kept: Mapping[str, bool]) -> Iterator[Problem]:
    """Hold the releases against those that git holds."""
    for version in sorted(kept, key=parse):
        place = f"{folder.as_posix()}/{version}"
        lost = place if (folder / VERSIONS).exists() else folder.parent.as_posix()  # lists and all
        advice = f"Bring it back: git checkout HEAD -- {lost}"
        if version not in versions:
            yield Problem(place, "the release is missing; git holds it.", advice)
        elif not kept[version]:
            message = "the checksums were changed: git holds other ones."
            yield Problem(f"{place}/{SUMS}", message, advice)


def _vouched(folder: Path, known: Mapping[str, str], versions: list[str]) -> Iterator[Problem]:
    """Hold the checksums against what each later release says of the earlier ones."""
    for version in known:
        path = folder / version / RELEASE
        try:
            release = Release.model_validate(read_json(path))
        except (ValidationError, RecursionError):
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
