"""Sections: the blocks of the report, by blocks of the questionnaire, forms and grids."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from corrigenda.drafting.making import Drafted
from corrigenda.drafting.model import Section
from corrigenda.drafting.naming import one_line, shortened
from corrigenda.items import without_case

MOST_IN_A_SECTION = 8  # closed items, where nothing else says where a block ends
LEAST_ALIKE = 3
_UNNAMED = ("default question block", "block", "standard")


def sections(drafted: Sequence[Drafted], blocks: Mapping[str, str]) -> tuple[Section, ...]:
    """Put items together that stand in one block of the questionnaire, or in one grid.

    Parameters
    ----------
    drafted
        The items in the order of the export.
    blocks
        The title of the block of each question, under its key.

    Returns
    -------
    tuple
        Each item stands in one section; a grid has one of its own.
    """
    found: list[tuple[str, list[Drafted]]] = []
    for (title, grid), members in groupby(_marked(drafted, blocks), key=lambda one: one[:2]):
        ones = [one for _, _, one in members]
        parts = [ones] if grid or title else _parts(ones)
        found += [(_title(title, grid, part), part) for part in parts]
    return tuple(
        Section(title, tuple(one.item.id for one in part)) for title, part in _told_apart(found)
    )


def _marked(
    drafted: Sequence[Drafted], blocks: Mapping[str, str]
) -> Iterator[tuple[str, str, Drafted]]:
    """Name the block and the grid of each item."""
    alike = _alike(drafted)
    for one in drafted:
        question = one.question
        grid = " ".join(question.group)
        if grid and (one.item.kind == "single" or len(question.title) > 3):
            title = question.title if len(question.title) > 3 else _from_to(question.group)
            yield f"{shortened(one_line(title))}", grid, one
        elif one.item.id in alike:
            yield alike[one.item.id], alike[one.item.id], one
        else:
            yield _named(blocks.get(question.key, "")), "", one


def _named(title: str) -> str:
    words = without_case(title)
    unnamed = words in _UNNAMED or words.removeprefix("block").strip().isdigit()
    return "" if unnamed else shortened(one_line(title))


def _alike(drafted: Sequence[Drafted]) -> dict[str, str]:
    """Find neighbours that share a scale, which a grid would have held together."""
    found: dict[str, str] = {}

    def scale(one: Drafted) -> tuple[str, ...]:
        item = one.item
        if item.kind != "single" or one.question.group or len(item.options) < 4:
            return ()
        return tuple(without_case(option.label) for option in item.options)

    for labels, members in groupby(drafted, key=scale):
        ones = list(members)
        if labels and len(ones) >= LEAST_ALIKE:
            title = _from_to([one.question.columns[0] for one in ones])
            found |= {one.item.id: title for one in ones}
    return found


def _parts(ones: Sequence[Drafted]) -> Iterator[list[Drafted]]:
    """Part a long stretch of questions evenly."""
    closed = sum(one.item.kind != "open" for one in ones)
    count = max(1, -(-closed // MOST_IN_A_SECTION))
    size = -(-len(ones) // count)
    for start in range(0, len(ones), size):
        yield list(ones[start : start + size])


def _title(title: str, grid: str, part: Sequence[Drafted]) -> str:
    if title:
        return title
    return _from_to([one.question.columns[0] for one in part])


def _from_to(columns: Sequence[str]) -> str:
    first, last = shortened(columns[0], 30), shortened(columns[-1], 30)
    return f"Question {first}" if first == last else f"Questions {first} to {last}"


def _told_apart(
    parts: Sequence[tuple[str, list[Drafted]]],
) -> Iterator[tuple[str, list[Drafted]]]:
    seen: dict[str, int] = {}
    for title, part in parts:
        name = without_case(title)
        seen[name] = seen.get(name, 0) + 1
        if seen[name] == 1:
            yield title, part
        else:
            more = "continued" if seen[name] == 2 else f"continued, {seen[name]}"
            yield f"{title} ({more})", part
