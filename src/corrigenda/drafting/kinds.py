"""Kinds: whether the answers in a column are options, numbers, dates or words."""

import re
from typing import Literal

from corrigenda.drafting.neighbours import ALL_THAT_APPLY
from corrigenda.drafting.scales import known_scale
from corrigenda.drafting.seen import Seen

Guess = Literal["empty", "single", "number", "date", "open"]
_COUNTS = re.compile(
    r"\bhow (many|much|old|long)\b|\bnumber of\b|\bage\b|\byears?\b|\bmonths?\b|\bhours?\b"
    r"|\bminutes\b|\bdays\b|\bpercent(age)?\b|\bamount\b|\bincome\b|\bscore\b|\btotal\b|\bcount\b"
    r"|\bweight\b|\bheight\b|\bkg\b|\bcm\b|\bwie viele\b|\banzahl\b|\balter\b|\bsum\b|\bn_"
    r"|\bsize\b",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"\b(0|1|zero|one)\s*(-|–|to|through|bis|=)\s*(5|7|10|100|five|seven|ten)\b|\bscale\b|\brate\b"
    r"|\brating\b|\bhow likely\b.*\brecommend|\bslider\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(describe|explain|please specify|specify|comments?|anything else|in your own words|why|"
    r"elaborate|give an example|tell us|what else|thoughts|feedback|suggestions?|bemerkung\w*|"
    r"beschreiben|warum|kommentar\w*)\b|_text\b",
    re.IGNORECASE,
)
_YEARS = range(1900, 2101)
MOST_OPTIONS = 40
LONGEST_OPTION = 150
FEW = 12
TYPED = 0.75  # of the answers that must be numbers, for the others to be slips


def kind_of(seen: Seen, text: str, declared: str = "") -> Guess:
    """Guess what a column without declared options holds.

    Parameters
    ----------
    seen
        The column; of a grid, all its columns together.
    text
        The question and the column's name.
    declared
        What the questionnaire declares the question to be.

    Returns
    -------
    str
        ``empty`` where nobody answered.
    """
    if seen.empty:
        return "empty"
    if seen.date_format and not seen.numbers:
        return "date"
    if (seen.numbers or seen.comma_numbers) and declared != "single":
        return _kind_of_numbers(seen, text, declared)
    if declared == "single" and seen.distinct <= MOST_OPTIONS:
        return "single"
    if declared == "text" or (_WORDS.search(text) and not _says_yes_or_no(seen)):
        return "open"
    if mostly_numbers(seen) and (seen.distinct > FEW or _COUNTS.search(text)):
        return "number"
    return "single" if _are_options(seen) else "open"


def _says_yes_or_no(seen: Seen) -> bool:
    return any(text in seen.folded for text in ("yes", "no")) and known_scale(list(seen.counts))


def _kind_of_numbers(seen: Seen, text: str, declared: str) -> Guess:
    values = [float(number.replace(",", ".")) for number in seen.counts]
    whole = all(value.is_integer() for value in values)
    if not whole or seen.distinct > 11 or min(values) < 0 or max(values) > 11:
        return "number"
    if declared == "number" or _COUNTS.search(text) or _GRADED.search(text):
        return "number"
    # Few small whole numbers are as likely to stand for options, whose mean would mean nothing.
    return "single"


def _are_options(seen: Seen) -> bool:
    texts = list(seen.counts)
    distinct, filled = len(seen.folded), seen.filled
    longest = max(map(len, texts))
    if seen.distinct > MOST_OPTIONS or longest > LONGEST_OPTION or any("\n" in t for t in texts):
        return False
    if known_scale(texts):
        return True
    if distinct == 1:
        return filled > 1 and longest <= 80
    repeated = filled / distinct
    if repeated >= 3:
        return True
    return repeated >= 1.5 and distinct <= FEW and sum(map(len, texts)) / len(texts) <= 60


def mostly_numbers(seen: Seen) -> bool:
    """Say whether nearly all answers are numbers, and the others slips or remarks.

    Parameters
    ----------
    seen
        The column.

    Returns
    -------
    bool
        Few enough of the others, and short enough, for a person to look through.
    """
    from corrigenda.drafting.numbers import ESTIMATE

    plain = sum(n for text, n in seen.counts.items() if re.fullmatch(r"[+-]?\d+(\.\d+)?", text))
    about = [text for text in seen.counts if ESTIMATE.match(text)]
    others = [t for t in seen.counts if not re.fullmatch(r"[+-]?\d+(\.\d+)?", t) and t not in about]
    close = plain + sum(seen.counts[text] for text in about)
    short = len(others) <= 8 and all(len(text) <= 40 for text in others)
    return plain > 0 and close >= TYPED * seen.filled and short


def asks_for_all(text: str) -> bool:
    """Say whether a question lets one choose several options."""
    return bool(ALL_THAT_APPLY.search(text))


def in_words(text: str) -> bool:
    """Say whether a question asks for words."""
    return bool(_WORDS.search(text))


def years(seen: Seen) -> bool:
    """Say whether all numbers are years."""
    return seen.numbers and all(float(number) in _YEARS for number in seen.counts)
