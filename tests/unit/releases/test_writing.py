"""A site is written as a whole: whenever that is killed, the old or the new one stands there."""

import errno
import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from builders import refused
from corrigenda.errors import ReleaseError, WriteError
from corrigenda.releases import exchange, mounts
from corrigenda.releases.workspace import opened
from corrigenda.releases.writing import put, renewed, tidy

from .small_site import everything, files_of, pages_of

EVENTS = (
    *("open", "shutil.copytree", "shutil.rmtree", "shutil.copymode", "shutil.copystat"),
    *("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.scandir", "os.listdir"),
    *("os.chmod", "os.utime", "os.symlink", "ctypes.dlopen", "ctypes.dlsym"),
)


def freeze(site: Path, version: str) -> None:
    with renewed(site) as new:
        put(new / "tiny" / version, files_of(version))
        put(new, pages_of(new))


@pytest.fixture
def site(tmp_path) -> Path:
    """A site with one release, and with a file of its owner's."""
    freeze(tmp_path / "site", "1.0.0")
    (tmp_path / "site/CNAME").write_text("example.org")
    return tmp_path / "site"


def a_table(monkeypatch, *points: Path) -> None:
    """Let the system list mount points."""
    monkeypatch.setattr(mounts, "_points", lambda root: iter(points))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_release_joins_those_that_are_there(site):
    before = everything(site)
    freeze(site, "1.1.0")
    after = everything(site)
    earlier = {name for name in before if name.startswith("tiny/1.0.0/")} | {"CNAME"}
    assert earlier and all(after[name] == before[name] for name in earlier)
    assert after["tiny/latest/index.html"] == b"1.1.0"
    assert "tiny/changes/1.0.0/index.html" in after
    assert names(site.parent) == ["site"]


def test_files_of_releases_are_shared_and_pages_are_not(site):
    kept = (site / "tiny/1.0.0/index.html").stat().st_ino
    page = (site / "tiny/versions.json").stat().st_ino
    freeze(site, "1.1.0")
    assert (site / "tiny/1.0.0/index.html").stat().st_ino == kept
    assert (site / "tiny/versions.json").stat().st_ino != page


