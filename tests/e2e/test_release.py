"""Releases of real builds: what is frozen, what is refused, and what no kill can break."""

import csv
import hashlib
import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from folders import Folder

from corrigenda.crate.confidential import Confidential
from corrigenda.identity import read_identity
from corrigenda.project import Project
from corrigenda.releases.snapshot import Folder as Files
from corrigenda.releases.snapshot import Snapshot

pytestmark = pytest.mark.e2e

WHO = ("-c", "user.name=A. Tester", "-c", "user.email=tester@example.org")
DAY = {"SOURCE_DATE_EPOCH": "1714521600"}  # 2024-05-01
SITE, FIRST, SECOND = "site/tiny", "site/tiny/1.0.0", "site/tiny/1.1.0"


def commit(folder: Folder) -> None:
    """Let git hold every file as it is."""
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "A study")):
        result = folder.run("git", *WHO, *arguments)
        assert result.returncode == 0, result.stderr


def released(folder: Folder, version: str, *options: str) -> str:
    """Release a version that must succeed."""
    said = folder.say(["corrigenda", "release", version, "--note", f"It is {version}.", *options])
    assert f"Released tiny {version}" in said, said
    return said


def bytes_of(folder: Folder) -> dict[str, bytes]:
    """Return the bytes of every file of the site."""
    return folder.snapshot("site")


def beside(folder: Folder) -> list[str]:
    """Name what a release has left beside the site."""
    return [path.name for path in folder.path.iterdir() if path.name.startswith(".site")]


@pytest.fixture(scope="module")
def first(built, tmp_path_factory) -> Folder:
    """The tiny study under git with its first release; not to be changed."""
    folder, run = built
    assert run.code == 0, run.output
    folder = folder.copied(tmp_path_factory.mktemp("released") / "first")
    (folder.path / ".gitignore").write_text("build/\n.snakemake/\n")
    commit(folder)
    released(folder, "1.0.0")
    return folder


@pytest.fixture(scope="module")
def both(first) -> Folder:
    """The same with a correction and a second release; not to be changed."""
    folder = first.copied(first.path.with_name("both"))
    folder.correct("C002", "R3", "court", "No", "Yes", "Called back", "AB", "2024-04-11")
    assert folder.run("corrigenda", "build").returncode == 0
    commit(folder)
    released(folder, "1.1.0")
    return folder


@pytest.fixture
def own(first, tmp_path) -> Folder:
    """A copy of the study with its first release, for one test to change."""
    return first.copied(tmp_path / "project")


def test_a_release_holds_what_the_issue_names(first):
    names = {name.removeprefix(f"{FIRST}/") for name in first.snapshot(FIRST)}
    exhibits = {"tbl-setting", "tbl-court", "tbl-cases", "fig-court"}
    assert {name.partition("/")[0] for name in names} == exhibits | {
        *("index.html", "report.pdf", "changes", "release.json", "SHA256SUMS", "crate.zip"),
        *("CITATION.cff", "citation.bib", "datacite.json", "ledger.json", "ledger.csv"),
        *("statistics.json", "text.json", "declarations.json", "provenance"),
    }
    assert {name.rpartition(".")[2] for name in names if name.startswith("fig-court/fig")} == {
        *("svg", "png", "csv", "json")
    }
    assert "tbl-court/index.html" in names


def test_its_checksums_are_those_that_any_tool_computes(both):
    for version in (FIRST, SECOND):
        run = subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
            cwd=both.path / version,
            check=False,
        )
        assert run.returncode == 0
        listed = (both.path / version / "SHA256SUMS").read_text().splitlines()
        names = {name.removeprefix(f"{version}/") for name in both.snapshot(version)}
        assert {line[66:] for line in listed} == names - {"SHA256SUMS"}
        assert [line[66:] for line in listed] == sorted(line[66:] for line in listed)


def test_it_says_what_it_is(first):
    release = Snapshot(Files(first.path / FIRST)).release
    assert (release.id, release.note, release.dirty) == ("tiny 1.0.0", "It is 1.0.0.", False)
    assert release.commit == first.run("git", "rev-parse", "HEAD").stdout.strip()
    assert (release.earlier, release.changes) == ({}, "")


