"""Items: what makes one complete, and how its options are found."""

import pytest
from pydantic import ValidationError

from builders import TALK_PLAY, YES_NO, an_item

BANDS = {"few": {"label": "Few", "from": 1, "to": 5}}


def test_options_keep_the_order_in_which_they_are_declared():
    item = an_item("setting", "single", column="Q1", options={"b": "Second", "a": "First"})
    assert [(o.id, o.label) for o in item.options] == [("b", "Second"), ("a", "First")]
    assert item.option("a").label == "First"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talking", "talk"),
        ("  talking ", "talk"),
        ("TALK", "talk"),
        ("Two  Words", "two"),
        ("two\nwords", "two"),
        ("Talkin", None),
        ("", None),
    ],
)
def test_an_option_is_found_by_id_or_label_whatever_its_blanks_and_case(text, found):
    item = an_item("m", "single", column="Q", options={"talk": "Talking", "two": "Two words"})
    option = item.find(text)
    assert (option and option.id) == found


@pytest.mark.parametrize(
    ("kind", "settings", "check_all", "per_option"),
    [
        ("single", {"column": "Q", "options": YES_NO}, False, False),
        ("multiple", {"options": TALK_PLAY}, True, True),
        ("coded", {"options": YES_NO}, True, True),
        ("coded", {"options": YES_NO, "exclusive": True}, False, True),
        ("number", {"column": "Q"}, False, False),
    ],
)
def test_only_check_all_and_inexclusive_coded_items_let_one_hold_several_options(
    kind, settings, check_all, per_option
):
    item = an_item("a", kind, **settings)
    assert (item.check_all, item.per_option) == (check_all, per_option)


def test_a_band_may_hold_a_single_number():
    bands = {"one": {"label": "One", "from": 1, "to": 1}}
    band = an_item("band", "single", bands_of="cases", options=bands).option("one")
    assert (band.low, band.high) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "settings", "message"),
    [
        ("single", {"column": "Q"}, "a single item needs options"),
        ("multiple", {}, "a multiple item needs options"),
        ("number", {"column": "Q", "options": YES_NO}, "a number item has no options"),
        ("multiple", {"options": YES_NO}, "each option of a multiple item needs its column"),
        ("open", {}, "it needs a column"),
        ("single", {"options": YES_NO}, "it needs a column"),
        (
            "number",
            {"bands_of": "cases"},
            "bands_of is for a single item without a column of its own",
        ),
        (
            "single",
            {"bands_of": "cases", "column": "Q", "options": BANDS},
            "bands_of is for a single item without a column of its own",
        ),
        (
            "single",
            {"bands_of": "cases", "options": BANDS, "asked_if": {"a": ["yes"]}},
            "bands follow the skip rule of their number",
        ),
        (
            "single",
            {"bands_of": "cases", "options": {"few": {"label": "Few", "from": 5, "to": 1}}},
            "the band ends before it begins",
        ),
    ],
)
def test_an_item_that_is_not_complete_is_refused(kind, settings, message):
    with pytest.raises(ValidationError, match=message):
        an_item("a", kind, **settings)
