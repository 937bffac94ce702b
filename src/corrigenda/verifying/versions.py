"""Versions: files that a build did write, but another one than the last."""

from pathlib import Path

from corrigenda.errors import RecordError
from corrigenda.identity import read_identity
from corrigenda.provenance import (
    REPORT,
    STATISTICS,
    ExhibitRecord,
    ReportRecord,
    StatisticsRecord,
    load_record,
    record_id,
)
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import Job

STAMPED = (".svg", ".png", ".html", ".pdf")


def other_version(survey: Survey, path: str) -> str | None:
    """Say of which record a file is that the last build has not written.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    path
        A file that is not as its receipt has it.

    Returns
    -------
    str or None
        The id of its record, where file and record, or the file itself, tell of another build;
        None where it was edited.
    """
    try:
        return _by_record(survey, Path(path)) or _by_itself(survey, Path(path))
    except RecordError:
        return None


def _by_record(survey: Survey, path: Path) -> str | None:
    folder = survey.project.figures
    if path.parent != folder:
        return None
    if path.name == STATISTICS:
        record = load_record(path, path.as_posix(), StatisticsRecord)
        own = record_id(record.study, "statistics", record.data)
        built = survey.written(Job("statistics"), survey.place(survey.project.build / path.name))
        return record.id if record.id == own and built not in (record.data, None) else None
    exhibit = survey.project.exhibits.get(path.stem)
    if exhibit is None:
        return None
    record = load_record(folder / f"{path.stem}.json", path.as_posix(), ExhibitRecord)
    files = {survey.shown(name): sha for name, sha in record.files.items()}
    job = Job(exhibit.kind, exhibit.id)
    whole = all(survey.now(file) == sha for file, sha in files.items())
    other = any(survey.written(job, file) != sha for file, sha in files.items())
    return record.id if whole and other else None


def _by_itself(survey: Survey, path: Path) -> str | None:
    if path.suffix not in STAMPED:
        return None
    identity = read_identity(path.read_bytes())
    if identity is None:
        return None
    if path.parent == survey.project.build:
        record = load_record(survey.project.figures / REPORT, path.as_posix(), ReportRecord)
        return identity.record if identity.record != record.id else None
    exhibit = survey.project.exhibits.get(path.stem)
    if exhibit is None:
        return None
    data = survey.written(Job(exhibit.kind, exhibit.id), survey.shown(f"{path.stem}.csv"))
    return identity.record if identity.data != data else None
