"""Where exhibits, claims and the report come from, in the page and in the PDF."""

import io
import json
import re
from urllib.parse import unquote

import pikepdf
import pytest

from corrigenda.errors import ReportError
from corrigenda.rendering import embedded
from corrigenda.rendering.flow import Flow

from .conftest import BODY

HASH = "7a2af74700931e0db7abef861d8759a67c28d0c4730a28fb70aa117b3be6aec3"
HOSTILE = '<script>alert("1")</script> *a* #let x $y$ @smith2020 [z]{of="no"} \\ `c` C:\\x'
PROVENANCE = {
    "exhibits": {
        "tbl-sample": {
            "record": "tiny/tbl-sample@3f2a9c01b2d4",
            "facts": [
                {"term": "Responses", "lines": ["5 of 7, rows 8–9, 11–26", HOSTILE]},
                {"term": "Raw files", "lines": [f"tiny.csv, SHA-256 {HASH}"]},
                {"term": "Audit", "lines": ["corrigenda audit tbl-sample"]},
            ],
            "csv": "tbl-sample.csv",
            "declaration": "tbl-sample:\n  blocks: [<court>]\n",
            "code": {"name": "corrigenda.tables.to_html", "text": "def to_html():\n    ..."},
        },
        "fig-court": {
            "record": "tiny/fig-court@0123456789ab",
            "facts": [{"term": "Items", "lines": ["court"]}],
            "csv": "fig-court.csv",
        },
    },
    "statistics": {
        "court.yes": {
            "rule": f"Those who said yes. {HOSTILE}",
            "items": ["court", "gone"],
            "command": "corrigenda audit court.yes",
        },
        "people": {"rule": "All.", "items": [], "command": "corrigenda audit people"},
    },
    "items": {
        "court": {
            "label": "Went to <court>",
            "facts": [{"term": "Question", "lines": ["Did you?", HOSTILE]}],
        },
        "other": {"label": "Never claimed", "facts": []},
    },
    "made": [
        {
            "id": "sec-made-flow",
            "title": "From the <export> & on",
            "blocks": [
                {"kind": "text", "text": f"- So it went. {HOSTILE}"},
                {
                    "kind": "figure",
                    "id": "fig-made-flow",
                    "file": "flow.svg",
                    "alt": 'Seven "responses" & more',
                    "caption": "How the data flow",
                },
                {"kind": "text", "text": "Only in the page.", "only": "html"},
                {"kind": "text", "text": "Only in the PDF.", "only": "typst"},
            ],
        },
        {
            "id": "sec-made-exhibits",
            "title": "Tables and figures",
            "only": "typst",
            "blocks": [
                {"kind": "facts", "of": name, "facts": [{"term": "Items", "lines": ["x", HASH]}]}
                for name in ("tbl-sample", "tbl-never-shown")
            ],
        },
        {
            "id": "sec-made-files",
            "title": "Files",
            "blocks": [
                {
                    "kind": "table",
                    "columns": [
                        {"title": "File", "width": 0.4, "mono": True},
                        {"title": "SHA-256", "width": 0.6, "mono": True},
                    ],
                    "rows": [["data/tiny/raw/a-rather-long-name-of-a-file.csv", HASH], [HOSTILE]],
                },
                {"kind": "facts", "facts": [{"term": "C001", "lines": ["a → b", HOSTILE]}]},
            ],
        },
    ],
}
MADE = "\n# How this report was made {#sec-made}\n\n::: {.provenance}\n:::\n"


@pytest.fixture
def told(sample):
    """A report with records."""
    sample.provenance = json.loads(json.dumps(PROVENANCE))
    sample.flow = Flow(7, 5, 1, 3, None, 0, 1, 1, 9, 2)
    sample.body(BODY + MADE)
    return sample


def page(sample):
    sample.compose()
    out = sample.root / "report.html"
    embedded.render_html(sample.stage, out)
    return out.read_text(encoding="utf-8")


