"""Calling Pandoc: the binary that pypandoc_binary carries, without importing the package."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from corrigenda.errors import EngineError, Problem, ReportError

_TIMEOUT = 300


@cache
def binary() -> str:
    """Find Pandoc: the pinned one, else one on the search path.

    Returns
    -------
    str
        Its path.

    Raises
    ------
    EngineError
        When there is none.
    """
    spec = find_spec("pypandoc")
    for folder in spec.submodule_search_locations if spec else ():
        for name in ("pandoc", "pandoc.exe"):
            if (path := Path(folder, "files", name)).is_file():
                return str(path)
    if found := shutil.which("pandoc"):
        return found
    raise EngineError(Problem("", "Pandoc is missing.", "Install the package pypandoc_binary."))


def version() -> str:
    """Return Pandoc's version, such as ``3.9``."""
    done = subprocess.run([binary(), "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[1]


def convert(
    text: str, arguments: Sequence[str], folder: Path, place: Callable[[int], str] = str
) -> str:
    """Convert Markdown, and fail on every warning.

    Parameters
    ----------
    text
        The Markdown.
    arguments
        Pandoc's command line without the binary.
    folder
        Where filters and relative paths start.
    place
        Function from a line of the text to ``file:line``, for warnings that name a line.

    Returns
    -------
    str
        What Pandoc wrote.

    Raises
    ------
    ReportError
        When a filter or Pandoc's reader refuses the source.
    EngineError
        When Pandoc fails for another reason.
    """
    done = subprocess.run(
        [binary(), *arguments, "--fail-if-warnings"],
        input=text,
        cwd=folder,
        env={**os.environ, "CORRIGENDA_STAGE": "", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_TIMEOUT,
        check=False,
    )
    if done.returncode:
        raise failure(done.stderr, place)
    return done.stdout


def failure(log: str, place: Callable[[int], str] = str) -> ReportError | EngineError:
    """Turn what Pandoc and the filters said into an error for the user.

    Parameters
    ----------
    log
        The standard error.
    place
        Function from a line of the text to ``file:line``.

    Returns
    -------
    ReportError or EngineError
        The error to raise.
    """
    told = re.findall(r"^corrigenda: (.+)$", log, re.MULTILINE)
    if told:
        return ReportError(Problem("", message) for message in told)
    warnings = re.findall(r"^\[WARNING\] (.+(?:\n  .+)*)", log, re.MULTILINE)
    if not warnings:
        return EngineError(Problem("", f"Pandoc failed: {log.strip()}"))
    return ReportError(_located(" ".join(warning.split()), place) for warning in warnings)


def _located(warning: str, place: Callable[[int], str]) -> Problem:
    line = re.search(r"\bline (\d+)\b", warning)
    return Problem(place(int(line[1])) if line else "", f"Pandoc warns: {warning}")
