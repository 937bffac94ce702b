"""The authors of a report, as its header names them."""

import re
from collections.abc import Iterator, Mapping

from corrigenda.releases.models import Author

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")


def authors(header: Mapping) -> tuple[Author, ...]:
    """Read the authors of a report.

    Parameters
    ----------
    header
        Its header. An author is a name, or a table with ``name`` (which may be a table with
        ``given`` and ``family``), ``orcid`` and ``affiliation`` or ``affiliations``.

    Returns
    -------
    tuple of Author
        In their order.
    """
    return tuple(found for each in _listed(header.get("author")) if (found := _author(each)))


def _author(declared) -> Author | None:
    table = declared if isinstance(declared, Mapping) else {"name": declared}
    name = table.get("name")
    parts = name if isinstance(name, Mapping) else {"literal": name}
    given, family = _text(parts.get("given")), _text(parts.get("family"))
    whole = _text(parts.get("literal")) or f"{given} {family}".strip()
    orcid = _ORCID.fullmatch(_text(table.get("orcid")))
    places = table.get("affiliations", table.get("affiliation"))
    return whole and Author(
        name=whole,
        given=given,
        family=family,
        orcid=orcid[1] if orcid else "",
        affiliations=tuple(filter(None, _places(places))),
    )


def _places(declared) -> Iterator[str]:
    for place in _listed(declared):
        yield _text(place.get("name") if isinstance(place, Mapping) else place)


def _listed(value) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
