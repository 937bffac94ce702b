"""The report as the page of a version: dressed by insertion, and otherwise byte for byte as it was.

What is added is a policy, metadata, the bar, a permanent address below each exhibit, and how to
cite.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from corrigenda.citing import Citation
from corrigenda.citing.linked import json_ld
from corrigenda.citing.naming import address, title
from corrigenda.releases.models import Release, Shown
from corrigenda.website.frame import Bar, part, resource, script
from corrigenda.website.policy import policy, policy_of
from corrigenda.website.scanning import Places, places

_NAME = "Content-Security-Policy"


def dressed(html: bytes, bar: Bar, citations: Mapping[str, Citation]) -> bytes:
    """Make the page of a version out of its rendered report.

    Parameters
    ----------
    html
        The report, rendered by either engine.
    bar
        What stands on top.
    citations
        How to cite it.

    Returns
    -------
    bytes
        The page.
    """
    release, text = bar.release, html.decode()
    found = places(text, frozenset(one.id for one in release.exhibits))
    own = script("site.js")
    told = {"release": release, "lang": release.lang, "at": bar, "script": Markup(own)}
    told["address"] = address(release.publication.address, release)
    told["style"] = Markup(resource("dress.css"))
    head = {"metas": list(_metas(release)), "json_ld": Markup(json_ld(release))}
    pieces = [
        *_policy(text, found, own),
        (found.head, part("report-head.html", **told | head)),
        (found.body, "\n" + part("report-bar.html", **told)),
        (found.foot, part("report-cite.html", **told | {"citation": citations[""]})),
    ]
    for shown in release.exhibits:
        if shown.id in found.exhibits:
            pieces.append((found.exhibits[shown.id], _permalink(release, shown)))
    return _inserted(text, pieces).encode()


def _metas(release: Release) -> Iterable[tuple[str, str]]:
    """Yield what reference managers read of a report."""
    place = address(release.publication.address, release)
    yield "citation_title", title(release)
    for author in release.authors:
        yield "citation_author", author.name
    yield "citation_publication_date", release.date.replace("-", "/")
    yield "citation_language", release.lang
    if release.publication.publisher:
        yield "citation_technical_report_institution", release.publication.publisher
    if place:
        yield "citation_public_url", place
        yield "citation_pdf_url", f"{place}report.pdf"


def _permalink(release: Release, shown: Shown) -> str:
    return part("report-permalink.html", lang=release.lang, shown=shown)


def _policy(text: str, found: Places, own: str) -> list[tuple[int | None, str]]:
    if not found.policy:
        written = policy_of(text, [own])
        return [(found.charset, f'\n<meta http-equiv="{_NAME}" content="{written}">')]
    start, end = found.policy
    # Both say something of where they stand; the old one is cut out by the length that it has.
    return [((start, end), policy([own], known=text[start:end]))]


def _inserted(text: str, pieces: Iterable[tuple]) -> str:
    """Put pieces into a text, each at its place; a piece without a place is left out."""
    spans = [((at, at) if isinstance(at, int) else at, new) for at, new in pieces if at is not None]
    done, last = [], 0
    for (start, end), new in sorted(spans, key=lambda span: span[0]):
        done += [text[last:start], new]
        last = end
    return "".join([*done, text[last:]])
