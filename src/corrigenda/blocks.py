"""The declared tables: blocks of items, one row for each option."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from corrigenda.checks import CATEGORICAL, Fault, item_faults, option_faults, twice_faults
from corrigenda.codebook import Item
from corrigenda.declarations import Frozen
from corrigenda.errors import quoted
from corrigenda.study import Base


class Row(Frozen):
    """A row of a table: an option, or a state, and what the reader sees."""

    key: str
    label: str


class Block(Frozen):
    """An item in a table, with its heading and rows as they are printed."""

    item: str
    label: str
    check_all: bool
    rows: tuple[Row, ...]
    base: Base | None
    note: str | None


class Table(Frozen):
    """A table of the report, ready to be filled."""

    id: str
    blocks: tuple[Block, ...]
    note: str | None
    kind: Literal["table"] = "table"
    alt: str = ""

    @property
    def items(self) -> tuple[str, ...]:
        """The items that the table reads."""
        return tuple(block.item for block in self.blocks)


class RowSpec(Frozen):
    """A row as exhibits.yaml declares it: an option's id, or a state and its label."""

    option: str | None = None
    state: Literal["not_asked", "unanswered"] | None = None
    label: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_of_two(self):
        if (self.option is None) == (self.state is None):
            raise ValueError("a row is either an option or a state")
        if self.state and not self.label:
            raise ValueError(f"the row of the state {self.state} needs a label")
        return self

    def resolved(self, item: Item) -> Row:
        """Return the row with what the reader sees."""
        key = self.option or self.state
        return Row(key=key, label=self.label or item.option(key).label)


class BlockSpec(Frozen):
    """A block as exhibits.yaml declares it; without rows it shows every option."""

    item: str
    label: str | None = None
    rows: tuple[RowSpec, ...] | None = Field(default=None, min_length=1)
    base: Base | None = None
    note: str | None = None

    @field_validator("rows", mode="before")
    @classmethod
    def _spelled_out(cls, rows: Any) -> Any:
        return _long_forms(rows, "option")

    def resolved(self, items: dict[str, Item]) -> Block:
        """Return the block with the labels of its item and options."""
        item = items[self.item]
        rows = self.rows or tuple(RowSpec(option=option.id) for option in item.options)
        return Block(
            item=item.id,
            label=self.label or item.label,
            check_all=item.check_all,
            rows=tuple(row.resolved(item) for row in rows),
            base=self.base or item.base,
            note=self.note,
        )


class TableSpec(Frozen):
    """A table as exhibits.yaml declares it."""

    id: str
    blocks: tuple[BlockSpec, ...] = Field(min_length=1)
    note: str | None = None

    @field_validator("blocks", mode="before")
    @classmethod
    def _spelled_out(cls, blocks: Any) -> Any:
        return _long_forms(blocks, "item")

    def faults(self, items: dict[str, Item]) -> Iterator[Fault]:
        """Yield what cannot be shown: unknown items and rows, and what stands twice."""
        for position, block in enumerate(self.blocks):
            loc = ("blocks", position)
            yield from item_faults(block.item, items, CATEGORICAL, (*loc, "item"))
            rows = block.rows or ()
            options = {at: row.option for at, row in enumerate(rows) if row.option}
            yield from option_faults(options, block.item, items, (*loc, "rows"))
            yield from twice_faults([row.option or row.state for row in rows], (*loc, "rows"))
        yield from self._repeated(items)

    def _repeated(self, items: dict[str, Item]) -> Iterator[Fault]:
        labels = [
            b.label or (items[b.item].label if b.item in items else b.item) for b in self.blocks
        ]
        for fault in twice_faults(labels, ("blocks",)):
            heading = quoted(labels[fault.loc[-1]])
            yield Fault(
                fault.loc,
                f"two blocks are headed {heading}.",
                "Keep one of them, or give it a label of its own.",
            )

    def resolved(self, items: dict[str, Item]) -> Table:
        """Return the table with the labels of its items and options."""
        blocks = tuple(block.resolved(items) for block in self.blocks)
        return Table(id=self.id, blocks=blocks, note=self.note)


def _long_forms(entries: Any, key: str) -> Any:
    """Spell out the entries that are a bare id."""
    if not isinstance(entries, list):
        return entries
    return [{key: entry} if isinstance(entry, str) else entry for entry in entries]
