"""Items: the questions and other variables of a study, with their options and skip rules."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from corrigenda.declarations import Frozen
from corrigenda.study import Base

Kind = Literal["single", "multiple", "number", "open", "date", "coded"]
STATES = ("answered", "unanswered", "not_asked")
SUMMARIES = ("mean", "median", "sum", "min", "max", "n")
ID = r"^[a-z][a-z0-9_]*$"


class Option(Frozen):
    """A permitted answer of an item; of a coded item, a code."""

    id: str = Field(pattern=ID)
    label: str
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
    """A question, or any variable of the study."""

    id: str = Field(pattern=ID)
    kind: Kind
    label: str
    question: str | None = None
    column: str | None = None
    by_id: dict[str, Option] = Field(default={}, alias="options")
    other_text: dict[str, str] = {}
    asked_if: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]] = {}
    base: Base | None = None
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
        if self.kind == "multiple" and any(not o.column for o in self.options):
            raise ValueError("each option of a multiple item needs its column")
        if self.kind in ("single", "number", "open", "date") and not (self.column or self.bands_of):
            raise ValueError("it needs a column (or, for a single item, bands_of)")
        if self.bands_of and (self.kind != "single" or self.column):
            raise ValueError("bands_of is for a single item without a column of its own")
        if self.bands_of and self.asked_if:
            raise ValueError("bands follow the skip rule of their number; asked_if belongs there")
        return self

    @property
    def options(self) -> tuple[Option, ...]:
        """The options in the codebook's order."""
        return tuple(self.by_id.values())

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of an export that it is read from."""
        own = (self.column, *(option.column for option in self.options), *self.other_text.values())
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
        """Return the option that a text names by id or label, whatever its blanks and case."""
        return self._folded.get(" ".join(text.split()).casefold())

    @cached_property
    def _folded(self) -> dict[str, Option]:
        names = {option.id.casefold(): option for option in self.options}
        return names | {" ".join(o.label.split()).casefold(): o for o in self.options}
