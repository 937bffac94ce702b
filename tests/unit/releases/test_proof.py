"""The proof that releases are as they were: whatever was done to one is found and named."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from corrigenda.releases import sums
from corrigenda.releases.models import RELEASE, SUMS
from corrigenda.releases.proof import NOTHING, prove
from corrigenda.releases.workspace import ASIDE, MARK, workspace
from corrigenda.releases.writing import put, renewed

from .small_site import files_of, pages_of, script

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
        "tiny: 2 releases are as released, byte for byte (1.0.0, 1.1.0; 8 files).\n"
        "Git does not hold tiny 1.0.0, tiny 1.1.0: what vouches for the newest release lies "
        "beside it, until it is committed or published."
    )
    assert proof.plain == {
        "sound": True,
        "problems": [],
        "studies": {"tiny": {"versions": ["1.0.0", "1.1.0"], "files": 8, "git": []}},
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


def listed(root: Path) -> dict:
    return json.loads((root / TINY / "versions.json").read_text())


def relisted(root: Path, change: Callable[[dict], object]) -> None:
    """Change the list of a study, and its script with it."""
    told = listed(root)
    change(told)
    replace(root / TINY / "versions.json", json.dumps(told).encode())
    replace(root / TINY / "versions.js", script(told))


def forged(told: dict) -> None:
    told["versions"][0]["sums"] = sums.sha256_of(Path(TINY, "1.1.0", SUMS).read_bytes())


def shortened(told: dict) -> None:
    del told["versions"][0]
    told["latest"] = "1.0.0"


def piped(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


OLD = f"{TINY}/1.0.0"
CHANGED = "it was changed after the release: its SHA-256 is another one."
FORGED = [
    f"{OLD}/{SUMS}: the checksums were changed: versions.json lists other ones.",
    f"{OLD}/{SUMS}: the checksums were changed: release 1.1.0 vouches for other ones.",
]
BOTH = ("1.0.0", "1.1.0")
UNLIKE = [
    "site/versions.json: it lists tiny otherwise than tiny/versions.json.",
    f"{TINY}/versions.js: it does not say what versions.json says.",
]
BROKEN = "the list of versions is missing or broken."
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
        [
            f"{OLD}/tbl-a: it is a link, and was not released.",
            f"{OLD}/tbl-a/tbl-a.csv: it is missing; it was released.",
        ],
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
        [f"{TINY}/versions.json: {BROKEN}"],
    ),
    "a list without one": (
        lambda root: replace(root / TINY / "versions.json", b'{"versions": []}'),
        [
            *(f"{TINY}/{v}/{SUMS}: versions.json lists no such release." for v in BOTH),
            *UNLIKE,
            f"{TINY}/versions.json: it does not call 1.1.0 the latest.",
        ],
    ),
    "a list that is too deep": (
        lambda root: replace(root / TINY / "versions.json", b"[" * 100_000),
        [f"{TINY}/versions.json: {BROKEN}"],
    ),
    "a list of no numbers": (
        lambda root: relisted(root, lambda told: told["versions"][0].update(version=7)),
        [f"{TINY}/versions.json: {BROKEN}"],
    ),
    "the newest with its checksum and its list": (
        lambda root: (forge(root, "1.1.0"), relisted(root, forged)),
        [UNLIKE[0]],
    ),
    "the newest taken away with its entry": (
        lambda root: (shutil.rmtree(root / TINY / "1.1.0"), relisted(root, shortened)),
        [UNLIKE[0], f"{TINY}/latest/report.pdf: it is not the report of 1.0.0."],
    ),
    "another latest": (
        lambda root: relisted(root, lambda told: told.update(latest="1.0.0")),
        [UNLIKE[0], f"{TINY}/versions.json: it does not call 1.1.0 the latest."],
    ),
    "another latest report": (
        lambda root: replace(root / TINY / "latest/report.pdf", b"PDF 1.0.0"),
        [f"{TINY}/latest/report.pdf: it is not the report of 1.1.0."],
    ),
    "a script that says more": (
        lambda root: replace(
            root / TINY / "versions.js", script(listed(root)).replace(b"};", b"};alert(1);")
        ),
        UNLIKE[1:],
    ),
    "a lost script": (lambda root: (root / TINY / "versions.js").unlink(), UNLIKE[1:]),
    "a lost study": (
        lambda root: shutil.rmtree(root / TINY),
        [f"{TINY}: the study is missing; it is listed."],
    ),
    "a lost list of studies": (
        lambda root: (root / "site/versions.json").unlink(),
        ["site/versions.json: the list of studies is missing or broken."],
    ),
    "a way out in the list of studies": (
        lambda root: replace(root / "site/versions.json", b'{"studies": [{"study": "../.."}]}'),
        ["site/versions.json: the list of studies is missing or broken."],
    ),
    "a file that became a pipe": (
        lambda root: piped(root / OLD / "index.html"),
        [f"{OLD}/index.html: it is no plain file, and was released as a file."],
    ),
    "a list that became a pipe": (
        lambda root: piped(root / TINY / "versions.json"),
        [f"{TINY}/versions.json: {BROKEN}"],
    ),
    "an empty folder more": (
        lambda root: (root / OLD / "more/empty").mkdir(parents=True),
        [f"{OLD}/more/empty: it is an empty folder, and was not released."],
    ),
    "a study that became a file": (
        lambda root: (shutil.rmtree(root / TINY), (root / TINY).write_text("a")),
        [f"{TINY}: it is no folder."],
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


def test_a_site_that_leads_nowhere_is_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("site").symlink_to("nowhere")
    assert said(Path()) == ["site: it is a link to another place."]


def test_a_site_that_is_a_file_is_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("site").write_text("a")
    assert said(Path()) == ["site: it is no folder."]


def test_a_site_that_a_kill_left_aside_is_put_back_first(root):
    workspace(root / "site").mkdir()
    (workspace(root / "site") / MARK).touch()
    (root / "site").rename(workspace(root / "site") / ASIDE)
    assert prove(root).sound
    assert (root / "site").is_dir()


# What git holds ---------------------------------------------------------------------------------


def git(*arguments: str) -> None:
    who = ("-c", "user.name=A. Tester", "-c", "user.email=tester@example.org")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def committed(root) -> Path:
    """The project, whose site is held by git."""
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "A site")
    return root


def test_a_proof_says_that_git_holds_them_too(committed):
    assert prove(committed).text.splitlines()[1:] == ["Git holds their checksums too."]
    assert prove(committed).plain["studies"]["tiny"]["git"] == ["1.0.0", "1.1.0"]
    git("rm", "-rq", "--cached", "site/tiny/1.1.0")
    git("commit", "-qm", "Without the newest")
    assert prove(committed).text.splitlines()[1].startswith("Git does not hold tiny 1.1.0: ")


def everything_forged(root: Path) -> None:
    forge(root, "1.1.0")
    put(root / "site", pages_of(root / "site"))


def everything_lost(root: Path) -> None:
    shutil.rmtree(root / TINY / "1.1.0")
    put(root / "site", pages_of(root / "site"))


GIT: dict[str, tuple[Callable[[Path], object], list[str], str]] = {
    "the newest with all that vouches for it": (
        everything_forged,
        [f"{TINY}/1.1.0/{SUMS}: the checksums were changed: git holds other ones."],
        f"{TINY}/1.1.0",
    ),
    "the newest taken away with all that tells of it": (
        everything_lost,
        [f"{TINY}/1.1.0: the release is missing; git holds it."],
        f"{TINY}/1.1.0",
    ),
    "a study": (
        lambda root: (shutil.rmtree(root / TINY), put(root / "site", pages_of(root / "site"))),
        [f"{TINY}/{version}: the release is missing; git holds it." for version in BOTH],
        "site",
    ),
    "the site": (
        lambda root: shutil.rmtree(root / "site"),
        [f"{TINY}/{version}: the release is missing; git holds it." for version in BOTH],
        "site",
    ),
}


@pytest.mark.parametrize(("do", "expected", "path"), GIT.values(), ids=GIT)
def test_what_git_holds_cannot_be_changed_or_lost(committed, do, expected, path):
    do(committed)
    assert said(committed) == said(committed, "tiny") == expected
    assert said(committed, "another") == []
    advice = "Bring it back: git checkout HEAD -- "
    assert prove(committed).problems[0].advice == advice + path
    git("checkout", "HEAD", "--", "site")
    assert prove(committed).sound


def test_without_a_commit_git_holds_nothing(root):
    git("init", "-q")
    assert prove(root).sound
    assert prove(root).plain["studies"]["tiny"]["git"] == []


def test_an_index_that_looks_away_is_not_believed(committed):
    git("update-index", "--assume-unchanged", f"{TINY}/1.1.0/{SUMS}")
    everything_forged(committed)
    assert not prove(committed).sound
