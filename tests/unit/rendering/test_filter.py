"""The shared filter under Quarto, with a stand-in for Quarto's Lua interface."""

import json

import pytest

from corrigenda.rendering import pandoc
from corrigenda.rendering.flow import Flow
from corrigenda.rendering.stage import EXTENSION

STAND_IN = """\
FORMAT = "%s"  -- the writer that Quarto would ask for; the test asks for JSON
quarto = { doc = { is_format = function(name) return FORMAT:match("^" .. name) ~= nil end } }
for _, name in ipairs({ "include_text", "add_html_dependency" }) do
  quarto.doc[name] = function(...) log = (log or "") .. pandoc.json.encode({ name, ... }) end
end
local filters = dofile("%s/corrigenda.lua")
filters[#filters + 1] = { Pandoc = function(doc)
  doc.meta = { log = log }
  return doc
end }
return filters
"""


def document(sample, writer):
    """Return the document as Quarto's own filters would find it, and what Quarto is asked for."""
    stand_in = sample.root / "quarto.lua"
    stand_in.write_text(STAND_IN % (writer, EXTENSION))
    text = (sample.stage / "report.qmd").read_text(encoding="utf-8")
    part = sample.root / "report/_sample.qmd"
    text = text.replace("{{< include _sample.qmd >}}", part.read_text(encoding="utf-8"))
    made = pandoc.convert(text, ["--to=json", "--lua-filter", str(stand_in)], sample.stage)
    document = json.loads(made)
    return document["blocks"], document["meta"]["log"]["c"]


def blocks(sample, writer):
    return document(sample, writer)[0]


def find(blocks, identifier):
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][0] == identifier:
            return block["c"]
    raise AssertionError(identifier)


@pytest.mark.parametrize("writer", ["html", "typst"])
def test_an_exhibit_is_the_div_that_quarto_makes_a_float_of(staged, writer):
    found = blocks(staged, writer)
    attributes, content = find(found, "tbl-sample")
    assert attributes == ["tbl-sample", ["exhibit"], []]
    assert content[-1]["t"] == "Para"  # the caption
    assert content[-1]["c"][0] == {"t": "Str", "c": "The"}
    table = content[0]
    if writer == "html":
        wrapper, (raw,) = table["c"]
        assert ["html-table-processing", "none"] in wrapper[2]
        assert raw["c"][0] == "html" and "gt_table" in raw["c"][1]
        assert content[1]["c"][0][1] == ["exhibit-source"]
    else:
        assert table["c"][0] == "typst" and table["c"][1].startswith("#table(")


def test_a_figure_in_typst_carries_its_alternative_text(staged):
    _, content = find(blocks(staged, "typst"), "fig-court")
    assert content[0]["c"][1].strip() == (
        '#image("exhibits/fig-court.svg", width: 100%, alt: "One bar: 40% said “yes” & <no> more.")'
    )


def test_the_notice_stands_first(staged):
    first = blocks(staged, "html")[0]
    assert first["c"][0] == ["", ["callout-important"], [["title", "Invented data"]]]


def test_the_references_have_a_place_and_a_heading(staged):
    found = blocks(staged, "typst")
    assert found[-2]["c"][1] == ["references", ["unnumbered"], []]
    assert found[-1]["c"][0][0] == "refs"


def test_cross_references_are_left_to_quarto(staged):
    assert '"citationId": "fig-court"' in json.dumps(blocks(staged, "html"))


def test_quarto_is_asked_for_the_styles_and_the_script(staged):
    asked = document(staged, "html")[1]
    for name in (
        "tables.css",
        "exhibits.css",
        "claims.css",
        "provenance.css",
        "claims.js",
        "panel.js",
    ):
        assert name in asked
    asked = document(staged, "typst")[1]
    assert "in-header" in asked and "breakable: true" in asked


def test_the_pdf_of_quarto_says_which_version_it_is(staged):
    def versions(writer):
        made = json.dumps(blocks(staged, writer)).replace('{"t": "Space"}, ', "")
        return made.count('{"t": "Str", "c": "Version"}, {"t": "Str", "c": "1.0.0"}')

    assert versions("typst") == 0  # it is not released
    path = staged.stage / "study.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": "1.0.0"}))
    assert (versions("typst"), versions("html")) == (1, 0)


