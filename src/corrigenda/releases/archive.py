"""The crate of a release as one file: the same bytes for the same files and build."""

import io
import tempfile
import zipfile
from pathlib import Path

from corrigenda.crate.description import described
from corrigenda.project import Project
from corrigenda.receipts import read_receipt
from corrigenda.workflow import Plan

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP can tell
_PLAIN_FILE = 0o100644 << 16


def archive(project: Project, version: str) -> bytes:
    """Write the study's run as an RO-Crate in a ZIP file.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder; its report is built from the
        files as they are.
    version
        The release that the crate belongs to.

    Returns
    -------
    bytes
        The file.
    """
    plan = Plan(project)
    crate = described(project, {job: read_receipt(plan, job) for job in plan.jobs()})
    crate.root_dataset["version"] = version
    with tempfile.TemporaryDirectory() as folder:
        crate.write(folder)
        return _zipped(Path(folder))


def _zipped(folder: Path) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            about = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EARLIEST)
            about.external_attr, about.compress_type = _PLAIN_FILE, zipfile.ZIP_DEFLATED
            file.writestr(about, path.read_bytes(), compresslevel=9)
    return target.getvalue()
