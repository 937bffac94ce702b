"""Claims: what is written holds or not, and what would hold."""

from decimal import Decimal
from fractions import Fraction

import pytest

from builders import a_study
from corrigenda import claims
from corrigenda.forms import Share, printed
from corrigenda.lexicon import load_lexicon
from corrigenda.phrases import Lexicon, Phrase

STUDY = a_study(rounding="half-odd")
EIGHT = Share(8, 40)
MANY = Share(1234, 2000)
NOBODY = Share(0, 0)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    return load_lexicon(tmp_path_factory.mktemp("study") / "none.yaml", "quantifiers.yaml")


TRUE = [
    ("20%", EIGHT),
    ("20 %", EIGHT),
    ("20\u00a0%", EIGHT),
    ("20&nbsp;%", EIGHT),
    ("20\\ %", EIGHT),
    ("20.0%", EIGHT),
    ("20 percent", EIGHT),
    ("20 per cent", EIGHT),
    ("Twenty percent", EIGHT),
    ("eighty per cent", Share(32, 40)),
    ("Twenty-two percent", Share(22, 100)),
    ("0%", Share(0, 40)),
    ("zero percent", Share(0, 40)),
    ("100%", Share(40, 40)),
    ("8", EIGHT),
    ("Eight", EIGHT),
    ("1,234", MANY),
    ("1234", MANY),
    ("Forty-seven", Share(47, 50)),
    ("forty seven", Share(47, 50)),
    ("forty\u00a0seven", Share(47, 50)),
    ("one hundred and twenty", Share(120, 300)),
    ("one hundred twenty", Share(120, 300)),
    ("A hundred", Share(100, 300)),
    ("8 of 40", EIGHT),
    ("8\nof 40", EIGHT),
    ("8\n> of 40", EIGHT),
    ("8\r\nof\r\n40", EIGHT),
    ("8 out of 40", EIGHT),
    ("eight of 40", EIGHT),
    ("Eight of the forty", EIGHT),
    ("8 of all 40", EIGHT),
    ("8/40", EIGHT),
    ("1,234 of 2,000", MANY),
    ("(n=4)", Share(4, 40)),
    ("(n = 4)", Share(4, 40)),
    ("n = 4", Share(4, 40)),
    ("(*n* = 4)", Share(4, 40)),
    ("(8)", EIGHT),
    ("(20%)", EIGHT),
    ("20% (n = 8)", EIGHT),
    ("20% (8)", EIGHT),
    ("20%(8)", EIGHT),
    ("**20%** (8)", EIGHT),
    ("*20%* (_n_ = 8)", EIGHT),
    ("20\\% (8)", EIGHT),
    ("20% (8 of 40)", EIGHT),
    ("20% (n = 8 of 40)", EIGHT),
    ("8 (20%)", EIGHT),
    ("8 (n = 8, 20%)", EIGHT),
    ("8 of 40 (20%)", EIGHT),
    ("Twenty percent (8)", EIGHT),
    ("about one-third (13)", Share(13, 40)),
    ("one-third (33%)", Share(13, 40)),
    ("One-third", Share(13, 40)),
    ("a third", Share(13, 40)),
    ("half", Share(20, 40)),
    ("one half", Share(20, 40)),
    ("two-thirds", Share(2, 3)),
    ("three quarters", Share(30, 40)),
    ("one in five", EIGHT),
    ("nine in ten", Share(36, 40)),
    ("About one-fifth", EIGHT),
    ("about\u00a0one\u2011fifth", EIGHT),
    ("*about* one-fifth", EIGHT),
    ("most", Share(21, 40)),
    ("The majority", Share(21, 40)),
    ("None", Share(0, 40)),
    ("all", Share(40, 40)),
    ("16.7", Fraction(50, 3)),
    ("17", Fraction(50, 3)),
    ("seventeen", Fraction(50, 3)),
    ("16.67", Fraction(50, 3)),
    ("668", Decimal(668)),
    ("Six hundred and sixty-eight", Decimal(668)),
    ("(n = 668)", Decimal(668)),
    ("-3", Fraction(-3)),
    ("\u22123.5", Fraction(-7, 2)),
    ("minus three", Fraction(-3)),
    ("0 of 0", NOBODY),
]

