"""Rows of the ledger: which of them apply, and how another one is added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corrigenda.sheets import FORMULA, read_sheet, with_header, with_row

COLUMNS = ("id", "respondent", "item", "old", "new", "reason", "author", "date")
CHANGE = ("id", "respondent", "item", "old", "new", "withdraws")
WITHDRAWS = "withdraws"  # a last column, which a ledger without withdrawals may lack
NUMBERED = re.compile(r"(.*?)([0-9]{1,18})")


@dataclass(frozen=True)
class Correction:
    """One row of the ledger.

    Parameters
    ----------
    id, respondent, item, old, new, reason, author
        As the row has them, without surrounding blanks.
    date
        When it was decided.
    place
        File and line, for messages.
    withdraws
        The id of the earlier row that this one takes back; empty in a row that changes a cell.
    """

    id: str
    respondent: str
    item: str
    old: str
    new: str
    reason: str
    author: str
    date: date
    place: str
    withdraws: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """What the file holds of it, in the order of the columns."""
        texts = (self.respondent, self.item, self.old, self.new, self.reason, self.author)
        return (self.id, *texts, self.date.isoformat(), self.withdraws)


def withdrawn(ledger: Sequence[Correction]) -> dict[str, Correction]:
    """Find the rows that have been taken back.

    Parameters
    ----------
    ledger
        Every row, in its order.

    Returns
    -------
    dict
        Under the id of each withdrawn row the one that withdraws it and is not withdrawn itself.
    """
    found: dict[str, Correction] = {}
    for row in reversed(ledger):  # only a later row can withdraw an earlier one
        if row.withdraws and row.id not in found:
            found[row.withdraws] = row
    return found


def changes(ledger: Sequence[Correction]) -> dict[str, Correction]:
    """Return under the id of each row of a ledger the change that it makes or takes back."""
    found: dict[str, Correction] = {}
    for row in ledger:
        found[row.id] = found[row.withdraws] if row.withdraws else row
    return found


def in_force(ledger: Sequence[Correction]) -> tuple[Correction, ...]:
    """Keep the rows that change cells.

    Parameters
    ----------
    ledger
        Every row, in its order.

    Returns
    -------
    tuple of Correction
        In their order; neither withdrawn rows nor withdrawals.
    """
    gone = withdrawn(ledger)
    return tuple(row for row in ledger if not row.withdraws and row.id not in gone)


def change(row: Correction) -> tuple[str, ...]:
    """Return what a row changes; why, by whom and when moves nothing."""
    return tuple(getattr(row, key) for key in CHANGE)


def apart(some: Sequence[Correction], others: Sequence[Correction]) -> tuple[Correction, ...]:
    """Keep the rows of a ledger that another one lacks."""
    known = set(map(change, others))
    return tuple(row for row in some if change(row) not in known)


def touched(old: Sequence[Correction], new: Sequence[Correction]) -> set[str]:
    """Name the items whose cells two ledgers may treat differently.

    Parameters
    ----------
    old, new
        Every row of the two ledgers.

    Returns
    -------
    set of str
        Ids of items.
    """
    by_id = {row.id: row for row in (*old, *new)}
    found = set()
    for row in (*apart(new, old), *apart(old, new)):
        while row.withdraws:
            row = by_id[row.withdraws]
        found.add(row.item)
    return found


def next_id(ledger: Sequence[Correction]) -> str:
    """Name the next row.

    Parameters
    ----------
    ledger
        Every row, in its order.

    Returns
    -------
    str
        One more than the highest id that begins as the last numbered one does, and no shorter;
        C001 in a ledger without numbered ids.
    """
    numbered = [found.groups() for row in ledger if (found := NUMBERED.fullmatch(row.id))]
    prefix, last = numbered[-1] if numbered else ("C", "000")
    most = max((int(digits) for begin, digits in numbered if begin == prefix), default=0)
    return f"{prefix}{most + 1:0{len(last)}}"


def formulas(row: Correction) -> tuple[str, ...]:
    """Name the columns that a spreadsheet would run as a formula, and write back as its result.

    Parameters
    ----------
    row
        A row.

    Returns
    -------
    tuple of str
        Columns whose text begins with =, +, - or @ and is no number.
    """
    named = zip((*COLUMNS, WITHDRAWS), row.cells, strict=True)
    return tuple(column for column, cell in named if FORMULA.match(cell))


def appended(content: bytes, row: Correction) -> bytes:
    """Add a row to a ledger's file, of which every byte stays.

    Parameters
    ----------
    content
        The file, which `corrigenda.corrections.parse_ledger` can read.
    row
        What is added, with its id.

    Returns
    -------
    bytes
        The file and the row. Only where a withdrawal comes to a ledger that has no such column
        yet, the header changes too; the rows before it may stay shorter.

    Raises
    ------
    UnicodeEncodeError
        When the row holds what no text can.
    """
    header = read_sheet(content, row.place).header
    if row.withdraws and WITHDRAWS not in header:
        more = header[len(COLUMNS) + 1 :]  # empty columns that a spreadsheet left behind
        content = with_header(content, (*COLUMNS, WITHDRAWS, *more))
        return with_row(content, row.cells)
    return with_row(content, row.cells if WITHDRAWS in header else row.cells[:-1])
