"""The embedded engine: what stands in the page and in the PDF."""

import io
import json
import re
from pathlib import Path

import pikepdf
import pytest

from corrigenda.errors import EngineError, ReportError
from corrigenda.rendering import embedded, pandoc
from corrigenda.rendering.dates import timestamp
from corrigenda.style import TABLE_CSS

from .conftest import BODY, STATISTICS


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
    claim = (
        '<span class="claim" data-of="court.yes" data-n="2" data-base="5" '
        'title="court.yes · 2 of 5 (40%)">'
    )
    assert f"{claim}40%</span> went to court" in page
    assert f"{claim}2 of 5</span> went to court" in page  # the abstract


@pytest.mark.parametrize(
    ("statistic", "said"),
    [
        ({"n": 13, "base": 40, "percent": "65/2"}, "13 of 40 (32.5%)"),
        ({"n": 16, "base": 39, "percent": "1600/39"}, "16 of 39 (41.03%)"),
        ({"n": 1, "base": 32, "percent": "25/8"}, "1 of 32 (3.125%)"),
        ({"n": 1, "base": 2000, "percent": "1/20"}, "1 of 2,000 (0.05%)"),
        ({"n": 1234567, "base": 1234567, "percent": "100"}, "1,234,567 of 1,234,567 (100%)"),
        ({"n": 0, "base": 0, "percent": None}, "0 of 0"),
        ({"value": "167/10"}, "16.7"),
        ({"value": "50/3"}, "16.67"),
        ({"value": "-50/3"}, "-16.67"),
        ({"value": "1999999/1000000"}, "2.00"),
        ({"value": "12345"}, "12,345"),
    ],
)
def test_a_claim_tells_its_exact_value(sample, statistic, said):
    told = {**STATISTICS, "some": {"text": "words", "forms": {"words": "words"}, **statistic}}
    sample.write("statistics.json", json.dumps(told))
    sample.body('Of []{of="some"}.\n')
    assert f'title="some · {said}"' in render(sample)


def test_the_words_of_a_claim_are_the_authors(staged):
    text = 'Of [*two* of&nbsp;five]{of="court.yes" lang="fr"}.\n'
    (staged.stage / "report.qmd").write_text(f"---\ntitle: T\n---\n\n{text}", encoding="utf-8")
    out = staged.root / "report.html"
    embedded.render_html(staged.stage, out)
    page = out.read_text(encoding="utf-8")
    found = re.search(r'<span lang="fr"><span class="claim"[^>]*>(.*?)</span></span>', page)
    assert found[1] == "<em>two</em> of\u00a0five"
    made = embedded._convert(staged.stage, "typst", [])
    assert "Of #emph[two] of~five." in made


def test_a_claim_may_be_for_one_format(sample):
    sample.body('Of []{of="court.yes" .content-visible when-format="html"}.\n')
    assert re.search(r'<p>Of <span class="claim"[^>]*>40%</span>\.</p>', render(sample))
    assert "\n\nOf .\n" in typst(sample)


def test_fixed_numbers_are_words_like_any_other(sample):
    sample.body("From [17]{.fixed} on, [eighteen]{.fixed .smallcaps} [*too*]{.fixed}.\n")
    page = render(sample).partition("<body>")[2]
    assert "From 17 on, " in page and "<em>too</em>." in page and "fixed" not in page
    assert "From 17 on, #smallcaps[eighteen] #emph[too]." in typst(sample)


def test_a_discreet_claim_keeps_its_counts_to_itself(sample):
    sample.body('Of [40%]{of="court.yes" .discreet}.\n')
    page = render(sample).partition("<body>")[2]
    assert "<p>Of 40%.</p>" in page


WORDS = "::: {#tbl-words .quantifiers}\nPhrases of @tbl-words\n:::\n"


def test_the_table_of_phrases(sample):
    sample.body(WORDS)
    page, pdf = render(sample), typst(sample)
    assert '<span class="exhibit-label">Table\u00a01</span>' in page
    assert '<th scope="col" class="gt_left">Phrase</th>' in page
    assert '<th scope="row" class="gt_row gt_left">few</th>' in page
    assert "a &lt;lot&gt;, the &quot;bulk&quot;</span></th>" in page
    assert '<td class="gt_row gt_right">above 50%</td>' in page
    assert TABLE_CSS in page
    assert '"few"), "below 10%",' in pdf
    assert ', a <lot>, the \\"bulk\\"")), "above 50%",' in pdf
    assert render(sample, "pdf").startswith(b"%PDF")


EXCERPTS = '::: {.excerpts code="impact.clear"}\n:::\n'


def test_excerpts_are_quoted_marked_and_never_markup(sample):
    sample.body(EXCERPTS)
    page, pdf = render(sample), typst(sample)
    assert page.count('<figure class="excerpt">') == 2
    assert "<p>It’s “bad” &lt;script&gt; &amp; #let x = *1* $y$ @smith2020" in page
    assert '<span class="excerpt-mark">Illustrative excerpt</span>' in page
    assert '<span class="excerpt-speaker">A clinician in a *small* &lt;team&gt;</span>' in page
    assert '<span class="excerpt-mark">Excerpt</span>' in page
    assert "\\#let x \\= \\*1\\* \\$y\\$ \\@smith2020" in pdf.replace(" = ", " \\= ")
    assert "#strong[Illustrative excerpt] · A clinician in a \\*small\\* \\<team\\>])[" in pdf