FALSE = [
    ("21%", EIGHT),
    ("20.5%", EIGHT),
    ("020%", EIGHT),
    ("twenty-two percent", EIGHT),
    ("9", EIGHT),
    ("8.0", EIGHT),
    ("08", EIGHT),
    ("8 of 41", EIGHT),
    ("7/40", EIGHT),
    ("(n = 9)", EIGHT),
    ("20% (9)", EIGHT),
    ("21% (8)", EIGHT),
    ("about one-fifth (9)", EIGHT),
    ("one-third", Share(129, 400)),
    ("half", Share(49, 100)),
    ("five thirds", EIGHT),
    ("about one-third", Share(28, 100)),
    ("most", Share(20, 40)),
    ("almost half", Share(495, 1000)),
    ("none", Share(1, 10**6)),
    ("all", Share(10**6 - 1, 10**6)),
    ("16.6", Fraction(50, 3)),
    ("(n = 17)", Fraction(50, 3)),
    ("20%", Fraction(20)),
    ("8 of 40", Fraction(8)),
    ("half", Fraction(1, 2)),
    ("most", Fraction(60)),
    ("3", Fraction(-3)),
    ("0%", NOBODY),
    ("none", NOBODY),
    ("half", NOBODY),
    ("1 of 0", NOBODY),
]

UNREADABLE = [
    "", " ", "()", "clients", "20% of", "20% of clients", "8 clients", "eight of the clinicians",
    "about 20%", "nearly a third", "20% (8", "20%) (8)", "20% (8) (8)", "20% (eight clients)",
    "8 9", "8, 9", "20%, 8", "12,34", "1.2.3", "29–37%", "most (of them)", "8 of", "of 40", "n =",
    "%", "percent", "third", "£8", "the eighth",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), TRUE)
def test_a_claim_that_says_what_the_data_say_holds(lexicon, text, value):
    assert claims.readable(text, lexicon)
    assert claims.holds(text, value, STUDY, lexicon)
    assert claims.rewritten(text, value, STUDY, lexicon) == text


@pytest.mark.parametrize(("text", "value"), FALSE)
def test_a_claim_that_says_anything_else_does_not_hold(lexicon, text, value):
    assert claims.readable(text, lexicon)
    assert not claims.holds(text, value, STUDY, lexicon)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_claim_is_not_read(lexicon, text):
    assert not claims.readable(text, lexicon)
    assert not claims.holds(text, EIGHT, STUDY, lexicon)
    assert claims.rewritten(text, EIGHT, STUDY, lexicon) is None


@pytest.mark.parametrize(
    "value", [EIGHT, MANY, Share(0, 40), Share(40, 40), NOBODY, Fraction(50, 3), Decimal(1200)]
)
def test_whatever_an_empty_claim_prints_holds(lexicon, value):
    for form in printed(value, STUDY)["forms"].values():
        if form != f"{value.base:,}" if isinstance(value, Share) else True:
            assert claims.holds(form, value, STUDY, lexicon), form


@pytest.mark.parametrize(
    ("rounding", "holding"), [("half-odd", "23%"), ("half-even", "22%"), ("half-up", "23%")]
)
def test_a_percentage_follows_the_rounding_rule_of_the_study(lexicon, rounding, holding):
    study = a_study(rounding=rounding)
    held = [t for t in ("22%", "23%") if claims.holds(t, Share(9, 40), study, lexicon)]
    assert held == [holding]
    assert claims.holds("22.5%", Share(9, 40), study, lexicon)


def test_a_phrase_goes_by_the_exact_percentage_and_a_fraction_by_the_printed_one(lexicon):
    value = Share(331, 1000)  # prints as 33%
    assert claims.holds("one-third", value, STUDY, lexicon)
    edge = Share(371, 1000)  # prints as 37%, but is above it
    assert claims.holds("37%", edge, STUDY, lexicon)
    assert not claims.holds("about one-third", edge, STUDY, lexicon)
    assert claims.holds("about one-third", Share(37, 100), STUDY, lexicon)


