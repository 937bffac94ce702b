"""What the answers hold when a project starts, and how its sentences may name it."""

from collections.abc import Mapping
from dataclasses import dataclass

from corrigenda.forms import Share, Value
from corrigenda.items import Item, Option, without_case


@dataclass(frozen=True)
class Facts:
    """The items of a study, and its statistics on the day on which the project is made.

    They decide what a starter report speaks of. What it says of them are claims.

    Parameters
    ----------
    items
        All items, coded ones among them.
    seen
        The statistics.
    """

    items: Mapping[str, Item]
    seen: Mapping[str, Value]

    def n(self, name: str) -> int:
        """How many respondents, responses or corrections a statistic counts."""
        value = self.seen.get(name, 0)
        return value.n if isinstance(value, Share) else int(value)

    def base(self, item: Item) -> int:
        """Out of how many the options of an item are counted."""
        value = self.seen.get(f"{item.id}.{item.options[0].id}") if item.by_id else None
        return value.base if isinstance(value, Share) else 0

    def answered(self, item: Item) -> int:
        """How many respondents answered an item."""
        return self.n(f"{item.id}.answered")

    def number(self, item: Item, name: str) -> float:
        """A summary of a number item, such as its median; 0 where nobody gave a number."""
        return float(self.seen.get(f"{item.id}.{name}", 0))

    def chosen(self, item: Item) -> list[Option]:
        """The options that anybody holds, most frequent first."""
        held = [o for o in item.options if self.n(f"{item.id}.{o.id}")]
        return sorted(held, key=lambda o: -self.n(f"{item.id}.{o.id}"))

    def tabled(self, item: Item) -> bool:
        """Say whether a table can show an item: it has options, and somebody to count."""
        return bool(item.by_id) and self.base(item) > 0


def claim(name: str, form: str = "") -> str:
    """Write an empty claim, which the build fills."""
    shown = f' as="{form}"' if form else ""
    return f'[]{{of="{name}"{shown}}}'


def share(item: Item, option: Option) -> str:
    """Write the claim of an option's share and count."""
    return claim(f"{item.id}.{option.id}", "percent-n")


def scale(item: Item) -> tuple[tuple[str, str], ...]:
    """What items must have in common to be compared: the options, in their order."""
    return tuple((o.id, without_case(o.label)) for o in item.options)
