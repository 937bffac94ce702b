"""Slots: where the text of a claim holds the numbers and words that the data decide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from corrigenda.forms import Share, Value, number_words
from corrigenda.phrases import Lexicon
from corrigenda.rounding import rounded
from corrigenda.study import Study
from corrigenda.wording import HYPHEN, MINUS, UNHYPHENATED, folded, fraction, is_number

Kind = Literal["percent", "n", "base", "number", "fraction", "phrase"]

MARKUP = "*_\\"
# A line's end may be followed by the marks of a block quotation.
_UNIT = re.compile(r"(?P<blank>\s*\n[ \t]*(?:>[ \t]?)+|&nbsp;|\\?\s)|(?P<mark>[*_\\])|.", re.DOTALL)
_HEAD_AND_TAIL = re.compile(r"([^()]*)(?:\(([^()]*)\))?\s*")
_JOINED = re.compile(r"(?:[^,;]|[,;](?!\s))+")
_OF = r"(?:\s+(?:out\s+)?of\s+(?:all\s+)?(?:(?:the|these|those)\s+)?|\s*/\s*)"
_SHAPES: tuple[tuple[re.Pattern, tuple[Kind, ...]], ...] = (
    (re.compile(r"(.+?)\s*(?:%|per\s?cent)"), ("percent",)),
    (re.compile(rf"n\s*=\s*(.+?)(?:{_OF}(.+))?"), ("n", "base")),
    (re.compile(rf"(.+?){_OF}(.+)"), ("n", "base")),
    (re.compile(r"(.+)"), ("number",)),
)


@dataclass(frozen=True)
class Slot:
    """One number, plain fraction or phrase in the text of a claim.

    Parameters
    ----------
    kind
        What it says.
    text
        Its words or digits in small letters, without emphasis.
    start, end
        Where it stands in the text of the claim.
    """

    kind: Kind
    text: str
    start: int
    end: int


def slots(text: str, lexicon: Lexicon) -> tuple[Slot, ...] | None:
    """Read the text of a claim.

    Parameters
    ----------
    text
        What stands between the brackets, with its markup.
    lexicon
        The phrases that it may use.

    Returns
    -------
    tuple of Slot or None
        All that the data decide, in order; the rest of the text is the author's form. None
        where the text is no form of claim.
    """
    plain, offsets = _plain(text)
    parts = _HEAD_AND_TAIL.fullmatch(plain)
    if not parts:
        return None
    spans = [parts.span(1)] if parts[1].strip() else []
    if parts[2] is not None:
        spans += [part.span() for part in _JOINED.finditer(plain, *parts.span(2))]
    found: list[Slot] = []
    for start, end in spans:
        read = list(_read(plain, start, end, lexicon))
        if not read:
            return None
        found += [Slot(k, plain[s:e], offsets[s], offsets[e - 1] + 1) for k, s, e in read]
    return tuple(found) or None


def _plain(text: str) -> tuple[str, list[int] | range]:
    """Return a text in small letters without markup, and where each of its characters was."""
    if text.isascii() and not re.search(r"[*_\\&\n]", text):
        return text.lower(), range(len(text))
    letters, offsets = [], []
    for unit in _UNIT.finditer(text):
        if unit["mark"]:
            continue
        small = " " if unit["blank"] else re.sub(HYPHEN, "-", unit[0].lower())
        letters.append(small[:1])
        offsets.append(unit.start())
    return "".join(letters), offsets


def _read(plain: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[Kind, int, int]]:
    while start < end and plain[start] == " ":
        start += 1
    while start < end and plain[end - 1] == " ":
        end -= 1
    text = plain[start:end]
    for pattern, kinds in _SHAPES:
        fits = pattern.fullmatch(text)
        if fits and all(is_number(group) for group in fits.groups() if group is not None):
            for group, kind in enumerate(kinds, 1):
                if fits[group] is not None:
                    yield kind, start + fits.start(group), start + fits.end(group)
            return
    if fraction(text) is not None:
        yield "fraction", start, end
    elif lexicon.find(text):
        yield "phrase", start, end


def today(slot: Slot, value: Value, study: Study) -> str | None:
    """Write the number of a slot anew, with the author's words, decimals, separators and sign.

    Parameters
    ----------
    slot
        A slot that says a number.
    value
        The statistic.
    study
        Its rounding rule.

    Returns
    -------
    str or None
        None where the statistic has no such number.
    """
    number = _number(slot, value)
    if number is None:
        return None
    if not slot.text[-1].isdigit():
        return _in_words(int(rounded(number, study.rounding)), slot.text)
    whole, _, decimals = slot.text.partition(".")
    if decimals and isinstance(value, Share) and slot.kind != "percent":
        return None
    separated = "," in whole or len(whole.strip("-\u2212")) < 4
    shown = f"{rounded(number, study.rounding, len(decimals)):{',' if separated else ''}f}"
    return shown.replace("-", slot.text[0]) if slot.text[0] in "-\u2212" else shown


def _number(slot: Slot, value: Value) -> Fraction | None:
    if isinstance(value, Share):
        if slot.kind == "percent":
            return value.percent
        return Fraction(value.base if slot.kind == "base" else value.n)
    number = Fraction(value)
    counted = slot.kind == "n" and number.denominator == 1
    return number if counted or slot.kind == "number" else None


def _in_words(number: int, old: str) -> str:
    words = number_words(number)
    if re.search(r"hundred(?!\s+and\b)(?=.)", old):
        words = words.replace(" and ", " ")
    return words.replace("-", " ") if re.search(UNHYPHENATED, old) else words


def same_number(one: str, other: str) -> bool:
    """Say whether two numbers read the same, but for hyphens and "and" in words."""
    return _spelt(one) == _spelt(other)


def _spelt(number: str) -> str:
    if number[-1].isdigit():
        return re.sub(f"^{MINUS}", "-", number)
    words = folded(number.replace(",", "")).split()
    return " ".join("one" if word == "a" else word for word in words if word != "and")
