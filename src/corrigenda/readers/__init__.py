"""Readers: exports of survey and coding products into responses and codings."""

from collections.abc import Iterable, Iterator

from corrigenda.codebook import Item


def export_columns(items: Iterable[Item]) -> Iterator[str]:
    """List the columns of an export that items are read from."""
    for item in items:
        yield from item.columns
