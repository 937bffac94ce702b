"""The stage: one folder with all that a rendering engine reads, checked before it is written."""

import shutil
import tempfile
from collections.abc import Mapping
from importlib.resources import files as resources
from pathlib import Path

from corrigenda.errors import Problem, ReportError
from corrigenda.files import canonical_json
from corrigenda.rendering.flow import flow_svg
from corrigenda.rendering.inputs import Inputs
from corrigenda.style import TABLE_CSS

EXTENSION = "_extensions/corrigenda"
SCRIPTS = ("claims.js", "panel.js")
TABLES = "tables.css"
STYLES = (TABLES, "exhibits.css", "claims.css", "provenance.css")
FLOW = "flow.svg"


def compose(
    inputs: Inputs, statistics: Path, study: Mapping[str, str], stage: Path
) -> tuple[Problem, ...]:
    """Check the sources of a report and write the stage folder.

    Parameters
    ----------
    inputs
        The sources, the exhibits and all that they refer to.
    statistics
        ``statistics.json``, from which the inputs have their values.
    study
        ``id``, ``title``, ``notice`` and ``notice_short``; ``version`` once there is a release.
    stage
        The folder to write. It is replaced as a whole, or left as it was.

    Returns
    -------
    tuple
        Warnings: exhibits that the report never shows, sources that it never includes, and numbers
        that are bound to nothing.

    Raises
    ------
    ReportError
        With every problem of the sources.
    """
    if problems := inputs.problems():
        raise ReportError(problems)
    shown = {name: _declared(inputs.exhibits[name]) for name in inputs.shown}
    texts = {
        "exhibits.json": canonical_json(shown),
        "statistics.json": statistics.read_text(encoding="utf-8"),
        "study.json": canonical_json(dict(study)),
        "quantifiers.json": canonical_json(list(inputs.quantifiers)),
        "excerpts.json": canonical_json(list(inputs.excerpts)),
        "provenance.json": canonical_json(dict(inputs.provenance)),
    }
    if inputs.flow:
        texts[FLOW] = flow_svg(inputs.flow)
    write(stage, inputs.copies, texts)
    return (*inputs.warnings(), *inputs.unbound())


def _declared(exhibit: Mapping) -> dict[str, str]:
    return {key: exhibit.get(key) or "" for key in ("kind", "alt", "source")}


def write(stage: Path, copies: Mapping[str, Path], texts: Mapping[str, str]) -> None:
    """Write a stage folder beside the old one, then let it take its place.

    Parameters
    ----------
    stage
        The folder.
    copies
        Where each file of the stage is copied from.
    texts
        The content of the others.
    """
    stage.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=stage.parent, prefix=f".{stage.name}.") as beside:
        new = Path(beside) / "new"
        new.mkdir()
        for name, path in copies.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, new / name)
        for name, text in texts.items():
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        _add_extension(new / EXTENSION)
        _swap(stage, new, Path(beside) / "old")


def _add_extension(folder: Path) -> None:
    folder.mkdir(parents=True)
    for item in resources("corrigenda.rendering").joinpath("resources", EXTENSION).iterdir():
        (folder / item.name).write_bytes(item.read_bytes())
    # Tables bring this along; the page needs it for those that the filter makes.
    (folder / TABLES).write_text(TABLE_CSS, encoding="utf-8", newline="\n")


def _swap(stage: Path, new: Path, old: Path) -> None:
    if stage.exists():
        stage.replace(old)
    try:
        new.replace(stage)
    except OSError:
        if old.exists():
            old.replace(stage)
        raise
