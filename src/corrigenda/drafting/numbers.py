"""Numbers: the settings of a number item, and answers beside the numbers."""

import re
from typing import Any

from corrigenda.drafting.scales import is_last
from corrigenda.drafting.seen import Seen
from corrigenda.errors import quoted
from corrigenda.items import without_case
from corrigenda.matching import NUMBER

ESTIMATE = re.compile(
    r"^(about|approximately|approx\.?|around|roughly|circa|ca\.?|~|some|maybe|etwa|ungefähr)"
    r"\s*(?=\d+([.,]\d+)?$)",
    re.IGNORECASE,
)


def number_settings(seen: Seen) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Choose how a column is read as numbers, so that every cell can be.

    Parameters
    ----------
    seen
        The column.

    Returns
    -------
    tuple
        Settings of the item, and lines of comment on what was guessed.
    """
    settings: dict[str, Any] = {}
    if seen.comma_numbers:
        return {"decimal": ","}, ("Read with a decimal comma.",)
    comments: list[str] = []
    estimates = dict.fromkeys(
        match[1].casefold() for text in seen.counts if (match := ESTIMATE.match(text))
    )
    if estimates:
        settings["estimates"] = tuple(estimates)
    numbers = [ESTIMATE.sub("", text) for text in seen.counts]
    plain = [number for number in numbers if NUMBER.fullmatch(number)]
    if plain and not seen.more and all(float(number).is_integer() for number in plain):
        settings["whole"] = True
    others = {without_case(text): text for text in numbers if not NUMBER.fullmatch(text)}
    if others:
        settings["missing"] = tuple(others.values())
        count = sum(seen.folded[name] for name in others if name in seen.folded)
        these = (
            "1 answer is no number and counts"
            if count == 1
            else (f"{count} answers are no numbers and count")
        )
        comments.append(f"{these} as no answer: correct them in corrections.csv.")
    return settings, tuple(comments)


def labelled_numbers(seen: Seen) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """Take a column for numbers though some of its values have labels.

    Parameters
    ----------
    seen
        The column; its labels may be of the ends of a scale alone, or of values such as *Refused*.

    Returns
    -------
    tuple or None
        Settings and comments as of `number_settings`; None where its values are options.
    """
    labels = seen.column.labels
    if not seen.numbers or not labels:
        return None
    beside = {value: label for value, label in labels.items() if is_last(label)}
    ends = {value: label for value, label in labels.items() if value not in beside}
    named = [text for text in seen.counts if text in ends]
    bare = [text for text in seen.counts if text not in labels]
    if len(bare) <= max(len(named), len(ends)) and (named or not bare):
        return None
    comments = [f"{value} means {quoted(label)}." for value, label in ends.items()][:6]
    settings: dict[str, Any] = {}
    if beside:
        settings["missing"] = tuple(beside)
        told = ", ".join(f"{value} ({label})" for value, label in beside.items())
        comments.append(f"No answer: {told}.")
    if not seen.more and all(float(text).is_integer() for text in seen.counts):
        settings["whole"] = True
    return settings, tuple(comments)
