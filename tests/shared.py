"""What is made once for all tests, although several workers run them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

REPOSITORY = Path(__file__).parents[1]
REFERENCE = "clinician-interviews"
SAID = "said.txt"  # beside the project: what its build said


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Make a folder, unless another worker has.

    Parameters
    ----------
    factory
        Pytest's.
    name
        The folder's name.
    make
        Fills a new folder.

    Returns
    -------
    Path
        The folder; no test may change it.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    made = base / name
    with FileLock(base / f"{name}.lock"):
        if not made.exists():
            unfinished = base / f"unfinished {name}"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(made)
    return made


def build_reference(folder: Path) -> None:
    """Lay out the reference study and build it from nothing."""
    project = folder / "a project"  # the blank is meant
    for name in ("data", "report", "profiles"):
        shutil.copytree(REPOSITORY / name, project / name)
    shutil.copy(REPOSITORY / "Snakefile", project)
    (folder / SAID).write_text(run(project, "corrigenda", "build"), encoding="utf-8")


def environment(engine: str = "embedded") -> dict[str, str]:
    """Return an environment in which this virtual environment's commands are found first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # A make that the tests run below another one would say which folder it enters.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return kept | {"PATH": path, "CORRIGENDA_ENGINE": engine}


def run(project: Path, *command: str, **variables: str) -> str:
    """Run a command in a project, which has to succeed, and return what it said."""
    done = subprocess.run(
        command, cwd=project, env=environment() | variables, text=True, capture_output=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
