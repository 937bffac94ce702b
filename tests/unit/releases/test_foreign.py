"""Pages of a site's making are told from those of somebody else."""

import json
from pathlib import Path

import pytest

from corrigenda.releases.foreign import PAGES, foreign

SITE, STUDY = {"studies": []}, {"study": "tiny", "versions": []}


def listing(folder: Path, told: object) -> None:
    (folder / "versions.json").write_text(json.dumps(told))


def test_where_nothing_is_all_is_ours(tmp_path):
    assert foreign(tmp_path / "site") is None
    assert foreign(tmp_path) is None
    (tmp_path / "robots.txt").write_text("a")
    assert foreign(tmp_path) is None


@pytest.mark.parametrize(("study", "told"), [("", SITE), ("tiny", STUDY)])
def test_pages_beside_a_list_of_ours_are_ours(tmp_path, study, told):
    listing(tmp_path, told)
    (tmp_path / "index.html").write_text("a")
    assert foreign(tmp_path, study) is None


@pytest.mark.parametrize("name", PAGES)
def test_pages_beside_none_are_foreign(tmp_path, name):
    (tmp_path / name).write_text("a")
    assert foreign(tmp_path) == foreign(tmp_path, "tiny") == tmp_path / name


@pytest.mark.parametrize("told", [STUDY, [], {}, {"studies": 1}, "studies"], ids=str)
def test_a_list_of_something_else_is_foreign(tmp_path, told):
    listing(tmp_path, told)
    assert foreign(tmp_path) == tmp_path / "versions.json"


def test_the_list_of_another_study_is_foreign(tmp_path):
    listing(tmp_path, STUDY)
    assert foreign(tmp_path, "another") == tmp_path / "versions.json"


def test_a_list_that_is_too_deep_is_foreign(tmp_path):
    (tmp_path / "versions.json").write_text("[" * 100_000)
    assert foreign(tmp_path) == tmp_path / "versions.json"


def test_what_is_no_folder_is_foreign(tmp_path):
    (tmp_path / "file").write_text("a")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        assert foreign(tmp_path / name) == tmp_path / name
