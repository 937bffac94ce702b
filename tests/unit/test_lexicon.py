"""The lexicon: phrases with intervals, the shipped ones and a study's laid over them."""

import re
import signal
import threading
from fractions import Fraction
from itertools import pairwise
from time import process_time

import pytest

from builders import refused
from corrigenda import exemptions
from corrigenda.claims import find_numbers
from corrigenda.errors import ExhibitError
from corrigenda.exemptions import FINDINGS, Exemption, pattern_problems
from corrigenda.lexicon import load_lexicon
from corrigenda.phrases import Lexicon, Phrase

PLACE = "report/tiny/quantifiers.yaml"


@pytest.fixture
def loaded(tmp_path):
    """Lay a YAML text over the shipped lexicon."""

    def load(text: str) -> Lexicon:
        path = tmp_path / "quantifiers.yaml"
        path.write_text(text, encoding="utf-8")
        return load_lexicon(path, PLACE)

    return load


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    return load_lexicon(tmp_path_factory.mktemp("study") / "none.yaml", PLACE)


def a_phrase(low, high, **ends) -> Phrase:
    """Make a phrase of an interval."""
    return Phrase("so many", (), Fraction(low), Fraction(high), **ends)


@pytest.mark.parametrize(
    ("phrase", "interval"),
    [
        (a_phrase(29, 37), "29–37%"),
        (a_phrase("32.5", 37), "32.5–37%"),
        (a_phrase(50, 100, low_open=True), "above 50%"),
        (a_phrase(95, 100), "at least 95%"),
        (a_phrase(0, 5), "at most 5%"),
        (a_phrase(0, 50, high_open=True), "below 50%"),
        (a_phrase(0, 5, low_open=True), "above 0% and at most 5%"),
        (a_phrase(90, 100, high_open=True), "at least 90% and below 100%"),
        (a_phrase(45, 50, high_open=True), "at least 45% and below 50%"),
        (a_phrase(0, 0), "0%"),
        (a_phrase(100, 100), "100%"),
        (a_phrase(0, 100), "0–100%"),
    ],
)
def test_an_interval_is_told_in_words(phrase, interval):
    assert phrase.interval == interval


@pytest.mark.parametrize(
    ("percent", "fits"),
    [("50", False), ("50.0001", True), ("70", True), ("70.0001", False), ("0", False)],
)
def test_an_end_is_inside_unless_it_is_open(percent, fits):
    assert a_phrase(50, 70, low_open=True).holds(Fraction(percent)) is fits


def test_phrases_meet_where_a_percentage_fits_both():
    most = a_phrase(50, 100, low_open=True)
    assert not most.meets(a_phrase(0, 50))
    assert a_phrase(50, 100).meets(a_phrase(0, 50))
    assert not a_phrase(50, 100).meets(a_phrase(0, 50, high_open=True))
    assert most.meets(a_phrase(60, 61))


# The shipped lexicon


def test_every_percentage_fits_a_phrase(shipped):
    steps = [Fraction(step, 100) for step in range(10_001)]
    edges = [end for phrase in shipped.phrases for end in (phrase.low, phrase.high)]
    beside = [end + tiny for end in edges for tiny in (Fraction(-1, 10**6), Fraction(1, 10**6))]
    for percent in [*steps, *(p for p in beside if 0 <= p <= 100)]:
        assert shipped.holding(percent), percent


def test_phrases_go_from_none_to_all(shipped):
    assert shipped.phrases[0].text == "none"
    assert shipped.phrases[-1].text == "all"
    middles = [phrase.low + phrase.high for phrase in shipped.phrases]
    assert middles == sorted(middles)


@pytest.mark.parametrize(
    ("phrase", "interval"),
    [
        ("none", "0%"),
        ("about one-third", "29–37%"),
        ("almost half", "45–49%"),
        ("about half", "46–54%"),
        ("most", "above 50%"),
        ("virtually all", "at least 95%"),
        ("all", "100%"),
    ],
)
def test_published_thresholds_are_kept(shipped, phrase, interval):
    assert shipped.find(phrase).interval == interval


def test_fractions_of_the_lower_half_mirror_those_of_the_upper(shipped):
    for low, high in (
        ("about one-tenth", "about nine-tenths"),
        ("about one-fifth", "about four-fifths"),
        ("about a quarter", "about three-quarters"),
        ("about one-third", "about two-thirds"),
        ("about two-fifths", "about three-fifths"),
    ):
        one, other = shipped.find(low), shipped.find(high)
        assert (100 - one.high, 100 - one.low) == (other.low, other.high)


