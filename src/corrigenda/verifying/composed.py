"""Composed: claims held against the statistics, and the records of claims and report."""

import json
from collections.abc import Mapping

from corrigenda.errors import Problem
from corrigenda.forms import exact
from corrigenda.provenance import (
    CLAIMS,
    REPORT,
    STATISTICS,
    ClaimsRecord,
    ReportRecord,
    StatisticsRecord,
)
from corrigenda.records import claims_record, report_record
from corrigenda.rendering.inputs import Inputs
from corrigenda.sources import sources
from corrigenda.verifying import sayings
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.comparing import written
from corrigenda.verifying.identities import compare_identities
from corrigenda.verifying.links import REASONS, node
from corrigenda.verifying.recorded import Records, load_one
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import Job

COMPOSE = Job("compose")


def compare_sources(survey: Survey, chains: Chains) -> None:
    """Hold sources and ledger against the record of the report, where that alone tells of them.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where broken links are noted.
    """
    if survey.receipts[COMPOSE] or not survey.report:
        return
    then = survey.report.sources | {survey.ledger: survey.report.ledger.sha256}
    for path in dict.fromkeys([*then, *survey.plan.sources]):
        if then.get(path) != survey.now(path):
            kind, what = written(survey, path)
            since = sayings.were_made([COMPOSE])
            problem = sayings.changed(path, what, then.get(path), survey.now(path), since)
            chains.break_at(path, kind, problem)


def compare_report(survey: Survey, chains: Chains, records: Records) -> int:
    """Hold the claims against the statistics, and the records of claims and report against both.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where broken links are noted.
    records
        Those of the exhibits and statistics.

    Returns
    -------
    int
        How many claims hold.
    """
    report = load_one(survey, chains, REPORT, ReportRecord)
    path = survey.place(survey.project.build / STATISTICS)
    named = _statistics(survey) if survey.now(path) and chains.holds(path) else {}
    inputs = sources(survey.project, {name: exact(entry) for name, entry in named.items()})
    false = _false_claims(survey, chains, inputs) if named else 0
    claims = load_one(survey, chains, CLAIMS, ClaimsRecord)
    if chains.holds(node(COMPOSE)):
        if claims and not (false or _same_claims(survey, chains, inputs, named, claims)):
            _edited(survey, chains, CLAIMS)
        if claims and records.statistics:
            _compare_values(survey, chains, claims, records.statistics)
        if report and not _same_report(survey, chains, inputs, records, report):
            _edited(survey, chains, REPORT)
    compare_identities(survey, chains, records, report)
    return len(inputs.claims) - false if named else 0


def _statistics(survey: Survey) -> dict[str, Mapping]:
    return json.loads((survey.project.build / STATISTICS).read_text(encoding="utf-8"))


def _false_claims(survey: Survey, chains: Chains, inputs: Inputs) -> int:
    """Break a link between the statistics and each sentence that they no longer bear out."""
    statistics = survey.place(survey.project.build / STATISTICS)
    for number, false in enumerate(inputs.false_claims):
        name = f"claim {number}"
        chains.link([statistics], name)
        chains.link([name], node(COMPOSE))
        problem = false.problem
        message = f"a claim no longer holds: {problem.message}"
        chains.break_at(name, "claim", Problem(problem.place, message, problem.advice))
    return len(inputs.false_claims)


def _edited(survey: Survey, chains: Chains, name: str) -> None:
    path = survey.shown(name)
    chains.break_at(path, "record", sayings.edited(path, "the record"))


def _compare_values(
    survey: Survey, chains: Chains, claims: ClaimsRecord, statistics: StatisticsRecord
) -> None:
    """Hold the values that claims are bound to against those that are recorded."""
    path, other = survey.shown(CLAIMS), survey.shown(STATISTICS)
    if not (chains.holds(other) and _sources_hold(survey, chains)):
        return
    ids = {name: one.id for name, one in statistics.statistics.items()}
    for claim in claims.claims:
        if ids.get(claim.of) != claim.statistic:
            problem = sayings.contradicting(path, other, claim.of)
            chains.break_at(path, "record", problem)


def _same_claims(
    survey: Survey, chains: Chains, inputs: Inputs, named: Mapping, record: ClaimsRecord
) -> bool:
    """Say whether a record is what would be written of the claims; unbuilt, as far as is known."""
    if not _sources_hold(survey, chains):
        return True
    if named:
        return claims_record(survey.project, inputs, named) == record
    then = [(claim.file, claim.of, claim.form) for claim in record.claims]
    now = [(c.place.rpartition(":")[0], c.of, c.form) for c in inputs.claims]
    words = zip((claim.words for claim in record.claims), inputs.claims, strict=False)
    return then == now and all(claim.words in ("", said) for said, claim in words)


def _same_report(
    survey: Survey, chains: Chains, inputs: Inputs, records: Records, record: ReportRecord
) -> bool:
    whole = all(name in records.exhibits for name in inputs.shown) and records.statistics
    named = [survey.shown(f"{name}.json") for name in (*inputs.shown, "statistics")]
    if not (whole and _sources_hold(survey, chains) and all(map(chains.holds, named))):
        return True
    shown = {name: records.exhibits[name] for name in inputs.shown}
    return report_record(survey.plan, shown, records.statistics) == record


def _sources_hold(survey: Survey, chains: Chains) -> bool:
    then = survey.report.sources if survey.report else ()
    return all(map(chains.holds, (*then, *survey.plan.sources, survey.ledger, REASONS)))
