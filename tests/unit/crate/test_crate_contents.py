"""What a crate holds: what kind of file each is, and what is kept back."""

import json

import pytest

from corrigenda.crate.contents import CONFIDENTIAL, MADE_AGAIN, contents, record_place
from corrigenda.crate.slots import SLOTS, TITLES, media_type, slot_of
from corrigenda.files import sha256
from corrigenda.project import Project

DISCLOSED = "discloses: [respondents, open_text]\n"
EXCERPT = "excerpts:\n  - {code: impact.bad, text: It was slow., speaker: One, %s}\n"
WRITTEN = {
    "build/tiny/slices/court.csv": "respondent,value\n",
    "build/tiny/stage/report.qmd": "---\n",
    "build/tiny/stage.json": "{}",
    "build/tiny/report.html": "<html>",
    "figures/tiny/fig-court.svg": "<svg/>",
    "figures/tiny/fig-court.json": json.dumps({"id": "tiny/fig-court@0123456789ab"}),
    "figures/tiny/report.json": json.dumps({"id": "tiny/report@ba9876543210"}),
}


@pytest.fixture
def project(tiny) -> Project:
    """The tiny study, with a few files that a build would write."""
    for place, text in WRITTEN.items():
        path = tiny.path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Project(tiny.path, "tiny")


def held(project: Project, *places: str):
    """Return what becomes of some files."""
    return contents(project, {}, [*WRITTEN, *places])


def declare(project: Project, name: str, text: str) -> None:
    with (project.root / name).open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.mark.parametrize(
    ("place", "slot"),
    [
        ("Snakefile", "workflow"),
        ("LICENSE", "rights"),
        ("data/tiny/raw/SHA256SUMS", "register"),
        ("data/tiny/raw/wave 2/interviews.csv", "raw"),
        ("data/tiny/study.yaml", "declarations"),
        ("data/tiny/published.csv", "published"),
        ("report/tiny/exhibits.yaml", "declarations"),
        ("report/tiny/excerpts.yaml", "excerpts"),
        ("report/tiny/parts/_methods.qmd", "sources"),
        ("figures/tiny/fig-court.svg", "figures"),
        ("figures/tiny/fig-court.json", "records"),
        ("figures/tiny/tbl-court.typ", "tables"),
        ("build/tiny/dispositions.csv", "responses"),
        ("build/tiny/anything.txt", "other"),
        ("data/another/study.yaml", "other"),
    ],
)
def test_a_file_is_known_by_its_place(tiny, place, slot):
    assert slot_of(Project(tiny.path, "tiny"), place) == slot


def test_every_kind_has_a_title():
    assert TITLES.keys() >= set(SLOTS.values())


def test_formats_are_told_by_suffix():
    assert media_type("figures/tiny/fig-court.svg") == "image/svg+xml"
    assert media_type("Snakefile") == "text/plain"


def test_files_are_listed_with_hash_and_size_where_they_are_there(project):
    found = held(project, "data/tiny/study.yaml", "data/tiny/nothing.yaml")
    assert "data/tiny/nothing.yaml" not in found
    study = found["data/tiny/study.yaml"]
    assert study.sha256 == sha256(project.data / "study.yaml")
    assert study.size == (project.data / "study.yaml").stat().st_size
    assert list(found) == sorted(found)


def test_a_hash_that_is_known_is_not_taken_again(project):
    assert contents(project, {"build/tiny/report.html": "known"}, [])[
        "build/tiny/report.html"
    ].sha256 == ("known")


def test_the_stage_is_left_out_for_it_repeats_sources_and_exhibits(project):
    assert "build/tiny/stage/report.qmd" not in held(project)


def test_a_file_is_tied_to_its_record(project):
    found = held(project, "data/tiny/study.yaml")
    figure, report = found["figures/tiny/fig-court.svg"], found["build/tiny/report.html"]
    assert figure.record == "tiny/fig-court@0123456789ab"
    assert record_place(project, figure) == "figures/tiny/fig-court.json"
    assert record_place(project, report) == "figures/tiny/report.json"
    record = found["figures/tiny/fig-court.json"]
    assert (record.record, record_place(project, record)) == (figure.record, "")
    assert found["data/tiny/study.yaml"].record == ""


RESPONDENTS = [
    "data/tiny/raw/interviews.csv",
    "data/tiny/raw/codings.csv",
    "data/tiny/corrections.csv",
    "build/tiny/slices/court.csv",
]


@pytest.mark.parametrize(
    "discloses", ["", "discloses: [respondents]\n", "discloses: [open_text]\n"]
)
def test_what_tells_of_respondents_is_kept_back_unless_both_are_disclosed(project, discloses):
    declare(project, "data/tiny/study.yaml", discloses)
    found = held(project, *RESPONDENTS, "data/tiny/raw/SHA256SUMS", "report/tiny/report.qmd")
    assert {p for p, f in found.items() if f.kept_back == CONFIDENTIAL} == set(RESPONDENTS)
    assert {p for p, f in found.items() if f.kept_back == MADE_AGAIN} == {"build/tiny/stage.json"}


def test_a_study_that_discloses_both_keeps_nothing_back(project):
    declare(project, "data/tiny/study.yaml", DISCLOSED)
    assert not [f for f in held(project, *RESPONDENTS).values() if f.kept_back]


@pytest.mark.parametrize(
    ("whose", "kept_back"), [("illustrative: true", ""), ("respondent: R1", CONFIDENTIAL)]
)
def test_excerpts_are_kept_back_when_they_name_respondents(project, whose, kept_back):
    declare(project, "report/tiny/excerpts.yaml", EXCERPT % whose)
    found = held(project, "report/tiny/excerpts.yaml")
    assert found["report/tiny/excerpts.yaml"].kept_back == kept_back
