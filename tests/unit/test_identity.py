"""Identities inside files: put in, taken out, and nothing else changed."""

import random
import re
import struct
import zlib
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from corrigenda.identity import Identity, read_identity, stamped

DATA = "3f2a9c01b2d4" + "0" * 52
OURS = Identity("tiny/fig-court@3f2a9c01b2d4", "tiny", "unreleased", DATA)
OTHER = Identity("tiny/fig-größe@\"<&'>", "tiny", "1.0 – final", "4" * 64)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9pt"><path d="M0 0L9 9" /></svg>\n'
PLAIN_SVG = (
    b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <svg> -->\n'
    b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    + SVG
)
PREFIXED_SVG = b'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:path d="M0 0" /></s:svg>'
PAGE = b"""<!DOCTYPE html>
<html lang="en"><head>
<meta charset="utf-8">
<!-- <title>not this</title> -->
<title>A page, and <meta name="corrigenda:study" content="no tag"></title>
<script>let a = '<meta name="corrigenda:study" content="no">';</script>
</head><body><p>1 &lt; 2</p></body></html>
"""
FRAGMENT = b'<!-- made -->\n<div id="tbl-a-table" style="--count: 3ch">\n<p>a</p></div>\n'


def a_png() -> bytes:
    """Draw a picture with a palette and a text of its own."""
    text, file = PngImagePlugin.PngInfo(), BytesIO()
    text.add_text("Title", "A picture")
    picture = Image.linear_gradient("L").quantize(8)
    picture.save(file, "png", dpi=(200, 200), pnginfo=text)
    return file.getvalue()


def a_pdf(metadata: bytes | None = None) -> bytes:
    """Write a PDF of one empty page."""
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = "A report"
        if metadata is not None:
            pdf.Root.Metadata = pdf.make_stream(metadata)
        pdf.save(file, static_id=True)
    return file.getvalue()


@pytest.fixture(scope="module")
def tagged() -> bytes:
    """A tagged PDF of Typst, as the embedded engine makes it."""
    import typst

    source = b'#set document(title: "A report")\n#set text(lang: "en")\n= One\nTwo.'
    return bytes(typst.compile(source, format="pdf", pdf_standards=["ua-1"], timestamp=0))


FILES = {
    "svg": SVG,
    "svg of another program": PLAIN_SVG,
    "svg with a prefix": PREFIXED_SVG,
    "png": a_png(),
    "page": PAGE,
    "fragment": FRAGMENT,
    "pdf": a_pdf(),
}
each_file = pytest.mark.parametrize("content", FILES.values(), ids=FILES)


@each_file
def test_what_is_put_in_is_read_again(content):
    assert read_identity(content) is None
    assert read_identity(stamped(content, OURS)) == OURS
    assert read_identity(stamped(content, OTHER)) == OTHER


@each_file
def test_a_second_identity_takes_the_place_of_the_first(content):
    once = stamped(content, OURS)
    assert stamped(once, OURS) == once == stamped(content, OURS)
    assert stamped(stamped(once, OTHER), OURS) == once
    assert b"final" not in stamped(stamped(content, OTHER), OURS)


@pytest.mark.parametrize("kind", ["svg", "svg of another program", "svg with a prefix"])
def test_an_svg_gains_one_element_and_changes_nowhere_else(kind):
    content = FILES[kind]
    found = re.search(rb"<(s:)?metadata [^<>]*/>", stamped(content, OTHER))
    assert found[0].isascii()
    assert stamped(content, OTHER).replace(found[0], b"", 1) == content


def test_an_svg_looks_the_same_in_typst(tmp_path):
    import typst

    drawn = []
    for content in (SVG, stamped(SVG, OTHER)):
        (tmp_path / "figure.svg").write_bytes(content)
        source = b'#set page(width: auto, height: auto)\n#image("figure.svg")'
        drawn.append(typst.compile(source, root=str(tmp_path), format="png"))
    assert drawn[0] == drawn[1]


def test_an_svg_within_another_does_not_name_the_other():
    assert read_identity(b'<svg xmlns="http://www.w3.org/2000/svg">' + stamped(SVG, OURS)) is None


