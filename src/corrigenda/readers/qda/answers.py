"""Answers inside texts: which stretch of a text is which answer, character by character."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Span = Callable[[int, int], tuple[int, int]]
INDENT = 80  # blanks between an answer and the ends of its line
LEAST = 4  # characters of an answer that is looked for inside a line


@dataclass(frozen=True)
class Stretch:
    """An answer inside a text.

    Parameters
    ----------
    item
        The open item.
    start, end
        Where it stands in the text.
    span
        From the beginning and end of a passage in the text to those in the answer.
    """

    item: str
    start: int
    end: int
    span: Span


@dataclass(frozen=True)
class Plain:
    """A text with single blanks, and where each of its characters stood."""

    text: str
    at: tuple[int, ...]


def plain(text: str) -> Plain:
    """Make every run of blanks and line ends one blank, and drop those around the text."""
    words, at = [], []
    for word in re.finditer(r"\S+", text):
        if words:
            at.append(at[-1] + 1)
        words.append(word[0])
        at.extend(range(word.start(), word.end()))
    return Plain(" ".join(words), (*at, len(text)))


def stretches(text: str, answers: Mapping[str, str]) -> list[Stretch]:
    """Find answers in a text.

    Parameters
    ----------
    text
        The text.
    answers
        The raw answer to each open item.

    Returns
    -------
    list of Stretch
        Each place where an answer stands. The same answer to several items stands in their order,
        where it stands as often.
    """
    items: dict[str, list[str]] = {}
    for item, answer in answers.items():
        if answer.strip():
            items.setdefault(answer, []).append(item)
    found: list[Stretch] = []
    folded: Plain | None = None
    for answer, names in items.items():
        places = list(_exact(text, answer))
        if not places:
            folded = folded or plain(text)
            places = list(_loose(folded, answer))
        one_each = len(places) == len(names) > 1
        for n, name in enumerate(names):
            for start, end, span in places[n : n + 1] if one_each else places:
                found.append(Stretch(name, start, end, span))
    return found


def _exact(text: str, answer: str) -> Iterator[tuple[int, int, Span]]:
    places = list(_occurrences(text, answer))
    lines = [at for at in places if _is_line(text, at, at + len(answer))]
    for at in lines or (places if len(answer) >= LEAST else []):
        yield at, at + len(answer), lambda start, end, at=at: (start - at, end - at)


def _loose(text: Plain, answer: str) -> Iterator[tuple[int, int, Span]]:
    own = plain(answer)
    places = list(_occurrences(text.text, own.text))
    if len(own.text) < LEAST:
        places = places if own.text == text.text else []
    for at in places:
        start, end = text.at[at], text.at[at + len(own.text) - 1] + 1
        yield start, end, _between(text, own, at)


def _between(text: Plain, own: Plain, at: int) -> Span:
    """Lead a passage over the plain characters, whose blanks differ, to the answer."""
    stood = text.at[at : at + len(own.text)]

    def span(start: int, end: int) -> tuple[int, int]:
        first, behind = bisect_left(stood, start), bisect_left(stood, end)
        return own.at[first], own.at[behind - 1] + 1

    return span


def _occurrences(text: str, part: str) -> Iterator[int]:
    at = text.find(part) if part else -1
    while at >= 0:
        yield at
        at = text.find(part, at + len(part))


def _is_line(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - INDENT) : start].rstrip(" \t")[-1:] or "\n"
    after = text[end : end + INDENT].lstrip(" \t")[:1] or "\n"
    return before == after == "\n"


def inside(text: str, start: int, end: int, stretch: Stretch) -> tuple[int, int] | None:
    """Return where a passage lies in an answer.

    Parameters
    ----------
    text
        The text of both.
    start, end
        The passage; blanks around it do not count.
    stretch
        The answer.

    Returns
    -------
    tuple or None
        Positions in the answer; of a passage that holds the whole answer, all of it; None when it
        lies elsewhere.
    """
    passage = text[start:end]
    first = start + len(passage) - len(passage.lstrip())
    last = end - (len(passage) - len(passage.rstrip()))
    if first >= last:
        return None
    covered = first <= stretch.start and stretch.end <= last
    if not covered and not stretch.start <= first < last <= stretch.end:
        return None
    begin, stop = max(first, stretch.start), min(last, stretch.end)
    if stretch.start <= start and end <= stretch.end:
        begin, stop = start, end  # its own blanks belong to the answer as well
    return stretch.span(begin, stop)


def pieces(excerpt: str, answers: Mapping[str, Plain]) -> dict[str, list[tuple[int, int]]]:
    """Find an excerpt in answers.

    Parameters
    ----------
    excerpt
        Of one of the answers, whose blanks may differ.
    answers
        Each answer with single blanks, under its open item.

    Returns
    -------
    dict
        Where it first stands in the answers: in those that are the excerpt; if there are none, in
        those that hold it as whole words; if there are none, in all that hold it.
    """
    words = plain(excerpt).text
    found: dict[int, dict[str, list[tuple[int, int]]]] = {0: {}, 1: {}, 2: {}}
    for item, answer in answers.items():
        places = list(_occurrences(answer.text, words))
        if places:
            bounded = [at for at in places if _is_bounded(answer.text, at, at + len(words))]
            at = (bounded or places)[0]
            fit = 2 if answer.text == words else 1 if bounded else 0
            found[fit][item] = [(answer.at[at], answer.at[at + len(words) - 1] + 1)]
    return found[2] or found[1] or found[0]


def _is_bounded(text: str, start: int, end: int) -> bool:
    first = not (text[start].isalnum() and text[start - 1 : start].isalnum())
    return first and not (text[end - 1].isalnum() and text[end : end + 1].isalnum())
