"""Scales: the order of options that an export does not declare."""

import re
from collections.abc import Sequence

from corrigenda.drafting import vocabulary
from corrigenda.drafting.naming import snake


def _words(text: str) -> str:
    return " ".join(snake(text).split("_"))


def _scale(text: str) -> dict[str, int]:
    places = enumerate(text.replace("\n", " ").split("|"))
    return {_words(name): n for n, names in places for name in names.split(",")}


MOST_OF_A_SCALE = 30
SCALES = tuple(_scale(block) for block in vocabulary.SCALES.strip().split("\n\n"))
LAST = {_words(name): n for n, name in enumerate(vocabulary.LAST.replace("\n", " ").split("|"))}
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split())}
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30.4, "year": 365}
_BELOW = re.compile(
    r"\b(less|fewer|under|below|up to|younger|before|no more|or less|or fewer|or under)\b|<"
)
_ABOVE = re.compile(
    r"\b(more|over|above|older|after|greater|at least|longer)\b|[+>]|or (more|over|above|older)"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def in_order(labels: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Bring options into the order of a questionnaire.

    Parameters
    ----------
    labels
        Options by their first appearance.

    Returns
    -------
    tuple
        The options in order, and what told the order: ``scale``, ``numbers`` or nothing. Options
        such as *Other* and *Don't know* stand last.
    """
    by_scale = _by_scale(labels)
    if by_scale:
        return by_scale, "scale"
    for nothing in (("none", "never", "no"), ()):  # None can be the lowest band, or stand last
        last = sorted((x for x in labels if is_last(x) and _words(x) not in nothing), key=_last)
        rest = [label for label in labels if label not in last]
        places = {label: _band(label) for label in rest}
        if len(rest) > 1 and None not in places.values() and len({*places.values()}) == len(rest):
            return (*sorted(rest, key=places.__getitem__), *last), "numbers"
    rest = [label for label in labels if not is_last(label)]
    bands = sorted((x for x in rest if places.get(x)), key=places.__getitem__)
    if len(bands) > 1 and len(rest) - len(bands) <= 2:  # Still waiting, up to 1 year, 1 to 3 years
        rest = [*(x for x in rest if x not in bands), *bands]
    return (*rest, *sorted((x for x in labels if is_last(x)), key=_last)), ""


def _by_scale(labels: Sequence[str]) -> tuple[str, ...]:
    """Order labels by the scale that knows all of them, but for those that stand last anyway."""
    if len(labels) > MOST_OF_A_SCALE:
        return ()
    words = {label: _words(label) for label in labels}
    for scale in SCALES:
        known = [label for label in labels if words[label] in scale]
        rest = [label for label in labels if words[label] not in scale]
        places = {scale[words[label]] for label in known}
        if len(known) > 1 and len(places) == len(known) and all(map(is_last, rest)):
            in_scale = sorted(known, key=lambda label: scale[words[label]])
            return (*in_scale, *sorted(rest, key=_last))
    return ()


def known_scale(labels: Sequence[str]) -> bool:
    """Say whether labels are those of a known scale, with or without *Don't know*."""
    return bool(_by_scale(labels))


def _last(label: str) -> int:
    words = _words(label)
    if words in LAST:
        return LAST[words]
    return LAST["other"] if words.startswith("other ") else LAST["none of the above"]


def is_last(label: str) -> bool:
    """Say whether an option stands outside its scale, such as *Other* or *Don't know*."""
    words = _words(label)
    return words in LAST or words.startswith(("other ", "none of "))


def _band(label: str) -> tuple[float, int] | None:
    """Say where a band stands: ``Less than 1 year`` before ``1 to 3 years``."""
    text = label.casefold()
    numbers = _NUMBER.findall(text)
    if numbers:
        low = _value(numbers[0])
        high = _value(numbers[1]) if len(numbers) > 1 else low
    else:
        words = [word for word in re.findall(r"[a-z]+", text) if word in _NUMBERS]
        if not words:
            return (-1.0, 0) if _words(label) in ("none", "never", "no") else None
        low = float(_NUMBERS[words[0]])
        high = float(_NUMBERS[words[-1]])
    unit = next((days for word, days in _DAYS.items() if word in text), 1)
    side = -1 if _BELOW.search(text) else 1 if _ABOVE.search(text) else 0
    return low * unit, side if side and low == high else (0 if low == high or not side else side)


def _value(number: str) -> float:
    plain = re.sub(r"[.,](?=\d{3}\b)", "", number).replace(",", ".")
    head, _, tail = plain.partition(".")
    return float(f"{head}.{tail.replace('.', '')}" if tail else head)
