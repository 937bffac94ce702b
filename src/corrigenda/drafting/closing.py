"""Closing words: what was guessed, and what could not be told, a sentence each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from corrigenda.drafting.flow import Flow
from corrigenda.drafting.making import Drafted
from corrigenda.drafting.naming import shortened
from corrigenda.drafting.people import holds_addresses
from corrigenda.drafting.questionnaire import Questionnaire
from corrigenda.drafting.seen import Seen
from corrigenda.drafting.themes import Themes
from corrigenda.errors import quoted

_KINDS = {
    "single": ("with one answer", "with one answer"),
    "multiple": ("check-all", "check-all"),
    "number": ("number", "numbers"),
    "open": ("open", "open"),
    "date": ("date", "dates"),
}
_DOUBTS = {
    "unlabelled": "{names}: the options are numbers without labels; put labels into codebook.yaml.",
    "order": "{names}: no known scale, so the options stand in the order of first appearance.",
    "extra": "{names}: some answers are none of the declared options, and became options.",
    "percent": "{names}: read as words because of the percent signs; export plain numbers.",
    "day or month": "{names}: day and month cannot be told apart; mind date_format.",
}


class LeftOut(Protocol):
    """Columns that no item reads, by the reason."""

    identifying: tuple[str, ...]
    empty: tuple[str, ...]
    constant: tuple[str, ...]


def guesses(
    told: Flow,
    respondent: str | None,
    missing: Sequence[str],
    drafted: Sequence[Drafted],
    ruled: Sequence[str],
    coding: Themes,
    left: LeftOut,
) -> tuple[str, ...]:
    """Say what was guessed.

    Parameters
    ----------
    told
        Which responses count.
    respondent
        The column that identifies a respondent.
    missing
        Cells that mean that there is no answer.
    drafted
        The items.
    ruled
        Ids of items with a skip rule.
    coding
        What the codings make.
    left
        Columns that no item reads.

    Returns
    -------
    tuple
        A sentence each, the weightiest first.
    """
    return tuple(_guesses(told, respondent, missing, drafted, ruled, coding, left))


def _guesses(told, respondent, missing, drafted, ruled, coding, left) -> Iterator[str]:
    kinds = Counter(one.item.kind for one in drafted)
    parts = [f"{kinds[k]} {words[kinds[k] != 1]}" for k, words in _KINDS.items() if kinds[k]]
    if parts:
        yield f"{_count(len(drafted), 'item')}: {', '.join(parts)}."
    if respondent:
        yield f"The column {quoted(respondent)} identifies a respondent."
    yield from told.guessed
    if missing:
        yield f"Cells that hold {_some([quoted(m) for m in missing])} count as no answer."
    if ruled:
        yield f"Skip rules of {_count(len(ruled), 'item')}, which every answer agrees with."
    beside = sum(len(one.item.other_text) for one in drafted)
    if beside:
        yield f"{_count(beside, 'column')} of words typed beside an option."
    yield from coding.guessed
    if left.empty:
        yield f"Left out because nobody answered: {_some(left.empty)}."
    if left.constant:
        yield f"Left out because every response holds the same: {_some(left.constant)}."


def unknowns(
    told: Flow,
    declared: Questionnaire,
    unruled: Sequence[str],
    drafted: Sequence[Drafted],
    coding: Themes,
    left: LeftOut,
    answers: Mapping[str, Seen],
) -> tuple[str, ...]:
    """Say what a person must look at.

    Parameters
    ----------
    told
        Which responses count.
    declared
        What was declared of the questions.
    unruled
        Skip rules that were left out.
    drafted
        The items.
    coding
        What the codings make.
    left
        Columns that no item reads.
    answers
        What the columns hold.

    Returns
    -------
    tuple
        A sentence each, the weightiest first.
    """
    found = list(told.unknown)
    if left.identifying:
        found.append(f"Left out because they could identify people: {_some(left.identifying)}.")
    speaking = [
        one.item.id
        for one in drafted
        if one.item.kind == "open" and holds_addresses(answers[one.item.column])
    ]
    if speaking:
        found.append(f"Answers to {_some(speaking)} hold what looks like an e-mail address.")
    for doubt, sentence in _DOUBTS.items():
        names = [one.item.id for one in drafted if doubt in one.doubts]
        if names:
            found.append(sentence.format(names=_some(names)))
    odd = [one.item.id for one in drafted if any("no number" in c for c in one.comments)]
    if odd:
        found.append(f"{_some(odd)}: answers that are no numbers count as no answer for now.")
    if len(unruled) > 3:
        more = f"And {_count(len(unruled) - 3, 'more skip rule')} could not be added."
        unruled = [*unruled[:3], more]
    return (*found, *declared.unknown, *unruled, *coding.unknown)


def _some(names: Sequence[str], most: int = 6) -> str:
    shown = [shortened(name, 40) for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    *first, last = shown
    return f"{', '.join(first)} and {last}" if first else last


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
