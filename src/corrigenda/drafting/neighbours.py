"""Neighbours: columns whose names share a stem, and whether they answer one question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from corrigenda.drafting.scales import known_scale
from corrigenda.drafting.seen import Seen
from corrigenda.items import without_case

ALL_THAT_APPLY = re.compile(
    r"\b(all|any|those|which ones?) (that|which|of these that|of the following that)? ?apply"
    r"|\b(select|check|choose|mark|tick|pick) (all|any|up to|as many|multiple|at most|several)"
    r"|multiple answers|more than one answer|several answers|mehrfach|alle zutreffenden",
    re.IGNORECASE,
)
YES = ("1", "yes", "y", "true", "checked", "selected", "ticked", "x", "mentioned", "quoted", "on")
NO = (
    *("0", "no", "n", "false", "unchecked", "not selected", "unticked", "not mentioned"),
    *("not quoted", "not checked", "unselected", "off", "not chosen"),
)
_PLAIN_TICKS = ("1", "0", "true", "false", "checked", "unchecked", "selected", "not selected")
_PLAIN_TICKS += ("mentioned", "not mentioned", "quoted", "not quoted", "x", "not checked")
STEMS = (
    re.compile(r"^(?P<stem>.+?)___(?P<row>\w+)$"),
    re.compile(r"^(?P<stem>.+?)\s*\[(?P<row>.+)\]$", re.DOTALL),
    re.compile(r"^(?P<stem>[^/]+)/(?P<row>.+)$", re.DOTALL),
    re.compile(r"^(?=[\W\d_]*[^\W\d_])(?P<stem>.+?)[ _.-]?(?P<row>\d+)$", re.DOTALL),
    re.compile(r"^(?P<stem>.*\d)_?(?P<row>[a-z])$", re.DOTALL),
)
# What products and people count their questions by: Q1 and Q2 need not belong together.
_COUNTED = ("q", "v", "var", "qid", "question", "item", "frage", "f", "x", "p", "c", "column")


def runs(names: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Part columns into runs of neighbours whose names share a stem.

    Parameters
    ----------
    names
        The columns, in their order.

    Yields
    ------
    tuple
        The stem and the names of each run; a column without such a neighbour is one by itself.
    """
    for pattern in STEMS:
        stems = [_stem(pattern, name) for name in names]
        pairs = pairwise(stems)
        if any(a and a == b for a, b in pairs):
            yield from _split(names, stems)
            return
    yield from ((name, (name,)) for name in names)


def _stem(pattern: re.Pattern, name: str) -> str:
    match = pattern.match(name)
    stem = match["stem"] if match else ""
    return "" if stem.casefold() in _COUNTED else stem


def _split(names: Sequence[str], stems: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    start, rest = 0, []
    for end in range(1, len(names) + 1):
        if end < len(names) and stems[end] and stems[end] == stems[start]:
            continue
        if end - start > 1:
            yield from runs(rest)
            rest = []
            yield stems[start].strip(" _.-:"), tuple(names[start:end])
        else:
            rest.append(names[start])
        start = end
    if rest:
        yield from runs(rest)


def are_ticks(names: Sequence[str], text: str, seen: Mapping[str, Seen]) -> bool:
    """Say whether columns tell of one option each whether it was chosen.

    Parameters
    ----------
    names
        The columns.
    text
        The question that they share.
    seen
        What they hold.

    Returns
    -------
    bool
        A yes or no in each is not enough, unless the question asks for all that apply.
    """
    hinted = bool(ALL_THAT_APPLY.search(text)) or any("___" in name for name in names)
    filled = [seen[name] for name in names if not seen[name].empty]
    if not filled:
        return False
    shown = [{without_case(_shown(s, t)) for t in s.counts} for s in filled]
    if all(values <= {*YES, *NO} for values in shown):
        plain = all(values <= set(_PLAIN_TICKS) for values in shown)
        blanks = all(s.filled < len(s.cells) for s in filled) and not any(
            values & set(NO) for values in shown
        )
        return (hinted or plain or blanks) and not _unlike(filled)
    alone = all(len(values) == 1 for values in shown) and len(set.union(*shown)) == len(shown)
    if not alone or len(filled) == 1 or any(s.numbers for s in filled):
        return False
    return any(s.filled < len(s.cells) for s in filled)


def _unlike(filled: Sequence[Seen]) -> bool:
    """Say whether the columns answer in different words, as parts of one question do not."""
    yes = {w for s in filled for t in s.counts if (w := without_case(_shown(s, t))) in YES}
    return len(yes) > 1


def _shown(seen: Seen, text: str) -> str:
    return seen.column.labels.get(text, text)


def are_rows(names: Sequence[str], seen: Mapping[str, Seen]) -> bool:
    """Say whether columns are rows of a grid: the same few options in each.

    Parameters
    ----------
    names
        The columns.
    seen
        What they hold.

    Returns
    -------
    bool
        True where they have the same labels, answer by one scale, or in the same words.
    """
    labels = [tuple(seen[name].column.labels.items()) for name in names]
    if labels[0]:
        return all(other == labels[0] for other in labels)
    if any(labels):
        return False
    filled = [seen[name] for name in names if not seen[name].empty]
    if len(filled) < 2 or any(s.distinct > 11 for s in filled):
        return False
    values = [set(s.folded) for s in filled]
    union = set.union(*values)
    if known_scale(list(union)) and sum(s.filled for s in filled) >= len(union):
        return True
    if len(union) > 11 or sum(s.filled for s in filled) < 2 * len(union):
        return False
    return all(
        2 * len(mine & set.union(*(v for m, v in enumerate(values) if m != n))) >= len(mine)
        for n, mine in enumerate(values)
    )
