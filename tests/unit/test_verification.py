"""Verification: a study that is not built, its raw files, and what its receipts have noted."""

import json

import pytest

from corrigenda.project import find_project
from corrigenda.receipts import hashes, now, receipt_path, write_receipt
from corrigenda.verification import verify
from corrigenda.verifying import rebuilding
from corrigenda.verifying.rebuilding import Rebuilt
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import Job, Plan

RAW = "data/tiny/raw"


@pytest.fixture
def project(tiny, monkeypatch):
    """Open the tiny study, its working folder being the project."""
    monkeypatch.chdir(tiny.path)
    monkeypatch.setenv("CORRIGENDA_ENGINE", "embedded")
    return lambda: find_project(tiny.path.relative_to(tiny.path))


@pytest.fixture
def cleaned(tiny, project):
    """The study with receipts of import and clean, as a build leaves them."""
    for name in ("import", "clean"):
        plan, job = Plan(project()), Job(name)
        inputs, started = hashes(plan.inputs(job)), now()
        assert tiny.run("stage", name).exit_code == 0
        write_receipt(plan, job, plan.digest(job), inputs, started)
    return tiny


def found(project) -> list[tuple[str, str]]:
    """Return what is broken first, and where."""
    findings = verify(project()).findings
    return [(f.broken.kind, f.broken.problem.place) for f in findings]


def test_a_study_that_was_never_built_says_only_that(project):
    assert found(project) == [("not built", "build/tiny")]
    assert not verify(project()).sound


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "place"),
    [
        ("interviews.csv", "Clinic,2", "Clinic,3", "raw", f"{RAW}/interviews.csv"),
        ("codings.csv", "bad,0", "bad,1", "raw", f"{RAW}/codings.csv"),
        ("SHA256SUMS", "c7beb", "c7bec", "raw", f"{RAW}/interviews.csv"),
    ],
)
def test_raw_files_are_held_against_their_register_before_anything_is_built(
    tiny, project, file, old, new, kind, place
):
    tiny.edit(f"{RAW}/{file}", old, new)
    assert found(project)[0] == (kind, place)


def test_a_register_that_was_edited_after_the_import_is_told_from_a_raw_file(cleaned, project):
    cleaned.edit(f"{RAW}/SHA256SUMS", "c7beb", "c7bec")
    assert found(project)[0] == ("register", f"{RAW}/SHA256SUMS")


def test_what_is_not_built_comes_after_what_is(cleaned, project):
    kinds = {kind for kind, _ in found(project)}
    assert kinds == {"not built"}
    cleaned.edit("build/tiny/slices/setting.csv", "clinic", "school")
    assert ("edited", "build/tiny/slices/setting.csv") in found(project)


def test_a_receipt_that_holds_other_things_than_it_should_cannot_be_read(cleaned, project):
    path = receipt_path(Plan(project()), Job("clean"))
    path.write_text(json.dumps({"digest": "1", "inputs": []}), encoding="utf-8")
    assert ("receipt", path.as_posix()) in found(project)


def test_where_no_hash_of_a_declaration_was_noted_all_that_hold_any_are_named(cleaned, project):
    cleaned.edit("data/tiny/codebook.yaml", "label: Went to court", "label: Court")
    place = "data/tiny/study.yaml, codebook.yaml or coding.yaml"
    assert ("declaration", place) in found(project)


def test_every_file_is_hashed_once(cleaned, project, monkeypatch):
    from corrigenda import receipts
    from corrigenda.files import sha256

    seen = []

    def counted(path):
        seen.append(path.as_posix())
        return sha256(path)

    monkeypatch.setattr(receipts, "sha256", counted)
    monkeypatch.setattr("corrigenda.readers.raw.sha256", counted)
    verify(project())
    assert len(seen) == len(set(seen))


def test_the_job_that_writes_and_those_that_have_read_a_file_are_known(cleaned, project):
    survey = Survey(project())
    assert survey.makers["build/tiny/slices/setting.csv"] == Job("clean")
    assert survey.readers["data/tiny/corrections.csv"] == [Job("clean")]
    assert survey.first_read("report/tiny/report.qmd") is None


def test_what_is_built_again_to_the_same_bytes_is_sound(project, monkeypatch):
    monkeypatch.setattr(rebuilding, "rebuild", lambda project: Rebuilt(3, {}))
    assert verify(project(), rebuild=True).sound


def test_what_cannot_be_built_again_is_not(project, monkeypatch):
    monkeypatch.setattr(rebuilding, "rebuild", lambda project: Rebuilt(0, {}, "no"))
    verification = verify(project(), rebuild=True)
    assert not verification.sound
    assert verification.plain["rebuilt"]["failure"] == "no"
