"""The tiny study with its exhibits, statistics and records, made once for all unit tests."""

import contextlib
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import TINY
from corrigenda.cli import main
from corrigenda.project import Project

STAGES = (
    "import",
    "clean",
    "aggregate impact",
    "table tbl-setting",
    "table tbl-court",
    "table tbl-cases",
    "figure fig-court",
    "statistics",
    "history",
    "records",
)


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """The folder of the tiny study after `records`; not to be changed."""
    path = tmp_path_factory.mktemp("made") / "tiny"
    shutil.copytree(TINY, path)
    for stage in STAGES:
        with contextlib.chdir(path):
            result = CliRunner().invoke(main, ["stage", *stage.split()])
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def recorded(made, monkeypatch) -> Project:
    """The tiny study with its records, its folder being the working folder; not to be changed."""
    monkeypatch.chdir(made)
    return Project(Path(), "tiny")
