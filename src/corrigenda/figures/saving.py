"""Figures as bytes: the same SVG and PNG wherever and whenever they are drawn."""

from io import BytesIO

import matplotlib
from matplotlib.figure import Figure
from PIL import Image
from plotnine import ggplot

from corrigenda.figures.fonts import register_fonts
from corrigenda.figures.lean import lean
from corrigenda.style import DPI

# Without a salt matplotlib draws the ids of its clip paths by lot.
SETTINGS = {"svg.fonttype": "path", "svg.hashsalt": "corrigenda"}
COLOURS = 128


def svg(plot: ggplot, name: str) -> bytes:
    """Write a plot as SVG, its text as outlines, so that it needs no font.

    Parameters
    ----------
    plot
        The figure.
    name
        Its id, which keeps the ids inside apart from those of other figures in a page.

    Returns
    -------
    bytes
        The file.
    """
    return lean(_saved(plot, format="svg", metadata={"Date": None, "Creator": None}), name)


def png(plot: ggplot) -> bytes:
    """Write a plot as PNG, for programs that read no SVG.

    Parameters
    ----------
    plot
        The figure.

    Returns
    -------
    bytes
        The file.
    """
    drawn = Image.open(BytesIO(_saved(plot, format="png", dpi=DPI)))
    # Flat colours and their edges: a palette holds them in a third of the bytes.
    lean = drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    file = BytesIO()
    lean.save(file, format="png", dpi=(DPI, DPI), optimize=True)
    return file.getvalue()


def _saved(plot: ggplot, **how) -> bytes:
    file = BytesIO()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # whatever matplotlibrc the user has
        matplotlib.rcParams.update(SETTINGS)
        _drawn(plot).savefig(file, **how)
    return file.getvalue()


def _drawn(plot: ggplot) -> Figure:
    """Draw a plot once for both formats; plotnine keeps its figure with it."""
    if not hasattr(plot, "figure"):
        matplotlib.use("agg")
        register_fonts()
        plot.draw()
    return plot.figure
