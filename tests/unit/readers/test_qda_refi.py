"""Projects as the programs write them: what is read, and each deviation that is forgiven."""

import zipfile

import pytest

from builders import refused
from corrigenda.errors import CodingsError, ExportError
from corrigenda.readers.coded import Case, Code, Coder, Passage
from corrigenda.readers.qda.refi import read_qdc, read_qdpx

SPACE = 'xmlns="urn:QDA-XML:project:1.0"'
ANN, BEN = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
FEAR, JOY, SOURCE, CASE = (f"{n}0000000-0000-0000-0000-000000000000" for n in range(3, 7))
USERS = f'<Users><User guid="{ANN}" name="Ann"/><User guid="{BEN}" name="Ben"/></Users>'
CODES = (
    f'<CodeBook><Codes><Code guid="{FEAR}" name="Feelings" isCodable="false">'
    "<Description>What is felt.</Description>"
    f'<Code guid="{JOY}" name="Joy" isCodable="true" color="#0f0"/></Code></Codes></CodeBook>'
)
WORDS = "We were glad.\nThen it rained."
MORE = "\n  Export it again."


def coding(code=JOY, user=ANN, when="2024-03-01T10:00:00Z"):
    own = f' creatingUser="{user}"' if user else ""
    moment = f' creationDateTime="{when}"' if when else ""
    return f'<Coding guid="x"{own}{moment}><CodeRef targetGUID="{code}"/></Coding>'


def selection(start, end, *codings, name=""):
    held = "".join(codings or [coding()])
    return (
        f'<PlainTextSelection guid="s{start}" name="{name}" startPosition="{start}" '
        f'endPosition="{end}">{held}</PlainTextSelection>'
    )


def text_source(*inside, name="P1", path="internal://a.txt", more=""):
    plain = f' plainTextPath="{path}"' if path else ""
    held = "".join(inside)
    return f'<TextSource guid="{SOURCE}" name="{name}"{plain}{more}>{held}</TextSource>'


def project(*sources, users=USERS, codes=CODES, more="", attributes=SPACE):
    held = f"<Sources>{''.join(sources)}</Sources>" if sources else ""
    start = f'<Project {attributes} name="Study" origin="Program 1">'
    return f"{start}{users}{codes}{more}{held}</Project>"


def qdpx(folder, xml, files=(("Sources/a.txt", WORDS),), name="project.qde"):
    path = folder / "study.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
        for member, content in files:
            archive.writestr(member, content)
    return path


def read(folder, xml, **settings):
    return read_qdpx(qdpx(folder, xml, **settings), "raw/study.qdpx")


def passages(coded):
    return [coded.texts[p.text].text[p.start : p.end] for p in coded.passages]


def forgiven(coded):
    return [finding.text for finding in coded.findings if finding.kind == "forgiven"]


def test_a_project_is_read(tmp_path):
    coded = read(tmp_path, project(text_source(selection(0, 13))))
    assert coded.codes == (
        Code(("Feelings",), "What is felt.", FEAR, "", False),
        Code(("Feelings", "Joy"), "", JOY, "#00FF00", True),
    )
    assert coded.coders == (Coder("Ann", ANN), Coder("Ben", BEN))
    assert [(text.name, text.text) for text in coded.texts] == [("P1", WORDS)]
    assert coded.passages == (Passage(0, 0, 13, ("Feelings", "Joy"), "Ann", "2024-03-01"),)
    assert (coded.title, coded.origin) == ("Study", "Program 1")
    assert [f.text for f in coded.findings] == [
        "A project of Program 1: 2 codes, 2 coders, 1 text and 1 coded passage."
    ]


def test_text_in_the_project_file_is_read(tmp_path):
    content = "<PlainTextContent>Hello &amp; goodbye</PlainTextContent>"
    coded = read(tmp_path, project(text_source(content, selection(0, 5), path="")))
    assert passages(coded) == ["Hello"]


@pytest.mark.parametrize(
    "path",
    ["a.txt", "/a.txt", "internal:///a.txt", "Sources/a.txt", "relative:///a.txt", "internal://a"],
)
def test_paths_are_found_however_they_are_written(tmp_path, path):
    coded = read(tmp_path, project(text_source(selection(0, 2), path=path)))
    assert passages(coded) == ["We"]
    told = [] if path.startswith("internal") else ["1 path of a text without internal://."]
    assert forgiven(coded) == told


