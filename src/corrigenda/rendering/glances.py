"""Glances: of most claims the source tells at once that nothing beside them is read with them."""

import re
from collections.abc import Container
from functools import cache

from corrigenda.phrases import Lexicon
from corrigenda.rendering import additions
from corrigenda.rendering.constructs import Span
from corrigenda.wording import NUMERALS, folded

# Beyond these, another word tells: "8 of the clinicians", but "8 of the forty".
_LINKING = frozenset(
    ("of", "in", "out", "to", "and", "or", "at", "the", "these", "those", "all", "every", "but")
)
_STOP = re.compile(r"[.,;:!?]+(?:\s|$)")


def alone(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Say whether nothing but ordinary words stands beside a claim.

    Parameters
    ----------
    text
        The source as it is written: markup and rare signs need a closer look.
    span
        The claim.
    lexicon
        The phrases of the study.

    Returns
    -------
    bool
        False where it takes the text as it is read to say so.
    """
    before, behind = _telling(lexicon)
    return _free_before(text, span.start, before) and _free_behind(text, span.end, behind)


@cache
def _telling(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that may be read with what follows them, and with what stands before."""
    wordings = [folded(w).split() for phrase in lexicon.phrases for w in phrase.wordings]
    begin = (word for wording in wordings for word in wording[:-1])
    end = (word for wording in wordings for word in wording[1:])
    return NUMERALS.union(additions.BEFORE, begin), NUMERALS.union(additions.BEHIND, end)


def _free_before(text: str, start: int, telling: Container[str]) -> bool:
    near = text[max(0, start - additions.WIDTH) : start]
    if near.endswith(("(", "\n\n")):
        return True
    words = near.split()[1:] if near[-1:].isspace() else []  # the first one may be half a word
    word = next((word for word in reversed(words) if not _links(word, telling)), "")
    stops = word[-1:] in (".", ",", ";", ":") and "&" not in word
    return stops or _ordinary(word, telling)


def _free_behind(text: str, end: int, telling: Container[str]) -> bool:
    near = text[end : end + additions.WIDTH].removeprefix(")")
    if _STOP.match(near):
        return True
    words = near.split()[:-1] if near[:1].isspace() else []
    words = (word.rstrip(".,;:)") for word in words)
    word = next((word for word in words if not _links(word, telling)), "")
    return word[:1] == "(" or _ordinary(word, telling)


def _links(word: str, telling: Container[str]) -> bool:
    return word.lower() in _LINKING and word.lower() not in telling


def _ordinary(word: str, telling: Container[str]) -> bool:
    return word.isalpha() and word.lower() not in telling
