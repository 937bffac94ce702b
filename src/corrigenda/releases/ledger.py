"""The ledger as a release publishes it: what was corrected and why, and not of whom."""

import csv
import io
from collections.abc import Iterable

from corrigenda.corrections import withdrawn
from corrigenda.crate.confidential import Confidential
from corrigenda.releases.declared import KEPT_BACK
from corrigenda.releases.held import Held
from corrigenda.releases.models import LedgerRow
from corrigenda.sheets import neutral

COLUMNS = ("id", "date", "item", "change", "reason", "withdrawn_by", "moved")


def public_ledger(held: Held) -> tuple[LedgerRow, ...]:
    """Write down the corrections of a study without what it keeps back.

    Parameters
    ----------
    held
        The study, whose report is built.

    Returns
    -------
    tuple of LedgerRow
        Every row of the ledger, in its order.
    """
    project, accounts = held.project, held.accounts
    confidential = Confidential(project)

    def public(text: str) -> str:
        return KEPT_BACK if confidential.tells(text) else text

    gone = withdrawn(project.ledger)
    disclosed = "respondents" in project.study.discloses
    return tuple(
        LedgerRow(
            id=row.id,
            date=row.date.isoformat(),
            item=accounts.changes[row.id].item,
            change=public(accounts.change(row)),
            reason=public(accounts.reason(row)),
            withdrawn_by=gone[row.id].id if row.id in gone else "",
            moved=tuple(public(" ".join(line.split())) for line in held.moved[row.id]),
            respondent=accounts.changes[row.id].respondent if disclosed else "",
        )
        for row in project.ledger
    )


def as_csv(rows: Iterable[LedgerRow], disclosed: bool) -> str:
    """Write the ledger as a sheet.

    Parameters
    ----------
    rows
        The corrections.
    disclosed
        Whether a column names the respondents.

    Returns
    -------
    str
        CSV with LF line ends, in which no text is a formula.
    """
    columns = [*COLUMNS[:2], *(["respondent"] if disclosed else []), *COLUMNS[2:]]
    target = io.StringIO(newline="")
    sheet = csv.writer(target, lineterminator="\n")
    sheet.writerow(columns)
    for row in rows:
        cells = row.model_dump() | {"moved": "; ".join(row.moved)}
        sheet.writerow(neutral(cells[column]) for column in columns)
    return target.getvalue()
