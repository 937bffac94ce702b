"""The environment of a build: what may differ between two machines."""

import platform
from functools import cache
from importlib.metadata import version

from corrigenda import __version__
from corrigenda.rendering import engines, quarto

LIBRARIES = ("snakemake", "pandas", "great-tables", "plotnine", "matplotlib")
EMBEDDED = {"Pandoc (pypandoc-binary)": "pypandoc-binary", "Typst": "typst"}


@cache
def environment() -> dict[str, str]:
    """Name the software that makes a report, with its versions.

    Returns
    -------
    dict
        Corrigenda, Python, the libraries and the engine, in this order.
    """
    found = {"Corrigenda": __version__, "Python": platform.python_version()}
    found |= {name: version(name) for name in LIBRARIES}
    if engines.find() == "quarto":
        return found | {"Quarto": quarto.version() or ""}
    return found | {name: version(package) for name, package in EMBEDDED.items()}
