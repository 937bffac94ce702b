"""Numbers of versions: what is one, and how they are ordered."""

import pytest

from builders import refused
from corrigenda.errors import ReleaseError
from corrigenda.releases.numbers import ADVICE, following, number, parse


def test_versions_are_ordered_by_their_numbers_and_not_as_texts():
    versions = ["1.10.0", "1.9.9", "0.2.11", "10.0.0", "2.0.0"]
    assert sorted(versions, key=parse) == ["0.2.11", "1.9.9", "1.10.0", "2.0.0", "10.0.0"]


NO_NUMBERS = [
    "",
    "1",
    "1.0",
    "1.0.0.0",
    "v1.0.0",
    "1.0.0-rc1",
    "01.0.0",
    "1.0.0\n",
    " 1.0.0",
    "١.0.0",
    "1.0.-1",
    "../1.0.0",
    "1.0.1000000",
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_anything_else_is_no_version(text):
    assert number(text) is None
    with pytest.raises(ReleaseError):
        parse(text)


def test_the_refusal_says_what_a_version_is():
    with refused(ReleaseError, f'"1.0" is not the number of a version.\n  {ADVICE}'):
        parse("1.0")


def test_three_versions_may_follow():
    assert following("1.9.3") == "1.9.4, 1.10.0 or 2.0.0"
