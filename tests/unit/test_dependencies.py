"""Dependencies: bands follow their number, codes their answers, skip rules whom they look at."""

import pytest

from builders import YES_NO, a_codebook, an_item
from corrigenda.dependencies import depending, sources_of, with_sources

ITEMS = a_codebook(
    an_item("impact", "coded", coded_from="told", options={"good": "Good"}),
    an_item("told", "open", column="Q3", asked_if={"court": ("yes",)}),
    an_item("court", "single", column="Q1", options=YES_NO),
    an_item("cases", "number", column="Q2"),
    an_item("band", "single", bands_of="cases", options={"few": {"label": "Few", "to": 5}}),
)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (["court"], ("impact", "told", "court")),
        (["cases"], ("cases", "band")),
        (["impact"], ("impact",)),
        ([], ()),
    ],
)
def test_what_can_change_with_an_item(changed, found):
    assert depending(ITEMS, changed) == found


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (["impact"], ("impact", "told", "court")),
        (["band"], ("cases", "band")),
        (["court"], ("court",)),
    ],
)
def test_what_an_item_is_made_from_whatever_the_number_of_steps(made, found):
    assert with_sources(ITEMS, made) == found


def test_a_plain_item_has_no_source():
    assert sources_of(ITEMS["court"]) == ()
