"""The embedded engine: what stands in the page and in the PDF."""

import io
import re
from pathlib import Path

import pikepdf
import pytest

from corrigenda.errors import EngineError, ReportError
from corrigenda.rendering import embedded, pandoc
from corrigenda.rendering.dates import timestamp

from .conftest import BODY


@pytest.fixture
def page(staged):
    return render(staged)


def render(sample, suffix="html"):
    sample.compose()
    out = sample.root / f"report.{suffix}"
    (embedded.render_html if suffix == "html" else embedded.render_pdf)(sample.stage, out)
    return out.read_text(encoding="utf-8") if suffix == "html" else out.read_bytes()


def typst(sample):
    sample.compose()
    return embedded._convert(sample.stage, "typst", [])


def plain(page):
    return " ".join(re.sub(r"<(style|script)>.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL).split())


def test_claims_are_filled_and_say_their_base(page):
    claim = '<span class="claim" data-of="court.yes" data-n="2" data-base="5" title="2 of 5 (40%)">'
    assert f"{claim}40%</span> went to court" in page
    assert f"{claim}2 of 5</span> went to court" in page  # the abstract


def test_sections_tables_and_figures_are_numbered_and_referenced(page):
    text = plain(page)
    assert "1 Methods" in text and "1.1 Sample" in text and "2 Findings" in text
    assert '<a href="#tbl-sample" class="reference">Table\u00a01</a>' in page
    assert '<a href="#fig-court" class="reference">Figure\u00a01</a>' in page
    assert '<a href="#sec-methods" class="reference">Section\u00a01</a>' in page
    assert '<span class="exhibit-label">Table\u00a01</span>' in page


def test_the_page_has_one_heading_of_level_1(page):
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == ["A tiny report"]


def test_a_table_is_inserted_as_it_is(page):
    assert '<table class="gt_table"><tr><td>Yes</td></tr></table>' in page
    assert "Source: <em>raw</em> data &amp; more." in page


def test_a_figure_is_an_image_with_alternative_text_and_size(page):
    (image,) = re.findall(r"<img [^>]*>", page)
    assert 'alt="One bar: 40% said “yes” &amp; &lt;no&gt; more."' in image
    assert 'width="360" height="120"' in image
    assert "%3Crect width=%2290%22" in image


def test_the_page_asks_for_nothing_else(page):
    assert not re.findall(r'(?:src|href)="(?!#|data:image/svg)[^"]*"', page)
    assert "@import" not in page and "url(" not in page


def test_no_path_of_this_machine_stands_in_the_page(staged, page):
    assert str(staged.root) not in page
    assert str(Path(embedded.__file__).parents[3]) not in page


def test_title_block_notice_and_footer(page):
    text = plain(page)
    assert '<html lang="en-GB">' in page
    assert "<title>A tiny report</title>" in page
    assert '<time datetime="2024-05-01">1 May 2024</time>' in page
    assert "A. Tester Institute of Tests B. Tester" in text
    assert "Version Unreleased" in text
    assert text.count("These data are invented.") == 2
    assert "Invented data" in text


def test_references_are_the_last_section(page):
    last = re.findall(r"<h2[^>]*>(.*?)</h2>", page)[-1]
    assert last == "References"
    assert "<em>Asking</em>" in page and 'href="#ref-smith2020"' in page


def test_a_report_may_end_with_the_heading_of_its_references(sample):
    sample.body("As @smith2020 asked.\n\n# References {#sec-references .unnumbered}\n")
    page = render(sample)
    assert len(re.findall(r"<h2[^>]*>References</h2>", page)) == 1


def test_callouts(sample):
    sample.body(
        '::: {.callout-warning title="Mind & this"}\nText.\n:::\n\n::: {.callout-tip}\nMore.\n:::\n'
    )
    page = render(sample)
    assert '<div class="callout callout-warning" role="note">' in page
    assert "Mind &amp; this" in page and "Tip" in plain(page)
    assert '#callout(kind: "warning", title: [Mind & this])[' in typst(sample)


def test_conditional_content(sample):
    sample.body(
        '::: {.content-visible when-format="html"}\nOnly page.\n:::\n\n'
        '::: {.content-hidden when-format="html"}\nNot page.\n:::\n\n'
        '::: {.content-visible unless-format="typst"}\nAlso page.\n:::\n\n'
        'A [PDF]{.content-visible when-format="typst"} word.\n'
    )
    page, pdf = plain(render(sample)), typst(sample)
    assert "Only page." in page and "Not page." not in page and "Also page." in page
    assert "Only page." not in pdf and "Not page." in pdf and "Also page." not in pdf
    assert "PDF word" not in page and "A PDF word" in pdf


def test_several_references_in_one_bracket(sample):
    sample.body(BODY + "\nAs in [@fig-court; @tbl-sample], [Tab. @tbl-sample] and -@tbl-sample.\n")
    assert "As in Figure 1 , Table 1 , Tab. 1 and 1 ." in plain(render(sample)).replace(
        "\u00a0", " "
    )


def test_the_filter_refuses_what_the_checks_did_not_see(staged):
    (staged.stage / "report.qmd").write_text(
        '---\ntitle: T\n---\n\n[]{of="no.such"} @tbl-no $x$\n', encoding="utf-8"
    )
    out = staged.root / "report.html"
    out.write_text("as it was")
    with pytest.raises(ReportError, match=r'no statistic is called "no.such"'):
        embedded.render_html(staged.stage, out)
    (staged.stage / "report.qmd").write_text(
        "---\ntitle: T\n---\n\n@tbl-no $x$\n", encoding="utf-8"
    )
    with pytest.raises(ReportError) as refused:
        embedded.render_html(staged.stage, out)
    assert [problem.message for problem in refused.value.problems] == [
        "a math (x) is not known.",
        "the reference @tbl-no leads nowhere.",
    ]
    assert out.read_text() == "as it was"


def test_a_warning_of_pandoc_is_an_error_with_its_place():
    with pytest.raises(ReportError) as refused:
        pandoc.convert("a\n\n::: {.x}\nb\n", ["--to=html"], None, lambda line: f"x.qmd:{line}")
    (problem,) = refused.value.problems
    assert problem.place == "x.qmd:3"
    assert "unclosed" in problem.message


def test_a_failure_of_pandoc_is_an_engine_error():
    with pytest.raises(EngineError, match="Pandoc failed"):
        pandoc.convert("a", ["--to=nothing"], None)


def test_the_pdf_is_tagged_titled_and_dated(staged):
    pdf = pikepdf.open(io.BytesIO(render(staged, "pdf")))
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en-GB"
    assert "/StructTreeRoot" in pdf.Root
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "A tiny report"
        assert metadata["dc:creator"] == ["A. Tester, B. Tester"]
        assert metadata["xmp:CreateDate"].startswith("2024-05-01")
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root][-1] == "References"
    fonts = b"".join(bytes(str(o.get("/FontName")), "ascii") for o in pdf.objects if is_font(o))
    assert b"SourceSerifPro" in fonts and b"SourceSansPro" in fonts


def is_font(thing):
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"


def test_alternative_texts_reach_the_pdf(staged):
    assert 'alt: "One bar: 40% said “yes” & <no> more."' in typst(staged)
    assert b"One bar: 40% said" in decoded_alternatives(render(staged, "pdf"))


def decoded_alternatives(content):
    pdf = pikepdf.open(io.BytesIO(content))
    found = [o.get("/Alt") for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
    return "\n".join(str(alt) for alt in found if alt is not None).encode()


@pytest.mark.parametrize("suffix", ["html", "pdf"])
def test_the_same_stage_makes_the_same_bytes(staged, suffix):
    assert render(staged, suffix) == render(staged, suffix)


def test_a_long_table_repeats_its_head(sample):
    rows = "\n".join(f"[row {n}], [{n}]," for n in range(120))
    table = f"#table(columns: (1fr, auto), table.header([Answer here], [n = 5]), {rows})\n"
    sample.write("figures/tbl-sample.typ", table)
    pdf = pikepdf.open(io.BytesIO(render(sample, "pdf")))
    assert len(pdf.pages) >= 5


def test_a_refusal_of_typst_is_told_and_leaves_the_pdf(sample):
    sample.write("figures/tbl-sample.typ", "#nothing()\n")
    sample.compose()
    out = sample.root / "report.pdf"
    out.write_bytes(b"as it was")
    with pytest.raises(EngineError, match="Typst failed: unknown variable: nothing"):
        embedded.render_pdf(sample.stage, out)
    assert out.read_bytes() == b"as it was"


def test_words_that_are_markup_in_typst_stay_words(sample):
    sample.body("Costs \\$5, a #tag, an \\@at, _x_ and [brackets].\n")
    assert "Costs \\$5, a \\#tag, an \\@at, #emph[x] and \\[brackets\\]." in typst(sample)


def test_timestamps():
    assert timestamp("1970-01-02") == 86400
    assert timestamp(None) == 0
