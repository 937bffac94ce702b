"""The PDF of the reference study, read as a screen reader reads it: its tags, not its looks."""

from collections.abc import Iterator

import pytest

pikepdf = pytest.importorskip("pikepdf")
pytestmark = pytest.mark.e2e

STUDY = "clinician-interviews"
TITLE = "Treating clients depicted in child sexual abuse material"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "ua": "http://www.aiim.org/pdfua/ns/id/",
}


@pytest.fixture(scope="module")
def pdf(report):
    """The PDF that the reference study's build made."""
    folder, _ = report
    with pikepdf.open(folder.path / f"build/{STUDY}/report.pdf") as opened:
        yield opened


def elements(element, kind: str) -> Iterator:
    """Yield the structure elements of a kind below another one, in the order of reading."""
    for child in children(element):
        if child["/S"] == f"/{kind}":
            yield child
        yield from elements(child, kind)


def children(element) -> list:
    """Return the structure elements right below another one."""
    below = element.get("/K", [])
    below = below if isinstance(below, pikepdf.Array) else [below]
    return [one for one in below if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def attributes(element) -> dict[str, str]:
    """Return what a structure element says of itself."""
    said = element.get("/A", [])
    said = said if isinstance(said, pikepdf.Array) else [said]
    return {key: str(value) for one in said for key, value in one.items()}


def test_it_says_that_it_is_pdf_ua_1(pdf):
    with pdf.open_metadata() as said:
        assert said[f"{{{NAMESPACES['ua']}}}part"] == "1"
        assert said[f"{{{NAMESPACES['dc']}}}title"] == TITLE
        assert said[f"{{{NAMESPACES['dc']}}}language"] == {"en-GB"}


def test_it_is_tagged_has_a_language_and_shows_its_title(pdf):
    assert pdf.Root.MarkInfo.Marked is True
    assert not pdf.Root.MarkInfo.get("/Suspects", False)
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert str(pdf.docinfo["/Title"]) == TITLE
    assert [one.S for one in children(pdf.Root.StructTreeRoot)] == ["/Document"]
    assert all(page.Tabs == "/S" for page in pdf.pages)


def test_its_bookmarks_are_its_headings(pdf):
    with pdf.open_outline() as outline:
        chapters = [item.title for item in outline.root]
        below = [item.title for item in outline.root[2].children]
    assert chapters == [
        "Summary of findings",
        "1 Methods",
        "2 Findings",
        "3 Limitations",
        "4 How this report was made",
        "References",
    ]
    assert below[0] == "2.1 The clinicians"
    root = pdf.Root.StructTreeRoot
    assert len(list(elements(root, "H1"))) == len(chapters)
    assert len(list(elements(root, "Title"))) == 1


def test_every_figure_says_in_words_what_it_shows(pdf):
    figures = list(elements(pdf.Root.StructTreeRoot, "Figure"))
    assert len(figures) == 9  # and one of how the report was made
    said = [str(one.get("/Alt", "")) for one in figures]
    assert min(map(len, said)) > 60 and len(set(said)) == len(said)


def test_every_table_has_heads_that_say_whose_they_are(pdf):
    tables = list(elements(pdf.Root.StructTreeRoot, "Table"))
    assert len(tables) > 9  # eight of the study, that of phrases, and those of provenance
    for table in tables:
        heads = list(elements(next(elements(table, "THead")), "TH"))
        assert heads
        assert {attributes(head).get("/Scope") for head in heads} == {"/Column"}
        widths = {
            sum(int(attributes(cell).get("/ColSpan", 1)) for cell in children(row))
            for row in elements(table, "TR")
            if not any("/RowSpan" in attributes(cell) for cell in children(row))
        }
        assert len(widths) == 1  # no row lacks a cell


def test_every_exhibit_has_its_caption(pdf):
    captions = list(elements(pdf.Root.StructTreeRoot, "Caption"))
    assert len(captions) == 8 + 8 + 2


def test_every_font_is_embedded_and_tells_its_letters(pdf):
    fonts = [
        font for page in pdf.pages for font in page.get("/Resources", {}).get("/Font", {}).values()
    ]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        described = font.get("/DescendantFonts", [font])[0].FontDescriptor
        assert any(f"/FontFile{n}" in described for n in ("", "2", "3"))


def test_no_link_is_without_words(pdf):
    links = [
        note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"
    ]
    assert links and all(str(link.get("/Contents", "")) for link in links)
