"""A copy of the tiny study, the reference study built once, and one browser."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import shared
from builders import TINY
from corrigenda.cli import main

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def built_reference(tmp_path_factory) -> Path:
    """A folder with the built reference study and what its build said; nobody may change it."""
    return shared.once(tmp_path_factory, "reference", shared.build_reference)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium that the machine has."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    playwright.expect.set_options(timeout=10_000)
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield launched
        launched.close()


class Copy:
    """A project folder that a test may edit and run commands in.

    Parameters
    ----------
    path
        The folder.
    """

    def __init__(self, path: Path):
        self.path = path

    def run(self, *arguments: str) -> Result:
        """Run `corrigenda` on the folder."""
        return CliRunner().invoke(main, ["--project", str(self.path), *arguments])

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text in a file, which must hold it."""
        path = self.path / name
        text = path.read_bytes()
        assert old.encode() in text
        path.write_bytes(text.replace(old.encode(), new.encode()))

    def snapshot(self, folder: str) -> dict[str, bytes]:
        """Return the bytes of every file below a folder."""
        files = (p for p in (self.path / folder).rglob("*") if p.is_file())
        return {p.relative_to(self.path).as_posix(): p.read_bytes() for p in files}


@pytest.fixture
def tiny(tmp_path, monkeypatch) -> Copy:
    """The tiny study, not yet built; the working folder is put back after the test."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tiny"
    shutil.copytree(TINY, path, ignore=shutil.ignore_patterns("build", "figures", ".snakemake"))
    return Copy(path)
