"""Every kind of page of the site: in every width and scheme, by mouse, by keyboard, on paper."""

import re

import pytest
from playwright.sync_api import expect
from twice import FIGURE, NEW, OLD, SECOND_NOTE, STUDY, TABLE, UNMOVED
from visiting import (
    SCHEMES,
    WIDTHS,
    images,
    led_to,
    on_paper,
    overflow,
    resize,
    stops,
    tab_to,
    violations,
)

pytestmark = pytest.mark.browser
NARROW, WIDE = 360, 1440
A4 = 658  # pixels between the margins
VERSIONS = f"{STUDY}/{OLD}", f"{STUDY}/{NEW}"
PAGES = {
    "all studies": "index.html",
    "a study": f"{STUDY}/index.html",
    "the newest report": f"{STUDY}/{NEW}/index.html",
    "an older report": f"{STUDY}/{OLD}/index.html",
    "a table": f"{STUDY}/{NEW}/{TABLE}/index.html",
    "a figure": f"{STUDY}/{NEW}/{FIGURE}/index.html",
    "an older figure": f"{STUDY}/{OLD}/{FIGURE}/index.html",
    "changes": f"{STUDY}/{NEW}/changes/index.html",
    "no changes": f"{STUDY}/{OLD}/changes/index.html",
    "changes since": f"{STUDY}/changes/{OLD}/index.html",
}
OLDER = ("an older report", "an older figure", "no changes")
SMALL = [name for name in PAGES if "report" not in name]
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""  # what WCAG asks for
BANNER, SWITCH = "aside.site-newer", ".site-switch"


@pytest.fixture(params=PAGES)
def kind(request) -> str:
    """A kind of page."""
    return request.param


