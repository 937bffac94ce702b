"""datacite.json against the schema that the library carries."""

import json

import pytest
from datacite.schema45 import validator

from builders import refused
from citing.examples import JUNIOR, PERSON, SITE, TEAM, a_release
from corrigenda.citing.datacite import datacite
from corrigenda.errors import ReleaseError

DOI = "10.5281/zenodo.1234567"
ADVICE = "Mend the header of the report, or publication in study.yaml."


def read(**settings) -> dict:
    """Return the metadata of a release, which the schema must allow."""
    told = json.loads(datacite(a_release(**settings)))
    assert list(validator.iter_errors(told)) == []
    return told


def test_a_release_is_described_in_full():
    told = read(subtitle="Interviews")
    assert [title["title"] for title in told["titles"]] == [
        "What clinicians say of court",
        "Interviews",
    ]
    assert (told["publicationYear"], told["version"]) == ("2026", "1.1.0")
    assert told["publisher"] == {"name": "University of Exampleshire"}
    assert told["types"]["resourceTypeGeneral"] == "Report"
    assert told["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"
    assert told["url"] == f"{SITE}tiny/1.1.0/"


def test_a_version_has_no_doi_until_it_is_deposited():
    told = read(publication={"doi": DOI})
    assert "doi" not in told
    assert told["relatedIdentifiers"] == [
        {
            "relatedIdentifier": DOI,
            "relatedIdentifierType": "DOI",
            "relationType": "IsVersionOf",
            "resourceTypeGeneral": "Report",
        }
    ]


def test_it_is_known_by_its_address_and_its_record():
    named = {each["alternateIdentifier"] for each in read()["alternateIdentifiers"]}
    assert named == {f"{SITE}tiny/1.1.0/", "tiny/report@ba9876543210", "tiny 1.1.0"}


@pytest.mark.parametrize(
    ("earlier", "before"),
    [([], []), (["1.0.0"], ["1.0.0"]), (["1.9.0", "1.10.0", "1.2.0"], ["1.10.0"])],
)
def test_it_follows_the_greatest_version_before_it(earlier, before):
    related = read(version="2.0.0", earlier=dict.fromkeys(earlier, "a" * 64))
    found = [each["relatedIdentifier"] for each in related.get("relatedIdentifiers", [])]
    assert found == [f"{SITE}tiny/{version}/" for version in before]


def test_without_an_address_nothing_leads_to_the_version_before():
    assert not read(publication={}).keys() & {"relatedIdentifiers", "url", "rightsList"}


def test_what_cannot_be_given_is_said_in_datacites_own_word():
    told = read(publication={}, authors=())
    assert told["publisher"] == {"name": ":unav"}
    assert told["creators"] == [{"name": ":unav"}]


def test_only_a_name_in_parts_is_said_to_be_a_persons():
    team, person, junior = read(authors=(TEAM, PERSON, JUNIOR))["creators"]
    assert team == {"name": "Clinic Study Team"}
    assert (person["name"], person["nameType"]) == ("van Berg, Ann", "Personal")
    assert (junior["name"], junior["givenName"]) == ("de Meer, Gerard, Jr.", "Gerard")
    assert person["nameIdentifiers"][0]["nameIdentifier"].endswith("/0000-0002-1825-0097")


def test_what_the_schema_refuses_is_refused():
    problem = f"datacite.json: publicationYear does not fit DataCite's schema 4.5.\n  {ADVICE}"
    with refused(ReleaseError, problem):
        datacite(a_release(date="0999-01-01"))
