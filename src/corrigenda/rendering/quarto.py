"""The Quarto engine: used wherever `quarto` runs."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from corrigenda.errors import EngineError, Problem, ReportError
from corrigenda.files import write_atomic
from corrigenda.fonts import font_folders
from corrigenda.rendering import source as sources
from corrigenda.rendering.dates import timestamp

_TIMEOUT = 900
# Quarto goes on after these, and shows a question mark, a gap or another font.
_FATAL = re.compile(
    r"unable to resolve (crossref|link)|citation .*not found|unclosed|unknown font|duplicate",
    re.IGNORECASE,
)
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@cache
def binary() -> str | None:
    """Find ``quarto``: on the search path, or beside the Python that runs.

    Returns
    -------
    str or None
        Its path; None when there is none.
    """
    return shutil.which("quarto") or shutil.which("quarto", path=str(Path(sys.executable).parent))


@cache
def version() -> str | None:
    """Return Quarto's version, or None when it is missing or does not run."""
    if not (path := binary()):
        return None
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 and done.stdout.strip() else None


def render_html(stage: Path, out: Path) -> None:
    """Render the staged report as one self-contained HTML page.

    Parameters
    ----------
    stage
        The folder that `stage.compose` wrote; it is only read.
    out
        The page; an older one stays when rendering fails.

    Raises
    ------
    ReportError
        When the filter refuses the source, or a reference leads nowhere.
    EngineError
        When Quarto fails.
    """
    _render(stage, out, "html", "report.html")


def render_pdf(stage: Path, out: Path) -> None:
    """Render the staged report as PDF, through Quarto's ``typst`` format.

    Parameters
    ----------
    stage
        The folder that `stage.compose` wrote; it is only read.
    out
        The PDF; an older one stays when rendering fails.

    Raises
    ------
    ReportError
        When the filter refuses the source, or a reference leads nowhere.
    EngineError
        When Quarto fails.
    """
    _render(stage, out, "typst", "report.pdf")


def _render(stage: Path, out: Path, writer: str, made: str) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    # A copy, for Quarto writes beside its source, and HTML and PDF may be made at once; under a
    # name without a dot, because Quarto passes over hidden folders.
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f"{out.name}-") as folder:
        work, log = Path(folder).resolve() / "stage", Path(folder).resolve() / "quarto.log"
        shutil.copytree(stage, work)
        code, stderr = _run(work, ["--to", writer, "--output", made, "--log", str(log)])
        _judge(_said(log, _ANSI.sub("", stderr)), code, (work / made).is_file())
        write_atomic(out, (work / made).read_bytes())


def _run(work: Path, arguments: list[str]) -> tuple[int, str]:
    command = [binary() or "quarto", "render", sources.ENTRY, *arguments]
    try:
        done = subprocess.run(
            [*command, "--log-format", "json-stream"],
            cwd=work,
            env=_environment(work),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        advice = "CORRIGENDA_ENGINE=embedded does without it."
        raise EngineError(Problem("", f"Quarto failed: {error}.", advice)) from None
    return done.returncode, done.stderr


def _environment(work: Path) -> dict[str, str]:
    """Fix what the output must not depend on: the time and the machine's fonts."""
    header = sources.read(work, "")[0].header
    return {
        **os.environ,
        "CORRIGENDA_STAGE": str(work),
        "SOURCE_DATE_EPOCH": str(timestamp(header.get("date"))),
        "TYPST_FONT_PATHS": os.pathsep.join(font_folders()),
        "TYPST_IGNORE_SYSTEM_FONTS": "true",
    }


def _said(log: Path, stderr: str) -> list[str]:
    """Collect warnings and errors from the log, and from what Pandoc and Typst print past it."""
    lines = stderr.splitlines()
    if log.is_file():
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                lines += _ANSI.sub("", str(json.loads(line).get("msg", ""))).splitlines()
            except (ValueError, AttributeError):
                lines.append(line)
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


def _judge(said: list[str], code: int, made: bool) -> None:
    """Raise when Quarto failed, and when it went on where it should not."""
    told = [line.removeprefix("corrigenda: ") for line in said if line.startswith("corrigenda: ")]
    told += [f"Quarto warns: {line}" for line in said if _FATAL.search(line)]
    if told:
        raise ReportError(Problem("", message) for message in told)
    if code or not made:
        last = "\n  ".join(said[-12:]) or "it said nothing."
        raise EngineError(
            Problem("", f"Quarto failed: {last}", "CORRIGENDA_ENGINE=embedded does without it.")
        )
