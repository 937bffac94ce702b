"""A tiny study, built once for all tests."""

import shutil

import pytest
from folders import Folder, Run, fresh

import shared


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> tuple[Folder, Run]:
    """The tiny study, built once from nothing."""
    folder = fresh(tmp_path_factory.mktemp("built") / "project")
    return folder, folder.snakemake()


@pytest.fixture
def project(built, tmp_path) -> Folder:
    """A copy of the built study, for one test to change."""
    folder, run = built
    assert run.code == 0, run.output
    shutil.copytree(folder.path, tmp_path / "project", symlinks=True)
    return Folder(tmp_path / "project")


@pytest.fixture(scope="session")
def report(built_reference, tmp_path_factory) -> tuple[Folder, str]:
    """The report of the reference study, built from nothing, and what the build said."""
    path = tmp_path_factory.mktemp("reference") / "a project"  # the blank is meant
    shutil.copytree(built_reference / "a project", path, symlinks=True)
    return Folder(path), (built_reference / shared.SAID).read_text(encoding="utf-8")
