"""The text of a report, taken from the page of either engine."""

import pytest

from corrigenda.releases.text import passages

PAGE = "<!DOCTYPE html><html><head><title>T</title><style>p{}</style></head><body>%s</body></html>"
MAIN = '<nav><p>Contents</p></nav><main id="report">%s</main><footer><p>Made</p></footer>'


def told(body: str) -> list[str]:
    """Return each passage as "section/kind: text"."""
    found = passages((PAGE % (MAIN % body)).encode())
    return [f"{p.section}/{p.kind}: {p.text}" for p in found]


HEADING = '<h2><span class="section-number">1</span> Title <em>a</em></h2>'
SECTION = f'<section id="sec-a">{HEADING}%s</section>'


def test_a_passage_knows_its_section_and_title():
    found = passages((PAGE % (MAIN % (SECTION % "<p>One.</p>"))).encode())
    assert [(p.section, p.title, p.kind, p.text) for p in found] == [
        ("sec-a", "Title a", "heading", "Title a"),
        ("sec-a", "Title a", "paragraph", "One."),
    ]


KINDS = {
    "<p>Of <span class='claim'>20%</span>,\n  or&nbsp;8<br>of 40 – “all”.</p>": [
        "/paragraph: Of 20%, or 8 of 40 – “all”."
    ],
    "<ul><li>One <b>two</b></li><li><p>Three</p><p>Four</p></li></ul>": [
        "/item: One two",
        "/item: Three",
        "/item: Four",
    ],
    "<ul><li>One<ul><li>Inner</li></ul>after</li></ul>": [
        "/item: One",
        "/item: Inner",
        "/item: after",
    ],
    "<blockquote><p>Said</p></blockquote>": ["/quotation: Said"],
    "<figure><figcaption><span>Table 1</span> Sample</figcaption></figure>": [
        "/caption: Table 1 Sample"
    ],
    "<table><caption>C</caption><tr><th>Head</th></tr><tr><td>1 <i>x</i></td></tr></table>": [
        "/caption: C",
        "/cell: Head",
        "/cell: 1 x",
    ],
    "<dl><dt>Term</dt><dd>What</dd></dl>": ["/item: Term", "/item: What"],
    "<div class='callout'><p>Mind</p></div>": ["/note: Mind"],
    "<section id='notes' class='footnotes'><ol><li><p>Foot</p></li></ol></section>": [
        "/note: Foot"
    ],
    "<section class='abstract'><h2>Summary</h2><p>Short.</p></section>": [
        "abstract/heading: Summary",
        "abstract/paragraph: Short.",
    ],
    "loose text<p>One</p>more": ["/paragraph: loose text", "/paragraph: One", "/paragraph: more"],
    "<p>W<wbr>ord</p><pre>  a\n  b</pre>": ["/paragraph: Word", "/paragraph: a b"],
}


@pytest.mark.parametrize(("body", "expected"), KINDS.items(), ids=range(len(KINDS)))
def test_each_kind_of_text_is_told(body, expected):
    assert told(body) == expected


LEFT_OUT = [
    "<details class='provenance'><summary>Where</summary><p>From</p></details>",
    "<div class='exhibit-source'><p>Source: a.csv. Record 1.</p></div>",
    "<div class='exhibit-table'><table><tr><td>1</td></tr></table></div>",
    "<template><p>A panel</p></template>",
    "<script>var a = 'text';</script>",
    "<style>p { }</style>",
    "<svg><text>Drawn</text></svg>",
    "<img alt='told elsewhere'>",
    "<!-- a comment -->",
    "<section id='sec-made'><h2>How this report was made</h2><p>So.</p></section>",
    "<p>  </p>",
]


@pytest.mark.parametrize("body", LEFT_OUT, ids=range(len(LEFT_OUT)))
def test_what_is_not_the_report_is_left_out(body):
    assert told(f"<p>Before</p>{body}<p>After</p>") == ["/paragraph: Before", "/paragraph: After"]
    line = told(f"<p>Before {body} after</p>") if not body.startswith(("<d", "<sec", "<p")) else []
    assert line in ([], ["/paragraph: Before after"])


def test_hidden_words_within_a_line_are_left_out():
    assert told("<p>One<span class='unseen'>: hidden</span>.</p>") == ["/paragraph: One."]


def test_a_page_of_quarto_is_read_as_well():
    body = """<div id="quarto-content"><nav>Contents</nav>
    <main class="content" id="quarto-document-content">
    <header id="title-block-header"><h1 class="title">The title</h1>
    <div class="quarto-title-meta"><div><p>An author</p></div></div>
    <div><div class="abstract"><div class="block-title">Abstract</div>Short.</div></div></header>
    <section id="sec-a" class="level1"><h1><span class="header-section-number">1</span> A</h1>
    <p>One.</p><div id="tbl-a" class="quarto-float"><figure><figcaption>Table&nbsp;1: Who
    </figcaption><div class="exhibit-table"><table><tr><td>1</td></tr></table></div></figure></div>
    </section></main></div>"""
    found = passages((PAGE % body).encode())
    assert [f"{p.section}/{p.kind}: {p.text}" for p in found] == [
        "abstract/paragraph: Abstract",
        "abstract/paragraph: Short.",
        "sec-a/heading: A",
        "sec-a/paragraph: One.",
        "sec-a/caption: Table 1: Who",
    ]


def test_a_page_without_a_main_part_tells_nothing():
    assert passages(b"<p>Loose</p>") == ()