def typst(sample):
    sample.compose()
    return embedded._convert(sample.stage, "typst", [])


def plain(text):
    return " ".join(
        re.sub(r"<wbr ?/?>|<[^>]+>", lambda tag: "" if "wbr" in tag[0] else " ", text).split()
    )


def below(text, name):
    """Cut out what stands below an exhibit."""
    exhibit = text[text.index(f'id="{name}"') :]
    return exhibit[exhibit.index('<details class="provenance">') : exhibit.index("</figure>")]


def templates(text):
    found = re.findall(r'<template data-(origin|item)="([^"]*)">(.*?)</template>', text, re.DOTALL)
    return {(kind, name): content for kind, name, content in found}


def test_below_an_exhibit_it_opens_where_it_comes_from(told):
    opened = below(page(told), "tbl-sample")
    said = plain(opened)
    assert said.startswith("Where this comes from : The sample of 5 ")
    assert "Responses 5 of 7, rows 8–9, 11–26" in said
    assert f"tiny.csv, SHA-256 {HASH}" in said
    assert "<code>corrigenda audit tbl-sample</code>" in opened
    assert "Record tiny/tbl-sample@3f2a9c01b2d4" in said
    assert "blocks: [&lt;court&gt;]" in opened
    assert "Code: <code>corrigenda.tables.to_html</code>" in opened
    assert opened.count("<details") == opened.count("</details>") == 3


def test_the_data_behind_an_exhibit_can_be_saved(told):
    opened = below(page(told), "tbl-sample")
    name, data = re.search(
        r'download="([^"]+)" href="data:text/csv;charset=utf-8,([^"]*)"', opened
    ).groups()
    assert name == "tbl-sample.csv"
    assert unquote(data) == (told.root / "figures/tbl-sample.csv").read_text(encoding="utf-8")
    assert "download=" not in below(page(told), "fig-court")  # the stage has no such file


def test_what_is_told_is_words_and_nothing_else(told):
    text, pdf = page(told), typst(told)
    body = text.partition("<body>")[2].rpartition("<script>")[0]
    assert "<script>alert" not in body
    assert body.count("&lt;script&gt;alert(") == 6
    assert pdf.count("alert(“1”)") == 3
    assert "\n#let x" not in pdf
    told.compose()
    out = told.root / "report.pdf"
    embedded.render_pdf(told.stage, out)
    assert out.read_bytes().startswith(b"%PDF")


def test_a_claim_carries_what_it_opens(told):
    found = templates(page(told))
    assert set(found) == {("origin", "court.yes"), ("origin", "people"), ("item", "court")}
    court = found["origin", "court.yes"]
    assert "Those who said yes." in court and 'data-items="court gone"' in court
    assert "<code>corrigenda audit court.yes</code>" in court
    assert "Went to &lt;court&gt; <code>court</code>" in found["item", "court"]
    assert "Question Did you?" in plain(found["item", "court"])


def test_only_claims_that_can_be_opened_are_told(told):
    told.body('Of [five]{of="people" .discreet}.\n\n::: {#fig-court .exhibit}\nCourt\n:::\n')
    found = templates(page(told))
    assert set(found) == {("origin", "court.yes"), ("item", "court")}  # of the abstract


def test_without_records_nothing_is_shown(told):
    told.provenance = {}
    text = page(told)
    body = text.partition("<body>")[2].rpartition("<script>")[0]
    assert "How this report was made" in body
    assert "provenance" not in body and "<template" not in body
    assert "tap it or tab to it, to see its base" in body
    (told.stage / "provenance.json").unlink()
    embedded.render_html(told.stage, told.root / "again.html")
    assert (told.root / "again.html").read_text(encoding="utf-8") == text


def test_records_may_leave_everything_out(told):
    told.provenance = {
        "exhibits": {"tbl-sample": {}, "fig-court": {"facts": []}},
        "statistics": {"court.yes": {}},
        "made": [{"id": "sec-made-x", "title": "Nothing"}],
    }
    text = page(told)
    assert '<details class="provenance"' not in text
    assert "3.1 Nothing" in plain(text)
    assert "= Nothing" in typst(told)