@pytest.mark.parametrize(
    ("text", "value", "new"),
    [
        ("20%", Share(9, 40), "23%"),
        ("20.00 %", Share(9, 41), "21.95 %"),
        ("20\u00a0per cent", Share(9, 40), "23\u00a0per cent"),
        ("Twenty percent", Share(9, 40), "Twenty-three percent"),
        ("twenty two percent", Share(32, 41), "seventy eight percent"),
        ("**20%** (8)", Share(9, 40), "**23%** (9)"),
        ("20% (*n* = 8)", Share(9, 40), "23% (*n* = 9)"),
        ("8\u00a0of 40", Share(9, 41), "9\u00a0of 41"),
        ("8\n> of 40", Share(9, 41), "9\n> of 41"),
        ("Eight of the 40", Share(9, 41), "Nine of the 41"),
        ("8/40", Share(9, 41), "9/41"),
        ("(n=4)", EIGHT, "(n=8)"),
        ("N = 4", EIGHT, "N = 8"),
        ("( 4 )", EIGHT, "( 8 )"),
        ("four (20%; n = 4)", EIGHT, "eight (20%; n = 8)"),
        ("8", MANY, "1,234"),
        ("1000", MANY, "1234"),
        ("1,000", EIGHT, "8"),
        ("one hundred and one", Share(121, 300), "one hundred and twenty-one"),
        ("one hundred one", Share(121, 300), "one hundred twenty-one"),
        ("Two", Share(100, 300), "One hundred"),
        ("FOUR", EIGHT, "EIGHT"),
        ("FOUR PERCENT (n = 4)", EIGHT, "TWENTY PERCENT (n = 8)"),
        ("about one-fifth (9)", EIGHT, "about one-fifth (8)"),
        ("A fifth (25%)", EIGHT, "A fifth (20%)"),
        ("16.7", Fraction(171, 10), "17.1"),
        ("16.70", Fraction(171, 10), "17.10"),
        ("16", Fraction(171, 10), "17"),
        ("1,200", Decimal(12345), "12,345"),
        ("Six", Decimal(7), "Seven"),
        ("\u22123.5", Fraction(-16, 5), "\u22123.2"),
        ("-3", Fraction(4), "4"),
        ("1 of 2", NOBODY, "0 of 0"),
    ],
)
def test_a_stale_claim_keeps_its_form_when_it_is_rewritten(lexicon, text, value, new):
    assert claims.rewritten(text, value, STUDY, lexicon) == new
    assert claims.holds(new, value, STUDY, lexicon)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("most", EIGHT),
        ("a third", EIGHT),
        ("about one-third (13)", EIGHT),
        ("8.5", EIGHT),
        ("Twenty*-two* percent", EIGHT),
        ("20%", Fraction(50, 3)),
        ("16 of 40", Fraction(50, 3)),
        ("(n = 16)", Fraction(50, 3)),
        ("20%", NOBODY),
        ("Twenty percent (8)", NOBODY),
    ],
)
def test_what_has_no_form_with_todays_numbers_is_not_rewritten(lexicon, text, value):
    assert claims.rewritten(text, value, STUDY, lexicon) is None


