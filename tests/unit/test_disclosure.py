"""Disclosure: no id of a respondent gets through."""

import pytest

from corrigenda.disclosure import Mask

IDS = ["R1", "a b", "Ann-Marie", "ann@nhs.uk", "6", "", "—"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Follows from R1, says r1.", "Follows from [respondent], says [respondent]."),
        ("R1-R2, R1_x and R1's", "[respondent]-R2, [respondent]_x and [respondent]'s"),
        ("R10 and xR1 are others", "R10 and xR1 are others"),
        ("saw a big one", "saw a big one"),
        ("a b wrote", "[respondent] wrote"),
        ("ANN\N{NON-BREAKING HYPHEN}MARIE, Ann Marie", "[respondent], [respondent]"),
        ("Ann@NHS.uk wrote, ann did not", "[respondent] wrote, ann did not"),
        ("6 of 16", "[respondent] of 16"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER R}1", "[respondent]"),
        ("", ""),
    ],
)
def test_ids_are_masked_however_they_are_written(text, shown):
    assert Mask(IDS)(text) == shown
    assert Mask(IDS).finds(text) == (text != shown)


def test_without_ids_every_text_stays():
    assert Mask([])("R1") == "R1"
    assert not Mask([""]).finds("R1")
