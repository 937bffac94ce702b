"""Identify: what a file is that was found somewhere, and whether it is current."""

from pathlib import Path

from corrigenda.errors import Problem, TargetError, UserError, did_you_mean
from corrigenda.files import sha256
from corrigenda.identify.answers import Identified, named
from corrigenda.identify.registered import exhibit_names, registered
from corrigenda.identify.released import released_place, told
from corrigenda.identity import Identity, read_identity
from corrigenda.project import Project
from corrigenda.provenance import (
    REPORT,
    UNRELEASED,
    ExhibitRecord,
    Record,
    ReportRecord,
    load_record,
)
from corrigenda.receipts import read_receipt, receipt_path, stale
from corrigenda.workflow import Job, Plan

MOST = 256 << 20  # bytes of a file in which an identity is looked for
LOST = (
    "A picture loses its identity when it is pasted or saved by another program, and a CSV has "
    "none: ask for the file as it was made."
)
BUILD = "Run corrigenda build, and ask again."


def identify(path: Path, project: Project | None) -> Identified:
    """Say what a file is, and whether it is current.

    Parameters
    ----------
    path
        A file from anywhere.
    project
        The study to ask; without one only the file itself is.

    Returns
    -------
    Identified
        By the identity inside; without one by its bytes.

    Raises
    ------
    TargetError
        When it cannot be read.
    RecordError
        When someone edited the record that tells.
    """
    try:
        if not path.is_file():  # a device would never end
            raise OSError("no file")
        identity = read_identity(path.read_bytes()) if path.stat().st_size <= MOST else None
        digest = sha256(path)
    except OSError:
        advice = "Mind its name and its permissions."
        raise TargetError(Problem(path.as_posix(), "it cannot be read.", advice)) from None
    file = path.as_posix()
    if identity and project:
        return _held_against(file, identity, digest, project)
    if identity:
        says = "Whether it is current cannot be said here."
        advice = "Ask in the folder of its project, or name that with --project."
        return Identified(file, identity, "alone", None, says, advice)
    return _by_bytes(file, digest, project)


def _by_bytes(file: str, digest: str, project: Project | None) -> Identified:
    if not project:
        advice = f"{LOST} Within its project, known files are found by their bytes."
        return Identified(file, None, "unknown", None, "Nothing is known of it.", advice)
    known = registered(project).get(digest)
    if not known and (place := released_place(project, digest)):
        return Identified(file, None, "released", None, f"Released: byte for byte {place}.")
    if not known:
        says = f"Nothing is known of it: no record of {project.study_id} holds these bytes."
        own = project.figures.resolve() in Path(file).resolve().parents
        advice = "corrigenda verify says what happened to it." if own else LOST
        return Identified(file, None, "unknown", None, says, advice)
    if known.gone:
        says = f"It was {known}. {project.study_id} has no such exhibit today."
        return Identified(file, None, "gone", False, says)
    today = known.record.id if known.record else None
    if known.record and (why := _behind(project, known.record)):
        return Identified(file, None, "behind", None, f"It is {known}. {why}", BUILD, today)
    return Identified(file, None, "current", True, f"Current: it is {known}.", today=today)


def _held_against(file: str, identity: Identity, digest: str, project: Project) -> Identified:
    # Only names that are there make paths: the file may say anything.
    studies = {p.parent.name for p in project.root.glob("data/*/study.yaml")}
    if identity.study not in studies:
        says = f"It belongs to another study; this is {project.study_id}."
        advice = did_you_mean(identity.study, studies) or "Ask in the folder of its project."
        return Identified(file, identity, "elsewhere", None, says, advice)
    home = Project(project.root, identity.study)
    record, records = _record(home, named(identity))
    if not records:
        says = f"Nothing is recorded of {home.study_id} here."
        return Identified(file, identity, "unbuilt", None, says, BUILD)
    if not record:
        says = f"{home.study_id} has no such exhibit today."
        advice = did_you_mean(named(identity), records)
        return Identified(file, identity, "gone", False, says, advice)
    compare = _compared if identity.release == UNRELEASED else _released
    state, current, says, advice = compare(identity, digest, record, home)
    if state != "outdated" and (why := _behind(home, record)):
        was = says.replace("Current: byte", "Byte")
        state, current, says, advice = "behind", None, f"{was} {why}", BUILD
    return Identified(file, identity, state, current, says, advice, record.id)


