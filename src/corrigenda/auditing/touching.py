"""What an audit tells of codes, corrections and raw cells: plain values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CodePart:
    """A code that counts.

    Parameters
    ----------
    item, code, label, definition
        As coding.yaml has them.
    respondents
        How many hold it.
    passages
        How many passages each coder gave it to.
    by_correction
        How many respondents hold it by the ledger alone.
    taken_away
        From how many the ledger took it.
    """

    item: str
    code: str
    label: str
    definition: str
    respondents: int
    passages: dict[str, int]
    by_correction: int
    taken_away: int


@dataclass(frozen=True)
class CorrectionPart:
    """A row of the ledger that touches an item.

    Parameters
    ----------
    id, item, date, place
        As the ledger has them.
    respondent
        Whom it corrects; empty where respondents are kept back.
    change
        What it changes.
    reason
        Who decided it, and why: ``KR: Misheard``.
    withdrawn_by
        The row that took it back, and why.
    here
        Whether it set a cell that counts here.
    moved
        What it moved when it came to the rows above it.
    """

    id: str
    item: str
    respondent: str
    change: str
    reason: str
    date: str
    place: str
    withdrawn_by: str
    here: bool
    moved: tuple[str, ...]


@dataclass(frozen=True)
class RawCell:
    """What one respondent answered to one item, and where that is in the raw files.

    Parameters
    ----------
    of
        The subject that is counted from it.
    respondent, row
        Who, and which row of the raw export (as a spreadsheet counts).
    item, columns
        Which item, and where in that row.
    status
        ``counts``, ``in the base``, or why neither.
    value
        Labels of options, a number, a date; of an open answer only that there is one.
    raw
        What the item that it is made from holds.
    codings
        The rows of the raw codings.
    coders
        Who coded them.
    corrections
        What the ledger changed in it; the raw file holds what it was before.
    """

    of: str
    respondent: str
    row: int
    item: str
    columns: tuple[str, ...]
    status: str
    value: str
    raw: str
    codings: tuple[int, ...]
    coders: tuple[str, ...]
    corrections: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A coded passage, or an open answer that has no code.

    Parameters
    ----------
    item, code
        The coded item and the code; of an answer its item and nothing.
    respondent
        Whose it is; empty where respondents are kept back.
    coder, row
        Who coded it, and the row of the raw codings.
    text
        What the respondent said.
    note
        What the ledger did with the code.
    """

    item: str
    code: str
    respondent: str
    coder: str
    row: int
    text: str
    note: str
