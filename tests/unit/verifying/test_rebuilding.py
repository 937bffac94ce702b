"""Rebuilding: what is copied, what is compared, and a build that fails."""

import pytest

from corrigenda.project import Project
from corrigenda.verifying import rebuilding


@pytest.fixture
def project(tiny, monkeypatch) -> Project:
    """The tiny study with an exhibit and a page, as a build leaves them."""
    monkeypatch.chdir(tiny.path)
    project = Project(type(tiny.path)(), "tiny")
    project.figures.mkdir(parents=True)
    (project.figures / "tbl-a.csv").write_text("a\n")
    project.build.mkdir(parents=True)
    (project.build / "report.html").write_text("page\n")
    return project


@pytest.fixture
def building(monkeypatch):
    """Let builds of the temporary folder write these files, or fail with these words."""

    def will(files: dict[str, str], said: str = "") -> list[Project]:
        asked = []

        def build(again: Project, engine: str | None) -> str:
            asked.append(again)
            assert not (again.root / "build").exists()
            assert not (again.root / "figures").exists()
            for name, content in files.items():
                path = again.root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content)
            return said

        monkeypatch.setattr(rebuilding, "_build", build)
        return asked

    return will


def test_the_same_bytes_are_the_same(project, building):
    building({"figures/tiny/tbl-a.csv": "a\n", "build/tiny/report.html": "page\n"})
    found = rebuilding.rebuild(project)
    assert (found.compared, found.differing, found.same) == (2, {}, True)


def test_what_is_not_the_same_is_named_on_both_sides(project, building):
    (project.figures / "tbl-old.csv").write_text("old\n")
    building({"figures/tiny/tbl-a.csv": "b\n", "figures/tiny/tbl-new.csv": "c\n"})
    found = rebuilding.rebuild(project)
    assert found.differing == {
        "figures/tiny/tbl-a.csv": "is not the same",
        "figures/tiny/tbl-new.csv": "is missing here",
        "figures/tiny/tbl-old.csv": "is not built from the sources",
        "build/tiny/report.html": "is not built from the sources",
    }
    assert not found.same


def test_a_clone_without_reports_is_compared_in_its_exhibits_only(project, building):
    (project.build / "report.html").unlink()
    building({"figures/tiny/tbl-a.csv": "a\n", "build/tiny/report.html": "page\n"})
    assert rebuilding.rebuild(project).compared == 1


def test_a_build_that_fails_is_told(project, building):
    building({}, "it cannot be built.")
    found = rebuilding.rebuild(project)
    assert (found.compared, found.failure, found.same) == (0, "it cannot be built.", False)


def test_a_folder_that_cannot_be_copied_is_told(project, monkeypatch):
    def full(*paths):
        raise OSError(28, "No space left on device", "raw/a.csv")

    monkeypatch.setattr(rebuilding, "_copy", full)
    assert rebuilding.rebuild(project).failure == "raw/a.csv: No space left on device."


def test_only_what_people_have_written_is_copied_and_nothing_is_left_behind(project, building):
    asked = building({})
    before = sorted(project.root.rglob("*"))
    rebuilding.rebuild(project)
    assert sorted(project.root.rglob("*")) == before
    assert not asked[0].root.exists()
