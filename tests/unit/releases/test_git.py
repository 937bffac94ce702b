"""What git holds of a project: asked of real repositories."""

import subprocess

import pytest

from corrigenda.releases import git
from corrigenda.releases.git import DIRTY, state

WHO = ("-c", "user.name=A. Tester", "-c", "user.email=tester@example.org")


def run(folder, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *WHO, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with one commit, and a project in a folder of it."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    folder = tmp_path / "a repository"
    (folder / "project/data").mkdir(parents=True)
    (folder / "project/data/study.yaml").write_text("id: a\n")
    run(tmp_path, "init", "-q", folder.name)
    run(folder, "add", ".")
    run(folder, "commit", "-qm", "A study")
    return folder


def said(found) -> list[str]:
    return [f"{p.place}: {p.message}" for p in found.problems]


def test_a_clean_tree_is_named_by_its_commit(repository):
    found = state(repository / "project")
    assert found.clean
    assert found.commit == run(repository, "rev-parse", "HEAD")


def test_what_is_made_need_not_be_held(repository):
    for name in ("site/a/index.html", ".site.new/a", "build/a/b.csv", ".snakemake/log"):
        path = repository / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("made")
    assert state(repository / "project").clean


def test_what_lies_outside_the_project_is_not_asked_for(repository):
    (repository / "another.txt").write_text("new")
    assert state(repository / "project").clean
    assert not state(repository).clean


def test_every_change_is_named(repository):
    project = repository / "project"
    (project / "data/study.yaml").write_text("id: b\n")
    (project / "data/ä new one.yaml").write_text("")
    found = state(project)
    assert not found.clean
    assert sorted(said(found)) == [
        "data/study.yaml: it differs from what git holds.",
        "data/ä new one.yaml: git does not hold it.",
        "git: the tree is dirty.",
    ]
    assert found.problems[-1].advice == f"Commit these files first. {DIRTY}"


def test_what_is_staged_or_gone_is_a_change_too(repository):
    (repository / "project/data/study.yaml").unlink()
    (repository / "project/more.txt").write_text("")
    run(repository, "add", "project/more.txt")
    assert len(state(repository / "project").problems) == 3


def test_very_many_changes_are_counted(repository):
    for number in range(20):
        (repository / f"project/{number:02}.txt").write_text("")
    found = state(repository / "project")
    assert len(found.problems) == 9
    assert found.problems[-1].message == "12 more files are so; the tree is dirty."


def test_asking_writes_nothing(repository):
    index = repository / ".git/index"
    (repository / "project/data/study.yaml").touch()
    before = index.read_bytes()
    state(repository / "project")
    assert index.read_bytes() == before


def test_without_a_repository_there_is_no_commit(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    found = state(tmp_path)
    assert (found.commit, said(found)) == ("", ["git: the project is not under git."])


def test_without_a_commit_there_is_none(repository):
    run(repository, "checkout", "-q", "--orphan", "new")
    assert said(state(repository)) == [
        "git: no commit holds the project: nothing is committed yet."
    ]


def test_without_git_there_is_no_commit(tmp_path, monkeypatch):
    def missing(*_, **__):
        raise FileNotFoundError("git")

    monkeypatch.setattr(git.subprocess, "run", missing)
    assert said(state(tmp_path)) == ["git: it is not installed."]
