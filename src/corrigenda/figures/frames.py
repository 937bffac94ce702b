"""The data behind figures: counted once, printed once."""

import pandas as pd

from corrigenda.codebook import Item
from corrigenda.rounding import printed_percent
from corrigenda.study import Base, Study
from corrigenda.tabulate import counts

COLUMNS = ["item", "option", "block", "row", "n", "base", "percent"]


def shares(
    slice_: pd.DataFrame,
    item: Item,
    study: Study,
    base: Base | None = None,
    rows: tuple[str, ...] | None = None,
) -> pd.DataFrame:
    """Count an item's options and print their shares.

    Parameters
    ----------
    slice_
        The item's slice.
    item
        A single, multiple or coded item.
    study
        Its default base and its rounding.
    base
        The denominator, if not the item's own.
    rows
        The options to keep, in their order; all by default.

    Returns
    -------
    pandas.DataFrame
        Columns item, option, block, row, n, base, percent.
    """
    counted = counts(slice_, item, base or item.base or study.base).set_index("option")
    kept = [(option, counted.loc[option]) for option in rows or item.by_id]
    return pd.DataFrame(
        [
            (
                item.id,
                option,
                item.label,
                item.option(option).label,
                int(count.n),
                int(count.base),
                printed_percent(int(count.n), int(count.base), study.rounding),
            )
            for option, count in kept
        ],
        columns=COLUMNS,
    )


def by_size(frame: pd.DataFrame) -> pd.DataFrame:
    """Put the largest first; equal ones stay in the codebook's order."""
    return frame.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def face(frame: pd.DataFrame, study: Study, *remarks: str | None) -> str:
    """Write the line under a figure.

    Parameters
    ----------
    frame
        Its data; their base is named when they share one.
    study
        Whose notice stands there.
    *remarks
        What else the reader should know; empty ones are left out.

    Returns
    -------
    str
        ``n = 40 · Each dot is one clinician · Reconstructed data``.
    """
    bases = frame["base"].unique()
    n = f"n = {bases[0]}" if len(bases) == 1 else None
    return " · ".join(part for part in (n, *remarks, study.notice_short) if part)


def several(item: Item) -> str | None:
    """Return the remark that goes with an item of several answers."""
    return "more than one answer possible" if item.check_all else None
