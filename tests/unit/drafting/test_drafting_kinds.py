"""Which kind an item is drafted as, and with which options."""

import pytest
from drafted import an_export, drafted, shown

AGREE = ["Agree", "Strongly disagree", "Neutral", "Strongly agree", "Disagree", "Agree"]


def one(values, text="", **settings):
    """Draft a study of one column, q1."""
    export = an_export(texts={"q1": text}, cells={"q1": values}, **settings)
    return drafted(export)


def kind(values, text=""):
    return one(values, text).items["q1"].kind


def test_a_known_scale_stands_in_its_order():
    draft = one([*AGREE, "Don't know"])
    assert shown(draft, "q1") == [
        "Strongly disagree",
        "Disagree",
        "Neutral",
        "Agree",
        "Strongly agree",
        "Don't know",
    ]
    assert not draft.comments


def test_bands_stand_by_their_numbers():
    values = ["More than 10 years", "1 to 3 years", "Less than 1 year", "4 to 10 years"] * 3
    draft = one(values)
    assert shown(draft, "q1") == [
        "Less than 1 year",
        "1 to 3 years",
        "4 to 10 years",
        "More than 10 years",
    ]
    assert list(draft.items["q1"].by_id) == [
        "less_than_1_year",
        "from_1_to_3_years",
        "from_4_to_10_years",
        "more_than_10_years",
    ]


def test_other_options_stand_by_first_appearance_and_other_last():
    draft = one(["Red", "Other", "Blue", "Red", "Other", "Blue"])
    assert shown(draft, "q1") == ["Red", "Blue", "Other"]
    assert draft.unknown == (
        "q1: no known scale, so the options stand in the order of first appearance.",
    )


def test_a_german_scale_stands_in_its_order():
    values = ["weiß nicht", "Trifft eher zu", "Trifft gar nicht zu", "Teils, teils"] * 2
    assert shown(one(values), "q1") == [
        "Trifft gar nicht zu",
        "Teils, teils",
        "Trifft eher zu",
        "weiß nicht",
    ]


def test_percent_signs_are_told():
    draft = one(["40%", "35 %", "", "12,5%", "99%"])
    assert draft.items["q1"].kind == "open"
    assert draft.unknown == (
        "q1: read as words because of the percent signs; export plain numbers.",
    )


def test_blanks_and_case_make_no_second_option():
    assert shown(one(["Yes", "yes ", "YES", "No"]), "q1") == ["Yes", "No"]


def test_an_option_that_only_previews_chose_is_an_option():
    export = an_export(
        cells={"q1": ["Red", "Blue", "Red", "Blue", "Green"]},
        status=["", "", "", "", "preview"],
        finished=[True] * 5,
    )
    from corrigenda.drafting import Settings

    draft = drafted(export, Settings(format="qualtrics"))
    assert shown(draft, "q1") == ["Red", "Blue", "Green"]
    assert draft.exclude[0] == "preview"


@pytest.mark.parametrize(
    ("values", "text", "expected"),
    [
        (["31", "44", "27", "58", "36"], "", "number"),
        (["0", "2", "1", "1", "3"], "How many children do you have?", "number"),
        (["1", "2", "2", "1", "1"], "Which group?", "single"),
        (["7", "9", "10", "0", "8"], "How likely are you to recommend us?", "number"),
        (["2.5", "3", "1.25"], "", "number"),
        (["2024-03-01", "2024-03-05"], "", "date"),
        (["2024-03-01 14:05:00", "2024-03-05"], "", "date"),
        (["It helped me.", "Too long, and too hard.", "Fine"], "", "open"),
        (["ok", "ok", "good", "good"], "Please describe how it went.", "open"),
        (["Nurse", "Nurse", "Doctor", "Doctor", "Nurse"], "", "single"),
        (["Yes", "No", "Yes"], "", "single"),
    ],
)
def test_the_kind_follows_from_what_the_cells_hold(values, text, expected):
    assert kind(values, text) == expected


def test_words_beside_numbers_count_as_no_answer_until_they_are_corrected():
    draft = one(["12", "about 15", "20", "some", "8", "30", "41", "5"], "How many clients?")
    item = draft.items["q1"]
    assert (item.estimates, item.missing, item.whole) == (("about",), ("some",), True)
    assert draft.comments["q1"] == (
        "1 answer is no number and counts as no answer: correct them in corrections.csv.",
    )


