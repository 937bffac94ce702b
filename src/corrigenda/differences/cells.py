"""Cells: which rows of an exhibit print something else, by their labels as printed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corrigenda.differences.changes import Cell
from corrigenda.differences.deep import deep

Row = Mapping[str, str]
MEASURES = ("n", "base", "percent")
IDS = ("item", "option", "by", "by_option", "from")
RESPONDENTS = "respondents"  # the mark of a distribution's rows that count them


def cells(old: Sequence[Row], new: Sequence[Row]) -> tuple[tuple[Cell, ...], bool]:
    """Compare the data behind an exhibit.

    Parameters
    ----------
    old, new
        The rows of its CSV.

    Returns
    -------
    tuple
        The rows that differ, in the order of the new version and then those that are gone; and
        whether the rows that both have stand in another order.
    """
    before, after = _by_labels(old), _by_labels(new)
    differing = {path[0] for path, *_ in deep(before, after)}
    # The values of a distribution are data, and no labels.
    found, renamed = [], {} if any("mark" in row for row in new) else _renamed(before, after)
    for key in (*after, *(key for key in before if key not in after)):
        if key in renamed:
            found.append(_relabelled(renamed[key], key, after[key]))
        elif key in differing and key not in renamed.values():
            found.append(_cell(key, before.get(key), after.get(key)))
    shared = [
        [key for key in one if key in other] for one, other in ((before, after), (after, before))
    ]
    return tuple(found), shared[0] != shared[1]


def _by_labels(rows: Sequence[Row]) -> dict[tuple[str, ...], dict[str, str]]:
    """Put what each row prints under its labels; a label that comes again gets its number."""
    names = _options(rows)
    before = dict(zip([*names][1:], names.values(), strict=False))  # of a path: the answers before
    found, seen = {}, Counter()
    for row in rows:
        labels = tuple(_labels(row, before.get(row.get("item", ""), {})))
        seen[labels] += 1
        again = (f"({seen[labels]})",) if seen[labels] > 1 else ()
        found[labels + again] = {k: v for k, v in row.items() if k in _measured(row)}
    return found


def _options(rows: Sequence[Row]) -> dict[str, dict[str, str]]:
    """Name the options of each item, in the order of the items."""
    names: dict[str, dict[str, str]] = {}
    for row in rows:
        names.setdefault(row.get("item", ""), {})[row.get("option", "")] = row.get("row", "")
    return names


def _measured(row: Row) -> tuple[str, ...]:
    # The value of a mean is measured; that of a respondents' row says who is counted.
    return (*MEASURES, "value") if row.get("mark", RESPONDENTS) != RESPONDENTS else MEASURES


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


def _renamed(before: Mapping, after: Mapping) -> dict[tuple, tuple]:
    """Pair rows of which only the labels differ: the same numbers in the same place."""
    places = {key: at for at, key in enumerate(before)}
    keys = {at: key for key, at in places.items()}
    pairs = {}
    for at, (key, row) in enumerate(after.items()):
        other = keys.get(at)
        if key not in before and other is not None and other not in after and before[other] == row:
            pairs[key] = other
    return pairs


def _relabelled(was: tuple[str, ...], labels: tuple[str, ...], row: Row) -> Cell:
    printed = _printed(row, False)
    return Cell(labels, printed, printed, _base(row), prints_same=True, was=was)


def _cell(labels: tuple[str, ...], before: Row | None, after: Row | None) -> Cell:
    bases = {_base(row) for row in (before, after) if row}
    with_base = len(bases) > 1
    texts = [row and _printed(row, with_base) for row in (before, after)]
    bare = [row and _printed(row, False) for row in (before, after)]
    of = "" if with_base or "value" in (after or before) else bases.pop()
    return Cell(labels, *texts, of, prints_same=bare[0] == bare[1])


def _base(row: Row) -> str:
    return row.get("base", "")


def _printed(row: Row, with_base: bool) -> str:
    if "value" in row:
        return row["value"]
    n = f"{row.get('n', '')} of {_base(row)}" if with_base else row.get("n", "")
    return f"{row['percent']}% ({n})" if row.get("percent") else n
