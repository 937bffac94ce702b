"""What is wrong with a report: all of it at once, with file and line."""

import pytest

from .conftest import HEADER, HEADER_LINES, SAMPLE

FIRST = HEADER_LINES + 1


def test_a_good_report_has_no_problems(sample):
    assert sample.problems() == []


def test_every_problem_is_told_in_the_order_of_the_text(sample):
    sample.write("report/_sample.qmd", SAMPLE.replace("people", "poeple"))
    sample.body("# A\n\n{{< include _sample.qmd >}}\n\n@fig-cuort [@smth2020]\n")
    first, *rest = sample.problems()
    assert first.startswith("report/_sample.qmd:6: ")
    assert 'no statistic is called "poeple"' in first
    assert 'Did you mean "people"?' in first
    assert [problem.split(": ")[0] for problem in rest] == [f"report/report.qmd:{FIRST + 4}"] * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[]{of="court.yess"}', ['no statistic is called "court.yess"', '"court.yes"']),
        ('[]{of="court.yes" as="procent"}', ['no form "procent"', '"percent"']),
        (
            '[three of five]{of="court.yes"}',
            ['"three of five" does not hold: court.yes is 2 of 5 (40%).', '"two of five"'],
        ),
        ('[41%]{of="court.yes" as="percent"}', ['"41%" does not', 'What would hold: "40%".']),
        ('40% {of="court.yes"}', ['no text in brackets stands right before {of="court.yes"}.']),
        ('[40%]{as="n"}', ['{as="n"} names no statistic']),
        ("See @tbl-nothing.", ['the reference "@tbl-nothing" leads nowhere']),
        ("See @sec-first.", ['"@sec-first" leads nowhere']),
        ("# Later {#sec-later .unnumbered}\n\n@sec-later", ["section without a number"]),
        ("[@smith2021]", ["is not in the bibliography", 'Did you mean "smith2020"?']),
        ("[text](#sec-gone)", ["the link to #sec-gone leads nowhere"]),
        (
            "# A {#sec-a}\n\n# B {#sec-a}",
            ['the id "sec-a" is given twice', "first at report/report.qmd:15"],
        ),
        ("# A\n\n### C", ["level 3 follows one of level 1"]),
        ("## B", ["the first heading has level 2"]),
        ("::: {.callout-note}\ntext", ["the div is never closed"]),
        ("text\n::: {.callout-note}\nx\n:::", ["the div follows a paragraph"]),
        ("text\n# A", ["the heading follows a paragraph"]),
        ("::: {#tbl-more .exhibit}\nx\n:::", ['no exhibit is called "tbl-more"', "tbl-sample"]),
        ("::: {.exhibit}\nx\n:::", ["an exhibit has no id"]),
        ("::: {#fig-court .exhibit}\n\n:::", ['"fig-court" has no caption']),
        ("::: {#fig-court .exhibit}\nA\n\nB\n:::", ["holds more than a caption"]),
        ("::: {#fig-court}\nCaption\n:::", ['lacks the class "exhibit"']),
    ],
)
def test_problems(sample, text, said):
    sample.body(text + "\n")
    problem = sample.problem()
    assert problem.startswith("report/report.qmd:")
    for words in said:
        assert words in problem


