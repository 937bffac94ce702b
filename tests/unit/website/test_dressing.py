import json
import re
from html import unescape

import pytest

from corrigenda.citing import citations
from corrigenda.website.dressing import dressed
from corrigenda.website.frame import Bar
from corrigenda.website.policy import digest
from unit.website.versions import HOSTILE, QUARTO, REPORT, release

PLACE = {"publication": {"address": "https://example.org/reports/", "publisher": "A Centre"}}


def dress(page: str = REPORT, previous: str = "", **settings) -> str:
    about = release(**settings)
    cited = citations(about, about.publication.address)
    return dressed(page.encode(), Bar(about, "index.html", previous), cited).decode()


@pytest.mark.parametrize("page", [REPORT, QUARTO])
def test_the_report_itself_stays_byte_for_byte(page):
    html, place = dress(page), 0
    for piece in re.split(r"(?=<)", re.sub(r"<meta http-equiv=[^>]*>", "", page)):
        place = html.index(piece.strip(), place) + len(piece.strip())
    assert dress(page) == dress(page)


@pytest.mark.parametrize("page", [REPORT, QUARTO])
def test_every_script_that_is_added_may_run(page):
    html = dress(page)
    policy = unescape(re.search(r'Security-Policy" content="([^"]*)"', html)[1])
    own = re.search(
        r'<script src="\.\./versions\.js"></script>\n<script>(.*?)</script>', html, re.S
    )[1]
    assert digest(own) in policy
    assert html.count("Content-Security-Policy") == 1
    assert "sha256-AAAA=" in policy or page == QUARTO
    assert "connect-src" not in policy


def test_the_bar_comes_first_and_says_version_date_and_ways():
    html = dress(previous="0.9.0", date="2026-11-22")
    bar = html[html.index('<nav class="site-bar"') : html.index("</nav>")]
    assert html.index("Skip to the report</a>") < html.index(bar) < html.index("<header>")
    assert "<strong>Version 1.0.0</strong>" in bar
    assert '<time datetime="2026-11-22">22 November 2026</time>' in bar
    for way in ("changes/index.html", "report.pdf", "../index.html"):
        assert f'href="{way}"' in bar
    assert "Changes since 0.9.0" in bar
    assert 'data-version="1.0.0" data-root="../" data-page="index.html"' in bar


def test_a_first_version_leads_to_no_changes():
    assert "Changes since" not in dress()


def test_a_dirty_release_says_so():
    assert "from files that git does not hold" in dress(dirty=True)
    assert "from files that git does not hold" not in dress()


def test_each_exhibit_leads_to_its_own_page():
    html = dress()
    for name, before in (
        ("tbl-court", "<p>the table</p>"),
        ("fig-court", "<div>the picture</div>"),
    ):
        assert re.search(rf'{before}<p class="site-permalink"><a href="{name}/index.html">', html)


def test_how_to_cite_it_stands_before_the_foot():
    html = dress()
    assert html.index("</main>") < html.index('id="site-cite"') < html.index("<footer")
    assert "The Team." in html and "BibTeX" in html
    assert dress(QUARTO).index('id="site-cite"') < dress(QUARTO).index("</main>")


def test_the_head_tells_programs_what_it_is():
    html = dress(**PLACE)
    head = html[: html.index("</head>")]
    place = "https://example.org/reports/tiny/1.0.0/"
    assert '<meta name="citation_title" content="A study">' in head
    assert '<meta name="citation_author" content="The Team">' in head
    assert '<meta name="citation_publication_date" content="2024/05/01">' in head
    assert f'<meta name="citation_pdf_url" content="{place}report.pdf">' in head
    assert f'<link rel="canonical" href="{place}">' in head
    assert 'type="application/atom+xml" title="Versions of A study" href="../feed.xml"' in head
    told = json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', head, re.S)[1]
    )
    assert told["@context"] == "https://schema.org"


def test_without_an_address_nothing_is_said_of_it():
    html = dress()
    assert "citation_pdf_url" not in html and "canonical" not in html
    assert "data-address" in html


def test_the_title_of_a_reference_has_the_subtitle():
    html = dress(subtitle="With a subtitle")
    assert '<meta name="citation_title" content="A study: With a subtitle">' in html


def test_in_a_page_of_another_language_what_is_added_is_english():
    page = REPORT.replace("en-GB", "de")
    html = dress(page, lang="de", title="Eine Studie")
    for part in ('<nav class="site-bar"', '<section class="site-cite', '<p class="site-permalink"'):
        assert re.search(rf'{part}[^>]* lang="en"', html), part
    assert html.count(' lang="en"') == 4  # bar, both exhibits, how to cite
    assert ' lang="en"' not in dress()


def test_hostile_words_stay_words():
    author = {"name": HOSTILE}
    html = dress(title=HOSTILE, note=HOSTILE, authors=[author], **PLACE)
    assert HOSTILE not in html
    assert html.count("<script") == REPORT.count("<script") + 3
