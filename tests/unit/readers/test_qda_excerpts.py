"""Lists of coded excerpts of several programs."""

import pytest

from builders import refused
from corrigenda.errors import CodingsError
from corrigenda.readers.qda.excerpts import EXPECTED, read_excerpts


def read(folder, *lines, name="list.csv"):
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_excerpts(path, "raw/list.csv")


def shown(coded):
    return [
        (
            coded.texts[p.text].name,
            coded.texts[p.text].text[p.start : p.end],
            " / ".join(p.code),
            p.coder,
            p.date,
        )
        for p in coded.passages
    ]


def test_highlights_of_taguette_are_read(tmp_path):
    coded = read(
        tmp_path,
        "id,document,tag,content",
        "1,P1.txt,joy,We were glad",
        "1,P1.txt,weather,We were glad",
        '2,P2.txt,weather,"It rained,\nand rained"',
    )
    assert shown(coded) == [
        ("P1.txt", "We were glad", "joy", "Coder 1", ""),
        ("P1.txt", "We were glad", "weather", "Coder 1", ""),
        ("P2.txt", "It rained,\nand rained", "weather", "Coder 1", ""),
    ]
    assert [finding.text for finding in coded.findings] == [
        "A list of excerpts: 2 codes, 1 coder, 2 texts and 3 coded passages.",
        "3 rows without a coder: called Coder 1.",
    ]


@pytest.mark.parametrize("code", ["Feelings > Joy", "Feelings\\Joy", "Feelings::Joy"])
def test_coded_segments_of_maxqda_are_read(tmp_path, code):
    coded = read(
        tmp_path,
        "Color;Document group;Document name;Code;Begin;End;Segment;Created by;Created",
        f";Group;P1;{code};1;2;We were glad;ann;01.03.2024 10:22:00",
    )
    assert shown(coded) == [("P1", "We were glad", "Feelings / Joy", "ann", "2024-03-01")]
    assert [c.path for c in coded.codes] == [("Feelings",), ("Feelings", "Joy")]


def test_excerpts_of_dedoose_are_read_by_their_columns_of_codes(tmp_path):
    coded = read(
        tmp_path,
        "Media Title,Excerpt Range,Excerpt Creator,Excerpt Date,Excerpt Copy,"
        "Codes Applied Combined,Code: Joy\\Deep Applied,Code: Weather Applied,Code: Weather Weight",
        'P1,0-12,ann,3/14/2024,We were glad,"Deep, Weather",True,True,',
        "P1,13-20,ann,3/14/2024,It rained,Weather,False,True,2",
    )
    assert shown(coded) == [
        ("P1", "We were glad", "Joy / Deep", "ann", "2024-03-14"),
        ("P1", "We were glad", "Weather", "ann", "2024-03-14"),
        ("P1", "It rained", "Weather", "ann", "2024-03-14"),
    ]


def test_excerpts_of_dedoose_are_read_by_their_combined_codes(tmp_path):
    coded = read(
        tmp_path,
        "Resource Title,Excerpt,Codes Applied Combined",
        'P1,We were glad,"Deep, Weather"',
    )
    assert [line[2] for line in shown(coded)] == ["Deep", "Weather"]


@pytest.mark.parametrize("codes", ['"Joy\nWeather"', "Joy;Weather", "Joy | Weather"])
def test_quotations_of_atlas_ti_are_read(tmp_path, codes):
    coded = read(
        tmp_path,
        "ID,Document,Quotation Name,Quotation Content,Codes,Reference,Created by,Created",
        f"1:1,P1,We were …,We were glad,{codes},1 - 1,Ann,2024-03-01 10:22:00",
    )
    assert [line[2:] for line in shown(coded)] == [
        ("Joy", "Ann", "2024-03-01"),
        ("Weather", "Ann", "2024-03-01"),
    ]


def test_folders_of_nvivo_are_no_codes(tmp_path):
    coded = read(tmp_path, "Source,Text,Node", "P1,We were glad,Nodes\\\\Feelings\\\\Joy")
    assert shown(coded)[0][2] == "Feelings / Joy"


def test_german_headings_are_read(tmp_path):
    coded = read(tmp_path, "Dokumentname;Code;Segment;Erstellt von", "P1;Freude;Wir waren froh;ann")
    assert shown(coded) == [("P1", "Wir waren froh", "Freude", "ann", "")]


def test_titles_above_the_header_are_read_over(tmp_path):
    coded = read(tmp_path, "Coded segments", "", "Document,Code,Segment", "P1,Joy,We were glad")
    assert len(coded.passages) == 1


def test_a_text_is_its_distinct_excerpts(tmp_path):
    coded = read(
        tmp_path, "document,tag,content", "P1,a,One.", "P2,a,Two.", "P1,b,One.", "P1,b, Three. "
    )
    assert [text.text for text in coded.texts] == ["One.\n\nThree.", "Two."]
    assert [line[1] for line in shown(coded)] == ["One.", "Two.", "One.", "Three."]


def test_rows_that_lack_something_are_counted(tmp_path):
    coded = read(
        tmp_path,
        "document,tag,content,coder",
        "P1,a,One.,ann",
        "P1,a,One.,ann",
        "P1,,One.,ann",
        ",a,One.,ann",
        "P1,a,,ann",
        ",,,",
    )
    assert [finding.text for finding in coded.findings][1:] == [
        "1 row without a code: left out.",
        "1 row without an excerpt: left out.",
        "1 row without a document: left out.",
        "1 row repeating another: counted once.",
    ]


def test_workbooks_are_read(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Document name", "Code", "Segment"])
    book.active.append(["P1", "Feelings > Joy", "We were\nglad"])
    book.save(tmp_path / "list.xlsx")
    coded = read_excerpts(tmp_path / "list.xlsx", "raw/list.xlsx")
    assert shown(coded) == [("P1", "We were\nglad", "Feelings / Joy", "Coder 1", "")]


def test_unknown_headings_are_refused(tmp_path):
    message = (
        "raw/list.csv: no column holds the excerpt (such as Segment or Content), nor its code "
        f'(such as Code or Tag); found: "Document", "Words".\n  {EXPECTED}'
    )
    with refused(CodingsError, message):
        read(tmp_path, "Document,Words", "P1,We were glad")


def test_a_list_without_excerpts_is_refused(tmp_path):
    message = f"raw/list.csv: no row holds a document, an excerpt and a code.\n  {EXPECTED}"
    with refused(CodingsError, message):
        read(tmp_path, "document,tag,content", "P1,,One.")


def test_a_missing_list_is_refused(tmp_path):
    with pytest.raises(CodingsError, match="missing"):
        read_excerpts(tmp_path / "none.csv", "raw/none.csv")


def test_a_code_of_absurdly_many_parts_is_no_path(tmp_path):
    name = " > ".join(["a"] * 20_000)
    coded = read(tmp_path, "Document,Code,Segment", f"P1,{name},glad")
    assert [code.path for code in coded.codes] == [(name,)]
