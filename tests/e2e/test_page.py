"""What the page opens of where things come from, in a real browser."""

import json

import pytest
from playwright.sync_api import expect

from corrigenda.rendering import embedded, stage
from corrigenda.rendering.flow import Flow, flow_svg

WIDTHS = (360, 1440)
HASH = "7a2af74700931e0db7abef861d8759a67c28d0c4730a28fb70aa117b3be6aec3"
SHARE = {"text": "40%", "forms": {}, "n": 2, "base": 5, "percent": "40"}
STATISTICS = {"court.yes": SHARE, "both.yes": SHARE, "unrecorded": SHARE}
FACTS = [
    {"term": "Responses", "lines": ["5 of 7 in tiny.csv, rows 8–12", "Left out: 2 previews"]},
    {"term": "Raw files", "lines": [f"tiny.csv, SHA-256 {HASH}"]},
]
PROVENANCE = {
    "exhibits": {
        "tbl-court": {
            "record": "tiny/tbl-court@3f2a9c01b2d4",
            "facts": FACTS,
            "csv": "tbl-court.csv",
            "declaration": "tbl-court:\n  blocks: [court]\n",
            "code": {"name": "corrigenda.tables.to_html", "text": "def to_html(): ..." + " #" * 80},
        }
    },
    "statistics": {
        "court.yes": {
            "rule": "Respondents who answered yes to court.",
            "items": ["court"],
            "command": "corrigenda audit court.yes",
        },
        "both.yes": {
            "rule": "Respondents of whom both is true.",
            "items": ["court", "impact"],
            "command": "corrigenda audit both.yes",
        },
    },
    "items": {
        "court": {"label": "Went to court", "facts": FACTS},
        "impact": {"label": "Impact of court", "facts": FACTS * 6},
    },
    "made": [
        {
            "id": "sec-made-files",
            "title": "Files",
            "blocks": [
                {"kind": "figure", "id": "fig-made-flow", "file": "flow.svg", "alt": "The flow"}
                | {"caption": "The flow"},
                {
                    "kind": "table",
                    "columns": [{"title": "File", "mono": True}, {"title": "SHA", "mono": True}],
                    "rows": [["data/tiny/raw/a-rather-long-name-of-a-file.csv", HASH]] * 9,
                },
                {"kind": "facts", "facts": FACTS},
            ],
        }
    ],
}
LINE = "word " * 9 + '[two of them]{of="court.yes"}, [2]{of="both.yes"} word. '
SOURCE = f"""\
---
title: Where it comes from
abstract: |
  In short, [two]{{of="court.yes"}} did.
---

# Court {{#sec-court}}

At first [40%]{{of="unrecorded"}}, then [a link with [2 of 5]{{of="court.yes"}}](#sec-court).

::: {{#tbl-court .exhibit}}
Of [2 of 5]{{of="court.yes"}}
:::

{chr(10).join([LINE * 2 + chr(10)] * 20)}

# How it was made {{#sec-made}}

::: {{.provenance}}
:::
"""
CSV = 'row,n\n"Yes, äh",2\n'
PANEL, TIP = ".claim-panel", ".claim-tip"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A page with an exhibit, claims of two statistics, and one that nothing is known of."""
    folder = tmp_path_factory.mktemp("page")
    exhibits = {"tbl-court": {"kind": "table", "alt": "", "source": "Source: tiny.csv."}}
    texts = {
        "report.qmd": SOURCE,
        "statistics.json": json.dumps(STATISTICS),
        "exhibits.json": json.dumps(exhibits),
        "provenance.json": json.dumps(PROVENANCE),
        "flow.svg": flow_svg(Flow(7, 5, 1, 3, 9, 2, 1, 0, 9, 41)),
        "study.json": "{}",
        "quantifiers.json": "[]",
        "excerpts.json": "[]",
    }
    copies = {}
    for name, text in (("tbl-court.csv", CSV), ("tbl-court.html", "<table></table>")):
        (folder / name).write_text(text, encoding="utf-8")
        copies[f"exhibits/{name}"] = folder / name
    stage.write(folder / "stage", copies, texts)
    embedded.render_html(folder / "stage", folder / "report.html")
    return (folder / "report.html").as_uri()


@pytest.fixture
def page(browser, address, request):
    """The page at the width that the test is run for; at 360 pixels on a touch screen."""
    width = request.getfixturevalue("width") if "width" in request.fixturenames else 1440
    context = browser.new_context(
        viewport={"width": width, "height": 700},
        offline=True,
        reduced_motion="reduce",
        has_touch=width < 500,
    )
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.goto(address)
    yield opened
    assert opened.complaints == []
    context.close()


def claims(page):
    """Find the claims in the lines of the text: 40 of each statistic, in turn."""
    return page.locator("#sec-court > p .claim[role=button]")


def press(page, locator):
    """Click or tap, as the device does, and wait until the page has heard it."""
    touch = page.evaluate("matchMedia('(pointer: coarse)').matches || 'ontouchstart' in window")
    page.evaluate(
        """() => {
          window.heard = false;
          addEventListener("click", () => { window.heard = true; }, { once: true });
        }"""
    )
    (locator.tap if touch else locator.click)()
    page.wait_for_function("window.heard")


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_claim_opens_where_it_comes_from(page, width):
    panel, claim = page.locator(PANEL), claims(page).nth(2)
    assert not panel.is_visible()
    press(page, claim)
    expect(page.get_by_role("dialog", name="Where “two of them” comes from")).to_be_visible()
    for words in (
        "2 of 5 (40%)",
        "court.yes",
        "Respondents who answered yes to court.",
        "corrigenda audit court.yes",
        "Went to court",
        "rows 8–12",  # a single item stands open
    ):
        expect(panel).to_contain_text(words, use_inner_text=True)
    expect(page.locator(TIP)).to_be_hidden()
    expect(panel).to_be_focused()
    expect(claim).to_have_attribute("aria-expanded", "true")
    press(page, claim)
    expect(panel).to_be_hidden()
    expect(claim).to_have_attribute("aria-expanded", "false")


@pytest.mark.browser
@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_keyboard_opens_and_closes_it(page, key):
    panel, claim = page.locator(PANEL), claims(page).nth(2)
    claim.focus()
    expect(page.locator(TIP)).to_be_visible()
    scroll = page.evaluate("scrollY")
    page.keyboard.press(key)
    expect(panel).to_be_visible()
    expect(page.locator(TIP)).to_be_hidden()
    expect(panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(claim).to_be_focused()
    assert page.evaluate("scrollY") == scroll


@pytest.mark.browser
def test_tab_goes_through_the_panel_and_on_from_its_claim(page):
    panel = page.locator(PANEL)
    claims(page).nth(3).focus()
    page.keyboard.press("Enter")
    stops = panel.locator("summary, button").locator("visible=true")
    expect(stops).to_have_count(2 + 1)  # each of two items, which stand closed, and the button
    for stop in stops.all():
        page.keyboard.press("Tab")
        expect(stop).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel).to_be_hidden()
    expect(claims(page).nth(4)).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(panel).to_be_hidden()
    expect(claims(page).nth(4)).to_be_focused()


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_the_button_closes_it_and_so_does_a_press_elsewhere(page, width):
    panel = page.locator(PANEL)
    press(page, claims(page).nth(0))
    press(page, page.get_by_role("button", name="Close"))
    expect(panel).to_be_hidden()
    expect(claims(page).nth(0)).to_be_focused()
    expect(page.locator(TIP)).to_be_hidden()
    press(page, claims(page).nth(0))
    press(page, panel.locator(".origin-rule"))
    expect(panel).to_be_visible()
    page.mouse.click(3, 3)
    expect(panel).to_be_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_there_is_one_panel_and_it_stays_in_the_window(page, width):
    edges = page.evaluate(
        """() => Array.from(document.querySelectorAll(".claim[aria-haspopup]"), (claim, number) => {
          claim.scrollIntoView({ block: ["start", "center", "end"][number % 3] });
          claim.click();
          const box = document.querySelector(".claim-panel").getBoundingClientRect();
          const line = claim.getBoundingClientRect();
          return [
            box.left, box.right, box.top, box.bottom,
            box.left >= line.right || box.top >= line.bottom || box.bottom <= line.top,
            document.documentElement.scrollWidth,
            document.querySelectorAll(".claim-panel").length,
          ];
        })"""
    )
    assert len(edges) > 80
    for left, right, top, bottom, apart, scroll, panels in edges:
        assert left >= 0 and right <= width and scroll <= width and panels == 1
        assert top >= 0 and bottom <= 700 + 1 and apart


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_claim_of_which_nothing_is_known_keeps_its_tooltip(page, width):
    claim = page.locator(".claim[data-of=unrecorded]")
    assert claim.get_attribute("role") is None
    press(page, claim)
    expect(page.locator(TIP)).to_have_text("unrecorded · 2 of 5 (40%)", use_inner_text=True)
    expect(page.locator(PANEL)).to_be_hidden()
    assert page.locator("a .claim[role]").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_below_an_exhibit_it_opens_and_the_data_can_be_saved(page, width):
    summary = page.get_by_text("Where this comes from: Of 2 of 5")
    facts = page.locator(".provenance .facts")
    listing = page.get_by_role("group", name="Declaration")
    assert not facts.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    expect(facts).to_be_visible()
    expect(listing).to_be_hidden()
    expect(facts).to_contain_text(HASH, use_inner_text=True)
    press(page, page.get_by_text("Declaration", exact=True))
    press(page, page.get_by_text("Code: corrigenda.tables.to_html"))
    expect(listing).to_contain_text("blocks: [court]", use_inner_text=True)
    expect(page.get_by_text("def to_html(): ...")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    with page.expect_download() as saved:
        press(page, page.get_by_role("link", name="tbl-court.csv"))
    assert saved.value.suggested_filename == "tbl-court.csv"
    assert saved.value.path().read_text(encoding="utf-8") == CSV


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_last_chapter_fits(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function("s => matchMedia(`(prefers-color-scheme: ${s})`).matches", arg=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.evaluate(
        "Array.from(document.querySelectorAll('#sec-made :is(td, dd, img)'), box => "
        "box.getBoundingClientRect().right)"
    )
    assert wide and max(wide) <= width
    assert page.get_by_role("img", name="The flow").count() == 1


@pytest.mark.browser
def test_only_what_is_open_is_printed(page):
    claims(page).nth(0).click()
    expect(page.locator(PANEL)).to_be_visible()
    page.emulate_media(media="print")
    page.wait_for_function("matchMedia('print').matches")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(".provenance")).to_be_hidden()
    page.locator(".provenance").evaluate("details => { details.open = true; }")
    expect(page.locator(".provenance .facts")).to_be_visible()


@pytest.mark.browser
def test_without_scripts_the_exhibits_open_and_the_claims_have_titles(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_text("Where this comes from: Of 2 of 5").click()
    expect(page.locator(".provenance .facts")).to_be_visible()
    assert page.locator("main .claim[title='court.yes · 2 of 5 (40%)']").count() > 40
    assert page.get_by_text("Respondents who answered yes to court.").count() == 0
    context.close()
