"""Claims of the prose: where they stand, which do not hold, and what a message says of them."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from corrigenda.forms import Share
from corrigenda.rendering.prose import At, claims, false_claims, filling, loose
from corrigenda.rendering.source import fragment, read

from .conftest import HEADER_LINES, LEXICON, RULES

VALUES = {
    "training.yes": Share(16, 40),
    "court.yes": Share(16, 39),
    "nobody": Share(0, 0),
    "clients.mean": Fraction(50, 3),
    "clients.sum": Fraction(1234),
}


def told(text: str) -> list[str]:
    """Return the problems of the claims of a text."""
    found = false_claims(claims(fragment(text, "a.qmd:1")), VALUES, RULES, LEXICON)
    return [str(false.problem) for false in found]


def test_a_claim_knows_where_its_text_stands(sample):
    sample.body(
        'Of [40]{of="a.b"}.\n\n{{< include _sample.qmd >}}\n\nNow [4 of\n  *40*]{of=c as=n}.'
    )
    source, _ = read(sample.root / "report", "report")
    header, first, included, last = claims(source)
    assert (header.of, header.form, header.text) == ("court.yes", "n-of-base", "")
    assert header.place == f"report/report.qmd:{HEADER_LINES - 2}"
    line = HEADER_LINES + 1
    assert first.at == At("report/report.qmd", line, 4, line, 6)
    assert (included.of, included.at) == ("people", At("report/_sample.qmd", 6, 15, 6, 15))
    assert (last.text, last.words, last.form) == ("4 of\n  *40*", "4 of 40", "n")
    assert last.at == At("report/report.qmd", line + 4, 5, line + 5, 6)
    assert last.place == f"report/report.qmd:{line + 4}"
    assert last.markup == "[4 of\n  *40*]{of=c as=n}"


def test_the_words_of_a_claim_are_what_is_read():
    text = '[about\u00a0[one *third*](#sec-a)]{of="a"} [20\\%]{of="b"} [[8]{of="c"} of 40]{of="d"}'
    found = {claim.of: claim.words for claim in claims(fragment(text))}
    assert found == {"a": "about one third", "b": "20%", "c": "8", "d": "8 of 40"}


@pytest.mark.parametrize(
    "text",
    [
        '[40%]{of="training.yes"} and [Forty percent]{of="training.yes"}',
        '[16 of\n40]{of="training.yes"}',
        '[about two-fifths]{of="training.yes"}',
        '[**41%** (n = 16)]{of="court.yes"}',
        '[16.7]{of="clients.mean"} [1,234]{of="clients.sum"}',
        '[]{of="training.yes"} []{of="nobody"} []{of="clients.sum" as="words"}',
        '[16 of\u00a040]{of="training.yes" as="n-of-base"}',
    ],
)
def test_what_holds(text):
    assert told(text) == []


def test_a_false_claim_is_told_with_its_sentence_and_what_would_hold():
    text = (
        'Some were. [About one-third]{of="training.yes"} of *clinicians* had\nbeen trained. Then.'
    )
    (problem,) = told(text)
    head, inside, would = problem.split("\n")
    assert head == 'a.qmd:1: "About one-third" does not hold: training.yes is 16 of 40 (40%).'
    assert inside == '  In: "About one-third of clinicians had been trained."'
    assert would.startswith('  What would hold: "About two-fifths", ')
    assert would.endswith('"40%", "16 of 40", "16".')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[42%]{of="court.yes"}', "court.yes is 16 of 39 (41.03%)."),
        ('[5 of 40]{of="nobody"}', "nobody is 0 of 0."),
        ('[17.0]{of="clients.mean"}', "clients.mean is 16.67."),
        ('[1,233]{of="clients.sum"}', "clients.sum is 1,234."),
        ('[40 %]{of="training.yes" as="percent"}', 'as="percent" asks for this form.'),
        ('[16]{of="training.yes" as="percent"}', 'What would hold: "40%".'),
        ('[x]{of="training.yse"}', 'no statistic is called "training.yse".\n  Did you mean'),
        ('[]{of="other"}', "See statistics.json for the names."),
        ('[]{of="clients.mean" as="percent"}', 'no form "percent".\n  It has: value.'),
        ('[about one-tird]{of="training.yes"}', "cannot be read as a number or a phrase"),
        ('[about one-tird]{of="training.yes"}', 'Did you mean "about one-third"'),
        ('[some]{of="training.yes"}', 'What would hold: "about two-fifths"'),
    ],
)
def test_what_does_not_hold(text, said):
    (problem,) = told(text)
    assert said in problem


def test_every_false_claim_is_told_in_order():
    text = '[1%]{of="court.yes"} [1%]{of="training.yes"}\n\n- [1%]{of="court.yes"}\n'
    found = false_claims(claims(fragment(text)), VALUES, RULES, LEXICON)
    assert [(f.claim.of, f.value, f.sentence) for f in found] == [
        ("court.yes", VALUES["court.yes"], "1% 1%"),
        ("training.yes", VALUES["training.yes"], "1% 1%"),
        ("court.yes", VALUES["court.yes"], "1%"),
    ]


def sentence(text: str) -> str:
    """Return the sentence of the first claim of a text."""
    first = claims(fragment(text))[0]
    return first.sentence(filling(VALUES, RULES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dr. A. Smith et al. saw [8]{of=x}, e.g. Some. Then.",
            "Dr. A. Smith et al. saw 8, e.g. Some.",
        ),
        ("He said no. [Eight]{of=x} said yes! Or?", "Eight said yes!"),
        ("It is in no. 5 [8]{of=x}", "It is in no. 5 8"),
        ('“So.” B [8]{of=x}? []{of="training.yes"} is next.', "B 8?"),
        ('[8]{of=x} of []{of="training.yes" as="n"} and []{of="y"}.', "8 of 16 and …."),
        ("- one\n- two [8]{of=x}\n- three", "two 8"),
        ("1. one\n2. two\n   and [8]{of=x}\n", "two and 8"),
        ("> quoted\n> [8]{of=x} times", "quoted 8 times"),
        ("::: {#fig-a .exhibit}\nThe **caption** of [8]{of=x}\n:::", "The caption of 8"),
        ("# A heading of [8]{of=x} {#sec-a}\nText", "A heading of 8"),
        ("| a | [8]{of=x} |\n| b | 9 |", "| a | 8 |"),
        (
            'A [link](https://x.org "T"), `code`, <!-- no --> [8]{of=x}[^1] [@a, p. 3].',
            "A link, code, 8 [@a, p. 3].",
        ),
        ("[8]{of=x}", "8"),
        ("word. " * 3 + "mean 16.7 vs. [8]{of=x}.", "word. word. word. mean 16.7 vs. 8."),
    ],
)
def test_sentences(text, expected):
    assert sentence(text) == expected


def test_a_sentence_of_the_abstract_is_found(sample):
    source, _ = read(sample.root / "report", "report")
    first = claims(source)[0]
    assert (
        first.sentence(filling(sample.inputs().statistics, RULES))
        == "In short, 2 of 5 went to court."
    )


def test_a_long_sentence_is_shortened_around_its_claim():
    long = sentence("word " * 100 + "[eight]{of=x} " + "more " * 100)
    assert "word eight more" in long
    assert long[0] == long[-1] == "…"
    assert 180 <= len(long) <= 204
    early = sentence("[eight]{of=x} " + "more " * 100)
    assert early.startswith("eight more")
    assert 180 <= len(early) <= 204


def test_a_claim_in_the_title_of_a_callout_is_none_but_a_problem():
    source = fragment("::: {.callout-note title='[8]{of=x} of them'}\n## [8]{of=y}\n:::", "a.qmd:1")
    assert [claim.of for claim in claims(source)] == ["y"]
    (problem,) = loose(source)
    assert str(problem) == (
        "a.qmd:1: {of=x} stands in an attribute, which is printed as it stands.\n"
        "  Write the title of a callout as a heading right below its :::."
    )


def test_an_empty_claim_within_another_one_is_shown_as_a_gap():
    (problem,) = told('[[]{of="court.yes"}]{of="training.yes"}')
    assert '"…" cannot be read' in problem


def test_the_claims_that_the_guide_shows_hold():
    guide = (Path(__file__).parents[3] / "docs/guide/writing.md").read_text(encoding="utf-8")
    shown = "\n\n".join(re.findall(r"^```markdown\n(.*?)^```", guide, re.MULTILINE | re.DOTALL))
    values = {
        "policies.yes": Share(8, 40),
        "training.yes": Share(13, 40),
        "clients.mean": Fraction(666, 40),
        "clients.sum": Fraction(666),
    }
    found = claims(fragment(shown))
    assert len(found) >= 5
    assert list(false_claims(found, values, RULES, LEXICON)) == []