@pytest.mark.parametrize(
    "text",
    ["About a third", "roughly one third", "AROUND ONE-THIRD", "about\u00a0one\u2011third ",
     "about\none third", "approximately a third"],
)  # fmt: skip
def test_a_phrase_is_found_in_every_wording(shipped, text):
    assert shipped.find(text).text == "about one-third"


@pytest.mark.parametrize(
    "text",
    ["some", "many", "several", "few", "a few", "one-third", "nearly a third", "", "about one"],
)
def test_words_without_an_agreed_interval_are_no_phrases(shipped, text):
    assert shipped.find(text) is None


def test_the_tightest_phrase_around_a_value_comes_first(shipped):
    def told(percent):
        return [phrase.text for phrase in shipped.holding(Fraction(percent))]

    assert told("40") == ["about two-fifths", "a minority", "fewer than half"]
    assert told("48") == ["almost half", "about half", "a minority", "fewer than half"]
    assert told("22.4") == ["about one-fifth", "about a quarter", "a small minority", "a minority",
                            "fewer than half"]  # fmt: skip
    assert told("27")[0] == "about a quarter"
    assert told("100")[0] == "all"
    assert told("0") == ["none"]


def unbound(text: str, lexicon: Lexicon) -> list[str]:
    """List what is found in a text and lies in no exempt stretch of it."""
    exempt = [found.span() for p in lexicon.exempt.values() for found in p.finditer(text)]
    return [
        text[start:end]
        for start, end in find_numbers(text, lexicon)
        if not any(first <= start and end <= last for first, last in exempt)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "in 2013, (2013), 2013.",
        "in 2013–14, 2013-2014 and 2013/14; the 1990s",
        "In 2013 we met; in 2013 clinicians said so; since 1897, in 1850.",
        "the 2013 interviews; those of 2013 were held; August 2013 and mid-2013",
        "between 2010 and 2013; in 2010, 2011 and 2013; from 2010 to 2013; the years 2010 to 2013",
        "(Smith, 2013; Jones 2014), Report 2013: Helsinki, 2013",
        "2013 was hard, and the spring of 2013 was no better",
        "from 1 August to 1 October 2013, from March 8 to May 12",
        "on October 21, 2013, on 5 May and on 1–3 June or August 2-4",
        "March 8, 2013, in March 8 2013; on March 8 clinicians met, and on March 8 and 9",
        "on 2013-10-21 at 10:30 or 9 am",
        "Section 3, Table 2.1 and Figure 4; Appendix 2, p. 12",
        "Tables 1 and 3, Figures 2–4, Sections 1, 2 and 5, pp. 3–4",
        "17 or younger, 12 and over, sixteen and older, 17 years or younger",
        "aged 12 to 17, ages 12–17, age 12, aged sixteen, under the age of 18",
        "under 18, under 18s, those over 12, children under 5",
        "12-year-olds and a nine-year-old",
        "COVID-19, ICD-10, DSM-5, PDF/UA-1, WCAG 2.1",
        "R017, F43.1, Q4, v1.2, 3D, 21st, Quarto 4.x, version 4",
        "no one, one another, the one … the other, each one, which one, this one",
        "it was one of the aims, one or the other, as one who knows, and one that could",
        "as one might expect, one may think, one by one, at least one, the one that we know",
        "the most, at most, most often, most likely, most recent, most commonly",
        "most often named was; was most likely to; Most importantly, we; most of all, they",
        "They spoke most openly. Most common was; are most highly trained",
        "the first half, half an hour, a third person",
        "all, none and every one; behalf; the majority-owned; the twenty-first",
    ],
)
def test_what_is_no_finding_is_exempt(shipped, text):
    assert unbound(text, shipped) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Of 40 clinicians, one said so", ["40", "one"]),
        ("one clinician had one client", ["one", "one"]),
        ("at least two", ["two"]),
        ("under 18% and over 21 percent", ["18%", "21 percent"]),
        ("under 18.5, Table 3%, 1999%, 2013 per cent", ["18.5", "3%", "1999%", "2013 per cent"]),
        ("over 12 clinicians aged well", ["12"]),
        ("most clinicians and most family members", ["most", "most"]),
        ("Table 3 shows 4", ["4"]),
        ("a 30-minute interview", ["30"]),
        ("In May 14 of 40 said so, in June 68", ["14", "40", "68"]),
        ("half of them; a third of them", ["half", "a third"]),
        ("1850 clients, 2050 images", ["1850", "2050"]),
        ("Of these, 1850 adult clients and 2013 children", ["1850", "2013"]),
        ("In 1850 clients; by 2013 clinicians, of 2013 clients", ["1850", "2013", "2013"]),
        ("the 1850 clients and the 2050 images", ["1850", "2050"]),
        ("All 2013. It was 2013, or n = 2013; the total is 2013.", ["2013"] * 4),
        ("In 2013 – 14 clinicians", ["14"]),
        ("March 8 clinicians agreed", ["8"]),
        ("In May 12 said no, in June 3 of us", ["12", "3"]),
        ("in May 8, 12 in June; 40 May", ["8", "12", "40"]),
        ("on May 8% and 7 percent", ["8%", "7 percent"]),
        ("Only one said so", ["one"]),
        ("One of the clinicians agreed, and one of them", ["One", "one"]),
        ("The one clinician; one who agreed; there was one who", ["one", "one", "one"]),
        ("One could not recall", ["One"]),
        ("Most only nodded", ["Most"]),
        ("Most highly trained clinicians agreed", ["Most"]),
        ("Most recently trained clinicians; Most likely agreed", ["Most", "Most"]),
        ("Most recent graduates; most of all clinicians", ["Most", "most"]),
        ("under 18 clients said", ["18"]),
    ],
)
def test_an_exemption_takes_no_finding_with_it(shipped, text, numbers):
    assert unbound(text, shipped) == numbers


