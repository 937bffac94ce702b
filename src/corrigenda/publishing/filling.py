"""Filling a folder in its place: one that is mounted, or whose parent cannot be written."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from corrigenda.errors import ReleaseError, WriteError
from corrigenda.files import write_atomic
from corrigenda.publishing.holding import placed
from corrigenda.publishing.uniting import United, union
from corrigenda.releases.layout import CHANGES, LATEST, VERSIONS, studies
from corrigenda.releases.mounts import mounted
from corrigenda.releases.numbers import number
from corrigenda.releases.workspace import clear, opened
from corrigenda.releases.writing import demand_inside, unwritable


def fill(ours: Path, there: Path, place: str) -> United:
    """Add the releases of a site to a published one in its place.

    Each release comes as a whole, and before the pages that lead to it. What a kill leaves half
    done, the next call completes.

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

    found = union(ours, there, place)
    try:
        there.mkdir(parents=True, exist_ok=True)
        for name in found.added:
            _add(ours / name, there / name)
        pages = site_pages(there)
        _write(there, pages)
        _take_away(there, pages)
    except OSError as error:
        raise unwritable(place, error) from None
    except (WriteError, ReleaseError) as error:
        raise type(error)([placed(each, there, place) for each in error.problems]) from None
    return found


def sweep(there: Path, place: str) -> None:
    """Take away what a kill left of releases that were on their way into a folder.

    Parameters
    ----------
    there
        The published site; it need not be there yet.
    place
        How messages name it.

    Raises
    ------
    WriteError
        When it cannot be written.
    """
    for path in there.glob("*/.*.corrigenda"):
        name = path.name.removeprefix(".").removesuffix(".corrigenda")
        if number(name):
            try:
                clear(path.with_name(name))
            except ReleaseError:  # it is not of our making
                continue
            except OSError as error:
                raise unwritable(place, error) from None


def _add(release: Path, folder: Path) -> None:
    """Copy a release beside its place, and move it there as a whole."""
    new = opened(folder)
    try:
        shutil.copytree(release, new, copy_function=shutil.copyfile)
        new.rename(folder)
    finally:
        clear(folder)


def _write(there: Path, pages: Mapping[str, bytes]) -> None:
    """Write the pages that differ; first the lists of versions, which tell that a site is ours."""
    for name in sorted(pages, key=lambda name: Path(name).name != VERSIONS):
        demand_inside(there, name)
        path = there / name
        if path.is_symlink() or not path.is_file() or path.read_bytes() != pages[name]:
            write_atomic(path, pages[name])


def _take_away(there: Path, pages: Mapping[str, bytes]) -> None:
    """Take pages of ours away that nobody writes any more."""
    for folder in (study / name for study in studies(there) for name in (LATEST, CHANGES)):
        if folder.is_symlink() or mounted(folder):
            continue
        for above, _, names in os.walk(folder):
            for path in (Path(above, name) for name in names):
                if path.relative_to(there).as_posix() not in pages:
                    path.unlink()
