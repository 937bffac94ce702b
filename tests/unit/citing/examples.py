"""A release as tests of citing need it."""

from corrigenda.authors import Author
from corrigenda.publication import Publication
from corrigenda.releases.models import Release, Shown

SITE = "https://reports.example.org/"
TEAM = Author(name="Clinic Study Team")
PERSON = Author(
    name="Ann van Berg",
    given="Ann",
    family="van Berg",
    orcid="0000-0002-1825-0097",
    affiliations=("University of Exampleshire",),
)
JUNIOR = Author(name="Gerard de Meer Jr.", given="Gerard", family="de Meer")
DROPPED = Author(name="Alexander von Humboldt", given="Alexander von", family="Humboldt")
PUBLICATION = {"publisher": "University of Exampleshire", "licence": "CC-BY-4.0", "address": SITE}


def a_shown(exhibit: str, label: str, caption: str) -> Shown:
    """Make an exhibit that a report shows."""
    picture = "svg" if exhibit.startswith("fig-") else "html"
    return Shown(
        id=exhibit,
        kind="bar",
        label=label,
        caption=caption,
        alt=f"{caption} in words.",
        source="",
        record=f"tiny/{exhibit}@0123456789ab",
        files=tuple(f"{exhibit}.{suffix}" for suffix in (picture, "csv", "json")),
    )


TABLE = a_shown("tbl-court", "Table 1", "Effect of court.")
FIGURE = a_shown("fig-court", "Figure 1", "Effect of court")


def a_release(version: str = "1.1.0", publication: dict | None = None, **settings) -> Release:
    """Make a release of a study of one table and one figure."""
    told = {
        "study": "tiny",
        "version": version,
        "date": "2026-11-22",
        "note": "One answer was corrected.",
        "title": "What clinicians say of court",
        "subtitle": "",
        "lang": "en-GB",
        "abstract": "Four clinicians were asked.",
        "authors": (TEAM, PERSON),
        "notice": "The answers are invented.",
        "notice_short": "Invented data",
        "publication": Publication(**PUBLICATION if publication is None else publication),
        "record": "tiny/report@ba9876543210",
        "data": "d" * 64,
        "commit": "c" * 40,
        "dirty": False,
        "software": {"Corrigenda": "0.1.0"},
        "exhibits": (TABLE, FIGURE),
        "earlier": {"1.0.0": "a" * 64},
        "changes": "1 correction; 1 table differs.",
    }
    return Release(**told | settings)
