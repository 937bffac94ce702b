"""The declared figures: one model for each kind of chart."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from corrigenda.checks import CATEGORICAL, Fault, item_faults, option_faults, twice_faults
from corrigenda.codebook import Item, Kind
from corrigenda.declarations import Frozen, Loc
from corrigenda.errors import quoted
from corrigenda.study import Base

ALT_ADVICE = (
    "Say in `alt:` what a reader who cannot see the figure should know; "
    'numbers as spans, such as []{of="setting.cac" as="percent-n"}.'
)


class Figure(Frozen):
    """A figure of the report, with what every chart declares."""

    id: str
    chart: str
    alt: str = ""
    note: str | None = None
    base: Base | None = None
    width: float | None = Field(default=None, ge=3, le=8)
    kind: Literal["figure"] = "figure"
    shows: ClassVar[tuple[Kind, ...]] = CATEGORICAL

    @property
    def named(self) -> dict[Loc, str]:
        """The item ids as declared, under the keys where they stand."""
        single = {(key,): getattr(self, key) for key in ("item", "by") if hasattr(self, key)}
        listed = {("items", at): item for at, item in enumerate(getattr(self, "of", ()))}
        return single | listed

    @property
    def items(self) -> tuple[str, ...]:
        """The items that the figure reads."""
        return tuple(self.named.values())

    def faults(self, items: dict[str, Item]) -> Iterator[Fault]:
        """Yield what cannot be drawn: no alternative text, unknown items and options."""
        if not self.alt:
            yield Fault((), "the figure has no alternative text.", ALT_ADVICE)
        for loc, item in self.named.items():
            yield from item_faults(item, items, self.shows, loc)

    def resolved(self, items: dict[str, Item]) -> "Figure":
        """Return the figure; it takes its labels from the items when it is drawn."""
        return self


class Bars(Figure):
    """One bar for each option of an item."""

    chart: Literal["bars", "units"]
    item: str
    rows: tuple[str, ...] | None = Field(default=None, min_length=1)
    order: Literal["codebook", "size"] = "size"
    emphasis: tuple[str, ...] = ()

    def faults(self, items):
        """Yield also unknown options among the rows and the emphasised."""
        yield from super().faults(items)
        yield from _options(self.rows or (), self.item, items, "rows")
        yield from _options(self.emphasis, self.item, items, "emphasis")


class Crossed(Figure):
    """The respondents of one item's options, each spread over another's."""

    chart: Literal["crossed"]
    item: str
    by: str

    def faults(self, items):
        """Yield also an item crossed with itself."""
        yield from super().faults(items)
        if self.item == self.by:
            yield Fault(("by",), f"{self.item} is crossed with itself.", "Name another item.")


class Distribution(Figure):
    """Each respondent's number on one axis, with the marks of the middle."""

    chart: Literal["distribution"]
    item: str
    marks: tuple[Literal["median", "mean"], ...] = ("median",)
    shows: ClassVar[tuple[Kind, ...]] = ("number",)

    def faults(self, items):
        """Yield also a mark that is named twice."""
        yield from super().faults(items)
        yield from twice_faults(self.marks, ("marks",))


class Answers(Figure):
    """Many items with the same options, one divided bar each."""

    chart: Literal["answers"]
    of: tuple[str, ...] = Field(alias="items", min_length=2)
    order: Literal["declared", "size"] = "size"

    def faults(self, items):
        """Yield also items named twice, and those whose options are not the first one's."""
        yield from super().faults(items)
        yield from twice_faults(self.of, ("items",))
        known = [i for i in self.of if i in items and items[i].kind in self.shows]
        for position, item in enumerate(self.of):
            if item in known and items[item].check_all:
                yield Fault(
                    ("items", position),
                    f"{item} allows several answers.",
                    "Its shares do not add up to one bar: show it as bars.",
                )
            elif item in known and not set(items[item].by_id) <= set(items[known[0]].by_id):
                yield Fault(
                    ("items", position),
                    f"{item} has other options than {known[0]}.",
                    "One figure of answers shows items that share their options.",
                )


class Timeline(Figure):
    """The options of an item as steps in time, and beside them those without a time."""

    chart: Literal["timeline"]
    item: str
    steps: tuple[str, ...] = Field(min_length=2)
    apart: tuple[str, ...] = ()

    def faults(self, items):
        """Yield also unknown steps, and options that stand in both lists or in none."""
        yield from super().faults(items)
        yield from _options(self.steps, self.item, items, "steps")
        yield from _options(self.apart, self.item, items, "apart")
        for position, option in enumerate(self.apart):
            if option in self.steps:
                yield Fault(
                    ("apart", position),
                    f"{quoted(option)} is also a step.",
                    "Keep it in one of the two lists.",
                )
        if self.item in items:
            for option in items[self.item].by_id:
                if option not in self.steps + self.apart:
                    message = f"{self.item} has the option {quoted(option)}, which is left out."
                    yield Fault(("steps",), message, "Name it under `steps` or under `apart`.")


class Path(Figure):
    """The way of the respondents through items that follow from each other's answers."""

    chart: Literal["path"]
    of: tuple[str, ...] = Field(alias="items", min_length=2)
    emphasis: tuple[str, ...] = ()

    def faults(self, items):
        """Yield also items named twice, items of several answers, and unknown emphasis."""
        yield from super().faults(items)
        yield from twice_faults(self.of, ("items",))
        for position, item in enumerate(self.of):
            if item in items and items[item].check_all:
                yield Fault(
                    ("items", position),
                    f"{item} allows several answers.",
                    "A path leads each respondent to one answer: name another item.",
                )
        yield from _options(self.emphasis, self.of[-1], items, "emphasis")


CHARTS: dict[str, type[Figure]] = {
    "bars": Bars,
    "units": Bars,
    "crossed": Crossed,
    "distribution": Distribution,
    "answers": Answers,
    "timeline": Timeline,
    "path": Path,
}


def _options(names, item: str, items: dict[str, Item], key: str) -> Iterator[Fault]:
    yield from option_faults(dict(enumerate(names)), item, items, (key,))
    yield from twice_faults(names, (key,))
