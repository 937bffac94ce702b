"""Names of people, which look like those of organisations."""

import pytest

from corrigenda.names import joined, parted, personal, turned


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Doe, Jane", ("Jane", "Doe", "")),
        ("Doe, Jane Q.", ("Jane Q.", "Doe", "")),
        ("Doe, Jr., Jane", ("Jane", "Doe", "Jr.")),
        ("Doe, Jane, III", ("Jane", "Doe", "III")),
        ("van der Berg, Jan", ("Jan", "van der Berg", "")),
        ("Humboldt, Alexander von", ("Alexander von", "Humboldt", "")),
        ("García Márquez, Gabriel", ("Gabriel", "García Márquez", "")),
        ("O’Brien-d'Arcy, J.-P.", ("J.-P.", "O’Brien-d'Arcy", "")),
        ("王, 小明", ("小明", "王", "")),
    ],
)
def test_a_family_name_before_a_comma_is_a_persons(name, parts):
    assert turned(name) == parts


@pytest.mark.parametrize(
    "name",
    [
        "Jane Q. Doe",
        "Doe,",
        ", Jane",
        "Doe, Jane, Oslo",
        "Doe, Jr., Jane, Sr.",
        "Doe, PhD",
        "doe, jane",
        "University of California, Davis",
        "Children's Bureau, Inc.",
        "Save the Children, UK",
        "Center for Research, Child Studies",
        "Office 12, Oslo",
        "A, B, C, D",
    ],
)
def test_another_comma_is_part_of_a_name(name):
    assert turned(name) is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jane Q. Doe", ("Jane Q.", "Doe", "")),
        ("Jan van der Berg", ("Jan", "van der Berg", "")),
        ("Jane Doe, Jr.", ("Jane", "Doe", "Jr.")),
        ("Jane Doe III", ("Jane", "Doe", "III")),
        ("von Berg", ("von", "Berg", "")),
        ("Sukarno", ("", "Sukarno", "")),
    ],
)
def test_a_person_has_the_last_word_with_its_particles_as_family_name(name, parts):
    assert parted(name) == parts


@pytest.mark.parametrize(
    "name", ["Jane Q. Doe", "A. Tester", "Jan van der Berg", "Jean d'Alembert", "Jane Doe, Jr."]
)
def test_what_looks_like_a_person(name):
    assert personal(name)


@pytest.mark.parametrize(
    "name",
    [
        "Corrigenda contributors",
        "Crimes against Children Research Center",
        "NHS England",
        "Clinic Study Team",
        "The project team",
        "Federal Ministry of Health",
        "Anonymous",
        "Children’s Bureau",
        "Study 12",
        "Doe & Sons",
        "",
    ],
)
def test_what_looks_like_an_organisation(name):
    assert not personal(name)


def test_nothing_stands_apart_behind_an_apostrophe():
    assert joined("", "d'", "Alembert") == "d'Alembert"
    assert joined("de", "La", "Fontaine") == "de La Fontaine"
