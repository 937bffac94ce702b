"""Tabulation: who holds what, out of whom."""

from decimal import Decimal

import pytest

from builders import TALK_PLAY, YES_NO, a_slice, a_slice_per_option, an_item, rows_of
from corrigenda.tabulate import counts, holders, in_base, numbers, state_of

COURT = an_item("court", "single", column="Q4", options=YES_NO | {"dont_know": "Don't know"})
METHODS = an_item("methods", "multiple", options=TALK_PLAY)
ANSWERS = a_slice("yes", "no", "yes", "", None)
HELD = a_slice_per_option("talk play", "talk", "talk play", "", None)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("all", ["yes 2 5", "no 1 5", "dont_know 0 5", "not_asked 1 5", "unanswered 1 5"]),
        ("asked", ["yes 2 4", "no 1 4", "dont_know 0 4", "not_asked 0 4", "unanswered 1 4"]),
        ("answered", ["yes 2 3", "no 1 3", "dont_know 0 3", "not_asked 0 3", "unanswered 0 3"]),
    ],
)
def test_a_single_item_is_counted_within_its_base(base, expected):
    assert rows_of(counts(ANSWERS, COURT, base), "option", "n", "base") == expected


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("all", ["talk 2 4", "play 1 4", "not_asked 1 4", "unanswered 1 4"]),
        ("asked", ["talk 2 3", "play 1 3", "not_asked 0 3", "unanswered 1 3"]),
        ("answered", ["talk 2 2", "play 1 2", "not_asked 0 2", "unanswered 0 2"]),
    ],
)
def test_a_check_all_item_counts_respondents_and_not_ticks(base, expected):
    assert rows_of(counts(HELD, METHODS, base), "option", "n", "base") == expected


def test_nobody_answered_and_nothing_is_divided():
    counted = counts(a_slice("", None), COURT, "answered")
    assert rows_of(counted, "n", "base") == ["0 0"] * 5


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("all", [True, True, True, True, True]),
        ("asked", [True, True, True, True, False]),
        ("answered", [True, True, True, False, False]),
    ],
)
def test_a_base_is_all_or_those_asked_or_those_who_answered(base, expected):
    assert in_base(ANSWERS, base).tolist() == expected


def test_holders_of_a_single_item_have_its_option():
    held = holders(ANSWERS, COURT)
    assert list(held.columns) == ["yes", "no", "dont_know"]
    assert held.index.tolist() == ["R1", "R2", "R3", "R4", "R5"]
    assert held["yes"].tolist() == [True, False, True, False, False]


def test_holders_of_a_check_all_item_may_have_several_options():
    held = holders(HELD, METHODS)
    assert held.loc["R2"].tolist() == [True, True]
    assert held.sum().to_dict() == {"talk": 2, "play": 1}


def test_options_come_in_the_order_of_the_codebook_and_not_of_the_slice():
    held = holders(a_slice_per_option("play talk", "talk", "play"), METHODS)
    assert list(held.columns) == ["talk", "play"]
    assert held["talk"].tolist() == [True, False]


def test_each_respondent_has_one_state():
    assert state_of(HELD).to_dict() == {
        "R1": "answered",
        "R2": "answered",
        "R3": "unanswered",
        "R4": "not_asked",
    }


def test_numbers_are_exact_and_leave_out_those_without_answer():
    values = numbers(a_slice("0.1", "", "0.2", None))
    assert values.to_dict() == {"R1": Decimal("0.1"), "R3": Decimal("0.2")}
    assert sum(values) == Decimal("0.3")
