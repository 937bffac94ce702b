"""Publishing into a folder."""

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from builders import refused
from corrigenda.errors import ReleaseError, WriteError
from corrigenda.publishing import filling, folders, publish_folder
from corrigenda.releases import mounts
from corrigenda.releases.workspace import opened, workspace
from publishing.conftest import read

NAME_ANOTHER = "Name a folder of its own."


@pytest.fixture(params=[True, False], ids=["in one step", "file by file"])
def www(request, tmp_path, monkeypatch) -> Path:
    """A folder that a server shows, which can be replaced, or only filled."""
    monkeypatch.setattr(folders, "_replaceable", lambda target: request.param)
    return tmp_path / "srv/www"


def test_a_folder_gets_the_site(site, www):
    assert publish_folder(site.root, www) == f"Published tiny 1.0.0 to {www.as_posix()}."
    assert read(www) == read(site.path)
    assert [path.name for path in www.parent.iterdir()] == ["www"]


def test_the_next_version_joins_those_that_are_there(site, www):
    publish_folder(site.root, www)
    (www / "robots.txt").write_text("User-agent: *\n")
    (www / "tiny/latest/gone.html").write_text("Old.")
    site.release("1.1.0")
    said = publish_folder(site.root, www)
    assert said.endswith("It keeps tiny 1.0.0.")
    assert read(www) == read(site.path) | {"robots.txt": b"User-agent: *\n"}


def test_links_and_repositories_in_the_folder_stay(site, www):
    publish_folder(site.root, www)
    (www / ".git").mkdir()
    (www / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (www / "current").symlink_to("tiny/latest")
    publish_folder(site.root, www)
    assert (www / ".git/HEAD").read_text() == "ref: refs/heads/main\n"
    assert (www / "current").readlink() == Path("tiny/latest")


def test_a_folder_that_someone_else_uses_is_refused_and_left(site, www):
    www.mkdir(parents=True)
    (www / "index.html").write_text("Mine.")
    place = f"{www.as_posix()}/index.html"
    message = "it is not of Corrigenda's making, and would be replaced."
    advice = "Publish to a place of its own, or move what is there."
    with refused(ReleaseError, f"{place}: {message}\n  {advice}"):
        publish_folder(site.root, www)
    assert read(www) == {"index.html": b"Mine."}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("data/tiny", "it belongs to the project."),
        ("report", "it belongs to the project."),
        ("site", "it belongs to the project."),
        ("build/site", "it belongs to the project."),
        ("public/../src", "it belongs to the project."),
        ("", "it holds the project itself."),
        ("..", "it holds the project itself."),
        ("LICENSE", "it is no folder."),
    ],
)
def test_folders_of_the_project_are_refused(site, name, message):
    (site.root / "LICENSE").write_text("MIT")
    before, place = read(site.root), Path(os.path.normpath(site.root / name)).as_posix()
    with refused(ReleaseError, f"{place}: {message}\n  {NAME_ANOTHER}"):
        publish_folder(site.root, site.root / name)
    assert read(site.root) == before


def test_a_folder_of_its_own_in_the_project_may_be_published_into(site):
    publish_folder(site.root, site.root / "public")
    assert read(site.root / "public") == read(site.path)


