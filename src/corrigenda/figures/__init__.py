"""Figures: the frame behind each, and its drawing."""

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


def figure_frame(
    exhibit: Figure, items: dict[str, Item], slices: dict[str, pd.DataFrame], study: Study
) -> pd.DataFrame:
    """Compute everything that a figure shows.

    Parameters
    ----------
    exhibit
        The declared figure.
    items
        The items of the study.
    slices
        The slice of each item that the figure reads, by id.
    study
        Its default base, its rounding.

    Returns
    -------
    pandas.DataFrame
        The plotted data, as they are published beside the figure.
    """
    return CHARTS[exhibit.chart].frame(exhibit, items, slices, study)


def draw(frame: pd.DataFrame, exhibit: Figure, items: dict[str, Item], study: Study) -> ggplot:
    """Draw a figure from its frame.

    Parameters
    ----------
    frame
        What `figure_frame` computed.
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
