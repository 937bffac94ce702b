"""Uniting the releases of a project with what is published: a release is never lost or replaced."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from corrigenda.errors import ReleaseError
from corrigenda.publishing.holding import releases, standing
from corrigenda.releases.writing import put, renewed, tidy


@dataclass(frozen=True)
class United:
    """What becomes of the releases: those that are added, and those that were there before.

    Parameters
    ----------
    added
        By their folders: ``clinician-interviews/1.0.0``.
    kept
        In the same way.
    """

    added: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def new(self) -> str:
        """The releases that are added, in words; empty where there is none."""
        return _told(self.added)

    def said(self, place: str) -> str:
        """Say what was published, for a terminal."""
        if not self.added:
            return f"{place} already held every release; its pages were made anew."
        keeps = f" It keeps {_told(self.kept)}." if self.kept else ""
        return f"Published {self.new} to {place}.{keeps}"


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
        When the published site is someone else's, is not as it was published, or does not go
        together with the releases.
    WriteError
        When it cannot be written.
    """
    from corrigenda.website import site_pages

    tidy(there)
    found = union(ours, there, place)
    with renewed(there, place) as new:
        for name in found.added:
            shutil.copytree(ours / name, new / name, copy_function=shutil.copyfile)
        put(new, site_pages(new))
    return found


def union(ours: Path, there: Path, place: str) -> United:
    """Find what uniting two sites adds and keeps; nothing is written.

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
        What is to be added, the oldest first, and what is there.

    Raises
    ------
    ReleaseError
        With everything that stands in the way.
    """
    if problems := standing(ours, there, place):
        raise ReleaseError(problems)
    before = releases(there)
    return United(tuple(name for name in releases(ours) if name not in before), tuple(before))


def _told(names: tuple[str, ...]) -> str:
    return ", ".join(name.replace("/", " ") for name in names)
