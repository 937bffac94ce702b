"""Doctor: which engine, versions and fonts are found, and what is missing."""

import platform
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from corrigenda import __version__
from corrigenda.errors import EngineError
from corrigenda.fonts import PACKAGES as FONTS
from corrigenda.fonts import font_folder

PACKAGES = ("snakemake", "pandas", "great-tables", "plotnine", "typst", "pypandoc-binary")


@dataclass(frozen=True)
class Finding:
    """One thing that a build needs, or would use."""

    name: str
    found: bool
    detail: str
    optional: bool = False


def examine() -> list[Finding]:
    """Look for everything that a build needs or would use.

    Returns
    -------
    list of Finding
        Corrigenda, Python, the libraries, the engines and the fonts.
    """
    return [
        Finding("corrigenda", True, __version__),
        Finding("python", True, platform.python_version()),
        *map(_package, PACKAGES),
        _quarto(),
        _embedded(),
        *map(_font, FONTS),
        _git(),
    ]


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, f"pip install {name}")


def _first_line(*command: str) -> str | None:
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return result.stdout.strip().partition("\n")[0]


def _quarto() -> Finding:
    found = _first_line("quarto", "--version") if shutil.which("quarto") else None
    detail = found or "not found: the embedded engine serves (pip install quarto-cli adds it)"
    return Finding("quarto", bool(found), detail, optional=True)


def _embedded() -> Finding:
    import pypandoc

    found = _first_line(pypandoc.get_pandoc_path(), "--version")
    detail = f"{found} + typst {version('typst')}" if found else "pip install pypandoc-binary"
    return Finding("embedded engine", bool(found), detail)


def _font(family: str) -> Finding:
    try:
        font_folder(family)
    except EngineError as error:
        return Finding(family, False, error.problems[0].advice)
    return Finding(family, True, "for figures and PDF")


def _git() -> Finding:
    found = _first_line("git", "--version")
    return Finding("git", bool(found), found or "apt install git: shows what moved", optional=True)