def test_a_png_keeps_its_pixels_and_its_other_chunks():
    before, after = (Image.open(BytesIO(c)) for c in (FILES["png"], stamped(FILES["png"], OURS)))
    said = {f"corrigenda:{name}": value for name, value in asdict(OURS).items()}
    assert after.tobytes() == before.tobytes()
    assert after.info == before.info | said
    assert list(after.info)[:4] == list(said)


def test_a_png_that_another_program_saved_with_its_texts_is_known():
    file = BytesIO()
    texts = PngImagePlugin.PngInfo()
    for name, value in asdict(OTHER).items():
        texts.add_itxt(f"corrigenda:{name}", value)
    Image.new("L", (9, 9)).save(file, "png", pnginfo=texts)
    assert read_identity(file.getvalue()) == OTHER


def test_a_page_gains_four_lines_before_its_title():
    before, after = (c.decode().splitlines() for c in (PAGE, stamped(PAGE, OURS)))
    assert after == [
        *before[:4],
        '<meta name="corrigenda:record" content="tiny/fig-court@3f2a9c01b2d4">',
        '<meta name="corrigenda:study" content="tiny">',
        '<meta name="corrigenda:release" content="unreleased">',
        f'<meta name="corrigenda:data" content="{DATA}">',
        *before[4:],
    ]


def test_a_page_that_a_browser_saved_is_known_and_put_right():
    saved = stamped(PAGE, OURS).replace(b'">\n<meta', b'" /><META').replace(b"<head>", b"<HEAD >")
    assert read_identity(saved) == OURS
    assert stamped(saved, OTHER).count(b"corrigenda:record") == 1


@pytest.mark.parametrize(
    "within",
    [
        stamped(SVG, OURS),
        stamped(FRAGMENT, OURS),
        b"<script>" + stamped(PAGE, OURS).replace(b"<script", b"").replace(b"</script>", b""),
        b'<img src="data:image/svg+xml,' + stamped(SVG, OURS).replace(b'"', b"%22") + b'">',
        b'<meta name="corrigenda:record" content="tiny/fig-court@3f2a9c01b2d4">',
    ],
    ids=["svg", "table", "script", "picture", "body"],
)
def test_what_a_page_shows_does_not_name_the_page(within):
    page = PAGE.replace(b"<p>", within + b"<p>")
    assert read_identity(page) is None
    assert read_identity(stamped(page, OTHER)) == OTHER


def test_a_fragment_gains_attributes_on_its_outermost_tag():
    head = b'<div id="tbl-a-table" style="--count: 3ch"'
    said = "".join(f' data-corrigenda-{k}="{v}"' for k, v in asdict(OURS).items()).encode()
    assert stamped(FRAGMENT, OURS) == FRAGMENT.replace(head, head + said)


def test_a_tagged_pdf_keeps_all_but_its_metadata_and_its_last_id(tagged):
    before = pikepdf.open(BytesIO(tagged))
    after = pikepdf.open(BytesIO(stamped(tagged, OURS)))
    assert len(before.objects) == len(after.objects)
    for key in {*before.Root.keys(), *after.Root.keys()} - {"/Metadata"}:
        assert before.Root[key] == after.Root[key], key
    assert before.pages[0].Contents.read_raw_bytes() == after.pages[0].Contents.read_raw_bytes()
    assert before.trailer.ID[0] == after.trailer.ID[0]
    ours = {f"/Corrigenda{name.capitalize()}": v for name, v in asdict(OURS).items()}
    assert {k: str(v) for k, v in after.docinfo.items()} == {
        **{k: str(v) for k, v in before.docinfo.items()},
        **ours,
    }


def test_the_xmp_of_a_tagged_pdf_gains_one_description(tagged):
    with pikepdf.open(BytesIO(tagged)) as one, pikepdf.open(BytesIO(stamped(tagged, OURS))) as two:
        before, after = (pdf.Root.Metadata.read_bytes() for pdf in (one, two))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in after
    found = re.search(rb'<rdf:Description rdf:about="" xmlns:corrigenda=[^<>]*/>', after)
    assert after.replace(found[0], b"") == before


@pytest.mark.parametrize("lost", ["/Metadata", "/Info"])
def test_a_pdf_that_lost_one_place_of_its_identity_is_known_by_the_other(lost):
    file = BytesIO()
    with pikepdf.open(BytesIO(stamped(a_pdf(), OURS))) as pdf:
        holder = pdf.Root if lost == "/Metadata" else pdf.trailer
        del holder[lost]
        pdf.save(file)
    assert read_identity(file.getvalue()) == OURS


