"""Claims: words bound to a statistic, whether they hold, and the words that would."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from corrigenda.forms import Share, Value
from corrigenda.phrases import Lexicon
from corrigenda.rounding import printed_percent, rounded
from corrigenda.slots import MARKUP, Slot, same_number, slots, today
from corrigenda.study import Study
from corrigenda.wording import (
    FRACTION,
    HYPHEN,
    JOINT,
    MINUS,
    PERCENT,
    VULGAR,
    WORDS,
    folded,
    fraction,
)

MOST = 5  # offers for a claim that does not hold
# Digits outside claims are found in any notation and script, with what is raised or lowered behind
# them (10², a mark of a note), unless they are glued to letters (R017, 4.x).
# Looking ahead keeps numbers whole; Debian's Python 3.11.2 lets `(?:…)*+` swallow a full stop.
_RAISED = "\u00b2\u00b3\u00b9\u2070-\u208e"
_DIGITS = (
    rf"(?:(?<![\w.,%)]){MINUS})?(?<!\d[.,])(?:\d+(?:[.,]\d+)*(?!\d|[.,]\d)[{VULGAR}]?|[{VULGAR}]\d*)"
    rf"(?![^\W{_RAISED}]|\.x\b)"
)


def readable(text: str, lexicon: Lexicon) -> bool:
    """Say whether a text is any form of claim."""
    return slots(text, lexicon) is not None


def holds(text: str, value: Value, study: Study, lexicon: Lexicon) -> bool:
    """Say whether the text of a claim is true of a statistic.

    Parameters
    ----------
    text
        What stands between the brackets.
    value
        The statistic.
    study
        Its rounding rule.
    lexicon
        The phrases of the study.

    Returns
    -------
    bool
        False also where the text cannot be read.
    """
    found = slots(text, lexicon)
    return bool(found) and all(_agrees(slot, value, study, lexicon) for slot in found)


def rewritten(text: str, value: Value, study: Study, lexicon: Lexicon) -> str | None:
    """Write the author's own form with today's numbers.

    Parameters
    ----------
    text, value, study, lexicon
        As for `holds`.

    Returns
    -------
    str or None
        None where a phrase or plain fraction would have to change, where the text cannot be
        read, and where the statistic has no such form.
    """
    found = slots(text, lexicon)
    return _filled(text, found, value, study, lexicon) if found else None


def would_hold(text: str, value: Value, study: Study, lexicon: Lexicon) -> tuple[str, ...]:
    """Offer texts that are true of a statistic.

    Parameters
    ----------
    text, value, study, lexicon
        As for `holds`.

    Returns
    -------
    tuple of str
        The nearest first: the author's own form, phrases by how narrow they are, plain figures.
    """
    found = slots(text, lexicon) or ()
    own = _filled(text, found, value, study, lexicon) if found else None
    figures = _figures(value, study)
    percent = value.percent if isinstance(value, Share) else None
    phrases = lexicon.holding(percent) if percent is not None else ()
    worded = any(slot.kind in ("phrase", "fraction") for slot in found)
    bare = text.lstrip(MARKUP + "( ")
    offers = [own] if own else []
    for phrase in phrases[: MOST - len(figures) - len(offers)]:
        filled = _filled(text, found, value, study, lexicon, phrase.text) if worded else None
        offers.append(filled or _cased(phrase.text, bare))
    return tuple(dict.fromkeys([*offers, *figures]))


def find_numbers(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Find what a claim might have said in plain prose.

    Parameters
    ----------
    text
        The prose.
    lexicon
        The phrases to look for; everyday ones are passed over.

    Yields
    ------
    tuple of int
        Start and end of each number, percentage, plain fraction and phrase.
    """
    for match in _finder(lexicon).finditer(text):
        yield match.span()


@cache
def _finder(lexicon: Lexicon) -> re.Pattern:
    told = (p for p in lexicon.phrases if not p.everyday)
    wordings = sorted({folded(w) for p in told for w in p.wordings}, key=len, reverse=True)
    phrases = "|".join(JOINT.join(map(re.escape, wording.split())) for wording in wordings)
    parts = [
        rf"(?:{phrases})(?!\w|{HYPHEN}\w)" if phrases else "(?!)",
        rf"{FRACTION}(?!{HYPHEN}\w)",
        rf"(?:{_DIGITS}|(?<![^\W\d_]-){WORDS})(?:{PERCENT})?",
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})", re.IGNORECASE)


def _agrees(slot: Slot, value: Value, study: Study, lexicon: Lexicon) -> bool:
    if slot.kind in ("phrase", "fraction"):
        percent = value.percent if isinstance(value, Share) else None
        if percent is None:
            return False
        if slot.kind == "phrase":
            return lexicon.find(slot.text).holds(percent)
        meant = 100 * fraction(slot.text)
        return rounded(meant, study.rounding) == rounded(percent, study.rounding)
    now = today(slot, value, study)
    return now is not None and same_number(now, slot.text)


def _filled(
    text: str,
    found: tuple[Slot, ...],
    value: Value,
    study: Study,
    lexicon: Lexicon,
    phrase: str | None = None,
) -> str | None:
    """Fill the slots that do not agree; phrases and fractions only if another phrase is given."""
    for slot in reversed(found):
        if _agrees(slot, value, study, lexicon):
            continue
        now = phrase if slot.kind in ("phrase", "fraction") else today(slot, value, study)
        old = text[slot.start : slot.end]
        if now is None or any(mark in old for mark in MARKUP):  # half of an emphasis
            return None
        text = text[: slot.start] + _cased(now, old) + text[slot.end :]
    return text


def _cased(text: str, old: str) -> str:
    """Give a text the capitals of another one: all of them, the first one, or none."""
    letters = re.sub(r"[\W\d_]", "", old)
    if len(letters) > 1 and letters.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if old[:1].isupper() else text


def _figures(value: Value, study: Study) -> list[str]:
    if isinstance(value, Share):
        percent = printed_percent(value.n, value.base, study.rounding)
        counts = [f"{value.n:,} of {value.base:,}", f"{value.n:,}"]
        return [f"{percent}%", *counts] if percent else counts
    number = Fraction(value)
    return [f"{rounded(number, study.rounding, 0 if number.denominator == 1 else 1):,f}"]