def test_a_link_to_the_folder_stays_a_link(site, www, tmp_path):
    www.mkdir(parents=True)
    (tmp_path / "link").symlink_to(www)
    publish_folder(site.root, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert read(www) == read(site.path)


def test_a_folder_that_cannot_be_made_is_told(site, www, tmp_path):
    (tmp_path / "srv").write_text("A file.")
    with pytest.raises(WriteError, match=r"cannot be written: (File exists|Not a directory)"):
        publish_folder(site.root, www)


def test_nothing_released_is_nothing_to_publish(site, tmp_path):
    site.path.rename(tmp_path / "away")
    advice = "Release a version first: corrigenda release 1.0.0 --note …"
    with refused(ReleaseError, f"site: nothing has been released yet.\n  {advice}"):
        publish_folder(site.root, tmp_path / "www")


def test_a_changed_release_is_not_published(site, tmp_path):
    (site.path / "tiny/1.0.0/index.html").write_text("Better.")
    advice = "Run corrigenda verify --releases: it names the files and says what to do."
    with refused(ReleaseError, f"site: a released file is not as it was released.\n  {advice}"):
        publish_folder(site.root, tmp_path / "www")
    assert not (tmp_path / "www").exists()


def test_messages_name_the_folder_as_its_user_does(site, www, monkeypatch):
    monkeypatch.chdir(site.root)
    folder = site.root / "../srv/www"
    assert publish_folder(site.root, folder).startswith(f"Published tiny 1.0.0 to {www}.")
    said = publish_folder(site.root, folder, named="../srv/www")
    assert said.startswith("../srv/www already held every release")
    (www / "tiny/1.0.0/index.html").write_text("Better.")
    with pytest.raises(
        ReleaseError, match=r"^\.\./srv/www/tiny/1\.0\.0/index\.html: it was changed"
    ):
        publish_folder(site.root, folder, named="../srv/www")


@pytest.mark.parametrize("name", [".www.new", ".www.old"])
def test_folders_of_others_beside_it_are_left_and_not_published(site, www, name):
    theirs = www.with_name(name)
    theirs.mkdir(parents=True)
    (theirs / "private.txt").write_text("theirs")
    publish_folder(site.root, www)
    assert read(theirs) == {"private.txt": b"theirs"}
    assert "private.txt" not in read(www)


def test_a_full_disk_is_told_in_words_and_leaves_nothing(site, www, monkeypatch):
    publish_folder(site.root, www)
    site.release("1.1.0")
    before = read(www)

    def full(source, target, **_):
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(shutil, "copyfile", full)
    advice = "Mind the permissions of the folder and the space on the disk."
    message = "it cannot be written: No space left on device."
    with refused(WriteError, f"{www.as_posix()}: {message}\n  {advice}"):
        publish_folder(site.root, www)
    monkeypatch.undo()
    assert read(www) == before
    assert [path.name for path in www.parent.iterdir()] == ["www"]


def test_what_a_kill_left_of_a_release_on_its_way_goes(site, www):
    publish_folder(site.root, www)
    opened(www / "tiny/1.1.0").mkdir()
    (workspace(www / "tiny/1.1.0") / "new/index.html").write_text("Half.")
    theirs = www / "tiny/.1.2.0.corrigenda"
    theirs.mkdir()
    (theirs / "notes.txt").write_text("theirs")
    site.release("1.1.0")
    publish_folder(site.root, www)
    assert read(www) == read(site.path) | {"tiny/.1.2.0.corrigenda/notes.txt": b"theirs"}


@pytest.mark.parametrize("inside", ["", "nas", "tiny/nas", "tiny"])
def test_a_folder_with_a_mount_point_is_filled_in_its_place(site, tmp_path, monkeypatch, inside):
    www = tmp_path / "www"
    publish_folder(site.root, www)
    (www / inside).mkdir(exist_ok=True)
    (www / inside / "photo.jpg").write_bytes(b"theirs")
    kept = www.stat().st_ino
    monkeypatch.setattr(mounts, "_points", lambda root: iter([www / inside]))
    site.release("1.1.0")
    publish_folder(site.root, www)
    assert www.stat().st_ino == kept
    photo = (Path(inside) / "photo.jpg").as_posix()
    assert read(www) == read(site.path) | {photo: b"theirs"}


def test_what_is_mounted_among_our_pages_is_not_emptied(site, tmp_path, monkeypatch):
    www = tmp_path / "www"
    publish_folder(site.root, www)
    (www / "tiny/latest/photo.jpg").write_bytes(b"theirs")
    monkeypatch.setattr(mounts, "_points", lambda root: iter([www / "tiny/latest"]))
    publish_folder(site.root, www)
    assert (www / "tiny/latest/photo.jpg").exists()


@pytest.mark.parametrize("link", ["tiny/latest", "tiny/changes"])
def test_a_folder_is_not_filled_through_a_link(site, tmp_path, monkeypatch, link):
    www, elsewhere = tmp_path / "www", tmp_path / "elsewhere"
    publish_folder(site.root, www)
    site.release("1.1.0")
    elsewhere.mkdir()
    (elsewhere / "photo.jpg").write_bytes(b"theirs")
    shutil.rmtree(www / link, ignore_errors=True)
    (www / link).symlink_to(elsewhere)
    monkeypatch.setattr(folders, "_replaceable", lambda target: False)
    message = "it is a link, and pages of the site would be written through it."
    with pytest.raises(ReleaseError, match=message):
        publish_folder(site.root, www)
    assert read(elsewhere) == {"photo.jpg": b"theirs"}


@pytest.mark.parametrize("steps", range(13))
@pytest.mark.parametrize("first", [True, False])
def test_a_folder_that_was_filled_half_is_filled_by_the_next_command(
    site, tmp_path, monkeypatch, steps, first
):
    www, write, left = tmp_path / "www", filling.write_atomic, [steps]

    def writes(path, content):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        write(path, content)

    monkeypatch.setattr(folders, "_replaceable", lambda target: False)
    if not first:
        publish_folder(site.root, www)
        site.release("1.1.0")
    monkeypatch.setattr(filling, "write_atomic", writes)
    with suppress(KeyboardInterrupt):
        publish_folder(site.root, www)
    assert read(www / "tiny/1.0.0") == read(site.path / "tiny/1.0.0")
    monkeypatch.setattr(filling, "write_atomic", write)
    publish_folder(site.root, www)
    assert read(www) == read(site.path)
