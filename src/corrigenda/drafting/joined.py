"""Joined: check-all answers that stand together in one cell, and what parts them."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from corrigenda.drafting.kinds import asks_for_all
from corrigenda.drafting.seen import Seen
from corrigenda.items import without_case

MOST_PARTS = 40
_LONGEST = 120  # characters of a part
# Qualtrics puts no blank behind the comma, so that labels that hold commas can be told.
_TIGHT = re.compile(r",(?! )")


def joined_parts(seen: Seen, text: str, labels: Collection[str] = ()) -> tuple[str, list[str]]:
    """Find out whether cells hold several options each, and which.

    Parameters
    ----------
    seen
        The column.
    text
        The question, which may ask for all that apply.
    labels
        Declared options; none where they are not known.

    Returns
    -------
    tuple
        The separator and the options by their first appearance; both empty where each cell holds
        one answer.
    """
    if seen.distinct > len(seen.counts) or seen.numbers or seen.date_formats:
        return "", []
    hinted = asks_for_all(text)
    for mark in (";", "|", "\n", ","):
        if not any(mark in cell for cell in seen.counts):
            continue
        if labels:
            return _declared(seen, mark, labels)
        cells = [_parts(cell, mark, seen) for cell in seen.counts]
        parts = _merged(cells, mark)
        if _are_options(parts, list(seen.counts.values()), hinted, mark):
            return mark, list(dict.fromkeys(p for cell in parts for p in cell))
    if hinted and not labels and _few(seen):
        return ",", list({without_case(t): t for t in seen.counts}.values())
    return "", []


def _few(seen: Seen) -> bool:
    """Say whether cells can be options, though nobody happened to choose two."""
    return (
        seen.distinct <= MOST_PARTS
        and max(map(len, seen.counts)) <= _LONGEST
        and (seen.filled >= 1.5 * len(seen.folded))
    )


def _declared(seen: Seen, mark: str, labels: Collection[str]) -> tuple[str, list[str]]:
    """Take cells apart by labels that are known; a label may hold the separator."""
    known = {without_case(label) for label in labels}
    whole = [text for text in seen.counts if without_case(text) not in known]
    apart = [text for text in whole if _begins(text, mark, known)]
    if not apart:
        return "", []
    return mark, list(labels)


def _begins(text: str, mark: str, known: Collection[str]) -> bool:
    parts = text.split(mark)
    heads = (mark.join(parts[:n]) for n in range(1, len(parts)))
    return any(without_case(head) in known for head in heads)


def _parts(cell: str, mark: str, seen: Seen) -> list[str]:
    tight = mark == "," and all(_TIGHT.search(c) or "," not in c for c in seen.counts)
    pieces = _TIGHT.split(cell) if tight else cell.split(mark)
    return [piece.strip() for piece in pieces if piece.strip()]


def _merged(cells: Sequence[list[str]], mark: str) -> list[list[str]]:
    """Put parts together that never stand apart, where a label must hold the separator."""
    glue = f"{mark} "
    while True:
        alone = Counter(part for cell in cells for part in cell)
        pairs = Counter(pair for cell in cells for pair in pairwise(cell))
        one = next(
            (p for p, n in pairs.items() if n == alone[p[0]] == alone[p[1]] and _split_label(*p)),
            None,
        )
        if not one:
            return list(cells)
        cells = [_put_together(cell, one, glue) for cell in cells]


def _split_label(first: str, second: str) -> bool:
    opened = first.count("(") > first.count(")")
    return opened or second[:1].islower() or second.startswith(("or ", "and ", "etc"))


def _put_together(cell: list[str], pair: tuple[str, str], glue: str) -> list[str]:
    found: list[str] = []
    for part in cell:
        if found and (found[-1], part) == pair:
            found[-1] = f"{found[-1]}{glue}{part}"
        else:
            found.append(part)
    return found


def _are_options(
    cells: Sequence[list[str]], counts: Sequence[int], hinted: bool, mark: str
) -> bool:
    """Say whether parts are options: few, short, used again and again, in many combinations."""
    times: Counter[str] = Counter()
    for cell, count in zip(cells, counts, strict=True):
        if len(set(map(without_case, cell))) < len(cell):
            return False
        times.update({without_case(part): count for part in cell})
    if not times or len(times) > MOST_PARTS or max(map(len, times)) > _LONGEST:
        return False
    together = sum(len(cell) > 1 for cell in cells)
    again = sum(n for n in times.values() if n > 1) / sum(times.values())
    if not together or again < (0.6 if hinted else 0.8):
        return False
    alone = {without_case(cell[0]) for cell in cells if len(cell) == 1}
    combined = {without_case(part) for cell in cells if len(cell) > 1 for part in cell}
    if hinted:
        return True
    if mark == ",":
        return len(times) < len(cells) and len(alone & combined) > 1
    return len(times) <= len(cells) or bool(alone & combined)
