"""codebook.yaml: the items of a study, their options and their skip rules."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from corrigenda.declarations import Frozen, Lines, load_yaml, validated
from corrigenda.errors import Problem, StudyError, did_you_mean, quoted
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


class Item(Frozen):
    """A question, or any variable of the study."""

    id: str = Field(pattern=ID)
    kind: Kind
    label: str
    question: str | None = None
    column: str | None = None
    by_id: dict[str, Option] = Field(default={}, alias="options")
    other_text: dict[str, str] = {}
    asked_if: dict[str, tuple[str, ...]] = {}
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
            key: {"id": key, **({"label": value} if isinstance(value, str) else value or {})}
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
        return self

    @property
    def options(self) -> tuple[Option, ...]:
        """The options in the codebook's order."""
        return tuple(self.by_id.values())

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


class Codebook(Frozen):
    """The items of a study in their order."""

    items: dict[str, Item]

    @field_validator("items", mode="before")
    @classmethod
    def _named(cls, items):
        return named(items)


def named(items):
    """Give each declared item the id that it stands under."""
    if not isinstance(items, dict):
        return items
    return {k: {"id": k, **v} if isinstance(v, dict) else v for k, v in items.items()}


def load_codebook(path: Path, place: str) -> dict[str, Item]:
    """Read codebook.yaml.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.

    Returns
    -------
    dict
        Each `Item` under its id, in the order of the file.

    Raises
    ------
    StudyError
        With every problem of the file.
    """
    data, lines = load_yaml(path, place)
    items = validated(Codebook, data, lines, place, StudyError).items
    problems = [p for item in items.values() for p in _check(item, items, lines, place)]
    if problems:
        raise StudyError(problems)
    return items


def _check(item: Item, items: dict[str, Item], lines: Lines, place: str):
    def problem(message: str, *loc: str, advice: str = "") -> Problem:
        line = lines("items", item.id, *loc)
        return Problem(f"{place}:{line}", f"item {item.id}: {message}", advice)

    if item.kind == "coded":
        yield problem("coded items are declared in coding.yaml.", "kind")
    yield from _check_options(item, problem)
    for other, options in item.asked_if.items():
        if other not in items:
            yield problem(
                f'asked_if names no item "{other}".', "asked_if", advice=did_you_mean(other, items)
            )
            continue
        for option in options:
            if option not in items[other].by_id:
                yield problem(
                    f'"{option}" is no option of {other}.',
                    "asked_if",
                    other,
                    advice=did_you_mean(option, items[other].by_id),
                )
    if item.bands_of and (item.bands_of not in items or items[item.bands_of].kind != "number"):
        yield problem(
            f'bands_of names no number item "{item.bands_of}".',
            "bands_of",
            advice=did_you_mean(item.bands_of, items),
        )
    for option in item.other_text:
        if option not in item.by_id:
            yield problem(f'other_text names no option "{option}".', "other_text")


def _check_options(item: Item, problem):
    seen: dict[str, str] = {}
    for option in item.options:
        if option.id in (*STATES, *SUMMARIES):
            yield problem(
                f'"{option.id}" is reserved.',
                "options",
                option.id,
                advice="Statistics of every item bear that name; choose another id.",
            )
        label = " ".join(option.label.split()).casefold()
        if label in seen:
            yield problem(
                f"options {seen[label]} and {option.id} have the same label.",
                "options",
                option.id,
                advice="An export could not tell them apart.",
            )
        seen[label] = option.id
        if item.bands_of and option.low is None and option.high is None:
            yield problem(
                f"the band {quoted(option.label)} has neither from nor to.", "options", option.id
            )
