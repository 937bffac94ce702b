"""What the documentation says is true: its commands, its example, its links."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main

REPOSITORY = Path(__file__).parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])


def test_every_command_is_in_the_readme():
    assert {name for name in main.commands if f"`corrigenda {name}" not in README} == set()


def test_the_readme_names_no_command_that_does_not_exist():
    named = set(re.findall(r"`?\bcorrigenda ([a-z]+)", README))
    assert named - main.commands.keys() == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_files_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.fixture
def study(tmp_path, monkeypatch):
    """The reference study, imported, in a folder that a test may edit."""
    shutil.copytree(
        REPOSITORY / "data/clinician-interviews", tmp_path / "data/clinician-interviews"
    )
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["stage", "import"])
    assert result.exit_code == 0, result.output
    return tmp_path


def example_row() -> str:
    """Return the correction that the README shows."""
    return re.search(r"^C018,.*$", README, re.MULTILINE)[0]


def clean_with(study: Path, row: str):
    """Append a row to the ledger and run the cleaning stage."""
    with (study / "data/clinician-interviews/corrections.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    return CliRunner().invoke(main, ["stage", "clean"])


def test_the_correction_that_the_readme_shows_fits_the_data(study):
    result = clean_with(study, example_row())
    assert result.exit_code == 0, result.output
    slice_ = (study / "build/clinician-interviews/slices/supervisor.csv").read_text()
    assert "R020,yes,answered,C018\n" in slice_


def test_the_refusal_that_the_readme_shows_is_what_a_user_sees(study):
    result = clean_with(study, example_row().replace(",No,Yes,", ",Yes,No,"))
    assert result.exit_code == 11
    assert result.output.strip() in README
