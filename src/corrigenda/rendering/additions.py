"""Additions: what changes what a number or phrase says when it is shown right beside it."""

import re
from functools import cache

from corrigenda.wording import HYPHEN, VULGAR

WIDTH = 60  # of what may be read with a claim, to either side

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)*|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?(?![a-z])|(?:one|an?)\s+(?:hundred|thousand)\b)"
)
_PARTS = "halves|thirds|quarters|fourths|fifths|sixths|sevenths|eighths|ninths|tenths|twelfths"
_PARTS += "|twentieths|hundredths|thousandths"
_SCALES = "dozens?|hundreds?|thousands?|millions?|billions?|trillions?|bn|mn|lakhs?|crores?"
_CENT = r"(?:per[\s-]?cent(?:s|ages?|iles?|um)?|pct|per\s?mille?|percentages?)\b"

# Before any claim. A sign counts only before digits, and no hyphen or arrow is one.
_BEFORE = r"""(?:
      (?P<digits>\d[.,:'’·]? | (?<!\S)\. | (?<![\w)\]‐‑–—−-])[-–−] | (?P<base>\d)[-‐‑–−])
    | \bminus\s+ | \b(?:twice|thrice|double|triple|quadruple)\s+
    | (?<![-=])[<>≤≥≠±]=?\s* | (?P<whole>\d)\s*[/⁄∕]\s*
    | \b(?:(?:no|not)\s+)? (?:more|fewer|less|greater|higher|lower|larger|smaller)\s+than\s+
    | \b(?:over|under|above|below|beyond|up\s+to|short\s+of|in\s+excess\s+of|upwards?\s+of)\s+
    | \bexceed(?:s|ed|ing)?\s+ | \ba\s+(?:minimum|maximum)\s+of\s+
    | \bat\s+(?:the\s+)?(?:very\s+)?(?:least|most)\s+
    )["'“‘«]*$"""
# These say nothing wrong of a number, but a phrase or plain fraction with them is another one.
_BEFORE_PHRASE = (
    r"\b(?:nearly|almost|virtually|practically|hardly|barely|scarcely|(?<!or\s)not(?:\s+quite)?|no)"
    r"\s+[\"'“‘«]*$"
)
_BEFORE_FRACTION = (
    r"\b(?:about|around|roughly|approximately|close\s+to|just\s+about|some)\s+[\"'“‘«]*$"
)
_BEHIND = rf"""
      [\s)\]"'”’»]*[%‰‱％﹪٪]
    | (?:\s|{HYPHEN})+ (?:(?:of\s+)?(?:an?|one)\s+)? {_CENT}
    | \s+per\s+(?:hundred|thousand|million|10+)\b
    | (?:\s|{HYPHEN})+ (?:an?\s+)? (?:{_SCALES})\b | (?:\s|{HYPHEN})+ (?:{_PARTS})\b
    | {HYPHEN}(?:fold|plus|odd|ish)\b | \+ | \s?±
    | \s+or\s+(?:more|fewer|less|over|under|above|below|greater|higher|lower)\b
    | \s+at\s+(?:most|least)(?=\s*(?:[.,;:)]|$))
    | [.,:'’·]\d | \s+point\s+(?:zero|oh|one|{_NUMBER})
    | \s+and\s+(?:an?|one|three)[\s-](?:half|quarters?)\b | \s?[{VULGAR}]
    | \^(?:[\d%]|(?:st|nd|rd|th)\b)
    | (?:\s*[/⁄∕]\s* | [-‐‑–−](?=\d)
      | \s+(?:out\s+)?of\s+(?:(?:all|every|the|these|those)\s+)* | \s+in\s+every\s+)
      (?P<base>{_NUMBER})
    """
_BEHIND_PHRASE = rf"\s+(?:but|except|minus|bar)\s+(?:for\s+)?(?:one\b|{_NUMBER})"
# What is true of the smallest and the largest number, though a claim says what they are. "Up to"
# may go with a verb before any number: pull the mean up to 16.7.
_BOUNDS = {
    "min": r"at\s.*least\s+|(?:no|not)\s+(?:fewer|less)\s+than\s+|a\s+minimum\s+of\s+",
    "max": r"at\s.*most\s+|(?:no|not)\s+(?:more|greater)\s+than\s+|a\s+maximum\s+of\s+",
}
_REACHED = r"up\s+to\s+"
_WORDS_BEFORE = """
    minus twice thrice double triple quadruple than over under above below beyond up short excess
    upward upwards minimum maximum exceed exceeds exceeded exceeding least most nearly almost
    virtually practically hardly barely scarcely not quite no about around roughly approximately
    close some"""
_WORDS_BEHIND = """
    per percent percents percentage percentages percentile percentiles percentum pct permille
    permil more fewer less over under above below greater higher lower most least point except minus
    bar oh bn mn"""
_STEMS = f"{_PARTS}|{_SCALES}".replace("s?", "").split("|")
BEFORE = frozenset(_WORDS_BEFORE.split())
BEHIND = frozenset(_WORDS_BEHIND.split()).union(_STEMS, (f"{stem}s" for stem in _STEMS))


@cache
def _compiled(pattern: str) -> re.Pattern:
    # Compiled when first used: in most reports nothing of the kind stands beside a claim.
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def before(text: str, end: int, kind: str) -> re.Match | None:
    """Find an addition that ends right before a claim.

    Parameters
    ----------
    text
        What is shown.
    end
        Where the claim begins.
    kind
        What its first words say, as of a slot.

    Returns
    -------
    re.Match or None
        With the group `base` or `whole` where it ends in a number of its own.
    """
    start = max(0, end - WIDTH)
    found = _compiled(_BEFORE).search(text, start, end)
    if found and not (found["digits"] and not text[end].isdigit()):
        return found
    if kind == "fraction":
        found = _compiled(_BEFORE_FRACTION).search(text, start, end)
    if kind in ("fraction", "phrase"):
        return found or _compiled(_BEFORE_PHRASE).search(text, start, end)
    return None


def behind(text: str, start: int, kind: str) -> re.Match | None:
    """Find an addition that begins right behind a claim.

    Parameters
    ----------
    text
        What is shown.
    start
        Where the claim ends.
    kind
        What its last words say, as of a slot.

    Returns
    -------
    re.Match or None
        With the group `base` where it ends in a number of its own.
    """
    found = _compiled(_BEHIND).match(text, start)
    if found and not (found["base"] and kind not in ("n", "number")):
        return found
    if kind in ("fraction", "phrase"):
        return _compiled(_BEHIND_PHRASE).match(text, start)
    return None


def bounds(name: str, addition: str) -> bool:
    """Say whether an addition may stand before a number, as one of a maximum may be "at most"."""
    limit = _BOUNDS.get(name.rpartition(".")[2], "(?!)")
    return bool(re.fullmatch(f"{limit}|{_REACHED}", addition, re.IGNORECASE))
