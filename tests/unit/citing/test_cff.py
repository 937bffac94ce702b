"""CITATION.cff against the schema of the Citation File Format."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from citing.examples import DROPPED, JUNIOR, PERSON, PUBLICATION, SITE, TEAM, a_release
from corrigenda.citing.cff import cff

SCHEMA = json.loads((Path(__file__).parent / "resources/cff-1.2.0.json").read_text("utf-8"))


def read(**settings) -> dict:
    """Return what CITATION.cff says of a release, which the schema must allow."""
    told = yaml.safe_load(cff(a_release(**settings)))
    assert [f"{e.json_path}: {e.message}" for e in Draft7Validator(SCHEMA).iter_errors(told)] == []
    return told


def test_the_data_set_prefers_to_be_cited_by_its_report():
    told = read()
    assert (told["type"], told["preferred-citation"]["type"]) == ("dataset", "report")
    for work in (told, told["preferred-citation"]):
        assert work["title"] == "What clinicians say of court"
        assert (work["version"], work["date-released"]) == ("1.1.0", "2026-11-22")
        assert work["url"] == f"{SITE}tiny/1.1.0/"
        assert work["abstract"] == "Four clinicians were asked. The answers are invented."
    assert (told["license"], told["commit"]) == ("CC-BY-4.0", "c" * 40)


def test_people_are_parted_from_organisations():
    assert read(authors=(TEAM, PERSON))["authors"] == [
        {"name": "Clinic Study Team"},
        {
            "family-names": "van Berg",
            "given-names": "Ann",
            "orcid": "https://orcid.org/0000-0002-1825-0097",
            "affiliation": "University of Exampleshire",
        },
    ]


def test_particles_and_suffixes_are_kept():
    assert read(authors=(JUNIOR, DROPPED))["authors"] == [
        {"family-names": "de Meer", "given-names": "Gerard", "name-suffix": "Jr."},
        {"family-names": "Humboldt", "given-names": "Alexander", "name-particle": "von"},
    ]


def test_what_is_not_known_is_left_out():
    told = read(publication={}, notice="", abstract="", authors=(), commit="", dirty=True)
    assert told["authors"] == [{"name": "anonymous"}]
    assert not told.keys() & {"license", "keywords", "url", "abstract", "commit"}
    assert "publisher" not in told["preferred-citation"]


@pytest.mark.parametrize(
    "publication",
    [
        {"licence": "LicenseRef-Ours"},
        {"doi": "10.5281/zenodo.1234567"},
        {"doi": "10.5281/a+b"},  # a DOI, but not one of the schema
        {"keywords": ("court", "court", "")},
    ],
)
def test_the_schema_allows_every_publication(publication):
    told = read(publication=PUBLICATION | publication)
    assert told.get("keywords") == (["court"] if "keywords" in publication else None)
    assert ("license" in told) == ("licence" not in publication)


def test_the_doi_of_all_versions_is_called_so():
    told = read(publication={"doi": "10.5281/zenodo.1234567"})
    assert told["identifiers"][0] == {
        "type": "doi",
        "value": "10.5281/zenodo.1234567",
        "description": "The report in all its versions",
    }
    assert "doi" not in told


def test_equal_releases_give_equal_files():
    assert cff(a_release()) == cff(a_release())