# A study's own


def test_a_study_without_a_file_has_the_shipped_lexicon(shipped, loaded):
    for text in ("", "phrases:\nopposites:\nexempt:\n"):
        assert loaded(text).phrases == shipped.phrases
    assert [*loaded("").exempt] == [*shipped.exempt]


def test_a_study_adds_redefines_and_removes(loaded, shipped):
    lexicon = loaded(
        "phrases:\n"
        "  nearly a third: {at_least: 29, below: 33.3}\n"
        "  About one third: {above: 30, at_most: 36}\n"
        "  most: null\n"
        "  none: {everyday: false}\n"
        "  all: {also: [each]}\n"
        "opposites: {not quite all: null}\n"
        r"exempt: {year: null, site: '\bsite \d+\b'}"
        "\n"
    )
    assert lexicon.find("Nearly a third").holds(Fraction("33.29"))
    assert lexicon.find("about a third").interval == "above 30% and at most 36%"
    assert lexicon.find("most") is None
    assert lexicon.find("the majority") is None
    assert not lexicon.find("nobody").everyday
    assert (lexicon.find("each").interval, lexicon.find("every")) == ("100%", None)
    assert unbound("In 2013 at site 4", lexicon) == ["2013"]
    assert len(lexicon.phrases) == len(shipped.phrases)
    for one, other in pairwise(lexicon.phrases):
        assert one.low + one.high <= other.low + other.high


