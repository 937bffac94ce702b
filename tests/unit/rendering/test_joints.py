"""What stands beside a claim and is read as part of it."""

from fractions import Fraction

import pytest

from corrigenda.forms import Share
from corrigenda.rendering.prose import claims, false_claims
from corrigenda.rendering.source import fragment

from .conftest import LEXICON, RULES

VALUES = {
    "three": Share(3, 6),
    "third": Share(1, 3),
    "all": Share(6, 6),
    "eight": Share(8, 40),
    "five": Share(5, 9),
    "one": Share(1, 5),
    "many": Share(345, 999),
    "mean": Fraction(50, 3),
    "clients.min": Fraction(3),
    "clients.max": Fraction(60),
}
THREE, HALF, ALL, EIGHT = (
    f'[{words}]{{of="{of}"}}'
    for words, of in (("3", "three"), ("half", "three"), ("all", "all"), ("8", "eight"))
)
WORDS = '[three]{of="three"}'


def told(text: str) -> list[str]:
    """Return the problems of the claims of a text."""
    found = false_claims(claims(fragment(text, "a.qmd:1")), VALUES, RULES, LEXICON)
    return [str(false.problem) for false in found]


def read(text: str) -> list[str]:
    """Return what is read of each claim that does not stand alone."""
    found = false_claims(claims(fragment(text)), VALUES, RULES, LEXICON)
    return [false.joint.read for false in found if false.joint]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{THREE}%", "3%"),
        (f"{THREE}\\% did", "3%"),
        (f"{THREE}&nbsp;% did", "3\u00a0%"),
        (f"{THREE}\n% did", "3 %"),
        (f"**{THREE}**% did", "3%"),
        (f"({THREE})% did", "3)%"),
        (f"“{THREE}”% did", "3”%"),
        (f"{THREE}[%](https://x.org) did", "3%"),
        (f"{THREE}[%]{{.fixed}} did", "3%"),
        (f"{THREE}`%` did", "3%"),
        (f"{THREE}<!-- no -->% did", "3%"),
        (f"{THREE}[^1]% did\n\n[^1]: Note", "3%"),
        (f"{THREE}^%^ did", "3^%"),
        (f"{THREE}&shy;% did", "3%"),
        ('[3 ]{of="three"}% did', "3 %"),
        ('[33]{of="third"} percent', "33 percent"),
        (f"{THREE} per-cent", "3 per-cent"),
        (f"{THREE} percentage points", "3 percentage"),
        (f"{THREE} per thousand", "3 per thousand"),
        ('[]{of="three"}% did', "50%%"),
        ('[]{of="three" as="n"}% did', "3%"),
        ('[]{of="three" as="words"} hundred', "three hundred"),
        (f"{WORDS} hundred", "three hundred"),
        (f"{WORDS} dozen of them", "three dozen"),
        (f"{WORDS} million", "three million"),
        (f"{WORDS}-quarters", "three-quarters"),
        (f"{THREE} quarters", "3 quarters"),
        (f"{WORDS} in ten", "three in ten"),
        (f"{WORDS} point five", "three point five"),
        (f"{WORDS} and a half", "three and a half"),
        (f"minus {WORDS}", "minus three"),
        (f"minus {THREE}", "minus 3"),
        (f"was -{THREE}", "-3"),
        (f"was \u2212{THREE}", "\u22123"),
        (f"twenty-{WORDS}", "twenty-three"),
        (f"one hundred and {WORDS}", "one hundred and three"),
        (f"1,{THREE}", "1,3"),
        (f"0.{THREE}", "0.3"),
        ("12 [345]{of=many}", "12 345"),
        (f"{THREE}.5", "3.5"),
        (f"{THREE}½", "3½"),
        (f"{THREE}rd", "3rd"),
        (f"x{THREE}", "x3"),
        (f"{THREE}/6", "3/6"),
        (f"1/{THREE}", "1/3"),
        (f"{THREE}–6", "3–6"),
        (f"{EIGHT} of 41", "8 of 41"),
        (f"{EIGHT} of the forty-one", "8 of the forty-one"),
        (f"{EIGHT} out of every 41", "8 out of every 41"),
        (f"{EIGHT} of [41]{{.fixed}}", "8 of 41"),
        (f"twice {THREE}", "twice 3"),
        (f"<{THREE}", "<3"),
        (f"at least {THREE}", "at least 3"),
        (f"At the very most {THREE}", "At the very most 3"),
        (f"more than\n{THREE}", "more than 3"),
        (f"more&nbsp;than {THREE}", "more\u00a0than 3"),
        (f"more than <!-- no --> {THREE}", "more than 3"),
        (f"[more than](https://x.org) {THREE}", "more than 3"),
        (f"> more than\n> {THREE}", "more than 3"),
        (f"no fewer than {THREE}", "no fewer than 3"),
        (f"up to {THREE}", "up to 3"),
        (f"over {THREE}", "over 3"),
        (f"{THREE} or more", "3 or more"),
        (f"{THREE}+", "3+"),
        (f"{THREE}, {THREE} at least.", "3 at least"),
        (f"More than {HALF}", "More than half"),
        (f"nearly {HALF}", "nearly half"),
        (f"nearly “{HALF}”", "nearly “half"),
        ('less than [a third]{of="third"}', "less than a third"),
        ('about [a third]{of="third"}', "about a third"),
        ('nearly [a third]{of="third"}', "nearly a third"),
        (f"about {HALF} a million", "about half a million"),
        (f"{HALF} a percent", "half a percent"),
        (f"almost {ALL}", "almost all"),
        (f"not {ALL}", "not all"),
        (f"{ALL} but one", "all but one"),
        ('not [one]{of="one"}', "not one"),
        ('about [one]{of="one"} in five', "about one in five"),
        ('no [about half]{of="three"}', "no about half"),
    ],
)
def test_what_would_be_read_as_one_number_or_phrase_is_told(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        f"Only {EIGHT} said so, nearly {EIGHT}, just {EIGHT}; about {EIGHT}.",
        '[20%]{of="eight"} of clinicians (about [20%]{of="eight"}).',
        f'{EIGHT} of [40]{{of="eight" as="base"}}, {EIGHT}/[40]{{of="eight" as="base"}}',
        '[one]{of="one"} in [five]{of="five"}',
        f"Of {EIGHT} and {THREE} of those asked, {EIGHT} in 2013, {EIGHT} of one family",
        f"a {THREE}-minute talk – {THREE} or {EIGHT}, ({THREE}), “{THREE}” and ten-day {THREE}.",
        f"{THREE} and half of them; {THREE} per centre, {THREE} at least once",
        f"See section 3. {THREE} did: {THREE}; {THREE}, of 41.",
        f"| more than | {THREE} |\n| at least | {HALF} |",
        f"- more than\n- {HALF}\n- %\n",
        f"It was more.\n\n{HALF} did not.\n\n% is a sign",
        f"whether or not {ALL} did",
        f'[[3]{{of="three"}} of 6]{{of="three"}} and [**3** of {EIGHT}]{{of="no"}}',
        '[16.7]{of="mean"} years, up to [16.7]{of="mean"}, [16.7]{of="mean"}[%]{.fixed}',
        'at least [3]{of="clients.min"} and at most [60]{of="clients.max"}',
        "[about half]{of=three} of 6; in [most]{of=all} cases",
        "A title\n\n::: {.callout-note}\n## More than\n\n" + HALF + "\n:::",
        '[]{of="nothing"}% and [umpteen]{of="three"}% and []{of="mean" as="n"}%',
    ],
)
def test_what_is_not_read_as_one_is_left_alone(text):
    assert read(text) == []


