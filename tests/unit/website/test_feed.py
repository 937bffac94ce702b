"""The Atom feed of releases."""

from citing.examples import SITE, a_release
from lxml import etree

from corrigenda.website.feed import feed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FIRST = a_release("1.0.0", date="2026-10-01", changes="", note="First <b>version</b> & all")
SECOND = a_release("1.1.0")


def found(written: bytes, path: str) -> list:
    """Return what a path finds in a feed."""
    return etree.fromstring(written).xpath(path, namespaces=ATOM)


def test_the_newest_release_comes_first():
    written = feed([SECOND, FIRST], SITE, "tiny")
    assert found(written, "//a:entry/a:title/text()") == [
        "What clinicians say of court, version 1.1.0",
        "What clinicians say of court, version 1.0.0",
    ]


def test_versions_of_one_day_are_ordered_by_their_numbers():
    releases = [a_release(version) for version in ("1.9.0", "1.10.0", "1.2.0")]
    titles = found(feed(releases, SITE), "//a:entry/a:title/text()")
    assert [title.rpartition(" ")[2] for title in titles] == ["1.10.0", "1.9.0", "1.2.0"]


def test_dates_are_those_of_the_releases():
    written = feed([FIRST, SECOND], SITE)
    assert found(written, "//a:updated/text()") == [
        "2026-11-22T00:00:00+00:00",
        "2026-11-22T00:00:00+00:00",
        "2026-10-01T00:00:00+00:00",
    ]


def test_an_entry_says_the_note_and_what_changed():
    newest, first = found(feed([FIRST, SECOND], SITE), "//a:content/text()")
    assert newest == "<p>One answer was corrected.</p>\n<p>1 correction; 1 table differs.</p>"
    assert first == "<p>First &lt;b&gt;version&lt;/b&gt; &amp; all</p>"


def test_links_are_absolute_with_an_address_and_relative_to_the_feed_without():
    links = "//a:entry/a:link/@href"
    assert found(feed([FIRST], SITE, "tiny"), links) == [f"{SITE}tiny/1.0.0/index.html"]
    assert found(feed([FIRST], SITE), links) == [f"{SITE}tiny/1.0.0/index.html"]
    assert found(feed([FIRST], "", "tiny"), links) == ["1.0.0/index.html"]
    assert found(feed([FIRST], ""), links) == ["tiny/1.0.0/index.html"]
    assert found(feed([FIRST], SITE, "tiny"), "/a:feed/a:link[@rel='self']/@href") == [
        f"{SITE}tiny/feed.xml"
    ]
    assert found(feed([FIRST], "", "tiny"), "/a:feed/a:link[@rel='self']") == []


def test_names_of_entries_stay_and_differ():
    both = found(feed([FIRST, SECOND], SITE, "tiny"), "//a:id/text()")
    moved = found(feed([FIRST, SECOND], "https://elsewhere.example.org/", "tiny"), "//a:id/text()")
    assert both == moved and len(set(both)) == 3
    assert found(feed([FIRST], "", "tiny"), "//a:id/text()") == [both[0], both[2]]
    assert all(name.startswith("urn:uuid:") for name in both)


def test_the_same_releases_give_the_same_bytes():
    assert feed([FIRST, SECOND], SITE) == feed([SECOND, FIRST], SITE)


def test_a_release_of_dirty_files_says_so():
    dirty = a_release(dirty=True, note="In haste.\x07", changes="")
    assert found(feed([dirty], ""), "//a:content/text()") == [
        "<p>In haste.</p>\n<p>It was made from files that git does not hold.</p>"
    ]


def test_a_report_without_authors_has_a_feed():
    assert found(feed([a_release(authors=())], ""), "/a:feed/a:author/a:name/text()") == [
        "anonymous"
    ]
