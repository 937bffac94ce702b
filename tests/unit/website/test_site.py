import hashlib
import json
import re

import pytest

from corrigenda.differences import differences
from corrigenda.website import released_pages, site_pages
from unit.website.versions import HOSTILE, lay, shown, version

FIRST = version()
SECOND = version("1.1.0", n=3, date="2024-06-01", changes="One thing.")
THIRD = version("1.10.0", n=3, date="2024-07-01", exhibits=[shown("tbl-court")])


@pytest.fixture
def site(tmp_path):
    return lay(tmp_path / "site", THIRD, FIRST, SECOND)


def test_every_page_that_changes_with_a_release(site):
    made = site_pages(site)
    latest = {"index.html", "changes/index.html", "tbl-court/index.html", "fig-court/index.html"}
    assert made.keys() == {
        ".nojekyll",
        "index.html",
        "versions.json",
        "feed.xml",
        *(f"tiny/{n}" for n in ("index.html", "versions.json", "versions.js", "feed.xml")),
        *(f"tiny/latest/{name}" for name in (*latest, "report.pdf")),
        "tiny/changes/1.0.0/index.html",
        "tiny/changes/1.1.0/index.html",
    }
    assert made["tiny/latest/report.pdf"] == b"%PDF 1.10.0"
    assert made == site_pages(site)


def test_versions_json_tells_all_of_them_the_newest_first(site):
    told = json.loads(site_pages(site)["tiny/versions.json"])
    assert told["study"] == "tiny" and told["latest"] == "1.10.0"
    assert [one["version"] for one in told["versions"]] == ["1.10.0", "1.1.0", "1.0.0"]
    newest, second, first = told["versions"]
    assert newest["newer"] == "" and "1 table" in first["newer"]
    assert newest["exhibits"] == ["tbl-court"] and first["exhibits"] == ["tbl-court", "fig-court"]
    assert second["changes"] == "One thing."
    assert first["sums"] == hashlib.sha256(b"sums of 1.0.0\n").hexdigest()
    assert first.keys() == {
        *("version", "date", "note", "commit", "dirty", "data", "sums", "exhibits"),
        *("changes", "newer"),
    }
    assert json.loads(site_pages(site)["versions.json"]) == {"studies": [told]}


def test_versions_js_sets_the_same_and_nothing_else(site):
    made = site_pages(site)
    found = re.fullmatch(r"self\.corrigendaVersions = (.*);\n", made["tiny/versions.js"].decode())
    assert json.loads(found[1]) == json.loads(made["tiny/versions.json"])


def test_latest_leads_to_the_newest_version_and_a_gone_exhibit_to_the_last_that_shows_it(site):
    made = {
        name: content.decode()
        for name, content in site_pages(site).items()
        if "latest" in name and name.endswith("l")
    }
    assert 'content="0; url=../1.10.0/index.html"' in made["tiny/latest/index.html"]
    assert 'href="../../1.10.0/tbl-court/index.html"' in made["tiny/latest/tbl-court/index.html"]
    assert 'href="../../1.1.0/fig-court/index.html"' in made["tiny/latest/fig-court/index.html"]
    assert all('<html lang="en-GB">' in page for page in made.values())


def test_the_index_of_a_study_lists_its_versions_with_notes_and_changes(site):
    page = site_pages(site)["tiny/index.html"].decode()
    listed = re.findall(r'<h3><a href="([\d.]+)/index.html">', page)
    assert listed == ["1.10.0", "1.1.0", "1.0.0"]
    assert page.count("latest</span>") == 1
    assert "Since 1.0.0: One thing." in page and "Note of 1.0.0." in page
    assert 'href="changes/1.0.0/index.html"' in page
    assert 'href="1.10.0/tbl-court/index.html"' in page and "fig-court" not in page


def test_changes_to_the_latest_tell_the_notes_in_between(site):
    page = site_pages(site)["tiny/changes/1.0.0/index.html"].decode()
    assert '<h1 class="title">What changed from 1.0.0 to 1.10.0</h1>' in page
    bar = page[page.index('<nav class="site-bar"') : page.index("</nav>")]
    ways = re.findall('href="(.*?)"', bar)
    assert ways == [f"../../{name}index.html" for name in ("", "1.0.0/", "1.10.0/", "")]
    assert "data-version" not in bar  # it is a page of no version
    assert page.index("Note of 1.1.0.") < page.index("Note of 1.10.0.")
    assert "Note of 1.0.0." not in page


def test_the_index_of_the_site_lists_its_studies(site):
    lay(site, version(study="other", title="Another & more"))
    made = site_pages(site)
    page = made["index.html"].decode()
    assert page.index('href="other/index.html"') < page.index('href="tiny/index.html"')
    assert "Another &amp; more" in page
    assert [s["study"] for s in json.loads(made["versions.json"])["studies"]] == ["other", "tiny"]


def test_the_indexes_are_english_and_mark_what_is_not(tmp_path):
    texts = {"title": "Titel", "subtitle": "Untertitel", "abstract": "Kurz.", "note": "Neu."}
    made = site_pages(lay(tmp_path, version(lang="de", **texts)))
    for name, marks in (("index.html", 3), ("tiny/index.html", 4)):
        page = made[name].decode()
        assert '<html lang="en">' in page
        for text in ("Titel", "Untertitel", "Neu."):
            assert re.search(rf'lang="de"[^>]*>{re.escape(text)}<', page), (name, text)
        assert page.count(' lang="de"') >= marks
    assert '<p lang="de">Kurz.</p>' in made["tiny/index.html"].decode()


def changed(old, new):
    return released_pages(new, old, differences(old, new))


def test_every_page_says_on_its_face_that_the_data_are_invented(tmp_path):
    said = {"notice": "All of it is invented.", "notice_short": "Invented data"}
    versions = version(**said), version("1.1.0", n=3, date="2024-06-01", **said)
    made = site_pages(lay(tmp_path, *versions))
    assert "Invented data" in made["index.html"].decode()
    for name in ("tiny/index.html", "tiny/changes/1.0.0/index.html"):
        assert "All of it is invented." in made[name].decode(), name
    first, second = versions
    for pages in (released_pages(first, None, None), changed(first, second)):
        for name in set(pages) & {"tbl-court/index.html", "changes/index.html"}:
            assert "All of it is invented." in pages[name].decode(), name


def test_one_publisher_gives_its_name_to_the_index(tmp_path):
    named = version(publication={"publisher": "A Centre", "address": "https://example.org/"})
    page = site_pages(lay(tmp_path, named))["index.html"].decode()
    assert "Reports: A Centre" in page


def test_what_is_no_release_is_passed_over(site):
    (site / "tiny/notes").mkdir()
    (site / "assets").mkdir()
    (site / "tiny/1.2").mkdir()
    assert "assets" not in site_pages(site)["versions.json"].decode()
    assert [
        v["version"] for v in json.loads(site_pages(site)["tiny/versions.json"])["versions"]
    ] == [
        "1.10.0",
        "1.1.0",
        "1.0.0",
    ]


def test_hostile_words_stay_words(tmp_path):
    made = site_pages(lay(tmp_path, version(title=HOSTILE, note=HOSTILE, subtitle=HOSTILE)))
    for name, content in made.items():
        if not name.endswith(".json"):
            assert HOSTILE.encode() not in content, name
            assert b"<script>alert" not in content, name