def test_a_pdf_whose_xmp_cannot_be_added_to_is_known_by_its_information():
    content = stamped(a_pdf("<x/>".encode("utf-16")), OURS)
    assert read_identity(content) == OURS


@pytest.mark.parametrize(
    "content",
    [b"", b"respondent,value\n", b"#table()", b"< 1", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n",
     b'<svg xmlns="http://www.w3.org/2000/svg"/>', b"<!DOCTYPE html>"],
)  # fmt: skip
def test_what_cannot_carry_an_identity_is_refused(content):
    with pytest.raises(ValueError):
        stamped(content, OURS)
    assert read_identity(content) is None


@pytest.mark.parametrize(
    "wrong",
    [{"study": ""}, {"study": "a\nb"}, {"study": "a\0"}, {"release": "x" * 201},
     {"record": "\u202eynit"}, {"data": "3f2a"}, {"data": DATA.upper()}, {"study": None}],
    ids=str,
)  # fmt: skip
def test_a_field_is_a_short_printable_text_and_the_data_a_hash(wrong):
    with pytest.raises(ValueError, match="an identity whose"):
        Identity(**asdict(OURS) | wrong)


@each_file
@pytest.mark.parametrize("value", [b"ti\0y", b"ti\x07y", b"\xff\xfe", b"&#x202e;", b"x" * 300])
def test_fields_that_are_no_plain_text_are_no_identity(content, value):
    broken = stamped(content, OURS).replace(b"tiny", value)
    found = read_identity(broken)
    assert found is None or all(field.isprintable() for field in asdict(found).values())


ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 99) for n in range(1, 9))
BOMB = b'<!DOCTYPE svg [<!ENTITY e0 "lol">%s]>' % ENTITIES + SVG.replace(b"<path", b"&e8;<path")
OUTSIDE = b'<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]><svg>&e;</svg>'
HEADER = FILES["png"][:33]
PACKED = zlib.compress(b" " * (80 << 20), 9)


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        OUTSIDE,
        b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 200_000,
        b"<!DOCTYPE html>" + b"<!--" * 300_000,
        b"<!DOCTYPE html>" + b"<script>" * 200_000,
        b'<div a="' + b"<x b='" * 200_000,
        b"<div" + b" " * 1_000_000,
        b"<div" + b" a=" * 300_000,
        HEADER + struct.pack(">I", 1 << 30) + b"tEXtcorrigenda:record\0" + b"x" * (1 << 20),
        HEADER + b"\0\0\0\x16tEXtcorrigenda:record\0" + b"\xff" * 8,
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 1_000_000,
        b"%PDF-1.7\n" + random.Random(4).randbytes(1_000_000),
        a_pdf()[:-40],
    ],
    ids=["bomb", "outside", "deep", "comments", "scripts", "quotes", "blanks", "attributes",
         "length", "cut", "arrays", "noise", "no end"],
)  # fmt: skip
def test_a_hostile_file_has_no_identity_and_takes_no_time(content):
    assert read_identity(content) is None


def test_a_stream_of_a_pdf_does_not_grow_beyond_all_bounds():
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Metadata = pikepdf.Stream(pdf, PACKED, Filter=pikepdf.Name.FlateDecode)
        pdf.save(file)
    assert read_identity(file.getvalue()) is None
    assert read_identity(stamped(a_pdf(), OURS)) == OURS  # and the bound does not stay


@pytest.mark.parametrize("name", ["svg", "png", "page", "fragment", "pdf"])
def test_a_damaged_file_is_never_more_than_unknown(name):
    content, lot = stamped(FILES[name], OURS), random.Random(1)
    for _ in range(60):
        damaged = bytearray(content)
        for _ in range(lot.choice((1, 9, 99))):
            damaged[lot.randrange(len(damaged))] = lot.randrange(256)
        read_identity(bytes(damaged[: lot.randrange(len(damaged))]))


def test_the_reader_needs_no_library_for_what_carries_none(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pikepdf", None)
    assert read_identity(Path(__file__).read_bytes()) is None
