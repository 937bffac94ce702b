"""User errors: place, found and expected, what to do; one exit code per kind."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

Result = TypeVar("Result")
MOST = 50  # problems shown; a wholly wrong column would fill the terminal


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a user's file.

    Parameters
    ----------
    place
        File and line (``corrections.csv:7``), relative to the project.
    message
        What was found and what was expected.
    advice
        What to do about it; may be empty.
    """

    place: str
    message: str
    advice: str = ""

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head}\n  {self.advice}" if self.advice else head


class UserError(Exception):
    """A mistake that its user can put right; carries every problem of its kind at once.

    Parameters
    ----------
    problems
        What is wrong, in the order of the file.
    """

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]):
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class StudyError(UserError):
    """study.yaml, codebook.yaml or coding.yaml cannot be used."""

    exit_code = 10


class LedgerError(UserError):
    """corrections.csv does not fit the data."""

    exit_code = 11


class ExportError(UserError):
    """The raw export cannot be read, or holds what the codebook does not allow."""

    exit_code = 12


class CodingsError(UserError):
    """The codings do not fit the codebook or the answers."""

    exit_code = 13


class ExhibitError(UserError):
    """exhibits.yaml or statistics.yaml declares what cannot be made."""

    exit_code = 14


class ReportError(UserError):
    """The sources of the report cannot be composed."""

    exit_code = 15


class RawChangedError(UserError):
    """A raw file is not the one that was registered."""

    exit_code = 16


class EngineError(UserError):
    """The rendering engine failed or is missing."""

    exit_code = 17


class WriteError(UserError):
    """A file cannot be written."""

    exit_code = 18


class RecordError(UserError):
    """A record of provenance is missing or broken, or does not agree with what it tells of."""

    exit_code = 19


class TargetError(UserError):
    """Nothing is called as the user calls it."""

    exit_code = 20


class ReleaseError(UserError):
    """A version cannot be released, published or compared, or a released one was changed."""

    exit_code = 21


def together(*steps: Callable[[], Result]) -> list[Result]:
    """Run steps that do not need one another, and report the problems of all of them at once.

    Parameters
    ----------
    steps
        What to run.

    Returns
    -------
    list
        What the steps returned.

    Raises
    ------
    UserError
        Of the kind of the first step that failed, with the problems of all that did.
    """
    results, failures = [], []
    for step in steps:
        try:
            results.append(step())
        except UserError as error:
            failures.append(error)
    if failures:
        raise type(failures[0])([p for error in failures for p in error.problems])
    return results


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Advise the nearest known names for a mistyped one.

    Parameters
    ----------
    word
        What was written.
    known
        What would have been accepted.

    Returns
    -------
    str
        ``Did you mean "a" or "b"?``, or an empty string when nothing is near.
    """
    near = get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(quoted(n) for n in near)}?" if near else ""


def quoted(text: str) -> str:
    """Quote a value for a message, on one line and without control characters."""
    line = " ".join(str(text).split())
    return '"' + "".join(c if c.isprintable() else "\ufffd" for c in line) + '"'


def told(problems: Sequence[Problem]) -> str:
    """Lay problems out for a terminal, the first ones where there are very many.

    Parameters
    ----------
    problems
        What is wrong.

    Returns
    -------
    str
        One problem after another.
    """
    more = len(problems) - MOST
    return "\n".join([*map(str, problems[:MOST]), *([f"… and {more} more."] if more > 0 else [])])
