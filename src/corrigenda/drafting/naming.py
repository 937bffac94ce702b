"""Ids and labels: short names of items and options, from what an export calls them."""

import re
import unicodedata
from collections.abc import Collection

from corrigenda.items import without_case

MOST_OF_AN_ID = 40  # characters
MOST_OF_A_LABEL = 80
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "þ": "th", "ı": "i"}
)
_QUIET = (
    "a about an and any are as at be been by did do does for from had has have how i if in is it "
    "its me my of on or our please s so t that the their these they this to us was we were what "
    "when where which who whom why will with would you your"
)
_INSTRUCTIONS = re.compile(
    r"\s*[(\[]?\s*(?:please\s+)?(?:select|check|choose|mark|tick|click)\s+(?:all|any|one|the|up)\b"
    r"[^.?!)\]]*[.!)\]]*\s*$",
    re.IGNORECASE,
)
_BAND = re.compile(r"^(\d+)\s*(?:-|–|—|to)\s*(\d+)")


def snake(text: str) -> str:
    """Turn a text into small ASCII letters, digits and underscores.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        Empty where the text has no letter or digit that ASCII knows.
    """
    text = re.sub(r"['’`´]", "", text.casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def item_id(name: str, position: int, taken: Collection[str]) -> str:
    """Name an item after its column, by which it keeps its id in later exports.

    Parameters
    ----------
    name
        The column, or the part that its columns share; some products put the question there.
    position
        Where it stands, for a name that ASCII cannot write.
    taken
        Ids that are not free.

    Returns
    -------
    str
        An id that nobody has.
    """
    words = snake(name)
    if len(words) > MOST_OF_AN_ID or words.count("_") > 4:
        told = [word for word in words.split("_") if word not in _QUIET.split()] or words.split("_")
        words = "_".join(told[:4])
    words = _cut(words) or f"question_{position}"
    return unique(words if words[0].isalpha() else f"q_{words}", taken)


def option_id(label: str, position: int, taken: Collection[str]) -> str:
    """Name an option after its label.

    Parameters
    ----------
    label
        The label.
    position
        Where it stands, for a label that ASCII cannot write.
    taken
        Ids that are not free.

    Returns
    -------
    str
        An id that nobody has.
    """
    label = label.strip()
    band = _BAND.match(label)
    if band:
        words = snake(f"from {band[1]} to {band[2]} {label[band.end() :]}")
    else:
        words = snake(re.sub(r"\+$", " or more", label))
    words = _cut(words) or f"option_{position}"
    return unique(words if words[0].isalpha() else f"n_{words}", taken)


def unique(name: str, taken: Collection[str]) -> str:
    """Number a name that is taken: ``yes_2``."""
    number, found = 2, name
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found


def _cut(words: str) -> str:
    if len(words) <= MOST_OF_AN_ID:
        return words
    return (words[:MOST_OF_AN_ID].rpartition("_")[0] or words[:MOST_OF_AN_ID]).strip("_")


def one_line(text: str) -> str:
    """Put a text on one line, without control characters."""
    shown = "".join(c if c.isprintable() or c.isspace() else " " for c in text)
    return " ".join(shown.split())


def question_of(text: str) -> str:
    """Put a question on one line, without what Qualtrics adds to it."""
    return re.sub(r"\s+[-–—]\s+Selected Choice\s*$", "", one_line(text))


def label_of(text: str, name: str) -> str:
    """Shorten a question to the heading of a table.

    Parameters
    ----------
    text
        The question; may be empty.
    name
        The column, which serves where there is no question.

    Returns
    -------
    str
        At most `MOST_OF_A_LABEL` characters, cut where a sentence or a word ends.
    """
    text = one_line(text)
    short = _INSTRUCTIONS.sub("", text).strip() or text
    if not short:
        return shortened(readable(name))
    if len(short) > MOST_OF_A_LABEL:
        questions = [part for part in re.split(r"(?<=[?.!:])\s+", short) if part.endswith("?")]
        short = questions[-1] if questions and len(questions[-1]) >= 12 else short
    return shortened(short)


def readable(name: str) -> str:
    """Make words of a column's name: ``work_setting`` becomes ``Work setting``."""
    words = one_line(re.sub(r"[_\W]+", " ", name) if " " not in name.strip() else name)
    return words[:1].upper() + words[1:] or name or "Question"


def shortened(text: str, most: int = MOST_OF_A_LABEL) -> str:
    """Cut a text at the end of a word, and show that it goes on."""
    text = one_line(text)
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{(head.rpartition(' ')[0] or head).rstrip(' ,;:.–—-')}…"


def told_apart(label: str, name: str, known: Collection[str]) -> str:
    """Add a column's name to a label that is taken; ``known`` is as for `unique_label`."""
    if without_case(label) not in known:
        return label
    found = f"{shortened(label, MOST_OF_A_LABEL - 20)} ({shortened(name, 40)})"
    return unique_label(found, known)


def unique_label(label: str, known: Collection[str]) -> str:
    """Number a label that is taken; ``known`` holds labels as comparisons see them."""
    number, found = 2, label
    while without_case(found) in known:
        found, number = f"{label} ({number})", number + 1
    return found