def test_two_claims_that_are_read_as_one_number_are_both_told():
    assert read(f'{THREE}[5]{{of="five"}}') == ["35", "35"]


def test_what_is_true_of_a_largest_number_is_not_true_of_a_smallest_one():
    text = 'at least [60]{of="clients.max"}, at most [3]{of="clients.min"}, at most [8]{of="eight"}'
    assert read(text) == ["at least 60", "at most 3", "at most 8"]


def test_a_digit_is_no_unit_however_it_is_marked():
    assert read('[17]{of="mean"}[5]{.fixed} [17]{of="mean"}%') == ["175", "17%"]


def test_a_false_number_with_a_sign_of_percent_is_told_once_and_says_what_to_write():
    assert told('So. [33]{of="third"}% of people did.') == [
        'a.qmd:1: "33" stands beside "%", and is read as "33%": third is 1 of 3 (33.33%).\n'
        '  Put all of it inside the brackets: [33%]{of="third"}.\n'
        '  In: "33% of people did."'
    ]


def test_what_would_hold_is_said_of_all_that_is_read():
    (problem,) = told(f"More than {HALF} did.")
    assert problem.splitlines()[1:] == [
        '  Put all of it inside the brackets: [More than half]{of="three"}.',
        '  In: "More than half did."',
        '  What would hold: "About half", "50%", "3 of 6", "3".',
    ]


def test_what_no_brackets_can_hold_has_to_go():
    (problem,) = told(f"At least {EIGHT} did.")
    assert 'take "At least" away, or reword it' in problem
    (problem,) = told('It was [16.7]{of="mean"}%.')
    assert problem.splitlines()[1].endswith("If it is a unit, write [%]{.fixed}.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[4]{of="nothing"}%', "no statistic is called"),
        ('[]{of="mean" as="n"}%', "has no form"),
        ('[umpteen]{of="three"}%', "cannot be read"),
    ],
)
def test_what_is_wrong_with_the_claim_itself_comes_first(text, said):
    (problem,) = told(text)
    assert said in problem
