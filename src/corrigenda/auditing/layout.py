"""Layout: lines of text for a terminal, indented, wrapped and in columns."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

WIDTH = 100


def indented(lines: Iterable[str]) -> list[str]:
    """Move lines to the right; an empty one stays empty."""
    return [f"  {line}".rstrip() for line in lines]


def wrapped(texts: Iterable[str]) -> list[str]:
    """Break texts into indented lines; an empty text gives none."""
    return indented(line for text in texts for line in wrap(text, WIDTH - 2))


def columns(rows: Iterable[Iterable[str]]) -> list[str]:
    """Lay rows out in columns, each as wide as its widest cell; empty columns are left out."""
    table = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join(_filled(row, widths)).rstrip() for row in table]


def _filled(row: Iterable[str], widths: Iterable[int]) -> Iterator[str]:
    return (cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width)
