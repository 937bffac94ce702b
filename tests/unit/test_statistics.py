"""Statistics: named exact numbers, each computed when it is asked for."""

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
from corrigenda.forms import Share
from corrigenda.statistics import Statistics, compute

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
    return compute(Statistics(ITEMS, SLICES, declared, {"responses.used": 5}, STUDY), STUDY)


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
    found = compute(Statistics(items, {"cases": a_slice("", None)}, {}, {}, STUDY), STUDY)
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
    found = Statistics(items, {"cases": a_slice("", None)}, derived, {}, STUDY)
    assert found["x"] == Share(0, 2)


def test_items_that_nobody_asks_for_are_never_counted():
    counted = {"court": SLICES["court"]}  # no other slice is there to be read
    found = Statistics(ITEMS, counted, {}, {"responses.used": 5}, STUDY)
    assert found["court.yes"] == Share(3, 5)
    assert found["responses.used"] == 5


@pytest.mark.parametrize("name", ["court.maybe", "nothing.yes", "court", "", "x"])
def test_an_unknown_statistic_is_missing_like_a_key(name):
    found = Statistics(ITEMS, SLICES, {}, {}, STUDY)
    assert name not in found
    assert found.get(name) is None


def test_the_statistics_of_some_items_are_their_own_and_the_declared_ones_that_read_them():
    derived = {"x": Derived(any=["court.no", "methods.play"]), "y": Derived(of="methods.talk")}
    found = Statistics(ITEMS, SLICES, derived, {}, STUDY)
    assert [name for name in found.reading({"court"}) if name != "court.unanswered"] == [
        "court.answered",
        "court.not_asked",
        "court.yes",
        "court.no",
        "x",
    ]
