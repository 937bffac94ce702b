"""The words on a figure: lines on baselines of our own, and shares as "57% (23)"."""

from collections.abc import Iterable

import pandas as pd
from plotnine import aes, geom_text

from corrigenda.figures.fonts import drawable, text_width
from corrigenda.style import CAPITALS, FONT, INK, LINE, MUTED, TEXT


def text(
    labels: Iterable[tuple[float, float, str]],
    size: float = TEXT,
    color: str = INK,
    bold: bool = False,
    ha: str = "left",
    va: str = "top",
) -> geom_text:
    """Set labels of one style, line by line on baselines of our own.

    Matplotlib would space the lines of a label by the height of the letters in them.

    Parameters
    ----------
    labels
        x, y and text of each.
    size, color, bold
        Their type.
    ha, va
        Which point of the text stands at x, y: left, center or right; top, middle or bottom
        (of the capitals).

    Returns
    -------
    plotnine.geom_text
        A layer.
    """
    return geom_text(
        aes("x", "y", label="label"),
        pd.DataFrame(
            [line for label in labels for line in _lines(*label, size, va)],
            columns=["x", "y", "label"],
        ),
        size=size,
        color=color,
        fontweight="semibold" if bold else "regular",
        ha=ha,
        va="baseline",
        family=FONT,
        inherit_aes=False,
    )


def _lines(x: float, y: float, label: str, size: float, va: str):
    lines = label.split("\n")
    leading, capitals = size * LINE / TEXT, size * CAPITALS
    above = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[va]
    first = y - capitals + above * (capitals + leading * (len(lines) - 1))
    return [(x, first - leading * position, _literal(line)) for position, line in enumerate(lines)]


def _literal(line: str) -> str:
    """Keep dollars from opening a formula."""
    return drawable(line).replace("$", r"\$")


def share_width(percent: str, n: int) -> float:
    """Measure a share as `shares_at` sets it, in points."""
    return text_width(f"{percent}%", bold=True) + text_width(f" n({n})") - text_width("n")


def shares_at(labels: Iterable[tuple[float, float, str, int]], ha: str = "left") -> list[geom_text]:
    """Set shares as ``57% (23)``, the percentage bold.

    Parameters
    ----------
    labels
        x, y (of the middle), percentage as printed and count of each.
    ha
        Which end stands at x: left or right; or column, for percentages that end under each other.

    Returns
    -------
    list
        Layers.
    """
    labels = [(x, y, f"{percent}%", f"({n})") for x, y, percent, n in labels]
    blank = text_width("n n") - text_width("nn")
    widest = max((text_width(percent, bold=True) for *_, percent, _ in labels), default=0)
    placed = []
    for x, y, percent, n in labels:
        width = text_width(percent, bold=True)
        if ha == "right":
            x -= width + blank + text_width(n)
        elif ha == "column":
            x += widest - width
        placed.append((x, y, percent, x + width + blank, n))
    return [
        text([(x, y, percent) for x, y, percent, _, _ in placed], bold=True, va="middle"),
        text([(x, y, n) for _, y, _, x, n in placed], color=MUTED, va="middle"),
    ]
