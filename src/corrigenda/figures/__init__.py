"""Figures: each drawn from the frame behind it."""

import pandas as pd
from plotnine import ggplot

from corrigenda.charts import Figure
from corrigenda.codebook import Item
from corrigenda.figures import answers, bars, crossed, distribution, path, saving, timeline
from corrigenda.study import Study

CHARTS = {
    "answers": answers,
    "bars": bars,
    "crossed": crossed,
    "distribution": distribution,
    "path": path,
    "timeline": timeline,
    "units": bars,
}


def draw(frame: pd.DataFrame, exhibit: Figure, items: dict[str, Item], study: Study) -> ggplot:
    """Draw a figure from its frame.

    Parameters
    ----------
    frame
        What `exhibit_frame` computed.
    exhibit
        The declared figure.
    items
        The items of the study.
    study
        Whose notice stands on the face of the figure.

    Returns
    -------
    plotnine.ggplot
        The figure.
    """
    return CHARTS[exhibit.chart].draw(frame, exhibit, items, study)


def to_svg(plot: ggplot, exhibit: Figure) -> bytes:
    """Write a figure as SVG.

    Parameters
    ----------
    plot
        What `draw` made.
    exhibit
        The declared figure.

    Returns
    -------
    bytes
        The file, the same for the same frame.
    """
    return saving.svg(plot, exhibit.id)


def to_png(plot: ggplot, exhibit: Figure) -> bytes:
    """Write a figure as PNG.

    Parameters
    ----------
    plot
        What `draw` made.
    exhibit
        The declared figure.

    Returns
    -------
    bytes
        The file, the same for the same frame.
    """
    return saving.png(plot)
