"""JSON-LD in the head of a page."""

import json

import pytest

from citing.examples import FIGURE, JUNIOR, PERSON, SITE, TABLE, TEAM, a_release
from corrigenda.citing.linked import json_ld


def test_a_report_names_its_version_its_people_and_its_parts():
    told = json.loads(json_ld(a_release()))
    assert (told["@context"], told["@type"]) == ("https://schema.org", "Report")
    assert told["@id"] == told["url"] == f"{SITE}tiny/1.1.0/"
    assert (told["version"], told["datePublished"]) == ("1.1.0", "2026-11-22")
    assert [part["@type"] for part in told["hasPart"]] == ["Dataset", "ImageObject"]
    assert told["hasPart"][0]["url"] == f"{SITE}tiny/1.1.0/tbl-court/"
    assert told["abstract"] != told["description"] == "The answers are invented."
    assert told["license"] == "https://spdx.org/licenses/CC-BY-4.0"


def test_only_a_name_in_parts_is_said_to_be_a_persons():
    told = json.loads(json_ld(a_release(authors=(TEAM, PERSON, JUNIOR))))
    team, person, junior = told["author"]
    assert team == {"name": "Clinic Study Team"}
    assert (person["@type"], person["familyName"]) == ("Person", "van Berg")
    assert person["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert (junior["familyName"], junior["honorificSuffix"]) == ("de Meer", "Jr.")


def test_a_table_is_data_and_a_figure_is_a_picture_of_their_report():
    table, figure = (json.loads(json_ld(a_release(), shown)) for shown in (TABLE, FIGURE))
    assert [file["contentUrl"] for file in table["distribution"]] == [
        "tbl-court.html",
        "tbl-court.csv",
        "tbl-court.json",
    ]
    assert (figure["contentUrl"], figure["encodingFormat"]) == ("fig-court.svg", "image/svg+xml")
    for told in (table, figure):
        assert told["isPartOf"]["name"] == "What clinicians say of court"
        assert told["description"].endswith(" in words.")


@pytest.mark.parametrize("shown", [None, TABLE])
def test_without_an_address_nothing_is_claimed_to_be_anywhere(shown):
    assert "http" not in json_ld(a_release(publication={}, authors=(TEAM,)), shown).replace(
        "https://schema.org", ""
    )


def test_no_text_can_end_the_script():
    written = json_ld(a_release(title="</script><!-- \u2028 !"))
    assert "<" not in written and "\u2028" not in written
    assert json.loads(written)["name"] == "</script><!-- \u2028 !"


def test_the_doi_of_all_versions_is_the_work_that_a_version_is_an_example_of():
    told = json.loads(json_ld(a_release(publication={"doi": "10.5281/zenodo.12"})))
    assert told["exampleOfWork"] == "https://doi.org/10.5281/zenodo.12"
