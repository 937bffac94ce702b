"""Writing a site as a whole beside the old one, which it replaces in one step."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from corrigenda.errors import Problem, ReleaseError, UserError, WriteError
from corrigenda.files import reason
from corrigenda.releases.exchange import exchange, mend
from corrigenda.releases.layout import CHANGES, LATEST, release_folders
from corrigenda.releases.mounts import mounted
from corrigenda.releases.workspace import clear, opened


@contextmanager
def renewed(site: Path, place: str = "") -> Iterator[Path]:
    """Give out a copy of a site to be changed, which replaces it when all has gone well.

    The copy shares the files of releases with the site (hard links); what is written into it has
    to go through `put`, which never writes into a file that is there.

    Parameters
    ----------
    site
        The site; it need not be there yet.
    place
        How messages name it; by its path where nothing is said.

    Yields
    ------
    Path
        The copy, in the workspace of the site.

    Raises
    ------
    ReleaseError
        When the site is no folder, or cannot be moved without what is mounted in it.
    WriteError
        When something cannot be written; the site is as it was.
    """
    place = place or site.as_posix()
    _demand_whole(site, place)
    try:
        mend(site)
        new = opened(site)
        _carry(site, new)
        yield new
        exchange(new, site)
    except OSError as error:
        raise unwritable(place, error) from None
    finally:
        # What stands there now is the old site, or a new one that has failed.
        with suppress(UserError):
            tidy(site)


def tidy(site: Path) -> None:
    """Take away what a killed command has left beside a site, and put back a site left aside."""
    try:
        mend(site)
        clear(site)
    except OSError as error:
        raise unwritable(site.as_posix(), error) from None


def unwritable(place: str, error: OSError) -> WriteError:
    """Say in words why something could not be written."""
    advice = "Mind the permissions of the folder and the space on the disk."
    return WriteError(Problem(place, f"it cannot be written: {reason(error)}.", advice))


def _demand_whole(site: Path, place: str) -> None:
    """Refuse what no other folder can take the place of."""
    advice = "A site is replaced as a whole."
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise ReleaseError(Problem(place, "it is no folder.", advice))
    if found := mounted(site):
        inside = found.relative_to(site.resolve()).as_posix()
        where = place if inside == "." else f"{place}/{inside}"
        advice += " Unmount it; corrigenda publish --to can fill a mounted folder."
        raise ReleaseError(Problem(where, "it is a mount point.", advice))


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder of a copy, each anew.

    Parameters
    ----------
    folder
        Where.
    files
        By their names within it.

    Raises
    ------
    ReleaseError
        When a link would lead out of the folder.
    """
    for name, content in files.items():
        demand_inside(folder, name)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # it may be shared with the site
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def demand_inside(folder: Path, name: str) -> None:
    """Refuse to write a file through a link.

    Parameters
    ----------
    folder
        Where.
    name
        Its name within it.

    Raises
    ------
    ReleaseError
        When one of the folders that lead to it is a link.
    """
    for above in list(Path(name).parents)[:-1]:
        if (folder / above).is_symlink():
            message = "it is a link, and pages of the site would be written through it."
            raise ReleaseError(Problem(above.as_posix(), message, "Take it out."))


def _carry(site: Path, new: Path) -> None:
    """Lay a copy of a site beside it, without what is written anew in it as a whole."""
    if not site.exists():
        new.mkdir()
        return
    shutil.copytree(site, new, symlinks=True, copy_function=_link, ignore=_made_anew(site))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target, follow_symlinks=False)


def _made_anew(site: Path) -> Callable[[str, list[str]], set[str]]:
    def ignored(folder: str, names: list[str]) -> set[str]:
        path = Path(folder)
        ours = path.parent == site and release_folders(path)
        return {LATEST, CHANGES} & set(names) if ours else set()

    return ignored
