"""Publishing real releases of the tiny study, by the commands that a team would type."""

import re
import signal
import subprocess
import urllib.request
from functools import partial

import pytest
from folders import Folder

from shared import environment

pytestmark = pytest.mark.e2e


def git(folder, *arguments: str) -> str:
    """Run git as someone whom no setting of the machine knows."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def said(folder: Folder, *command: str) -> str:
    """Run a command, which must succeed, and return what it said."""
    result = folder.run("corrigenda", *command)
    assert result.returncode == 0, result.stderr
    return result.stdout


def committed(folder: Folder) -> None:
    """Let git hold the project, but for its site."""
    git(folder.path, "add", "--all")
    git(folder.path, "commit", "--quiet", "--message=State")


@pytest.fixture(scope="module")
def released(built, tmp_path_factory) -> Folder:
    """The tiny study under git, with one release and a remote; to be copied."""
    path = tmp_path_factory.mktemp("published")
    git(path, "init", "--quiet", "--bare", "remote.git")
    folder = built[0].copied(path / "project")
    (folder.path / ".gitignore").write_text("build/\n.snakemake/\nsite/\n")
    git(folder.path, "init", "--quiet", "--initial-branch=main")
    for name, value in (("user.name", "A"), ("user.email", "a@example.org")):
        git(folder.path, "config", name, value)
    git(folder.path, "remote", "add", "origin", "../remote.git")
    committed(folder)
    said(folder, "release", "1.0.0", "--note", "The first one.")
    return folder


def bring_back(folder: Folder) -> None:
    """Bring the published site into a clone, as the guide says."""
    git(folder.path, "fetch", "--quiet", "origin")
    pack = "rm -r site && mkdir site && git archive origin/gh-pages | tar -x -C site"
    subprocess.run(["sh", "-c", pack], cwd=folder.path, check=True)


def files(path) -> dict[str, bytes]:
    """Return every file below a folder."""
    found = (p for p in path.rglob("*") if p.is_file() and ".git" not in p.parts)
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in found}


def test_two_versions_from_two_clones_stand_side_by_side_on_the_branch(released, tmp_path):
    publish = ("publish", "--branch", "gh-pages", "--remote", "origin")
    assert said(released, *publish).startswith("Published tiny 1.0.0 to gh-pages of origin.")
    # Another clone, which was built and has no site.
    other = released.copied(released.path.parent / "other")
    subprocess.run(["rm", "-r", str(other.path / "site")], check=True)
    git(other.path, "branch", "-D", "gh-pages")
    other.correct("C002", "R6", "setting", "Clinic", "School", "Misheard", "AB", "2024-04-11")
    said(other, "build")
    committed(other)
    said(other, "release", "1.1.0", "--note", "One answer was corrected.")
    # It does not know what is published, and cannot say what changed since.
    result = other.run("corrigenda", *publish)
    assert (result.returncode, result.stdout) == (21, "")
    place = "gh-pages of origin/tiny/1.1.0"
    assert result.stderr.startswith(f"{place}: it does not vouch for 1.0.0, as published.")
    bring_back(other)
    said(other, "release", "1.1.0", "--note", "One answer was corrected.")
    assert "It keeps tiny 1.0.0." in said(other, *publish)
    git(tmp_path, "clone", "--quiet", "--branch=gh-pages", str(other.path / "../remote.git"), "web")
    web = files(tmp_path / "web")
    for folder, version in ((released, "1.0.0"), (other, "1.1.0")):
        own = files(folder.path / "site/tiny" / version)
        assert {name: web[f"tiny/{version}/{name}"] for name in own} == own
    assert re.findall(rb'"version": "(.+)"', web["tiny/versions.json"]) == [b"1.1.0", b"1.0.0"]
    assert "tiny/changes/1.0.0/index.html" in web
    assert b"1.1.0" in web["tiny/latest/index.html"]
    # The united site is as sound as one that was released in one place.
    other.path.joinpath("site").rename(other.path / "site.before")
    (tmp_path / "web").rename(other.path / "site")
    assert "as released" in said(other, "verify", "--releases")


def test_a_folder_gets_the_site_as_it_is(released, tmp_path):
    said(released, "publish", "--to", str(tmp_path / "www"))
    assert files(tmp_path / "www") == files(released.path / "site")


def test_a_changed_release_is_not_published(released, tmp_path):
    folder = released.copied(tmp_path / "project")
    page = folder.path / "site/tiny/1.0.0/index.html"
    page.write_bytes(page.read_bytes() + b" ")
    result = folder.run("corrigenda", "publish", "--to", str(tmp_path / "www"))
    assert (result.returncode, result.stdout) == (21, "")
    assert result.stderr.startswith("site: a released file is not as it was released.")
    assert not (tmp_path / "www").exists()


def test_the_site_is_shown_on_loopback_until_it_is_interrupted(released):
    process = subprocess.Popen(
        ["corrigenda", "serve", "--port", "0"],
        cwd=released.path,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        # Whatever runs in the background of a shell does not hear it.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())[0]
        with urllib.request.urlopen(f"{address}tiny/1.0.0/SHA256SUMS") as answer:
            assert answer.read() == (released.path / "site/tiny/1.0.0/SHA256SUMS").read_bytes()
    finally:
        process.send_signal(signal.SIGINT)
        said_last, _ = process.communicate(timeout=20)
    assert (process.returncode, said_last) == (0, "Ended.\n")


def test_a_release_says_how_to_cite_it(released):
    folder = released.path / "site/tiny/1.0.0"
    assert "version: 1.0.0" in (folder / "CITATION.cff").read_text(encoding="utf-8")
    assert (
        (folder / "citation.bib").read_text(encoding="utf-8").startswith("@techreport{tiny-1.0.0")
    )
    assert b'"version": "1.0.0"' in (folder / "datacite.json").read_bytes()
    assert b"1.0.0" in (folder.parent / "feed.xml").read_bytes()