def test_a_second_one_vouches_for_the_first_and_says_what_changed(both):
    release = Snapshot(Files(both.path / SECOND)).release
    sums = (both.path / FIRST / "SHA256SUMS").read_bytes()
    assert release.earlier == {"1.0.0": hashlib.sha256(sums).hexdigest()}
    assert "1 correction" in release.changes


def test_the_version_is_on_its_face_and_in_every_file(both):
    for version, folder in (("1.0.0", FIRST), ("1.1.0", SECOND)):
        page = (both.path / folder / "index.html").read_text(encoding="utf-8")
        assert f"<dt>Version</dt><dd>{version}</dd>" in page
        assert "unreleased" not in page and "Unreleased" not in page
        shown = [p for p in (both.path / folder).glob("*/*") if p.stem == p.parent.name]
        files = [both.path / folder / name for name in ("index.html", "report.pdf")]
        files += [p for p in shown if p.suffix in (".html", ".svg", ".png")]
        assert len(files) == 7
        assert {read_identity(p.read_bytes()).release for p in files} == {version}


def test_a_released_folder_never_changes(first, both):
    before = first.snapshot(FIRST)
    assert {name: both.snapshot(FIRST)[name] for name in before} == before
    assert before.keys() == both.snapshot(FIRST).keys()


def test_the_site_leads_to_both(both):
    listed = json.loads((both.path / SITE / "versions.json").read_text())
    assert (listed["latest"], [v["version"] for v in listed["versions"]]) == (
        "1.1.0",
        ["1.1.0", "1.0.0"],
    )
    names = bytes_of(both).keys()
    assert {"site/index.html", "site/versions.json", "site/feed.xml", "site/.nojekyll"} <= names
    assert {f"{SITE}/latest/index.html", f"{SITE}/changes/1.0.0/index.html"} <= names


def test_the_proof_holds_until_a_byte_is_changed(both, tmp_path):
    own = both.copied(tmp_path / "project")
    result = own.run("corrigenda", "verify", "--releases")
    assert (result.returncode, result.stderr) == (0, "")
    assert "2 releases are as released" in result.stdout
    path = own.path / FIRST / "statistics.json"
    path.write_bytes(path.read_bytes() + b" ")
    result = own.run("corrigenda", "verify", "--releases")
    assert result.returncode == 21
    assert f"{FIRST}/statistics.json: it was changed after the release" in result.stdout
    assert json.loads(own.run("corrigenda", "verify", "--releases", "--json").stdout)["problems"]


# What was done, the version that is asked for, and what is said.
REFUSALS: dict[str, tuple[Callable[[Folder], object], str, str]] = {
    "a version that exists": (
        lambda folder: None,
        "1.0.0",
        f"{FIRST}: this version is released, and a released version never changes.",
    ),
    "a version that goes back": (
        lambda folder: None,
        "0.9.0",
        f"{FIRST}: 0.9.0 goes back behind 1.0.0, which is released.",
    ),
    "no version": (lambda folder: None, "two", '"two" is not the number of a version.'),
    "a sentence that does not hold": (
        lambda folder: folder.edit(
            "report/tiny/report.qmd", '[]{of="cases.mean"}', '[99]{of="cases.mean"}'
        ),
        "1.1.0",
        "report/tiny/report.qmd:",
    ),
    "a declaration that cannot be read": (
        lambda folder: folder.edit("data/tiny/study.yaml", "half-odd", "half"),
        "1.1.0",
        "data/tiny/study.yaml:5",
    ),
    "an output that was edited by hand": (
        lambda folder: folder.edit("figures/tiny/tbl-court.csv", "Yes", "No"),
        "1.1.0",
        "figures/tiny/tbl-court.csv: it was edited by hand: the build wrote something else.",
    ),
    "a page that was edited by hand": (
        lambda folder: folder.edit("build/tiny/report.html", "Court", "Count"),
        "1.1.0",
        "build/tiny/report.html: it was edited by hand",
    ),
    "a source that is not built": (
        lambda folder: folder.edit("report/tiny/report.qmd", "Settings are", "The settings are"),
        "1.1.0",
        "report/tiny/report.qmd",
    ),
    "a report that is not built": (
        lambda folder: shutil.rmtree(folder.path / "build"),
        "1.1.0",
        "not built",
    ),
    "a dirty tree": (
        lambda folder: (folder.path / "notes.txt").write_text("a"),
        "1.1.0",
        "notes.txt: git does not hold it.",
    ),
    "no git": (
        lambda folder: shutil.rmtree(folder.path / ".git"),
        "1.1.0",
        "git: the project is not under git.",
    ),
    "a site of somebody else": (
        lambda folder: [
            shutil.rmtree(folder.path / "site"),
            (folder.path / "site").mkdir(),
            (folder.path / "site/index.html").write_text("Documentation"),
        ],
        "1.1.0",
        "site/index.html: it is not of Corrigenda's making, and would be replaced.",
    ),
    "a site that leads nowhere": (
        lambda folder: [
            shutil.rmtree(folder.path / "site"),
            (folder.path / "site").symlink_to("nowhere"),
        ],
        "1.1.0",
        "site: it is a link to another place.",
    ),
    "an earlier release that was changed": (
        lambda folder: (folder.path / FIRST / "index.html").unlink(),
        "1.1.0",
        f"{FIRST}/index.html: it is missing; it was released.",
    ),
}


