"""The house rounding, against Python's decimal and by definition."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest

from corrigenda.rounding import printed_percent, rounded

PRECISE = Context(prec=60)


@pytest.mark.parametrize(
    ("rule", "mode"), [("half-up", ROUND_HALF_UP), ("half-even", ROUND_HALF_EVEN)]
)
@pytest.mark.parametrize("digits", [0, 1, 2])
def test_thousands_of_shares_round_as_decimal_rounds_them(rule, mode, digits):
    step = Decimal(1).scaleb(-digits)
    for base in range(1, 121):
        for n in range(-5, base + 6):
            exact = PRECISE.divide(Decimal(100 * n), Decimal(base))
            expected = exact.quantize(step, rounding=mode)
            assert rounded(Fraction(100 * n, base), rule, digits) == expected, (n, base)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("22.5", 23), ("27.5", 27), ("12.5", 13), ("37.5", 37), ("7.5", 7), ("2.5", 3)],
)
def test_half_odd_rounds_the_ties_of_the_published_tables(value, expected):
    assert rounded(Fraction(value), "half-odd") == expected


def test_half_odd_sends_every_tie_to_its_odd_neighbour():
    for whole in range(-50, 150):
        result = rounded(Fraction(2 * whole + 1, 2), "half-odd")
        assert result in (whole, whole + 1)
        assert result % 2 != 0, whole


def test_half_odd_sends_everything_else_to_the_nearest_number():
    for base in range(1, 121):
        for n in range(base + 1):
            value = Fraction(100 * n, base)
            distance = abs(Fraction(rounded(value, "half-odd")) - value)
            assert distance <= Fraction(1, 2), (n, base)


@pytest.mark.parametrize(
    ("value", "rule", "expected"),
    [
        ("-0.5", "half-up", "-1"),
        ("-0.5", "half-even", "0"),
        ("-0.5", "half-odd", "-1"),
        ("0.5", "half-up", "1"),
        ("0.5", "half-even", "0"),
        ("0.5", "half-odd", "1"),
    ],
)
def test_ties_around_zero_follow_the_rule_too(value, rule, expected):
    assert str(rounded(Fraction(value), rule)) == expected


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(Fraction(1, 3), 2, "0.33"), (Fraction(12), 1, "12.0"), (Fraction(0), 2, "0.00")],
)
def test_the_number_has_exactly_the_digits_asked_for(value, digits, expected):
    assert f"{rounded(value, 'half-up', digits):f}" == expected


@pytest.mark.parametrize(
    ("n", "base", "rule", "digits", "expected"),
    [
        (9, 40, "half-odd", 0, "23"),
        (9, 40, "half-even", 0, "22"),
        (9, 40, "half-up", 0, "23"),
        (11, 40, "half-odd", 0, "27"),
        (11, 40, "half-up", 0, "28"),
        (1, 8, "half-odd", 1, "12.5"),
        (0, 40, "half-odd", 0, "0"),
        (40, 40, "half-odd", 0, "100"),
        (3, 2, "half-odd", 0, "150"),
        (1, 100_000, "half-odd", 0, "0"),
    ],
)
def test_a_percentage_prints_without_its_sign(n, base, rule, digits, expected):
    assert printed_percent(n, base, rule, digits) == expected


def test_a_share_of_nobody_has_no_percentage():
    assert printed_percent(0, 0, "half-odd") == ""
