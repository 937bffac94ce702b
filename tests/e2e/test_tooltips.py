"""What a claim tells on hover, focus and tap, in a real browser."""

import json

import pytest
from playwright.sync_api import expect

from corrigenda.rendering import embedded, stage

WIDTHS = (360, 1440)
STATISTICS = {
    "court.yes": {"text": "40%", "forms": {}, "n": 2, "base": 5, "percent": "40"},
    "a_rather_long_item.and_a_rather_long_option_of_this_item": {
        "text": "33%",
        "forms": {},
        "n": 13,
        "base": 40,
        "percent": "65/2",
    },
}
SOURCE = """\
---
title: Claims
abstract: |
  In short, [two]{of="court.yes"} did.
---

# Of [40%]{of="court.yes"} who went to court {#sec-court}

Words before [a link with [2 of 5]{of="court.yes"}](#sec-court) and behind it.

::: {#tbl-words .quantifiers}
Phrases, such as [*two* fifths]{of="court.yes"}
:::

LINES

Words at the end.
"""
LINE = "word " * 7 + "[about one-third of all of them]{of=LONG}, [40%]{of=court.yes} word. "
TIP = ".claim-tip"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A page with 150 claims, some of them at the edges of the text."""
    folder = tmp_path_factory.mktemp("tooltips")
    long = next(name for name in STATISTICS if name != "court.yes")
    lines = "\n\n".join([LINE * 3] * 25).replace("LONG", long)
    texts = {
        "report.qmd": SOURCE.replace("LINES", lines),
        "statistics.json": json.dumps(STATISTICS),
        "quantifiers.json": json.dumps([{"phrase": "most", "also": [], "interval": "above 50%"}]),
        **{f"{name}.json": "{}" for name in ("exhibits", "study")},
        "excerpts.json": "[]",
    }
    stage.write(folder / "stage", {}, texts)
    embedded.render_html(folder / "stage", folder / "report.html")
    return (folder / "report.html").as_uri()


@pytest.fixture
def page(browser, address, request):
    """The page at the width that the test is run for."""
    width = request.getfixturevalue("width") if "width" in request.fixturenames else 1440
    context = browser.new_context(
        viewport={"width": width, "height": 700}, offline=True, reduced_motion="reduce"
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
    return page.locator("main p .claim[tabindex]")


def in_sight(page, width):
    box = page.locator(TIP).bounding_box()
    return (
        box["x"] >= 0
        and box["x"] + box["width"] <= width
        and box["y"] >= 0
        and page.evaluate("document.documentElement.scrollWidth") <= width
    )


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_hover_tells_and_the_pointer_may_reach_the_tooltip(page, width):
    tip, claim = page.locator(TIP), claims(page).nth(2)
    assert not tip.is_visible()
    claim.hover()
    expect(tip).to_have_text("court.yes · 2 of 5 (40%)", use_inner_text=True)
    assert in_sight(page, width)
    tip.hover()
    page.wait_for_timeout(500)
    expect(tip).to_be_visible()
    page.mouse.move(5, 690)
    tip.wait_for(state="hidden")


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_reaches_every_claim(page, width):
    tip, claim = page.locator(TIP), claims(page).nth(1)
    claim.focus()
    expect(tip).to_be_visible()
    expect(tip).to_have_attribute("role", "tooltip")
    expect(claim).to_have_attribute("aria-describedby", tip.get_attribute("id"))
    expect(tip).to_contain_text("13 of 40 (32.5%)", use_inner_text=True)
    assert in_sight(page, width)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(page.locator("[aria-describedby]")).to_have_count(0)
    expect(claim).to_be_focused()
    page.keyboard.press("Tab")
    expect(tip).to_have_text("court.yes · 2 of 5 (40%)", use_inner_text=True)
    expect(page.locator("[aria-describedby]")).to_have_count(1)


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_no_tooltip_leaves_the_window(page, width):
    edges = page.evaluate(
        """() => Array.from(document.querySelectorAll(".claim[tabindex]"), claim => {
          claim.focus();
          const box = document.querySelector(".claim-tip").getBoundingClientRect();
          return [box.left, box.right, box.top, document.documentElement.scrollWidth];
        })"""
    )
    assert len(edges) > 150
    for left, right, top, scroll in edges:
        assert left >= 0 and right <= width and top >= 0 and scroll <= width


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_tap_tells_and_the_next_one_closes(browser, address, width):
    context = browser.new_context(viewport={"width": width, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    tip, claim = page.locator(TIP), claims(page).nth(2)
    claim.tap()
    expect(tip).to_have_text("court.yes · 2 of 5 (40%)", use_inner_text=True)
    assert in_sight(page, width)
    claim.tap()
    expect(tip).to_be_hidden()
    claim.tap()
    expect(tip).to_be_visible()
    claims(page).nth(3).tap()
    page.wait_for_timeout(500)
    expect(tip).to_contain_text("13 of 40", use_inner_text=True)
    page.locator("h1").tap()
    expect(tip).to_be_hidden()
    context.close()


@pytest.mark.browser
def test_only_claims_outside_of_links_are_stops(page):
    stops = page.locator(".claim[tabindex='0']").count()
    assert stops == 3 + 150  # the abstract, the heading and the caption beside the lines
    assert page.locator("a .claim").count() == 2  # one of them in the contents
    assert page.locator("a .claim[tabindex], .claim[title]").count() == 0


@pytest.mark.browser
def test_nothing_of_it_is_printed(page):
    claim = claims(page).nth(1)
    claim.focus()
    expect(page.locator(TIP)).to_be_visible()
    page.emulate_media(media="print")
    page.wait_for_function("matchMedia('print').matches")
    expect(page.locator(TIP)).to_be_hidden()
    style = "claim => getComputedStyle(claim).textDecorationLine"
    assert claim.evaluate(style) == "none"


@pytest.mark.browser
def test_without_scripts_the_browser_tells_it(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    titles = page.locator("main .claim[title='court.yes · 2 of 5 (40%)']")
    assert titles.count() > 75 and page.locator(TIP).count() == 0
    context.close()
