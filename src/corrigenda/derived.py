"""statistics.yaml: statistics that are declared as conditions on items, never as code."""

from pathlib import Path

from pydantic import Field, field_validator, model_validator

from corrigenda.codebook import RESERVED_ITEMS, STATES, SUMMARIES, Item, of_kind
from corrigenda.declarations import Frozen, Lines, load_yaml, validated
from corrigenda.errors import ExhibitError, Problem, StudyError, did_you_mean
from corrigenda.study import Base

SHAPES = ("of", "any", "all", "none", "sum")
LIMITS = ("at_least", "at_most", "above", "below")


class Condition(Frozen):
    """What must hold of a respondent.

    ``of`` names an option (``policies.yes``), a theme, or a number item with limits, or a
    check-all or coded item with ``held_at_least``; ``any``, ``all`` and ``none`` join such names.
    They may stand together, and then all must hold.
    """

    of: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    below: float | None = None
    held_at_least: int | None = Field(default=None, ge=1)
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _limited(self):
        if (self.limits or self.held_at_least) and (not self.of or "." in self.of):
            raise ValueError("limits and held_at_least need an item without an option in of")
        if self.limits and self.held_at_least:
            raise ValueError("limits and held_at_least do not stand together")
        return self

    @property
    def limits(self) -> dict[str, float]:
        """The limits that are set on a number."""
        return {k: getattr(self, k) for k in LIMITS if getattr(self, k) is not None}

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the condition refers to."""
        return (*((self.of,) if self.of else ()), *self.any, *self.all, *self.none)


class Derived(Condition):
    """A declared statistic: a share of respondents, or a share of two sums."""

    sum: str | None = None
    over: str | None = None
    among: Condition | None = None
    base: Base | None = None

    @model_validator(mode="after")
    def _shaped(self):
        if not any(getattr(self, shape) for shape in SHAPES):
            raise ValueError(f"it needs one of {', '.join(SHAPES)}")
        if bool(self.sum) != bool(self.over):
            raise ValueError("sum and over stand together")
        if self.sum and (self.names or self.among or self.base):
            raise ValueError("sum and over stand alone, without conditions, among or base")
        if self.among and not self.among.names:
            raise ValueError("among needs one of of, any, all, none")
        return self

    @property
    def items(self) -> tuple[str, ...]:
        """The items that the statistic reads."""
        names = [*self.names, *(self.among.names if self.among else ()), self.sum, self.over]
        return tuple(dict.fromkeys(name.partition(".")[0] for name in names if name))


class DerivedStatistics(Frozen):
    """All declared statistics of a report."""

    statistics: dict[str, Derived] = {}

    @field_validator("statistics", mode="before")
    @classmethod
    def _or_none(cls, value):
        return value or {}


def load_derived(path: Path, place: str, items: dict[str, Item]) -> dict[str, Derived]:
    """Read statistics.yaml; a report without one derives nothing.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    items
        All items.

    Returns
    -------
    dict
        Each declared statistic under its name.

    Raises
    ------
    ExhibitError
        With every problem of the file.
    """
    if not path.exists():
        return {}
    try:
        data, lines = load_yaml(path, place)
    except StudyError as error:
        raise ExhibitError(error.problems) from None
    derived = validated(DerivedStatistics, data, lines, place, ExhibitError).statistics
    problems = [p for name in derived for p in _check(name, derived[name], items, lines, place)]
    if problems:
        raise ExhibitError(problems)
    return derived


def _check(name: str, statistic: Derived, items: dict[str, Item], lines: Lines, place: str):
    where = f"{place}:{lines('statistics', name)}"
    for condition in (statistic, statistic.among):
        if condition:
            yield from _check_condition(name, condition, items, where)
    for number in filter(None, (statistic.sum, statistic.over)):
        if number not in items or items[number].kind != "number":
            message = f'{name}: "{number}" is no number item.'
            yield Problem(where, message, did_you_mean(number, of_kind("number", items)))
        elif not items[number].whole:
            message = f'{name}: "{number}" is not declared to hold whole numbers.'
            yield Problem(where, message, "Shares are of things that are counted.")
    if _is_taken(name, items):
        message = f"{name}: every study has a statistic of this name already."
        yield Problem(where, message, "Choose another name.")


def _is_taken(name: str, items: dict[str, Item]) -> bool:
    item, _, rest = name.partition(".")
    if item not in items:
        return item in RESERVED_ITEMS
    return rest in (*items[item].by_id, *items[item].themes, *STATES, *SUMMARIES)


def _check_condition(name: str, condition: Condition, items: dict[str, Item], where: str):
    for reference in condition.names:
        item, _, option = reference.partition(".")
        if item not in items:
            yield Problem(where, f'{name}: no item "{item}".', did_you_mean(item, items))
            continue
        known = [*items[item].by_id, *items[item].themes]
        if option and option not in known:
            message = f'{name}: "{option}" is no option of {item}.'
            yield Problem(where, message, did_you_mean(option, known))
        elif not option and not (
            condition.of == reference and (condition.limits or condition.held_at_least)
        ):
            message = f'{name}: "{item}" names an item, not an option of it.'
            yield Problem(where, message, f"Write {item}.<option>.")
        elif not option and condition.limits and items[item].kind != "number":
            message = f"{name}: limits need a number item; {item} is {items[item].kind}."
            yield Problem(where, message)
        elif not option and condition.held_at_least and not items[item].per_option:
            yield Problem(where, f"{name}: held_at_least needs a check-all or coded item.")