def test_opposites_end_with_what_a_study_removes(loaded):
    lexicon = loaded(
        "phrases:\n  almost half: {at_least: 45, at_most: 52}\nopposites:\n  beside half: null\n"
    )
    assert lexicon.find("almost half").interval == "45–52%"
    loaded("phrases:\n  almost half: {at_least: 45, at_most: 52}\n  just over half: null\n")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (
            "few: {}",
            '"few" has no limits.\n  Give it one or two of at_least, above, at_most, below.',
        ),
        ("few: {above: 9, below: 4}", '"few" fits no percentage (above 9, below 4).'),
        ("few: {above: 4, at_most: 4}", '"few" fits no percentage (above 4, at_most 4).'),
        (
            "few: {at_least: -1, below: 104}",
            '"few": at_least -1, below 104; expected percentages from 0 to 100.',
        ),
        (
            "few: {at_least: 2, above: 3}",
            "phrases.few: at_least and above do not stand together.",
        ),
        ("few: {from: 2}", "phrases.few.from: no such setting.\n  Mind its spelling."),
        ("few: 5", 'phrases.few: it must hold settings (name: value) (found "5").'),
        ("few: {above: some}", 'phrases.few.above: it must be a number (found "some").'),
        (
            "few: {above: 0, also: hardly}",
            'phrases.few.also: it must be a list, as [one, two] (found "hardly").',
        ),
        *(
            (
                f"{number}: {{above: 20}}",
                f'"{number}" is a number or plain fraction, which means what it says.\n'
                "  Say how near it is meant, as in “about half”.",
            )
            for number in ("half", "twenty percent", "one in five", "two thirds", "Forty-seven")
        ),
        (
            "about 1/3: {at_least: 30}",
            '"about 1/3" is no phrase: it must be words with blanks or hyphens.',
        ),
        (
            "few: {above: 0, also: ['(few)']}",
            '"(few)" is no phrase: it must be words with blanks or hyphens.',
        ),
        (
            "about a third: {at_least: 30}",
            '"about a third" is a wording of "about one-third" (shipped) already.\n'
            "  Take it away from one of them.",
        ),
        (
            "few: {above: 0, also: [Virtually-all]}",
            '"Virtually-all" is a wording of "virtually all" (shipped) already.\n'
            "  Take it away from one of them.",
        ),
        (
            "mots: null",
            'phrases has no "mots" that could be removed.\n  Did you mean "most"?',
        ),
        (
            "a minority: {above: 0, below: 60}",
            '"a minority" (of this study), above 0% and below 60%, and "most" (shipped), '
            "above 50%, are opposites (minority and majority), but some percentages fit both.\n"
            "  Narrow one of them, or remove the opposites.",
        ),
        (
            "virtually none: {at_most: 5}",
            '"virtually none" is a wording of "almost none" (shipped) already.\n'
            "  Take it away from one of them.",
        ),
    ],
)
def test_a_phrase_that_cannot_be_used_is_refused(loaded, entry, problem):
    with refused(ExhibitError, f"{PLACE}:3: {problem}"):
        loaded(f"# Ours\nphrases:\n  {entry}\n")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (
            "opposites: {ours: [most, few]}",
            'opposites.ours: there is no phrase "few".',
        ),
        (
            "opposites: {ours: [most, more than half]}",
            '"most" (shipped), above 50%, and "more than half" (shipped), above 50%, are '
            "opposites (ours), but some percentages fit both.\n"
            "  Narrow one of them, or remove the opposites.",
        ),
        (
            "exempt: {ours: '('}",
            "exempt.ours is no regular expression: missing ), unterminated subpattern "
            "at position 0.\n  Mind its brackets, braces and backslashes.",
        ),
        (
            "exempt: {ours: 'a{99999999999}'}",
            "exempt.ours is no regular expression: the repetition number is too large.\n"
            "  Mind its brackets, braces and backslashes.",
        ),
        (
            f"exempt: {{ours: '{'(' * 900}a{')' * 900}'}}",
            "exempt.ours is no regular expression: its brackets are nested too deeply.\n"
            "  Take some of them away.",
        ),
        (
            f"exempt: {{ours: '{'(' * 3000}a{')' * 3000}'}}",
            "exempt.ours has 6,001 characters; a pattern has 2,000 at most.\n"
            "  Make several patterns of it.",
        ),
        *(
            (
                f"exempt: {{ours: '{pattern}'}}",
                f"exempt.ours exempts every {kind}, whatever stands around it.\n"
                "  Make it fit words beside those that it is for, or mark these {.fixed}.",
            )
            for pattern, kind in [
                (".+", "phrase"),
                ("[A-Z].*[.]", "phrase"),
                (".{100,}", "finding"),
                (r"\w.*", "phrase"),
                ("(?i)[a-z]+", "number in words"),
                (r"\d+", "count"),
                (r"\b\d+%", "percentage"),
                (r"\d+[.]\d+", "decimal"),
            ]
        ),
        ("exempt: {ours: '[0-9]*'}", "exempt.ours fits the empty text.\n"
         "  Make it fit at least one character."),
        ("exempt: {ours: '(?=one)'}", "exempt.ours fits the empty text.\n"
         "  Make it fit at least one character."),
        (
            "exempt: {years: null}",
            'exempt has no "years" that could be removed.\n  Did you mean "year"?',
        ),
        ("words: []", "words: no such setting.\n  Mind its spelling."),
        ("opposites: [most]", "opposites: it must hold settings (name: value)."),
    ],
)  # fmt: skip
def test_opposites_and_exemptions_that_cannot_be_used_are_refused(loaded, entry, problem):
    with refused(ExhibitError, f"{PLACE}:1: {problem}"):
        loaded(f"{entry}\n")


