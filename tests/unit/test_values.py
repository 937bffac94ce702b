"""Values: how cells are read, and which values are permitted."""

import pytest

from builders import YES_NO, a_study, an_item
from corrigenda.values import complaint, reading, remedy, shown

STUDY = a_study(missing=["N/A"])
SETTING = an_item(
    "setting", "single", column="Q1", options={"clinic": "A clinic", "other": "Other"}
)
CASES = an_item(
    "cases",
    "number",
    column="Q2",
    whole=True,
    minimum=0,
    maximum=99,
    estimates=["about", "approx.", "~"],
)
HOURS = an_item("hours", "number", column="Q3")
DAY = an_item("day", "date", column="D", within_fieldwork=True)
FREE_DAY = an_item("free_day", "date", column="D")
TEXT = an_item("text", "open", column="T")
BAND = an_item(
    "band",
    "single",
    bands_of="cases",
    options={"few": {"label": "Few", "from": 1, "to": 5}},
)


@pytest.mark.parametrize(
    ("item", "cell", "value"),
    [
        (SETTING, " a  CLINIC ", "clinic"),
        (SETTING, "clinic", "clinic"),
        (SETTING, " A school ", "A school"),
        (SETTING, "n/a", ""),
        (SETTING, "  ", ""),
        (CASES, " 12 ", "12"),
        (CASES, "012", "12"),
        (CASES, "12.0", "12"),
        (CASES, "-0", "0"),
        (CASES, "About 12", "12"),
        (CASES, "approx.12", "12"),
        (CASES, "~ 12", "12"),
        (CASES, "about twelve", "about twelve"),
        (CASES, "12 about", "12 about"),
        (HOURS, "2.50", "2.5"),
        (HOURS, ".5", "0.5"),
        (HOURS, "1200", "1200"),
        (HOURS, "about 3", "about 3"),
        (DAY, "2024-03-05 09:30:00", "2024-03-05"),
        (DAY, "2024-03-05T09:30:00", "2024-03-05"),
        (DAY, " 2024-3-5 ", "2024-03-05"),
        (DAY, " 5 March ", "5 March"),
        (CASES, " a dozen ", "a dozen"),
        (TEXT, "  as it is\n", "  as it is\n"),
        (TEXT, " N/A ", ""),
    ],
)
def test_a_cell_is_read_as_its_item_asks(item, cell, value):
    assert reading(item, STUDY)(cell) == value


@pytest.mark.parametrize(
    "cell", ["nan", "inf", "-Infinity", "1e3", "1e999999999", "1_000", "1,000", "3,5", "١٢", "0x1F"]
)
def test_what_only_a_computer_takes_for_a_number_is_none(cell):
    value = reading(HOURS, STUDY)(cell)
    assert value == cell
    assert complaint(HOURS, value, STUDY) == f'"{cell}" is not a number.'


@pytest.mark.parametrize(
    ("item", "value", "message"),
    [
        (SETTING, "clinic", None),
        (SETTING, "", None),
        (SETTING, "A school", '"A school" is not an option.'),
        (CASES, "12", None),
        (CASES, "twelve", '"twelve" is not a number.'),
        (CASES, "12.5", "12.5 is not a whole number."),
        (CASES, "-1", "-1 is below the least permitted, 0."),
        (CASES, "100", "100 is above the most permitted, 99."),
        (HOURS, "-12.5", None),
        (DAY, "2024-03-01", None),
        (DAY, "2024-03-31", None),
        (DAY, "2024-02-29", "2024-02-29 is outside the fieldwork, 2024-03-01 to 2024-03-31."),
        (DAY, "2024-04-01", "2024-04-01 is outside the fieldwork, 2024-03-01 to 2024-03-31."),
        (FREE_DAY, "2024-04-01", None),
        (DAY, "20240305", '"20240305" is not a date.'),
        (DAY, "2024-02-30", '"2024-02-30" is not a date.'),
        (TEXT, "whatever", None),
        (BAND, "few", None),
        (BAND, "7", "7 is in none of the bands."),
    ],
)
def test_a_value_is_permitted_or_says_why_not(item, value, message):
    assert complaint(item, value, STUDY) == message


def test_without_fieldwork_any_day_is_permitted():
    study = a_study(responses={"file": "raw/export.csv"})
    assert complaint(DAY, "1999-01-01", study) is None


@pytest.mark.parametrize(
    ("item", "value", "advice"),
    [
        (SETTING, "A clinc", 'Did you mean "A clinic"? Add a row to corrections.csv.'),
        (CASES, "twelve", "Add a row to corrections.csv."),
        (BAND, "7", "Widen the bands in codebook.yaml, or correct cases in corrections.csv."),
    ],
)
def test_advice_is_what_can_be_done(item, value, advice):
    assert remedy(item, value) == advice


@pytest.mark.parametrize(
    ("item", "value", "text"),
    [
        (SETTING, "clinic", '"A clinic"'),
        (SETTING, "A school", '"A school"'),
        (SETTING, "", "no answer"),
        (CASES, "12", '"12"'),
        (TEXT, "my secret", "a text"),
        (TEXT, "", "no answer"),
        (an_item("a", "single", column="Q", options=YES_NO), "no", '"No"'),
    ],
)
def test_messages_show_labels_and_never_the_words_of_an_open_answer(item, value, text):
    assert shown(item, value) == text
