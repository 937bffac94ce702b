"""Describing a version of a report: what release.json says of it."""

import re
from collections.abc import Mapping

from corrigenda.authors import authors
from corrigenda.environment import environment
from corrigenda.provenance import ExhibitRecord
from corrigenda.releases.held import Held
from corrigenda.releases.models import Release, Shown
from corrigenda.releases.page import first, plain, tree

SUFFIXES = {"table": ("html", "csv", "json"), "figure": ("svg", "png", "csv", "json")}
# Of an exhibit that only the PDF shows.
_UNSEEN = {"label": "", "alt": "", "source": ""}
# Where the filter has set no label of its own: "Table 6: Treatment".
_LABELLED = re.compile(r"(?P<label>\D+[\d.]*\d)\s*[:.]\s+(?P<caption>.*)")


def described(held: Held, html: bytes, version: Mapping[str, object]) -> Release:
    """Describe a version of a report.

    Parameters
    ----------
    held
        The study, whose report is built.
    html
        The rendered page.
    version
        What only the one who releases knows: ``version``, ``date``, ``note``, ``commit``,
        ``dirty`` and ``earlier``.

    Returns
    -------
    Release
        Without what differs from the release before.
    """
    study, header, page = held.project.study, held.composition.source.header, tree(html)
    return Release(
        study=study.id,
        title=_said(page, "title") or study.title,
        subtitle=_said(page, "subtitle"),
        lang=page.get("lang") or "en",
        abstract=_abstract(page),
        authors=authors(header),
        notice=study.notice or "",
        notice_short=study.notice_short or "",
        publication=study.publication,
        record=held.report.id,
        data=held.report.data,
        software=environment(),
        exhibits=tuple(_shown(page, record) for record in held.exhibits.values()),
        changes="",
        **version,
    )


def _said(page, name: str) -> str:
    return plain(first(page, name))


def _abstract(page) -> str:
    found = first(page, "abstract")
    if found is None:
        return ""
    return "\n\n".join(filter(None, (plain(p) for p in found.iter("p"))))


def _shown(page, record: ExhibitRecord) -> Shown:
    found = page.xpath("//*[@id=$id]", id=record.exhibit)
    suffixes = SUFFIXES[record.kind]
    return Shown(
        id=record.exhibit,
        kind=record.kind,
        record=record.id,
        files=tuple(f"{record.exhibit}.{suffix}" for suffix in suffixes),
        **(_printed(found[0]) if found else _UNSEEN | {"caption": record.exhibit}),
    )


def _printed(float_) -> dict[str, str]:
    label, caption = _caption(float_)
    images = float_.xpath(".//img/@alt|.//svg/@aria-label")
    return {
        "label": label,
        "caption": caption,
        "alt": " ".join(images[0].split()) if images else "",
        "source": plain(first(float_, "exhibit-source")),
    }


def _caption(float_) -> tuple[str, str]:
    label, caption = (plain(first(float_, f"exhibit-{name}")) for name in ("label", "caption"))
    if label:
        return label, caption
    whole = plain(next(float_.iter("figcaption"), None))
    found = _LABELLED.fullmatch(whole)
    return (found["label"], found["caption"]) if found else ("", whole)
