"""Wording: how numbers, plain fractions and dates are written in English text."""

import re
from fractions import Fraction
from functools import cache

HYPHEN = "[-\u2010\u2011]"
JOINT = rf"(?:{HYPHEN}|\s+)"  # what stands between the words of a number or phrase
MINUS = "[-\u2212]"

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
_TEENS += ["sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_PARTS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20,
}  # fmt: skip

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)

_units, _teens, _tens = map("|".join, (_UNITS, _TEENS, _TENS))
_scales = "thousand|million|billion"
_below_100 = f"(?:(?:{_tens})(?:{JOINT}(?:{_units}))?|{_teens}|{_units})"
_leading = f"(?:{_below_100}|a(?={JOINT}(?:hundred|{_scales})))"
_below_1000 = f"{_leading}(?:{JOINT}hundred(?:(?:{JOINT}and)?{JOINT}{_below_100})?)?"
_ordinal = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"

DIGITS = rf"{MINUS}?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?"
# An ordinal ("twenty-first") is no number.
WORDS = (
    rf"(?:minus\s+)?(?:zero|{_below_1000}"
    rf"(?:{JOINT}(?:{_scales})(?:,?(?:{JOINT}and)?{JOINT}{_below_1000})?)*)"
    rf"(?!{HYPHEN}(?:{_ordinal}))\b"
)
# Numbers in one character: ¼ ½ ¾ and the like.
VULGAR = "\u00bc-\u00be\u2150-\u215f\u2189"
UNHYPHENATED = rf"(?:{_tens})\s+(?:{_units})\b"
PERCENT = r"\s*(?:%|per\s?cent\b)"
FRACTION = (
    rf"(?:(?:(?:one|an?){JOINT})?half"
    rf"|(?:an?|{_teens}|{_units}){JOINT}(?:{'|'.join(_PARTS)})s?"
    rf"|(?:{_below_100}|[1-9][0-9]?)\s+in\s+(?:{_below_100}|[1-9][0-9]?))\b"
)

# Words that numbers and plain fractions are made of.
NUMERALS = frozenset(
    [*_UNITS, *_TEENS, *_TENS, *_PARTS, *(f"{part}s" for part in _PARTS), *_scales.split("|")]
).union(["zero", "minus", "hundred", "a", "an"])

_NUMBER = f"(?:{DIGITS}|{WORDS})"
_NUMERAL = f"{_NUMBER}(?:{PERCENT})?|{FRACTION}"


def _fits(pattern: str, text: str) -> bool:
    # Compiled when first used: most jobs of a build read the lexicon's file and no text.
    return bool(re.fullmatch(pattern, text, re.IGNORECASE))


def folded(text: str) -> str:
    """Reduce a text to what its wording is, whatever its case, hyphens and blanks."""
    return " ".join(re.sub(HYPHEN, " ", text).lower().split())


def counted(number: int, one: str, many: str = "") -> str:
    """Count things: ``1 response``, ``1,200 responses``, ``2 entries``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def day(date: str) -> str:
    """Write ``2026-11-22`` as ``22 November 2026``; what is no such date stays as it is."""
    found = _DATE.fullmatch(date)
    year, month, number = map(int, found.groups()) if found else (0, 0, 0)
    return f"{number} {_MONTHS[month - 1]} {year}" if 1 <= month <= 12 else date


def is_number(text: str) -> bool:
    """Say whether a text is one number, in digits or in words."""
    return _fits(_NUMBER, text)


def reads_as_number(text: str) -> bool:
    """Say whether a text means one number, percentage or plain fraction whatever anybody says."""
    return _fits(_NUMERAL, text.strip())


def fraction(text: str) -> Fraction | None:
    """Read a plain fraction in words.

    Parameters
    ----------
    text
        ``"one-third"``, ``"a quarter"``, ``"half"``, ``"nine in ten"``.

    Returns
    -------
    Fraction or None
        None for every other text.
    """
    if not _fits(FRACTION, text):
        return None
    words = folded(text)
    if words in ("half", "a half", "one half"):
        return Fraction(1, 2)
    if " in " in words:
        count, _, among = words.partition(" in ")
        return Fraction(_small()[count], _small()[among])
    count, _, part = words.rpartition(" ")
    return Fraction(_small()[count], _PARTS.get(part) or _PARTS[part.removesuffix("s")])


@cache
def _small() -> dict[str, int]:
    """Return every number from 1 to 99, in words and in digits."""
    words = dict(zip(("a", "an", *_UNITS, *_TEENS), (1, 1, *range(1, 20)), strict=True))
    for ten, name in zip(range(20, 100, 10), _TENS, strict=True):
        words |= {name: ten} | {f"{name} {u}": ten + i for i, u in enumerate(_UNITS, 1)}
    return words | {str(number): number for number in range(1, 100)}
