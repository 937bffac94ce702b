"""A tiny study, built once for all tests."""

import shutil

import pytest
from folders import REPOSITORY, Folder, Run, fresh

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


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
def browser():
    """A headless Chromium that the machine has."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory) -> tuple[Folder, str]:
    """The report of the reference study, built from nothing, and what the build said."""
    path = tmp_path_factory.mktemp("reference") / "a project"  # the blank is meant
    for name in ("data", "report", "profiles"):
        shutil.copytree(REPOSITORY / name, path / name)
    shutil.copy(REPOSITORY / "Snakefile", path)
    folder = Folder(path)
    result = folder.run("corrigenda", "build")
    assert result.returncode == 0, result.stderr
    return folder, result.stdout
