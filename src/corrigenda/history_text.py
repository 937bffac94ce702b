"""The ledger as text for people, and as JSON for programs: each row with what it moved."""

from collections.abc import Iterator, Sequence

from corrigenda.corrections import Correction
from corrigenda.forecast_text import jsoned
from corrigenda.history import Entry
from corrigenda.history import told as moved
from corrigenda.items import Item
from corrigenda.project import Project
from corrigenda.row_text import closed, told

CELLS = ("old", "new")


def text(entries: Sequence[Entry], project: Project) -> str:
    """Tell the ledger to people.

    Parameters
    ----------
    entries
        Its rows and what they moved.
    project
        Its declarations.

    Returns
    -------
    str
        A few lines for each row.
    """
    if not entries:
        return "The ledger holds no corrections."
    return "\n\n".join("\n".join(_entry(entry, project)) for entry in entries)


def _entry(entry: Entry, project: Project) -> Iterator[str]:
    row = entry.row
    gone = f" (withdrawn by {entry.withdrawn_by})" if entry.withdrawn_by else ""
    yield told(row, project.items) + gone
    yield f"  {row.date}, {row.author}: {row.reason}"
    yield from (f"  {line}" for line in moved(entry.moves, project.study))


def plain(entries: Sequence[Entry], items: dict[str, Item]) -> list[dict]:
    """Lay the ledger out for JSON.

    Parameters
    ----------
    entries
        Its rows and what they moved.
    items
        The study's items.

    Returns
    -------
    list of dict
        The cells of each row (but open answers), who withdrew it, and the exhibits and statistics
        that it moved.
    """
    return [
        {
            **_cells(e.row, items),
            "withdrawn_by": e.withdrawn_by,
            "exhibits": list(e.moves.exhibits) if e.moves else None,
            "statistics": jsoned(e.moves.statistics) if e.moves else None,
        }
        for e in entries
    ]


def _cells(row: Correction, items: dict[str, Item]) -> dict[str, str]:
    kept = {k: str(v) for k, v in vars(row).items()}
    return kept if closed(items.get(row.item)) else kept | {k: "" for k in CELLS}