@pytest.mark.parametrize("member", ["sources/A.TXT", "Sources\\a.txt", "a.txt", "x/Sources/a.txt"])
def test_texts_are_found_in_whatever_folder(tmp_path, member):
    coded = read(tmp_path, project(text_source(selection(0, 2))), files=((member, WORDS),))
    assert passages(coded) == ["We"]


def test_a_path_with_escapes_is_found(tmp_path):
    xml = project(text_source(selection(0, 2), path="internal://a%20b.txt"))
    assert passages(read(tmp_path, xml, files=(("Sources/a b.txt", WORDS),))) == ["We"]


def test_a_text_is_found_by_the_guid_of_its_source(tmp_path):
    xml = project(text_source(selection(0, 2), path="", more=' richTextPath="internal://x.docx"'))
    coded = read(tmp_path, xml, files=((f"Sources/{SOURCE}.txt", WORDS),))
    assert passages(coded) == ["We"]


def test_a_source_without_plain_text_is_left_out_and_counted(tmp_path):
    xml = project(text_source(selection(0, 2), path="", more=' richTextPath="internal://x.docx"'))
    coded = read(tmp_path, xml, files=(("Sources/x.docx", "PK"),))
    assert (coded.texts, coded.passages) == ((), ())
    assert forgiven(coded) == ["1 source without plain text, with 1 coding: left out."]


def test_a_file_outside_the_archive_is_never_read(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    for path in (f"absolute://{tmp_path}/secret.txt", "relative:///../secret.txt"):
        assert read(tmp_path, project(text_source(selection(0, 2), path=path))).texts == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_texts_in_other_encodings_are_read(tmp_path, encoding):
    words = "Käthe war müde und ging früh nach Hause."
    xml = project(text_source(selection(0, 5)))
    coded = read(tmp_path, xml, files=(("Sources/a.txt", words.encode(encoding)),))
    assert coded.texts[0].text == words
    assert passages(coded) == ["Käthe"]
    told = [] if encoding == "utf-8-sig" else ["1 text in another encoding than UTF-8."]
    assert forgiven(coded) == told


def test_a_binary_text_is_left_out(tmp_path):
    coded = read(
        tmp_path,
        project(text_source(selection(0, 2))),
        files=(("Sources/a.txt", b"Words and words and words\0"),),
    )
    assert coded.texts == ()
    assert "1 text in no known encoding: left out." in forgiven(coded)


def test_the_projects_file_may_have_another_name(tmp_path):
    coded = read(tmp_path, project(text_source(selection(0, 2))), name="My study.qde")
    assert passages(coded) == ["We"]
    assert forgiven(coded) == [
        "The project's file is not called project.qde, as the standard has it."
    ]


def test_a_folder_zipped_as_a_whole_is_read(tmp_path):
    files = (("export/Sources/a.txt", WORDS), ("__MACOSX/export/._project.qde", "x"))
    xml = project(text_source(selection(0, 2)))
    assert passages(read(tmp_path, xml, files=files, name="export/project.qde")) == ["We"]


def test_a_project_file_alone_is_read(tmp_path):
    path = tmp_path / "study.qde"
    content = "<PlainTextContent>Hello</PlainTextContent>"
    path.write_text(project(text_source(content, selection(0, 5), path="")))
    assert passages(read_qdpx(path, "raw/study.qde")) == ["Hello"]


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ('xmlns="urn:QDA-XML:project:0:4"', 'the namespace "urn:QDA-XML:project:0:4"'),
        ('xmlns="http://qdasoftware.org/x"', 'the namespace "http://qdasoftware.org/x"'),
        ("", "no namespace"),
    ],
)
def test_other_namespaces_are_forgiven(tmp_path, attributes, told):
    coded = read(tmp_path, project(text_source(selection(0, 2)), attributes=attributes))
    assert passages(coded) == ["We"]
    assert forgiven(coded) == [
        f"The XML declares {told}; the standard's is urn:QDA-XML:project:1.0."
    ]


def test_prefixed_elements_are_read(tmp_path):
    xml = project(text_source(selection(0, 2))).replace("<", "<q:").replace("<q:/", "</q:")
    coded = read(tmp_path, xml.replace("xmlns=", "xmlns:q="))
    assert passages(coded) == ["We"]


def test_braces_and_capitals_of_guids_do_not_count(tmp_path):
    xml = project(text_source(selection(0, 2, coding(f"{{{JOY.upper()}}}", f"{{{ANN}}}"))))
    assert read(tmp_path, xml).passages[0].coder == "Ann"


