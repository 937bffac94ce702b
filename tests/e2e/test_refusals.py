"""A build that refuses its input: what it says, its exit code, and what it leaves as it was."""

import os
import signal
import time

import pytest

pytestmark = pytest.mark.e2e


def ledger(row):
    return lambda project: project.correct(*row)


def replace(name, old, new):
    return lambda project: project.edit(name, old, new)


def raw_edited(project):
    project.edit("data/tiny/raw/interviews.csv", "School,12", "School,13")


REFUSALS = [
    pytest.param(
        ledger(("C002", "R6", "setting", "School", "Clinic", "x", "AB", "2024-04-11")),
        11,
        [
            "data/tiny/corrections.csv:3",
            "respondent R6, item setting",
            'the ledger expects "School"',
            'the data hold "Clinic"',
        ],
        id="old-value",
    ),
    pytest.param(
        ledger(("C002", "R99", "setting", "School", "Clinic", "x", "AB", "2024-04-11")),
        11,
        ["data/tiny/corrections.csv:3", "R99"],
        id="respondent",
    ),
    pytest.param(
        ledger(("C002", "R6", "seting", "Clinic", "School", "x", "AB", "2024-04-11")),
        11,
        ["no such item", 'Did you mean "setting"'],
        id="item",
    ),
    pytest.param(
        raw_edited,
        16,
        ["data/tiny/raw/interviews.csv", "not the registered one", "never edited"],
        id="raw-changed",
    ),
    pytest.param(
        replace("report/tiny/exhibits.yaml", "item: court\n    alt", "item: cort\n    alt"),
        14,
        ["report/tiny/exhibits.yaml:", "cort"],
        id="exhibit-item",
    ),
    pytest.param(
        replace("report/tiny/report.qmd", "court.yes", "court.yess"),
        15,
        ["report/tiny/report.qmd:", "court.yess", "court.yes"],
        id="statistic",
    ),
    pytest.param(
        replace("report/tiny/report.qmd", '[]{of="cases.mean"}', '[Most]{of="court.no"}'),
        15,
        ["report/tiny/report.qmd:", '"Most" does not hold: court.no is 2 of 6', "What would hold:"],
        id="claim",
    ),
    pytest.param(
        replace("report/tiny/report.qmd", "@tbl-cases;", "@tbl-casses;"),
        15,
        ["report/tiny/report.qmd:", "tbl-casses"],
        id="reference",
    ),
    pytest.param(
        replace("data/tiny/codebook.yaml", "kind: multiple", "kind: mutliple"),
        10,
        ["data/tiny/codebook.yaml:", "kind"],
        id="codebook",
    ),
]


@pytest.mark.parametrize(("spoil", "code", "said"), REFUSALS)
def test_a_refused_build_says_why_and_touches_nothing(project, spoil, code, said):
    before = project.snapshot("build", "figures")
    spoil(project)
    result = project.run("corrigenda", "build", "--cores", "2")
    assert result.returncode == code, result.stderr
    for words in said:
        assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert "The last good report is kept" in result.stderr
    assert project.snapshot("build", "figures") == before


def test_a_correction_that_makes_a_sentence_false_stops_before_anything_is_drawn(project):
    project.edit("report/tiny/report.qmd", '[]{of="cases.mean"}', '[one-third]{of="court.no"}')
    assert project.run("corrigenda", "build").returncode == 0
    before = project.snapshot("build", "figures")
    project.correct("C002", "R3", "court", "No", "Don't Know", "x", "AB", "2024-04-11")
    result = project.run("corrigenda", "build")
    assert result.returncode == 15
    assert '"one-third" does not hold: court.no is 1 of 6 (16.67%).' in result.stderr
    assert project.snapshot("build", "figures") == before
    mended = project.run("corrigenda", "update", "--phrases")
    assert mended.returncode == 0, mended.stdout
    assert project.run("corrigenda", "build").returncode == 0
    assert '[a small minority]{of="court.no"}' in mended.stdout


def test_numbers_that_nobody_binds_warn_and_strictly_stop(project):
    project.edit("report/tiny/report.qmd", "the mean was", "in 12 years the mean was")
    strict = project.run("corrigenda", "build", "--strict")
    assert strict.returncode == 15
    assert '"12" is typed in the prose' in strict.stderr
    result = project.run("corrigenda", "build")
    assert result.returncode == 0, result.stderr
    assert "1 number is typed in the prose (corrigenda check)" in result.stdout
    assert project.run("corrigenda", "build", "--strict").returncode == 15  # nothing to do, and yet


def test_problems_of_several_files_are_told_together(project):
    project.edit("report/tiny/exhibits.yaml", "item: setting", "item: seting")
    project.correct("C002", "R6", "setting", "Clinic", "Clinic", "x", "AB", "2024-13-11")
    project.correct("C003", "R6", "stting", "Clinic", "School", "x", "AB", "2024-04-11")
    result = project.run("corrigenda", "build")
    for place in ("corrections.csv:3", "corrections.csv:4", "exhibits.yaml:"):
        assert place in result.stderr
    assert "3 problems" in result.stderr


def test_after_a_refusal_the_mended_study_builds(project):
    project.correct("C002", "R6", "setting", "School", "Clinic", "x", "AB", "2024-04-11")
    assert project.run("corrigenda", "build").returncode == 11
    project.edit(
        "data/tiny/corrections.csv", "R6,setting,School,Clinic", "R6,setting,Clinic,School"
    )
    result = project.run("corrigenda", "build")
    assert result.returncode == 0, result.stderr
    assert "build/tiny/report.html" in result.stdout
    assert "build/tiny/report.pdf" in result.stdout
    assert "embedded engine" in result.stdout


def test_after_a_killed_build_the_next_one_goes_on(project):
    project.correct("C002", "R6", "setting", "Clinic", "School", "x", "AB", "2024-04-11")
    build = project.start("corrigenda", "build")
    slices = project.path / "build/tiny/slices/setting.csv"
    deadline = time.monotonic() + 60
    while "C002" not in slices.read_text(encoding="utf-8") and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    result = project.run("corrigenda", "build")
    assert result.returncode == 0, result.stderr
    assert "School,3," in (project.path / "figures/tiny/tbl-setting.csv").read_text()
