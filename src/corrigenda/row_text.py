"""Rows of the ledger in words; an open answer is never shown unless it is asked for."""

from collections.abc import Mapping

from corrigenda.errors import quoted
from corrigenda.items import Item
from corrigenda.rows import Correction


def told(row: Correction, items: Mapping[str, Item]) -> str:
    """Tell in one line what a row of the ledger does.

    Parameters
    ----------
    row
        A row of the ledger.
    items
        The study's items.

    Returns
    -------
    str
        ``C018: R020, supervisor: "No" → "Yes"``.
    """
    about = "" if row.withdraws else f"{row.respondent}, {row.item}: "
    return f"{row.id}: {about}{changed(row, items)}"


def changed(row: Correction, items: Mapping[str, Item], open_text: bool = False) -> str:
    """Tell what a row changes, and not of whom.

    Parameters
    ----------
    row
        A row of the ledger.
    items
        The study's items.
    open_text
        Whether open answers may be shown.

    Returns
    -------
    str
        ``"No" → "Yes"``, ``"Family Therapy" added``, or ``withdraws C001``.
    """
    if row.withdraws:
        return f"withdraws {row.withdraws}"
    item = items.get(row.item)
    if item and item.per_option and not (row.old and row.new):
        return f"{quoted(row.new)} added" if row.new else f"{quoted(row.old)} removed"
    shown = open_text or closed(item)
    return " → ".join(_told_cell(cell, shown) for cell in (row.old, row.new))


def closed(item: Item | None) -> bool:
    """Say whether what a respondent answered may be shown."""
    return item is not None and item.kind != "open"


def _told_cell(cell: str, shown: bool) -> str:
    if not cell:
        return "nothing"
    return quoted(cell) if shown else "a text"
