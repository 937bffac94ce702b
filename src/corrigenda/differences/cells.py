"""Cells: which rows of an exhibit print something else, by their labels as printed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corrigenda.differences.changes import Cell

Row = Mapping[str, str]
Labels = tuple[str, ...]
MEASURES = ("n", "base", "percent")
IDS = ("item", "option", "by", "by_option", "from")
RESPONDENTS = "respondents"  # the mark of a distribution's rows that count them
NONE = {"n": "0"}  # what a distribution has of a value that it has no row for


class Cells(NamedTuple):
    """What differs in the rows of an exhibit.

    Parameters
    ----------
    cells
        The rows that differ, in the order of the new version and then those that are gone.
    reordered
        Whether the rows that both have stand in another order.
    counts
        Whether a count, a base or a value differs.
    prints
        Whether the same count of the same base prints otherwise.
    """

    cells: tuple[Cell, ...] = ()
    reordered: bool = False
    counts: bool = False
    prints: bool = False


@dataclass(frozen=True)
class _Line:
    """A row: its place, what names it for the program and for readers, and what it prints."""

    at: int
    ids: Labels
    labels: Labels
    shown: Row
    counted: bool


def cells(
    old: Sequence[Row], new: Sequence[Row], renamed: Mapping[Labels, Labels] | None = None
) -> Cells:
    """Compare the data behind an exhibit.

    Parameters
    ----------
    old, new
        The rows of its CSV.
    renamed
        What labels of the old version are called in the new one, under the labels above them.

    Returns
    -------
    Cells
        What differs.
    """
    before, after = list(_lines(old)), list(_lines(new))
    pairs = _paired(before, after, renamed or {})
    rows = [(pairs.get(line.at), line) for line in after]
    kept = {line.at for line, _ in rows if line}
    found = [*rows, *((line, None) for line in before if line.at not in kept)]
    places = [line.at for line, _ in rows if line]
    return Cells(
        tuple(_cell(*pair) for pair in found if _differ(*pair)),
        places != sorted(places),
        any(_numbers(a) != _numbers(b) for a, b in found),
        any(a and b and _numbers(a) == _numbers(b) and a.shown != b.shown for a, b in found),
    )


def _lines(rows: Sequence[Row]) -> Iterator[_Line]:
    """Name each row; labels that come again get their number."""
    names = _options(rows)
    before = dict(zip([*names][1:], names.values(), strict=False))  # of a path: the answers before
    seen: Counter = Counter()
    for at, row in enumerate(rows):
        labels = tuple(_labels(row, before.get(row.get("item", ""), {})))
        seen[labels] += 1
        again = (f"({seen[labels]})",) if seen[labels] > 1 else ()
        shown = {k: v for k, v in row.items() if k in _measured(row)}
        counted = row.get("mark") == RESPONDENTS
        yield _Line(at, tuple(_ids(row)), labels + again, shown, counted)


def _options(rows: Sequence[Row]) -> dict[str, dict[str, str]]:
    """Name the options of each item, in the order of the items."""
    names: dict[str, dict[str, str]] = {}
    for row in rows:
        names.setdefault(row.get("item", ""), {})[row.get("option", "")] = row.get("row", "")
    return names


def _measured(row: Row) -> tuple[str, ...]:
    # The value of a mean is measured; that of a respondents' row says who is counted.
    return (*MEASURES, "value") if row.get("mark", RESPONDENTS) != RESPONDENTS else MEASURES


def _ids(row: Row) -> Iterator[str]:
    """Name a row of a figure; those of a table are named by their labels alone."""
    if "option" in row or "mark" in row:
        yield from (row.get(name, "") for name in (*IDS, "mark"))
        yield "" if "value" in _measured(row) else row.get("value", "")


def _labels(row: Row, came_from: Mapping[str, str]) -> Iterator[str]:
    for name, value in row.items():
        if name == "from" and value:
            yield f"from {came_from.get(value, value)}"
        elif name in IDS or name in _measured(row) or not value:
            continue
        elif name == "value":
            yield f"value {value}"
        elif (name, value) != ("mark", RESPONDENTS):
            yield value


def _paired(
    before: Sequence[_Line], after: Sequence[_Line], renamed: Mapping[Labels, Labels]
) -> dict[int, _Line]:
    """Find for the rows of the new version those of the old one, the surest way first."""
    pairs: dict[int, _Line] = {}
    for old, new in (
        (lambda line: line.ids, lambda line: line.ids),
        (lambda line: line.labels, lambda line: line.labels),
        (lambda line: _now(line.labels, renamed), lambda line: line.labels),
        (_in_place, _in_place),
    ):
        _pair(pairs, before, after, old, new)
    return pairs


def _pair(
    pairs: dict[int, _Line],
    before: Sequence[_Line],
    after: Sequence[_Line],
    old: Callable,
    new: Callable,
) -> None:
    done = {line.at for line in pairs.values()}
    left = {old(line): line for line in reversed(before) if line.at not in done}
    for line in after:
        if line.at not in pairs and new(line) and new(line) in left:
            pairs[line.at] = left.pop(new(line))


def _now(labels: Labels, renamed: Mapping[Labels, Labels]) -> Labels:
    found = renamed.get(labels) or (*renamed.get(labels[:1], labels[:1]), *labels[1:])
    return found if found != labels else ()


def _in_place(line: _Line) -> tuple:
    """Name a row of a table by its place and numbers, where only its labels may differ."""
    return () if line.ids else (line.at, *line.shown.items())


def _numbers(line: _Line | None) -> Row | None:
    return line and {name: value for name, value in line.shown.items() if name != "percent"}


def _differ(old: _Line | None, new: _Line | None) -> bool:
    return not (old and new) or old.shown != new.shown or old.labels != new.labels


def _cell(old: _Line | None, new: _Line | None) -> Cell:
    line = new or old
    shown = [side.shown if side else _absent(line) for side in (old, new)]
    bases = {row.get("base", "") for row in shown if row is not None}
    with_base = len(bases) > 1
    texts = [None if row is None else _printed(row, with_base) for row in shown]
    bare = [None if row is None else _printed(row, False) for row in shown]
    of = "" if with_base or "value" in line.shown else bases.pop()
    was = old.labels if old and new and old.labels != new.labels else ()
    return Cell(line.labels, *texts, of, prints_same=bare[0] == bare[1], was=was)


def _absent(line: _Line) -> Row | None:
    return line.shown | NONE if line.counted else None


def _printed(row: Row, with_base: bool) -> str:
    if "value" in row:
        return row["value"]
    n = f"{row.get('n', '')} of {row.get('base', '')}" if with_base else row.get("n", "")
    return f"{row['percent']}% ({n})" if row.get("percent") else n
