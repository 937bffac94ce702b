"""What a release demands, said at once."""

import shutil
from pathlib import Path

import pytest

from builders import refused
from corrigenda.errors import Problem, ReleaseError
from corrigenda.project import Project
from corrigenda.releases import demands
from corrigenda.releases.commit import State
from corrigenda.releases.demands import current, demand
from corrigenda.releases.writing import put, renewed

from .small_site import files_of, pages_of

DIRTY = State("", (Problem("git", "the tree is dirty."),))
CLEAN = State("a" * 40, ())


@pytest.fixture
def study(tiny, monkeypatch) -> Project:
    """The tiny study with a release, in a clean tree; nobody asks whether it is built."""
    monkeypatch.chdir(tiny.path)
    monkeypatch.setattr(demands, "current", lambda project: None)
    monkeypatch.setattr(demands, "state", lambda *_: CLEAN)
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
    **dict.fromkeys(
        ("a\x07b", "a\x7f", "a\x9b", "a\udcff", "a\u202eb", "a\u2066b", "a\uffff"),
        "--note: it holds characters that cannot be printed.\n  Write plain text.",
    ),
}


@pytest.mark.parametrize(("note", "message"), NOTES.items(), ids=map(ascii, NOTES))
def test_a_note_has_to_say_something(study, note, message):
    with refused(ReleaseError, message):
        demand(study, "2.0.0", note, allow_dirty=False)


def test_a_note_may_hold_whatever_can_be_printed(study):
    note = "Née: 👩\u200d⚕️ 的 עברית\n\tand\u00a0more…"
    assert demand(study, "2.0.0", note, allow_dirty=False) == CLEAN


def test_a_note_names_no_respondent(study):
    study.build.mkdir(parents=True)
    (study.build / "dispositions.csv").write_text("respondent,row,disposition\nR5,8,used\n")
    message = (
        "--note: it names a respondent, whom the study keeps back.\n"
        "  Say it without the respondent."
    )
    with refused(ReleaseError, message):
        demand(study, "2.0.0", "What r5 said is corrected", allow_dirty=False)


@pytest.mark.parametrize("note", ["We heard: it was  SLOW, and more", "It%20was%20slow"])
def test_a_note_repeats_no_open_answer(own, monkeypatch, note):
    monkeypatch.setattr(demands, "current", lambda project: None)
    monkeypatch.setattr(demands, "state", lambda *_: CLEAN)
    message = (
        "--note: it repeats an open answer, which the study keeps back.\n"
        "  Say it without the words of the answer."
    )
    with refused(ReleaseError, message):
        demand(own, "1.0.0", note, allow_dirty=False)
    assert demand(own, "1.0.0", "It was fast", allow_dirty=False) == CLEAN


def test_a_dirty_tree_is_refused_unless_it_is_allowed(study, monkeypatch):
    monkeypatch.setattr(demands, "state", lambda *_: DIRTY)
    with refused(ReleaseError, "git: the tree is dirty."):
        demand(study, "2.0.0", "A correction", allow_dirty=False)
    assert demand(study, "2.0.0", "A correction", allow_dirty=True) == DIRTY


def test_an_earlier_release_that_was_changed_is_not_vouched_for(study):
    (study.root / "site/tiny/1.9.0/index.html").unlink()
    with pytest.raises(ReleaseError, match="it is missing; it was released"):
        demand(study, "2.0.0", "A correction", allow_dirty=True)


def test_another_study_that_was_changed_is_not_vouched_for(study):
    """The list of all studies is written anew, and would hold the changed one."""
    with renewed(study.root / "site") as new:
        put(new / "another/1.0.0", files_of("1.0.0", study="another"))
        put(new, pages_of(new))
    assert demand(study, "2.0.0", "A correction", allow_dirty=False) == CLEAN
    (study.root / "site/another/1.0.0/index.html").unlink()
    with pytest.raises(ReleaseError, match=r"another/1.0.0/index.html: it is missing"):
        demand(study, "2.0.0", "A correction", allow_dirty=True)


def test_a_release_is_not_dated_before_the_one_before_it(study, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714521600")  # 2024-05-01, as the one before
    assert demand(study, "2.0.0", "A correction", allow_dirty=False) == CLEAN
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714521599")
    message = (
        "2024-04-30, the day of this release, is before 2024-05-01, that of 1.9.0.\n"
        "  Mind the clock, or SOURCE_DATE_EPOCH."
    )
    with refused(ReleaseError, message):
        demand(study, "2.0.0", "A correction", allow_dirty=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "noon")
    with pytest.raises(ReleaseError, match="is not a time"):
        demand(study, "2.0.0", "A correction", allow_dirty=False)


def foreign_page(root: Path) -> None:
    shutil.rmtree(root / "site")
    (root / "site").mkdir()
    (root / "site/index.html").write_text("Documentation of something else")


def foreign_study(root: Path) -> None:
    foreign_page(root)
    (root / "site/index.html").rename(root / "site/tiny")


def linked_study(root: Path) -> None:
    shutil.rmtree(root / "site/tiny")
    (root / "elsewhere").mkdir()
    (root / "site/tiny").symlink_to("../elsewhere")


def linked_nowhere(root: Path) -> None:
    shutil.rmtree(root / "site")
    (root / "site").symlink_to("nowhere")


SITES = {
    "pages of somebody else": (foreign_page, "site/index.html: it is not of Corrigenda's making"),
    "a file instead of the study": (foreign_study, "site/tiny: it is not of Corrigenda's making"),
    "a link instead of the study": (linked_study, "site/tiny: it is a link to another place."),
    "a link to nowhere": (linked_nowhere, "site: it is a link to another place."),
}


@pytest.mark.parametrize(("do", "message"), SITES.values(), ids=SITES)
def test_a_site_that_is_not_ours_is_refused(study, do, message):
    do(study.root)
    with pytest.raises(ReleaseError) as caught:
        demand(study, "2.0.0", "A correction", allow_dirty=True)
    assert message in str(caught.value)


def test_git_is_asked_for_all_that_the_report_is_made_from(project, monkeypatch):
    asked = {}
    monkeypatch.setattr(demands, "current", lambda project: None)
    monkeypatch.setattr(
        demands, "state", lambda root, *of: asked.update(zip("io", of, strict=True)) or CLEAN
    )
    demand(project, "1.0.0", "The first one", allow_dirty=False)
    assert asked["o"] == "data/tiny/raw/SHA256SUMS"
    assert {"data/tiny/study.yaml", "data/tiny/corrections.csv", "data/tiny/raw/interviews.csv"} < {
        *asked["i"]
    }
    assert {"report/tiny/report.qmd", "report/tiny/exhibits.yaml"} < {*asked["i"]}
    assert not [name for name in asked["i"] if name.startswith(("build/", "figures/"))]


def test_all_that_is_wrong_is_said_at_once(study, monkeypatch):
    def broken(project):
        raise ReleaseError(Problem("report/tiny/report.qmd:1", "it does not hold."))

    monkeypatch.setattr(demands, "state", lambda *_: DIRTY)
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
