"""Wording: numbers, plain fractions and dates in English text."""

from fractions import Fraction

import pytest

from corrigenda.forms import number_words
from corrigenda.wording import day, folded, fraction, is_number, reads_as_number


def test_every_number_is_known_in_words_as_they_are_printed():
    for number in (*range(1100), 1234, 99_999, 1_000_001, 2_345_678, -3, -120):
        words = number_words(number)
        assert is_number(words), words
        assert is_number(words.replace("-", " ").replace(" and ", " ").capitalize()), words


@pytest.mark.parametrize(
    "text",
    ["8", "1,234", "1234", "12,345,678.5", "16.7", "-3", "−3.5", "a hundred", "a thousand",
     "twelve hundred", "forty\u00a0seven", "forty\u2011seven", "FORTY-SEVEN", "minus three"],
)  # fmt: skip
def test_a_number_is_known_in_other_notations(text):
    assert is_number(text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "and", "12,34", "1,2345", ".5", "8.", "1.2.3", "8 9", "twenty-first", "twenty-",
     "hundred", "two three", "one of", "ones", "some", "٣"],
)  # fmt: skip
def test_what_is_no_number_is_not_taken_for_one(text):
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half", "1/2"),
        ("One half", "1/2"),
        ("a half", "1/2"),
        ("one-third", "1/3"),
        ("A third", "1/3"),
        ("one third", "1/3"),
        ("two\u00a0thirds", "2/3"),
        ("three-quarters", "3/4"),
        ("a quarter", "1/4"),
        ("three fourths", "3/4"),
        ("four\u2011fifths", "4/5"),
        ("an eighth", "1/8"),
        ("nine-tenths", "9/10"),
        ("eleven-twelfths", "11/12"),
        ("one in five", "1/5"),
        ("nine in ten", "9/10"),
        ("one in twenty-five", "1/25"),
        ("3 in 10", "3/10"),
    ],
)
def test_a_plain_fraction_is_read(text, value):
    assert fraction(text) == Fraction(value)
    assert reads_as_number(text)


@pytest.mark.parametrize(
    "text", ["", "third", "the third", "about half", "two half-lives", "one in", "3 in 2013"]
)
def test_what_is_no_plain_fraction_is_not_taken_for_one(text):
    assert fraction(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("20%", True),
        ("twenty percent", True),
        (" Eighty per cent ", True),
        ("about twenty percent", False),
        ("most", False),
    ],
)
def test_a_percentage_is_a_number(text, number):
    assert reads_as_number(text) is number


def test_wording_has_neither_case_nor_hyphens_nor_kinds_of_blanks():
    assert folded(" About\u00a0one\u2011Third\n") == "about one third"


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2026-11-22", "22 November 2026"),
        ("2026-02-03", "3 February 2026"),
        *((text, text) for text in ("", "2026", "22 November 2026", "2026-13-01", "2026-1-1")),
    ],
)
def test_a_date_is_written_for_readers(date, said):
    assert day(date) == said
