"""The embedded engine: Pandoc and Typst from wheels, for machines that cannot get Quarto."""

import base64
import hashlib
import json
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

import yaml

from corrigenda import __version__
from corrigenda.errors import EngineError, Problem, ReportError
from corrigenda.files import write_atomic
from corrigenda.fonts import font_folders
from corrigenda.rendering import pandoc
from corrigenda.rendering import source as sources
from corrigenda.rendering.dates import timestamp
from corrigenda.rendering.inputs import PROJECT
from corrigenda.rendering.source import Source
from corrigenda.rendering.stage import EXTENSION, SCRIPTS, STYLES

_FROM_PROJECT = ("lang", "bibliography", "csl", "abstract-title", "reference-section-title")
_DEFAULTS = {
    "lang": "en",
    "link-citations": True,
    "abstract-title": "Abstract",
    "toc-title": "Contents",
}
_WRITERS = {"html": ("html5", "report.html"), "typst": ("typst-smart", "report.typ")}


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
        When the filters refuse the source.
    EngineError
        When Pandoc fails.
    """
    depth = f"--toc-depth={_toc_depth(stage, 'html') + 1}"
    page = _convert(stage, "html", ["--section-divs", "--toc", depth])
    shared = stage / EXTENSION
    style = "".join((shared / name).read_text("utf-8") for name in STYLES) + _resource("report.css")
    scripts = (_resource("report.js"), *((shared / name).read_text("utf-8") for name in SCRIPTS))
    script = "\n" + "".join(scripts)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    for place, content in (
        ("<!-- style -->", f"<style>\n{style}</style>"),
        ("<!-- script hash -->", f"sha256-{digest}"),
        ("<!-- script -->", f"<script>{script}</script>"),
    ):
        page = page.replace(place, content, 1)
    write_atomic(out, page)


def render_pdf(stage: Path, out: Path) -> None:
    """Render the staged report as a tagged PDF (PDF/UA-1).

    Parameters
    ----------
    stage
        The folder that `stage.compose` wrote; it is only read.
    out
        The PDF; an older one stays when rendering fails.

    Raises
    ------
    ReportError
        When the filters refuse the source.
    EngineError
        When Pandoc or Typst fails, or a font is missing.
    """
    text = _convert(stage, "typst", [])
    header = sources.read(stage, "")[0].header
    pdf, warnings = _compiled(text, stage, timestamp(header.get("date")))
    if warnings:
        raise EngineError(Problem("", f"Typst warns: {warning.message}.") for warning in warnings)
    write_atomic(out, bytes(pdf))


# Letters that the house fonts lack are set in a font of this machine; where there is none, the PDF
# shows boxes in their place, which PDF/UA does not permit.
_WAYS = (
    (True, ["ua-1"], ""),
    (False, ["ua-1"], "fonts of this machine are used, and the PDF may differ on another one"),
    (False, [], "no font of this machine has them, and the PDF shows boxes; it is not PDF/UA"),
)
_LACKS = "could not be displayed with font"


def _compiled(text: str, stage: Path, stamp):
    import typst  # only here: the HTML does not need it

    for own_fonts, standards, consequence in _WAYS:
        compiler = typst.Compiler(
            text.encode(), root=str(stage), font_paths=font_folders(), ignore_system_fonts=own_fonts
        )
        try:
            made = compiler.compile_with_warnings(
                format="pdf", pdf_standards=standards, timestamp=stamp
            )
        except typst.TypstError as error:
            if _LACKS in error.message and standards:
                continue
            hints = " ".join(getattr(error, "hints", None) or ())
            raise EngineError(Problem("", f"Typst failed: {error.message}.", hints)) from None
        if consequence:
            print(f"warning: letters are in no font of Corrigenda: {consequence}.", file=sys.stderr)
        return made
    raise AssertionError("the last way returns or raises")


def version() -> str:
    """Name the engine and its version, such as ``Pandoc 3.9, Typst 0.15.2``."""
    from importlib.metadata import version as installed

    return f"Pandoc {pandoc.version()}, Typst {installed('typst')}"


def _convert(stage: Path, writer: str, arguments: list[str]) -> str:
    source, problems = sources.read(stage, "")
    if problems:
        raise ReportError(problems)
    name, template = _WRITERS[writer]
    resources = files("corrigenda.rendering").joinpath("resources")
    with tempfile.TemporaryDirectory() as folder, as_file(resources) as package:
        metadata = Path(folder, "metadata.json")
        metadata.write_text(json.dumps(_metadata(stage)), encoding="utf-8")
        options = [
            "--from=markdown",
            f"--to={name}",
            f"--template={package / template}",
            f"--metadata-file={metadata}",
            f"--lua-filter={EXTENSION}/corrigenda.lua",
            f"--lua-filter={package / 'embedded.lua'}",
            "--citeproc",
            f"--variable=toc-depth:{_toc_depth(stage, writer)}",
            "--syntax-highlighting=none",
            "--wrap=none",
            *arguments,
        ]
        return pandoc.convert(source.text, options, stage.resolve(), _place(source))


def _project(stage: Path) -> dict:
    path = stage / PROJECT
    project = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else None
    return project if isinstance(project, dict) else {}


def _toc_depth(stage: Path, writer: str) -> int:
    project = _project(stage)
    options = (project.get("format") or {}).get(writer)
    own = options.get("toc-depth") if isinstance(options, dict) else None
    return int(own or project.get("toc-depth") or 3)


def _metadata(stage: Path) -> dict:
    """Collect what the page needs from ``_quarto.yml``; the header of the report goes before it."""
    project = _project(stage)
    taken = {key: project[key] for key in _FROM_PROJECT if key in project}
    return {
        **_DEFAULTS,
        **taken,
        "corrigenda-version": __version__,
        "pandoc-version": pandoc.version(),
    }


def _place(source: Source):
    return lambda line: source.places[min(line, len(source.places)) - 1].lstrip("/")


def _resource(name: str) -> str:
    return files("corrigenda.rendering").joinpath("resources", name).read_text("utf-8")
