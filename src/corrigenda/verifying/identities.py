"""Identities: what figures, tables, page and PDF say of themselves, held against their records."""

from pathlib import Path

from corrigenda.errors import Problem
from corrigenda.identity import read_identity
from corrigenda.provenance import ExhibitRecord, ReportRecord
from corrigenda.verifying import sayings
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.links import REPORTS, node
from corrigenda.verifying.recorded import Records
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import Job

STAMPED = (".svg", ".png", ".html", ".pdf")


def compare_identities(
    survey: Survey, chains: Chains, records: Records, report: ReportRecord | None
) -> None:
    """Hold what every file says of itself against its record.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where broken links are noted; files that are known to be broken are not read.
    records
        Those of the exhibits.
    report
        That of the report; None where there is none.
    """
    for name, record in records.exhibits.items():
        for file in record.files:
            _compare(survey, chains, survey.shown(file), record, Job(record.kind, name))
    for stage, name in REPORTS.items() if report else ():
        path = survey.place(survey.project.build / name)
        _compare(survey, chains, path, report, Job(stage))


def _compare(
    survey: Survey, chains: Chains, path: str, record: ExhibitRecord | ReportRecord, job: Job
) -> None:
    place = Path(path)
    if place.suffix not in STAMPED or survey.now(path) is None:
        return
    own = record.exhibit if isinstance(record, ExhibitRecord) else "report"
    jobs = (job, Job("records"), Job("compose"))
    if not all(map(chains.holds, (path, survey.shown(f"{own}.json"), *map(node, jobs)))):
        return
    identity = read_identity(place.read_bytes())
    if identity is None:
        message = "it does not say what it is: another program has written it."
        chains.break_at(path, "edited", Problem(path, message, sayings.REMADE))
    elif (identity.record, identity.data) != (record.id, record.data):
        chains.break_at(path, "version", sayings.elsewhere(path, identity.record))
