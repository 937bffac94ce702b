"""Correcting from the command line: what a row would do, its entry, and what each row did."""

from collections.abc import Callable, Sequence
from datetime import date

from corrigenda.corrections import Correction
from corrigenda.errors import LedgerError, Problem, UserError
from corrigenda.evaluation import Evidence, evaluate
from corrigenda.forecast import Forecast, forecast
from corrigenda.history import Entry, history
from corrigenda.importing import imported
from corrigenda.ledger import enter, git_author, read_ledger
from corrigenda.project import Project
from corrigenda.reported import reported

TOGETHER = (
    "Where several rows belong together, write them into corrections.csv and run corrigenda impact."
)


def drafted(
    project: Project,
    respondent: str = "",
    item: str = "",
    old: str = "",
    new: str = "",
    withdraws: str = "",
    reason: str = "",
    author: str | None = None,
) -> Correction:
    """Draft a row of the ledger, dated today.

    Parameters
    ----------
    project
        The study within its folder.
    respondent, item, old, new, reason
        As the ledger has them.
    withdraws
        The id of the row that is taken back, in place of a change.
    author
        Who decides; whom git knows by default.

    Returns
    -------
    Correction
        Without its id.

    Raises
    ------
    LedgerError
        When nobody says who decides.
    """
    author = author or git_author(project.root)
    if not author:
        advice = 'Say who decides: --author "…", or git config user.name "…".'
        raise LedgerError(Problem("corrigenda correct", "the author is unknown.", advice))
    return Correction("", respondent, item, old, new, reason, author, date.today(), "", withdraws)


def preview(project: Project, row: Correction) -> Forecast:
    """Validate a row against the data as the ledger leaves them, and say what it would move.

    Parameters
    ----------
    project
        The study within its folder.
    row
        What `drafted` made.

    Returns
    -------
    Forecast
        Everything that moves.

    Raises
    ------
    LedgerError
        When the row fits neither ledger nor data, or breaks what held before.
    """
    seen = read_ledger(project)
    return _validated(project, imported(project), seen.rows, seen.with_row(row).rows)


def correct(
    project: Project, row: Correction, confirm: Callable[[Forecast], bool]
) -> Correction | None:
    """Enter a row into the ledger, once somebody has seen what it moves.

    Parameters
    ----------
    project
        The study within its folder.
    row
        What `drafted` made.
    confirm
        Shows what moves, and asks.

    Returns
    -------
    Correction or None
        The row as it stands in the ledger; None if it was not confirmed.

    Raises
    ------
    UserError
        As `preview`, and when the ledger cannot be written.
    """
    evidence, seen = imported(project), read_ledger(project)
    if not confirm(_validated(project, evidence, seen.rows, seen.with_row(row).rows)):
        return None
    return enter(project, row, seen, lambda rows: _validated(project, evidence, rows[:-1], rows))


def _validated(
    project: Project, evidence: Evidence, old: Sequence[Correction], new: Sequence[Correction]
) -> Forecast:
    """Refuse what a row breaks; what was wrong before stays for the next row."""
    try:
        return forecast(project, evidence, tuple(old), tuple(new))
    except UserError as error:
        known = set(_problems(project, evidence, old))
        fresh = [problem for problem in error.problems if problem not in known]
    if fresh:
        raise LedgerError([_advised(problem, new[-1]) for problem in fresh])
    return forecast(project, evidence, tuple(old), tuple(new), strict=False)


def _advised(problem: Problem, row: Correction) -> Problem:
    """Advise rows that go together, where a row is right and breaks something else."""
    own = problem.place == row.place and f"item {row.item}:" in problem.message
    if own and "the ledger expects" in problem.message:
        return Problem(problem.place, problem.message, "Mind --from. Nothing was entered.")
    if own:
        return problem
    return Problem(problem.place, problem.message, f"{problem.advice}\n  {TOGETHER}")


def _problems(project: Project, evidence: Evidence, ledger) -> Sequence[Problem]:
    try:
        evaluate(project, evidence, ledger)
    except UserError as error:
        return error.problems
    return ()


def unbuilt(project: Project) -> Forecast:
    """Say what the rows of the ledger would move that are not in the last report.

    Parameters
    ----------
    project
        The study within its folder.

    Returns
    -------
    Forecast
        Everything that moves.

    Raises
    ------
    UserError
        Before the first build, and when the ledger does not fit the data.
    """
    old = reported(project)
    if old is None:
        advice = "Run corrigenda build, or name a row: corrigenda impact RESPONDENT ITEM --to …"
        raise UserError(Problem(project.place(project.build), "nothing is built yet.", advice))
    return forecast(project, imported(project), old, project.ledger, entered=True)


def entered(project: Project) -> tuple[Entry, ...]:
    """Follow the ledger row by row.

    Parameters
    ----------
    project
        The study within its folder.

    Returns
    -------
    tuple of Entry
        Its rows in their order, each with what it moved.

    Raises
    ------
    UserError
        When the ledger as a whole does not fit the data.
    """
    evidence = imported(project)
    evaluate(project, evidence, project.ledger)
    return history(project, evidence)
