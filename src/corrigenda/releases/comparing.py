"""Comparing: two versions of a report, as they were released."""

from corrigenda.errors import ReleaseError
from corrigenda.project import Project
from corrigenda.releases.layout import released, site
from corrigenda.releases.proving import proven
from corrigenda.releases.snapshot import Folder, Snapshot


def compared(project: Project, old: str, new: str = "") -> tuple[Snapshot, Snapshot]:
    """Find two versions of a report that shall be compared.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder.
    old
        A release.
    new
        Another one; the working tree where it is empty.

    Returns
    -------
    tuple of Snapshot
        Both versions.

    Raises
    ------
    ReleaseError
        When there is no such release, somebody changed one, or the working tree is not built.
    """
    from corrigenda.releases import working

    folders = [released(project, version) for version in (old, new) if version]
    found = [p for study in proven(site(project), project.study_id) for p in study.problems]
    if found:
        raise ReleaseError(found)
    first, *second = [Snapshot(Folder(folder)) for folder in folders]
    return first, second[0] if second else working.snapshot(project)
