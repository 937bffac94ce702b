"""SPSS: numbers, dates and texts of its files as plain text."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from corrigenda.readers.plain import lines_text, number_text, time_text

Shape = Literal["text", "number", "date", "moment", "length"]
SHAPES: dict[str, Shape] = {
    **dict.fromkeys(["DATE", "ADATE", "EDATE", "SDATE", "JDATE", "MOYR", "QYR", "WKYR"], "date"),
    **dict.fromkeys(["DATETIME", "YMDHMS"], "moment"),
    **dict.fromkeys(["TIME", "DTIME", "MTIME"], "length"),
    **dict.fromkeys(["A", "AHEX"], "text"),
}
FIRST_DAY = np.datetime64("1582-10-14T00:00:00", "s")  # of the Gregorian calendar, less one
LAST_SECOND = 3.0e11  # about the year 11000; more is no date but a damaged cell
SYSTEM_MISSING = -1.7e308  # numbers below it stand for "no value" or an open end


def shape_of(written: str | None, storage: str) -> Shape:
    """Say what the cells of a variable are.

    Parameters
    ----------
    written
        The format by which SPSS shows it, such as ``DATE11``.
    storage
        How pyreadstat says that it is stored, such as ``double``.

    Returns
    -------
    str
        Its shape.
    """
    if storage == "string":
        return "text"
    letters = re.match(r"[A-Z]*", (written or "").upper())
    shape = SHAPES.get(letters[0], "number") if letters else "number"
    return "number" if shape == "text" else shape


def value_text(value: float | str | None, shape: Shape = "number") -> str:
    """Print one value of a variable.

    Parameters
    ----------
    value
        As pyreadstat gives it, dates as seconds.
    shape
        Of its variable.

    Returns
    -------
    str
        Its text; nothing for a missing one.
    """
    if isinstance(value, str):
        return lines_text(value.rstrip(" \0"))
    if value is None or not np.isfinite(value) or abs(value) > -SYSTEM_MISSING:
        return ""
    if shape == "length":
        return _length(value)
    if shape in ("date", "moment") and abs(value) < LAST_SECOND:
        moment = FIRST_DAY + np.timedelta64(round(value), "s")
        day, time = str(moment).split("T")
        return f"{day} {time}" if shape == "moment" or time != "00:00:00" else day
    return number_text(float(value))


def texts(values: Sequence[float | str | None], shape: Shape) -> pd.Series:
    """Print a column.

    Parameters
    ----------
    values
        Of one variable.
    shape
        Of the variable.

    Returns
    -------
    pandas.Series
        Text, "" for nothing.
    """
    if shape == "text":
        same = cache(value_text)  # kept for this column alone
        return pd.Series([same(value) for value in values], dtype="str")
    numbers = np.array(values, dtype=float)
    distinct, places = np.unique(numbers, return_inverse=True)
    return printed(distinct, places, lambda value: value_text(value, shape))


def printed(distinct: Sequence, places: np.ndarray, text: Callable[..., str]) -> pd.Series:
    """Print each distinct value once, and put the texts in their places."""
    known = pd.Series([text(value) for value in distinct], dtype="str")
    return known.take(places).reset_index(drop=True)


def _length(seconds: float) -> str:
    from datetime import timedelta

    return time_text(timedelta(seconds=seconds)) if abs(seconds) < LAST_SECOND else ""
