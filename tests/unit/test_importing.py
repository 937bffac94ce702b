"""Importing: codings of each format, the coded texts as a column, and the notes."""

import hashlib
import json

import pytest

from builders import rows_of
from corrigenda import stages
from corrigenda.errors import CodingsError
from corrigenda.importing import imported
from corrigenda.project import find_project
from corrigenda.readers.coded import Case, Code, Coded, Coder, Passage, Text
from corrigenda.readers.qda.writing import project_bytes

STUDY, CODING = "data/tiny/study.yaml", "data/tiny/coding.yaml"
CODEBOOK, RAW = "data/tiny/codebook.yaml", "data/tiny/raw"
BAD = ("Impact", "Mostly bad")
TALK = "It was slow.\n\nAnd loud."


def a_project(**settings):
    texts = (
        Text("R1 first.docx", "It was slow."),
        Text("Talk of R2", "It helped,\nin the end.", cases=("R2",)),
        Text("R1 second.docx", "And loud."),
        Text("Field notes", "Nobody said this."),
    )
    passages = (
        Passage(0, 7, 11, BAD, "First coder", "2024-04-02"),
        Passage(1, 3, 9, ("Impact", "Mostly good"), "Ann"),
        Passage(2, 4, 8, BAD, "First coder"),
        Passage(2, 4, 8, ("Elsewhere",), "First coder"),
        Passage(3, 0, 6, BAD, "First coder"),
    )
    codes = tuple(Code(path) for path in (("Impact",), ("Impact", "Mostly good"), BAD))
    coders = (Coder("First coder"), Coder("Ann"))
    return Coded(codes, coders, texts, passages, (Case("R2"),), **settings)


def with_codings(tiny, name, content, format_):
    """Put a file of codings in the place of the study's own."""
    (tiny.path / RAW / "codings.csv").unlink()
    (tiny.path / RAW / name).write_bytes(content)
    tiny.edit(
        STUDY, "codings: raw/codings.csv", f"codings: {{file: raw/{name}, format: {format_}}}"
    )
    files = [tiny.path / RAW / "interviews.csv", tiny.path / RAW / name]
    sums = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    (tiny.path / RAW / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    return find_project(tiny.path)


def of_texts(tiny):
    """Let the codes belong to the texts themselves."""
    talk = '\n  talk: {kind: open, column: "@source", label: What was said}'
    path = tiny.path / CODEBOOK
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + talk + "\n", encoding="utf-8")
    tiny.edit(CODING, "of: court_text", "of: talk")


def shown(evidence):
    return rows_of(evidence.codings, "respondent", "item", "code", "start", "end", "coder")


def notes(evidence):
    return [finding.text for finding in evidence.findings if finding.kind == "forgiven"]


def test_codings_of_our_own_table_are_read(tiny):
    assert shown(imported(find_project(tiny.path))) == [
        "R1 impact bad 0 12 C1",
        "R1 impact bad 7 11 C2",
        "R2 impact good 0 9 C1",
        "R4 impact bad 0 4 C1",
    ]


def test_codings_of_a_project_are_put_into_the_answers(tiny):
    evidence = imported(with_codings(tiny, "p.qdpx", project_bytes(a_project(), "P"), "refi-qda"))
    assert shown(evidence) == ["R1 impact bad 7 11 C1", "R2 impact good 3 9 Ann"]
    assert "@source" not in evidence.responses
    assert notes(evidence) == [
        "1 text of no respondent, or of several, with 1 coded passage: left out. "
        "Name their respondents in study.yaml, under codings: respondents.",
        'Codes that coding.yaml does not have: "Elsewhere" (1).',
        'Passages outside every answer that the code belongs to: "Impact / Mostly bad" (1).',
    ]


def test_a_list_of_excerpts_is_put_into_the_answers(tiny):
    rows = "document,tag,content\nR1,Mostly bad,slow\nR2.txt,Mostly good,It helped\n"
    evidence = imported(with_codings(tiny, "tags.csv", rows.encode(), "excerpts"))
    assert shown(evidence) == ["R1 impact bad 7 11 Coder 1", "R2 impact good 0 9 Coder 1"]


def test_codes_of_the_texts_themselves_fill_a_column(tiny):
    of_texts(tiny)
    evidence = imported(with_codings(tiny, "p.qdpx", project_bytes(a_project(), "P"), "refi-qda"))
    texts = dict(zip(evidence.responses["respondent"], evidence.responses["@source"], strict=True))
    assert (texts["R1"], texts["R2"], texts["R4"]) == (TALK, "It helped,\nin the end.", "")
    assert shown(evidence) == [
        "R1 impact bad 7 11 C1",
        "R2 impact good 3 9 Ann",
        "R1 impact bad 18 22 C1",  # of the second text, behind the first
    ]
    assert TALK[18:22] == "loud"


def test_a_table_of_codings_leaves_the_column_of_texts_empty(tiny):
    of_texts(tiny)
    assert set(imported(find_project(tiny.path)).responses["@source"]) == {""}


def test_findings_of_answers_and_codings_land_in_the_notes(tiny):
    project = with_codings(tiny, "p.qdpx", project_bytes(a_project(), "P"), "refi-qda")
    stages.import_responses(project)
    found = json.loads((project.build / "notes.json").read_text(encoding="utf-8"))
    assert [note["place"].rpartition("/")[2] for note in found][:2] == ["interviews.csv", "p.qdpx"]
    assert found[1]["text"].startswith("A project of Corrigenda: 4 codes, 2 coders, 4 texts")
    assert "Nobody said this" not in json.dumps(found)


@pytest.mark.parametrize("name", ["p.qdpx", "tags.csv"])
def test_codings_that_are_none_are_refused_with_their_place(tiny, name):
    format_ = "refi-qda" if name.endswith("qdpx") else "excerpts"
    with pytest.raises(CodingsError, match=f"{RAW}/{name}"):
        imported(with_codings(tiny, name, b"nothing of the kind", format_))
