"""Gathering: what subjects are computed from, put together and told once."""

from collections.abc import Iterable, Sequence

from corrigenda.auditing.built import ADVICE
from corrigenda.auditing.opened import Opened
from corrigenda.auditing.parts import ItemPart, Outside, ResponsesPart
from corrigenda.auditing.subjects import Found
from corrigenda.dependencies import with_sources
from corrigenda.errors import Problem, RecordError
from corrigenda.provenance import Lineage
from corrigenda.rules import asked, left_out

Reads = dict[str, tuple[str, ...]]


def read_of(found: Iterable[Found]) -> Reads:
    """Say which options of which items count; none stands for all of them.

    Parameters
    ----------
    found
        The subjects.

    Returns
    -------
    dict
        In the order in which they are read.
    """
    reads: Reads = {}
    for one in found:
        for count in one.counts:
            for item, options in count.reads.items():
                known = reads.get(item, options)
                every = () in (known, options)
                reads[item] = () if every else tuple(dict.fromkeys((*known, *options)))
        reads |= {i: one.options.get(i, ()) for i in one.items if i not in reads}
    return reads


def lineage_of(opened: Opened, found: Sequence[Found]) -> Lineage:
    """Follow subjects back to the raw files, as their records tell it.

    Parameters
    ----------
    opened
        The study.
    found
        The subjects.

    Returns
    -------
    Lineage
        That of the statistics, of the items that are behind the subjects.

    Raises
    ------
    RecordError
        When an item is declared of which the records know nothing yet.
    """
    whole, project = opened.recorded.lineage, opened.project
    reads = tuple(read_of(found))
    behind = with_sources(project.items, reads)
    for item in behind:
        if item not in whole.items:
            place, message = opened.declared.item(project.items[item]), f"{item} is not built yet."
            raise RecordError(Problem(place, message, ADVICE))
    items = {item: whole.items[item] for item in behind}
    coded = any(origin.codings for origin in items.values())
    parts = {"reads": reads, "items": items, "codings": whole.codings if coded else None}
    return whole.model_copy(update=parts)


def items_of(opened: Opened, lineage: Lineage) -> tuple[ItemPart, ...]:
    """Tell the items, those that are read before those that are behind them."""
    behind = [item for item in lineage.items if item not in lineage.reads]
    return tuple(_item(opened, i, i in lineage.reads) for i in (*lineage.reads, *behind))


def _item(opened: Opened, name: str, reads: bool) -> ItemPart:
    items = opened.project.items
    item, found = items[name], opened.slices[name]
    source = items.get(item.bands_of or item.coded_from or "", item)
    return ItemPart(
        id=name,
        kind=item.kind,
        label=item.label,
        question=item.question or source.question or "",
        columns=source.columns,
        made_from=() if source is item else (source.id,),
        asked=asked(item, items),
        answered=len(found.in_state("answered")),
        unanswered=len(found.in_state("unanswered")),
        not_asked=len(found.in_state("not_asked")),
        reads=reads,
    )


def responses_of(opened: Opened, lineage: Lineage) -> ResponsesPart:
    """Tell which responses of the raw export count, and which rules left out the others."""
    found = lineage.responses
    rules = found.in_order(opened.project.study.exclude)
    out = tuple(Outside(left_out(rule, one.n), one.n) for rule, one in rules.items())
    return ResponsesPart(found.file, found.exported, found.used, found.rows, out)
