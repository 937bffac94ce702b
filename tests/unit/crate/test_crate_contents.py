"""What a crate holds: what kind of file each is, and what is kept back."""

import json

import pytest

from corrigenda.crate.contents import CONFIDENTIAL, MADE_AGAIN, TELLS, contents, record_place
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


ANSWERS = "respondent,row,disposition,Q5\nR1,5,used,It was slow and I was alone. Bad!\n,6,used,\n"
TELLING = {
    "respondents": "# R1 asked to be left out\n",
    "open_text": "# “it was SLOW, and I was alone”\n",
}


@pytest.fixture
def answered(project) -> Project:
    """The tiny study with an open answer and a respondent whom a build would know."""
    (project.build / "dispositions.csv").write_text("respondent,row,disposition\nR1,5,used\n")
    (project.build / "responses.csv").write_text(ANSWERS)
    return project


@pytest.mark.parametrize("text", TELLING.values(), ids=TELLING)
def test_a_declaration_that_tells_of_a_respondent_is_kept_back(answered, text):
    place = "report/tiny/exhibits.yaml"
    assert held(answered, place)[place].kept_back == ""
    declare(answered, place, text)
    found = held(answered, place)
    assert [p for p, f in found.items() if f.kept_back == TELLS] == [place]


@pytest.mark.parametrize("discloses", TELLING)
def test_what_the_study_discloses_is_handed_over(answered, discloses):
    place = "report/tiny/exhibits.yaml"
    declare(answered, "data/tiny/study.yaml", f"discloses: [{discloses}]\n")
    declare(answered, place, TELLING[discloses])
    assert held(answered, place)[place].kept_back == ""


def test_a_pdf_is_kept_back_with_its_page_and_a_picture_with_its_drawing(answered):
    (answered.build / "report.pdf").write_bytes(b"%PDF\xff")
    (answered.figures / "fig-court.png").write_bytes(b"\x89PNG")
    places = {"build/tiny/report.pdf", "figures/tiny/fig-court.png"}
    assert all(not held(answered, *places)[place].kept_back for place in places)
    declare(answered, "build/tiny/report.html", "<p>R1</p>")
    declare(answered, "figures/tiny/fig-court.svg", "<!-- It was slow and I was alone. -->")
    found = held(answered, *places)
    assert all(found[place].kept_back == TELLS for place in places)
    assert found["figures/tiny/report.json"].kept_back == ""


@pytest.mark.parametrize(
    "text",
    [
        '<img src="data:font/woff2;base64,AAAA/R1/AAAA">',
        "R11 and R1x",
        "Bad!",
        "It was slow. And I was not alone.",
    ],
)
def test_what_only_looks_like_it_is_handed_over(answered, text):
    declare(answered, "build/tiny/report.html", text)
    assert held(answered)["build/tiny/report.html"].kept_back == ""


def test_words_that_codebook_or_excerpts_show_are_handed_over(answered):
    declare(answered, "report/tiny/excerpts.yaml", EXCERPT % "respondent: R1")
    (answered.build / "responses.csv").write_text(
        "respondent,row,disposition,Q5\nR1,5,used,court was like\nR2,6,used,It was slow.\n"
    )
    declare(answered, "build/tiny/report.html", "What court was like. It was slow.")
    assert held(answered)["build/tiny/report.html"].kept_back == ""


def test_short_numbers_are_not_taken_for_respondents(answered):
    (answered.build / "dispositions.csv").write_text("respondent\n12\n20391\n")
    declare(answered, "build/tiny/report.html", "12 of 40")
    assert held(answered)["build/tiny/report.html"].kept_back == ""
    declare(answered, "build/tiny/report.html", " 20391")
    assert held(answered)["build/tiny/report.html"].kept_back == TELLS


@pytest.mark.parametrize(
    ("whose", "kept_back"), [("illustrative: true", ""), ("respondent: R1", CONFIDENTIAL)]
)
def test_excerpts_are_kept_back_when_they_name_respondents(project, whose, kept_back):
    declare(project, "report/tiny/excerpts.yaml", EXCERPT % whose)
    found = held(project, "report/tiny/excerpts.yaml")
    assert found["report/tiny/excerpts.yaml"].kept_back == kept_back
