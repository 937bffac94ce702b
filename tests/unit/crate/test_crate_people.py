"""People, licence and software of a crate."""

import pytest

from corrigenda.crate import people
from corrigenda.environment import environment
from corrigenda.project import Project


@pytest.fixture
def crate():
    """An empty crate."""
    from rocrate.rocrate import ROCrate

    return ROCrate(version="1.3")


@pytest.fixture
def project(tiny) -> Project:
    return Project(tiny.path, "tiny")


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        (None, []),
        ("A. Lee", [("#person/A.%20Lee", "A. Lee")]),
        (["A. Lee", "B. Ós"], [("#person/A.%20Lee", "A. Lee"), ("#person/B.%20%C3%93s", "B. Ós")]),
        (
            [{"name": "A. Lee", "orcid": "0000-0002-1825-0097"}],
            [("https://orcid.org/0000-0002-1825-0097", "A. Lee")],
        ),
        (
            [{"name": {"given": "A.", "family": "Lee"}, "orcid": "0000-0002-1825-0097"}],
            [("https://orcid.org/0000-0002-1825-0097", "A. Lee")],
        ),
        ("Univ & \\<Co\\>", [("#person/Univ%20%26%20%3CCo%3E", "Univ & <Co>")]),
        ([{"name": "A. Lee", "orcid": "none"}], [("#person/A.%20Lee", "A. Lee")]),
        ([{"affiliation": "Nowhere"}, ["A"], ""], []),
    ],
    ids=["none", "one", "several", "orcid", "parts", "markdown", "no orcid", "nonsense"],
)
def test_authors_are_those_of_the_header(crate, author, expected):
    found = people.authors(crate, {"author": author})
    assert [(person.id, person["name"]) for person in found] == expected


def test_a_person_stands_once(crate):
    assert people.person(crate, "A. Lee") is people.person(crate, "A. Lee")


def test_correctors_are_the_authors_of_the_ledger(crate, project):
    path = project.data / "corrections.csv"
    path.write_text(path.read_text() + "C002,R1,court,Yes,No,Misheard,AB,2024-04-12\n")
    assert [person["name"] for person in people.correctors(crate, project)] == ["AB"]


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (None, ["No licence"]),
        ("license: CC-BY-4.0\n", ["CC-BY-4.0"]),
        ("license: [MIT, Apache-2.0]\n", ["MIT", "Apache-2.0"]),
        ("title: no licence\n", ["No licence"]),
        ("license: [\n", ["No licence"]),
        ("- a list\n", ["No licence"]),
    ],
    ids=["none", "one", "several", "silent", "broken", "no table"],
)
def test_the_licence_is_what_the_project_states(crate, project, citation, expected):
    if citation:
        (project.root / "CITATION.cff").write_text(citation)
    found = people.licence(crate, project, {})
    assert [each["name"] for each in found] == expected


def test_the_file_of_the_licence_comes_first(crate, project):
    (project.root / "CITATION.cff").write_text("license: MIT\n")
    file = crate.add_file(project.data / "study.yaml", "LICENSE")
    found = people.licence(crate, project, {"LICENSE": file})
    assert [each.id for each in found] == ["LICENSE", "https://spdx.org/licenses/MIT"]


def test_software_is_told_with_versions_and_homes(crate):
    found = people.software(crate)
    assert {name: tool["version"] for name, tool in found.items()} == environment()
    assert all(tool["url"] for tool in found.values())
    assert people.HOMES.keys() >= environment().keys()
    assert found["pandas"] in found["Corrigenda"]["softwareRequirements"]
