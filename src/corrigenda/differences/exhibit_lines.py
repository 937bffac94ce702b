"""Exhibit lines: tables and figures that differ, for a terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from corrigenda.differences import saying
from corrigenda.differences.changes import Cell, Exhibit
from corrigenda.differences.lines import IN, brief, marked
from corrigenda.differences.parts import Difference
from corrigenda.differences.saying import label
from corrigenda.releases.models import Shown


def exhibit_lines(found: Difference) -> Iterator[str]:
    """Tell of the tables and figures that differ, came, went, or have another id or number."""
    for one in found.exhibits:
        yield from _exhibit(one)
    for heading, exhibits in (("new", found.added), ("gone", found.gone)):
        for shown in exhibits:
            yield f"{_named(shown)} is {heading}"
    for one in found.renamed:
        yield f"{_named(one.after)} has a new address; it was {one.before.id}"
    for one in found.renumbered:
        yield f"{one.before} is now {one.after} ({one.id})"


def _named(shown: Shown) -> str:
    return f"{shown.label} ({shown.id}), {shown.caption}"


def _exhibit(one: Exhibit) -> Iterator[str]:
    yield _named(one.after)
    if why := saying.reasons(one.why, one.corrections):
        yield IN + why
    yield from (IN + line for line in _cells(one.cells))
    if one.reordered:
        yield f"{IN}The rows stand in another order."
    if one.looks and not one.cells and not one.reordered:
        yield f"{IN}It shows the same data and looks different."
    for wording in one.words:
        yield f"{IN}{wording.what}: {marked(brief(wording.pieces))}"


def _cells(cells: Iterable[Cell]) -> Iterator[str]:
    cells = tuple(cells)
    yield from saying.relabelled(cells)
    differing = [cell for cell in cells if not cell.prints_same]
    for group, members in groupby(differing, key=lambda cell: cell.labels[:-1]):
        further = IN if group else ""
        if group:
            yield label(group)
        for cell in members:
            yield f"{further}{label(cell.labels[-1:])}: {saying.change(cell)}"
    if same := [cell for cell in cells if cell.only_base]:
        yield saying.alike(same)
