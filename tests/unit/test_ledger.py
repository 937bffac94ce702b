"""The ledger of a project: rows entered by one process at a time, and none of them lost."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from builders import refused
from corrigenda import ledger as ledgers
from corrigenda.corrections import Correction
from corrigenda.errors import LedgerError, UserError, WriteError
from corrigenda.ledger import enter, git_author, read_ledger
from corrigenda.project import Project

PLACE = "data/tiny/corrections.csv"
ROW = Correction("", "R4", "court", "Yes", "No", "Misheard", "AB", date(2024, 5, 1), "")
OUT = replace(ROW, respondent="", item="", old="", new="", withdraws="C001")
FIRST = "C001,R5,cases,1,6,Misheard on the telephone,AB,2024-04-10\n"
TWENTY = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from corrigenda.corrections import Correction
from corrigenda.ledger import enter, read_ledger
from corrigenda.project import Project

project = Project(Path(sys.argv[1]), "tiny")
seen = read_ledger(project)
row = Correction("", "", "court", "Yes", "No", "Misheard", "AB", date(2024, 5, 1), "")
print("ready", flush=True)
sys.stdin.readline()
for n in range(20):
    enter(project, replace(row, respondent=f"{sys.argv[2]}{n}"), seen, lambda ledger: None)
"""


@pytest.fixture
def project(tiny) -> Project:
    """The tiny study, with a row in its ledger."""
    return Project(tiny.path, "tiny")


def held(project: Project) -> str:
    return (project.data / "corrections.csv").read_bytes().decode()


def never(_):
    raise AssertionError("the ledger is as it was seen")


def test_a_row_gets_the_next_id_its_place_and_the_end_of_the_file(project):
    before = held(project)
    entered = enter(project, replace(ROW, reason=" Misheard "), read_ledger(project), never)
    assert entered == replace(ROW, id="C002", place=f"{PLACE}:3")
    assert held(project) == before + "C002,R4,court,Yes,No,Misheard,AB,2024-05-01\n"
    assert read_ledger(project).rows[-1] == entered


def test_a_withdrawal_brings_its_column_and_keeps_the_rows(project):
    assert enter(project, OUT, read_ledger(project), never).withdraws == "C001"
    assert held(project) == (
        "id,respondent,item,old,new,reason,author,date,withdraws\n"
        + FIRST
        + "C002,,,,,Misheard,AB,2024-05-01,C001\n"
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+x", "-x", "@x", 'a "quote", and;more', "two\nlines", "Ünïcode – 中", "#x", "'x"],
)
def test_every_text_reads_back_as_it_was_entered(project, text):
    row = replace(ROW, item="court_text", old=text, new=f"{text}!", reason=text, author=text)
    entered = enter(project, row, read_ledger(project), never)
    assert read_ledger(project).rows[-1] == entered
    assert (entered.old, entered.new, entered.reason) == (text, f"{text}!", text)


def test_with_a_row_in_memory_nothing_is_written(project):
    before = held(project)
    after = read_ledger(project).with_row(ROW)
    assert [row.id for row in after.rows] == ["C001", "C002"]
    assert held(project) == before


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (
            {"item": "cort"},
            ':3: respondent R4, item cort: no such item in the codebook.\n  Did you mean "court"?',
        ),
        (
            {"reason": " "},
            ":3: the reason is missing.\n  A correction without it cannot be audited.",
        ),
        (
            {"reason": "a\udcff"},
            ": the row holds what is no text.\n  Mind characters that the terminal could not read.",
        ),
        (
            {"reason": "a\0"},
            ": the row holds what is no text.\n  Mind characters that the terminal could not read.",
        ),
        (
            {"reason": "x" * 140_000},
            ": not a CSV file: field larger than field limit (131072).\n"
            "  Mind the quotes around texts.",
        ),
        (
            {"withdraws": "C01"},
            ':3: it withdraws "C01", but no row has this id.\n  Did you mean "C001"?',
        ),
    ],
    ids=["item", "reason", "no text", "null", "too long", "withdraws"],
)
def test_a_row_that_is_wrong_is_not_written(project, cells, problem):
    before = held(project)
    row = replace(OUT if "withdraws" in cells else ROW, **cells)
    with refused(LedgerError, PLACE + problem):
        enter(project, row, read_ledger(project), never)
    assert held(project) == before


