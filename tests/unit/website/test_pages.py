import json
import re

import pytest

from corrigenda.differences import differences
from corrigenda.releases.snapshot import Snapshot
from corrigenda.website import released_pages
from corrigenda.website.exhibits import sized
from unit.website.versions import HOSTILE, shown, version

TABLE, FIGURE, CHANGES = "tbl-court/index.html", "fig-court/index.html", "changes/index.html"


def pages(new=None, old=None) -> dict[str, str]:
    new = new or version()
    difference = differences(old, new) if old else None
    made = released_pages(new, old, difference)
    return {name: content.decode() for name, content in made.items()}


def links(page: str) -> set[str]:
    return set(re.findall(r'(?:href|src)="(?!data:)([^"#]+)', page))


def test_a_first_version_has_a_report_exhibits_and_says_that_it_is_the_first():
    made = pages()
    assert made.keys() == {"index.html", TABLE, FIGURE, CHANGES}
    assert "This is the first version" in made[CHANGES]
    assert "Note of 1.0.0." in made[CHANGES]


def test_every_link_leads_to_a_file_of_the_version_or_of_the_study():
    made = pages()
    files = {*version().files, *made, "CITATION.cff", "citation.bib", "datacite.json"}
    files |= {"crate.zip", "ledger.csv", "statistics.json", "SHA256SUMS"}
    study = {"../index.html", "../versions.js", "../feed.xml", "../latest/index.html"}
    for name, page in made.items():
        for link in links(page):
            parts = name.split("/")[:-1]
            for step in link.split("/"):
                parts = (
                    parts[:-1]
                    if step == ".." and parts[-1:] not in ([], [".."])
                    else [*parts, step]
                )
            assert "/".join(parts) in files | study, (name, link)


def test_a_table_is_shown_with_its_files_facts_and_citation():
    page = pages()[TABLE]
    assert "<table><tr><td>2</td></tr></table>" in page
    assert re.findall(r'href="tbl-court\.(\w+)" download', page) == ["csv", "html", "json"]
    assert "court: &lt;b&gt;" in page and "<code>audit</code>" in page
    assert "tbl-court: x" in page and "def to_html(): ..." in page
    assert "Court &amp; &lt;more&gt;" in page
    assert 'href="../index.html#tbl-court"' in page
    assert "tiny/1.0.0/tbl-court/" in page
    assert 'data-exhibit="tbl-court"' in page


def test_a_figure_is_shown_with_its_size_words_and_numbers():
    page = pages()[FIGURE]
    assert 'src="fig-court.svg" width="360" height="240" alt="Bars: 2 said yes."' in page
    assert '<th scope="row">Yes</th><td class="site-number">2</td>' in page
    assert re.findall(r'href="fig-court\.(\w+)" download', page) == ["csv", "svg", "png", "json"]


def test_neighbours_are_those_in_the_order_of_the_report():
    made = pages()
    assert 'href="../fig-court/index.html" rel="next"' in made[TABLE]
    assert 'rel="prev"' not in made[TABLE] and 'rel="next"' not in made[FIGURE]
    assert 'href="../tbl-court/index.html" rel="prev"' in made[FIGURE]


def test_changes_show_the_earlier_picture_from_a_copy_of_their_own():
    old, new = version(n=2), version("1.1.0", n=3)
    made = pages(new, old)
    assert made["changes/fig-court-before.svg"] == old.files["fig-court/fig-court.svg"].decode()
    assert {"fig-court-before.svg", "../fig-court/fig-court.svg"} <= links(made[CHANGES])
    assert "Changes since 1.0.0" in made[CHANGES]
    assert "Note of 1.1.0." in made[CHANGES]
    assert "Changes since 1.0.0" in made["index.html"]


def test_a_picture_that_stays_is_not_copied():
    made = pages(version("1.1.0"), version())
    assert made.keys() == {"index.html", TABLE, FIGURE, CHANGES}


def marked(page: str, lang: str) -> list[str]:
    """List what is said to be in a language, but for the page itself."""
    return re.findall(rf'(?<!<html) lang="{lang}"[^>]*>([^<]*)', page)


@pytest.mark.parametrize("name", [TABLE, FIGURE, CHANGES])
def test_the_frame_is_english_and_marks_what_is_not(name):
    new = version(lang="de", title="Eine Studie", note="Anmerkung.")
    page = pages(new)[name]
    assert '<html lang="en">' in page
    said = marked(page, "de")
    assert "Eine Studie" in said
    assert ("Court &amp; &lt;more&gt;" in said) == (name != CHANGES)
    assert ("Anmerkung." in said) == (name == CHANGES)
    assert "Version 1.0.0" not in said and marked(page, "en") == ([""] if name == FIGURE else [])
    assert re.search('alt="[^"]*" lang="de"', page) or name != FIGURE


@pytest.mark.parametrize("lang", ["en", "en-GB"])
@pytest.mark.parametrize("name", [TABLE, FIGURE, CHANGES])
def test_an_english_page_needs_no_marks(name, lang):
    page = pages(version(lang=lang))[name]
    assert re.findall(' lang="(.*?)"', page) == [lang]


def test_corrections_lead_from_an_exhibit_to_the_changes_that_tell_of_them():
    new, old = version("1.1.0", n=3), version()
    facts = json.loads(new.files["tbl-court/facts.json"])
    lines = ['C001 (2024-02-03), court: "<b>" → "No"', "C002 (2024-02-04), all of it", "By hand"]
    facts["facts"].append({"term": "Corrections", "lines": lines})
    row = {"id": "C002", "date": "2024-02-04", "item": "court", "change": "x", "reason": "y"}
    ledger = [row | {"withdrawn_by": "", "moved": []}]
    files = {"tbl-court/facts.json": json.dumps(facts), "ledger.json": json.dumps(ledger)}
    made = Snapshot({**new.files, **{name: text.encode() for name, text in files.items()}})
    page = pages(made, old)[TABLE]
    assert "<dd>C001 (3 February 2024), court: &#34;&lt;b&gt;&#34; → &#34;No&#34;</dd>" in page
    link = '<a href="../changes/index.html#diff-C002">C002</a>'
    assert f"<dd>{link} (4 February 2024), all of it</dd>" in page and "<dd>By hand</dd>" in page


@pytest.mark.parametrize("name", ["index.html", TABLE, FIGURE, CHANGES])
def test_hostile_words_stay_words(name):
    one = shown("fig-court", caption=HOSTILE, alt=HOSTILE, label=HOSTILE, source=HOSTILE)
    new = version(note=HOSTILE, title=HOSTILE, exhibits=[shown("tbl-court"), one])
    page = pages(new)[name]
    assert HOSTILE not in page and "alert(&#34;1&#34;)" in page


@pytest.mark.parametrize("name", [TABLE, FIGURE, CHANGES])
def test_the_same_version_gives_the_same_bytes(name):
    assert pages()[name] == pages()[name]


def test_a_report_without_exhibits():
    assert pages(version(exhibits=[])).keys() == {"index.html", CHANGES}


def test_sizes_are_written_for_readers():
    assert [sized(n) for n in (1, 999, 1000, 35_400, 2_000_000)] == [
        "1 bytes",
        "999 bytes",
        "1 KB",
        "35 KB",
        "2,000 KB",
    ]
