"""The working tree as a version, so that it can be compared with releases."""

from corrigenda.project import Project
from corrigenda.provenance import UNRELEASED
from corrigenda.releases.contents import PAGE, told
from corrigenda.releases.dates import today
from corrigenda.releases.demands import current
from corrigenda.releases.describing import described
from corrigenda.releases.held import Held
from corrigenda.releases.snapshot import Snapshot


def snapshot(project: Project) -> Snapshot:
    """Take the report as it is built in the working tree for a version.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder.

    Returns
    -------
    Snapshot
        Its version is ``unreleased``, and it has neither PDF nor crate.

    Raises
    ------
    ReleaseError
        When the report is not built, or not from the files as they are.
    """
    current(project)
    held, html = Held(project), (project.build / PAGE).read_bytes()
    version = {"version": UNRELEASED, "date": today(), "note": "", "commit": "", "dirty": False}
    release = described(held, html, version | {"earlier": {}})
    return Snapshot(told(held, release, html))
