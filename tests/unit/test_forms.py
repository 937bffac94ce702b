"""Forms: exact statistics, and the ways in which prose prints them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from builders import a_study
from corrigenda.forms import Share, exact, printed

STUDY = a_study(rounding="half-odd", base="all")


@pytest.mark.parametrize("value", [Share(9, 40), Share(0, 0), Fraction(167, 10), Fraction(12)])
def test_what_is_printed_can_be_read_back_exactly(value):
    assert exact(printed(value, STUDY)) == value


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
