"""Plain text of typed values."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from corrigenda.readers.plain import lines_text, number_text, one_line, time_text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3.0, "3"),
        (3.5, "3.5"),
        (-0.25, "-0.25"),
        (1e21, "1" + "0" * 21),
        (1e-05, "0.00001"),
        (7, "7"),
        (Decimal("2.50"), "2.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("NaN"), ""),
        (float("nan"), ""),
        (float("inf"), ""),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_numbers(number, text):
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (date(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1, 14, 4, 59, 999_999), "2024-03-01 14:05:00"),
        (datetime(9999, 12, 31, 23, 59, 59, 999_999), "9999-12-31 23:59:59"),
        (datetime(2024, 3, 1, 14, 5, tzinfo=timezone(timedelta(hours=2))), "2024-03-01 12:05:00"),
        (time(14, 5), "14:05:00"),
        (timedelta(days=1, hours=6), "30:00:00"),
        (timedelta(seconds=-61), "-00:01:01"),
    ],
)
def test_times(moment, text):
    assert time_text(moment) == text


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("<b>How</b> &amp; why?", "How & why?"),
        ("a\r\n  b\x00c", "a b c"),
        ("1 < 2 and 3 > 2", None),
        ("<script>x</script>", "x"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_labels_stand_on_one_line_without_tags(shown, text):
    assert one_line(shown) == (text or shown)


def test_lines_end_in_lf():
    assert lines_text("a\r\nb\rc\n") == "a\nb\nc\n"


def test_a_text_of_absurd_length_is_cut():
    assert one_line("ab " * 10_000) == ("ab " * 3_333 + "a…")