@pytest.mark.parametrize(("do", "version", "message"), REFUSALS.values(), ids=REFUSALS)
def test_what_must_not_be_released_is_refused(own, do, version, message):
    do(own)
    before = bytes_of(own)
    result = own.run("corrigenda", "release", version, "--note", "Another one")
    assert result.returncode == 21, result.stderr
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert bytes_of(own) == before and beside(own) == []


def test_a_version_that_git_holds_is_never_released_again(first, tmp_path):
    own = first.copied(tmp_path / "project")
    commit(own)
    shutil.rmtree(own.path / "site")
    result = own.run("corrigenda", "release", "1.0.0", "--note", "Another one")
    assert result.returncode == 21
    advice = "Bring it back: git checkout HEAD -- site"
    assert f"{FIRST}: the release is missing; git holds it.\n  {advice}" in result.stderr
    assert not (own.path / "site").exists()
    own.run("git", "checkout", "HEAD", "--", "site")
    told = own.run("corrigenda", "verify", "--releases")
    assert (told.returncode, told.stdout.splitlines()[1:]) == (
        0,
        ["Git holds their checksums too."],
    )
    released(own, "1.1.0")


def test_raw_files_may_stay_out_of_git_but_nothing_else(own):
    raw = "data/tiny/raw/*.csv\n"
    with (own.path / ".gitignore").open("a") as ignored:
        ignored.write(f"{raw}report/tiny/statistics.yaml\n")
    names = ("data/tiny/raw/interviews.csv", "data/tiny/raw/codings.csv")
    own.run("git", "rm", "-q", "--cached", "report/tiny/statistics.yaml", *names)
    commit(own)
    result = own.run("corrigenda", "release", "1.1.0", "--note", "Another one")
    assert (result.returncode, "data/tiny/raw" in result.stderr) == (21, False)
    assert "report/tiny/statistics.yaml: git does not hold it" in result.stderr
    own.run("git", "add", "-f", "report/tiny/statistics.yaml")
    commit(own)
    released(own, "1.1.0")
    assert not Snapshot(Files(own.path / SECOND)).release.dirty


def test_another_repository_does_not_vouch(own, tmp_path):
    other = own.copied(tmp_path / "other")
    (own.path / "notes.txt").write_text("a")
    said = own.say(
        ["corrigenda", "release", "1.1.0", "--note", "Another one"],
        GIT_DIR=f"{other.path}/.git",
        GIT_WORK_TREE=str(other.path),
    )
    assert "notes.txt: git does not hold it." in said


@pytest.mark.parametrize("date", ["date: >-\n  2020-01-01", '"date" : 2020-01-01', "subtitle: a"])
def test_the_date_on_its_face_is_that_of_the_release_alone(own, date):
    path = own.path / "report/tiny/report.qmd"
    dated = re.sub(r"(?m)^date: .*$", lambda _: date, path.read_text())
    path.write_text(dated)
    assert own.run("corrigenda", "build").returncode == 0
    own.say(["corrigenda", "release", "1.1.0", "--note", "A", "--allow-dirty"])
    page = (own.path / SECOND / "index.html").read_text(encoding="utf-8")
    face = page.partition("<main")[0].partition("<body")[2]
    assert "2020" not in face
    assert Snapshot(Files(own.path / SECOND)).release.date[:4] in face


