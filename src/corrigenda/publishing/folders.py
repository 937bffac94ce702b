"""Publishing into a folder: one that a server shows, or that is copied to one."""

import os
import shutil
import tempfile
from pathlib import Path

from corrigenda.building import alone
from corrigenda.errors import Problem, ReleaseError, WriteError
from corrigenda.files import write_atomic
from corrigenda.publishing.demands import demand_site
from corrigenda.publishing.uniting import unite
from corrigenda.releases.layout import CHANGES, LATEST, SITE, release_folders, studies

# Folders of a project that are not to be published into.
_OWN = ("data", "report", "figures", "src", "profiles", "build", SITE, ".git", ".snakemake")


def publish_folder(project_root: Path, folder: Path) -> str:
    """Publish the releases of a project into a folder, beside those that it holds.

    The folder is replaced in one step. Where that cannot be, because it is mounted or its parent
    cannot be written, it is filled file by file, the releases before the pages that lead to them.

    Parameters
    ----------
    project_root
        The project folder.
    folder
        Where; it need not be there yet.

    Returns
    -------
    str
        What was published, for a terminal.

    Raises
    ------
    ReleaseError
        When the folder belongs to the project or to someone else, holds a release otherwise, or
        nothing sound has been released.
    WriteError
        When it cannot be written.
    """
    root, place = project_root.resolve(), folder.as_posix()
    target = folder.resolve()
    _demand_free(root, target, place)
    with alone(root):
        site = demand_site(root)
        if not _replaceable(target):
            return _filled(site, target, place)
        _make(target.parent, place)
        return unite(site, target, place).said(place)


def _demand_free(root: Path, target: Path, place: str) -> None:
    """Refuse a folder of the project, one that holds it, and what is no folder."""
    advice = "Name a folder of its own."
    if root.is_relative_to(target):
        raise ReleaseError(Problem(place, "it holds the project itself.", advice))
    if target.is_relative_to(root) and target.relative_to(root).parts[0] in _OWN:
        raise ReleaseError(Problem(place, "it belongs to the project.", advice))
    if target.exists() and not target.is_dir():
        raise ReleaseError(Problem(place, "it is no folder.", advice))


def _make(folder: Path, place: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(place, error) from None


def _replaceable(target: Path) -> bool:
    """Say whether another folder can take the place of this one."""
    above = next(folder for folder in target.parents if folder.exists())
    return os.access(above, os.W_OK) and not target.is_mount()


def _filled(site: Path, target: Path, place: str) -> str:
    """Unite in a copy elsewhere, and bring what differs into the folder."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, "site")
        _make(target, place)
        try:
            shutil.copytree(target, copy, symlinks=True)
            united = unite(site, copy, place)
            _bring(copy, target)
        except (OSError, shutil.Error) as error:
            raise _unwritable(place, error) from None
    return united.said(place)


def _bring(copy: Path, target: Path) -> None:
    """Make a folder the same as a copy: each release as a whole, then the pages that lead to it."""
    for folder in (folder for study in studies(copy) for folder in release_folders(study)):
        there = target / folder.relative_to(copy)
        if not there.exists():
            beside = there.with_name(f".{there.name}.new")
            shutil.rmtree(beside, ignore_errors=True)
            shutil.copytree(folder, beside, copy_function=shutil.copyfile)
            beside.rename(there)
    whole = _files(copy)
    for name in whole:
        content = (copy / name).read_bytes()
        if not (target / name).is_file() or (target / name).read_bytes() != content:
            write_atomic(target / name, content)
    for study in studies(copy):
        for ours in (LATEST, CHANGES):
            for path in (target / study.name / ours).rglob("*"):
                if path.is_file() and path.relative_to(target).as_posix() not in whole:
                    path.unlink()


def _files(folder: Path) -> dict[str, None]:
    """Name the files of a folder in a fixed order; what is a link is no file of a site."""
    paths = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink())
    return dict.fromkeys(p.relative_to(folder).as_posix() for p in paths)


def _unwritable(place: str, error: Exception) -> WriteError:
    advice = "Mind the permissions of the folder and the space on the disk."
    said = getattr(error, "strerror", None) or "not every file could be copied"
    return WriteError(Problem(place, f"it cannot be written: {said}.", advice))