def test_all_problems_are_told_in_the_order_of_lines(loaded):
    with refused(
        ExhibitError,
        f'{PLACE}:2: "few" has no limits.\n  Give it one or two of at_least, above, at_most, '
        "below.",
        f'{PLACE}:3: "lots" fits no percentage (above 100).',
        f'{PLACE}:5: "A few" is "a-few" again.\n  Case, hyphens and blanks do not matter.',
        f'{PLACE}:7: opposites.ours: there is no phrase "many".',
    ):
        loaded(
            "phrases:\n  few: {}\n  lots: {above: 100}\n  a-few: {at_least: 5}\n"
            "  A few: {at_least: 6}\nopposites:\n  ours: [most, many]\n"
        )


def test_a_file_that_is_no_yaml_is_refused_like_the_other_files_of_a_report(loaded):
    with pytest.raises(ExhibitError, match="not valid YAML"):
        loaded("phrases: [\n")


# Exemptions of a study


def test_samples_of_findings_mark_all_that_the_search_finds(shipped):
    for sentence in (s for sentences in FINDINGS.values() for s in sentences):
        marked = re.findall(r"\[(.+?)\]", sentence)
        assert unbound(re.sub(r"[\[\]]", "", sentence), shipped) == marked, sentence


@pytest.mark.parametrize(
    "pattern",
    [r"\binterview \d+\b", r"\b\d+ minutes\b", r"(?i)\b(?:one|two|three)\b", r"\bn = \d+",
     r"\b\d\b", r"\b\d{4}\b", "(?i)\\bmost\\b", r"\([^)]+\)"],
)  # fmt: skip
def test_a_pattern_may_be_as_wide_as_it_needs(loaded, pattern):
    assert loaded(f"exempt: {{ours: '{pattern}'}}\n").exempt["ours"].pattern == pattern


def test_what_is_shipped_would_be_accepted_of_a_study(shipped):
    for exemption in shipped.exempt.values():
        assert not list(pattern_problems(Exemption(exemption.name, exemption.pattern)))


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(exemptions, "SECONDS", 0.05)


SLOW = (
    "exempt.ours takes too long: it was stopped after 0.05 s.\n"
    r"  Do not repeat what is a repetition itself, as (?:\w+\s?)* does."
)


@pytest.mark.parametrize("pattern", [r"(?:\w+\s?)*:", r"(?:[a-z ]+)+\d\d\d\d", r"(\D+)+§"])
def test_a_pattern_that_takes_too_long_is_refused(loaded, hurried, pattern):
    with refused(ExhibitError, f"{PLACE}:2: {SLOW}"):
        loaded(f"exempt:\n  ours: '{pattern}'\n")


def test_a_pattern_is_stopped_in_the_prose_where_it_takes_too_long(loaded, hurried):
    exemption = loaded("exempt:\n  ours: '(?:x+x+)+y'\n").exempt["ours"]
    assert [found.span() for found in exemption.finditer("xxy xy")] == [(0, 3)]
    before = signal.getsignal(signal.SIGVTALRM)
    with refused(ExhibitError, f"{PLACE}:2: {SLOW}"):
        list(exemption.finditer("x" * 60))
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_the_time_of_a_pattern_is_that_of_all_searches_together(hurried):
    exemption = Exemption("ours", "(?:x+x+)+y", f"{PLACE}:2")
    with refused(ExhibitError, f"{PLACE}:2: {SLOW}"):
        for _ in range(10_000):
            list(exemption.finditer("x" * 16))


def test_where_no_signal_can_be_set_a_pattern_is_searched_for_all_the_same():
    found = []
    exemption = Exemption("ours", r"site \d")
    search = threading.Thread(target=lambda: found.extend(exemption.finditer("At site 4")))
    search.start()
    search.join()
    assert [one.group() for one in found] == ["site 4"]


@pytest.mark.parametrize(
    "piece", ["A.", "A/", "a-", "in 2013, ", "Tables 1, 2", "1.", "one ", "most ", "March 8 ", "x"]
)
def test_shipped_patterns_take_time_in_proportion_to_the_text(shipped, piece):
    started = process_time()
    for exemption in shipped.exempt.values():
        list(exemption.finditer(piece * (40_000 // len(piece))))
    assert process_time() - started < 1