def test_an_answer_in_a_note_or_a_reason_is_refused(own):
    note = "Respondents said: it was slow."
    result = own.run("corrigenda", "release", "1.1.0", "--note", note)
    assert "--note: it repeats an open answer" in result.stderr
    own.correct("C002", "R3", "court", "No", "Yes", "As R1: it was slow.", "AB", "2024-04-11")
    assert own.run("corrigenda", "build").returncode == 0
    result = own.run("corrigenda", "release", "1.1.0", "--note", "A", "--allow-dirty")
    assert result.returncode == 21
    assert "C002: the reason repeats an open answer" in result.stderr
    assert not (own.path / SECOND).exists()


def test_a_note_is_asked_for(own):
    assert own.run("corrigenda", "release", "1.1.0").returncode == 2
    assert "--note: it is empty." in own.run("corrigenda", "release", "1.1.0", "--note", " ").stderr


def test_a_dirty_release_says_so_on_its_face(own):
    (own.path / "notes.txt").write_text("a")
    said = released(own, "1.1.0", "--allow-dirty")
    assert "warning: 1.1.0 is made from files that git does not hold" in said
    release = Snapshot(Files(own.path / SECOND)).release
    assert (release.dirty, release.commit) == (True, "")
    face = "1.1.0 (from files that git does not hold)"
    page = (own.path / SECOND / "index.html").read_text(encoding="utf-8")
    assert f"<dt>Version</dt><dd>{face}</dd>" in page
    assert "git does not hold" in text_of(own.path / SECOND / "report.pdf")
    assert "git does not hold" not in text_of(own.path / FIRST / "report.pdf")


def text_of(pdf: Path) -> str:
    """Return what a PDF says, as far as a program reads it."""
    reader = shutil.which("pdftotext")
    if not reader:
        pytest.skip("pdftotext is not installed")
    run = subprocess.run([reader, pdf, "-"], check=True, capture_output=True, text=True)
    return " ".join(run.stdout.split())


def test_allowing_a_dirty_tree_makes_a_clean_one_no_dirtier(own):
    commit_before = own.run("git", "rev-parse", "HEAD").stdout.strip()
    released(own, "1.1.0", "--allow-dirty")
    assert Snapshot(Files(own.path / SECOND)).release.commit == commit_before


def test_the_same_files_date_and_version_give_the_same_bytes(built, tmp_path):
    sites = []
    for name in ("one", "another"):
        folder = built[0].copied(tmp_path / name)
        command = ["corrigenda", "release", "1.0.0", "--note", "One", "--allow-dirty"]
        assert "Released" in folder.say(command, **DAY)
        sites.append(bytes_of(folder))
    assert sites[0] == sites[1]
    assert Snapshot(Files(tmp_path / "one" / FIRST)).release.date == "2024-05-01"


# Who is kept back -------------------------------------------------------------------------------

# What the team itself has written and shows.
SHOWN = ("index.html", "text.json", "report.pdf")


def kept_back(project: Folder, study: str) -> list[str]:
    """Release a study, and name the files that tell of a respondent or repeat an answer."""
    command = ["corrigenda", "release", "1.0.0", "--note", "The first one", "--allow-dirty"]
    assert "Released" in project.say(command)
    confidential = Confidential(Project(project.path, study))
    assert confidential._ids and confidential._said
    files = [p for p in (project.path / "site").rglob("*") if p.is_file()]
    crate = project.path / "unpacked"
    with zipfile.ZipFile(project.path / f"site/{study}/1.0.0/crate.zip") as file:
        file.extractall(crate)
    files += [p for p in crate.rglob("*") if p.is_file()]
    told = [p for p in files if p.name not in SHOWN and confidential.is_in(p)]
    return [path.relative_to(project.path).as_posix() for path in told]


