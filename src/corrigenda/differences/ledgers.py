"""Ledgers: which rows came, were withdrawn, were edited or are gone."""

from collections.abc import Sequence

from corrigenda.differences.causes import Corrections, Edited
from corrigenda.releases.models import LedgerRow

SAID = (
    "date",
    "respondent",
    "item",
    "change",
    "reason",
)  # what a row itself says; what it moved is computed


def corrections(old: Sequence[LedgerRow], new: Sequence[LedgerRow]) -> Corrections:
    """Compare two ledgers.

    Parameters
    ----------
    old, new
        The rows of each, in order.

    Returns
    -------
    Corrections
        What happened between them.
    """
    before, after = ({row.id: row for row in rows} for rows in (old, new))
    kept = [(before[i], row) for i, row in after.items() if i in before]
    return Corrections(
        new=tuple(row for i, row in after.items() if i not in before),
        withdrawn=tuple(b for a, b in kept if b.withdrawn_by and not a.withdrawn_by),
        edited=tuple(Edited(a, b) for a, b in kept if _said(a) != _said(b)),
        gone=tuple(row for i, row in before.items() if i not in after),
    )


def _said(row: LedgerRow) -> list[str]:
    return [getattr(row, name) for name in SAID]
