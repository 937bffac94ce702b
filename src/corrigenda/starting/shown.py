"""What a section of a starter report shows: its items, tables and figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corrigenda.items import Item


@dataclass(frozen=True)
class Exhibit:
    """A table or figure to be declared and shown.

    Parameters
    ----------
    id
        Its id.
    caption
        Markdown.
    settings
        What exhibits.yaml says of it.
    items
        What it shows.
    """

    id: str
    caption: str
    settings: Mapping[str, Any]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Block:
    """A section of the findings.

    Parameters
    ----------
    id
        Of its heading, and the stem of those of its exhibits.
    title
        As the export has it.
    items
        Its items, in order.
    tables, figures
        What shows them.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    tables: tuple[Exhibit, ...] = ()
    figures: tuple[Exhibit, ...] = ()
