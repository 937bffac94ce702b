"""The data behind a figure as a table that people read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_NUMBER = re.compile(r"[-−]?\d[\d,]*(\.\d+)?%?")
# Ids, which programs join by; beside each stands its label.
_IDS = frozenset({"item", "option", "by", "by_option", "from"})
_TITLES = {"row": "Answer", "n": "n", "base": "Base", "percent": "%", "column": "By"}


@dataclass(frozen=True)
class Column:
    """A column: its heading, and whether it holds numbers."""

    title: str
    number: bool


@dataclass(frozen=True)
class Group:
    """Rows under one heading, which is empty where all rows share it."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Data:
    """The table."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(len(group.rows) for group in self.groups)


def laid_out(rows: Sequence[dict[str, str]]) -> Data:
    """Lay out the rows of a CSV for readers.

    Parameters
    ----------
    rows
        The rows, as the file holds them.

    Returns
    -------
    Data
        Without ids, under a heading for each block.
    """
    if not rows:
        return Data((), ())
    group = "block" if "block" in rows[0] else "row" if "column" in rows[0] else ""
    names = [name for name in rows[0] if name not in _IDS and name != group] or list(rows[0])
    columns = tuple(_column(name, [row[name] for row in rows]) for name in names)
    return Data(columns, tuple(_groups(rows, names, group)))


def _column(name: str, values: Sequence[str]) -> Column:
    number = all(_NUMBER.fullmatch(value) for value in values if value)
    return Column(_TITLES.get(name, name.replace("_", " ").capitalize()), number and any(values))


def _groups(rows: Sequence[dict[str, str]], names: Sequence[str], group: str) -> Iterator[Group]:
    for title, held in groupby(rows, key=lambda row: row.get(group, "")):
        yield Group(title, tuple(tuple(row[name] for name in names) for row in held))
