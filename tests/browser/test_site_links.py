"""Every link of the site leads to something that is there, on the site and by a relative way."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from twice import NEW, OLD, STUDY

pytestmark = pytest.mark.browser
KINDS = ("href", "src", "data")
ABROAD = ("http", "https", "mailto")


def links(page: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what a page refers to: the tag, the attribute and the address."""
    for element, attribute, address, _ in html.fromstring(page.read_bytes()).iterlinks():
        if attribute in KINDS:
            yield element.tag, attribute, address


def names(page: Path) -> set[str]:
    """Return the places within a page to which something may lead."""
    return set(html.fromstring(page.read_bytes()).xpath("//@id"))


def test_no_link_leads_nowhere(site):
    pages = sorted(site.folder.rglob("*.html"))
    whole = [page for page in pages if page.name == "index.html"]
    places = {page: names(page) for page in whole}
    assert len(whole) > 2 * 18
    lost = []
    for page in whole:
        for tag, _, address in links(page):
            parts = urlsplit(address)
            if parts.scheme in (*ABROAD, "data"):
                continue
            assert not parts.scheme and not parts.netloc and not parts.path.startswith("/"), address
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            fragment = unquote(parts.fragment)
            found = target.is_file() and site.folder.resolve() in target.parents
            if not found or (fragment and fragment not in places.get(target, {fragment})):
                lost.append(f"{page.relative_to(site.folder)}: <{tag}> {address}")
    assert lost == []


def test_nothing_is_loaded_from_elsewhere(site):
    for page in site.folder.rglob("*.html"):
        for tag, attribute, address in links(page):
            if tag not in ("a", "link") or attribute != "href":
                assert urlsplit(address).scheme in ("", "data"), (page, address)


def test_everything_of_a_version_can_be_reached(site):
    """From the page of the studies, and by links alone."""
    seen, waiting = set(), [site.folder.resolve() / "index.html"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        if page.name == "index.html":
            for _, _, address in links(page):
                parts = urlsplit(address)
                if not parts.scheme and parts.path:
                    waiting.append((page.parent / unquote(parts.path)).resolve())
    for version in (OLD, NEW):
        folder = site.folder.resolve() / STUDY / version
        missed = {path.relative_to(folder).as_posix() for path in folder.rglob("index.html")}
        missed -= {p.relative_to(folder).as_posix() for p in seen if folder in p.parents}
        # That nothing changed before the first version need not be said by a link.
        assert missed == ({"changes/index.html"} if version == OLD else set())
