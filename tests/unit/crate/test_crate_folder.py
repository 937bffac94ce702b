"""Crates: what is refused before anything is written, and what may be replaced."""

import json
from pathlib import Path

import pytest

from builders import refused
from corrigenda import crate
from corrigenda.errors import RecordError, WriteError
from corrigenda.project import Project
from corrigenda.receipts import Receipt
from corrigenda.workflow import Job, Plan

ELSEWHERE = "  Name an empty folder, or a new one."
OUTDATED = (
    "build: the report is not built from the files as they are now.\n"
    "  Run corrigenda build; a crate tells of the run that made these very files."
)
RECEIPT = Receipt("d", {"code": "c"}, {}, {}, "2024-05-01T10:00:00.000+00:00", "2024-05-01")


@pytest.fixture
def project(tiny, monkeypatch) -> Project:
    """The tiny study as the command line opens it, not built."""
    monkeypatch.chdir(tiny.path)
    return Project(Path(), "tiny")


@pytest.fixture
def current(monkeypatch):
    """Let every receipt hold, and a crate be a file of one line."""

    class Described:
        text = "one"

        def write(self, folder: Path) -> None:
            folder.mkdir()
            (folder / "a.txt").write_text(self.text)
            graph = [{"@id": "a.txt"}, {"@id": "b%20c.txt"}]
            (folder / crate.METADATA).write_text(json.dumps({"@graph": graph}))

    monkeypatch.setattr(crate, "stale", lambda plan: {})
    monkeypatch.setattr(crate, "read_receipt", lambda plan, job: RECEIPT)
    monkeypatch.setattr(crate, "described", lambda project, receipts: Described())
    return Described


def test_a_report_that_is_not_built_is_refused_and_nothing_is_written(project):
    with pytest.raises(RecordError) as caught:
        crate.write_crate(project, Path("crate"))
    assert list(map(str, caught.value.problems)) == [OUTDATED]
    assert caught.value.exit_code == 19
    assert not Path("crate").exists()


def test_what_is_not_current_is_named(project, current, monkeypatch):
    unread = {Job("clean"), Job("pdf")}
    receipts = {job: None if job in unread else RECEIPT for job in Plan(project).jobs()}
    monkeypatch.setattr(crate, "read_receipt", lambda plan, job: receipts[job])
    monkeypatch.setattr(crate, "stale", lambda plan: {Job("pdf"): "not built yet"})
    with pytest.raises(RecordError) as caught:
        crate.write_crate(project, Path("crate"))
    assert list(map(str, caught.value.problems)) == [
        "job clean: its receipt cannot be read.",
        "job pdf: not built yet.",
        OUTDATED,
    ]


def test_a_crate_is_written_where_it_is_asked_for(project, current):
    assert crate.write_crate(project, Path("out/crate")) == Path("out/crate")
    assert Path("out/crate/a.txt").read_text() == "one"
    assert [p.name for p in Path("out").iterdir()] == ["crate"]


def test_a_crate_takes_the_place_of_an_earlier_one(project, current):
    crate.write_crate(project, Path("crate"))
    Path("crate/b c.txt").write_text("a file that the metadata name")
    current.text = "two"
    crate.write_crate(project, Path("crate"))
    assert Path("crate/a.txt").read_text() == "two"
    assert not Path("crate/b c.txt").exists()


def test_an_empty_folder_will_do(project, current):
    Path("crate").mkdir()
    assert crate.write_crate(project, Path("crate"))


@pytest.mark.parametrize("name", ["mine.txt", ".hidden", "sub/mine.txt"])
def test_a_folder_that_holds_anything_else_is_refused(project, current, name):
    crate.write_crate(project, Path("crate"))
    Path("crate/sub").mkdir()
    Path("crate", name).write_text("mine")
    message = f"crate: it holds {name}, which no crate of ours wrote there.\n{ELSEWHERE}"
    with refused(WriteError, message):
        crate.write_crate(project, Path("crate"))
    assert Path("crate", name).read_text() == "mine"


@pytest.mark.parametrize("metadata", ["{", "[]", '{"@graph": [1]}', '{"@graph": [{}]}'])
def test_broken_metadata_name_no_files(project, current, metadata):
    crate.write_crate(project, Path("crate"))
    Path("crate", crate.METADATA).write_text(metadata)
    message = f"crate: it holds a.txt, which no crate of ours wrote there.\n{ELSEWHERE}"
    with refused(WriteError, message):
        crate.write_crate(project, Path("crate"))


@pytest.mark.parametrize("folder", ["data/tiny/raw", "report/crate", ".", "figures"])
def test_a_folder_of_the_study_is_refused(project, current, folder):
    message = f"{folder}: a crate would mix with the files of the study."
    with refused(WriteError, f"{message}\n  Name a folder of its own."):
        crate.write_crate(project, Path(folder))


def test_a_file_in_the_place_of_the_folder_is_refused(project, current):
    Path("crate").write_text("a file")
    with refused(WriteError, "crate: it is a file.\n  Name a folder for the crate."):
        crate.write_crate(project, Path("crate"))


def test_a_crate_that_cannot_be_written_leaves_the_earlier_one(project, current, monkeypatch):
    crate.write_crate(project, Path("crate"))

    def full(self, folder):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(current, "write", full)
    with refused(
        WriteError,
        "crate: the crate cannot be written: No space left on device.\n"
        "  Mind the permissions of the folder and the space on the disk.",
    ):
        crate.write_crate(project, Path("crate"))
    assert Path("crate/a.txt").read_text() == "one"
    assert [p.name for p in Path().iterdir() if p.name.startswith(".crate")] == []
