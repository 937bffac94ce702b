"""Rows of the ledger in words, and what of them is kept back."""

from dataclasses import replace

import pytest

from builders import TALK_PLAY, YES_NO, a_codebook, an_item, correction
from corrigenda.disclosure import Mask
from corrigenda.row_text import changed, reason, told
from corrigenda.rows import changes

ITEMS = a_codebook(
    an_item("court", "single", column="Q1", options=YES_NO),
    an_item("methods", "multiple", options=TALK_PLAY),
    an_item("told", "open", column="Q5"),
    an_item("day", "date", column="StartDate"),
)
BOTH = ("respondents", "open_text")


@pytest.mark.parametrize(
    ("cells", "published", "disclosed"),
    [
        (("court", "No", "Yes"), '"No" → "Yes"', '"No" → "Yes"'),
        (("methods", "", "Talking"), '"Talking" added', '"Talking" added'),
        (("methods", "Talking", ""), '"Talking" removed', '"Talking" removed'),
        (("told", "Cold.", ""), "a text → nothing", '"Cold." → nothing'),
        (
            ("day", "2024-03-01", "2024-03-02"),
            "a date → a date",
            '"2024-03-01" → "2024-03-02"',
        ),
        (("gone", "1", "2"), "a text → a text", '"1" → "2"'),
    ],
)
def test_open_answers_and_dates_are_kept_back_unless_they_are_disclosed(
    cells, published, disclosed
):
    row = correction("R1", *cells)
    assert changed(row, ITEMS) == published
    assert changed(row, ITEMS, BOTH) == disclosed


def test_a_user_at_work_sees_the_respondent_and_dates_but_no_open_answer():
    dated = correction("R1", "day", "2024-03-01", "2024-03-02")
    assert told(dated, ITEMS) == 'C001: R1, day: "2024-03-01" → "2024-03-02"'
    assert told(correction("R1", "told", "Cold.", "Warm"), ITEMS).endswith("a text → a text")
    assert told(replace(dated, withdraws="C000"), ITEMS) == "C001: withdraws C000"


@pytest.mark.parametrize(
    ("item", "why", "published"),
    [
        ("told", "R1 said cold, not warm", "AB: [respondent] said a text, not a text"),
        ("told", "colder than R2's", "AB: colder than R2's"),
        ("day", "it was 2024-03-02", "AB: it was 2024-03-02"),
        ("court", "No was ticked", "AB: No was ticked"),
    ],
)
def test_a_reason_names_no_respondent_and_quotes_no_open_answer(item, why, published):
    row = replace(correction("R1", item, "Cold.", "Warm"), reason=why)
    assert reason(row, row, ITEMS, Mask(["R1"])) == published
    assert reason(row, row, ITEMS, Mask([]), BOTH) == f"AB: {why}"


def test_a_withdrawal_quotes_no_answer_of_the_row_that_it_takes_back():
    row = correction("R1", "told", "Cold.", "Warm")
    back = replace(correction("", "", "", "", line=3), withdraws="C001", reason="It was cold")
    about = changes([row, back])[back.id]
    assert about is row
    assert reason(back, about, ITEMS, Mask([])) == "AB: It was a text"
