"""Numbers that are typed in the prose and bound to nothing."""

import re

import pytest

from corrigenda.phrases import Lexicon, Phrase
from corrigenda.rendering.lint import unbound
from corrigenda.rendering.source import fragment, read

PHRASES = (Phrase("about one-third", low=29, high=37), Phrase("most", low=50, low_open=True))
LEXICON = Lexicon(
    PHRASES,
    {"year": re.compile(r"\b(?:19|20)\d\d\b"), "part": re.compile(r"\b(?:[Ss]ection|part) \d+\b")},
)


def typed(text: str) -> list[str]:
    """Return what is reported of a text."""
    found = unbound(fragment(text), LEXICON)
    return [re.match(r'"(.*)" is typed', problem.message)[1] for problem in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It took 30 minutes.", ["30"]),
        ("Of **40** clinicians, *8 of 40* did.", ["40", "8 of 40"]),
        ("About one-third of them; most did not.", ["About one-third", "most"]),
        ("About\none-third of them.", ["About one-third"]),
        ("It was 20\\% then.", ["20%"]),
        ("Twenty percent did.[^1]\n\n[^1]: Or 8 of them.", ["Twenty percent", "8"]),
        ("# Seventeen sites {#sec-17}", ["Seventeen"]),
        ("::: {#tbl-sample .exhibit}\nThe 40 clinicians\n:::", ["40"]),
        ("| a | 5 |\n|---|---|\n| b | 6 |", ["5", "6"]),
        ("1. Of 7 sites\n2. and\n   9 others", ["7", "9"]),
        ("> He saw 12\n> of them.", ["12"]),
        ("[It was 8 then](#sec-a).", ["8"]),
        ("See @smith2020 with 5 others.", ["5"]),
        ("A note^[of 3 pages] here.", ["3"]),
        ("The years 2013 and 1066.", ["1066"]),
        ("Section 3 and 4.", ["4"]),
        ("½ agreed, ⅓ did not, 3½ hours.", ["½", "⅓", "3½"]),
        ("٣ of them, ３ more; 10² or 40¹.", ["٣", "３", "10", "40"]),
        ("8/40 did, 1⁄2 of them, eight out of all 40.", ["8/40", "1⁄2", "eight out of all 40"]),
        ('::: {.callout-note title="17 things"}\n:::', ["17"]),
        ("Of 5.\n\n::: {title='On 6' .callout-tip}\nWith 7.\n:::", ["5", "6", "7"]),
        ("::: {.callout-tip title=8}\n:::", ["8"]),
    ],
)
def test_what_is_typed_is_found(text, found):
    assert typed(text) == found


@pytest.mark.parametrize(
    "text",
    [
        'Of [8 of 40]{of="a.b"} and []{of="a.c" as="n"}.',
        'Of [**8** of\n40]{of="a.b"}.',
        "Of [17]{.fixed} and [about one-third]{.fixed}.",
        "Code `x = 5` and\n\n```\n40\n```\n",
        "<!-- 5 of 40 -->",
        "<https://x.org/2> and [text](https://x.org/5 'At 5').",
        "As they say [@smith2020, p. 12; see @jones2021, pp. 3-4], so do we.",
        "As @smith2020 [p. 12] says, see @fig-5 and [-@tbl-2].",
        "[text]{.smallcaps lang=x5}\n\n::: {.callout-note data-title='5 of them'}\n:::",
        "::: {.callout-note title='Years, such as 2013'}\n:::",
        "1. first\n2. second\n\n(3) third",
        "A note.[^12]\n\n[12]: https://x.org/12",
        "Since 2013, part 3.",
        "A price of $5 + 6$ in math.",
        "H~2~O and &#8211; and x^2^",
        "Someone; all of them; the word none.",
    ],
)
def test_what_is_no_prose_or_no_finding_is_not(text):
    assert typed(text) == []


def test_the_sentence_shows_what_claims_say():
    text = 'Some of these. Of [40]{of=a} people **30** took []{of="b.c"} hours, i.e. long. More.'
    (problem,) = unbound(fragment(text, "report/exhibits.yaml:3"), LEXICON, lambda _: "20")
    assert problem.place == "report/exhibits.yaml:3"
    assert problem.message == '"30" is typed in the prose and bound to nothing.'
    assert problem.advice.splitlines() == [
        'In: "Of 40 people 30 took 20 hours, i.e. long."',
        '  Bind it: [30]{of="…"}; or, if it is no finding, [30]{.fixed}.',
    ]


def test_of_the_header_only_what_is_printed_counts(sample):
    header = '---\ntitle: "Of 8 sites"\nsubtitle: 9 more\ndate: 2024-05-01\ntoc-depth: 5\n'
    header += "author:\n  - name: A 5\nabstract: |\n  In short, 7.\n\n  And 6.\n---\n\nText 3.\n"
    sample.write("report/report.qmd", header)
    source, _ = read(sample.root / "report", "report")
    found = [(p.place, re.findall(r"\d", p.message)) for p in unbound(source, LEXICON)]
    assert found == [
        ("report/report.qmd:2", ["8"]),
        ("report/report.qmd:3", ["9"]),
        ("report/report.qmd:9", ["7"]),
        ("report/report.qmd:11", ["6"]),
        ("report/report.qmd:14", ["3"]),
    ]


def test_a_number_is_told_on_its_own_line():
    source = fragment("One\ntwo")
    assert [p.place for p in unbound(fragment("Text\nwith 5"), LEXICON)] == [""]
    assert source.text