def test_excerpts_are_tagged_as_quotations(sample):
    sample.body(EXCERPTS)
    pdf = pikepdf.open(io.BytesIO(render(sample, "pdf")))
    tags = [str(o.get("/S")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
    assert tags.count("/BlockQuote") == 2


def test_only_the_excerpts_of_the_code_are_shown(sample):
    sample.body('::: {.excerpts code="impact.good"}\n:::\n')
    page = render(sample)
    assert "It helped." in page and "Illustrative excerpt" not in page


def test_the_filter_refuses_divs_that_it_cannot_fill(staged):
    text = '::: {.excerpts code="no.such"}\nWords\n:::\n'
    (staged.stage / "report.qmd").write_text(f"---\ntitle: T\n---\n\n{text}", encoding="utf-8")
    with pytest.raises(ReportError) as refused:
        embedded.render_html(staged.stage, staged.root / "report.html")
    assert [problem.message for problem in refused.value.problems] == [
        'the excerpts of "no.such" hold text of their own.',
        'there is no excerpt for "no.such".',
    ]


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


PEOPLE = """\
---
title: A tiny report
author:
  - name: {given: Maria, non-dropping-particle: van der, family: Berg}
    affiliations: [Institute of Tests, {name: A *Centre*}]
  - name: {given: Alexander, dropping-particle: von, family: Humboldt, suffix: Jr.}
    affiliation: {name: University, city: Berlin}
  - name: {given: Jean, non-dropping-particle: d’, family: Arc}
  - name: {literal: Team of Tests}
  - name: B. Tester
  - {given: C., family: Tester}
  - D. Tester
bibliography: references.bib
---

"""
NAMES = ["Maria van der Berg", "Alexander von Humboldt Jr.", "Jean d’Arc", "Team of Tests"]
NAMES += ["B. Tester", "C. Tester", "D. Tester"]


def test_names_and_affiliations_in_parts_are_joined(sample):
    sample.write("report/report.qmd", PEOPLE + BODY)
    page, pdf = render(sample), typst(sample)
    shown = re.findall(r"<dd>(.*?)</dd>", page[page.index("imprint-authors") :])
    assert [re.sub("<.*", "", one) for one in shown][: len(NAMES)] == NAMES
    for place in ("Institute of Tests", "A Centre", "University"):
        assert f'<span class="affiliation">{place}</span>' in page
        assert f"#text(fill: quiet)[{place}]" in pdf
    assert re.findall(r'<meta name="author" content="(.*?)">', page) == [", ".join(NAMES)]
    assert ", ".join(f'"{name}"' for name in NAMES) + "," in pdf
    for name in NAMES:
        assert f"#text(weight: 600)[{name}]" in pdf
    assert render(sample, "pdf").startswith(b"%PDF")


def test_authors_and_affiliations_without_names_are_refused(staged):
    people = "[{orcid: 0000-0002-1825-0097}, {name: A. Tester, affiliations: [{ref: there}]}]"
    text = f"---\ntitle: T\nauthor: {people}\n---\n\nWords.\n"
    (staged.stage / "report.qmd").write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as refused:
        embedded.render_html(staged.stage, staged.root / "report.html")
    assert [problem.message for problem in refused.value.problems] == [
        "an author has no name.",
        "an affiliation of A. Tester has no name.",
    ]


def test_comments_are_left_out_of_both(sample):
    comment = "<!-- ask\n\nR012 -->"
    sample.body(f"{comment}\n\nSome <!-- or *unsaid* --> words.\n\n<!-- a --> <!-- b -->\n")
    page, pdf = render(sample), typst(sample)
    assert "R012" not in page + pdf and "unsaid" not in page + pdf and "<!-- " not in page
    assert "Some words." in plain(page) and "Some words." in " ".join(pdf.split())


def test_other_markup_is_still_refused_for_the_pdf(staged):
    text = "---\ntitle: T\n---\n\n<!-- a --><br>\n\nSome <b>words</b>.\n"
    (staged.stage / "report.qmd").write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as refused:
        embedded.render_pdf(staged.stage, staged.root / "report.pdf")
    assert sorted(problem.message for problem in refused.value.problems) == [
        f"raw html ({tag}) would be lost." for tag in ("</b>", "<b>", "<br>")
    ]


def test_a_letter_that_the_fonts_lack_is_set_and_told(tmp_path, capsys):
    source = '#set document(title: "T")\n#set text(font: "Source Serif Pro")\n語'
    pdf, _ = embedded._compiled(source, tmp_path, None)
    assert bytes(pdf).startswith(b"%PDF")
    assert "letters are in no font of Corrigenda" in capsys.readouterr().err


def test_the_fonts_of_corrigenda_suffice_for_latin(tmp_path, capsys):
    source = '#set document(title: "T")\n#set text(font: "Source Serif Pro")\nÉtudes'
    embedded._compiled(source, tmp_path, None)
    assert capsys.readouterr().err == ""