def test_the_sections_have_numbers_and_ids(told):
    text, pdf = page(told), typst(told)
    assert "3.1 From the <export> & on" in plain(text).replace("&lt;", "<").replace(
        "&gt;", ">"
    ).replace("&amp;", "&")
    assert 'id="sec-made-files"' in text and "<sec-made-files>" in pdf
    assert "sec-made-exhibits" not in text and "<sec-made-exhibits>" in pdf
    assert "Only in the page." in text and "Only in the PDF." not in text
    assert "Only in the page." not in pdf and "Only in the PDF." in pdf


def test_the_figure_of_the_flow_has_a_number(told):
    text, pdf = page(told), typst(told)
    assert 'Figure\u00a02</span> <span class="exhibit-caption">How the data flow' in text
    assert 'alt="Seven &quot;responses&quot; &amp; more" src="data:image/svg+xml' in text
    assert '#image("flow.svg", width: 100%, alt: "Seven \\"responses\\" & more")' in pdf
    assert "<fig-made-flow>" in pdf


def test_long_hashes_and_paths_may_break_and_short_words_do_not(told):
    text, pdf = page(told), typst(told)
    assert "7a2af747<wbr>00931e0d<wbr>" in text.replace("<wbr />", "<wbr>")
    assert 'box("7a2af747") + box("00931e0d")' in pdf
    assert "data/<wbr>tiny/<wbr>raw/<wbr>" in text.replace("<wbr />", "<wbr>")
    assert 'box("data/") + box("tiny/")' in pdf
    assert '<span class="range">8–9,</span>' in text


def test_an_exhibit_is_found_by_its_number_and_only_when_it_is_shown(told):
    pdf = typst(told)
    assert re.search(r"#link\(<tbl-sample>\)\[Table.1\]", pdf)
    assert "never-shown" not in pdf
    told.provenance["made"][1].pop("only")
    assert '<strong><a href="#tbl-sample" class="reference">Table\u00a01</a></strong>' in page(told)


def test_nothing_refers_to_an_exhibit_of_the_other_format(told):
    table = "::: {#tbl-sample .exhibit}\nThe sample\n:::\n"
    told.body(f'::: {{.content-visible when-format="html"}}\n{table}\n:::\n{MADE}')
    assert "Table~1" not in typst(told)
    assert "Table\u00a01" in page(told)
    told.body(f'::: {{.content-hidden unless-format="typst"}}\n{table}\n:::\n{MADE}')
    assert "tbl-sample" in typst(told)


def test_tables_are_cards_on_a_phone(told):
    text = page(told)
    assert '<table class="made-table made-wide' in text
    assert 'data-label="SHA-256"' in text
    assert 'table.header(table.hline(stroke: 0.9pt), strong("File")' in typst(told)


def test_a_block_that_the_filter_does_not_know_stops_the_build(told):
    told.provenance["made"][0]["blocks"].append({"kind": "movie"})
    with pytest.raises(ReportError, match='no block of provenance is a "movie"'):
        page(told)


def test_the_filter_refuses_text_in_the_div(told):
    told.compose()
    text = f"---\ntitle: T\n---\n{MADE}".replace("provenance}\n", "provenance}\nWords\n")
    (told.stage / "report.qmd").write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=r"the div \.provenance holds text of its own"):
        embedded.render_html(told.stage, told.root / "report.html")


def test_the_pdf_lists_facts_as_a_list(told):
    told.compose()
    out = told.root / "report.pdf"
    embedded.render_pdf(told.stage, out)
    pdf = pikepdf.open(io.BytesIO(out.read_bytes()))
    tags = [str(o.get("/S")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
    assert tags.count("/L") >= 2 and tags.count("/Figure") == 2
    assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()
