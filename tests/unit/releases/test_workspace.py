"""A workspace is known by its mark, which comes first and goes last."""

import shutil

import pytest

from corrigenda.errors import ReleaseError
from corrigenda.releases.workspace import ASIDE, MARK, NEW, clear, is_ours, opened, workspace


@pytest.fixture
def folder(tmp_path):
    """A folder that is to be replaced."""
    return tmp_path / "site"


def test_a_workspace_stands_beside_its_folder(folder):
    new = opened(folder)
    assert new == folder.with_name(".site.corrigenda") / NEW
    assert not new.exists()
    assert is_ours(workspace(folder))


def test_what_a_kill_left_goes(folder):
    for part in (NEW, ASIDE):
        opened(folder)
        (workspace(folder) / part / "tiny").mkdir(parents=True)
    clear(folder)
    assert not workspace(folder).exists()
    clear(folder)


def test_a_kill_before_the_mark_leaves_an_empty_folder_which_goes(folder):
    workspace(folder).mkdir()
    assert not is_ours(workspace(folder))
    assert opened(folder).parent.is_dir()


def test_a_removal_that_stops_half_way_can_go_on(folder, monkeypatch):
    opened(folder).mkdir()
    (workspace(folder) / ASIDE).mkdir()
    remove, calls = shutil.rmtree, []

    def once(path):
        if calls:
            raise KeyboardInterrupt
        calls.append(path)
        remove(path)

    monkeypatch.setattr(shutil, "rmtree", once)
    with pytest.raises(KeyboardInterrupt):
        clear(folder)
    assert (workspace(folder) / MARK).exists()
    monkeypatch.setattr(shutil, "rmtree", remove)
    clear(folder)
    assert not workspace(folder).exists()


def test_a_link_to_a_workspace_is_none(folder, tmp_path):
    opened(folder)
    workspace(folder).rename(tmp_path / "elsewhere")
    workspace(folder).symlink_to("elsewhere")
    with pytest.raises(ReleaseError, match="not of Corrigenda's making"):
        clear(folder)
    assert (tmp_path / "elsewhere" / MARK).exists()
