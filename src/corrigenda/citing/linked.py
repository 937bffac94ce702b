"""Linked data: what a page tells search engines and reference managers, in schema.org's words."""

import json

from corrigenda.authors import Author
from corrigenda.citing import naming
from corrigenda.releases.models import Release, Shown

_FORMATS = {
    "csv": "text/csv",
    "html": "text/html",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "zip": "application/zip",
}


def json_ld(release: Release, shown: Shown | None = None) -> str:
    """Describe a release, or one of its exhibits, in JSON-LD.

    Parameters
    ----------
    release
        The release.
    shown
        The exhibit, for its own page; the report otherwise.

    Returns
    -------
    str
        What stands between ``<script type="application/ld+json">`` and ``</script>``; it holds no
        ``<``. File names are relative to the page that it stands in.
    """
    described = _exhibit(release, shown) if shown else _report(release)
    told = {"@context": "https://schema.org", **described}
    written = json.dumps(_filled(told), ensure_ascii=False, indent=2)
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _report(release: Release) -> dict:
    doi = release.publication.doi
    return {
        "@type": "Report",
        **_named(release, None),
        "headline": naming.title(release),
        "abstract": release.abstract,
        "description": release.notice,
        "keywords": list(release.publication.keywords),
        "datePublished": release.date,
        "exampleOfWork": f"https://doi.org/{doi}" if doi else "",
        "encoding": [_file("MediaObject", "report.pdf"), _file("MediaObject", "crate.zip")],
        "hasPart": [_part(release, shown) for shown in release.exhibits],
    } | _common(release)


def _exhibit(release: Release, shown: Shown) -> dict:
    figure = naming.kind(shown) == "Figure"
    pictures = [name for name in shown.files if name.endswith(".svg")]
    return {
        "@type": "ImageObject" if figure else "Dataset",
        **_named(release, shown),
        "caption": shown.caption if figure else "",
        "description": shown.alt or shown.caption,
        "contentUrl": pictures[0] if pictures else "",
        "encodingFormat": _FORMATS["svg"] if pictures else "",
        "isPartOf": {"@type": "Report"} | _named(release, None),
        "associatedMedia" if figure else "distribution": _files(shown),
        "datePublished": release.date,
    } | _common(release)


def _named(release: Release, shown: Shown | None) -> dict:
    """Name what a page shows, by its permanent address where there is one."""
    place = naming.address(release.publication.address, release, shown)
    name = naming.shown_title(shown) if shown else naming.title(release)
    record = shown.record if shown else release.record
    return {"@id": place, "url": place, "name": name, "identifier": record}


def _part(release: Release, shown: Shown) -> dict:
    told = {"@type": "ImageObject" if naming.kind(shown) == "Figure" else "Dataset"}
    return told | _named(release, shown) | {"description": shown.alt or shown.caption}


def _common(release: Release) -> dict:
    publication = release.publication
    publisher = {"@type": "Organization", "name": publication.publisher}
    licence = f"https://spdx.org/licenses/{publication.licence}"
    return {
        "version": release.version,
        "inLanguage": naming.language(release),
        "author": [_author(author) for author in release.authors],
        "publisher": publisher if publication.publisher else {},
        "license": licence if publication.licence else "",
    }


def _author(author: Author) -> dict:
    orcid = naming.orcid(author)
    told = {
        # A name that is not parted may be a person's or an organisation's.
        "@type": "Person" if author.family or orcid else "",
        "@id": orcid,
        "name": author.name,
        "givenName": author.given,
        "familyName": author.family,
        "honorificSuffix": naming.suffix(author),
        "affiliation": [{"@type": "Organization", "name": n} for n in author.affiliations],
    }
    return _filled(told)


def _files(shown: Shown) -> list[dict]:
    known = (name for name in shown.files if name.rpartition(".")[2] in _FORMATS)
    return [_file("DataDownload", name) for name in known]


def _file(kind: str, name: str) -> dict:
    suffix = name.rpartition(".")[2]
    return {"@type": kind, "contentUrl": name, "encodingFormat": _FORMATS[suffix]}


def _filled(told):
    """Leave out what is empty, at every depth."""
    if isinstance(told, list):
        return [_filled(each) for each in told]
    if not isinstance(told, dict):
        return told
    inner = {name: _filled(value) for name, value in told.items()}
    return {name: value for name, value in inner.items() if value not in ("", [], {})}