def test_where_links_are_refused_files_are_copied(site, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    freeze(site, "1.1.0")
    assert (site / "tiny/1.0.0/index.html").read_bytes() == b"<p>1.0.0"


def test_pages_of_ours_that_nobody_writes_any_more_go(site):
    put(site, {"tiny/changes/0.9.0/index.html": b"old", "tiny/latest/gone.html": b"old"})
    freeze(site, "1.1.0")
    assert "tiny/changes/0.9.0/index.html" not in everything(site)
    assert "tiny/latest/gone.html" not in everything(site)


def test_a_link_of_the_owner_stays_a_link(site):
    (site / "elsewhere").symlink_to("CNAME")
    freeze(site, "1.1.0")
    assert (site / "elsewhere").is_symlink()


def test_what_fails_leaves_the_site_as_it_was(site):
    before = everything(site)
    with pytest.raises(RuntimeError), renewed(site) as new:
        put(new / "tiny/1.1.0", files_of("1.1.0"))
        raise RuntimeError
    assert everything(site) == before
    assert names(site.parent) == ["site"]


def test_a_full_disk_is_said_in_words(site, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = everything(site)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="it cannot be written: No space left on device"):
        freeze(site, "1.1.0")
    assert everything(site) == before
    assert names(site.parent) == ["site"]


@pytest.mark.parametrize("kind", ["a file", "a link"])
def test_a_site_that_is_no_folder_is_refused(tmp_path, kind):
    site = tmp_path / "site"
    if kind == "a link":
        (tmp_path / "elsewhere").mkdir()
        site.symlink_to("elsewhere")
    else:
        site.write_text("mine")
    with pytest.raises(ReleaseError, match="it is no folder"):
        freeze(site, "1.0.0")
    assert names(tmp_path) == (["elsewhere", "site"] if kind == "a link" else ["site"])


def test_a_full_disk_while_copying_is_said_in_words_too(site, monkeypatch):
    def full(source, target, **_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr("shutil.copy2", full)
    with refused(
        WriteError,
        f"{site.as_posix()}: it cannot be written: No space left on device.\n"
        "  Mind the permissions of the folder and the space on the disk.",
    ):
        freeze(site, "1.1.0")
    assert names(site.parent) == ["site"]


@pytest.mark.parametrize("name", [".site.new", ".site.old", ".site.corrigenda-new"])
def test_folders_of_others_beside_the_site_are_left(site, name):
    theirs = site.with_name(name)
    theirs.mkdir()
    (theirs / "photo.jpg").write_bytes(b"theirs")
    freeze(site, "1.1.0")
    assert everything(theirs) == {"photo.jpg": b"theirs"}
    assert "photo.jpg" not in everything(site)


@pytest.mark.parametrize("kind", ["a folder", "a link", "a file"])
def test_what_others_have_where_we_would_work_is_refused_and_left(site, tmp_path, kind):
    theirs, elsewhere = tmp_path / ".site.corrigenda", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "photo.jpg").write_bytes(b"theirs")
    if kind == "a link":
        theirs.symlink_to(elsewhere)
    elif kind == "a file":
        theirs.write_bytes(b"theirs")
    else:
        elsewhere.rename(theirs)
    before = everything(tmp_path)
    message = "it is not of Corrigenda's making, and is left alone."
    problem = f"{theirs.as_posix()}: {message}\n  Give it another name."
    with refused(ReleaseError, problem):
        freeze(site, "1.1.0")
    with refused(ReleaseError, problem):
        tidy(site)
    assert everything(tmp_path) == before


def test_a_release_that_is_closed_against_writing_is_carried_and_left_behind(site):
    closed = site / "tiny/1.0.0"
    closed.chmod(0o555)
    freeze(site, "1.1.0")
    assert names(site.parent) == ["site"]
    assert stat.S_IMODE(closed.stat().st_mode) == 0o555


@pytest.mark.parametrize("link", ["tiny", "tiny/latest"])
def test_no_page_is_written_through_a_link(tmp_path, link):
    elsewhere, site = tmp_path / "elsewhere", tmp_path / "site"
    elsewhere.mkdir()
    (site / link).parent.mkdir(parents=True)
    (site / link).symlink_to(elsewhere)
    message = "it is a link, and pages of the site would be written through it."
    with refused(ReleaseError, f"{link}: {message}\n  Take it out."), renewed(site) as new:
        put(new, {"index.html": b"A site", "tiny/latest/index.html": b"1.0.0"})
    assert names(elsewhere) == []
    assert everything(site) == {}


@pytest.mark.parametrize(("inside", "told"), [("", ""), ("tiny/nas", "/tiny/nas")])
def test_a_site_with_a_mount_point_is_not_moved(site, monkeypatch, inside, told):
    (site / inside).mkdir(exist_ok=True)
    a_table(monkeypatch, site / inside)
    before = everything(site)
    advice = "A site is replaced as a whole. Unmount it; corrigenda publish --to can fill"
    with refused(
        ReleaseError, f"{site.as_posix()}{told}: it is a mount point.\n  {advice} a mounted folder."
    ):
        freeze(site, "1.1.0")
    assert everything(site) == before
    assert names(site.parent) == ["site"]


def test_what_is_mounted_in_a_workspace_is_never_emptied(site, monkeypatch):
    nas = opened(site) / "nas"
    nas.mkdir(parents=True)
    (nas / "photo.jpg").write_bytes(b"theirs")
    a_table(monkeypatch, nas)
    with pytest.raises(ReleaseError, match="what is mounted there is left alone"):
        tidy(site)
    assert names(nas) == ["photo.jpg"]


def killed(site: Path, at: int, version: str = "1.1.0") -> bool:
    """Write a release in a child that kills itself at an event; say whether it was killed."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = at

    def count(event: str, _) -> None:
        nonlocal left
        if event in EVENTS:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(count)
        freeze(site, version)
    finally:
        os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_step_leaves_the_old_or_the_new_site(site, tmp_path):
    new = tmp_path / "elsewhere/site"
    freeze(new, "1.0.0")
    put(new, {"CNAME": b"example.org"})
    freeze(new, "1.1.0")
    old, after = everything(site), everything(new)
    steps, found = 0, []
    while killed(site, steps):
        found.append(everything(site) == after)
        assert found[-1] or everything(site) == old, f"killed at step {steps}"
        if found[-1]:  # only its leftovers were still to be taken away: begin again
            with renewed(site) as copy:
                put(copy, old)
                for path in [p for p in copy.rglob("*") if p.is_file()]:
                    if path.relative_to(copy).as_posix() not in old:
                        path.unlink()
            assert everything(site) == old
        steps += 1
    assert everything(site) == after
    assert names(site.parent) == ["elsewhere", "site"]
    # It was killed before and after the exchange, and many times.
    assert steps > 50 and True in found and False in found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_after_any_kill_the_next_release_succeeds(site):
    for step in range(0, 200, 7):
        if not killed(site, step, f"1.{step + 1}.0"):
            break
        freeze(site, f"1.{step + 1}.1")
        assert names(site.parent) == ["site"]
        assert (site / f"tiny/1.{step + 1}.1/index.html").exists()
        assert (site / "tiny/1.0.0/index.html").read_bytes() == b"<p>1.0.0"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_where_the_exchange_takes_steps_a_kill_between_them_is_mended(site, monkeypatch):
    monkeypatch.setattr(exchange, "_at_once", lambda new, old: False)
    before, steps, gone = everything(site), 0, 0
    while killed(site, steps):
        gone += not site.exists()
        tidy(site)
        after = everything(site)
        assert after == before or "tiny/1.1.0/SHA256SUMS" in after
        assert names(site.parent) == ["site"]
        if after != before:
            break
        steps += 1
    assert gone  # there was a moment without a site
