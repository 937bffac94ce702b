"""Uniting the releases of a project with what is published: a release is never lost or replaced."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corrigenda.errors import Problem, ReleaseError
from corrigenda.files import sha256
from corrigenda.releases import sums
from corrigenda.releases.layout import VERSIONS, release_folders, studies
from corrigenda.releases.models import SUMS
from corrigenda.releases.writing import put, renewed

_HOME = "index.html"


@dataclass(frozen=True)
class United:
    """What became of the releases: those that were added, and those that were there before."""

    added: tuple[str, ...]
    kept: tuple[str, ...]

    def said(self, place: str) -> str:
        """Say what was published, for a terminal."""
        if not self.added:
            return f"{place} already held every release; its pages were made anew."
        keeps = f" It keeps {', '.join(self.kept)}." if self.kept else ""
        return f"Published {', '.join(self.added)} to {place}.{keeps}"


def unite(ours: Path, there: Path, place: str) -> United:
    """Add the releases of a site to a published one, and make its changing pages anew.

    All or nothing: the published site is replaced in one step, or stays as it was. Files in it
    that are not of a site's making stay.

    Parameters
    ----------
    ours
        The site of the project.
    there
        The published site; it need not be there yet.
    place
        How messages name it.

    Returns
    -------
    United
        What was added and kept.

    Raises
    ------
    ReleaseError
        When the published site is someone else's, or holds a release with other bytes.
    WriteError
        When it cannot be written.
    """
    from corrigenda.website import site_pages

    if problems := [*_foreign(ours, there, place), *_conflicts(ours, there, place)]:
        raise ReleaseError(problems)
    before = _releases(there)
    added = [name for name in _releases(ours) if name not in before]
    with renewed(there) as new:
        for name in added:
            shutil.copytree(ours / name, new / name, copy_function=shutil.copyfile)
        put(new, site_pages(new))
    return United(*(tuple(name.replace("/", " ") for name in names) for names in (added, before)))


def _releases(site: Path) -> list[str]:
    """Name the releases of a site by their folders: ``clinician-interviews/1.0.0``."""
    found = (folder for study in studies(site) for folder in release_folders(study))
    return [folder.relative_to(site).as_posix() for folder in found]


def _foreign(ours: Path, there: Path, place: str) -> Iterator[Problem]:
    """Find the pages that stand where ours would, and are not of a site's making."""
    advice = "Publish to a place of its own, or move what is there."
    for name, key in [("", "studies"), *((study.name, "study") for study in studies(ours))]:
        folder, where = there / name, f"{place}/{name}".rstrip("/")
        if name and (folder.is_symlink() or (folder.exists() and not folder.is_dir())):
            yield Problem(where, "it is no folder; a study would stand there.", advice)
        elif (folder / _HOME).exists() and not _is_ours(folder / VERSIONS, key):
            message = "it is not a page of Corrigenda's, and would be replaced."
            yield Problem(f"{where}/{_HOME}", message, advice)


def _is_ours(versions: Path, key: str) -> bool:
    try:
        return key in json.loads(versions.read_bytes())
    except (OSError, ValueError, TypeError):
        return False


def _conflicts(ours: Path, there: Path, place: str) -> Iterator[Problem]:
    """Find the releases that the published site holds otherwise, or not as they were released."""
    own, published = _releases(ours), _releases(there)
    restore = "Bring the released file back there, and publish again."
    for name in own:
        if (there / name).exists() and (differing := _differing(ours / name, there / name)):
            message = f"it holds another release of this number: {differing} differs."
            advice = "A released version never changes. Release yours under a new number."
            yield Problem(f"{place}/{name}", message, advice)
    for name in (name for name in published if name not in own):
        if changed := _changed(there / name):
            message = f"{changed} is not as it was released."
            yield Problem(f"{place}/{name}", message, restore)
    for name in _listed(there):
        if name not in own and name not in published:
            yield Problem(f"{place}/{name}", "it was published, and is missing.", restore)


def _listed(there: Path) -> list[str]:
    """Name the releases that a published site tells of."""
    try:
        told = json.loads((there / VERSIONS).read_bytes())["studies"]
        return [
            f"{study['study']}/{each['version']}" for study in told for each in study["versions"]
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _differing(one: Path, other: Path) -> str:
    """Name the first file that is not the same in two folders; empty where all are."""
    mine, theirs = _hashes(one), _hashes(other)
    names = sorted(mine.keys() | theirs.keys(), key=lambda name: (name == SUMS, name))
    return next((name for name in names if mine.get(name) != theirs.get(name)), "")


def _changed(folder: Path) -> str:
    """Name the first file of a release that is not as its list of hashes says."""
    try:
        listed = sums.read((folder / SUMS).read_bytes(), SUMS)
    except (OSError, ReleaseError):
        return SUMS
    found = _hashes(folder)
    found.pop(SUMS)
    names = sorted(listed.keys() | found.keys())
    return next((name for name in names if listed.get(name) != found.get(name)), "")


def _hashes(folder: Path) -> dict[str, str]:
    """Hash the files of a folder; a link is no file."""
    paths = folder.rglob("*") if folder.is_dir() and not folder.is_symlink() else ()
    return {
        path.relative_to(folder).as_posix(): "" if path.is_symlink() else sha256(path)
        for path in paths
        if path.is_symlink() or path.is_file()
    }