def test_no_file_of_the_tiny_study_tells_of_a_respondent(built, tmp_path):
    assert kept_back(built[0].copied(tmp_path / "project"), "tiny") == []


def test_no_file_of_the_reference_study_tells_of_a_respondent(report, tmp_path):
    assert kept_back(report[0].copied(tmp_path / "project"), "clinician-interviews") == []


def test_the_public_ledger_has_every_row_and_no_respondent(both):
    rows = Snapshot(Files(both.path / SECOND)).ledger
    assert [(r.id, r.item, r.change, r.respondent) for r in rows] == [
        ("C001", "cases", '"1" → "6"', ""),
        ("C002", "court", '"No" → "Yes"', ""),
    ]
    sheet = (both.path / SECOND / "ledger.csv").read_text(encoding="utf-8")
    assert [row["id"] for row in csv.DictReader(io.StringIO(sheet))] == ["C001", "C002"]


# Kills ------------------------------------------------------------------------------------------

FORKED = """
import os, signal, sys
from pathlib import Path
from corrigenda.project import Project
from corrigenda.releases import releasing

project, start, step = Project(Path(), "tiny"), int(sys.argv[1]), int(sys.argv[2])
version = "1.1.0"
git = releasing.State("", ())
_, files = releasing._made(project, version, "Killed", git)


def everything():
    files = (p for p in Path("site").rglob("*") if p.is_file())
    return {p.as_posix(): p.read_bytes() for p in files}


def freeze(left):
    def count(event, _):
        nonlocal left
        if event == "open" or (event.startswith(("os.", "shutil.")) and event != "os.kill"):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
    try:
        sys.addaudithook(count)
        releasing.freeze(project, version, files)
    finally:
        os._exit(0)


old, states = everything(), set()
while True:
    child = os.fork()
    if not child:
        freeze(start)
    killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    now = everything()
    whole = {name for name in now if name.startswith("site/tiny/1.1.0/")}
    state = "old" if now == old else "new" if len(whole) == len(files) else "broken"
    kept = all(now.get(n) == old[n] for n in old if n.startswith("site/tiny/1.0.0/"))
    states.add(state if kept else "broken")
    if state != "old" or not killed:
        break
    start += step
print(start, killed, *sorted(states))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_step_of_writing_the_site_is_the_old_or_the_new_one(own):
    result = own.run(sys.executable, "-c", FORKED, "0", "11")
    assert result.returncode == 0, result.stderr
    steps, _, *states = result.stdout.split()
    assert int(steps) > 100
    assert set(states) <= {"old", "new"} and "new" in states
    assert own.run("corrigenda", "verify", "--releases").returncode == 0
    released(own, "1.2.0")
    assert beside(own) == []


def test_killed_at_any_moment_the_command_leaves_a_whole_site(own):
    before, lottery = bytes_of(own), random.Random(5)
    started = time.monotonic()
    released(own.copied(own.path.with_name("timed")), "1.1.0")
    whole = time.monotonic() - started
    for _ in range(5):
        run = own.start("corrigenda", "release", "1.1.0", "--note", "It is 1.1.0.")
        time.sleep(whole * lottery.uniform(0.3, 1))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        if (own.path / SECOND).exists():
            break
        assert bytes_of(own) == before
    assert own.run("corrigenda", "verify", "--releases").returncode == 0
    released(own, "1.2.0")
    assert beside(own) == []
    assert not [p for p in (own.path / "build/tiny").iterdir() if p.name.startswith("release-")]


def test_a_release_waits_for_no_build(own):
    with FileLock(own.path / ".snakemake/corrigenda.lock"):
        result = own.run("corrigenda", "release", "1.1.0", "--note", "It is 1.1.0.")
    assert result.returncode == 1
    assert "another build or release is running" in result.stderr


def test_the_page_differs_from_that_of_the_build_in_its_dress_alone(first):
    """What a reader reads is what was built: insertion is all that a release does."""
    built = (first.path / "build/tiny/report.html").read_text(encoding="utf-8")
    page = (first.path / FIRST / "index.html").read_text(encoding="utf-8")
    body = re.compile(r"<p>Of the respondents.*?</p>", re.DOTALL)
    assert body.search(built)[0] in page