def test_a_decimal_comma_is_seen():
    assert one(["3,5", "4", "2,25"]).items["q1"].decimal == ","


def test_thousands_are_not_taken_for_decimals():
    assert one(["1,500", "2,000", "12,250", "1,750"]).items["q1"].kind == "open"


def test_days_before_months_are_seen_where_one_date_tells():
    assert one(["03/04/2024", "25/12/2023"]).items["q1"].date_format == "%d/%m/%Y"


def test_day_and_month_that_cannot_be_told_apart_are_said():
    draft = one(["03/04/2024", "05/06/2023"])
    assert draft.items["q1"].date_format == "%m/%d/%Y"
    assert draft.unknown == ("q1: day and month cannot be told apart; mind date_format.",)


def test_cells_that_mean_no_answer_are_found():
    draft = one(["Yes", "N/A", "No", "-", "Yes"])
    assert draft.missing == ("N/A", "-")
    assert shown(draft, "q1") == ["Yes", "No"]


def test_a_declared_option_is_never_no_answer():
    export = an_export(cells={"q1": ["1", "2", "1"]}, labels={"q1": {"1": "Yes", "2": "N/A"}})
    draft = drafted(export)
    assert (shown(draft, "q1"), draft.missing) == (["Yes", "N/A"], ())


def test_numbers_without_labels_are_told():
    draft = one(["1", "2", "2", "1", "1"], "Which group?")
    assert draft.unknown == (
        "q1: the options are numbers without labels; put labels into codebook.yaml.",
    )


def test_declared_labels_keep_their_order_and_their_values():
    export = an_export(
        cells={"q1": ["2", "1", "2", "9"]},
        labels={"q1": {"1": "Male", "2": "Female", "3": "Diverse", "9": "Refused"}},
        missing={"q1": ("9",)},
    )
    item = drafted(export).items["q1"]
    assert [(o.label, o.value) for o in item.options] == [
        ("Male", "1"),
        ("Female", "2"),
        ("Diverse", "3"),
    ]
    assert item.missing == ("9",)


def test_a_value_that_no_label_declares_becomes_an_option():
    export = an_export(
        cells={"q1": ["Yes", "No", "Perhaps"]}, labels={"q1": {"1": "Yes", "2": "No"}}
    )
    draft = drafted(export)
    assert shown(draft, "q1") == ["Yes", "No", "Perhaps"]
    assert draft.comments["q1"] == ('Not among the declared options: "Perhaps".',)


def test_labels_of_the_ends_alone_leave_a_number():
    labels = {"0": "Not at all", "10": "Completely", "99": "Don't know"}
    values = ["3", "7", "10", "99", "5", "0", "8"]
    draft = drafted(an_export(cells={"q1": values}, labels={"q1": labels}))
    item = draft.items["q1"]
    assert (item.kind, item.missing) == ("number", ("99",))
    assert draft.comments["q1"] == (
        '0 means "Not at all".',
        '10 means "Completely".',
        "No answer: 99 (Don't know).",
    )


def test_labels_that_are_values_of_others_are_kept_apart():
    export = an_export(cells={"q1": ["1", "2", "1"]}, labels={"q1": {"1": "2", "2": "1"}})
    assert shown(drafted(export), "q1") == ["2 (1)", "1 (2)"]


def test_equal_labels_are_kept_apart():
    export = an_export(cells={"q1": ["1", "2"]}, labels={"q1": {"1": "Agree", "2": "agree"}})
    assert shown(drafted(export), "q1") == ["Agree", "agree (2)"]


def test_nobody_answered():
    export = an_export(cells={"q1": ["", "", ""], "q2": ["Yes", "No", "Yes"]})
    draft = drafted(export)
    assert list(draft.items) == ["q2"]
    assert "Left out because nobody answered: q1." in draft.guessed


def test_the_same_in_every_response_tells_nothing():
    export = an_export(cells={"wave": ["1"] * 5, "q2": ["Yes", "No", "Yes", "No", "No"]})
    draft = drafted(export)
    assert list(draft.items) == ["q2"]
    assert "Left out because every response holds the same: wave." in draft.guessed


def test_one_answer_to_a_question_stays():
    draft = one(["I agree"] * 5, "Do you agree to take part?")
    assert shown(draft, "q1") == ["I agree"]
