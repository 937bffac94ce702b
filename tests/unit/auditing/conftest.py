"""The tiny study as a build leaves it, with receipts, for tests that look or tamper."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from corrigenda.project import Project
from corrigenda.receipts import hashes, now, write_receipt
from corrigenda.workflow import Plan

MADE = {
    "build/tiny/stage.json": "{}",
    "build/tiny/report.html": "page",
    "build/tiny/report.pdf": "pages",
    "figures/tiny/claims.json": "{}",
    "figures/tiny/report.json": "{}",
}


class Built:
    """A built project folder, which is the working folder.

    Parameters
    ----------
    path
        The folder.
    """

    def __init__(self, path: Path):
        self.path = path

    @property
    def project(self) -> Project:
        """The study, read anew."""
        return Project(Path(), "tiny")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text in a file, which must hold it."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        (self.path / name).write_text(text.replace(old, new), encoding="utf-8")

    def receipts(self) -> None:
        """Note of every job that it has made what is there."""
        plan = Plan(self.project)
        for job in plan.jobs():
            write_receipt(plan, job, plan.digest(job), hashes(plan.inputs(job)), now())

    def record(self) -> None:
        """Write the records of what is there, and note it in all receipts."""
        assert CliRunner().invoke(main, ["stage", "records"]).exit_code == 0
        self.receipts()

    def pretend(self, job: str, part: str) -> None:
        """Let a receipt tell of another declaration, code or library."""
        path = self.path / f"build/.receipts/tiny/{job}.json"
        receipt = json.loads(path.read_text(encoding="utf-8"))
        receipt["parts"][part] = "another"
        path.write_text(json.dumps(receipt), encoding="utf-8")


@pytest.fixture(scope="session")
def reported(made, tmp_path_factory) -> Path:
    """The folder of the tiny study with a report that stands for one; not to be changed."""
    path = tmp_path_factory.mktemp("reported") / "tiny"
    shutil.copytree(made, path)
    for name, content in MADE.items():
        (path / name).write_text(content, encoding="utf-8")
    shutil.copy(path / "build/tiny/ledger.json", path / "build/tiny/reported.json")
    return path


@pytest.fixture
def built(reported, tmp_path, monkeypatch) -> Built:
    """A copy that one test may change."""
    path = tmp_path / "project"
    shutil.copytree(reported, path)
    monkeypatch.chdir(path)
    built = Built(path)
    built.receipts()
    return built
