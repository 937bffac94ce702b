"""Two clean builds give the same bytes, whoever builds, when, where and under what settings."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from folders import REPOSITORY, Folder, environment, fresh

pytestmark = pytest.mark.e2e

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",  # is there everywhere, and is not UTF-8 where Python is told not to mend it
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "USER": "somebody",
    "LOGNAME": "somebody",
    "PYTHONHASHSEED": "4711",
    "SOURCE_DATE_EPOCH": "1000000000",
}


def built_elsewhere(folder: Folder, home: Path, cores: int) -> None:
    """Build a study with another user, clock, language, order of hashes and mask of permissions."""
    home.mkdir(parents=True)
    result = subprocess.run(
        ["corrigenda", "build", "--cores", str(cores)],
        cwd=folder.path,
        env=environment("embedded") | ELSEWHERE | {"HOME": str(home)},
        umask=0o077,
        text=True,
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def shown(folder: Folder) -> dict[str, bytes]:
    """Return every file that a reader meets: the exhibits with their records, the page, the PDF."""
    reports = folder.path.glob("build/*/report.*")
    pages = {p.relative_to(folder.path).as_posix(): p.read_bytes() for p in reports}
    return folder.snapshot("figures") | pages


def differing(one: Folder, other: Folder) -> list[str]:
    """Name the files that are not the same, byte for byte."""
    here, there = shown(one), shown(other)
    return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


def aged(folder: Folder) -> Folder:
    """Set the clocks of all sources to another time."""
    for path in folder.path.rglob("*"):
        os.utime(path, (1_234_567_890, 1_234_567_890))
    return folder


def test_the_tiny_study_is_built_to_the_same_bytes_elsewhere(built, tmp_path):
    folder, run = built
    assert run.code == 0, run.output
    other = aged(fresh(tmp_path / "Ünother place, far away" / "study"))
    built_elsewhere(other, tmp_path / "home" / "somebody", cores=1)
    assert len(shown(folder)) > 20
    assert differing(folder, other) == []


def test_the_reference_study_is_built_to_the_same_bytes_elsewhere(report, tmp_path):
    folder, _ = report
    path = tmp_path / "b"
    for name in ("data", "report", "profiles"):
        shutil.copytree(REPOSITORY / name, path / name)
    shutil.copy(REPOSITORY / "Snakefile", path)
    other = aged(Folder(path))
    built_elsewhere(other, tmp_path / "home" / "somebody", cores=1)
    assert differing(folder, other) == []
