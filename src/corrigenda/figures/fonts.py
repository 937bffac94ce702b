"""The house fonts: found in the package that carries them, and used to measure text."""

import re
from functools import cache

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from corrigenda.fonts import font_folder
from corrigenda.style import FONT, FONT_FILES, TEXT

_NOT_XML = re.compile("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def register_fonts() -> None:
    """Make the house fonts known to matplotlib.

    Raises
    ------
    EngineError
        When their package is not installed: another font would change every figure.
    """
    folder = font_folder(FONT)
    # A font of the same name that this machine has elsewhere might be another version.
    manager = font_manager.fontManager
    manager.ttflist = [font for font in manager.ttflist if font.name != FONT]
    for file in FONT_FILES.values():
        manager.addfont(folder / file)


def drawable(line: str) -> str:
    """Keep out what no SVG can hold, and no font shows."""
    return _NOT_XML.sub(" ", line)


def text_width(text: str, size: float = TEXT, bold: bool = False) -> float:
    """Measure a line of text.

    Parameters
    ----------
    text
        One line.
    size, bold
        Of its type.

    Returns
    -------
    float
        Points.
    """
    font = _font("semibold" if bold else "regular")
    font.set_size(size, 72)
    font.set_text(drawable(text), 0.0)
    return font.get_width_height()[0] / 64


def wrapped(text: str, width: float, size: float = TEXT, bold: bool = False) -> str:
    """Break a text into lines no wider than so many points, where its words allow.

    Parameters
    ----------
    text
        One paragraph.
    width
        Points.
    size, bold
        Of its type.

    Returns
    -------
    str
        The text with line feeds.
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, bold) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


@cache
def _font(weight: str) -> FT2Font:
    register_fonts()
    face = font_manager.FontProperties(family=FONT, weight=weight)
    # A font of our own: the one that matplotlib keeps changes its size whenever it draws.
    return FT2Font(font_manager.findfont(face, fallback_to_default=False))
