"""The page that every figure is drawn on: its coordinates are points, so type and marks fit."""

from math import ceil

from plotnine import (
    coord_cartesian,
    element_rect,
    ggplot,
    scale_color_identity,
    scale_fill_identity,
    theme,
    theme_void,
)

from corrigenda.figures.fonts import register_fonts, wrapped
from corrigenda.figures.lettering import text
from corrigenda.style import FONT, LINE, MUTED, PAPER, SMALL, TEXT, WIDTH

MARGIN = 6.0  # white around the drawing: the card that it stands on in a dark page


def room(inches: float | None) -> float:
    """Return the points between the left and right margin of a figure."""
    return (inches or WIDTH) * 72 - 2 * MARGIN


def page(height: float, face: str, inches: float | None = None) -> ggplot:
    """Begin a figure: x runs from 0 to `room`, y from 0 downwards to minus `height`.

    Parameters
    ----------
    height
        Points that the drawing needs.
    face
        The line under the drawing, which says n and what the data are.
    inches
        Width of the whole figure; the house width by default.

    Returns
    -------
    plotnine.ggplot
        An empty page with its face line.
    """
    register_fonts()
    lines = wrapped(face, room(inches), SMALL)
    foot = 26 + SMALL * LINE / TEXT * lines.count("\n")
    bottom = ceil(height + foot) + MARGIN
    paper = element_rect(fill=PAPER, color=PAPER)
    return (
        ggplot()
        + coord_cartesian(
            xlim=(-MARGIN, room(inches) + MARGIN), ylim=(-bottom, MARGIN), expand=False
        )
        + scale_color_identity()
        + scale_fill_identity()
        + theme_void(base_size=TEXT, base_family=FONT)
        + theme(
            figure_size=((inches or WIDTH), (bottom + MARGIN) / 72),
            plot_background=paper,
            legend_position="none",
        )
        + text([(0, -height - foot, lines)], size=SMALL, color=MUTED, va="bottom")
    )
