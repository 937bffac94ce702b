"""Subjects: what is asked about, with its value, its rule and its base."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corrigenda.auditing.cells import Cell, find_cell
from corrigenda.auditing.counts import Count
from corrigenda.auditing.opened import PLACES, Opened
from corrigenda.auditing.parts import Base, Outside, Shown, Subject
from corrigenda.auditing.published import published, published_cell
from corrigenda.auditing.statistics import statistic_count
from corrigenda.errors import Problem, RecordError
from corrigenda.forms import Value, exact, exactly
from corrigenda.rules import rule

AGAIN = "Run corrigenda build, which counts and writes it again."


@dataclass(frozen=True)
class Found:
    """A subject, and what it is counted from.

    Parameters
    ----------
    subject
        What is told of it.
    items
        The items that it reads.
    counts
        Who counts in it: one for a statistic or cell, one for each cell of an exhibit.
    statistics, exhibits
        Those that it is, or belongs to.
    shown
        The exhibits that show it elsewhere.
    problem
        What contradicts it.
    options, respondent
        The options and the respondent that a correction is about; nothing of what is counted.
    """

    subject: Subject
    items: tuple[str, ...]
    counts: tuple[Count, ...] = ()
    statistics: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    problem: Problem | None = None
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    respondent: str = ""


def statistic(opened: Opened, name: str) -> Found:
    """Tell a statistic."""
    place = opened.project.place(opened.project.build / "statistics.json")
    if name not in opened.statistics or name not in opened.recorded.statistics:
        raise RecordError(Problem(place, f"it holds no statistic {name}.", AGAIN))
    record, project = opened.recorded.statistics[name], opened.project
    study = project.study
    value, count = exact(opened.statistics[name]), statistic_count(opened.slices, name)
    declared, written = opened.declared.statistic(name)
    cells = _cells_of(opened, name, value)
    subject = Subject(
        kind="statistic",
        name=name,
        title=opened.declared.title(name),
        value=opened.printed(name),
        rule=rule(name, project.items, project.derived, study),
        declared=declared,
        declaration=written,
        made_by=opened.recorded.code.function,
        record=record.id,
        bases=_bases(opened, (count,) if count else ()),
        recounted=exactly(count.value, study, PLACES) if count else "",
        published=_published(opened, cells),
    )
    wrong = count is not None and count.value != value
    problem = (
        _contradicted(place, name, exactly(value, study), subject.recounted) if wrong else None
    )
    counts = (count,) if count else ()
    return Found(subject, record.items, counts, (name,), (), tuple(cells), problem)


def _published(opened: Opened, cells: Mapping[str, Cell]) -> tuple[str, ...]:
    shown = (published_cell(opened.project, e, cell.block, cell.row) for e, cell in cells.items())
    return tuple(line for lines in shown for line in lines)


def _cells_of(opened: Opened, name: str, value: Value) -> dict[str, Cell]:
    """Find the exhibits that show a statistic, each with the cell that does."""
    item = name.partition(".")[0]
    return {
        one.id: cell
        for one in opened.project.exhibits.values()
        if item in one.items
        for cell in opened.cells(one.id)
        if name in cell.also and cell.agrees_with(value)
    }


def _bases(opened: Opened, counts: Sequence[Count]) -> tuple[Base, ...]:
    """Tell the bases of some counts, each once, with the items that share it."""
    sharing: dict[tuple, list[str]] = {}
    for count in counts:
        key = (len(count.base), tuple(_outside(count)))
        sharing.setdefault(key, []).extend(i for i in count.reads)
    everybody = len(opened.slices.everybody)
    return tuple(
        Base(tuple(dict.fromkeys(items)) if len(sharing) > 1 else (), n, everybody, outside)
        for (n, outside), items in sharing.items()
    )


def _outside(count: Count) -> Iterator[Outside]:
    """Count those outside a base by the first reason that applies."""
    seen = set(count.base)
    for why, whom in count.outside:
        if left := whom - seen:
            yield Outside(why, len(left))
        seen |= whom


def _contradicted(place: str, name: str, value: str, recounted: str) -> Problem:
    message = f"it says {value} of {name}; the slices, counted again, give {recounted}."
    return Problem(place, message, AGAIN)


def exhibit(opened: Opened, name: str) -> Found:
    """Tell a table or a figure with all its cells."""
    cells, record = opened.cells(name), opened.record(name)
    counts = [cell.count(opened.slices) for cell in cells]
    wrong = [(c, count) for c, count in zip(cells, counts, strict=True) if not c.agrees(count)]
    declared, written = opened.declared.exhibit(name)
    subject = Subject(
        kind=record.kind,
        name=name,
        title=opened.caption(name),
        values=tuple(Shown(cell.block, cell.row, cell.text) for cell in cells),
        bases=_bases(opened, counts),
        declared=declared,
        declaration=written,
        made_by=record.code.function,
        record=record.id,
        recounted=f"{len(cells) - len(wrong):,} of {len(cells):,} cells agree",
        published=published(opened.project, name),
    )
    problem = _wrong_cell(opened, name, *wrong[0]) if wrong else None
    items = opened.project.exhibits[name].items
    return Found(subject, items, tuple(counts), exhibits=(name,), problem=problem)


def cell(opened: Opened, name: str, text: str) -> Found:
    """Tell one cell of an exhibit."""
    found, record = find_cell(name, text, opened.cells(name)), opened.record(name)
    count = found.count(opened.slices)
    subject = Subject(
        kind="cell",
        name=f"{name}:{found.label}",
        title=opened.caption(name),
        value=found.text,
        rule=found.rule,
        declared=opened.declared.exhibit(name)[0],
        made_by=record.code.function,
        record=record.id,
        bases=_bases(opened, (count,)),
        recounted=exactly(count.value, opened.project.study, PLACES),
        published=published_cell(opened.project, name, found.block, found.row),
    )
    problem = None if found.agrees(count) else _wrong_cell(opened, name, found, count)
    same = (n for n in found.also if n in opened.statistics)
    stated = tuple(n for n in same if exact(opened.statistics[n]) == count.value)
    return Found(subject, tuple(count.reads), (count,), stated, (name,), problem=problem)


def _wrong_cell(opened: Opened, name: str, wrong: Cell, count: Count) -> Problem:
    place = opened.project.place(opened.project.figures / f"{name}.csv")
    recounted = exactly(count.value, opened.project.study)
    return _contradicted(place, wrong.label, wrong.text, recounted)


def dated(found: Found, record: str) -> Found:
    """Say of a subject whose record was asked for whether that is the one of today."""
    if record in ("", found.subject.record):
        return found
    note = f"{record} is an earlier record: its data have changed since."
    return replace(found, subject=replace(found.subject, notes=(*found.subject.notes, note)))
