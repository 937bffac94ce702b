"""A workspace beside a folder that is replaced as a whole; a mark tells that it is ours."""

import os
import shutil
import stat
from pathlib import Path

from corrigenda.errors import Problem, ReleaseError
from corrigenda.releases.mounts import mounted

NEW, ASIDE = "new", "aside"
MARK = "made-by-corrigenda"


def workspace(folder: Path) -> Path:
    """Where the workspace of a folder is: ``.site.corrigenda`` beside ``site``."""
    return folder.with_name(f".{folder.name}.corrigenda")


def opened(folder: Path) -> Path:
    """Make the workspace of a folder, its mark before anything else.

    Parameters
    ----------
    folder
        The folder; it need not be there yet.

    Returns
    -------
    Path
        Where its successor is to be made; nothing is there yet.

    Raises
    ------
    ReleaseError
        When something of somebody else's stands there.
    """
    clear(folder)
    place = workspace(folder)
    place.mkdir(parents=True)
    (place / MARK).touch()
    return place / NEW


def is_ours(place: Path) -> bool:
    """Say whether a folder is a workspace that we have made."""
    return place.is_dir() and not place.is_symlink() and (place / MARK).is_file()


def clear(folder: Path) -> None:
    """Take away the workspace of a folder, its mark after everything else.

    Parameters
    ----------
    folder
        The folder; what it held before and stands aside is lost.

    Raises
    ------
    ReleaseError
        When it is somebody else's, or something is mounted in it.
    """
    place = workspace(folder)
    if not os.path.lexists(place):
        return
    _demand_ours(place)
    for part in (NEW, ASIDE):
        if (place / part).exists():
            _removed(place / part)
    (place / MARK).unlink(missing_ok=True)
    place.rmdir()


def _demand_ours(place: Path) -> None:
    empty = place.is_dir() and not place.is_symlink() and not any(place.iterdir())
    if not empty and not is_ours(place):  # a kill may have left it without its mark, but empty
        message = "it is not of Corrigenda's making, and is left alone."
        raise ReleaseError(Problem(place.as_posix(), message, "Give it another name."))
    if found := mounted(place):
        message = "it is a mount point, and what is mounted there is left alone."
        raise ReleaseError(Problem(found.as_posix(), message, "Unmount it."))


def _removed(folder: Path) -> None:
    for path, _, _ in os.walk(folder):  # folders may be closed against writing
        mode = Path(path).stat().st_mode
        if mode & stat.S_IRWXU != stat.S_IRWXU:
            Path(path).chmod(mode | stat.S_IRWXU)
    shutil.rmtree(folder)
