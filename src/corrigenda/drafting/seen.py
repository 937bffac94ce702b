"""Seen: what the columns of an export hold in the responses that count."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial

import pandas as pd

from corrigenda.items import MissingRange, without_case
from corrigenda.matching import NUMBER
from corrigenda.readers.exports import Column
from corrigenda.values import DATE_FORMATS

MOST_VALUES = 5000  # of one column that are looked at; a longer one is tested as a whole
MOST_ROWS = 20_000  # that are looked at, to begin with
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d", "%d-%m-%Y", "%m-%d-%Y")
_DAYS += ("%d.%m.%y", "%m/%d/%y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_TIMES = ("", " %H:%M:%S", " %H:%M", "T%H:%M:%S", " %I:%M:%S %p", " %I:%M %p", "T%H:%M:%S.%f")
DATES = tuple(day + time for time in _TIMES for day in _DAYS)
_COMMA = re.compile(r"[+-]?(?:\d+(?:,\d*)?|,\d+)", re.ASCII)


@dataclass(frozen=True)
class Seen:
    """What one column holds.

    Parameters
    ----------
    column
        The column.
    cells
        Its cells, of the responses that count.
    counts
        How many cells hold each text, trimmed, the first one first; empty cells and those that mean
        no answer are left out. At most `MOST_VALUES` texts.
    distinct
        How many texts there are, at least.
    nothing
        Small letters of what means in every column that there is no answer.
    nothings
        Texts of cells that mean so.
    also
        Texts that only responses hold which do not count: options, where it has any.
    """

    column: Column
    cells: pd.Series
    counts: Mapping[str, int]
    distinct: int
    nothing: frozenset[str] = frozenset()
    nothings: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The column's name."""
        return self.column.name

    @property
    def empty(self) -> bool:
        """Whether nobody answered."""
        return not self.counts

    @cached_property
    def filled(self) -> int:
        """How many answered, among the texts that are looked at."""
        return sum(self.counts.values())

    @cached_property
    def folded(self) -> dict[str, int]:
        """The counts of texts that a codebook takes to be the same."""
        found: dict[str, int] = {}
        for text, count in self.counts.items():
            found[without_case(text)] = found.get(without_case(text), 0) + count
        return found

    @cached_property
    def numbers(self) -> bool:
        """Whether all of it are plain numbers."""
        return self._all(NUMBER)

    @cached_property
    def comma_numbers(self) -> bool:
        """Whether all of it are numbers with a decimal comma."""
        grouped = all(re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", t) for t in self.counts if "," in t)
        return not self.numbers and not grouped and self._all(_COMMA)

    @cached_property
    def date_format(self) -> str:
        """The form in which all of it are dates; empty where there is none."""
        forms = self.date_formats
        return forms[0] if forms else ""

    @cached_property
    def date_formats(self) -> tuple[str, ...]:
        """Every form in which all of it are dates."""
        texts = list(self.counts)
        if not texts or len(min(texts, key=len)) < 6 or len(max(texts, key=len)) > 40:
            return ()
        forms = [f for f in DATES if dated(texts[0], f)]
        forms = [f for f in forms if all(dated(text, f) for text in texts)]
        forms = [f for f in forms if self._holds_for_all(partial(dated, form=f))]
        if not forms and all(map(_iso, texts)) and self._holds_for_all(_iso):
            return DATES[:1]  # a spreadsheet shows midnight as the day alone
        return tuple(forms)

    @property
    def more(self) -> bool:
        """Whether there are more texts than those that are counted."""
        return self.distinct > len(self.counts)

    def _all(self, pattern: re.Pattern) -> bool:
        if not self.counts or not all(pattern.fullmatch(text) for text in self.counts):
            return False
        if not self.more:
            return True
        texts = pd.Series(self.cells.unique()).str.strip()
        texts = texts[~texts.str.casefold().isin({"", *self.nothing})]
        return bool(texts.str.fullmatch(pattern.pattern.replace(r"\d", "[0-9]")).all())

    def _holds_for_all(self, test: Callable[[str], bool]) -> bool:
        if not self.more:
            return True
        texts = (text.strip() for text in self.cells.unique())
        return all(test(t) for t in texts if t and t.casefold() not in self.nothing)


def dated(text: str, form: str) -> bool:
    """Say whether a text is a day of our times in a form."""
    try:
        return 1900 <= datetime.strptime(text, form).year <= 2200
    except ValueError:
        return False


def _iso(text: str) -> bool:
    return any(dated(text, form) for form in DATE_FORMATS)


def look(
    column: Column,
    cells: pd.Series,
    nothing: frozenset[str] = frozenset(),
    others: pd.Series | None = None,
) -> Seen:
    """Count what a column holds.

    Parameters
    ----------
    column
        The column.
    cells
        Its cells, of the responses that count.
    nothing
        Small letters of what means in every column that there is no answer.
    others
        Its cells, of the responses that do not count.

    Returns
    -------
    Seen
        Its texts by their first appearance.
    """
    found = cells.iloc[:MOST_ROWS].value_counts(sort=False)
    if len(cells) > MOST_ROWS and len(found) <= MOST_VALUES:
        found = cells.value_counts(sort=False)
    counts: dict[str, int] = {}
    for text, count in found.iloc[:MOST_VALUES].items():
        trimmed = text.strip()
        if trimmed and trimmed.casefold() not in nothing and not _declared(trimmed, column):
            counts[trimmed] = counts.get(trimmed, 0) + int(count)
    distinct = len(counts) if len(found) <= MOST_VALUES else len(found)
    nothings = [t for text in found.index if (t := text.strip()).casefold() in nothing]
    also = () if others is None else _only_there(column, others, nothing, counts)
    return Seen(column, cells, counts, distinct, nothing, tuple(nothings), also)


def _only_there(
    column: Column, others: pd.Series, nothing: frozenset[str], counts: Mapping[str, int]
) -> tuple[str, ...]:
    texts = (text.strip() for text in others.iloc[:MOST_ROWS].unique()[:MOST_VALUES])
    return tuple(
        text
        for text in texts
        if text
        and text not in counts
        and text.casefold() not in nothing
        and not _declared(text, column)
    )


def _declared(text: str, column: Column) -> bool:
    return bool(column.missing) and is_missing(text, column.missing)


def is_missing(text: str, missing: tuple) -> bool:
    """Say whether a text is one of the values by which an item has no answer.

    Parameters
    ----------
    text
        The trimmed text of a cell.
    missing
        Texts and ranges of numbers.

    Returns
    -------
    bool
        Numbers are compared as numbers.
    """
    if not missing:
        return False
    number = float(text) if NUMBER.fullmatch(text) else None
    for value in missing:
        if isinstance(value, MissingRange):
            above = number is not None and (value.low is None or number >= value.low)
            if above and (value.high is None or number <= value.high):
                return True
        elif without_case(text) == without_case(value) or _equal(number, value):
            return True
    return False


def _equal(number: float | None, value: str) -> bool:
    return number is not None and bool(NUMBER.fullmatch(value)) and float(value) == number


def pooled(parts: Sequence[Seen]) -> Seen:
    """Put columns together that share their options.

    Parameters
    ----------
    parts
        The columns of a grid.

    Returns
    -------
    Seen
        What they hold together, under the first one's name.
    """
    counts: dict[str, int] = {}
    for part in parts:
        for text, count in part.counts.items():
            counts[text] = counts.get(text, 0) + count
    more = any(part.distinct > len(part.counts) for part in parts)
    distinct = max(part.distinct for part in parts) + len(counts) if more else len(counts)
    cells = pd.concat([part.cells for part in parts]) if more else parts[0].cells
    also = tuple(text for part in parts for text in part.also)
    return replace(parts[0], cells=cells, counts=counts, distinct=distinct, also=also)
