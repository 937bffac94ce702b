"""The marks that figures are made of; all positions are points on the page."""

from collections.abc import Iterable

import pandas as pd
from plotnine import aes, geom_point, geom_polygon, geom_rect, geom_segment
from plotnine import arrow as head

from corrigenda.style import MUTED, RULE

SIZE_FACTOR = 1.7724538509055159  # the square root of pi, by which plotnine enlarges sizes
BAND_STEPS = 24


def dots(marks: Iterable[tuple[float, float, str]], step: float) -> geom_point:
    """Set dots, one for each respondent.

    Parameters
    ----------
    marks
        x, y and colour of each.
    step
        Points from one dot to the next.

    Returns
    -------
    plotnine.geom_point
        A layer.
    """
    return geom_point(
        aes("x", "y", fill="color"),
        pd.DataFrame(list(marks), columns=["x", "y", "color"]),
        size=0.74 * step / SIZE_FACTOR,
        stroke=0,
        inherit_aes=False,
    )


def boxes(marks: Iterable[tuple[float, float, float, float, str]]) -> geom_rect:
    """Set filled rectangles.

    Parameters
    ----------
    marks
        Left, right, bottom, top and colour of each.

    Returns
    -------
    plotnine.geom_rect
        A layer.
    """
    return geom_rect(
        aes(xmin="xmin", xmax="xmax", ymin="ymin", ymax="ymax", fill="color"),
        pd.DataFrame(list(marks), columns=["xmin", "xmax", "ymin", "ymax", "color"]),
        inherit_aes=False,
    )


def rules(
    marks: Iterable[tuple[float, float, float, float]], color: str = RULE, size: float = 0.75
) -> geom_segment:
    """Set straight lines.

    Parameters
    ----------
    marks
        x, y of the beginning and x, y of the end of each.
    color
        Of the lines.
    size
        Their thickness in points.

    Returns
    -------
    plotnine.geom_segment
        A layer.
    """
    return geom_segment(
        aes("x", "y", xend="xend", yend="yend"),
        pd.DataFrame(list(marks), columns=["x", "y", "xend", "yend"]),
        color=color,
        size=size / SIZE_FACTOR,
        inherit_aes=False,
    )


def arrow(mark: tuple[float, float, float, float], color: str = MUTED) -> geom_segment:
    """Set an arrow.

    Parameters
    ----------
    mark
        x, y of its beginning and x, y of its point.
    color
        Of the line and its head.

    Returns
    -------
    plotnine.geom_segment
        A layer.
    """
    return geom_segment(
        aes("x", "y", xend="xend", yend="yend"),
        pd.DataFrame([mark], columns=["x", "y", "xend", "yend"]),
        color=color,
        size=1 / SIZE_FACTOR,
        arrow=head(angle=25, length=0.1, type="closed"),
        inherit_aes=False,
    )


def bands(marks: Iterable[tuple[float, float, float, float, float, str]]) -> geom_polygon:
    """Set bands that swing from one upright edge to another.

    Parameters
    ----------
    marks
        x and top of the left edge, x and top of the right edge, thickness and colour of each.

    Returns
    -------
    plotnine.geom_polygon
        A layer.
    """
    points = []
    for band, (left, start, right, end, thick, color) in enumerate(marks):
        upper = [
            (left + (right - left) * t, start + (end - start) * t * t * (3 - 2 * t))
            for t in (step / BAND_STEPS for step in range(BAND_STEPS + 1))
        ]
        lower = [(x, y - thick) for x, y in reversed(upper)]
        points += [(band, x, y, color) for x, y in upper + lower]
    return geom_polygon(
        aes("x", "y", group="band", fill="color"),
        pd.DataFrame(points, columns=["band", "x", "y", "color"]),
        inherit_aes=False,
    )