def _record(project: Project, name: str) -> tuple[Record | None, list[str]]:
    """Find today's record of an exhibit or of the report, and the names that have one."""
    path = project.figures / REPORT
    known = exhibit_names(project) + ([path.stem] if path.exists() else [])
    if name not in known:
        return None, known
    kind = ReportRecord if name == path.stem else ExhibitRecord
    path = project.figures / f"{name}.json"
    return load_record(path, project.place(path), kind), known


def _compared(
    identity: Identity, digest: str, record: Record, project: Project
) -> tuple[str, bool | None, str, str]:
    """Return state, current, answer and advice."""
    if identity.data != record.data:
        return _outdated(identity, record, project)
    files = _files(record, project)
    if same := [place for place, known in files.items() if known == digest]:
        return "current", True, f"Current: byte for byte {same[0]}.", ""
    if identity.record == record.id and not files:
        return "otherwise", None, "It is of today's record; there are no bytes to compare.", BUILD
    advice = f"Take {' or '.join(files)}." if files else BUILD
    if identity.record == record.id:
        says = "Its data are those of today, but its bytes are not: it was saved anew, or edited."
    else:
        says = f"Its data are those of today, but it was written otherwise than {record.id}."
    return "otherwise", None, says, advice


def _released(
    identity: Identity, digest: str, record: Record, project: Project
) -> tuple[str, bool | None, str, str]:
    """Return what `_compared` does, of a file that says of which release it is."""
    place, says = told(project, identity, digest)
    if identity.data != record.data:
        state, current, outdated, advice = _outdated(identity, record, project)
        return state, current, f"{says} {outdated}", advice
    return "released", True if place else None, f"{says} Its data are those of today.", ""


def _outdated(identity: Identity, record: Record, project: Project) -> tuple:
    says = f"Outdated: the data behind it are not those of today, {record.id}."
    if isinstance(record, ExhibitRecord) and record.lineage.corrections:
        says += f" Corrections that touch it today: {', '.join(record.lineage.corrections)}."
    place = project.place(project.figures / f"{named(identity)}.json")
    advice = f"git log -S {identity.data[:12]} -- {place} finds when they changed."
    return "outdated", False, says, advice


def _files(record: Record, project: Project) -> dict[str, str]:
    """Return the files that a record tells of, with the hash of each."""
    if isinstance(record, ExhibitRecord):
        return {project.place(project.figures / n): known for n, known in record.files.items()}
    receipts = (read_receipt(Plan(project), Job(stage)) for stage in ("html", "pdf"))
    return {file: known for r in receipts if r for file, known in r.outputs.items() if known}


def _jobs(record: Record, project: Project) -> list[Job] | None:
    if not isinstance(record, ExhibitRecord):
        return None
    coded = [Job("aggregate", i) for i in record.lineage.items if i in project.coding.items]
    return [Job("import"), Job("clean"), *coded, Job(record.kind, record.exhibit)]


def _behind(project: Project, record: Record) -> str:
    """Say what changed since the last build, where this project has been built at all."""
    try:
        plan = Plan(project)
        if not receipt_path(plan, Job("import")).parent.is_dir():
            return ""
        found = next(iter(stale(plan, _jobs(record, project)).items()), None)
    except UserError:
        found = ("check", "the study's declarations cannot be read as they are")
    return "But the last build is not of today ({}: {}).".format(*found) if found else ""
