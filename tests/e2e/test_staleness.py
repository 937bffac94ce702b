"""Content decides what runs: no time stamp, refusal, kill or hand-edit passes for up to date."""

import os
import shutil
import signal
import time

import pytest

pytestmark = pytest.mark.e2e

BAD = ("C002", "R6", "setting", "School", "Clinic", "x", "AB", "2024-04-11")
GOOD = ("C002", "R6", "setting", "Clinic", "School", "x", "AB", "2024-04-11")
LEDGER = "data/tiny/corrections.csv"


def shown(project) -> str:
    return (project.path / "figures/tiny/tbl-setting.csv").read_text(encoding="utf-8")


def test_what_was_refused_once_is_refused_again(project):
    project.correct(*BAD)
    assert [project.run("corrigenda", "build").returncode for _ in range(2)] == [11, 11]
    assert project.snakemake().code != 0


def test_a_false_claim_is_refused_again(project):
    project.edit("report/tiny/report.qmd", '[]{of="cases.mean"}', '[99]{of="cases.mean"}')
    assert [project.run("corrigenda", "build").returncode for _ in range(2)] == [15, 15]


def test_files_with_old_time_stamps_are_read(project):
    project.correct(*GOOD)
    project.edit("report/tiny/report.qmd", "Settings are in", "The settings are in")
    for name in (LEDGER, "report/tiny/report.qmd"):
        os.utime(project.path / name, (0, 0))
    run = project.snakemake()
    assert run.code == 0, run.output
    assert "School,3," in shown(project)
    page = (project.path / "build/tiny/report.html").read_text(encoding="utf-8")
    assert "The settings are in" in page


def test_exhibits_that_were_edited_lost_or_put_back_are_made_again(project):
    before = project.snapshot("figures")
    project.edit("figures/tiny/tbl-setting.html", "Clinic", "Hospital")
    (project.path / "figures/tiny/fig-court.svg").unlink()
    run = project.snakemake()
    assert run.code == 0, run.output
    drawn = ["figure fig-court", "table tbl-setting"]
    assert run.jobs == sorted(["compose", "html", "pdf", "records", *drawn])
    assert project.snapshot("figures") == before


def test_a_build_without_its_report_makes_it_again(project):
    (project.path / "build/tiny/report.pdf").unlink()
    assert project.snakemake().jobs == ["pdf"]
    shutil.rmtree(project.path / "build")
    assert project.run("corrigenda", "build").returncode == 0
    assert (project.path / "build/tiny/report.pdf").exists()


def test_raw_files_are_verified_under_plain_snakemake_too(project):
    (project.path / "data/tiny/raw/SHA256SUMS").unlink()
    run = project.snakemake()
    assert run.code != 0
    assert "the register is missing" in run.output


@pytest.mark.parametrize(
    "wait_for", ["build/tiny/slices/setting.csv", "figures/tiny/tbl-setting.csv"]
)
def test_a_correction_withdrawn_after_a_killed_build_leaves_no_trace(project, wait_for):
    before = project.snapshot("figures")
    ledger = (project.path / LEDGER).read_bytes()
    watched = project.path / wait_for
    was = watched.read_bytes()
    project.correct(*GOOD)
    build = project.start("corrigenda", "build")
    deadline = time.monotonic() + 60
    while watched.read_bytes() == was and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    (project.path / LEDGER).write_bytes(ledger)
    result = project.run("corrigenda", "build")
    assert result.returncode == 0, result.stderr
    assert project.snapshot("figures") == before


def test_explain_says_of_each_job_why_it_runs(project):
    project.correct(*GOOD)
    result = project.run("corrigenda", "build", "--explain", "--cores", "1")
    assert result.returncode == 0, result.stderr
    said = {line[:28].strip(): line[28:] for line in result.stderr.splitlines()}
    assert said["clean"] == f"{LEDGER} changed"
    assert said["table tbl-setting"] == "build/tiny/slices/setting.csv changed"
    assert said["html"] == "what it reads was made again"
    assert "table tbl-court" not in said
