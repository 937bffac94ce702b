"""Ids, labels, and the order of options."""

import pytest

from corrigenda.drafting.naming import item_id, label_of, option_id, told_apart
from corrigenda.drafting.scales import in_order


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Q2", "q2"),
        ("work_setting", "work_setting"),
        ("How old are you?", "how_old_are_you"),
        ("In the past five years, how many clients did you see?", "past_five_years_many"),
        ("Größe", "grosse"),
        ("1. Age", "q_1_age"),
        ("你好", "question_3"),
        ("study", "study_2"),
    ],
)
def test_items_are_named_after_their_columns(name, expected):
    assert item_id(name, 3, {"study"}) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Don't Know", "dont_know"),
        ("1 to 3 years", "from_1_to_3_years"),
        ("10+", "n_10_or_more"),
        ("3", "n_3"),
        ("女", "option_2"),
        ("Mean", "mean_2"),
    ],
)
def test_options_are_named_after_their_labels(label, expected):
    assert option_id(label, 2, {"mean"}) == expected


def test_a_label_ends_where_a_word_ends():
    text = "Thinking of all of the clients whom you have seen in any setting at all since last year"
    assert label_of(text, "Q1") == f"{text.removesuffix(' last year')}…"


def test_the_question_itself_is_the_label_of_a_long_text():
    text = f"{'We should now like to ask you about your clients. ' * 2}How many were children?"
    assert label_of(text, "Q1") == "How many were children?"


def test_instructions_are_no_part_of_a_label():
    assert label_of("Which do you use? (Please select all that apply)", "Q1") == "Which do you use?"


def test_a_column_without_a_question_is_called_by_its_name():
    assert label_of("", "work_setting") == "Work setting"


def test_a_label_that_is_taken_bears_the_name_of_its_column():
    assert told_apart("Age", "Q7", ["age"]) == "Age (Q7)"
    assert told_apart("Age", "Q7", ["age", "age (q7)"]) == "Age (Q7) (2)"


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["Never", "Sometimes", "Every day"], "scale"),
        (["Yes", "Maybe", "No", "Prefer not to say"], "scale"),
        (["Not at all", "Somewhat", "Very much"], "scale"),
        (["Less than 1 week", "3 weeks", "6 months", "Over 12 months"], "numbers"),
        (["Under 18", "18-24", "25-34", "65+", "Prefer not to say"], "numbers"),
        (["Less than $10,000", "$10,000 to $49,999", "$50,000 - $74,999"], "numbers"),
        (["None", "One", "Two or three", "4 or more"], "numbers"),
        (["1 - Not at all", "3", "5 - Very much"], "numbers"),
        (["Waiting", "1 year or less", "More than 1 year to 3 years"], ""),
        (["Red", "Blue", "Other"], ""),
    ],
)
def test_options_stand_as_in_a_questionnaire(labels, told):
    turned = labels[::-1] if told else [labels[-1], *labels[:-1]]
    assert in_order(turned) == (tuple(labels), told)
