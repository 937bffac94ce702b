"""Readers: exports of survey and coding products into responses and codings."""

from collections.abc import Iterable, Iterator

from corrigenda.codebook import Item


def export_columns(items: Iterable[Item]) -> Iterator[str]:
    """List the columns of an export that items are read from."""
    for item in items:
        if item.column:
            yield item.column
        yield from (option.column for option in item.options if option.column)
        yield from item.other_text.values()
