"""Telling pages of a site's making from those of somebody else, which must not be overwritten."""

import json
import os
from pathlib import Path

from corrigenda.releases.layout import VERSIONS

PAGES = ("index.html", VERSIONS, "versions.js", "feed.xml")


def foreign(folder: Path, study: str = "") -> Path | None:
    """Find what stands where a page would be written, and is not of a site's making.

    Parameters
    ----------
    folder
        A site, or the folder of a study in one; it need not be there yet.
    study
        Which study it is of; empty for the site itself.

    Returns
    -------
    Path or None
        The first such file; the folder where it is none; None where all is ours to write.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return folder
    if _is_ours(folder / VERSIONS, study):
        return None
    return next((folder / name for name in PAGES if os.path.lexists(folder / name)), None)


def _is_ours(versions: Path, study: str) -> bool:
    try:
        told = json.loads(versions.read_bytes()) if versions.is_file() else {}
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(told, dict):
        return False
    return told.get("study") == study if study else isinstance(told.get("studies"), list)
