"""The stage: one folder with all that a rendering engine reads, checked before it is written."""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from importlib.resources import files as resources
from pathlib import Path

from corrigenda.errors import Problem, ReportError
from corrigenda.files import canonical_json
from corrigenda.rendering.inputs import Inputs

EXTENSION = "_extensions/corrigenda"


def from_here(path: Path) -> str:
    """Name a file relative to the working folder, if it lies within."""
    path = path.absolute()
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def compose(
    report: Path,
    figures: Path,
    statistics: Path,
    exhibits: Mapping[str, Mapping],
    study: Mapping[str, str],
    stage: Path,
    place: Callable[[Path], str] = from_here,
) -> tuple[Problem, ...]:
    """Check the sources of a report and write the stage folder.

    Parameters
    ----------
    report
        ``report/<study>``: ``report.qmd``, what it includes, its bibliography, ``_quarto.yml``.
    figures
        ``figures/<study>``: the files of every exhibit.
    statistics
        ``statistics.json``.
    exhibits
        For each declared exhibit ``kind``, ``alt`` and ``source``; ``place`` (``file:line`` of
        its declaration) is used in messages when it is given.
    study
        ``id``, ``title``, ``notice`` and ``notice_short``; ``version`` once there is a release.
    stage
        The folder to write. It is replaced as a whole, or left as it was.
    place
        How messages name a file; relative to the working folder by default.

    Returns
    -------
    tuple
        Warnings: exhibits that the report never shows, and sources that it never includes.

    Raises
    ------
    ReportError
        With every problem of the sources.
    """
    named = statistics.read_text(encoding="utf-8")
    inputs = Inputs(report, figures, json.loads(named), exhibits, place)
    if problems := inputs.problems():
        raise ReportError(problems)
    shown = {name: _declared(exhibits[name]) for name in inputs.shown}
    texts = {
        "exhibits.json": canonical_json(shown),
        "statistics.json": named,
        "study.json": canonical_json(dict(study)),
    }
    write(stage, inputs.copies, texts)
    return tuple(inputs.warnings())


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


def _swap(stage: Path, new: Path, old: Path) -> None:
    if stage.exists():
        stage.replace(old)
    try:
        new.replace(stage)
    except OSError:
        if old.exists():
            old.replace(stage)
        raise