@pytest.fixture
def told(sample):
    """A report with excerpts and the table of phrases."""
    sample.body(
        '::: {#tbl-words .quantifiers}\nPhrases\n:::\n\n::: {.excerpts code="impact.clear"}\n:::\n'
    )
    sample.compose()
    return sample


@pytest.mark.parametrize("writer", ["html", "typst"])
def test_the_table_of_phrases_is_a_float_like_any_other(told, writer):
    attributes, (table, caption) = find(blocks(told, writer), "tbl-words")
    assert attributes == ["tbl-words", ["exhibit"], []]
    assert caption["c"] == [{"t": "Str", "c": "Phrases"}]
    if writer == "html":
        wrapper, (raw,) = table["c"]
        assert ["html-table-processing", "none"] in wrapper[2]
        assert '<div id="tbl-words-table"><table class="gt_table gt_phrases"' in raw["c"][1]
    else:
        assert table["c"][0] == "typst" and table["c"][1].startswith("#table(")


@pytest.mark.parametrize("writer", ["html", "typst"])
def test_the_text_of_an_excerpt_is_words_and_nothing_else(told, writer):
    (div,) = (
        b["c"] for b in blocks(told, writer) if b["t"] == "Div" and "excerpts" in b["c"][0][1]
    )
    passage = next(b for b in walk(div[1]) if b["t"] == "Para")
    words = "".join(one.get("c", " ") for one in passage["c"])
    assert words == ("It’s “bad” <script> & #let x = *1* $y$ @smith2020 [x]{of=”no”} \\ `c`")
    assert {one["t"] for one in passage["c"]} == {"Str", "Space"}


def walk(blocks):
    for block in blocks:
        yield block
        if block["t"] == "BlockQuote":
            yield from walk(block["c"])


def test_an_excerpt_in_typst_is_a_quotation_with_its_speaker(told):
    text = json.dumps(blocks(told, "typst"))
    assert text.count("#quote(block: true, attribution: [") == 2
    assert "Illustrative" in text


def test_the_header_is_filled_for_quarto_too(sample):
    sample.body("Nothing.\n")
    text = (sample.root / "report/report.qmd").read_text(encoding="utf-8")
    sample.write("report/report.qmd", text.replace("A tiny report", "Of [17]{.fixed} years"))
    sample.compose()
    stand_in = STAND_IN.replace("doc.meta = { log = log }", "doc.meta = { title = doc.meta.title }")
    (sample.root / "quarto.lua").write_text(stand_in % ("html", EXTENSION))
    source = (sample.stage / "report.qmd").read_text(encoding="utf-8")
    options = ["--to=json", "--lua-filter", str(sample.root / "quarto.lua")]
    title = json.loads(pandoc.convert(source, options, sample.stage))["meta"]["title"]["c"]
    assert {one["t"] for one in title} == {"Str", "Space"}


@pytest.mark.parametrize("writer", ["html", "typst"])
def test_how_the_report_was_made_is_left_for_quarto_to_number(sample, writer):
    sample.provenance = {
        "made": [
            {
                "id": "sec-made-flow",
                "title": "Flow",
                "blocks": [
                    {
                        "kind": "figure",
                        "id": "fig-made-flow",
                        "file": "flow.svg",
                        "alt": "The flow",
                        "caption": "How it flows",
                    },
                    {"kind": "facts", "of": "tbl-sample", "facts": []},
                ],
            }
        ]
    }
    sample.flow = Flow(7, 5, 1, 3, None, 0, 1, 1, 9, 2)
    part = "{{< include _sample.qmd >}}"
    sample.body(f"# Sample\n\n{part}\n\n# Made\n\n::: {{.provenance}}\n:::\n")
    sample.compose()
    found = blocks(sample, writer)
    headings = [block["c"][1][0] for block in found if block["t"] == "Header"]
    assert headings[-2:] == ["made", "sec-made-flow"]
    attributes, content = find(found, "fig-made-flow")
    assert attributes == ["fig-made-flow", ["exhibit"], []]
    assert content[0]["c"][0] == writer and content[-1]["t"] == "Para"
    assert json.dumps(found).count('"citationId": "tbl-sample"') == 2
