"""Items: the questions and other variables of a study, with their options and skip rules."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from corrigenda.declarations import Frozen
from corrigenda.study import Base, Text

Kind = Literal["single", "multiple", "number", "open", "date", "coded"]
STATES = ("answered", "unanswered", "not_asked")
SOURCE = "@source"  # in place of a column: the text that the codings belong to
SUMMARIES = ("mean", "median", "sum", "min", "max", "n")
ID = r"^[a-z][a-z0-9_]*$"


def without_case(text: str) -> str:
    """Return a text as comparisons see it: without surplus blanks, and in small letters."""
    return " ".join(text.split()).casefold()


class MissingRange(Frozen):
    """Numbers that mean that there is no answer (both ends inside; an open end has no limit)."""

    low: float | None = Field(default=None, alias="from")
    high: float | None = Field(default=None, alias="to")


Missing = Text | MissingRange


class Option(Frozen):
    """A permitted answer of an item; of a coded item, a code.

    ``value`` is what the export holds in place of the label: a number, a short name. In a column of
    its own, it is what says that the option was chosen.
    """

    id: str = Field(pattern=ID)
    label: str
    value: Text | None = None
    column: str | None = None
    definition: str | None = None
    low: float | None = Field(default=None, alias="from")
    high: float | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self):
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError("the band ends before it begins")
        return self


class Item(Frozen):
    """A question, or any variable of the study.

    A check-all item has a column for each option, or ``listed_in`` names the columns that each hold
    an option; with a ``separator``, several. ``unticked`` are values by which an option's column
    says that it was not chosen. ``missing`` are values of this item that mean: no answer.
    """

    id: str = Field(pattern=ID)
    kind: Kind
    label: str
    question: str | None = None
    column: str | None = None
    by_id: dict[str, Option] = Field(default={}, alias="options")
    other_text: dict[str, str] = {}
    asked_if: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]] = {}
    base: Base | None = None
    listed_in: tuple[str, ...] = ()
    separator: Annotated[str, StringConstraints(strip_whitespace=False)] | None = None
    unticked: tuple[Text, ...] = ()
    missing: tuple[Missing, ...] = ()
    date_format: str | None = None
    decimal: Literal[".", ","] = "."
    unit: str | None = None
    whole: bool = False
    minimum: float | None = None
    maximum: float | None = None
    estimates: tuple[str, ...] = ()
    within_fieldwork: bool = False
    bands_of: str | None = None
    coded_from: str | None = None
    exclusive: bool = False
    themes: dict[str, tuple[str, ...]] = {}

    @field_validator("by_id", mode="before")
    @classmethod
    def _named(cls, options):
        if not isinstance(options, dict):
            return options
        return {
            key: {"id": key, **(value if isinstance(value, dict) else {"label": value})}
            for key, value in options.items()
        }

    @model_validator(mode="after")
    def _complete(self):
        if self.kind in ("single", "multiple", "coded") and not self.by_id:
            raise ValueError(f"a {self.kind} item needs options")
        if self.kind in ("number", "open", "date") and self.by_id:
            raise ValueError(f"a {self.kind} item has no options")
        if self.kind == "multiple":
            self._ticked()
        elif self.listed_in or self.separator or self.unticked:
            raise ValueError("listed_in, separator and unticked are for a multiple item")
        if self.date_format and self.kind != "date":
            raise ValueError("date_format is for a date item")
        if self.column == SOURCE and self.kind != "open":
            raise ValueError(f"{SOURCE} is for an open item")
        if self.kind in ("single", "number", "open", "date") and not (self.column or self.bands_of):
            raise ValueError("it needs a column (or, for a single item, bands_of)")
        if self.bands_of and (self.kind != "single" or self.column):
            raise ValueError("bands_of is for a single item without a column of its own")
        if self.bands_of and self.asked_if:
            raise ValueError("bands follow the skip rule of their number; asked_if belongs there")
        return self

    def _ticked(self) -> None:
        own = [bool(option.column) for option in self.options]
        if self.column:
            raise ValueError("a multiple item names its columns in its options, or in listed_in")
        if self.listed_in and any(own):
            raise ValueError("either each option has its column, or listed_in names the columns")
        if not self.listed_in and not all(own):
            raise ValueError("each option of a multiple item needs its column")
        if self.separator is not None and not (self.separator and self.listed_in):
            raise ValueError("separator is for the columns of listed_in")

    @property
    def options(self) -> tuple[Option, ...]:
        """The options in the codebook's order."""
        return tuple(self.by_id.values())

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of an export that it is read from."""
        ticks = (option.column for option in self.options)
        own = (self.column, *ticks, *self.listed_in, *self.other_text.values())
        return tuple(column for column in own if column)

    @property
    def check_all(self) -> bool:
        """Whether a respondent may hold several options, so that shares can sum above 100%."""
        return self.kind == "multiple" or (self.kind == "coded" and not self.exclusive)

    @property
    def per_option(self) -> bool:
        """Whether its slice has a row for each respondent and option."""
        return self.kind in ("multiple", "coded")

    def option(self, option_id: str) -> Option:
        """Return an option by its id."""
        return self.by_id[option_id]

    def find(self, text: str) -> Option | None:
        """Return the option that a text names, whatever its blanks and case.

        By its value, where the column does not belong to one option alone, its label or its id.
        """
        return self._folded.get(without_case(text))

    @cached_property
    def _folded(self) -> dict[str, Option]:
        found = {option.id.casefold(): option for option in self.options}
        found |= {without_case(o.label): o for o in self.options}
        valued = [] if any(o.column for o in self.options) else self.options
        return found | {without_case(o.value): o for o in valued if o.value is not None}


def export_columns(items: Iterable[Item]) -> Iterator[str]:
    """List the columns of an export that items are read from."""
    for item in items:
        yield from (column for column in item.columns if column != SOURCE)
