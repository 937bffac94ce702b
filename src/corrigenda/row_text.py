"""Rows of the ledger in words; an open answer is never shown unless it is asked for."""

import re
from collections.abc import Collection, Mapping

from corrigenda.disclosure import Mask
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
    return f"{row.id}: {about}{changed(row, items, ('respondents',))}"


def changed(row: Correction, items: Mapping[str, Item], discloses: Collection[str] = ()) -> str:
    """Tell what a row changes, and not of whom.

    Parameters
    ----------
    row
        A row of the ledger.
    items
        The study's items.
    discloses
        What may be shown: with ``open_text`` open answers, with ``respondents`` dates of theirs.

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
    kept = _kept_back(item, discloses)
    return " → ".join(_told_cell(cell, kept) for cell in (row.old, row.new))


def reason(
    row: Correction,
    about: Correction,
    items: Mapping[str, Item],
    mask: Mask,
    discloses: Collection[str] = (),
) -> str:
    """Tell who decided a row and why, without what is kept back.

    Parameters
    ----------
    row
        A row of the ledger.
    about
        The change that it makes or takes back, from `rows.changes`.
    items
        The study's items.
    mask
        Keeps back the ids of respondents.
    discloses
        As for `changed`.

    Returns
    -------
    str
        ``KR (interviewer): Misheard``; words of the answer itself are put as ``a text``.
    """
    told = row.reason
    kept = _kept_back(items.get(about.item), discloses)
    for cell in sorted((about.old, about.new), key=len, reverse=True):
        if kept and (words := cell.strip(" .,;:!?")):
            told = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", kept, told, flags=re.IGNORECASE)
    return mask(f"{row.author}: {told}")


def _kept_back(item: Item | None, discloses: Collection[str]) -> str:
    """Return what stands for an answer that is not shown; nothing where it is."""
    if item and item.kind == "date":
        return "" if "respondents" in discloses else "a date"
    return "" if closed(item) or "open_text" in discloses else "a text"


def closed(item: Item | None) -> bool:
    """Say whether what a respondent answered may be shown."""
    return item is not None and item.kind != "open"


def _told_cell(cell: str, kept: str) -> str:
    return (kept or quoted(cell)) if cell else "nothing"
