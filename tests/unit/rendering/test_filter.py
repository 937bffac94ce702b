"""The shared filter under Quarto, with a stand-in for Quarto's Lua interface."""

import json

import pytest

from corrigenda.rendering import pandoc
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
    text = text.replace("{{< include _sample.qmd >}}", (sample.stage / "_sample.qmd").read_text())
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


def test_quarto_is_asked_for_the_style_of_exhibits(staged):
    assert "exhibits.css" in document(staged, "html")[1]
    asked = document(staged, "typst")[1]
    assert "in-header" in asked and "breakable: true" in asked
