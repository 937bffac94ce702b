"""Authors, in every form that the header of a report may give them."""

import pytest
import yaml

from corrigenda.authors import Author, authors, unclear
from corrigenda.rendering import pandoc

ORCID = "0000-0002-1825-0097"
FORMS = {
    "author: A. Tester": [Author(name="A. Tester")],
    "author: [A. Tester, The project  team]": [
        Author(name="A. Tester"),
        Author(name="The project team"),
    ],
    "author: [{name: {given: Ann, family: Tester}, affiliation: A place}]": [
        Author(name="Ann Tester", given="Ann", family="Tester", affiliations=("A place",))
    ],
    "author: [{name: {literal: The team}, affiliations: [{name: One}, Two, {ref: three}]}]": [
        Author(name="The team", affiliations=("One", "Two"))
    ],
    "author: [{name: Ann Lee, orcid: 12-34}]": [Author(name="Ann Lee")],
    f"author: [{{orcid: {ORCID}}}, null, '', {{name: {{}}}}]": [],
    "author: null": [],
    "title: Nobody": [],
}
NAMES = {
    # in parts
    "{given: Jane Q., family: Doe}": ("Jane Q. Doe", "Jane Q.", "Doe"),
    "{literal: Dr. Jane Doe, given: Jane, family: Doe}": ("Dr. Jane Doe", "Jane", "Doe"),
    "{given: Jane, family: Doe, suffix: Jr.}": ("Jane Doe Jr.", "Jane", "Doe"),
    "{given: Jan, family: Berg, non-dropping-particle: van der}": (
        *("Jan van der Berg", "Jan", "van der Berg"),
    ),
    "{given: Alexander, family: Humboldt, dropping-particle: von}": (
        *("Alexander von Humboldt", "Alexander von", "Humboldt"),
    ),
    "{given: Jean, family: Alembert, dropping-particle: d'}": (
        *("Jean d’Alembert", "Jean", "d’Alembert"),
    ),
    "{family: Sukarno}": ("Sukarno", "", "Sukarno"),
    "{literal: 'Doe, Jane'}": ("Doe, Jane", "", ""),
    # as a text
    "'van der Berg, Jan'": ("Jan van der Berg", "Jan", "van der Berg"),
    "'Doe, Jr., Jane'": ("Jane Doe Jr.", "Jane", "Doe"),
    "Jane Q. Doe": ("Jane Q. Doe", "", ""),
    "Corrigenda contributors": ("Corrigenda contributors", "", ""),
    "Crimes against Children Research Center": (
        *("Crimes against Children Research Center", "", ""),
    ),
    "NHS England": ("NHS England", "", ""),
}


def read(header: str) -> tuple[Author, ...]:
    """Return the authors of a header, every scalar of which is a text."""
    return authors(yaml.load(header, Loader=yaml.BaseLoader))


@pytest.mark.parametrize(("header", "expected"), FORMS.items(), ids=range(len(FORMS)))
def test_authors_are_read(header, expected):
    assert authors(yaml.safe_load(header)) == tuple(expected)


@pytest.mark.parametrize(("name", "expected"), NAMES.items(), ids=range(len(NAMES)))
def test_a_persons_name_is_parted_and_an_organisations_is_whole(name, expected):
    [found] = read(f"author: [{{name: {name}}}]")
    assert (found.name, found.given, found.family) == expected
    if not name.startswith("{"):
        assert read(f"author: [{name}]") == (found,)


@pytest.mark.parametrize(
    "orcid", [ORCID, f"https://orcid.org/{ORCID}", f"http://www.orcid.org/{ORCID}/"]
)
def test_only_people_have_an_orcid(orcid):
    [found] = read(f"author: {{name: Jane Q. Doe, orcid: {orcid}}}")
    assert found == Author(name="Jane Q. Doe", given="Jane Q.", family="Doe", orcid=ORCID)


def test_a_literal_stays_whole_beside_an_orcid():
    [found] = read(f"author: {{name: {{literal: Jane Q. Doe}}, orcid: {ORCID}}}")
    assert (found.family, found.orcid) == ("", ORCID)


def test_markdown_is_made_plain_as_on_the_page(monkeypatch):
    calls, convert = [], pandoc.convert
    monkeypatch.setattr(pandoc, "convert", lambda *a: calls.append(a) or convert(*a))
    team, person = read(
        r"""
        author:
          - Univ & \<Co\>
          - {name: {given: Jane *Q.*, family: O'Doe}, affiliations: [R&D -- x\_y, Univ & \<Co\>]}
        """
    )
    assert team.name == "Univ & <Co>"
    assert (person.given, person.family) == ("Jane Q.", "O’Doe")
    assert person.affiliations == ("R&D – x_y", "Univ & <Co>")
    assert len(calls) == 1


def test_plain_names_need_no_pandoc(monkeypatch):
    monkeypatch.setattr(pandoc, "convert", None)
    assert len(read("author: [Jane Q. Doe, 'Ó Brolcháin, Anna-Lena']")) == 2


def test_a_warning_says_how_a_person_is_declared():
    found = read(f"""
        author: [Jane Q. Doe, "Jan van der Berg, Jr.", NHS England, "Doe, Jane",
                 {{name: Ann Lee, orcid: {ORCID}}}]
        """)
    told = "is cited whole, as an organisation. For a person, write name:"
    assert unclear(found) == [
        f'"Jane Q. Doe" {told} {{given: Jane Q., family: Doe}} in the header of the report.',
        f'"Jan van der Berg, Jr." {told} {{given: Jan, family: van der Berg, suffix: Jr.}} '
        "in the header of the report.",
    ]