def test_missing_names_are_made_up(tmp_path):
    users = f'<Users><User guid="{ANN}"/><User guid="{BEN}" id="B"/></Users>'
    codes = f'<CodeBook><Codes><Code guid="{JOY}"/><Code name=" "/></Codes></CodeBook>'
    xml = project(text_source(selection(0, 2), name=""), users=users, codes=codes)
    coded = read(tmp_path, xml)
    assert [coder.name for coder in coded.coders] == ["User 1", "B"]
    assert [code.path for code in coded.codes] == [("Code 1",), ("Code 2",)]
    assert coded.texts[0].name == "a.txt"
    assert forgiven(coded) == [
        "1 user without a name: called User 1, …",
        "2 codes without a name: called Code 1, …",
        "1 code without a GUID.",
    ]


def test_a_code_without_a_guid_is_found_by_its_name(tmp_path):
    codes = '<CodeBook><Codes><Code name="Joy"/></Codes></CodeBook>'
    coded = read(tmp_path, project(text_source(selection(0, 2, coding("Joy"))), codes=codes))
    assert coded.passages[0].code == ("Joy",)


def test_codes_that_are_not_defined_are_made_up(tmp_path):
    coded = read(tmp_path, project(text_source(selection(0, 2, coding("nowhere")))))
    assert coded.passages[0].code == ("Undefined code 1",)
    assert coded.codes[-1].path == ("Undefined code 1",)
    assert forgiven(coded) == ["1 code used but not defined: called Undefined code 1, …"]


def test_codes_of_the_same_name_and_place_are_one(tmp_path):
    twice = f'<Code guid="{JOY}" name="Joy"/><Code guid="j" name="Joy"/>'
    codes = f"<CodeBook><Codes>{twice}</Codes></CodeBook>"
    coded = read(tmp_path, project(text_source(selection(0, 2, coding("j"))), codes=codes))
    assert [code.path for code in coded.codes] == [("Joy",)]
    assert coded.passages[0].code == ("Joy",)
    assert forgiven(coded) == ['1 code with the name and place of another: read as one ("Joy").']


def test_a_user_that_is_not_listed_is_made_up(tmp_path):
    coded = read(tmp_path, project(text_source(selection(0, 2, coding(user="nobody")))))
    assert coded.passages[0].coder == "Unnamed coder"
    assert forgiven(coded) == [
        "Codings by a user whom the file does not list: called Unnamed coder."
    ]


def test_the_only_user_coded_what_names_none(tmp_path):
    users = f'<Users><User guid="{ANN}" name="Ann"/></Users>'
    xml = project(text_source(selection(0, 2, coding(user=""))), users=users)
    coded = read(tmp_path, xml)
    assert (coded.passages[0].coder, forgiven(coded)) == ("Ann", [])


def test_the_user_of_a_selection_or_a_source_coded_it(tmp_path):
    more = f' creatingUser="{BEN}"'
    xml = project(text_source(selection(0, 2, coding(user="")), more=more))
    assert read(tmp_path, xml).passages[0].coder == "Ben"


@pytest.mark.parametrize("when", ["", "yesterday", "0001-01-01T00:00:00", "2024-99-01T00:00:00Z"])
def test_dates_that_are_none_are_left_out(tmp_path, when):
    coded = read(tmp_path, project(text_source(selection(0, 2, coding(when=when)))))
    assert coded.passages[0].date == ""


@pytest.mark.parametrize(("start", "end"), [(0, 300), (50, 60), (5, 3), (-4, 2), ("x", 2)])
def test_passages_outside_their_text_are_dropped_and_counted(tmp_path, start, end):
    inside = [selection(n, n + 4) for n in (0, 3, 8)]
    coded = read(tmp_path, project(text_source(*inside, selection(start, end))))
    assert len(coded.passages) == 3
    assert forgiven(coded) == ["1 coding outside the text: left out."]


def test_a_passage_that_ends_behind_the_last_line_end_is_cut(tmp_path):
    coded = read(tmp_path, project(text_source(selection(14, len(WORDS) + 1))))
    assert passages(coded) == ["Then it rained."]


def test_passages_of_no_character_are_dropped_and_counted(tmp_path):
    coded = read(tmp_path, project(text_source(selection(2, 2), selection(0, 2))))
    assert passages(coded) == ["We"]
    assert forgiven(coded) == ["1 coding of no character: left out."]


