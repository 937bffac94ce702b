"""Disclosure: no id of a respondent gets through."""

import pytest

from corrigenda.disclosure import Mask


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Follows from R1, says R1.", "Follows from [respondent], says [respondent]."),
        ("R10 is another", "R10 is another"),
        ("xR1", "xR1"),
        ("a b@c.org wrote", "[respondent] wrote"),
    ],
)
def test_ids_are_masked_as_whole_words(text, shown):
    assert Mask(["R1", "a b@c.org", ""])(text) == shown


def test_without_ids_every_text_stays():
    assert Mask([])("R1") == "R1"
