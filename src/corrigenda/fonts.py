"""Fonts: found in the packages that carry them, so that every machine sets the same type."""

from importlib.util import find_spec
from pathlib import Path

from corrigenda.errors import EngineError, Problem

PACKAGES = {
    "Source Sans Pro": "font_source_sans_pro",
    "Source Serif Pro": "font_source_serif_pro",
}


def font_folder(family: str) -> Path:
    """Find the folder with the files of a font family, without importing its package.

    Parameters
    ----------
    family
        One of `PACKAGES`.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    EngineError
        When the package is missing: another font would change every figure and page.
    """
    spec = find_spec(PACKAGES[family])
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place, "files")
        if folder.is_dir():
            return folder
    advice = f"pip install {PACKAGES[family].replace('_', '-')}"
    raise EngineError(Problem("", f"the font {family} is missing.", advice))


def font_folders() -> list[str]:
    """Find the folders of all families, as font paths for Typst."""
    return [str(font_folder(family)) for family in PACKAGES]
