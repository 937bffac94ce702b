"""The tiny study composed and rendered once, for what a release takes from a build."""

import contextlib
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from corrigenda.project import Project


@pytest.fixture(scope="session")
def composed(made, tmp_path_factory) -> Path:
    """The folder of the tiny study with its page; not to be changed."""
    path = tmp_path_factory.mktemp("composed") / "tiny"
    shutil.copytree(made, path)
    for stage in ("compose", "html"):
        with contextlib.chdir(path), pytest.MonkeyPatch.context() as patch:
            patch.setenv("CORRIGENDA_ENGINE", "embedded")
            result = CliRunner().invoke(main, ["stage", stage])
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def project(composed, monkeypatch) -> Project:
    """The tiny study with its page, its folder being the working folder; not to be changed."""
    monkeypatch.chdir(composed)
    monkeypatch.setenv("CORRIGENDA_ENGINE", "embedded")
    return Project(Path(), "tiny")


@pytest.fixture
def own(composed, tmp_path, monkeypatch) -> Project:
    """A copy of it, for one test to change."""
    shutil.copytree(composed, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("CORRIGENDA_ENGINE", "embedded")
    return Project(Path(), "tiny")
