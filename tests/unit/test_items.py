"""Items: what makes one complete, and how its options are found."""

import pytest
from pydantic import ValidationError

from builders import TALK_PLAY, YES_NO, an_item
from corrigenda.items import export_columns

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


def test_an_option_is_found_by_what_the_export_holds_for_it():
    options = {"yes": {"label": "Yes", "value": 1}, "no": {"label": "No", "value": "2"}}
    item = an_item("court", "single", column="Q", options=options)
    assert [item.find(text).id for text in ("1", " 2 ", "yes", "No")] == ["yes", "no", "yes", "no"]


def test_the_value_of_a_tick_names_no_option():
    options = {key: {**option, "value": "1"} for key, option in TALK_PLAY.items()}
    assert an_item("m", "multiple", options=options).find("1") is None


def test_a_check_all_item_may_be_listed_in_columns():
    listed = {"options": YES_NO, "listed_in": ["Q8"], "separator": ","}
    assert an_item("m", "multiple", **listed).columns == ("Q8",)


@pytest.mark.parametrize(
    ("kind", "settings", "message"),
    [
        ("multiple", {"options": TALK_PLAY, "listed_in": ["Q8"]}, "either each option has its col"),
        ("multiple", {"options": TALK_PLAY, "column": "Q8"}, "names its columns in its options"),
        ("multiple", {"options": TALK_PLAY, "separator": ","}, "separator is for the columns of"),
        ("multiple", {"options": YES_NO, "listed_in": ["Q"], "separator": ""}, "separator is for"),
        ("single", {"options": YES_NO, "column": "Q", "unticked": ["2"]}, "for a multiple item"),
        ("number", {"column": "Q", "date_format": "%d"}, "date_format is for a date item"),
        ("number", {"column": "@source"}, "@source is for an open item"),
    ],
)
def test_settings_of_reading_stand_where_they_mean_something(kind, settings, message):
    with pytest.raises(ValidationError, match=message):
        an_item("a", kind, **settings)


def test_the_text_of_a_source_is_no_column_of_the_export():
    items = [an_item("text", "open", column="@source"), an_item("age", "number", column="Q1")]
    assert list(export_columns(items)) == ["Q1"]
