"""Whose a text is: by the study's own word, its cases, its variables or its name."""

import re
from collections import Counter
from collections.abc import Collection, Mapping

from corrigenda.items import without_case
from corrigenda.readers.coded import Coded, Text

SUFFIX = re.compile(r"\.(docx?|txt|rtf|pdf|odt|md|html?|csv|xlsx?|mp3|mp4|wav|m4a)$", re.IGNORECASE)
WORDS = re.compile(r"[^\W_]+")
LONGEST = 6  # words of an id inside a name
IDENTIFYING = re.compile(
    r"\b(id|rid|pid|nr|no|number|respondent|participant|case|record|responseid|teilnehmer|kennung)\b"
)
SHORT = 3  # digits that may as well be an age or a count


class _Ids:
    """Ids of respondents, found whatever their case where that leaves no doubt."""

    def __init__(self, ids: Collection[str]):
        folded = Counter(without_case(name) for name in ids)
        self.exact = set(ids)
        self.folded = {without_case(i): i for i in ids if folded[without_case(i)] == 1}

    def find(self, name: str) -> str | None:
        return name if name in self.exact else self.folded.get(without_case(name))


def owners(coded: Coded, declared: Mapping[str, str], ids: Collection[str]) -> list[str | None]:
    """Tell the respondent of each text.

    Parameters
    ----------
    coded
        The texts, with their cases and variables.
    declared
        The respondent of a text under its name, as the study says.
    ids
        All respondents.

    Returns
    -------
    list
        For each text its respondent, or None where it names none, or several.
    """
    known = _Ids([i for i in ids if i])
    cases = {case.name: case for case in coded.cases}
    by_variable = [_values(text, cases) for text in coded.texts]
    telling = _telling(by_variable, known)
    found = []
    for text, values in zip(coded.texts, by_variable, strict=True):
        told = declared.get(text.name) or declared.get(SUFFIX.sub("", text.name))
        if told is not None:
            found.append(known.find(told.strip()))
            continue
        own = {known.find(name) for name in text.cases} - {None}
        own = own or {known.find(values[name]) for name in telling if name in values} - {None}
        own = own or _named(text.name, known)
        found.append(own.pop() if len(own) == 1 else None)
    return found


def _values(text: Text, cases: Mapping) -> dict[str, str]:
    of_cases = [cases[name].variables for name in text.cases if name in cases]
    return dict(text.variables) | (dict(of_cases[0]) if len(of_cases) == 1 else {})


def _telling(texts: list[dict[str, str]], ids: _Ids) -> list[str]:
    """Name the variables that hold ids: every value is one, and no two texts share one.

    A small number could as well be an age; then the variable must be called an id.
    """
    values: dict[str, list[str]] = {}
    for held in texts:
        for name, value in held.items():
            values.setdefault(name, []).append(value)
    small = all(i.isdecimal() and len(i) <= SHORT for i in ids.exact)
    return [
        name
        for name, held in values.items()
        if len(set(held)) == len(held)
        and all(ids.find(value) for value in held)
        and (not small or IDENTIFYING.search(name.casefold().replace("_", " ")))
    ]


def _named(name: str, ids: _Ids) -> set[str]:
    """Find the ids that a name is, or holds as whole words; the longer where one is in another."""
    bare = SUFFIX.sub("", name)
    for whole in (name, bare):
        if found := ids.find(whole.strip()):
            return {found}
    words = list(WORDS.finditer(bare))
    spans: dict[tuple[int, int], str] = {}
    for n, first in enumerate(words):
        for last in words[n : n + LONGEST]:
            if found := ids.find(bare[first.start() : last.end()]):
                spans[first.start(), last.end()] = found
    return {
        found
        for (start, end), found in spans.items()
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans)
    }