@pytest.mark.parametrize(
    ("text", "value", "offers"),
    [
        (
            "About one-third",
            Share(16, 40),
            ("About two-fifths", "A minority", "40%", "16 of 40", "16"),
        ),
        (
            "**Most** (13)",
            Share(16, 40),
            ("**About two-fifths** (16)", "**A minority** (16)", "40%", "16 of 40", "16"),
        ),
        ("a third", EIGHT, ("about one-fifth", "a small minority", "20%", "8 of 40", "8")),
        (
            "Twelve percent",
            EIGHT,
            ("Twenty percent", "About one-fifth", "20%", "8 of 40", "8"),
        ),
        ("(n=4)", EIGHT, ("(n=8)", "about one-fifth", "20%", "8 of 40", "8")),
        ("SEVERAL", EIGHT, ("ABOUT ONE-FIFTH", "A SMALL MINORITY", "20%", "8 of 40", "8")),
        ("30%", EIGHT, ("20%", "about one-fifth", "8 of 40", "8")),
        ("Several", EIGHT, ("About one-fifth", "A small minority", "20%", "8 of 40", "8")),
        ("half", Share(40, 40), ("all", "virtually all", "100%", "40 of 40", "40")),
        ("half", Share(0, 40), ("none", "0%", "0 of 40", "0")),
        ("20%", NOBODY, ("0 of 0", "0")),
        ("8 of 40", NOBODY, ("0 of 0", "0")),
        ("16.7", Fraction(171, 10), ("17.1",)),
        ("most", Fraction(171, 10), ("17.1",)),
        ("Twelve", Decimal(1200), ("One thousand two hundred", "1,200")),
    ],
)
def test_the_words_that_would_hold_are_offered_nearest_first(lexicon, text, value, offers):
    found = claims.would_hold(text, value, STUDY, lexicon)
    assert found == offers
    assert all(claims.holds(offer, value, STUDY, lexicon) for offer in found)


def test_every_offer_holds_whatever_was_written(lexicon):
    texts = [text for text, _ in TRUE + FALSE] + UNREADABLE
    values = [Share(n, 41) for n in range(42)] + [NOBODY, MANY, Fraction(50, 3), Decimal(-4)]
    for value in values:
        for text in texts:
            offers = claims.would_hold(text, value, STUDY, lexicon)
            assert 1 <= len(offers) <= claims.MOST
            for offer in offers:
                assert claims.holds(offer, value, STUDY, lexicon), (text, value, offer)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of 40, twenty-two percent (n=9) did.", ["40", "twenty-two percent", "9"]),
        ("8 of the 40 said 20%, 20 % or 20\u00a0per cent", ["8", "40", "20%", "20 %",
                                                           "20\u00a0per cent"]),
        ("one hundred and twenty and two", ["one hundred and twenty", "two"]),
        ("one thousand, two hundred or 1,234.5", ["one thousand, two hundred", "1,234.5"]),
        ("forty\nseven, A hundred", ["forty\nseven", "A hundred"]),
        ("Half or one-third or a fifth, one in ten", ["Half", "one-third", "a fifth",
                                                      "one in ten"]),
        ("About one-third, about\na third, almost half", ["About one-third", "about\na third",
                                                          "almost half"]),
        ("nearly all, almost none; all, none, no", ["nearly all", "almost none"]),
        ("the vast majority, the majority, a majority", ["the vast majority", "the majority",
                                                         "a majority"]),
        ("fell from 12 to -3.5, by 29–37%", ["12", "-3.5", "29", "37%"]),
        ("5,10 and 1.2.3", ["5,10", "1.2.3"]),
        ("½ or 3½, ٣ or ３, 10² and 40¹", ["½", "3½", "٣", "３", "10", "40"]),
        ("x² H₂O ①", []),
        ("R017 F43.1 4.x 21st 30pt v1.2 1990s", []),
        ("mostly, halfway, behalf, someone, often, tend, the third, all-in-one", []),
        ("twenty-first, half-life, most-used", []),
        ("a 30-minute, four-year study", ["30", "four"]),
        ("", []),
    ],
)  # fmt: skip
def test_numbers_and_quantifiers_in_prose_are_found_whole(lexicon, text, found):
    assert [text[start:end] for start, end in claims.find_numbers(text, lexicon)] == found


def test_a_lexicon_without_phrases_still_finds_numbers():
    text = "most of 40, a third"
    found = [text[slice(*span)] for span in claims.find_numbers(text, Lexicon(()))]
    assert found == ["40", "a third"]


def test_a_phrase_of_the_study_is_claimed_and_found():
    few = Phrase("a few", ("but few",), Fraction(0), Fraction(10), low_open=True)
    lexicon = Lexicon((few,))
    assert claims.holds("A few (4)", Share(4, 40), STUDY, lexicon)
    assert claims.would_hold("But few", Share(3, 40), STUDY, lexicon)[0] == "But few"
    assert list(claims.find_numbers("But  few did", lexicon)) == [(0, 8)]
