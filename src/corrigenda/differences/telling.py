"""Telling: a difference as text for people, and as JSON for programs."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import groupby
from textwrap import wrap

from corrigenda.differences.causes import Corrections
from corrigenda.differences.changes import Cell, Exhibit, Sentence, Statistic
from corrigenda.differences.lines import WIDTH, brief, marked, wrapped
from corrigenda.differences.numbers import by_item
from corrigenda.differences.parts import Difference
from corrigenda.differences.saying import (
    ARROW,
    alike,
    declared,
    label,
    program,
    reasons,
    relabelled,
)
from corrigenda.releases.models import LedgerRow, Shown

NOTHING = "not there"


def text(found: Difference) -> str:
    """Tell a difference to people.

    Parameters
    ----------
    found
        What differs.

    Returns
    -------
    str
        What it is in a sentence, then a few short sections.
    """
    old, new = (f"{one.version} ({one.date})" for one in (found.old, found.new))
    lines = [f"{found.study}: {old}{ARROW}{new}", *wrap(found.summary, WIDTH)]
    lines += [] if found.none else wrap(found.verdict, WIDTH)
    for heading, told in _sections(found).items():
        if shown := list(told):
            lines += ["", heading, *(f"  {part}" for line in shown for part in _lines(line))]
    return "\n".join(lines)


def _lines(line: str) -> list[str]:
    """Break a line; what follows stands further in."""
    first = line[: len(line) - len(line.lstrip())]
    return wrap(line, WIDTH, initial_indent="", subsequent_indent=f"{first}  ") or [""]


def _sections(found: Difference) -> dict[str, Iterable[str]]:
    how = found.methods
    return {
        "Corrections": _corrections(found.corrections),
        "Raw files": found.raw,
        "Title and authors": (f"{w.what}: {marked(w.pieces)}" for w in found.about),
        "Tables and figures": _exhibits(found),
        "Statistics": _statistics(found.statistics),
        "Sentences": _sentences(found.sentences),
        "Methods": [*map(declared, how.rules), *how.code],
        "Wording of declarations": [declared(one) for one in how.declared if one.wording],
        "Software": map(program, how.software),
        "Sources": how.files,
        "Seen by no reader": found.unseen,
    }


def _corrections(rows: Corrections) -> Iterator[str]:
    for row in rows.new:
        yield from _row(row)
    for row in rows.withdrawn:
        yield from _row(row, f" (withdrawn by {row.withdrawn_by})")
    for one in rows.edited:
        yield from _row(one.after, " (this row was edited)")
        yield from wrapped(f"before: {one.before.change}, {one.before.date}, {one.before.reason}")
    for row in rows.gone:
        yield from _row(row, " (this row is gone from the ledger)")


def _row(row: LedgerRow, happened: str = "") -> Iterator[str]:
    about = f"{row.item}: " if row.item else ""
    yield f"{row.id}: {about}{row.change}{happened}"
    yield from wrapped(f"{row.date}, {row.reason}")
    yield from (f"  {' '.join(line.split())}" for line in row.moved)


def _exhibits(found: Difference) -> Iterator[str]:
    for one in found.exhibits:
        yield from _exhibit(one)
    for heading, exhibits in (("new", found.added), ("gone", found.gone)):
        for shown in exhibits:
            yield f"{_named(shown)} is {heading}"
    for one in found.renumbered:
        yield f"{one.id} has another number: {one.before}{ARROW}{one.after}"


def _named(shown: Shown) -> str:
    return f"{shown.label} ({shown.id}), {shown.caption}"


def _exhibit(one: Exhibit) -> Iterator[str]:
    yield _named(one.after)
    if why := reasons(one.why, one.corrections):
        yield f"  {why}"
    yield from (f"  {line}" for line in _cells(one.cells))
    if one.reordered:
        yield "  The rows stand in another order."
    if one.looks and not one.cells:
        yield "  It shows the same data and looks different."
    for wording in one.words:
        yield from wrapped(f"{wording.what}: {marked(brief(wording.pieces))}")


def _cells(cells: Iterable[Cell]) -> Iterator[str]:
    cells = tuple(cells)
    for cell in cells:
        if cell.was:
            yield from wrap(relabelled(cell), WIDTH)
        elif not cell.prints_same:
            of = f" of {cell.of}" if cell.of else ""
            yield f"{label(cell.labels)}: {_change(cell.before, cell.after)}{of}"
    if same := [cell for cell in cells if cell.prints_same and not cell.was]:
        yield from wrap(alike(same), WIDTH)


def _change(before: str | None, after: str | None) -> str:
    return ARROW.join(NOTHING if side is None else side for side in (before, after))


def _statistics(found: tuple[Statistic, ...]) -> Iterator[str]:
    for item, title, group in by_item(found):
        yield f"{title} ({item})" if title != item else item
        for one in group:
            if not one.mirrors:
                yield f"  {one.name}  {_values(one)}"
        for of, mirrors in groupby((s for s in group if s.mirrors), key=lambda s: s.mirrors):
            told = "; ".join(f"{one.name} {_values(one)}" for one in mirrors)
            yield from wrapped(f"likewise, with {of}: {told}")


def _values(one: Statistic) -> str:
    if one.exactly:
        return (
            f"prints {one.after} as before; {one.exactly}"
            if one.before == one.after
            else (f"{_change(one.before, one.after)}: {one.exactly}")
        )
    return _change(one.before, one.after)


def _sentences(found: Iterable[Sentence]) -> Iterator[str]:
    for (_, title), sentences in groupby(found, key=lambda s: (s.section, s.title)):
        yield title or "At the beginning"
        for one in sentences:
            where = f" from {one.was}" if one.was and one.was != one.title else ""
            yield from wrapped(f"{one.kind}{where}: {marked(one.pieces)}")


def plain(found: Difference) -> dict:
    """Lay a difference out for JSON.

    Parameters
    ----------
    found
        What differs.

    Returns
    -------
    dict
        Its parts by name, with the summary, and whether anything, the data and the methods differ.
    """
    said = {"summary": found.summary, "verdict": found.verdict, "none": found.none}
    differ = {"data_differ": found.data_differ, "methods_differ": found.methods.differ}
    return {**_plain(found), **said, **differ}


def _plain(value):
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
