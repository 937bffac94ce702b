"""The line under a figure: its base, remarks, and the study's notice."""

import pandas as pd

from corrigenda.codebook import Item
from corrigenda.study import Study


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
