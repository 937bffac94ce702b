"""Receipts: which of them still hold, and what is said of those that do not."""

import pytest

from corrigenda.project import find_project
from corrigenda.receipts import hashes, reason, receipt_path, sweep, write_receipt
from corrigenda.workflow import Job, Plan

CLEAN = Job("clean")


@pytest.fixture
def plan(tiny, monkeypatch):
    """The tiny study, its working folder being the project, as under Snakemake."""
    monkeypatch.chdir(tiny.path)
    return lambda: Plan(find_project(tiny.path.relative_to(tiny.path)))


@pytest.fixture
def cleaned(tiny, plan):
    """The study with receipts of import and clean, as a build leaves them."""
    for name in ("import", "clean"):
        job = Job(name)
        inputs = hashes(plan().inputs(job))
        assert tiny.run("stage", name).exit_code == 0
        write_receipt(plan(), job, plan().digest(job), inputs)
    return tiny


def test_a_receipt_that_everything_agrees_with_stays(cleaned, plan):
    sweep(plan())
    assert receipt_path(plan(), CLEAN).exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("data/tiny/corrections.csv", "Misheard", "Heard", "data/tiny/corrections.csv changed"),
        (
            "build/tiny/slices/setting.csv",
            "clinic",
            "school",
            "build/tiny/slices/setting.csv was changed by hand",
        ),
        (
            "data/tiny/codebook.yaml",
            "label: Went to court",
            "label: Court",
            "its declaration or code changed",
        ),
    ],
    ids=["input", "output", "declaration"],
)
def test_a_receipt_that_something_disagrees_with_goes_and_says_why(
    cleaned, plan, file, old, new, why
):
    cleaned.edit(file, old, new)
    sweep(plan())
    assert not receipt_path(plan(), CLEAN).exists()
    assert reason(plan(), CLEAN) == why


def test_a_lost_output_is_missed(cleaned, plan):
    (cleaned.path / "build/tiny/slices/day.csv").unlink()
    sweep(plan())
    assert reason(plan(), CLEAN) == "build/tiny/slices/day.csv is missing"


def test_a_receipt_that_cannot_be_read_holds_nothing(cleaned, plan):
    receipt_path(plan(), CLEAN).write_text("[1", encoding="utf-8")
    sweep(plan())
    assert reason(plan(), CLEAN) == "its receipt cannot be read"


def test_a_job_without_a_receipt_was_not_built_or_follows_another(cleaned, plan):
    assert reason(plan(), Job("statistics")) == "not built yet"
    receipt_path(plan(), CLEAN).unlink()
    assert reason(plan(), CLEAN) == "what it reads was made again"
