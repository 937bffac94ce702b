"""Dependencies: which items are made from others, or asked because of them."""

from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter

from corrigenda.items import Item


def depending(items: Mapping[str, Item], changed: Iterable[str]) -> tuple[str, ...]:
    """Name the items that can change when the cells of some items do.

    Parameters
    ----------
    items
        All items of the study.
    changed
        Ids of items with a correction.

    Returns
    -------
    tuple of str
        Those items, the bands and codes made from them, and whoever is asked because of them; in
        the order of the codebook.
    """
    found = set(changed)
    for item in _in_order_of_making(items):
        if found & set(sources_of(item)):
            found.add(item.id)
    return tuple(i for i in items if i in found)


def with_sources(items: Mapping[str, Item], made: Iterable[str]) -> tuple[str, ...]:
    """Name some items and all that they depend on, whatever the number of steps.

    Parameters
    ----------
    items
        All items of the study.
    made
        Ids of items.

    Returns
    -------
    tuple of str
        In the order of the codebook.
    """
    found = set(made)
    for item in reversed(_in_order_of_making(items)):
        if item.id in found:
            found |= set(sources_of(item))
    return tuple(i for i in items if i in found)


def sources_of(item: Item) -> tuple[str, ...]:
    """Name the items that an item is made from or asked because of."""
    return tuple(filter(None, (item.bands_of, item.coded_from, *item.asked_if)))


def _in_order_of_making(items: Mapping[str, Item]) -> list[Item]:
    """Put every item after those that it is made from or asked because of."""
    graph = {i.id: sources_of(i) for i in items.values()}
    return [items[i] for i in TopologicalSorter(graph).static_order()]
