"""Tabular codings: one row for each coded passage."""

from pathlib import Path

import pandas as pd

from corrigenda.errors import CodingsError, Problem
from corrigenda.readers.delimited import read_delimited

COLUMNS = ("respondent", "item", "code", "start", "end", "coder", "date")


def read_codings(path: Path, place: str) -> pd.DataFrame:
    """Read who coded which passage with which code.

    Parameters
    ----------
    path
        A CSV of the columns respondent, item, code, start, end, coder, date; start and end are
        character offsets into the raw answer, from 0, the end not included.
    place
        How messages name it.

    Returns
    -------
    pandas.DataFrame
        These columns as text, after ``row`` (of the spreadsheet, from 1).

    Raises
    ------
    CodingsError
        When the columns are others, or offsets are not whole numbers.
    """
    header, *rows = [*read_delimited(path, place, CodingsError)] or [[]]
    if tuple(cell.strip() for cell in header) != COLUMNS:
        message = f"the columns are {', '.join(header)}."
        raise CodingsError(Problem(f"{place}:1", message, f"They must be {', '.join(COLUMNS)}."))
    problems = []
    for n, row in enumerate(rows, 2):
        if len(row) != len(COLUMNS):
            problems.append(Problem(f"{place}:{n}", f"{len(row)} cells, expected {len(COLUMNS)}."))
        elif not (row[3].strip().isdecimal() and row[4].strip().isdecimal()):
            problems.append(
                Problem(
                    f"{place}:{n}",
                    "start and end must be whole numbers.",
                    "They count the characters of the raw answer from 0.",
                )
            )
    if problems:
        raise CodingsError(problems)
    codings = pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)
    codings = codings.apply(lambda column: column.str.strip())
    codings.insert(0, "row", [str(n) for n in range(2, len(rows) + 2)])
    return codings
