"""Measuring: time on the wall, time of the processor, medians, ratios beside their limits."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
STUDY = "clinician-interviews"


def seconds(action: Callable[[], object]) -> float:
    """Time an action by the clock on the wall."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def run(folder: Path, *command: str) -> None:
    """Run a command of this virtual environment in a folder; stop the benchmark if it fails."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    }
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def copy(target: Path) -> Path:
    """Copy the project without anything that was built."""
    ignored = shutil.ignore_patterns(".venv", ".git", ".snakemake", "build", "figures", "tests")
    return Path(shutil.copytree(REPOSITORY, target, ignore=ignored))


def cpu(action: Callable[[], object]) -> float:
    """Return the processor time of the processes that an action starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    action()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median(action: Callable[[], float], repeats: int = 3) -> float:
    """Take the median of a few measurements."""
    return statistics.median(action() for _ in range(repeats))


def report(name: str, ours: float, theirs: float, limit: float, most: float | None = None) -> None:
    """Print one ratio beside its limit; `most` is what ours may take, where that is no ratio."""
    ratio = ours / theirs
    allowed = limit * theirs if most is None else most
    verdict = "ok" if ours <= allowed else "OVER"
    bound = f"at most {limit}" if most is None else f"ours at most {most:.2f} s"
    print(f"{name:<52}{ours:6.2f} s /{theirs:6.2f} s = {ratio:5.2f}   {bound}  {verdict}")
