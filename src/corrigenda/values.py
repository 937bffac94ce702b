"""Values: how the text of a cell becomes the value of an item, and which values it permits."""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from corrigenda.codebook import Item
from corrigenda.errors import did_you_mean, quoted
from corrigenda.matching import (
    NUMBER,
    as_number,
    missing,
    option_of,
    plain_number,
    with_point,
)
from corrigenda.study import Study

NEXT = "\n"  # between the texts of a check-all answer that are no options
TOLD = 5  # of them in a message
DATE_FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d")


def reading(item: Item, study: Study) -> Callable[[str], str]:
    """Choose how the raw cells of an item are read.

    Parameters
    ----------
    item
        The item.
    study
        Knows which cells mean that there is no answer.

    Returns
    -------
    callable
        From a cell's text to its value: an option's id, a plain number, an ISO date, the text
        of an open answer; an empty string for no answer; the trimmed text where nothing fits.
    """
    read = {"single": _option, "number": _number, "date": _date, "open": _text}[item.kind]
    is_missing = missing(item, study)
    return lambda cell: "" if is_missing(cell) else read(item, cell)


def complaint(item: Item, value: str, study: Study) -> str | None:
    """Say why a value is not permitted.

    Parameters
    ----------
    item
        The item.
    value
        What `reading` made of the cell.
    study
        Knows the fieldwork.

    Returns
    -------
    str or None
        Found and expected; ``None`` for a permitted value or no answer.
    """
    if not value or item.kind == "open":
        return None
    if value in item.by_id:
        return None
    if item.bands_of:
        return f"{value} is in none of the bands."
    if item.kind == "single":
        return f"{quoted(value)} is not an option."
    if item.kind == "multiple":
        return _not_options(value.split(NEXT))
    if item.kind == "number":
        return _number_complaint(item, value)
    return _date_complaint(item, value, study)


def remedy(item: Item, value: str) -> str:
    """Advise what to do about a value that is not permitted."""
    if item.bands_of:
        return f"Widen the bands in codebook.yaml, or correct {item.bands_of} in corrections.csv."
    first = value.partition(NEXT)[0] if item.listed_in else value
    near = did_you_mean(first, [option.label for option in item.options])
    return f"{near} Add a row to corrections.csv.".strip()


def shown(item: Item, value: str) -> str:
    """Show a value in a message: labels of options, but never the words of an open answer."""
    if item.kind == "open":
        return "a text" if value else "no answer"
    if value in item.by_id:
        return quoted(item.by_id[value].label)
    return quoted(value) if value else "no answer"


def _not_options(texts: list[str]) -> str:
    if len(texts) == 1:
        return f"{quoted(texts[0])} is not an option."
    more = f" and {len(texts) - TOLD} more" if len(texts) > TOLD else ""
    return f"{', '.join(map(quoted, texts[:TOLD]))}{more} are not options."


def _option(item: Item, cell: str) -> str:
    option = option_of(item, cell)
    return option.id if option else cell.strip()


def _text(_: Item, cell: str) -> str:
    return cell  # untrimmed: the offsets of codings count from its first character


def _number(item: Item, cell: str) -> str:
    text = cell.strip()
    if item.estimates:
        words = "|".join(map(re.escape, item.estimates))
        text = re.sub(rf"^(?:{words})\s*(?=[\d.,])", "", text, flags=re.IGNORECASE)
    number = as_number(with_point(item, text))
    return cell.strip() if number is None else plain_number(number)


def _number_complaint(item: Item, value: str) -> str | None:
    if not NUMBER.fullmatch(value):
        return f"{quoted(value)} is not a number."
    number = Decimal(value)
    if item.whole and number != number.to_integral_value():
        return f"{value} is not a whole number."
    if item.minimum is not None and number < Decimal(str(item.minimum)):
        return f"{value} is below the least permitted, {item.minimum:g}."
    if item.maximum is not None and number > Decimal(str(item.maximum)):
        return f"{value} is above the most permitted, {item.maximum:g}."
    return None


def _date(item: Item, cell: str) -> str:
    own = (item.date_format,) if item.date_format else ()
    for form in (*own, *DATE_FORMATS):
        try:
            return datetime.strptime(cell.strip(), form).date().isoformat()
        except (ValueError, re.error):  # the second of a declared form that is none
            continue
    return cell.strip()


def _date_complaint(item: Item, value: str, study: Study) -> str | None:
    try:
        day = datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        return f"{quoted(value)} is not a date."
    fieldwork = study.responses.fieldwork
    if item.within_fieldwork and fieldwork and not fieldwork.first <= day <= fieldwork.last:
        return f"{value} is outside the fieldwork, {fieldwork.first} to {fieldwork.last}."
    return None
