"""The ledger as text for people, and as JSON for programs: each row with what it moved."""

from collections.abc import Iterator, Sequence

from corrigenda.correct import Entry
from corrigenda.forecast_text import jsoned, shown, told
from corrigenda.impact import Moves
from corrigenda.items import Item

MOST = 4  # statistics of a row that are named
LEDGER = "corrections."  # counts of the ledger's rows, which every row moves


def text(entries: Sequence[Entry], items: dict[str, Item]) -> str:
    """Tell the ledger to people.

    Parameters
    ----------
    entries
        Its rows and what they moved.
    items
        The study's items.

    Returns
    -------
    str
        A few lines for each row.
    """
    if not entries:
        return "The ledger holds no corrections."
    return "\n\n".join("\n".join(_entry(entry, items)) for entry in entries)


def _entry(entry: Entry, items: dict[str, Item]) -> Iterator[str]:
    row = entry.row
    yield told(row, items) + (f" (withdrawn by {entry.withdrawn_by})" if entry.withdrawn_by else "")
    yield f"  {row.date}, {row.author}: {row.reason}"
    if entry.moves is None:
        yield "  fits only together with a row below it"
        return
    for line in _moved(entry.moves):
        yield f"  {line}"


def _moved(moves: Moves) -> Iterator[str]:
    found = {n: pair for n, pair in moves.statistics.items() if not n.startswith(LEDGER)}
    if not found and not moves.exhibits:
        yield "moved nothing that is counted"
    for name, (before, after) in list(found.items())[:MOST]:
        yield f"{name}  {shown(before)} → {shown(after)}"
    if len(found) > MOST:
        yield f"and {len(found) - MOST} more statistics"
    if moves.exhibits:
        yield f"in {', '.join(moves.exhibits)}"


def plain(entries: Sequence[Entry]) -> list[dict]:
    """Lay the ledger out for JSON.

    Parameters
    ----------
    entries
        Its rows and what they moved.

    Returns
    -------
    list of dict
        The cells of each row, who withdrew it, and the exhibits and statistics that it moved.
    """
    return [
        {
            **{k: str(v) for k, v in vars(e.row).items()},
            "withdrawn_by": e.withdrawn_by,
            "exhibits": list(e.moves.exhibits) if e.moves else None,
            "statistics": jsoned(e.moves.statistics) if e.moves else None,
        }
        for e in entries
    ]