def test_repeated_codings_count_once(tmp_path):
    xml = project(text_source(selection(0, 2), selection(0, 2), selection(0, 2, coding(user=BEN))))
    coded = read(tmp_path, xml)
    assert [passage.coder for passage in coded.passages] == ["Ann", "Ben"]
    assert forgiven(coded) == ["1 coding repeated: counted once."]


def test_overlapping_passages_and_several_codes_are_kept(tmp_path):
    xml = project(text_source(selection(0, 13, coding(), coding(FEAR)), selection(8, 20)))
    assert passages(read(tmp_path, xml)) == [WORDS[:13], WORDS[:13], WORDS[8:20]]


def test_a_code_of_a_whole_source_is_of_all_its_text(tmp_path):
    coded = read(tmp_path, project(text_source(coding())))
    assert passages(coded) == [WORDS]
    assert forgiven(coded) == ["1 coding of a source as a whole: taken as of all its text."]


@pytest.mark.parametrize("named", [True, False])
def test_utf_16_positions_are_converted(tmp_path, named):
    words = "😀 one 😀 two 😀 three 😀 four"
    spans = [("one", 3), ("two", 10), ("three", 17), ("four", 26)]
    inside = [selection(a, a + len(w), name=w if named else "") for w, a in spans]
    coded = read(tmp_path, project(text_source(*inside)), files=(("Sources/a.txt", words),))
    assert passages(coded) == ["one", "two", "three", "four"]
    assert forgiven(coded) == ["Positions count UTF-16 units: converted to characters."]


@pytest.mark.parametrize("kept", ["\r\n", "\n"])
def test_positions_that_count_line_ends_as_two_are_converted(tmp_path, kept):
    lines = ["alpha", "beta", "gamma", "delta", "omega"]
    counted = "\r\n".join(lines)
    inside = [selection(counted.index(w), counted.index(w) + len(w)) for w in lines]
    files = (("Sources/a.txt", kept.join(lines)),)
    coded = read(tmp_path, project(text_source(*inside)), files=files)
    assert coded.texts[0].text == "\n".join(lines)
    assert passages(coded) == lines
    assert forgiven(coded) == [
        "Positions count line ends as two characters: converted to characters."
    ]


def test_positions_of_both_kinds_at_once_are_converted(tmp_path):
    lines = ["😀 alpha", "😀 beta", "😀 gamma", "😀 delta"]
    units = "\r\n".join(lines).replace("😀", "xx")
    inside = [
        selection(units.index(word), units.index(word) + len(word))
        for word in ("alpha", "beta", "gamma", "delta")
    ]
    files = (("Sources/a.txt", "\r\n".join(lines)),)
    coded = read(tmp_path, project(text_source(*inside)), files=files)
    assert passages(coded) == ["alpha", "beta", "gamma", "delta"]


def test_positions_of_the_standard_stay_where_line_ends_are_two_in_the_file(tmp_path):
    lines = ["alpha", "beta", "gamma", "delta", "omega"]
    counted = "\n".join(lines)
    inside = [selection(counted.index(w), counted.index(w) + len(w)) for w in lines]
    files = (("Sources/a.txt", "\r\n".join(lines)),)
    coded = read(tmp_path, project(text_source(*inside)), files=files)
    assert (passages(coded), forgiven(coded)) == (lines, [])


def test_one_stale_passage_does_not_change_the_way_of_counting(tmp_path):
    lines = ["alpha", "beta", "gamma", "delta", "omega"]
    counted = "\n".join(lines)
    inside = [selection(counted.index(w), counted.index(w) + len(w)) for w in lines]
    xml = project(text_source(*inside, selection(25, 31)))
    coded = read(tmp_path, xml, files=(("Sources/a.txt", counted),))
    assert passages(coded) == lines


def test_halves_of_words_alone_do_not_change_the_way_of_counting(tmp_path):
    words = "alpha beta\ngamma delta\nomega"
    coded = read(
        tmp_path,
        project(text_source(selection(2, 8), selection(13, 18), selection(24, 27))),
        files=(("Sources/a.txt", words),),
    )
    assert passages(coded) == [words[2:8], words[13:18], words[24:27]]


