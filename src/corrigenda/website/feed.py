"""The Atom feed of a site or a study: one entry for each release."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5

from corrigenda.releases.models import Release
from corrigenda.releases.numbers import parse

FEED = "feed.xml"


def feed(releases: Sequence[Release], address: str, study: str = "") -> bytes:
    """Write the Atom feed of some releases; the same releases give the same bytes.

    Parameters
    ----------
    releases
        The releases, at least one, in any order.
    address
        The address of the site, as ``https://…/``; empty where it has none, and then the links are
        relative to the feed.
    study
        The study in whose folder the feed stands; empty for the feed of the whole site.

    Returns
    -------
    bytes
        The feed, with the newest release first.
    """
    from feedgen.feed import FeedGenerator

    ordered = sorted(releases, key=_order)
    home = f"{address}{study}/" if address and study else address
    written = FeedGenerator()
    written.id(_urn(study, ordered[0].record))
    written.title(_clean(f"{ordered[-1].title}: versions") if study else "Versions of reports")
    written.updated(_when(ordered[-1]))  # never the clock
    written.language(ordered[-1].lang or "en")
    written.generator("Corrigenda")
    written.author(_authors(ordered) or {"name": "anonymous"})
    written.link(href=f"{home}index.html", rel="alternate", type="text/html")
    if home:
        written.link(href=f"{home}{FEED}", rel="self", type="application/atom+xml")
    for release in ordered:  # feedgen puts each before the last one
        _enter(written.add_entry(), release, home if study else f"{home}{release.study}/")
    return written.atom_str(pretty=True)


def _enter(entry, release: Release, folder: str) -> None:
    entry.id(_urn(release.id, release.record))
    entry.title(_clean(f"{release.title}, version {release.version}"))
    entry.updated(_when(release))
    entry.published(_when(release))
    entry.link(href=f"{folder}{release.version}/index.html", rel="alternate", type="text/html")
    entry.content(_told(release), type="html")
    if authors := _authors([release]):
        entry.author(authors)


def _told(release: Release) -> str:
    dirty = "It was made from files that git does not hold." if release.dirty else ""
    said = filter(None, (release.note, release.changes, dirty))
    return "\n".join(f"<p>{escape(_clean(each), quote=False)}</p>" for each in said)


def _order(release: Release) -> tuple:
    return release.date, release.study, parse(release.version)


def _urn(name: str, record: str) -> str:
    """Name an entry for good: neither a new address nor a new release changes its name."""
    return uuid5(NAMESPACE_URL, f"corrigenda:{name}:{record}").urn


def _when(release: Release) -> datetime:
    return datetime.fromisoformat(release.date).replace(tzinfo=UTC)


def _authors(releases: Iterable[Release]) -> list[dict[str, str]]:
    names = dict.fromkeys(_clean(a.name) for release in releases for a in release.authors)
    return [{"name": name} for name in names if name]


def _clean(text: str) -> str:
    """Take out what XML cannot hold."""
    return "".join(c for c in text if c.isprintable() or c.isspace())
