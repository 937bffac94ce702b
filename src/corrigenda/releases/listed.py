"""Proving what a site tells of its releases: the lists of versions, and the newest report."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corrigenda.errors import Problem
from corrigenda.files import sha256
from corrigenda.releases.layout import LATEST, VERSIONS
from corrigenda.releases.models import SUMS
from corrigenda.releases.numbers import number
from corrigenda.releases.sealed import RESTORE
from corrigenda.releases.sums import inside

SCRIPT, PDF = "versions.js", "report.pdf"
_SET, _END = "self.corrigendaVersions = ", ";\n"
_BACK = "Bring it back, from git or from a copy."


def read_json(path: Path):
    """Read a file of JSON; None where it is no plain file, or holds something else."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def listed_studies(site: Path) -> dict[str, object] | None:
    """Read what a site lists of each of its studies; None where it has no list of them."""
    try:
        found = {each["study"]: each for each in read_json(site / VERSIONS)["studies"]}
    except (KeyError, TypeError):
        return None
    return found if all(map(_is_name, found)) else None


def _is_name(name: object) -> bool:
    """Say whether something can be the name of a study's folder, and leads nowhere else."""
    return isinstance(name, str) and inside(name) and "/" not in name and name[0] != "."


def misled(
    folder: Path,
    known: Mapping[str, str],
    versions: Sequence[str],
    pdf: str | None,
    studies: Mapping[str, object] | None,
) -> Iterator[Problem]:
    """Hold what is told of a study's releases against them.

    Parameters
    ----------
    folder
        The study's folder in the site.
    known
        The hash of the checksums of each release.
    versions
        The releases that are there, the oldest first.
    pdf
        The hash of the newest report.
    studies
        What the site lists of its studies.

    Yields
    ------
    Problem
        For whatever tells of other releases.
    """
    path, told = folder / VERSIONS, read_json(folder / VERSIONS)
    try:
        listed = {each["version"]: each["sums"] for each in told["versions"]}
        broken = not all(map(number, listed))
    except (KeyError, TypeError):
        broken = True
    if broken:
        yield Problem(path.as_posix(), "the list of versions is missing or broken.", _BACK)
        return
    yield from _versions(folder, listed, known, versions)
    yield from _copies(folder, told, studies)
    newest = versions[-1] if versions else None
    if told.get("latest") != newest:
        yield Problem(path.as_posix(), f"it does not call {newest} the latest.", _BACK)
    latest = folder / LATEST / PDF
    if latest.is_symlink() or not latest.is_file() or (pdf and sha256(latest) != pdf):
        yield Problem(latest.as_posix(), f"it is not the report of {newest}.", _BACK)


def _versions(
    folder: Path, listed: Mapping[str, str], known: Mapping[str, str], versions: Sequence[str]
) -> Iterator[Problem]:
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


def _copies(folder: Path, told: Mapping, studies: Mapping[str, object] | None) -> Iterator[Problem]:
    """Hold the two copies of a study's list against it."""
    above, script = folder.parent / VERSIONS, folder / SCRIPT
    if studies is None:
        yield Problem(above.as_posix(), "the list of studies is missing or broken.", _BACK)
    elif studies.get(folder.name) != told:
        message = f"it lists {folder.name} otherwise than {folder.name}/{VERSIONS}."
        yield Problem(above.as_posix(), message, _BACK)
    if not _sets(script, told):
        yield Problem(script.as_posix(), f"it does not say what {VERSIONS} says.", _BACK)


def _sets(script: Path, told: Mapping) -> bool:
    """Say whether a script sets the list of versions, and does nothing else."""
    if script.is_symlink() or not script.is_file():
        return False
    try:
        text = script.read_text(encoding="utf-8")
        return (
            text.startswith(_SET)
            and text.endswith(_END)
            and json.loads(text[len(_SET) : -len(_END)]) == told
        )
    except (OSError, ValueError, RecursionError):
        return False
