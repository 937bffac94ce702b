"""History: what each row of the ledger moved when it came to the rows above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corrigenda.corrections import Correction, withdrawn
from corrigenda.errors import UserError
from corrigenda.evaluation import Evaluation, Evidence, evaluate, reevaluate
from corrigenda.forms import exactly
from corrigenda.impact import Moves, moves
from corrigenda.project import Project
from corrigenda.rows import touched
from corrigenda.study import Study

MOST = 4  # statistics of a row that are named
LEDGER = "corrections."  # counts of the ledger's rows, which every row moves


@dataclass(frozen=True)
class Entry:
    """A row of the ledger and what it moved when it came to the rows above it.

    Parameters
    ----------
    row
        The row.
    withdrawn_by
        The id of the row that took it back, or an empty string.
    moves
        What it moved; None where it fits only together with rows below it.
    """

    row: Correction
    withdrawn_by: str
    moves: Moves | None


def history(project: Project, evidence: Evidence, known: Sequence[bool] = ()) -> tuple[Entry, ...]:
    """Follow the ledger row by row.

    Parameters
    ----------
    project
        The study within its folder; its ledger as a whole fits the data.
    evidence
        What was imported.
    known
        For each of the first rows, of which it is known what they moved, whether they fitted.

    Returns
    -------
    tuple of Entry
        Of the other rows, in the order of the ledger.
    """
    ledger, gone = project.ledger, withdrawn(project.ledger)
    fitted = [n for n, fits in enumerate(known, start=1) if fits]
    done = ledger[: fitted[-1]] if fitted else ()
    state = evaluate(project, evidence, done, strict=False)
    entries = []
    for n in range(len(known) + 1, len(ledger) + 1):
        row, after = ledger[n - 1], _after(project, evidence, done, ledger[:n], state)
        by = gone[row.id].id if row.id in gone else ""
        entries.append(Entry(row, by, moves(project, state, after) if after else None))
        if after:
            state, done = after, ledger[:n]
    return tuple(entries)


def _after(
    project: Project, evidence: Evidence, old: tuple, new: tuple, before: Evaluation
) -> Evaluation | None:
    """Evaluate the ledger up to a row; rows may fit only once a later one stands below them."""
    try:
        return reevaluate(project, evidence, new, before, touched(old, new), strict=False)
    except UserError:
        return None


def told(found: Moves | None, study: Study) -> Iterator[str]:
    """Tell what a row moved; no respondent is named.

    Parameters
    ----------
    found
        What `history` found of it.
    study
        Its rule of rounding.

    Yields
    ------
    str
        A line for each of the first statistics, one for the rest, one for the exhibits.
    """
    if found is None:
        yield "fits only together with a row below it"
        return
    pairs = {n: pair for n, pair in found.statistics.items() if not n.startswith(LEDGER)}
    if not pairs and not found.exhibits:
        yield "moved nothing that is counted"
    for name, (before, after) in list(pairs.items())[:MOST]:
        yield f"{name}  {exactly(before, study)} → {exactly(after, study)}"
    if len(pairs) > MOST:
        yield f"and {len(pairs) - MOST} more statistics"
    if found.exhibits:
        yield f"in {', '.join(found.exhibits)}"
