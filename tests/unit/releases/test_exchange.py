"""Two folders take each other's place: in one step where the system can, else mended later."""

import errno

import pytest

from corrigenda.releases import exchange as exchanging
from corrigenda.releases.exchange import exchange, left_aside, mend
from corrigenda.releases.workspace import ASIDE, MARK, opened, workspace


@pytest.fixture(params=["at once", "in steps"])
def way(request, monkeypatch):
    """Both ways of exchanging."""
    if request.param == "in steps":
        monkeypatch.setattr(exchanging, "_at_once", lambda new, old: False)
    return request.param


@pytest.fixture
def two(tmp_path):
    """An old folder and a new one."""
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "what.txt").write_text(name)
    return tmp_path / "new", tmp_path / "old"


def says(folder) -> str:
    return (folder / "what.txt").read_text()


def test_each_takes_the_place_of_the_other(way, two, tmp_path):
    new, old = two
    exchange(new, old)
    assert (says(old), says(new)) == ("new", "old")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new", "old"]


def test_a_new_one_takes_a_place_that_is_free(way, two, tmp_path):
    new, _ = two
    exchange(new, tmp_path / "free")
    assert says(tmp_path / "free") == "new"
    assert not new.exists()


def test_without_a_new_one_the_old_one_stays(way, two, tmp_path):
    _, old = two
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "nothing", old)
    assert says(old) == "old"
    assert not left_aside(old)


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP])
def test_a_system_that_cannot_is_served_in_steps(two, monkeypatch, code):
    class Library:
        @staticmethod
        def renameat2(*_):
            exchanging.ctypes.set_errno(code)
            return -1

    monkeypatch.setattr(exchanging.sys, "platform", "linux")
    monkeypatch.setattr(exchanging.ctypes, "CDLL", lambda *_, **__: Library)
    new, old = two
    exchange(new, old)
    assert (says(old), says(new)) == ("new", "old")


def test_macos_is_asked_in_its_own_words(two, monkeypatch):
    asked = []

    class Library:
        @staticmethod
        def renamex_np(*paths):
            asked.append([getattr(path, "value", path) for path in paths])
            return 0

    monkeypatch.setattr(exchanging.sys, "platform", "darwin")
    monkeypatch.setattr(exchanging.ctypes, "CDLL", lambda *_, **__: Library)
    new, old = two
    exchange(new, old)
    assert asked == [[str(new).encode(), str(old).encode(), 2]]


@pytest.fixture
def aside(two, tmp_path):
    """The old folder, left aside in its workspace."""
    _, old = two
    opened(old)
    old.rename(workspace(old) / ASIDE)
    return workspace(old) / ASIDE


def test_what_a_kill_left_aside_is_put_back(aside, two):
    _, old = two
    assert left_aside(old)
    mend(old)
    assert says(old) == "old"
    assert not left_aside(old)
    mend(old)
    assert says(old) == "old"


def test_what_is_left_aside_never_replaces_what_is_there(aside, two):
    new, old = two
    new.rename(old)
    mend(old)
    assert (says(old), says(aside)) == ("new", "old")


def test_a_folder_aside_that_is_not_of_our_making_is_not_taken(aside, two):
    _, old = two
    (workspace(old) / MARK).unlink()
    assert not left_aside(old)
    mend(old)
    assert not old.exists()
    assert says(aside) == "old"


def test_what_cannot_be_exchanged_in_steps_is_put_back(two, monkeypatch):
    new, old = two
    monkeypatch.setattr(exchanging, "_at_once", lambda new, old: False)
    rename = type(new).rename

    def refusing(path, target):
        if path == new:
            raise OSError(errno.EACCES, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(type(new), "rename", refusing)
    with pytest.raises(OSError, match="Permission denied"):
        exchange(new, old)
    assert (says(old), says(new)) == ("old", "new")
