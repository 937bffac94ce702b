"""Disagreeing: which link is broken where a record says another thing than it would now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corrigenda.errors import Problem, UserError
from corrigenda.provenance import ExhibitRecord, StatisticsRecord, record_id
from corrigenda.verifying import sayings
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.differences import differences, file, kind
from corrigenda.verifying.links import node
from corrigenda.verifying.parts import CODE_NODE, break_code, break_declarations
from corrigenda.verifying.peers import compare_peers
from corrigenda.verifying.recorded import Records, expected, raw_files
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import Job

Told = ExhibitRecord | StatisticsRecord
NAMED = {
    "code": "other code",
    "ledger": "another ledger",
    "declaration": "another declaration",
    "responses": "other responses",
    "codings": "other codings",
    "value": "another value",
}
SAID = {"raw": ("the raw file", sayings.RAW), "ledger": ("the ledger", sayings.BUILD)}


@dataclass(frozen=True)
class Disagreement:
    """A part of a record that is not as it would be written now.

    Parameters
    ----------
    job
        What made that which the record tells of.
    kind
        What the part tells of (``raw``, ``ledger``, ``code``; ``record`` is the record itself).
    file
        The file that it tells of.
    """

    job: Job
    kind: str
    file: str

    @property
    def name(self) -> str:
        """What the record tells of."""
        return self.job.of or self.job.stage


def compare_records(survey: Survey, chains: Chains, records: Records) -> None:
    """Hold every record against files, declarations, code and ledger.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where broken links are noted.
    records
        What was read.
    """
    found = []
    try:
        for record, now in expected(survey, chains, records):
            found += _disagreements(survey, record, now)
    except UserError as error:
        chains.break_at(survey.ledger, "ledger", error.problems[0])
    for one in found:
        if one.kind == "record":
            path = survey.shown(f"{one.name}.json")
            chains.break_at(path, "record", sayings.edited(path, "the record"))
    if survey.built:
        _compare_built(survey, chains, found)
    else:
        _compare_unbuilt(survey, chains, records, found)
        compare_peers(survey, chains, records)


def _disagreements(survey: Survey, record: Told, now: Told) -> Iterator[Disagreement]:
    exhibit = isinstance(record, ExhibitRecord)
    job = Job(now.kind, record.exhibit) if exhibit else Job("statistics")
    own = record_id(record.study, job.of or job.stage, record.data)
    for path in differences(record, now):
        if path != ("id",) or record.id != own:  # else it goes with the data
            yield Disagreement(job, kind(path), file(survey, record, path))


def _compare_built(survey: Survey, chains: Chains, found: Sequence[Disagreement]) -> None:
    """What the receipts bear out is as it was built, so a record that disagrees was edited."""
    for one in found:
        # Where a job has not run again, its record cannot be of today.
        ran = chains.holds(node(one.job)) and chains.holds(node(Job("records")))
        if ran and _as_built(survey, chains, one):
            _misrecorded(survey, chains, one)


def _as_built(survey: Survey, chains: Chains, one: Disagreement) -> bool:
    if one.kind == "code":
        return chains.holds(CODE_NODE)
    if one.kind in ("declaration", "value"):
        return not survey.differing["declaration"]
    if one.kind == "ledger" and not _same_ledger(survey):
        return False
    if one.kind in ("responses", "codings"):
        return all(map(chains.holds, survey.imported))
    return chains.holds(one.file)


def _same_ledger(survey: Survey) -> bool:
    """Say whether the ledger changes what it did when the report was composed."""
    if survey.reworded:
        return True
    return survey.report is not None and survey.report.ledger.sha256 == survey.now(survey.ledger)


def _misrecorded(survey: Survey, chains: Chains, one: Disagreement) -> None:
    path = survey.shown(f"{one.name}.json")
    what = NAMED.get(one.kind, f"another {one.file}")
    chains.break_at(path, "record", sayings.misrecorded(path, what))


def _compare_unbuilt(
    survey: Survey, chains: Chains, records: Records, found: Sequence[Disagreement]
) -> None:
    """Without receipts, what the records agree on counts: who stands alone was edited."""
    changed = {"code": [], "declaration": []}
    for one in found:
        alone = one.kind in ("raw", "ledger", "code") and _alone(survey, records, found, one)
        if alone or one.kind == "value":
            _misrecorded(survey, chains, one)
        elif one.kind in changed:
            changed[one.kind].append(one.job)
        elif one.kind in ("raw", "ledger"):
            what, advice = SAID[one.kind]
            problem = Problem(one.file, f"{what} changed since the exhibits were made.", advice)
            chains.break_at(one.file, one.kind, problem)
        elif one.kind == "edited":
            _compare_file(survey, chains, one)
    if jobs := list(dict.fromkeys(changed["code"])):
        break_code(chains, jobs)
    if jobs := list(dict.fromkeys(changed["declaration"])):
        break_declarations(survey, chains, jobs)


def _alone(
    survey: Survey, records: Records, found: Sequence[Disagreement], one: Disagreement
) -> bool:
    """Say whether another record agrees with that which this one does not agree with."""
    if one.kind == "ledger":
        return _same_ledger(survey)
    peers = {
        job
        for job, record in records.by_job().items()
        if (job.stage == one.job.stage if one.kind == "code" else one.file in raw_files(record))
    }
    return not peers <= {o.job for o in found if (o.kind, o.file) == (one.kind, one.file)}


def _compare_file(survey: Survey, chains: Chains, one: Disagreement) -> None:
    shown = one.file in survey.outputs(one.job)
    if survey.now(one.file):
        message = "it is not what its record tells of: one of them was edited by hand."
        chains.break_at(one.file, "edited", Problem(one.file, message, sayings.REMADE))
    elif shown:
        chains.break_at(one.file, "edited", sayings.missing(one.file))