def test_pdf_texts_are_read_and_areas_counted(tmp_path):
    area = (
        f'<PDFSelection guid="p" page="1" firstX="0" firstY="0" secondX="1" secondY="1">'
        f"<Representation guid='r'><PlainTextContent>We</PlainTextContent></Representation>"
        f"{coding()}</PDFSelection>"
    )
    start = '<Representation guid="w" plainTextPath="internal://a.txt">'
    whole = f"{start}{selection(0, 13)}</Representation>"
    xml = project(
        f'<PDFSource guid="d" name="Letter" path="internal://d.pdf">{area}{whole}</PDFSource>'
    )
    coded = read(tmp_path, xml, files=(("Sources/a.txt", WORDS), ("Sources/d.pdf", "%PDF")))
    assert [text.name for text in coded.texts] == ["Letter"]
    assert passages(coded) == [WORDS[:13]]
    assert forgiven(coded) == ["1 coding of areas, pages or times, not of text: left out."]


def test_transcripts_are_read_by_their_points(tmp_path):
    xml = project(
        '<AudioSource guid="d" name="Talk" path="relative:///t.mp3">'
        '<Transcript guid="t" plainTextPath="internal://a.txt">'
        '<SyncPoint guid="p1" position="0"/><SyncPoint guid="p2" position="13"/>'
        '<TranscriptSelection guid="ts" fromSyncPoint="p1" toSyncPoint="p2">'
        f"{coding()}</TranscriptSelection></Transcript></AudioSource>"
    )
    coded = read(tmp_path, xml)
    assert (coded.texts[0].name, passages(coded)) == ("Talk", [WORDS[:13]])


def test_media_are_not_read(tmp_path):
    xml = project('<VideoSource guid="v" name="Film" path="internal://v.mp4"/>')
    coded = read(tmp_path, xml, files=(("Sources/v.mp4", bytes(10_000_000)),))
    assert coded.texts == ()
    assert forgiven(coded) == ["1 source without plain text, with 0 codings: left out."]


def variable(name, kind="Text"):
    return f'<Variable guid="v-{name}" name="{name}" typeOfVariable="{kind}"/>'


def value(name, element, content):
    return (
        f'<VariableValue><VariableRef targetGUID="v-{name}"/>'
        f"<{element}>{content}</{element}></VariableValue>"
    )


def test_cases_with_variables_and_sources_are_read(tmp_path):
    more = (
        f"<Variables>{variable('age', 'Integer')}{variable('town')}</Variables>"
        f'<Cases><Case guid="{CASE}" name="Person 1">{value("age", "IntegerValue", 41)}'
        f'<SourceRef targetGUID="{{{SOURCE}}}"/></Case></Cases>'
    )
    own = value("town", "TextValue", "Bonn")
    coded = read(tmp_path, project(text_source(selection(0, 2), own), more=more))
    assert coded.cases == (Case("Person 1", {"age": "41"}, CASE),)
    assert coded.texts[0].cases == ("Person 1",)
    assert coded.texts[0].variables == {"town": "Bonn"}


@pytest.mark.parametrize("ref", ['SelectionRef targetGUID="s0"', f'CodeRef targetGUID="{JOY}"'])
def test_a_case_of_a_selection_or_a_code_has_its_text(tmp_path, ref):
    more = f'<Cases><Case guid="c" name="Person 1"><{ref}/></Case></Cases>'
    coded = read(tmp_path, project(text_source(selection(0, 2)), more=more))
    assert coded.texts[0].cases == ("Person 1",)


def test_a_passage_may_be_coded_with_a_case(tmp_path):
    more = f'<Cases><Case guid="{CASE}" name="Person 1"/></Cases>'
    inside = selection(0, 13, coding(CASE), coding())
    coded = read(tmp_path, project(text_source(inside), more=more))
    assert coded.texts[0].cases == ("Person 1",)
    assert [passage.code[-1] for passage in coded.passages] == ["Joy"]
    assert forgiven(coded) == []


def test_who_changed_a_selection_last_stands_in_for_who_made_it(tmp_path):
    inside = selection(0, 2, coding(user="", when="")).replace(
        "startPosition", f'modifyingUser="{BEN}" modifiedDateTime="2024-05-01T" startPosition'
    )
    coded = read(tmp_path, project(text_source(inside)))
    assert (coded.passages[0].coder, coded.passages[0].date) == ("Ben", "2024-05-01")