def test_a_ledger_that_changed_meanwhile_is_validated_again(project):
    seen, validated = read_ledger(project), []
    enter(project, replace(ROW, respondent="R1"), seen, never)
    entered = enter(project, ROW, seen, validated.append)
    assert [[row.id for row in rows] for rows in validated] == [["C001", "C002", "C003"]]
    assert (entered.id, entered.place) == ("C003", f"{PLACE}:4")


def test_a_row_that_does_not_fit_any_more_is_not_written(project):
    seen = read_ledger(project)
    enter(project, ROW, seen, never)
    before = held(project)
    with refused(
        LedgerError,
        f"{PLACE}:4: respondent R4, item court: conflicts with C002 on line 3, which changes the "
        "same value to something else.\n  Withdraw one of the two rows.",
    ):
        enter(project, replace(ROW, new="Don't know"), seen, lambda rows: None)

    def refuse(rows):
        raise UserError(())

    with pytest.raises(UserError):
        enter(project, replace(ROW, respondent="R1"), seen, refuse)
    assert held(project) == before


def test_an_editor_that_saves_while_a_row_is_validated_loses_nothing(project):
    path = project.data / "corrections.csv"
    seen = read_ledger(project)
    lines = [b"C002,R1,court,Yes,No,x,AB,2024-05-01\n", b"C003,R2,court,Yes,No,x,AB,2024-05-01\n"]
    path.write_bytes(path.read_bytes() + lines.pop(0))

    def validate(rows):
        if lines:
            path.write_bytes(path.read_bytes() + lines.pop(0))

    assert enter(project, ROW, seen, validate).id == "C004"
    assert [row.id for row in read_ledger(project).rows] == ["C001", "C002", "C003", "C004"]


def test_a_link_stays_a_link_and_permissions_stay(project, tmp_path):
    path, target = project.data / "corrections.csv", tmp_path / "elsewhere.csv"
    path.rename(target)
    path.symlink_to(target)
    target.chmod(0o660)
    enter(project, ROW, read_ledger(project), never)
    assert path.is_symlink()
    assert target.read_text().count("\n") == 3
    assert target.stat().st_mode & 0o777 == 0o660


def test_two_processes_that_enter_at_once_lose_nothing(project):
    command = [sys.executable, "-c", TWENTY, str(project.root)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen([*command, name], **pipes) for name in "AB"]
    for process in both:
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in both:
        process.communicate(timeout=60)
    assert [process.returncode for process in both] == [0, 0]
    rows = read_ledger(project).rows
    assert [row.id for row in rows] == [f"C{n:03}" for n in range(1, 42)]
    for name in "AB":
        mine = [row.respondent for row in rows if row.respondent.startswith(name)]
        assert mine == [f"{name}{n}" for n in range(20)]


def test_a_lock_that_is_not_let_go_is_told(project, monkeypatch):
    monkeypatch.setattr(ledgers, "PATIENCE", 0.1)
    before = held(project)
    project.build.mkdir(parents=True)
    with (
        FileLock(project.build / "corrections.lock"),
        refused(
            WriteError,
            f"{PLACE}: another process has been writing to the ledger for 0.1 seconds.\n"
            "  Try again.",
        ),
    ):
        enter(project, ROW, read_ledger(project), never)
    assert held(project) == before


def test_where_no_lock_can_be_made_nothing_is_written(project):
    project.build.parent.write_text("not a folder")
    before = held(project)
    with pytest.raises(WriteError, match="it cannot be locked"):
        enter(project, ROW, read_ledger(project), never)
    assert held(project) == before


def test_a_ledger_that_is_open_in_libreoffice_is_not_written(project):
    (project.data / ".~lock.corrections.csv#").touch()
    before = held(project)
    with refused(
        WriteError,
        f"{PLACE}: it is open in LibreOffice, which would write over the new row.\n"
        "  Close it there. If it is not open anywhere, remove .~lock.corrections.csv#.",
    ):
        enter(project, ROW, read_ledger(project), never)
    assert held(project) == before


@pytest.mark.parametrize(
    ("config", "author"),
    [("[user]\n\tname = Käthe R.\n", "Käthe R."), ("", None), ("[user", None)],
    ids=["set", "not set", "broken"],
)
def test_the_author_is_who_git_says(tmp_path, monkeypatch, config, author):
    (tmp_path / "gitconfig").write_text(config, encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert git_author(tmp_path) == author


def test_without_git_there_is_no_author(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git_author(Path()) is None
