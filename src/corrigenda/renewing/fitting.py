"""Fitting: what ledger, codings and rules make of a later export."""

from dataclasses import dataclass

from corrigenda.errors import Problem, UserError
from corrigenda.evaluation import Evidence, clean
from corrigenda.project import Project


@dataclass(frozen=True)
class Misfits:
    """What would not go together with a later export.

    Parameters
    ----------
    ledger
        Rows of the ledger that would no longer fit.
    others
        Answers and codings that would have to be put right.
    """

    ledger: tuple[Problem, ...]
    others: tuple[Problem, ...]


def misfits(project: Project, evidence: Evidence) -> Misfits:
    """Clean a later export under the ledger, and collect everything that is refused.

    Parameters
    ----------
    project
        The study with the later export and the new items.
    evidence
        What the later export holds.

    Returns
    -------
    Misfits
        Rows of the ledger, and everything else.
    """
    ledger = project.ledger
    places = {row.place for row in ledger}
    refused = _refused(project, evidence, ledger)
    rows = [problem for problem in refused if problem.place in places]
    if rows:  # they hide what else is wrong
        wrong = {problem.place for problem in rows}
        kept = tuple(row for row in ledger if row.place not in wrong)
        refused = (*refused, *_refused(project, evidence, kept))
    others = dict.fromkeys(problem for problem in refused if problem.place not in places)
    return Misfits(tuple(rows), tuple(others))


def _refused(project: Project, evidence: Evidence, ledger) -> tuple[Problem, ...]:
    try:
        clean(project, evidence, ledger)
    except UserError as error:
        return error.problems
    return ()
