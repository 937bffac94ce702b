"""Publishing into a folder."""

from pathlib import Path

import pytest

from builders import refused
from corrigenda.errors import ReleaseError, WriteError
from corrigenda.publishing import folders, publish_folder
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
    message = "it is not a page of Corrigenda's, and would be replaced."
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
    before, place = read(site.root), (site.root / name).as_posix()
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


@pytest.mark.parametrize("steps", range(5))
def test_a_folder_that_was_filled_half_is_filled_by_the_next_command(
    site, tmp_path, monkeypatch, steps
):
    www, write, left = tmp_path / "www", folders.write_atomic, [steps]

    def writes(path, content):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        write(path, content)

    monkeypatch.setattr(folders, "_replaceable", lambda target: False)
    publish_folder(site.root, www)
    site.release("1.1.0")
    monkeypatch.setattr(folders, "write_atomic", writes)
    with pytest.raises(KeyboardInterrupt):
        publish_folder(site.root, www)
    assert read(www / "tiny/1.0.0") == read(site.path / "tiny/1.0.0")
    monkeypatch.setattr(folders, "write_atomic", write)
    publish_folder(site.root, www)
    assert read(www) == read(site.path)
