"""Publishing into a folder: one that a server shows, or that is copied to one."""

import os
from pathlib import Path

from corrigenda.building import alone
from corrigenda.errors import Problem, ReleaseError
from corrigenda.publishing.demands import demand_site
from corrigenda.publishing.filling import fill, sweep
from corrigenda.publishing.uniting import unite
from corrigenda.releases.layout import SITE
from corrigenda.releases.mounts import mounted

# Folders of a project that are not to be published into.
_OWN = ("data", "report", "figures", "src", "profiles", "build", SITE, ".git", ".snakemake")


def publish_folder(project_root: Path, folder: Path, named: str = "") -> str:
    """Publish the releases of a project into a folder, beside those that it holds.

    The folder is replaced in one step. Where that cannot be, because something is mounted in it or
    its parent cannot be written, it is filled file by file, the releases before the pages that lead
    to them.

    Parameters
    ----------
    project_root
        The project folder.
    folder
        Where; it need not be there yet.
    named
        How messages name it: as its user did; by its path where nothing is said.

    Returns
    -------
    str
        What was published, for a terminal.

    Raises
    ------
    ReleaseError
        When the folder belongs to the project or to someone else, holds releases that do not go
        together with ours, or nothing sound has been released.
    WriteError
        When it cannot be written.
    """
    root, place = project_root.resolve(), Path(named or os.path.normpath(folder)).as_posix()
    target = folder.resolve()
    _demand_free(root, target, place)
    with alone(root):
        site = demand_site(root)
        sweep(target, place)
        published = unite if _replaceable(target) else fill
        return published(site, target, place).said(place)


def _demand_free(root: Path, target: Path, place: str) -> None:
    """Refuse a folder of the project, one that holds it, and what is no folder."""
    advice = "Name a folder of its own."
    if root.is_relative_to(target):
        raise ReleaseError(Problem(place, "it holds the project itself.", advice))
    if target.is_relative_to(root) and target.relative_to(root).parts[0] in _OWN:
        raise ReleaseError(Problem(place, "it belongs to the project.", advice))
    if target.exists() and not target.is_dir():
        raise ReleaseError(Problem(place, "it is no folder.", advice))


def _replaceable(target: Path) -> bool:
    """Say whether another folder can take the place of this one."""
    above = next(folder for folder in target.parents if folder.exists())
    free = all(os.access(folder, os.W_OK) for folder in (above, target) if folder.exists())
    return free and not mounted(target)