def opened(page) -> None:
    """Open everything that opens, but for the list of versions, which would cover the rest."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")


def test_it_fits_every_width(reader, site, kind):
    page = reader.open(site.file(PAGES[kind]), home=site.file())
    opened(page)
    for width in WIDTHS:
        resize(page, width)
        assert overflow(page) == 0, width


@pytest.mark.parametrize(("width", "style"), [(NARROW, SPACED), (WIDE, "html { font-size: 200% }")])
def test_it_fits_in_the_type_that_its_reader_needs(reader, site, kind, width, style):
    page = reader.open(site.file(PAGES[kind]), width, home=site.file())
    page.add_style_tag(content=style)
    assert overflow(page) == 0


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", SMALL)
def test_axe_has_nothing_against_it(reader, site, kind, scheme):
    page = reader.open(site.file(PAGES[kind]), scheme=scheme, home=site.file())
    opened(page)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_has_nothing_against_what_makes_a_report_an_older_one(reader, site, scheme):
    page = reader.open(site.file(PAGES["an older report"]), scheme=scheme, home=site.file())
    page.locator(f"{SWITCH} summary").click()
    expect(page.locator(f"{SWITCH} a").first).to_be_visible()
    assert violations(page, BANNER, ".site-bar") == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_has_nothing_against_the_list_of_versions_on_a_phone(reader, site, scheme):
    page = reader.open(site.file(PAGES["an older figure"]), NARROW, scheme, site.file())
    page.locator(SWITCH).locator("summary").click()
    expect(page.locator(SWITCH).locator("a").first).to_be_visible()
    assert violations(page) == []


def test_served_below_a_base_path_it_is_the_same(reader, site, kind):
    seen = []
    for address in (site.file, site.served):
        page = reader.open(address(PAGES[kind]), home=address())
        assert images(page) == []
        seen.append(page.locator("body").inner_text())
        assert page.locator(BANNER).count() == (kind in OLDER)
    # Where nobody says where the site is published, an address is told from the page's own.
    host, folder = site.served(), site.file()
    assert seen[0].replace(folder, "") == seen[1].replace(host, "")


def test_it_is_closed_to_the_outside(reader, site, kind):
    page = reader.open(site.file(PAGES[kind]), home=site.file())
    refused = page.evaluate(
        """async () => {
          const refused = [];
          document.addEventListener("securitypolicyviolation",
            event => refused.push(event.effectiveDirective));
          const made = (tag, settings) =>
            document.body.append(Object.assign(document.createElement(tag), settings));
          made("img", { src: "https://example.org/picture.png" });
          made("script", { textContent: "document.title = 'run';" });
          made("script", { src: "https://example.org/script.js" });
          await fetch("https://example.org/").catch(() => {});
          while (refused.length < 4) await new Promise(done => setTimeout(done, 10));
          return refused;
        }"""
    )
    assert sorted(refused) == ["connect-src", "img-src", "script-src-elem", "script-src-elem"]
    assert page.title() != "run"
    assert reader.heard() != []


@pytest.mark.parametrize("kind", SMALL)
def test_the_keyboard_reaches_every_link_and_shows_where_it_is(reader, site, kind):
    page = reader.open(site.file(PAGES[kind]), home=site.file())
    reached, unseen = stops(page)
    wanted = page.locator(":is(a[href], button, summary, [tabindex='0']):visible")
    assert unseen == []
    assert reached == wanted.count()


def test_on_paper_it_is_black_on_white_and_not_cut_off(reader, site, kind):
    page = reader.open(site.file(PAGES[kind]), A4, "dark", site.file())
    on_paper(page)
    assert overflow(page) == 0
    body = page.locator("body")
    colours = body.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    for gone in (SWITCH, ".site-ways", ".site-copy", ".skip"):
        expect(page.locator(gone).locator("visible=true"), gone).to_have_count(0)


@pytest.mark.parametrize("kind", SMALL)
def test_without_scripts_it_leads_on(plain_reader, site, kind):
    page = plain_reader.open(site.file(PAGES[kind]), NARROW, home=site.file())
    assert overflow(page) == 0
    for gone in (BANNER, SWITCH, ".site-copy"):
        assert page.locator(gone).count() == 0
    if kind not in ("all studies", "a study"):
        page.get_by_role("link", name="All versions").first.click()
        page.wait_for_url(site.file(PAGES["a study"]))
    assert plain_reader.heard() == []


# Versions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "width"), [*zip(OLDER, (WIDE, NARROW, NARROW), strict=True)])
def test_an_older_page_says_that_it_is_old_and_what_differs(reader, site, kind, width):
    page = reader.open(site.file(PAGES[kind]), width, home=site.file())
    banner = page.locator(BANNER)
    said = banner.inner_text()
    assert f"Version {NEW} (11 January 2027) is newer." in said
    assert "1 correction" in said and "the methods are the same" in said
    assert banner.evaluate(
        """banner => Boolean(banner.compareDocumentPosition(document.querySelector("h1"))
          & Node.DOCUMENT_POSITION_FOLLOWING)"""
    )
    banner.get_by_role("link", name="This page").click()
    page.wait_for_url(site.file(PAGES[kind].replace(OLD, NEW)))
    expect(page.locator(BANNER)).to_have_count(0)
    page.go_back()
    tab_to(page, page.locator(BANNER).get_by_role("link", name="What changed"))
    page.keyboard.press("Enter")
    page.wait_for_url(site.file(PAGES["changes since"]))


@pytest.mark.parametrize("kind", ["the newest report", "a figure", "changes"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_versions_can_be_switched_by_mouse(reader, site, kind, width):
    page = reader.open(site.served(PAGES[kind]), width, home=site.served())
    listed = page.locator(SWITCH).locator("a")
    assert not listed.first.is_visible()
    page.locator(SWITCH).locator("summary").click()
    expect(listed.first).to_be_visible()
    for box in (one.bounding_box() for one in listed.all()):
        assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] >= 24
    assert overflow(page) == 0
    here = page.locator(f"{SWITCH} [aria-current]")
    assert NEW in here.inner_text() and "the latest" in here.inner_text()
    listed.filter(has_text=OLD).click()
    page.wait_for_url(site.served(PAGES[kind].replace(NEW, OLD)))


def test_the_versions_can_be_switched_by_keyboard(reader, site):
    page = reader.open(site.file(PAGES["a figure"]), home=site.file())
    summary, older = (
        page.locator(f"{SWITCH} {one}") for one in ("summary", f"a:has-text('{OLD}')")
    )
    tab_to(page, summary)
    page.keyboard.press("Enter")
    expect(older).to_be_visible()
    page.keyboard.press("Tab")
    expect(summary).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(older).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press(" ")
    expect(older).to_be_visible()
    tab_to(page, older)
    page.keyboard.press("Enter")
    page.wait_for_url(site.file(PAGES["an older figure"]))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("name", ["index.html", f"{TABLE}/index.html", "changes/index.html"])
def test_the_latest_address_leads_to_the_newest_version(reader, plain_reader, site, name, scripts):
    who = reader if scripts else plain_reader
    for address in (site.file, site.served):
        fragment = "#sec-limitations" if scripts and name == "index.html" else ""
        page = who.open(address(f"{STUDY}/latest/{name}{fragment}"), home=address())
        page.wait_for_url(address(f"{STUDY}/{NEW}/{name}{fragment}"))
        expect(page.locator("h1")).to_have_count(1)
    assert who.heard() == []


def test_a_study_lists_its_versions_and_what_changed(reader, site):
    page = reader.open(site.served("index.html"), home=site.served())
    page.get_by_role("link", name="All versions").click()
    page.wait_for_url(site.served(PAGES["a study"]))
    said = page.locator("main").inner_text()
    assert said.index(f"Version {NEW}") < said.index(f"Version {OLD}")
    assert SECOND_NOTE in said and f"Since {OLD}: 1 correction" in said
    page.get_by_role("link", name=f"Changes since {OLD}").click()
    page.wait_for_url(site.served(PAGES["changes"]))


# Exhibits and changes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exhibit", "served", "keyboard"),
    [(TABLE, False, False), (TABLE, True, True), (FIGURE, True, False), (FIGURE, False, True)],
)
def test_what_an_exhibit_shows_can_be_saved(reader, site, exhibit, served, keyboard):
    address = site.served if served else site.file
    name = f"{STUDY}/{NEW}/{exhibit}"
    page = reader.open(address(f"{name}/index.html"), home=address())
    link = page.locator(f"main a[download][href='{exhibit}.csv']")
    with page.expect_download() as saved:
        if keyboard:
            tab_to(page, link, 60)
            page.keyboard.press("Enter")
        else:
            link.click()
    assert saved.value.suggested_filename == f"{exhibit}.csv"
    content = saved.value.path().read_bytes()
    assert content == (site.folder / name / f"{exhibit}.csv").read_bytes()


def test_an_exhibit_leads_to_its_place_in_the_report_and_back(reader, site):
    page = reader.open(site.file(PAGES["a figure"]), home=site.file())
    page.get_by_role("link", name="Back to its place").click()
    page.wait_for_url(site.file(f"{PAGES['the newest report']}#{FIGURE}"))
    led_to(page, f"#{FIGURE}")
    page.locator(f"#{FIGURE} .site-permalink a").click()
    page.wait_for_url(site.file(PAGES["a figure"]))
    page.locator(".site-around a[rel=next]").click()
    page.wait_for_url(lambda address: address != site.file(PAGES["a figure"]))
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("keyboard", [False, True])
def test_where_an_exhibit_comes_from_opens(reader, site, keyboard):
    page = reader.open(site.file(PAGES["a table"]), home=site.file())
    summary = page.locator("main details.provenance > summary").first
    listing = page.locator("main details.provenance > .listing").first
    assert not listing.is_visible()
    if keyboard:
        tab_to(page, summary, 60)
        page.keyboard.press("Enter")
    else:
        summary.click()
    expect(listing).to_be_visible()
    expect(listing).to_contain_text(TABLE, use_inner_text=True)


def test_the_citation_can_be_copied(reader, site):
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.open(site.served(PAGES["the newest report"]), home=site.served())
    page.locator("#site-cite").get_by_role("button", name="Copy the citation").click()
    page.locator("#site-cite").get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Treating clients depicted" in copied and f"Version {NEW}" in copied
    summary = page.locator("#site-cite summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#site-cite pre")).to_be_visible()
    expect(page.locator("#site-cite pre")).to_have_text(re.compile("^@"), use_inner_text=True)


@pytest.mark.parametrize("kind", ["changes", "changes since"])
def test_the_changes_show_before_and_after(reader, site, kind):
    page = reader.open(site.file(PAGES[kind]), home=site.file())
    said = page.locator("main").inner_text()
    assert "C018" in said and "Call-back, a colleague nearby can be asked" in said
    for exhibit in (TABLE, FIGURE):
        assert page.locator(f"#diff-{exhibit}").count() == 1
    assert page.locator(f"#diff-{UNMOVED}").count() == 0
    assert page.locator("del").filter(has_text="28").count() >= 1
    assert page.locator("ins").filter(has_text="29").count() >= 1
    before, after = (one.bounding_box() for one in page.locator(".diff-pair figure").all())
    assert before["y"] == after["y"] and before["x"] + before["width"] <= after["x"]
    resize(page, NARROW)
    before, after = (one.bounding_box() for one in page.locator(".diff-pair figure").all())
    assert before["x"] == after["x"] and before["y"] + before["height"] <= after["y"]
