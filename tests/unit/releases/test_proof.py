"""The proof that releases are as they were: whatever was done to one is found and named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corrigenda.releases import sums
from corrigenda.releases.models import RELEASE, SUMS
from corrigenda.releases.proof import NOTHING, prove
from corrigenda.releases.writing import put, renewed

from .small_site import files_of, pages_of

TINY = "site/tiny"


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    """A project with a site of two releases, of which the second vouches for the first."""
    monkeypatch.chdir(tmp_path)
    root = Path()
    first, site = files_of("1.0.0"), root / "site"
    earlier = {"1.0.0": sums.sha256_of(first[SUMS])}
    for version, files in {"1.0.0": first, "1.1.0": files_of("1.1.0", earlier=earlier)}.items():
        with renewed(site) as new:
            put(new / "tiny" / version, files)
            put(new, pages_of(new))
    return root


def said(root: Path, study: str | None = None) -> list[str]:
    return [f"{p.place}: {p.message}" for p in prove(root, study).problems]


def test_releases_that_nobody_touched_are_sound(root):
    proof = prove(root)
    assert proof.sound
    assert proof.text == (
        "tiny: 2 releases are as released, byte for byte (1.0.0, 1.1.0; 6 files)."
    )
    assert proof.plain == {
        "sound": True,
        "problems": [],
        "studies": {"tiny": {"versions": ["1.0.0", "1.1.0"], "files": 6}},
    }


def test_without_releases_nothing_is_broken(tmp_path):
    proof = prove(tmp_path)
    assert (proof.sound, proof.text) == (True, NOTHING)


def test_another_study_is_not_looked_at(root):
    (root / TINY / "1.0.0/index.html").unlink()
    assert prove(root, "another").text == NOTHING
    assert len(said(root, "tiny")) == 1


def forge(root: Path, version: str) -> None:
    """Change a file of a release together with its checksums."""
    folder = root / TINY / version
    replace(folder / "index.html", b"forged")
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    del files[SUMS]
    replace(folder / SUMS, sums.written({name: p.read_bytes() for name, p in files.items()}))


def replace(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def linked(path: Path, to: str) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.symlink_to(to)


def described_as(root: Path, folder: str, **said) -> None:
    path = root / TINY / folder / RELEASE
    replace(path, json.dumps(json.loads(path.read_text()) | said).encode())


OLD = f"{TINY}/1.0.0"
CHANGED = "it was changed after the release: its SHA-256 is another one."
FORGED = [
    f"{OLD}/{SUMS}: the checksums were changed: versions.json lists other ones.",
    f"{OLD}/{SUMS}: the checksums were changed: release 1.1.0 vouches for other ones.",
]
LINK = "it is a link, and was released as a file."
DONE: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "a byte more": (
        lambda root: replace(root / OLD / "tbl-a/tbl-a.csv", b"row,n\na,2\n"),
        [f"{OLD}/tbl-a/tbl-a.csv: {CHANGED}"],
    ),
    "a file less": (
        lambda root: (root / OLD / "index.html").unlink(),
        [f"{OLD}/index.html: it is missing; it was released."],
    ),
    "a file more": (
        lambda root: (root / OLD / "tbl-a/b.txt").write_text("b"),
        [f"{OLD}/tbl-a/b.txt: it was not released."],
    ),
    "a hidden file more": (
        lambda root: (root / OLD / ".b").write_text("b"),
        [f"{OLD}/.b: it was not released."],
    ),
    "a file with its checksum": (lambda root: forge(root, "1.0.0"), FORGED),
    "the newest with its checksum": (
        lambda root: forge(root, "1.1.0"),
        [f"{TINY}/1.1.0/{SUMS}: the checksums were changed: versions.json lists other ones."],
    ),
    "a file that became a link": (
        lambda root: linked(root / OLD / "index.html", "tbl-a/tbl-a.csv"),
        [f"{OLD}/index.html: {LINK}"],
    ),
    "a folder that became a link": (
        lambda root: linked(root / OLD / "tbl-a", "../1.1.0/tbl-a"),
        [f"{OLD}/tbl-a: {LINK}", f"{OLD}/tbl-a/tbl-a.csv: it is missing; it was released."],
    ),
    "a release that became a link": (
        lambda root: linked(root / OLD, "1.1.0"),
        [f"{OLD}: it is no folder of its own."],
    ),
    "a lost release": (
        lambda root: shutil.rmtree(root / OLD),
        [
            f"{OLD}: the release is missing; versions.json lists it.",
            f"{OLD}: the release is missing; 1.1.0 knows it.",
        ],
    ),
    "lost checksums": (
        lambda root: (root / OLD / SUMS).unlink(),
        [f"{OLD}/{SUMS}: the checksums are missing."],
    ),
    "a way out in the checksums": (
        lambda root: replace(root / OLD / SUMS, f"{'a' * 64}  ../../versions.json\n".encode()),
        [f"{OLD}/{SUMS}:1: it names no file of the release, or one twice."],
    ),
    "a lost list of versions": (
        lambda root: (root / TINY / "versions.json").unlink(),
        [f"{TINY}/versions.json: the list of versions is missing or broken."],
    ),
    "a list without one": (
        lambda root: replace(root / TINY / "versions.json", b'{"versions": []}'),
        [f"{TINY}/{v}/{SUMS}: versions.json lists no such release." for v in ("1.0.0", "1.1.0")],
    ),
    "a release of another number": (
        lambda root: described_as(root, "1.1.0", version="1.2.0"),
        [
            f"{TINY}/1.1.0/{RELEASE}: {CHANGED}",
            f"{TINY}/1.1.0/{RELEASE}: it describes tiny 1.2.0.",
        ],
    ),
    "a release that is none": (
        lambda root: replace(root / TINY / "1.1.0" / RELEASE, b"{}"),
        [
            f"{TINY}/1.1.0/{RELEASE}: {CHANGED}",
            f"{TINY}/1.1.0/{RELEASE}: it does not describe a release.",
        ],
    ),
}


@pytest.mark.parametrize(("do", "expected"), DONE.values(), ids=DONE)
def test_whatever_was_done_is_found(root, do, expected):
    do(root)
    assert said(root) == expected
    proof = prove(root)
    assert not proof.sound and not proof.plain["sound"]
    assert "not every release is as it was released" in proof.text


def test_a_study_that_became_a_link_is_found(root):
    (root / "site/tiny").rename(root / "elsewhere")
    (root / "site/tiny").symlink_to("../elsewhere")
    assert said(root) == ["site/tiny: it is a link to another place."]


def test_a_site_that_became_a_link_is_found(root):
    (root / "site").rename(root / "elsewhere")
    (root / "site").symlink_to("elsewhere")
    assert said(root) == ["site: it is a link to another place."]


def test_a_site_that_a_kill_left_aside_is_put_back_first(root):
    (root / "site").rename(root / ".site.old")
    assert prove(root).sound
    assert (root / "site").is_dir()
