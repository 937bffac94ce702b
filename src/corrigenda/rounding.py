"""Exact percentages, and the named rules by which a study prints them."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

Rule = Literal["half-up", "half-even", "half-odd"]


def rounded(value: Fraction, rule: Rule, digits: int = 0) -> Decimal:
    """Round an exact number by a named rule.

    Parameters
    ----------
    value
        The exact number.
    rule
        What happens to a tie: ``half-up`` (away from zero, as SPSS and SAS do), ``half-even``
        (to the even neighbour, as R and Python do) or ``half-odd`` (to the odd neighbour).
    digits
        Decimals to keep.

    Returns
    -------
    Decimal
        The number with exactly `digits` decimals.
    """
    scaled = value * 10**digits
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    half = Fraction(1, 2)
    up = _tie_goes_up(whole, rule) if rest == half else rest > half
    return Decimal(whole + up).scaleb(-digits)


def _tie_goes_up(whole: int, rule: Rule) -> bool:
    if rule == "half-up":
        return whole >= 0
    return (whole % 2 == 1) if rule == "half-even" else (whole % 2 == 0)


def printed_percent(n: int, base: int, rule: Rule, digits: int = 0) -> str:
    """Print a share as a percentage, without its sign.

    Parameters
    ----------
    n, base
        Respondents who hold the property, and respondents who could.
    rule
        The study's rounding rule.
    digits
        Decimals to print.

    Returns
    -------
    str
        ``"23"``; an empty string when the base is 0, for then there is no percentage.
    """
    return "" if base == 0 else f"{rounded(Fraction(100 * n, base), rule, digits):f}"
