"""Impact: everything that moves when one ledger takes the place of another, without a build."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from corrigenda.evaluation import Evaluation
from corrigenda.exhibits import Exhibit
from corrigenda.forms import Value
from corrigenda.frames import RESPONDENTS, exhibit_frame
from corrigenda.project import Project

MEASURES = ("n", "base", "percent")


@dataclass(frozen=True)
class Cell:
    """A row of an exhibit's data that changes; None where it does not exist.

    Parameters
    ----------
    exhibit
        The exhibit.
    labels
        What names the row: block and row of a table, whatever else a figure has.
    before, after
        Its n, base and printed percentage.
    """

    exhibit: str
    labels: dict[str, str]
    before: dict | None
    after: dict | None


@dataclass(frozen=True)
class Code:
    """A code that a respondent gains or loses."""

    respondent: str
    item: str
    code: str
    held: bool


@dataclass(frozen=True)
class Moves:
    """What moves in the data and exhibits of a study.

    Parameters
    ----------
    slices
        The items whose slices change.
    codings
        The coded items whose code applications change.
    exhibits
        The exhibits that change.
    cells
        Every row of their data that does.
    statistics
        Under each name the exact value before and after; None where there is none.
    codes
        The codes that respondents gain or lose.
    """

    slices: tuple[str, ...]
    codings: tuple[str, ...]
    exhibits: tuple[str, ...]
    cells: tuple[Cell, ...]
    statistics: dict[str, tuple[Value | None, Value | None]]
    codes: tuple[Code, ...]


def moves(project: Project, before: Evaluation, after: Evaluation) -> Moves:
    """Compare what the data say under two ledgers.

    Parameters
    ----------
    project
        Its declarations.
    before, after
        What each ledger gives.

    Returns
    -------
    Moves
        The differences.
    """
    slices = _changed(before.slices, after.slices)
    codings = _changed(before.codings, after.codings)
    frames = {
        e.id: pair
        for e in project.exhibits.values()
        if not set(slices).isdisjoint(e.items)
        and not (pair := _frames(project, e, before, after))[0].equals(pair[1])
    }
    return Moves(
        slices,
        codings,
        tuple(frames),
        tuple(cell for name, pair in frames.items() for cell in _cells(name, *pair)),
        _statistics(before, after, slices),
        tuple(code for item in codings for code in _codes(item, before, after)),
    )


def _changed(before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame]) -> tuple[str, ...]:
    """Name the frames that differ; those that were kept are the same object."""
    return tuple(i for i in after if before[i] is not after[i] and not before[i].equals(after[i]))


def _frames(project: Project, exhibit: Exhibit, *states: Evaluation) -> tuple[pd.DataFrame, ...]:
    return tuple(exhibit_frame(exhibit, project.items, s.slices, project.study) for s in states)


def _cells(name: str, before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Cell]:
    old, new = _rows(before), _rows(after)
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            yield Cell(name, dict(key), old.get(key), new.get(key))


def _rows(frame: pd.DataFrame) -> dict[tuple, dict]:
    """Put the measures of each row under its labels."""
    rows = {}
    for row in frame.to_dict("records"):
        # The value of a mean is measured; that of a respondents' row says who is counted.
        measured = (*MEASURES, "value") if row.get("mark", RESPONDENTS) != RESPONDENTS else MEASURES
        labels = tuple((k, v) for k, v in row.items() if k not in measured)
        rows[labels] = {k: v for k, v in row.items() if k in measured}
    return rows


def _statistics(before: Evaluation, after: Evaluation, slices: tuple[str, ...]):
    names = [
        n for s in (before, after) for n in (*s.statistics.counts, *s.statistics.reading(slices))
    ]
    pairs = {n: (before.statistics.get(n), after.statistics.get(n)) for n in dict.fromkeys(names)}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _codes(item: str, before: Evaluation, after: Evaluation) -> Iterator[Code]:
    old, new = (_held(state.codings[item]) for state in (before, after))
    for respondent, code in sorted(old ^ new):
        yield Code(respondent, item, code, (respondent, code) in new)


def _held(codings: pd.DataFrame) -> set[tuple[str, str]]:
    applied = codings[codings["applied"] == "yes"]
    return set(zip(applied["respondent"], applied["code"], strict=True))
