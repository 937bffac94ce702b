"""Whether a commit holds a project: asked of real repositories."""

import subprocess

import pytest

from corrigenda.releases import git
from corrigenda.releases.commit import DIRTY, state

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
    for name in ("site/a/index.html", ".site.corrigenda/a", "build/a/b.csv", ".snakemake/log"):
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


STUDY = "data/study.yaml"
RAW, REGISTER = "data/raw/interviews.csv", "data/raw/SHA256SUMS"
IGNORED = "git does not hold it, and the report is made from it."


def add(repository, ignored: str, *names: str) -> None:
    """Let the project hold more files, and git ignore some of them."""
    for name in names:
        path = repository / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (repository / ".gitignore").write_text(f"{ignored}\n")
    run(repository, "add", ".")
    run(repository, "commit", "-qm", "More")


def test_what_the_report_is_made_from_is_held_even_where_git_ignores_it(repository):
    add(repository, "notes.*", "data/notes.yaml")
    assert state(repository / "project", [STUDY]).clean
    found = state(repository / "project", [STUDY, "data/notes.yaml"])
    assert said(found) == [f"data/notes.yaml: {IGNORED}", "git: the tree is dirty."]


def test_raw_files_may_stay_out_of_git_where_it_holds_their_register(repository):
    add(repository, "interviews.csv", RAW, REGISTER)
    assert state(repository / "project", [RAW, REGISTER], REGISTER).clean
    (repository / "project" / REGISTER).write_text("other")
    assert said(state(repository / "project", [RAW, REGISTER], REGISTER))[0] == (
        f"{REGISTER}: it differs from what git holds."
    )


def test_where_nothing_vouches_for_raw_files_it_is_said_what_could(repository):
    add(repository, "raw/", RAW, REGISTER)
    found = state(repository / "project", [RAW, REGISTER], REGISTER)
    assert said(found)[:2] == [f"{RAW}: {IGNORED}", f"{REGISTER}: {IGNORED}"]
    advice = f"It may stay out of git if git holds {REGISTER}, which vouches for it."
    assert [p.advice for p in found.problems[:2]] == [advice, ""]


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_the_index_is_not_believed(repository, flag):
    (repository / "project" / STUDY).write_text("id: b\n")
    run(repository, "update-index", flag, f"project/{STUDY}")
    assert not run(repository, "status", "--porcelain")
    assert said(state(repository / "project"))[0] == f"{STUDY}: it differs from what git holds."


def submodule(repository):
    """Put a repository of its own into the project, of which git shall tell nothing."""
    run(repository.parent, "init", "-q", "raw")
    inner = repository.parent / "raw"
    (inner / "a.csv").write_text("a")
    run(inner, "add", ".")
    run(inner, "commit", "-qm", "Raw")
    allow = ("-c", "protocol.file.allow=always")
    run(repository, *allow, "submodule", "--quiet", "add", str(inner), "project/raw")
    run(repository, "config", "-f", ".gitmodules", "submodule.project/raw.ignore", "all")
    run(repository, "add", ".")
    run(repository, "commit", "-qm", "A submodule")
    return repository / "project/raw"


def test_a_repository_in_the_repository_holds_its_files(repository):
    submodule(repository)
    found = state(repository / "project", ["raw/a.csv"])
    assert found.clean, said(found)


def test_a_repository_in_the_repository_is_asked_as_well(repository):
    inner = submodule(repository)
    (inner / "a.csv").write_text("b")
    run(inner, "update-index", "--assume-unchanged", "a.csv")
    assert "raw/a.csv: it differs from what git holds." in said(state(repository / "project"))


def test_a_link_is_not_held_by_where_it_leads(repository, tmp_path):
    (tmp_path / "elsewhere.yaml").write_text("id: c\n")
    (repository / "project/data/coding.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    run(repository, "add", ".")
    run(repository, "commit", "-qm", "A link")
    assert state(repository / "project").clean
    assert said(state(repository / "project", ["data/coding.yaml"]))[0] == (
        "data/coding.yaml: it is a link, and git holds only where it leads."
    )


def test_line_ends_that_git_has_converted_are_no_change(repository):
    run(repository, "config", "core.autocrlf", "true")
    (repository / "project" / STUDY).write_bytes(b"id: a\r\n")
    assert state(repository / "project", [STUDY]).clean


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"])
def test_no_other_repository_vouches(repository, monkeypatch, tmp_path, name):
    run(tmp_path, "clone", "-q", str(repository), "another")
    (repository / "project" / STUDY).write_text("id: b\n")
    another = tmp_path / "another"
    value = {"GIT_DIR": another / ".git", "GIT_INDEX_FILE": another / ".git/index"}
    monkeypatch.setenv(name, str(value.get(name, another)))
    found = state(repository / "project")
    assert said(found)[0] == f"{STUDY}: it differs from what git holds."


def test_what_is_harmless_in_the_environment_stays(monkeypatch):
    kept = ("GIT_CEILING_DIRECTORIES", "GIT_SSH_COMMAND", "GIT_CONFIG_COUNT", "GIT_AUTHOR_NAME")
    dropped = ("GIT_DIR", "GIT_LITERAL_PATHSPECS", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
    for name in (*kept, *dropped, "GIT_CONFIG_PARAMETERS"):
        monkeypatch.setenv(name, "0")
    found = git.environment(MORE="1")
    assert [name for name in found if name in (*dropped, "GIT_CONFIG_PARAMETERS")] == []
    assert set(kept) < found.keys()
    assert (found["MORE"], found["LC_ALL"]) == ("1", "C")
