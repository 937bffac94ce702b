"""Plain text of what typed files hold: numbers, dates, times and truth values."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import numpy as np

LONGEST = 10_000  # characters of a question or label; nobody reads the rest
HALF_A_SECOND = timedelta(microseconds=500_000)


def number_text(number: float | int | Decimal) -> str:
    """Print a number as people write it: ``3``, ``3.5``, never ``3.0`` or ``1e3``.

    Parameters
    ----------
    number
        Any number.

    Returns
    -------
    str
        Its shortest exact form; nothing for one that is none (NaN, infinity).
    """
    if isinstance(number, float):
        if number.is_integer():
            return str(int(number))
        # numpy prints the fewest digits that read back as the same number, without an exponent.
        return np.format_float_positional(number, trim="-") if np.isfinite(number) else ""
    if isinstance(number, Decimal):
        if not number.is_finite():
            return ""
        text = f"{number:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(number)


def time_text(moment: date | datetime | time | timedelta) -> str:
    """Print a date, a moment, a time of the day or a length of time.

    Parameters
    ----------
    moment
        Any of them.

    Returns
    -------
    str
        As in ``2024-03-01``, ``2024-03-01 14:05:00`` and ``30:15:00``; in UTC where the
        moment knows its zone.
    """
    if isinstance(moment, datetime):
        if moment.tzinfo:
            moment = (moment - moment.utcoffset()).replace(tzinfo=None)
            return _whole(moment).isoformat(" ")
        return _whole(moment).isoformat(" ")
    if isinstance(moment, date):
        return moment.isoformat()
    if isinstance(moment, time):
        return moment.replace(microsecond=0).isoformat()
    return _length(round(moment.total_seconds()))


def truth_text(value: bool) -> str:
    """Print a truth value as ``true`` or ``false``."""
    return "true" if value else "false"


def lines_text(text: str) -> str:
    """Return a text whose lines end in LF, so that offsets mean the same wherever it was saved."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def one_line(text: str) -> str:
    """Return a text on one line, without tags of HTML and surplus blanks.

    Parameters
    ----------
    text
        A label or a question, as a product exports it.

    Returns
    -------
    str
        What a reader of the questionnaire saw, nearly; cut where it is absurdly long.
    """
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    if "<" in text:
        text = re.sub(r"</?[A-Za-z!][^<>]{0,2000}>", " ", text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _whole(moment: datetime) -> datetime:
    """Round to the second: spreadsheets keep moments as fractions of a day."""
    if moment.microsecond and moment < datetime.max - HALF_A_SECOND:
        moment += HALF_A_SECOND
    return moment.replace(microsecond=0)


def _length(seconds: int) -> str:
    sign = "-" if seconds < 0 else ""
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{sign}{hour:02}:{minute:02}:{second:02}"
