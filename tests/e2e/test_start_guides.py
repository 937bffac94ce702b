"""The guides for starting a study happen as they are told."""

import json
import re
import subprocess

import own_exports as own
import pytest

from shared import REPOSITORY, environment, run
from steps import pattern, steps

GUIDES = ("start-qualtrics", "start-spss", "start-codings")
ANSWER = "[y/N]: y"  # typed by the reader


@pytest.fixture
def folder(tmp_path):
    """A folder with the files that the guides name."""
    rows = own.qualtrics_rows(numeric=True)
    own.write_rows(tmp_path / "export.csv", rows)
    later = [["2024-03-10 10:00:00", "0", "1", "R_7", "R7", "2", "3", "3", "6", "1", "", "Late"]]
    own.write_rows(tmp_path / "later.csv", [*rows, *later])
    (tmp_path / "survey.qsf").write_text(json.dumps(own.survey()), encoding="utf-8")
    own.sav(tmp_path / "study.sav")
    own.qdpx(tmp_path / "project.qdpx")
    return tmp_path


def said(folder, command: str, lines: list[str]) -> str:
    """Run a command of a guide, with the answer that the guide gives."""
    answer = "y\n" if any(line.endswith(ANSWER) for line in lines) else ""
    done = subprocess.run(
        command.split(), cwd=folder, env=environment(), text=True, capture_output=True, input=answer
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.e2e
@pytest.mark.parametrize("guide", GUIDES)
def test_the_commands_of_a_guide(folder, guide):
    page = (REPOSITORY / f"docs/guide/{guide}.md").read_text(encoding="utf-8")
    here = folder
    for command, lines in steps(page):
        if command.startswith("cd "):
            here = (here / command.removeprefix("cd ")).resolve()
            continue
        told = [line for line in lines if not line.endswith(ANSWER)]  # a question is no output
        found = said(here, command, lines)
        assert re.fullmatch(pattern(told), found, re.DOTALL), f"{command}\n{found}"


@pytest.mark.e2e
def test_a_new_project_checks_and_tests_itself(folder):
    run(folder, "corrigenda", "init", "my-study", "--from", "study.sav")
    assert "Everything can be read." in run(folder / "my-study", "make", "check")
    run(folder / "my-study", "make", "test")
