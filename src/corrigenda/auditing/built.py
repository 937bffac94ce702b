"""Built files as an audit reads them: row by row, without pandas, and never with a traceback."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corrigenda.errors import Problem, RecordError
from corrigenda.project import Project

ADVICE = "Run corrigenda build."


@contextmanager
def readable(place: str) -> Iterator[None]:
    """Say of a built file that cannot be read that it is not as it was built.

    Parameters
    ----------
    place
        How messages name it.

    Raises
    ------
    RecordError
        When its rows or columns are others.
    """
    try:
        yield
    except (LookupError, ValueError, csv.Error):
        message = "it is not what the build wrote; someone edited it."
        raise RecordError(Problem(place, message, ADVICE)) from None


def read_rows(path: Path, place: str) -> Iterator[list[str]]:
    """Yield the rows of a built file, its header first.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.

    Yields
    ------
    list of str
        The cells of a row.

    Raises
    ------
    RecordError
        When it is not built.
    """
    try:
        file = path.open(encoding="utf-8", newline="")
    except FileNotFoundError:
        raise RecordError(Problem(place, "it is not built yet.", ADVICE)) from None
    with file:
        yield from csv.reader(file)


def dispositions(project: Project) -> list[tuple[str, int, str]]:
    """List whose response stands in which row of the raw export, and what became of it."""
    path = project.build / "dispositions.csv"
    with readable(project.place(path)):
        rows = read_rows(path, project.place(path))
        next(rows, None)
        return [(respondent, int(row), what) for respondent, row, what in rows]
