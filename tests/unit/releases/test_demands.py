"""What a release demands, said at once."""

import pytest

from builders import refused
from corrigenda.errors import Problem, ReleaseError
from corrigenda.project import Project
from corrigenda.releases import demands
from corrigenda.releases.demands import current, demand
from corrigenda.releases.git import State
from corrigenda.releases.writing import put, renewed

from .small_site import files_of, pages_of

DIRTY = State("", (Problem("git", "the tree is dirty."),))
CLEAN = State("a" * 40, ())


@pytest.fixture
def study(tiny, monkeypatch) -> Project:
    """The tiny study with a release, in a clean tree; nobody asks whether it is built."""
    monkeypatch.chdir(tiny.path)
    monkeypatch.setattr(demands, "current", lambda project: None)
    monkeypatch.setattr(demands, "state", lambda root: CLEAN)
    project = Project(tiny.path, "tiny")
    with renewed(tiny.path / "site") as new:
        put(new / "tiny/1.9.0", files_of("1.9.0"))
        put(new, pages_of(new))
    return project


@pytest.mark.parametrize("version", ["1.9.1", "1.10.0", "2.0.0", "1.9.10"])
def test_a_greater_version_with_a_note_may_be_released(study, version):
    assert demand(study, version, "A correction", allow_dirty=False) == CLEAN


NEXT = "  After 1.9.0 may come 1.9.1, 1.10.0 or 2.0.0."
VERSIONS = {
    "1.9.0": "site/tiny/1.9.0: this version is released, and a released version never changes.\n"
    + NEXT,
    "1.8.9": f"site/tiny/1.9.0: 1.8.9 goes back behind 1.9.0, which is released.\n{NEXT}",
    "0.10.0": f"site/tiny/1.9.0: 0.10.0 goes back behind 1.9.0, which is released.\n{NEXT}",
    "1.10": f'"1.10" is not the number of a version.\n  {demands.ADVICE}',
}


@pytest.mark.parametrize(("version", "message"), VERSIONS.items(), ids=VERSIONS)
def test_a_version_that_is_not_greater_is_refused(study, version, message):
    with refused(ReleaseError, message):
        demand(study, version, "A correction", allow_dirty=False)


NOTES = {
    " \n": "--note: it is empty.\n  Say in a sentence what this version is.",
    "a\x07b": "--note: it holds characters that cannot be printed.\n  Write plain text.",
    "a\udcff": "--note: it holds characters that cannot be printed.\n  Write plain text.",
}


@pytest.mark.parametrize(("note", "message"), NOTES.items(), ids=["blank", "bell", "no text"])
def test_a_note_has_to_say_something(study, note, message):
    with refused(ReleaseError, message):
        demand(study, "2.0.0", note, allow_dirty=False)


def test_a_note_names_no_respondent(study):
    study.build.mkdir(parents=True)
    (study.build / "dispositions.csv").write_text("respondent,row,disposition\nR5,8,used\n")
    message = (
        "--note: it names a respondent, whom the study keeps back.\n"
        "  Say it without the respondent."
    )
    with refused(ReleaseError, message):
        demand(study, "2.0.0", "What r5 said is corrected", allow_dirty=False)


def test_a_dirty_tree_is_refused_unless_it_is_allowed(study, monkeypatch):
    monkeypatch.setattr(demands, "state", lambda root: DIRTY)
    with refused(ReleaseError, "git: the tree is dirty."):
        demand(study, "2.0.0", "A correction", allow_dirty=False)
    assert demand(study, "2.0.0", "A correction", allow_dirty=True) == DIRTY


def test_an_earlier_release_that_was_changed_is_not_vouched_for(study):
    (study.root / "site/tiny/1.9.0/index.html").unlink()
    with pytest.raises(ReleaseError, match="it is missing; it was released"):
        demand(study, "2.0.0", "A correction", allow_dirty=True)


def test_all_that_is_wrong_is_said_at_once(study, monkeypatch):
    def broken(project):
        raise ReleaseError(Problem("report/tiny/report.qmd:1", "it does not hold."))

    monkeypatch.setattr(demands, "state", lambda root: DIRTY)
    monkeypatch.setattr(demands, "current", broken)
    with pytest.raises(ReleaseError) as caught:
        demand(study, "1.0.0", "", allow_dirty=False)
    places = [problem.place for problem in caught.value.problems]
    assert places == ["site/tiny/1.9.0", "--note", "git", "report/tiny/report.qmd:1"]


def test_declarations_that_cannot_be_read_are_said_first(tiny, monkeypatch):
    monkeypatch.chdir(tiny.path)
    tiny.edit("data/tiny/study.yaml", "rounding: half-odd", "rounding: half")
    with pytest.raises(ReleaseError, match=r"data/tiny/study\.yaml:5"):
        current(Project(tiny.path, "tiny"))


def test_what_is_not_built_is_refused(tiny, monkeypatch):
    from pathlib import Path

    monkeypatch.chdir(tiny.path)
    with pytest.raises(ReleaseError, match="not built"):
        current(Project(Path(), "tiny"))


def test_outputs_that_verify_finds_are_refused_with_what_to_do(project):
    with pytest.raises(ReleaseError) as caught:
        current(project)  # its stages ran by hand, and left no receipts
    assert all(problem.advice for problem in caught.value.problems)
