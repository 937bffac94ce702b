"""Findings: what a reader found in a file, and what it had to forgive."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One line of the notes of an import.

    Parameters
    ----------
    text
        A sentence. It may name columns, options and codes, but neither respondents nor what they
        wrote.
    kind
        ``found`` says what was there, ``forgiven`` what was put right in reading.
    place
        File, and line where there is one, as messages name it.
    """

    text: str
    kind: Literal["found", "forgiven"] = "found"
    place: str = ""
