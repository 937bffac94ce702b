"""Forecast: what a build would move once one ledger has taken the place of another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corrigenda.corrections import Correction
from corrigenda.errors import Problem
from corrigenda.evaluation import Evaluation, Evidence, evaluate, reevaluate
from corrigenda.forms import Value, form
from corrigenda.impact import Moves, moves
from corrigenda.project import Project
from corrigenda.receipts import stale
from corrigenda.rendering.prose import Claim, FalseClaim, false_claims
from corrigenda.rows import apart, touched
from corrigenda.sources import misquoted, sources
from corrigenda.workflow import Job, Plan


@dataclass(frozen=True)
class Following:
    """An empty claim, which prints something else by itself."""

    claim: Claim
    before: str
    after: str


@dataclass(frozen=True)
class Forecast:
    """Everything that moves.

    Parameters
    ----------
    rows
        The rows that the new ledger has and the old one has not.
    gone
        Those that only the old one has.
    moves
        What moves in data and exhibits.
    false
        The claims that would no longer hold.
    excerpts
        The excerpts that the data would no longer bear out.
    following
        The empty claims that would print something else.
    jobs
        What a build would run.
    """

    rows: tuple[Correction, ...]
    gone: tuple[Correction, ...]
    moves: Moves
    false: tuple[FalseClaim, ...]
    excerpts: tuple[Problem, ...]
    following: tuple[Following, ...]
    jobs: tuple[Job, ...]


def forecast(
    project: Project,
    evidence: Evidence,
    old: tuple[Correction, ...],
    new: tuple[Correction, ...],
    strict: bool = True,
    entered: bool = False,
) -> Forecast:
    """Compute what moves between two ledgers, without building.

    Parameters
    ----------
    project
        The study within its folder.
    evidence
        What was imported.
    old, new
        Every row of the two ledgers.
    strict
        Whether the new ledger must leave nothing wrong in the data.
    entered
        Whether the new ledger is the one in the file.

    Returns
    -------
    Forecast
        Everything that moves.

    Raises
    ------
    UserError
        When the new ledger does not fit the data.
    """
    before = evaluate(project, evidence, old, strict=False)
    after = reevaluate(project, evidence, new, before, touched(old, new), strict)
    found = moves(project, before, after)
    claims = [c for c in sources(project, after.statistics).claims if c.of in found.statistics]
    rows, gone = apart(new, old), apart(old, new)
    return Forecast(
        rows,
        gone,
        found,
        tuple(_falsified(project, claims, before, after)),
        tuple(_belied(project, before, after)),
        tuple(_following(project, claims, before, after)),
        _jobs(Plan(project), found, entered),
    )


def _falsified(
    project: Project, claims: Sequence[Claim], before: Evaluation, after: Evaluation
) -> Iterator[FalseClaim]:
    study, lexicon = project.study, project.lexicon
    already = {id(f.claim) for f in false_claims(claims, before.statistics, study, lexicon)}
    for found in false_claims(claims, after.statistics, study, lexicon):
        if id(found.claim) not in already:
            yield found


def _belied(project: Project, before: Evaluation, after: Evaluation) -> Iterator[Problem]:
    known = misquoted(project, before.slices)
    yield from (p for p in misquoted(project, after.slices) if p not in known)


def _following(
    project: Project, claims: Sequence[Claim], before: Evaluation, after: Evaluation
) -> Iterator[Following]:
    for claim in claims:
        if not claim.text.strip():
            texts = [_shown(claim, s.statistics.get(claim.of), project) for s in (before, after)]
            if all(texts) and texts[0] != texts[1]:
                yield Following(claim, *texts)


def _shown(claim: Claim, value: Value | None, project: Project) -> str:
    return "" if value is None else form(value, project.study, claim.form) or ""


def _jobs(plan: Plan, moves: Moves, entered: bool) -> tuple[Job, ...]:
    """Follow the bytes: a job runs when a file that it reads comes out different."""
    running = set(stale(plan))
    if not entered or Job("clean") in running:  # else the slices are new, and the receipts know all
        running |= set(_moved(plan, moves))
    return tuple(job for job in plan.jobs() if job in running)


def _moved(plan: Plan, moves: Moves) -> Iterable[Job]:
    changed = set(moves.slices)
    # All of these read the ledger, or what tells of it.
    yield from map(Job, ("clean", "history", "records", "compose", "html", "pdf"))
    for item in plan.project.coding.items:
        if item in moves.codings or plan.project.items[item].coded_from in changed:
            yield Job("aggregate", item)
    for exhibit in plan.project.exhibits.values():
        if changed & set(exhibit.items):
            yield Job(exhibit.kind, exhibit.id)
    if changed or moves.statistics:
        yield Job("statistics")
