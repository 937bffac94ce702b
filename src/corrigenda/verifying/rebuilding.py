"""Rebuilding: a build from nothing in a temporary folder, compared byte for byte."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corrigenda.files import visible_files
from corrigenda.project import Project
from corrigenda.receipts import read_receipt
from corrigenda.verifying.gaps import KEPT
from corrigenda.verifying.links import REPORTS
from corrigenda.workflow import Job, Plan

TAKEN = ("data", "report")
SHARED = ("Snakefile", "profiles")
TOLD = 6  # lines of what a build that failed has said


@dataclass(frozen=True)
class Rebuilt:
    """What a build from nothing gave.

    Parameters
    ----------
    compared
        How many files were compared.
    differing
        Those that are not the same, with what is wrong.
    failure
        What the build said, if it failed.
    """

    compared: int
    differing: dict[str, str]
    failure: str = ""

    @property
    def same(self) -> bool:
        """Whether everything was built again, to the same bytes."""
        return not self.failure and not self.differing


def rebuild(project: Project) -> Rebuilt:
    """Build a study again from what people have written, and compare what comes of it.

    Parameters
    ----------
    project
        The study within its folder; nothing in it is touched.

    Returns
    -------
    Rebuilt
        Which files are not the same, byte for byte.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="corrigenda-") as folder:
            return _rebuilt(project, Project(Path(folder) / "project", project.study_id))
    except OSError as error:
        return Rebuilt(0, {}, f"{error.filename or 'The temporary folder'}: {error.strerror}.")


def _rebuilt(project: Project, again: Project) -> Rebuilt:
    _copy(project, again)
    if failure := _build(again, _engine(project)):
        return Rebuilt(0, {}, failure)
    pairs = dict(_pairs(project, again))
    verdicts = {name: _verdict(*paths) for name, paths in pairs.items()}
    return Rebuilt(len(pairs), {name: said for name, said in verdicts.items() if said})


def _copy(project: Project, again: Project) -> None:
    for name in TAKEN:
        shutil.copytree(project.root / name / project.study_id, again.root / name / again.study_id)
    for name in SHARED:
        path = project.root / name
        if path.is_dir():
            shutil.copytree(path, again.root / name)
        elif path.is_file():
            shutil.copyfile(path, again.root / name)


def _engine(project: Project) -> str | None:
    """Name the engine that the report was rendered with, where that is known."""
    receipt = read_receipt(Plan(project), Job("html"))
    return receipt.parts.get("declaration") if receipt else None


def _build(again: Project, engine: str | None) -> str:
    command = [sys.executable, "-m", "corrigenda", "--study", again.study_id, "build"]
    environment = os.environ | ({"CORRIGENDA_ENGINE": engine} if engine else {})
    result = subprocess.run(
        command,
        cwd=again.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "\n".join(result.stdout.splitlines()[-TOLD:]) or "no word" if result.returncode else ""


def _pairs(project: Project, again: Project) -> Iterator[tuple[str, tuple[Path, Path]]]:
    """Pair every file that is shown with the one that was built again; one may be missing."""
    names = {
        path.relative_to(one.figures)
        for one in (project, again)
        if one.figures.is_dir()
        for path in visible_files(one.figures)
        if path.name not in KEPT
    }
    for name in sorted(names):
        yield project.place(project.figures / name), (project.figures / name, again.figures / name)
    for name in REPORTS.values():
        if (project.build / name).exists():  # a clone has the exhibits only
            yield project.place(project.build / name), (project.build / name, again.build / name)


def _verdict(here: Path, there: Path) -> str:
    if not here.is_file():
        return "is missing here"
    if not there.is_file():
        return "is not built from the sources"
    return "" if here.read_bytes() == there.read_bytes() else "is not the same"
