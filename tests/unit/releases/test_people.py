"""Authors, in every form that the header of a report may give them."""

import pytest
import yaml

from corrigenda.releases.models import Author
from corrigenda.releases.people import authors

FORMS = {
    "author: A. Tester": [Author(name="A. Tester")],
    "author: [A. Tester, The project  team]": [
        Author(name="A. Tester"),
        Author(name="The project team"),
    ],
    "author: {name: Ann Tester, orcid: https://orcid.org/0000-0002-1825-0097}": [
        Author(name="Ann Tester", orcid="0000-0002-1825-0097")
    ],
    "author: [{name: {given: Ann, family: Tester}, affiliation: A place}]": [
        Author(name="Ann Tester", given="Ann", family="Tester", affiliations=("A place",))
    ],
    "author: [{name: {literal: The team}, affiliations: [{name: One}, Two, {ref: three}]}]": [
        Author(name="The team", affiliations=("One", "Two"))
    ],
    "author: [{name: Ann, orcid: 12-34}]": [Author(name="Ann")],
    "author: [{orcid: 0000-0002-1825-0097}, null, '', {name: {}}]": [],
    "author: null": [],
    "title: Nobody": [],
}


@pytest.mark.parametrize(("header", "expected"), FORMS.items(), ids=range(len(FORMS)))
def test_authors_are_read(header, expected):
    assert authors(yaml.safe_load(header)) == tuple(expected)
