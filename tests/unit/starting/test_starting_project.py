"""Projects that are started: complete, checked, all or nothing."""

import hashlib
import os
import subprocess
import sys
import unittest.mock
from dataclasses import replace

import pytest
from starter import HOSTILE, TODAY, a_draft, a_hostile_draft, a_project, an_export, an_item

from builders import refused
from corrigenda.building import check, judge
from corrigenda.errors import ExportError, WriteError
from corrigenda.project import find_project
from corrigenda.starting import check_free, counted, scaffold, start_project, write_project
from corrigenda.study import Responses

CELLS = {"SEX": ["Yes", "Yes", "No"], "AGE": ["20", "30", "70"], "WHY": ["so", "", "secret words"]}
DRAFT = a_draft(an_item("sex"), an_item("age", "number"), an_item("why", "open"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return a_project(tmp_path_factory.mktemp("started") / "small", DRAFT, CELLS)


def judged(folder):
    project = find_project(folder)
    with unittest.mock.patch("pathlib.Path.cwd", return_value=folder):
        check(project)
        judgement = judge(project)
    return [str(problem) for problem in (*judgement.problems, *judgement.unbound)]


def test_a_project_is_complete(folder):
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert names == {
        ".corrigenda.mk",
        ".gitattributes",
        ".gitignore",
        "Makefile",
        "README.md",
        "Snakefile",
        "data/small/codebook.yaml",
        "data/small/corrections.csv",
        "data/small/raw/SHA256SUMS",
        "data/small/raw/export.csv",
        "data/small/study.yaml",
        "figures/small/.gitkeep",
        "profiles/default/config.yaml",
        "report/small/_findings.qmd",
        "report/small/_limitations.qmd",
        "report/small/_methods.qmd",
        "report/small/_quarto.yml",
        "report/small/_response.qmd",
        "report/small/exhibits.yaml",
        "report/small/references.bib",
        "report/small/report.qmd",
        "report/small/statistics.yaml",
        "requirements.txt",
        "tests/test_study.py",
    }
    assert not list(folder.parent.glob(".small.*"))


def test_everything_in_it_holds(folder):
    assert judged(folder) == []


def test_no_open_answer_leaves_the_raw_folder(folder):
    texts = (p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.parent.name != "raw")
    assert not any(b"secret words" in text for text in texts)


def test_the_raw_files_are_registered(folder):
    data = (folder / "data/small/raw/export.csv").read_bytes()
    register = (folder / "data/small/raw/SHA256SUMS").read_text(encoding="utf-8")
    assert data == an_export(CELLS)
    assert register == f"{hashlib.sha256(data).hexdigest()}  export.csv\n"


def test_its_tests_pass_and_know_the_responses(folder):
    test = (folder / "tests/test_study.py").read_text(encoding="utf-8")
    assert '"responses.exported": 4,' in test
    assert '"responses.used": 3,' in test
    command = [sys.executable, "-m", "unittest", "discover", "--start-directory", "tests"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_counting_needs_no_build(folder):
    assert int(counted(folder)["responses.excluded"]) == 1


def test_make_says_what_to_do_without_corrigenda(folder):
    environment = os.environ | {"PYTHONPATH": ""}
    command = ["make", "check", "PYTHON=/nowhere/python"]
    result = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert result.returncode != 0
    assert "Corrigenda is not installed for /nowhere/python. Install it once:" in result.stdout


def test_hostile_words_change_nothing_but_the_words(tmp_path):
    folder = a_project(tmp_path / "small", *a_hostile_draft())
    assert judged(folder) == []


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_title_is_a_title(tmp_path, number):
    draft = replace(DRAFT, title=HOSTILE[number])
    folder = a_project(tmp_path / "small", draft, CELLS)
    assert judged(folder) == []


def test_a_study_without_closed_items_has_no_exhibits(tmp_path):
    draft = a_draft(an_item("why", "open"), respondent=None, fieldwork=None, exclude=())
    folder = a_project(tmp_path / "small", draft, {"WHY": ["a", "b", ""]})
    assert judged(folder) == []
    text = (folder / "report/small/exhibits.yaml").read_text(encoding="utf-8")
    assert text.endswith("exhibits: {}\n")


def test_the_same_draft_gives_the_same_bytes():
    seen = {"responses.exported": 3}
    made = [
        scaffold(DRAFT, "small", {"a.csv": b"x"}, Responses(file="raw/a.csv"), seen=seen, on=TODAY)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert not any(b"\r" in text for text in made[0].values())


def test_the_interpreter_is_written_for_make():
    files = scaffold(
        DRAFT, "small", {"a.csv": b"x"}, Responses(file="raw/a.csv"), seen={}, python="/a b/$x#/py"
    )
    assert files[".corrigenda.mk"] == b"PYTHON := /a b/$$x\\#/py\n"


def test_a_folder_that_holds_something_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/note.txt").write_text("mine", encoding="utf-8")
    from pathlib import Path

    advice = "\n  Choose another name; an existing project is never written over."
    with refused(WriteError, f"full: the folder is not empty.{advice}"):
        write_project(Path("full"), {"a": b"b"})
    assert [p.name for p in tmp_path.iterdir()] == ["full"]


def test_a_file_or_a_missing_folder_above_is_refused(tmp_path, monkeypatch):
    from pathlib import Path

    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with refused(WriteError, "file: there is a file of this name.\n  Choose another name."):
        check_free(Path("file"))
    message = "no/small: there is no folder no for it to lie in.\n  Make that folder first."
    with refused(WriteError, message):
        check_free(Path("no/small"))


def test_an_empty_folder_is_filled(tmp_path):
    folder = tmp_path / "new"
    folder.mkdir()
    source = tmp_path / "raw.bin"
    source.write_bytes(b"\0\r\n")
    write_project(folder, {"a/b": b"c", "d": source})
    assert ((folder / "a/b").read_bytes(), (folder / "d").read_bytes()) == (b"c", b"\0\r\n")
    assert folder.stat().st_mode & 0o777 == 0o755


def test_nothing_is_left_where_the_answers_do_not_fit(tmp_path):
    cells = {"SEX": ["Perhaps"], "AGE": ["1"], "WHY": [""]}
    raw = {"export.csv": an_export(cells)}
    with pytest.raises(ExportError):
        start_project(tmp_path / "new", DRAFT, "small", raw, Responses(file="raw/export.csv"))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_where_a_file_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from pathlib import Path

    files = {"a": b"b", "c": tmp_path / "missing.csv"}
    advice = "\n  Mind the permissions of the folder and the space on the disk."
    message = f"new: the project cannot be written: No such file or directory.{advice}"
    with refused(WriteError, message):
        write_project(Path("new"), files)
    assert list(tmp_path.iterdir()) == []
