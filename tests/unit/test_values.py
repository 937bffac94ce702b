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
WAYS = an_item("ways", "multiple", listed_in=["W"], options={"mail": "Mail"})
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


SCORE = an_item(
    "score", "number", column="Q", missing=[99, "No idea", {"from": -9, "to": -0.1}, {"from": 1000}]
)
EURO = an_item(
    "euro", "number", column="Q", decimal=",", estimates=["etwa"], missing=["9,9", "k, A"]
)
GRADED = an_item(
    "graded",
    "single",
    column="Q",
    options={"low": {"label": "Low", "value": 1}, "high": {"label": "High", "value": "2"}},
    missing=[{"to": -1}],
)
GERMAN = an_item("tag", "date", column="D", date_format="%d.%m.%Y")
AMERICAN = an_item("day", "date", column="D", date_format="%m/%d/%Y %H:%M", missing=["01/01/1900"])
BROKEN = an_item("day", "date", column="D", date_format="%d %d")


@pytest.mark.parametrize(
    ("item", "cell", "value"),
    [
        (SCORE, "99", ""),
        (SCORE, " 99.00", ""),
        (SCORE, "no  IDEA", ""),
        (SCORE, "-0.1", ""),
        (SCORE, "-9.0", ""),
        (SCORE, "-9.1", "-9.1"),
        (SCORE, "0", "0"),
        (SCORE, "1e9", "1e9"),
        (SCORE, "12345678", ""),
        (SCORE, "999.9", "999.9"),
        (SCORE, "990", "990"),
        (EURO, "3,50", "3.5"),
        (EURO, "3.5", "3.5"),
        (EURO, "etwa ,5", "0.5"),
        (EURO, "1.234,5", "1.234,5"),
        (EURO, "9,90", ""),
        (EURO, "K, a", ""),
        (GRADED, "1", "low"),
        (GRADED, "2.0", "high"),
        (GRADED, "High", "high"),
        (GRADED, "low", "low"),
        (GRADED, "3.0", "3.0"),
        (GRADED, "-1.0", ""),
        (GERMAN, "05.03.2024", "2024-03-05"),
        (GERMAN, "2024-03-05 10:00", "2024-03-05"),
        (GERMAN, "03/05/2024", "03/05/2024"),
        (AMERICAN, "03/05/2024 09:30", "2024-03-05"),
        (AMERICAN, "01/01/1900", ""),
        (BROKEN, "2024-03-05", "2024-03-05"),
        (BROKEN, "5 3", "5 3"),
    ],
)
def test_a_cell_is_read_by_the_settings_of_its_item(item, cell, value):
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
        (WAYS, "Fax", '"Fax" is not an option.'),
        (WAYS, "Fax\nDrum", '"Fax", "Drum" are not options.'),
        (WAYS, "a\nb\nc\nd\ne\nf\ng", '"a", "b", "c", "d", "e" and 2 more are not options.'),
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
        (WAYS, "Mial\nDrum", 'Did you mean "Mail"? Add a row to corrections.csv.'),
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
