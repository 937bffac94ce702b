"""The layout of the site: where releases are, and which of them are there."""

from pathlib import Path

from corrigenda.errors import Problem, ReleaseError, did_you_mean, quoted
from corrigenda.project import Project
from corrigenda.releases.models import RELEASE
from corrigenda.releases.numbers import number, parse

SITE = "site"
VERSIONS = "versions.json"
# Folders of a study that are written anew with each release.
LATEST, CHANGES = "latest", "changes"


def site(project: Project) -> Path:
    """Where the site of a project is."""
    return project.root / SITE


def release_folders(study: Path) -> list[Path]:
    """List the releases of a study.

    Parameters
    ----------
    study
        The study's folder in the site; it need not be there.

    Returns
    -------
    list of Path
        The folder of each release, the oldest first.
    """
    found = (p for p in study.glob("*") if number(p.name) and p.is_dir() and not p.is_symlink())
    return sorted(found, key=lambda path: parse(path.name))


def studies(site: Path) -> list[Path]:
    """List the folders of a site that hold releases, in the order of their names."""
    found = (p for p in site.glob("*") if p.is_dir() and not p.is_symlink())
    return sorted(path for path in found if release_folders(path))


def released(project: Project, version: str) -> Path:
    """Find the folder of a release.

    Parameters
    ----------
    project
        The study within its folder.
    version
        Which version.

    Returns
    -------
    Path
        Its folder.

    Raises
    ------
    ReleaseError
        When there is no such release.
    """
    parse(version)
    folder = site(project) / project.study_id
    known = [path.name for path in release_folders(folder)]
    if version not in known or not (folder / version / RELEASE).is_file():
        advice = did_you_mean(version, known) or (
            f"There is {', '.join(known)}." if known else "Nothing has been released yet."
        )
        raise ReleaseError(Problem(project.place(folder), f"no release {quoted(version)}.", advice))
    return folder / version
