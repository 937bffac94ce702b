"""A project folder: which study is opened, and where its files are."""

from pathlib import Path

import pytest

from builders import TINY, refused
from corrigenda.errors import StudyError
from corrigenda.project import find_project


def projects(root: Path, *studies: str) -> Path:
    """Make a project folder with empty studies."""
    for study in studies:
        (root / "data" / study).mkdir(parents=True)
        (root / "data" / study / "study.yaml").touch()
    return root


def test_the_only_study_needs_no_name(tmp_path):
    project = find_project(projects(tmp_path, "tiny"))
    assert project.study_id == "tiny"
    assert project.place(project.data / "study.yaml") == "data/tiny/study.yaml"


def test_one_of_several_studies_is_named(tmp_path):
    assert find_project(projects(tmp_path, "one", "two"), "two").study_id == "two"


@pytest.mark.parametrize(
    ("studies", "wanted", "problem"),
    [
        (
            [],
            None,
            "data: no study here (data/<study>/study.yaml).\n"
            "  Run this in the folder that holds data/, or name the folder with --project.",
        ),
        (
            ["one", "two"],
            None,
            "data: several studies here: one, two.\n  Name one with --study.",
        ),
        (["tiny"], "tyny", 'data: no study "tyny".\n  Did you mean "tiny"?'),
        (["tiny"], "xyz", 'data: no study "xyz".\n  There is tiny.'),
    ],
)
def test_a_study_that_cannot_be_chosen_is_explained(tmp_path, studies, wanted, problem):
    with refused(StudyError, problem):
        find_project(projects(tmp_path, *studies), wanted)


def test_the_folder_and_the_file_must_agree_on_the_name(tiny):
    tiny.edit("data/tiny/study.yaml", "id: tiny", "id: small")
    with refused(
        StudyError,
        'data/tiny/study.yaml: id is "small", the folder is "tiny".\n  Give both the same name.',
    ):
        _ = find_project(tiny.path).study


def test_coded_items_need_codings(tiny):
    tiny.edit("data/tiny/study.yaml", "codings: raw/codings.csv\n", "")
    with refused(
        StudyError,
        "data/tiny/coding.yaml: it declares coded items, but study.yaml names no codings.\n"
        "  Add codings: raw/codings.csv to study.yaml.",
    ):
        _ = find_project(tiny.path).items


def test_coded_items_come_after_those_of_the_codebook_and_have_a_folder_of_their_own():
    project = find_project(TINY)
    assert list(project.items)[-2:] == ["court_text", "impact"]
    assert project.place(project.slice("court")) == "build/tiny/slices/court.csv"
    assert project.place(project.slice("impact")) == "build/tiny/coded/impact.csv"
