"""Exchanging two folders in one step, so that a kill at any moment leaves one of them whole."""

import ctypes
import errno
import os
import sys
from pathlib import Path

from corrigenda.releases.workspace import ASIDE, is_ours, workspace

_HERE = -100  # AT_FDCWD: paths are relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS
_UNABLE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)


def exchange(new: Path, old: Path) -> None:
    """Let two folders take each other's place, and a new one its place where nothing stands.

    Parameters
    ----------
    new
        What shall stand at ``old``; it is in the workspace of that folder.
    old
        What shall stand at ``new``; nothing may be there.

    Raises
    ------
    OSError
        When the system refuses; both are as they were.
    """
    if not old.exists():
        new.rename(old)
    elif not _at_once(new, old):
        _in_steps(new, old)


def mend(folder: Path) -> None:
    """Put a folder back that a kill left aside, where the system cannot exchange in one step."""
    if left_aside(folder):
        (workspace(folder) / ASIDE).rename(folder)


def left_aside(folder: Path) -> bool:
    """Say whether a kill left a folder in its workspace, so that nothing stands at its place."""
    place = workspace(folder)
    return is_ours(place) and (place / ASIDE).is_dir() and not os.path.lexists(folder)


def _at_once(new: Path, old: Path) -> bool:
    """Ask the system to exchange them; False where it does not know how."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    paths = [os.fsencode(path) for path in (new, old)]
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(*paths, ctypes.c_uint(_EXCHANGE))
    elif hasattr(library, "renameat2"):
        here = ctypes.c_int(_HERE)
        failed = library.renameat2(here, paths[0], here, paths[1], ctypes.c_uint(_EXCHANGE))
    else:
        return False
    if failed and ctypes.get_errno() not in _UNABLE:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(old))
    return not failed


def _in_steps(new: Path, old: Path) -> None:
    aside = new.with_name(ASIDE)
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    aside.rename(new)
