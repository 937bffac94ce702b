"""The beginning of a study: what `init` and `init --update` say and write."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrigenda.cli import main
from corrigenda.initial import study_id_of
from corrigenda.project import find_project

ROWS = "id,setting,words\nR1,Clinic,Good\nR2,School,\nR3,Clinic,Bad\n"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with an export, in which commands run."""
    (tmp_path / "answers.csv").write_text(ROWS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(folder: Path, *arguments: str):
    """Run a command in a folder."""
    os.chdir(folder)  # a command that opens a project has gone there
    return CliRunner().invoke(main, ["--project", str(folder), *arguments])


@pytest.mark.parametrize(
    ("name", "study_id"),
    [
        ("My Study", "my-study"),
        ("étude_2", "etude-2"),
        ("2024 survey", "study-2024-survey"),
        ("研究", "study"),
        ("..", "study"),
    ],
)
def test_a_folder_gives_a_study_its_id(name, study_id):
    assert study_id_of(name) == study_id


def test_a_project_is_made_and_can_be_read(folder):
    result = run(folder, "init", "My Study", "--from", "answers.csv", "--title", "Talks")
    assert result.exit_code == 0, result.output
    assert len(result.output.splitlines()) <= 10
    assert result.output.startswith("My Study: 3 responses and 2 items in 1 section.")
    assert "Next: cd 'My Study' && make report" in result.output
    project = find_project(folder / "My Study")
    assert (project.study_id, project.study.title) == ("my-study", "Talks")
    assert (project.raw / "answers.csv").read_text() == ROWS
    assert set(project.codebook) == {"setting", "words"}


def test_raw_files_get_plain_names_and_none_takes_anothers_place(folder):
    (folder / "my answers (final).csv").write_text(ROWS)
    run(folder, "init", "one", "--from", "my answers (final).csv")
    assert find_project(folder / "one").study.responses.file == "raw/my-answers-final-.csv"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--from", "none.csv"], "none.csv: the file is missing."),
        (["--from", "answers.csv", "--method", "guess"], "'guess' is not one of survey, "),
        (["--from", "answers.csv", "--codings", "own.csv"], "own.csv: the codings are in Corri"),
        (["--from", "answers.csv", "--respondent", "name"], '"name"'),
        (["--from", "answers.csv", "--format", "spss"], "answers.csv: "),
        (["--from", "answers.csv", "--update", "--title", "A"], "--update takes only --from"),
        (["--from", "answers.csv", "--update"], "new: there is no such folder."),
    ],
)
def test_what_cannot_be_begun_leaves_nothing_behind(folder, arguments, problem):
    (folder / "own.csv").write_text("respondent,item,code,start,end,coder,date\n")
    before = sorted(folder.iterdir())
    result = run(folder, "init", "new", *arguments)
    assert result.exit_code not in (0, 1) or "--update takes" in result.output
    assert problem in result.output and "Traceback" not in result.output
    assert sorted(folder.iterdir()) == before


def test_a_folder_that_holds_something_is_never_written_into(folder):
    (folder / "taken").mkdir()
    (folder / "taken/notes.txt").write_text("mine")
    result = run(folder, "init", "taken", "--from", "answers.csv")
    assert result.exit_code == 18 and "taken: the folder is not empty." in result.output
    assert [path.name for path in (folder / "taken").iterdir()] == ["notes.txt"]


def test_a_later_export_is_shown_before_it_is_brought_in(folder):
    run(folder, "init", "one", "--from", "answers.csv")
    (folder / "later.csv").write_text(ROWS.replace("R2,School", "R2,Home") + "R4,Clinic,New\n")
    asked = CliRunner().invoke(
        main, ["--project", str(folder), "init", "one", "--update", "--from", "later.csv"], "n\n"
    )
    assert asked.exit_code == 0, asked.output
    assert "Home" in asked.output and "Nothing was changed." in asked.output
    assert find_project(folder / "one").study.responses.file == "raw/answers.csv"
    done = run(folder, "init", "one", "--update", "--from", "later.csv", "--yes")
    assert done.exit_code == 0, done.output
    project = find_project(folder / "one")
    assert project.study.responses.file == "raw/later.csv"
    assert "Home" in [option.label for option in project.codebook["setting"].options]
    assert (project.raw / "answers.csv").read_text() == ROWS


def test_without_an_answer_nothing_is_brought_in(folder):
    run(folder, "init", "one", "--from", "answers.csv")
    (folder / "later.csv").write_text(ROWS + "R4,Clinic,New\n")
    result = run(folder, "init", "one", "--update", "--from", "later.csv")
    assert result.exit_code == 1 and "nobody has answered; nothing was changed." in result.output
    assert find_project(folder / "one").study.responses.file == "raw/answers.csv"
