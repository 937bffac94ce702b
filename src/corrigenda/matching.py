"""Matching: cells beside what the codebook declares, whatever their blanks, case and zeros."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from corrigenda.codebook import Item, Option
from corrigenda.items import MissingRange, without_case
from corrigenda.study import Study

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)


def missing(item: Item, study: Study) -> Callable[[str], bool]:
    """Choose which raw cells of an item mean that there is no answer.

    Parameters
    ----------
    item
        The item, with values and ranges of its own.
    study
        Those of all its items.

    Returns
    -------
    callable
        From a cell's text to whether it holds no answer.
    """
    if not item.missing:
        return study.is_missing
    texts = [text for text in item.missing if isinstance(text, str)]
    among = any_of([*texts, *(with_point(item, text) for text in texts)])
    ranges = [_limits(one) for one in item.missing if isinstance(one, MissingRange)]

    def is_missing(cell: str) -> bool:
        if study.is_missing(cell) or among(cell) or among(with_point(item, cell)):
            return True
        number = as_number(with_point(item, cell)) if ranges else None
        return number is not None and any(low <= number <= high for low, high in ranges)

    return is_missing


def any_of(texts: Iterable[str]) -> Callable[[str], bool]:
    """Compare cells with some texts: blanks and case do not matter, and 1.0 is 1.

    Parameters
    ----------
    texts
        What a cell may hold.

    Returns
    -------
    callable
        From a cell's text to whether it is one of them.
    """
    names = {without_case(text) for text in texts}
    numbers = {number for name in names if (number := as_number(name)) is not None}
    return lambda cell: (
        without_case(cell) in names or (bool(numbers) and as_number(cell) in numbers)
    )


def option_of(item: Item, cell: str) -> Option | None:
    """Return the option that a cell names; numbers that a program wrote as 1.0 count as 1."""
    found, number = item.find(cell), cell.strip()
    if found or not NUMBER.fullmatch(number):
        return found
    return item.find(plain_number(Decimal(number)))


def with_point(item: Item, cell: str) -> str:
    """Write a number's decimal comma as a point; a point is understood as well."""
    return cell.replace(",", ".") if item.decimal == "," else cell


def as_number(cell: str) -> Decimal | None:
    """Read a number; None where the cell holds none."""
    text = cell.strip()
    return Decimal(text) if NUMBER.fullmatch(text) else None


def plain_number(number: Decimal) -> str:
    """Write a number without zeros that say nothing."""
    return f"{number.normalize() + 0:f}"


def _limits(one: MissingRange) -> tuple[Decimal, Decimal]:
    ends = (one.low, "-Infinity"), (one.high, "Infinity")
    low, high = (Decimal(str(none if end is None else end)) for end, none in ends)
    return low, high
