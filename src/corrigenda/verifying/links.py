"""Links: which file was made from which, from the raw files to exhibits, statistics and report."""

from corrigenda.provenance import CLAIMS, REPORT, STATISTICS
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import Job

REPORTS = {"html": "report.html", "pdf": "report.pdf"}
REASONS = "reasons"  # and authors and dates: of the ledger what the report alone tells of


def node(job: Job) -> str:
    """Name a job among the links."""
    return f"job {job}"


def linked(survey: Survey) -> Chains:
    """Link everything that a build reads and writes.

    Parameters
    ----------
    survey
        The study as it was built and as it is.

    Returns
    -------
    Chains
        In which nothing is broken yet.
    """
    chains = Chains()
    for job in survey.jobs:
        inputs = [] if job.stage == "records" else filter(survey.asked, survey.inputs(job))
        chains.link(inputs, node(job))
        for path in survey.outputs(job):
            chains.link([node(job)], path)
    chains.link([REASONS], node(Job("compose")))
    _link_records(survey, chains)
    _link_reports(survey, chains)
    return chains


def _link_records(survey: Survey, chains: Chains) -> None:
    """Their job reads everything; each record hangs on what it tells of."""
    rows = survey.imported[0]
    for exhibit in survey.project.exhibits.values():
        record = survey.shown(f"{exhibit.id}.json")
        chains.link(survey.outputs(Job(exhibit.kind, exhibit.id)), record)
        chains.link([rows], record)
        chains.end(record, exhibit.id)
    record = survey.shown(STATISTICS)
    chains.link([rows, *survey.outputs(Job("statistics"))], record)
    chains.end(record, "statistics")


def _link_reports(survey: Survey, chains: Chains) -> None:
    """Both are rendered from all of the stage, though its list alone is their input."""
    records = [survey.shown(name) for name in (CLAIMS, REPORT)]
    stage = survey.place(survey.project.build / "stage") + "/"
    staged = [p for p in survey.outputs(Job("compose")) if p.startswith(stage)]
    for stage_name, name in REPORTS.items():
        chains.link([*staged, *records], node(Job(stage_name)))
        chains.end(survey.place(survey.project.build / name), name)