@pytest.mark.parametrize(
    "text",
    [
        '[Two]{of="court.yes" as="Words"} did.',
        '[*2* of\u00a05]{of="court.yes"}',
        'Half.[]{of="court.yes"}',
        "# A\n\n## B\n\n### C\n\n# D",
        "::: {.callout-note}\n### A heading in a box\n\ntext\n:::",
        "```\n[]{of=nothing} @nobody\n```",
        "A price of $5 and $10, <https://x.org/@y>, a@b.org, 3 < 4.",
        "A note.[^1]\n\n[^1]: Its text.",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "Term\n:   Definition",
        "[word]{.smallcaps} and [mot]{lang=fr}",
        "::: {#tbl-own}\n| a | b |\n|---|---|\n| 1 | 2 |\n\nCaption\n:::\n\n@tbl-own",
    ],
)
def test_what_a_report_may_hold(sample, text):
    sample.body(text + "\n")
    assert sample.problems() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```{python}\n1\n```", 'the code cell "{python}"'),
        ("It is `{python} 1 + 1`.", 'the code "`{python} 1 + 1`"'),
        ("It is `r n`.", 'the code "`r n`"'),
        ("{{< pagebreak >}}", 'the shortcode "pagebreak"'),
        ("Text {{< include _sample.qmd >}}", 'the shortcode "include"'),
        ("$a^2$", 'the formula "a^2"'),
        ("![alt](x.png)", 'the image "alt"'),
        ("A <b>word</b>", 'the HTML "<b>"'),
        ("A \\textbf{word}", 'the LaTeX command "\\textbf"'),
        ("```{=html}\n<b>\n```", "raw html"),
        ("a `<b>`{=html} b", "raw html"),
        ("::: {.panel-tabset}\nx\n:::", '".panel-tabset"'),
        ("::: {.column-margin}\nx\n:::", '".column-margin"'),
        ("::: {.callout-nte}\nx\n:::", 'Did you mean "callout-note"'),
        ('::: {.callout-note collapse="true"}\nx\n:::', '"collapse" on this div'),
        ('::: {.content-visible when-format="pdf"}\nx\n:::', 'write "typst"'),
        ("::: {.content-visible}\nx\n:::", "without when-format"),
        ("See @eq-one.", 'the reference "@eq-one"'),
        ("[x]{.aside}", '".aside" on this span'),
        ("# A {.appendix}", '".appendix" on this heading'),
        ("Title\n=====", "the heading underlined"),
        ("| a |\n|---|\n| 1 |\n\n: Caption {#tbl-x}", "the table caption"),
    ],
)
def test_what_only_one_engine_knows_is_refused(sample, text, said):
    sample.body(text + "\n")
    problems = sample.problems()
    assert any(said in p and p.startswith("report/report.qmd:") for p in problems), problems


def test_raw_content_is_welcome_where_only_its_format_goes(sample):
    raw = '::: {.content-visible when-format="html"}\n\n```{=html}\n<hr>\n```\n\n:::\n'
    sample.body(raw)
    assert sample.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: A tiny report", "title: ''", "the report has no title"),
        ("2024-05-01", "today", 'the date "today" is not a date'),
        ("references.bib", "refs.bib", "there is no file report/refs.bib"),
        ("references.bib", "../statistics.json", "lies outside the folder"),
        ("court.yes", "court.yess", 'no statistic is called "court.yess"'),
        ("title: A", "title: [A", "the header is not valid YAML"),
    ],
)
def test_problems_of_the_header(sample, old, new, said):
    sample.write("report/report.qmd", HEADER.replace(old, new))
    assert any(said in problem for problem in sample.problems())


def test_sources_are_judged_before_anything_is_built(sample):
    for path in (sample.root / "figures").iterdir():
        path.unlink()
    sample.body("# A\n\n{{< include _sample.qmd >}}\n\n[41%]{of=court.yes}\n")
    (problem,) = sample.inputs().problems(built=False)
    assert problem.message == '"41%" does not hold: court.yes is 2 of 5 (40%).'


def test_unbound_numbers_of_sources_and_alternative_texts_are_told(sample):
    sample.body("Of 40 sites.\n\n{{< include _sample.qmd >}}\n\n{{< include _sample.qmd >}}\n")
    sample.write("report/_sample.qmd", "At 7 sites.\n")
    sample.exhibits["fig-court"]["alt"] = "Two bars."
    sample.write("report/exhibits.yaml", "exhibits:\n  fig-court:\n    alt: Two bars.\n")
    found = sample.inputs().unbound()
    assert [(p.place, p.message.partition(" is")[0]) for p in found] == [
        ("report/report.qmd:3", '"one"'),
        (f"report/report.qmd:{FIRST}", '"40"'),
        ("report/_sample.qmd:1", '"7"'),
        ("report/exhibits.yaml:3", '"Two"'),
    ]


def test_claims_of_alternative_texts_are_judged(sample):
    sample.exhibits["fig-court"] |= {"alt": '[]{of="court.no"}', "place": "report/exhibits.yaml:7"}
    assert sample.problem().startswith('report/exhibits.yaml:7: no statistic is called "court.no"')


def test_a_figure_without_alternative_text_is_refused(sample):
    sample.exhibits["fig-court"]["alt"] = " "
    assert "has no alternative text" in sample.problem()


def test_a_missing_exhibit_file_is_told_at_its_div(sample):
    (sample.root / "figures/tbl-sample.typ").unlink()
    problem = sample.problem()
    assert problem.startswith("report/_sample.qmd:5: ")
    assert "lacks figures/tbl-sample.typ" in problem


def test_the_kind_of_an_exhibit_fits_its_id(sample):
    sample.exhibits["fig-court"]["kind"] = "table"
    sample.write("figures/fig-court.html", "x")
    sample.write("figures/fig-court.typ", "x")
    assert '"fig-court" is a table' in sample.problem()
