"""Written projects: valid by the standard's schemas, and read back as they were."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from builders import refused
from corrigenda.errors import CodingsError
from corrigenda.readers.coded import Case, Code, Coded, Coder, Group, Passage, Text
from corrigenda.readers.qda.refi import read_qdc, read_qdpx
from corrigenda.readers.qda.writing import codebook_bytes, project_bytes

SCHEMAS = Path(__file__).parents[2] / "schemas/refi-qda"
GUID = "33333333-3333-3333-3333-333333333333"
CODED = Coded(
    codes=(
        Code(("Feelings",), "What is felt: <joy> & \"fear\".", GUID, "#00FF00", False),
        Code(("Feelings", "Joy"), "", "not a guid", "green"),
        Code(("Other",)),
    ),
    coders=(Coder("Ann"), Coder("Ben & co", "44444444-4444-4444-4444-444444444444")),
    texts=(
        Text("P1", "We were glad.\n😀 Then it rained.", "", ("Person 1",), {"town": "Köln"}),
        Text("P2", "", ""),
        Text('P"3"', "Yes\tor no?", "", ("Person 1", "Person 2")),
    ),
    passages=(
        Passage(0, 0, 13, ("Feelings", "Joy"), "Ann", "2024-03-01"),
        Passage(0, 0, 13, ("Other",), "Ben & co", "no day"),
        Passage(0, 14, 21, ("Feelings", "Joy"), "Ann"),
        Passage(0, 0, 13, ("Feelings",), "Ann"),
        Passage(2, 0, 10, ("New", "Below"), "Eve"),
    ),
    cases=(Case("Person 1", {"age": "41"}), Case("Person 2")),
)  # fmt: skip


def validate(xml: bytes, schema: str) -> None:
    from lxml import etree

    etree.XMLSchema(etree.parse(SCHEMAS / schema)).assertValid(etree.fromstring(xml))


def written(tmp_path, coded=CODED):
    path = tmp_path / "a.qdpx"
    path.write_bytes(project_bytes(coded, "My study"))
    return read_qdpx(path, "a.qdpx")


def test_a_project_is_read_back_as_it_was(tmp_path):
    coded = written(tmp_path)
    assert [(c.path, c.description, c.codable) for c in coded.codes] == [
        (("Feelings",), 'What is felt: <joy> & "fear".', True),  # since a passage carries it
        (("Feelings", "Joy"), "", True),
        (("Other",), "", True),
        (("New",), "", False),
        (("New", "Below"), "", True),
    ]
    assert [coder.name for coder in coded.coders] == ["Ann", "Ben & co", "Eve"]
    assert [(t.name, t.text, t.cases, dict(t.variables)) for t in coded.texts] == [
        (t.name, t.text, t.cases, dict(t.variables)) for t in CODED.texts if t.text
    ]
    assert [(c.name, dict(c.variables)) for c in coded.cases] == [
        ("Person 1", {"age": "41"}),
        ("Person 2", {}),
    ]
    assert coded.title == "My study"


def test_passages_are_read_back_as_they_were(tmp_path):
    positions = {0: 0, 2: 1}  # an empty text is none
    assert written(tmp_path).passages == tuple(
        replace(passage, text=positions[passage.text], date=passage.date[:10].replace("no day", ""))
        for passage in CODED.passages
    )


def test_guids_and_colours_that_are_some_stay(tmp_path):
    coded = written(tmp_path)
    assert (coded.codes[0].guid, coded.codes[0].colour) == (GUID, "#00FF00")
    assert (len(coded.codes[1].guid), coded.codes[1].colour) == (36, "")


@pytest.mark.parametrize("coded", [CODED, Coded((), (), (), ()), replace(CODED, cases=())])
def test_a_project_fits_the_schema(coded):
    with zipfile.ZipFile(io.BytesIO(project_bytes(coded, "My study"))) as archive:
        validate(archive.read("project.qde"), "Project.xsd")


def test_a_codebook_fits_the_schema_and_is_read_back(tmp_path):
    data = codebook_bytes(CODED)
    validate(data, "Codebook.xsd")
    (tmp_path / "a.qdc").write_bytes(data)
    coded = read_qdc(tmp_path / "a.qdc", "a.qdc")
    assert [code.path for code in coded.codes][:3] == [code.path for code in CODED.codes]


def test_an_empty_codebook_is_refused():
    with refused(CodingsError, "there are no codes to be written.\n  Declare codes first."):
        codebook_bytes(Coded((), (), (), ()))


def test_the_same_data_give_the_same_bytes():
    assert project_bytes(CODED, "My study") == project_bytes(CODED, "My study")
    assert codebook_bytes(CODED) == codebook_bytes(CODED)


def test_positions_beyond_characters_of_two_units_survive(tmp_path):
    text = Text("P1", "😀😀😀 glad\n😀 sad\nmad 😀", "")
    words = [("glad", 4), ("sad", 11), ("mad", 15)]
    passages = tuple(Passage(0, at, at + len(word), ("A",), "Ann") for word, at in words)
    coded = written(tmp_path, Coded((Code(("A",)),), (Coder("Ann"),), (text,), passages))
    assert coded.passages == passages
    assert [f for f in coded.findings if f.kind == "forgiven"] == []


@pytest.mark.parametrize("hostile", ["\x00", "\x1b[31m", "\ud800", "]]>", "<a>", "&amp;", "\r\n"])
def test_hostile_names_make_valid_xml(tmp_path, hostile):
    name = f"a{hostile}b"
    coded = Coded(
        (Code((name,), name),),
        (Coder(name),),
        (Text(name, "abc"),),
        (Passage(0, 0, 1, (name,), name),),
    )
    with zipfile.ZipFile(io.BytesIO(project_bytes(coded, name))) as archive:
        validate(archive.read("project.qde"), "Project.xsd")
    assert len(written(tmp_path, coded).passages) == 1


def test_texts_of_the_same_name_stay_apart(tmp_path):
    texts = (Text("P1", "one"), Text("P1", "two"))
    coded = written(tmp_path, Coded((), (), texts, ()))
    assert [text.text for text in coded.texts] == ["one", "two"]


def test_sets_of_codes_are_written_and_read_back(tmp_path):
    groups = (
        Group("Good & bad", (("Feelings", "Joy"), ("Other",))),
        Group("Good & bad", (("Feelings",),)),
    )
    coded = replace(CODED, groups=(*groups, Group("Nothing", (("Nowhere",),))))
    project, codebook = tmp_path / "a.qdpx", tmp_path / "a.qdc"
    project.write_bytes(project_bytes(coded, "My study"))
    codebook.write_bytes(codebook_bytes(coded))
    validate(zipfile.ZipFile(project).read("project.qde"), "Project.xsd")
    validate(codebook.read_bytes(), "Codebook.xsd")
    assert read_qdpx(project, "a.qdpx").groups == groups
    assert read_qdc(codebook, "a.qdc").groups == groups


def test_a_project_without_sets_of_codes_lists_none():
    coded = replace(CODED, groups=(Group("Nothing", (("Nowhere",),)),))
    assert b"<Sets>" not in codebook_bytes(coded)
