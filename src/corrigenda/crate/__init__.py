"""Crates: a study's run as an RO-Crate (Provenance Run profile), for archives and for reuse."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from corrigenda.crate.description import described
from corrigenda.errors import Problem, RecordError, WriteError
from corrigenda.project import Project
from corrigenda.receipts import Receipt, read_receipt, stale
from corrigenda.workflow import Job, Plan

METADATA = "ro-crate-metadata.json"


def write_crate(project: Project, folder: Path) -> Path:
    """Write a study's run as an RO-Crate.

    It holds the workflow, the declarations and sources, the exhibits with their records, and the
    report. What tells of single respondents is described by name, size and hash, and left out,
    unless the study discloses respondents and open text.

    Parameters
    ----------
    project
        The study within its folder; the working folder is its project.
    folder
        Where; a crate that was written there before is replaced.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    RecordError
        When the report is not built, or not from the files as they are now.
    WriteError
        When the folder holds anything else, belongs to the study, or cannot be written.
    """
    plan = Plan(project)
    receipts = _receipts(plan)
    _demand_free(project, folder)
    crate = described(project, receipts)
    try:
        _replace(folder, crate)
    except OSError as error:
        advice = "Mind the permissions of the folder and the space on the disk."
        message = f"the crate cannot be written: {error.strerror}."
        raise WriteError(Problem(folder.as_posix(), message, advice)) from None
    return folder


def _receipts(plan: Plan) -> dict[Job, Receipt]:
    """Read what each job left behind, which must agree with the files as they are."""
    advice = "Run corrigenda build; a crate tells of the run that made these very files."
    found = {job: read_receipt(plan, job) for job in plan.jobs()}
    unread = {job: "its receipt cannot be read" for job, receipt in found.items() if not receipt}
    outdated = unread | stale(plan)
    if outdated:
        problems = [Problem(f"job {job}", f"{why}.") for job, why in outdated.items()]
        told = (
            problems if len(problems) < len(found) else []
        )  # where nothing is built, once is enough
        last = Problem("build", "the report is not built from the files as they are now.", advice)
        raise RecordError([*told, last])
    return found


def _demand_free(project: Project, folder: Path) -> None:
    """Refuse a folder in which a crate would overwrite or join what is not a crate."""
    place = folder.as_posix()
    if folder.exists() and not folder.is_dir():
        raise WriteError(Problem(place, "it is a file.", "Name a folder for the crate."))
    target = folder.resolve()
    own = (project.data, project.report, project.figures)
    owned = [path.parent.resolve() for path in own]
    if any(target == p or p in target.parents or target in p.parents for p in owned):
        message = "a crate would mix with the files of the study."
        raise WriteError(Problem(place, message, "Name a folder of its own."))
    if strange := next(_strange(folder), None):
        message = f"it holds {strange}, which no crate of ours wrote there."
        raise WriteError(Problem(place, message, "Name an empty folder, or a new one."))


def _strange(folder: Path) -> Iterator[str]:
    """Yield what a folder holds beside the files of an earlier crate."""
    try:
        graph = json.loads((folder / METADATA).read_text(encoding="utf-8"))["@graph"]
        known = {unquote(each["@id"]) for each in graph} | {METADATA}
    except (OSError, ValueError, KeyError, TypeError):
        known = set()
    names = (p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*")) if p.is_file())
    yield from (name for name in names if name not in known)


def _replace(folder: Path, crate) -> None:
    """Write the crate beside its place, and move it there when it is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
        new, old = Path(temporary, "new"), Path(temporary, "old")
        crate.write(new)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
