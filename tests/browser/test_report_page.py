"""The released report as its readers meet it: with a mouse, a keyboard, on a phone, on paper."""

import csv
import io
import re
from functools import partial

import pikepdf
import pytest
from playwright.sync_api import expect
from twice import FIGURE, NEW, STUDY, TABLE
from visiting import SCHEMES, WIDTHS, led_to, on_paper, overflow, tab_to, violations

pytestmark = pytest.mark.browser
NARROW, WIDE = 360, 1440
MOST = 1_500_000  # bytes: with eight tables and eight figures
PANEL = ".claim-panel"
A4 = 658  # pixels between the margins
REPORT = f"{STUDY}/{NEW}/index.html"


@pytest.fixture
def visit(reader, site):
    """Open the newest report, in a width and a scheme."""
    return partial(reader.open, site.file(REPORT), home=site.file())


def claims(page):
    """Find the claims of the text that open a panel."""
    return page.locator("main p .claim[role=button]")


def opened(page) -> None:
    """Open everything that opens."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


@pytest.mark.parametrize("width", WIDTHS)
def test_it_cannot_be_scrolled_sideways(visit, width):
    page = visit(width)
    assert overflow(page) == 0
    opened(page)
    claims(page).first.click()
    expect(page.locator(PANEL)).to_be_visible()
    assert overflow(page) == 0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_has_nothing_against_it(visit, scheme):
    page = visit(scheme=scheme)
    opened(page)
    claims(page).nth(3).click()
    expect(page.locator(PANEL)).to_be_visible()
    assert violations(page) == []


def test_axe_has_nothing_against_it_on_a_phone(visit):
    page = visit(NARROW, "dark")
    claims(page).nth(3).click()
    expect(page.locator(PANEL)).to_be_visible()
    assert violations(page) == []


def test_the_schemes_differ_and_pictures_stay_on_white(visit):
    colours = {}
    for scheme in SCHEMES:
        page = visit(scheme=scheme)
        body, image = (
            page.locator(one).first.evaluate("element => getComputedStyle(element).backgroundColor")
            for one in ("body", ".exhibit-image")
        )
        assert image == "rgb(255, 255, 255)"
        colours[scheme] = body
    assert colours == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 25, 30)"}


def test_the_contents_lead_by_mouse(visit):
    page = visit()
    link = page.locator(".contents a[href='#sec-limitations']")
    link.click()
    led_to(page, "#sec-limitations > h2")
    expect(page.locator(".contents [aria-current]")).to_have_attribute("href", "#sec-limitations")


def test_the_contents_open_on_a_phone_and_close_behind_the_reader(visit):
    page = visit(NARROW)
    contents = page.locator(".contents details")
    assert contents.get_attribute("open") is None
    contents.locator("summary").click()
    expect(contents).to_have_js_property("open", True)
    page.locator(".contents a[href='#sec-limitations']").click()
    expect(contents).to_have_js_property("open", False)
    led_to(page, "#sec-limitations > h2")


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_contents_lead_by_keyboard(visit, width):
    page = visit(width)
    link = page.locator(".contents a[href='#sec-limitations']")
    if width == NARROW:
        tab_to(page, page.locator(".contents summary"))
        page.keyboard.press("Enter")
        expect(link).to_be_visible()
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#sec-limitations$"))
    led_to(page, "#sec-limitations > h2")


def test_the_keyboard_skips_to_the_report(visit):
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the report")
    page.wait_for_function("document.querySelector('.skip').getBoundingClientRect().top > 0")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("key", ["", "Enter", " "])
def test_below_an_exhibit_it_opens_and_closes(visit, key):
    page = visit()
    summary = page.locator(f"#{TABLE} .provenance > summary")
    facts = page.locator(f"#{TABLE} .provenance > .facts")

    def press() -> None:
        if not key:
            return summary.click()
        summary.focus()
        return page.keyboard.press(key)

    assert not facts.is_visible()
    press()
    expect(facts).to_be_visible()
    expect(facts).to_contain_text("supervisor", use_inner_text=True)
    press()
    expect(facts).to_be_hidden()


@pytest.mark.parametrize("keyboard", [False, True])
@pytest.mark.parametrize("exhibit", [TABLE, FIGURE])
def test_the_data_behind_an_exhibit_can_be_saved(visit, site, exhibit, keyboard):
    page = visit()
    page.locator(f"#{exhibit} .provenance > summary").click()
    link = page.locator(f"#{exhibit} a[download='{exhibit}.csv']")
    expect(link).to_be_visible()
    with page.expect_download() as saved:
        if keyboard:
            tab_to(page, link)
            page.keyboard.press("Enter")
        else:
            link.click()
    assert saved.value.suggested_filename == f"{exhibit}.csv"
    content = saved.value.path().read_bytes()
    assert content == (site.project / f"figures/{STUDY}/{exhibit}.csv").read_bytes()
    assert len(list(csv.reader(io.StringIO(content.decode())))) > 2


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("keyboard", [False, True])
def test_a_claim_opens_where_it_comes_from(visit, width, keyboard):
    page = visit(width)
    claim = page.locator("#sec-environment p .claim[data-of='supervisor.yes']").first
    if keyboard:
        claim.focus()
        page.keyboard.press("Enter")
    else:
        claim.click()
    panel = page.get_by_role("dialog")
    for words in ("29 of 40", "corrigenda audit supervisor.yes"):
        expect(panel).to_contain_text(words, use_inner_text=True)
    box = panel.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] >= 0
    if keyboard:
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    expect(claim).to_be_focused()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_on_paper_it_is_black_on_white_and_nothing_is_cut_off(visit, scheme):
    page = visit(A4, scheme)
    claims(page).first.click()
    expect(page.locator(PANEL)).to_be_visible()
    on_paper(page)
    assert overflow(page) == 0
    for gone in (PANEL, ".skip", ".claim-tip"):
        expect(page.locator(gone)).to_be_hidden()
    body = page.locator("body")
    colours = body.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    wide = page.evaluate(
        """() => Array.from(document.querySelectorAll("main :is(table, img, pre)"))
          .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
          .map(one => one.outerHTML.slice(0, 80))"""
    )
    assert wide == []


def test_printing_it_gives_pages_with_the_contents(visit):
    page = visit(NARROW)  # where they are closed on the screen
    with pikepdf.open(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))) as pdf:
        assert 20 <= len(pdf.pages) <= 60
        assert sum(len(one.get("/Annots", [])) for one in pdf.pages[:2]) > 30
    expect(page.locator(".contents details")).to_have_js_property("open", False)


def test_without_scripts_it_is_all_there(plain_reader, site):
    page = plain_reader.open(site.file(REPORT), home=site.file())
    page.locator(f"#{TABLE} .provenance > summary").click()
    expect(page.locator(f"#{TABLE} .provenance > .facts")).to_be_visible()
    expect(page.locator(".contents a").first).to_be_visible()
    assert overflow(page) == 0
    assert plain_reader.heard() == []


def test_it_weighs_little(site, visit):
    page = visit()
    assert page.locator("main figure.exhibit-tbl").count() >= 8
    assert page.locator("main figure.exhibit-fig").count() >= 8
    assert (site.folder / REPORT).stat().st_size <= MOST
