"""What is written as YAML reads back as it was meant, and is good to read."""

from dataclasses import replace

import pytest
from starter import HOSTILE, a_draft, an_item

from builders import TINY
from corrigenda.codebook import load_codebook
from corrigenda.coding import load_coding
from corrigenda.declarations import load_yaml
from corrigenda.items import Item
from corrigenda.project import Project
from corrigenda.starting.declared import (
    codebook_yaml,
    coding_yaml,
    declared_study,
    study_yaml,
)
from corrigenda.starting.yaml_text import comment, entries, scalar
from corrigenda.study import Codings, Finished, Responses, load_study
from shared import REPOSITORY

STUDIES = [
    Project(REPOSITORY, "clinician-interviews"),
    Project(TINY, "tiny"),
]


def read(tmp_path, text):
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return load_yaml(path)[0]


@pytest.mark.parametrize("text", [*HOSTILE, "~", "", "010", "1e3", "12", "-3", "1:30", "no", " a"])
@pytest.mark.parametrize("flow", [False, True])
def test_a_text_reads_back_as_it_was(tmp_path, text, flow):
    written = scalar(text, flow)
    assert "\n" not in written
    assert read(tmp_path, f"[{written}]\n" if flow else f"- {written}\n") == [text]


def test_words_that_other_readers_take_for_truth_stay_plain():
    assert [scalar(word) for word in ("yes", "No", "on")] == ["yes", "No", "on"]
    assert [scalar(value) for value in (True, 3, 3.0, 3.5)] == ["true", "3", "3", "3.5"]


@pytest.mark.parametrize("blank", [" ", "  ", "\t", "\u00a0", "\n"])
def test_a_long_text_is_folded_only_where_it_unfolds_again(tmp_path, blank):
    text = "word " * 30 + f"one{blank}two " + "word " * 30 + "end"
    lines = list(entries({"question": text}))
    assert read(tmp_path, "\n".join(lines) + "\n") == {"question": text}
    assert (lines[0] == "question: >-") is (blank == " ")


def test_short_settings_stand_on_a_line_and_long_ones_below_each_other():
    assert list(entries({"a": {"from": 1, "to": 2}})) == ["a: {from: 1, to: 2}"]
    assert list(entries({"a": {"b": "x" * 60, "c": "y" * 60}}))[1] == "  b: " + "x" * 60
    assert list(entries({"a": ["x" * 60, "y" * 60]}))[2] == "  - " + "y" * 60


def test_a_remark_cannot_leave_its_comment():
    lines = comment("a\nitems: no\u2028x: y\x85z \x07" + "word " * 40, 2)
    assert len(lines) > 1
    assert all(line.startswith("  # ") and line.isprintable() for line in lines)


@pytest.mark.parametrize("project", STUDIES, ids=lambda project: project.study_id)
def test_a_codebook_reads_back_equal(tmp_path, project):
    draft = replace(a_draft(), items=project.codebook)
    path = tmp_path / "codebook.yaml"
    path.write_text(codebook_yaml(draft), encoding="utf-8")
    assert load_codebook(path, "codebook.yaml") == project.codebook


@pytest.mark.parametrize("project", STUDIES, ids=lambda project: project.study_id)
def test_a_coding_reads_back_equal(tmp_path, project):
    path = tmp_path / "coding.yaml"
    path.write_text(coding_yaml(project.coding), encoding="utf-8")
    assert load_coding(path, "coding.yaml", project.codebook) == project.coding


def test_every_setting_of_an_item_reads_back_equal(tmp_path):
    items = (
        an_item("age", "number", missing=["99", {"from": 900}, "x"], decimal=",", whole=True),
        an_item("day", "date", date_format="%d.%m.%Y"),
        an_item("sex", options={"f": {"label": "Female", "value": "1"}, "m": "Male"}),
        Item(
            id="tools",
            kind="multiple",
            label="Tools",
            listed_in=("Q5",),
            separator=",",
            options={"pen": "Pen, pencil", "app": {"label": "App", "value": "02"}},
        ),
        Item(
            id="uses",
            kind="multiple",
            label="Uses",
            unticked=("0", "Unchecked"),
            options={"a": {"label": "A", "column": "u___1", "value": "1"}},
            asked_if={"sex": ["f"]},
        ),
    )
    path = tmp_path / "codebook.yaml"
    path.write_text(codebook_yaml(a_draft(*items)), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    assert load_codebook(path, "codebook.yaml") == {item.id: item for item in items}
    assert "f: {label: Female, value: 1}" in text
    assert "app: {label: App, value: 02}" in text


def test_a_codebook_has_its_sections_and_guesses_as_comments():
    draft = a_draft(an_item("sex"), comments={"sex": ("guessed: a choice",)})
    lines = codebook_yaml(draft).split("\n")
    assert lines[lines.index("items:") + 1 :][:5] == [
        "  # --- About you ---",
        "",
        "  # guessed: a choice",
        "  sex:",
        "    kind: single",
    ]


def study_of(draft, tmp_path, responses, codings=None):
    study = declared_study(draft, "small", responses, codings)
    path = tmp_path / "study.yaml"
    path.write_text(study_yaml(study, draft), encoding="utf-8")
    assert load_study(path, "study.yaml") == study
    return study


def test_a_study_reads_back_equal(tmp_path):
    draft = a_draft(an_item("sex"), respondents={"interview 7.docx": "007"})
    codings = Codings(file="raw/codes.qdpx", format="refi-qda")
    study = study_of(draft, tmp_path, Responses(file="raw/export.csv"), codings)
    assert study.codings.respondents == {"interview 7.docx": "007"}
    assert study.base == "all"


def test_what_a_format_does_not_say_itself_is_declared(tmp_path):
    finished = Finished(column="done", values=["2", "Complete"])
    draft = a_draft(an_item("sex"), respondent=None, exclude=("unfinished",), finished=finished)
    responses = Responses(file="raw/data.csv", format="redcap", dictionary="raw/dictionary.csv")
    study = study_of(draft, tmp_path, responses)
    assert study.responses.finished == finished
    assert study.respondent is None


def test_with_skip_rules_shares_are_of_those_who_were_asked(tmp_path):
    draft = a_draft(an_item("sex"), an_item("why", "open", asked_if={"sex": ["yes"]}))
    assert study_of(draft, tmp_path, Responses(file="raw/export.csv")).base == "asked"