def test_notes_links_sets_and_graphs_are_read_over(tmp_path):
    over = (
        '<Notes><Note guid="n" name="Memo"><PlainTextContent>Mine</PlainTextContent>'
        f"{selection(0, 2)}</Note></Notes><Links/><Sets><Set guid='z'/></Sets>"
        '<Graphs><Graph guid="g"><Vertex guid="x" firstX="0" firstY="0"/></Graph></Graphs>'
    )
    xml = project(text_source(selection(0, 2)), more="<Sets/>").replace(
        "</Project>", over + "</Project>"
    )
    coded = read(tmp_path, xml)
    assert (passages(coded), len(coded.texts)) == (["We"], 1)
    assert forgiven(coded) == ["A list of sets without any, which the standard does not have."]


def test_a_code_without_a_coding_around_it_is_read(tmp_path):
    xml = project(text_source(selection(0, 2, f'<CodeRef targetGUID="{JOY}"/>')))
    assert passages(read(tmp_path, xml)) == ["We"]


@pytest.mark.parametrize("xml", ["<Project", "<Project></Codes>", "plain words <", "<Project>\x00"])
def test_xml_that_is_none_is_refused(tmp_path, xml):
    with pytest.raises(CodingsError, match="not XML as expected"):
        read(tmp_path, xml)


def test_another_xml_is_refused(tmp_path):
    message = (
        'raw/study.qdpx: the XML is "html", expected "Project".\n'
        "  Export the project as REFI-QDA (.qdpx)."
    )
    with refused(CodingsError, message):
        read(tmp_path, "<html/>")


def test_entities_are_refused(tmp_path):
    bomb = (
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
        f"<Project {SPACE}>&b;</Project>"
    )
    message = (
        "raw/study.qdpx, project.qde: the XML declares a document type or entities, which are "
        f"not read.{MORE}"
    )
    with refused(CodingsError, message):
        read(tmp_path, bomb)


def test_nesting_without_end_is_refused(tmp_path):
    deep = project(codes="<CodeBook><Codes>" + "<Code>" * 100_000)
    message = (
        "raw/study.qdpx, project.qde: the XML is larger or more deeply nested than can be "
        f"read.{MORE}"
    )
    with refused(CodingsError, message):
        read(tmp_path, deep)


def test_an_archive_without_a_project_is_refused(tmp_path):
    message = (
        "raw/study.qdpx: the archive holds no project.qde.\n"
        "  Export the project as REFI-QDA (.qdpx)."
    )
    with refused(CodingsError, message):
        read(tmp_path, "<Project/>", name="project.xml")


def test_what_is_no_project_is_refused_as_asked(tmp_path):
    (tmp_path / "a.qdpx").write_bytes(b"\xd0\xcf\x11\xe0 words")
    message = "raw/a.qdpx: this is not an archive (zip) of any kind.\n  Save or export it again."
    with refused(ExportError, message):
        read_qdpx(tmp_path / "a.qdpx", "raw/a.qdpx", ExportError)


def test_a_missing_project_is_refused(tmp_path):
    message = "raw/a.qdpx: the file is missing.\n  Mind its name in study.yaml."
    with refused(CodingsError, message):
        read_qdpx(tmp_path / "a.qdpx", "raw/a.qdpx")


@pytest.mark.parametrize("space", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0"])
def test_a_codebook_is_read(tmp_path, space):
    path = tmp_path / "a.qdc"
    inside = CODES.removeprefix("<CodeBook>").removesuffix("</CodeBook>")
    path.write_text(f'\ufeff<CodeBook xmlns="{space}" origin="P">{inside}</CodeBook>')
    coded = read_qdc(path, "raw/a.qdc")
    assert [code.path for code in coded.codes] == [("Feelings",), ("Feelings", "Joy")]
    assert forgiven(coded) == []


def test_a_codebook_of_an_older_draft_is_read(tmp_path):
    path = tmp_path / "a.qdc"
    start = '<CodeBook xmlns="urn:QDA-XML:codebook:0:4">'
    code = '<Code name="A" color="rgb(1,2,3)"/>'
    path.write_text(f"{start}<Codes>{code}</Codes></CodeBook>", encoding="utf-16")
    coded = read_qdc(path, "raw/a.qdc")
    assert coded.codes == (Code(("A",)),)
    assert forgiven(coded)[0] == (
        'The XML declares the namespace "urn:QDA-XML:codebook:0:4"; the standard\'s is '
        "urn:QDA-XML:codebook:1.0."
    )


def test_a_project_serves_as_a_codebook(tmp_path):
    coded = read_qdc(qdpx(tmp_path, project(text_source(selection(0, 2)))), "raw/study.qdpx")
    assert (len(coded.codes), coded.texts, coded.coders) == (2, (), ())
