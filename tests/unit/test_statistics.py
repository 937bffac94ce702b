"""Statistics: named numbers with the forms in which prose prints them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from builders import (
    TALK_PLAY,
    YES_NO,
    a_codebook,
    a_slice,
    a_slice_per_option,
    a_study,
    an_item,
)
from corrigenda.derived import Derived
from corrigenda.statistics import Share, compute, printed

ITEMS = a_codebook(
    an_item("court", "single", column="Q4", options=YES_NO),
    an_item("cases", "number", column="Q2", whole=True, asked_if={"court": ["yes"]}),
    an_item("all_cases", "number", column="Q1", whole=True),
    an_item("methods", "multiple", options=TALK_PLAY),
    an_item(
        "impact",
        "coded",
        coded_from="text",
        base="asked",
        options={"good": "Good", "bad": "Bad", "none": "None"},
        themes={"felt": ["good", "bad"]},
    ),
)
SLICES = {
    "court": a_slice("yes", "yes", "no", "yes", ""),
    "cases": a_slice("2", "10", None, "", None),
    "all_cases": a_slice("4", "20", "3", "0", ""),
    "methods": a_slice_per_option("talk play", "talk", "talk play", "play", "", ""),
    "impact": a_slice_per_option("good bad none", "good", "good bad", None, "none", None),
}
STUDY = a_study(rounding="half-odd", base="all")


def computed(**derived):
    declared = {name: Derived(**settings) for name, settings in derived.items()}
    return compute(ITEMS, SLICES, declared, {"responses.used": "5"}, STUDY)


@pytest.fixture(scope="module")
def statistics():
    return computed()


@pytest.mark.parametrize(
    ("name", "n", "base", "percent"),
    [
        ("court.yes", 3, 5, "60"),
        ("court.no", 1, 5, "20"),
        ("court.answered", 4, 5, "80"),
        ("court.unanswered", 1, 5, "20"),
        ("court.not_asked", 0, 5, "0"),
        ("methods.talk", 2, 5, "40"),
        ("methods.play", 2, 5, "40"),
        ("methods.unanswered", 2, 5, "40"),
        ("impact.good", 2, 3, "200/3"),
        ("impact.bad", 1, 3, "100/3"),
        ("impact.felt", 2, 3, "200/3"),
        ("impact.not_asked", 2, 5, "40"),
        ("cases.not_asked", 2, 5, "40"),
    ],
)
def test_every_option_theme_and_state_is_a_share_of_its_base(statistics, name, n, base, percent):
    found = statistics[name]
    assert (found["n"], found["base"], found["percent"]) == (n, base, percent)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("all_cases.n", "4", "4"),
        ("all_cases.sum", "27", "27"),
        ("all_cases.mean", "27/4", "6.7"),
        ("all_cases.median", "7/2", "3.5"),
        ("all_cases.min", "0", "0"),
        ("all_cases.max", "20", "20"),
        ("cases.mean", "6", "6"),
        ("study.respondents", "5", "5"),
        ("responses.used", "5", "5"),
    ],
)
def test_numbers_are_summed_up_exactly_and_printed_by_the_rule(statistics, name, value, text):
    assert (statistics[name]["value"], statistics[name]["text"]) == (value, text)


def test_a_number_item_that_nobody_answered_has_no_mean():
    items = a_codebook(an_item("cases", "number", column="Q2"))
    found = compute(items, {"cases": a_slice("", None)}, {}, {}, STUDY)
    assert (found["cases.n"]["value"], found["cases.sum"]["value"]) == ("0", "0")
    assert "cases.mean" not in found
    assert "cases.max" not in found


@pytest.mark.parametrize(
    ("statistic", "n", "base"),
    [
        ({"of": "court.yes", "base": "answered"}, 3, 4),
        ({"of": "impact.bad"}, 1, 3),
        ({"of": "impact.bad", "base": "all"}, 1, 5),
        ({"of": "impact.felt"}, 2, 3),
        ({"any": ["court.no", "methods.play"]}, 2, 5),
        ({"all": ["court.yes", "methods.play"]}, 1, 5),
        ({"none": ["methods.talk", "methods.play"]}, 2, 5),
        ({"of": "methods.talk", "none": ["methods.play"]}, 1, 5),
        ({"of": "methods", "held_at_least": 2}, 1, 5),
        ({"of": "all_cases", "at_least": 4}, 2, 5),
        ({"of": "all_cases", "above": 4}, 1, 5),
        ({"of": "all_cases", "at_most": 3}, 2, 5),
        ({"of": "all_cases", "above": 0, "below": 20}, 2, 5),
        ({"of": "all_cases", "at_most": 3, "base": "answered"}, 2, 4),
        ({"of": "court.yes", "among": {"of": "all_cases", "at_least": 3}}, 2, 3),
        ({"of": "court.yes", "among": {"any": ["methods.talk"]}}, 2, 2),
        ({"sum": "cases", "over": "all_cases"}, 12, 27),
    ],
)
def test_declared_conditions_count_the_respondents_who_satisfy_them(statistic, n, base):
    found = computed(x=statistic)["x"]
    assert (found["n"], found["base"]) == (n, base)


def test_a_condition_on_a_number_that_nobody_answered_holds_for_nobody():
    items = a_codebook(an_item("cases", "number", column="Q2"))
    derived = {"x": Derived(of="cases", at_least=1)}
    found = compute(items, {"cases": a_slice("", None)}, derived, {}, STUDY)["x"]
    assert (found["n"], found["base"], found["percent"], found["text"]) == (0, 2, "0", "0%")


def test_a_share_prints_in_every_form_of_a_claim():
    assert printed(Share(8, 40), STUDY) == {
        "n": 8,
        "base": 40,
        "percent": "20",
        "text": "20%",
        "forms": {
            "percent": "20%",
            "n": "8",
            "base": "40",
            "n-of-base": "8 of 40",
            "percent-n": "20% (8)",
            "percent-n-eq": "20% (n = 8)",
            "words": "eight",
            "Words": "Eight",
            "percent-words": "twenty percent",
            "Percent-words": "Twenty percent",
        },
    }


@pytest.mark.parametrize(
    ("rounding", "text"), [("half-odd", "23%"), ("half-even", "22%"), ("half-up", "23%")]
)
def test_a_percentage_follows_the_rounding_rule_of_the_study(rounding, text):
    found = printed(Share(9, 40), a_study(rounding=rounding))
    assert (found["percent"], found["text"]) == ("45/2", text)


def test_a_share_of_nobody_prints_as_counts():
    found = printed(Share(0, 0), STUDY)
    assert (found["percent"], found["text"]) == (None, "0 of 0")
    assert "percent" not in found["forms"]


@pytest.mark.parametrize(
    ("value", "forms"),
    [
        (
            Decimal(668),
            {
                "value": "668",
                "words": "six hundred and sixty-eight",
                "Words": "Six hundred and sixty-eight",
            },
        ),
        (
            Decimal(1200),
            {
                "value": "1,200",
                "words": "one thousand two hundred",
                "Words": "One thousand two hundred",
            },
        ),
        (Fraction(167, 10), {"value": "16.7"}),
        (Fraction(5, 100), {"value": "0.1"}),
        (Decimal("2.50"), {"value": "2.5"}),
        (Decimal("0"), {"value": "0", "words": "zero", "Words": "Zero"}),
    ],
)
def test_a_number_prints_with_one_decimal_and_in_words_if_it_is_whole(value, forms):
    found = printed(value, STUDY)
    assert found["forms"] == forms
    assert found["text"] == forms["value"]
