"""Rules in words: what is counted, out of whom, and who was asked."""

import pytest

from builders import TALK_PLAY, YES_NO, a_codebook, a_study, an_item
from corrigenda.derived import Condition, Derived
from corrigenda.rules import asked, left_out, rule, who

ITEMS = a_codebook(
    an_item("court", "single", column="Q1", options=YES_NO),
    an_item("cases", "number", column="Q2", asked_if={"court": ("yes",)}),
    an_item("band", "single", bands_of="cases", options={"few": {"label": "Few", "to": 5}}),
    an_item("methods", "multiple", options=TALK_PLAY, base="answered"),
    an_item("told", "open", column="Q5"),
    an_item(
        "impact",
        "coded",
        coded_from="told",
        options={"good": "Good", "bad": "Bad", "none": "None"},
        themes={"any_impact": ("good", "bad")},
    ),
)
DERIVED = {
    "court.any": Derived(any=("court.yes", "court.no")),
    "court.among": Derived(of="court.yes", among={"of": "cases", "at_least": 10}),
    "court.not": Derived(all=("court.yes",), none=("impact.good", "impact.bad")),
    "methods.two": Derived(of="methods", held_at_least=2),
    "cases.share": Derived(sum="cases", over="cases"),
    "mixed": Derived(any=("court.yes", "methods.talk")),
}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("court.yes", "Respondents who answered “Yes” to court, of all respondents."),
        ("methods.talk", "Respondents who ticked “Talking” in methods, of those who answered."),
        ("impact.good", "Respondents who were coded “Good” in impact, of all respondents."),
        (
            "impact.any_impact",
            "Respondents who were coded “Good” or “Bad” (the theme any_impact) in impact, of all "
            "respondents.",
        ),
        ("cases.mean", "The mean of the numbers given for cases."),
        ("court.not_asked", "Respondents who were not asked court, of all respondents."),
        ("responses.preview", "Responses left out by a rule of study.yaml: previews."),
        ("study.respondents", "The respondents of the study."),
        ("court.any", "Respondents who answered “Yes” or “No” to court, of all respondents."),
        (
            "court.among",
            "Respondents who answered “Yes” to court, of respondents who gave at least 10 for "
            "cases.",
        ),
        (
            "court.not",
            "Respondents who answered “Yes” to court and hold none of “Good” or “Bad” in impact, "
            "of all respondents.",
        ),
        (
            "methods.two",
            "Respondents who ticked at least 2 options in methods, of those who answered.",
        ),
        ("cases.share", "The sum of cases over the sum of cases."),
        (
            "mixed",
            "Respondents who answered “Yes” to court or ticked “Talking” in methods, of those "
            "in the base of every item.",
        ),
    ],
)
def test_a_statistic_is_told_in_a_sentence(name, words):
    assert rule(name, ITEMS, DERIVED, a_study()) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("court.yes", "Respondents who answered “Yes” to court, of those who were asked."),
        ("court.not_asked", "Respondents who were not asked court, of those who were asked."),
    ],
)
def test_a_cell_is_told_with_the_base_of_its_exhibit(name, words):
    assert rule(name, ITEMS, {}, a_study(), "asked") == words


def test_a_condition_is_told_of_respondents():
    condition = Condition(of="cases", at_least=10, all=("court.yes",))
    assert who(condition, ITEMS) == "who gave at least 10 for cases and answered “Yes” to court"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("court", "All respondents."),
        ("cases", "Only respondents who answered “Yes” to court."),
        ("band", "Only respondents who answered “Yes” to court."),
    ],
)
def test_a_skip_rule_is_told_in_a_sentence(item, words):
    assert asked(ITEMS[item], ITEMS) == words


@pytest.mark.parametrize(("n", "words"), [(1, "1 test response"), (1200, "1,200 test responses")])
def test_exclusions_are_counted_in_words(n, words):
    assert left_out("test", n) == words
