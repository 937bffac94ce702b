"""Receipts: which of them still hold, and what is said of those that do not."""

import json

import pytest

from corrigenda.project import find_project
from corrigenda.receipts import (
    hashes,
    now,
    read_receipt,
    reason,
    receipt_path,
    sweep,
    write_receipt,
)
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
        write_receipt(plan(), job, plan().digest(job), inputs, now())
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
            "its declaration changed",
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


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("code", "its code changed"),
        ("libraries", "a library that it uses changed"),
        ("none", "its declaration or code changed"),
    ],
)
def test_what_a_job_depends_on_beside_its_inputs_is_told_apart(cleaned, plan, part, why):
    path = receipt_path(plan(), CLEAN)
    content = json.loads(path.read_text(encoding="utf-8"))
    content["digest"] = "another"
    content["parts"] |= {part: "another"}
    path.write_text(json.dumps(content), encoding="utf-8")
    sweep(plan())
    assert reason(plan(), CLEAN) == why


def test_a_receipt_says_when_its_job_ran(cleaned, plan):
    receipt = read_receipt(plan(), CLEAN)
    assert receipt.started <= receipt.ended <= now()


@pytest.mark.parametrize("text", ["[1", "[]", "{}", '{"digest": 1}'])
def test_what_is_no_receipt_is_none(cleaned, plan, text):
    receipt_path(plan(), CLEAN).write_text(text, encoding="utf-8")
    assert read_receipt(plan(), CLEAN) is None


def test_a_receipt_that_cannot_be_read_holds_nothing(cleaned, plan):
    receipt_path(plan(), CLEAN).write_text("[1", encoding="utf-8")
    sweep(plan())
    assert reason(plan(), CLEAN) == "its receipt cannot be read"


def test_a_job_without_a_receipt_was_not_built_or_follows_another(cleaned, plan):
    assert reason(plan(), Job("statistics")) == "not built yet"
    receipt_path(plan(), CLEAN).unlink()
    assert reason(plan(), CLEAN) == "what it reads was made again"
