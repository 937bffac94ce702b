"""codebook.yaml: the items of a study, checked against each other."""

from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import field_validator

from corrigenda.declarations import Frozen, Lines, by_line, load_yaml, validated
from corrigenda.errors import Problem, StudyError, did_you_mean, quoted
from corrigenda.items import ID, STATES, SUMMARIES, Item, Kind, Option, without_case

__all__ = ["ID", "STATES", "SUMMARIES", "Codebook", "Item", "Kind", "Option", "load_codebook"]

CODED_ONLY = ("coded_from", "exclusive", "themes")
RESERVED_ITEMS = ("responses", "corrections", "study")  # statistics of the study bear these names


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
    problems = [p for name in items for p in _check(name, items, lines, place)]
    problems += _check_columns(items, lines, place)
    if problems:
        raise StudyError(sorted(problems, key=by_line))
    return items


def _check_columns(items: dict[str, Item], lines: Lines, place: str) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, item in items.items():
        for column in item.columns:
            if first.setdefault(column, name) != name:
                message = f"item {name}: item {first[column]} reads the column {column} already."
                yield Problem(f"{place}:{lines('items', name)}", message, "Mind the column names.")


def _check(name: str, items: dict[str, Item], lines: Lines, place: str) -> Iterator[Problem]:
    def problem(message: str, *loc: str, advice: str = "") -> Problem:
        line = lines("items", name, *loc)
        return Problem(f"{place}:{line}", f"item {name}: {message}", advice)

    item = items[name]
    if item.id != name:
        yield problem("the id is the name that the item stands under.", "id", advice="Remove id.")
    yield from _check_declared(item, problem)
    yield from option_problems({o.id: o.label for o in item.options}, "options", problem)
    yield from _check_options(item, problem)
    yield from _check_rule(item, items, problem)
    if item.bands_of and (item.bands_of not in items or items[item.bands_of].kind != "number"):
        advice = did_you_mean(item.bands_of, of_kind("number", items))
        message = f'bands_of names no number item "{item.bands_of}".'
        yield problem(message, "bands_of", advice=advice)


def of_kind(kind: Kind, items: dict[str, Item]) -> list[str]:
    """List the ids of the items of one kind."""
    return [item.id for item in items.values() if item.kind == kind]


def _check_declared(item: Item, problem: Callable) -> Iterator[Problem]:
    if item.id in RESERVED_ITEMS:
        yield problem("this id is reserved.", advice="Statistics of the study bear that name.")
    if item.kind == "coded":
        yield problem("coded items are declared in coding.yaml.", "kind")
    for setting in CODED_ONLY:
        if setting in item.model_fields_set:
            yield problem(f"{setting} is a setting of coding.yaml.", setting)


def option_problems(labels: dict[str, str], where: str, problem: Callable) -> Iterator[Problem]:
    """Find reserved ids and equal labels among the options, or the codes, of an item.

    Parameters
    ----------
    labels
        The label of each option under its id.
    where
        The setting that holds them.
    problem
        Makes a `Problem` from a message, the path of its line within the item, and advice.

    Yields
    ------
    Problem
        One for each option that cannot be kept apart.
    """
    seen: dict[str, str] = {}
    for option, label in labels.items():
        if option in (*STATES, *SUMMARIES):
            advice = "Statistics of every item bear that name; choose another id."
            yield problem(f'"{option}" is reserved.', where, option, advice=advice)
        name = without_case(label)
        if name in seen:
            message = f"{where} {seen[name]} and {option} have the same label."
            advice = "Neither an export nor a reader could tell them apart."
            yield problem(message, where, option, advice=advice)
        seen[name] = option


def _check_values(item: Item, problem: Callable) -> Iterator[Problem]:
    """Find values that lead to two options, where one column holds any of them."""
    if any(option.column for option in item.options):
        return
    names: dict[str, str] = {}
    for option in item.options:
        for name in {without_case(option.id), without_case(option.label)}:
            names.setdefault(name, option.id)
    values: dict[str, str] = {}
    for option in item.options:
        name = without_case(option.value or "")
        other = values.setdefault(name, option.id) if name else option.id
        if other == option.id:
            other = names.get(name, option.id)
        if other != option.id:
            message = f"the value {quoted(option.value)} of option {option.id} also means {other}."
            yield problem(message, "options", option.id, "value", advice="Mind values and labels.")


def _check_options(item: Item, problem: Callable) -> Iterator[Problem]:
    yield from _check_values(item, problem)
    columns: dict[str, str] = {}
    for key, option in item.by_id.items():
        if option.id != key:
            message = "the id is the name that the option stands under."
            yield problem(message, "options", key, "id", advice="Remove id.")
        if option.column in columns:
            message = f"options {columns[option.column]} and {key} have the same column."
            yield problem(message, "options", key)
        if option.column:
            columns[option.column] = key
        if item.bands_of and option.low is None and option.high is None:
            message = f"the band {quoted(option.label)} has neither from nor to."
            yield problem(message, "options", key)
    for option in item.other_text:
        if option not in item.by_id:
            yield problem(f'other_text names no option "{option}".', "other_text", option)


def _check_rule(item: Item, items: dict[str, Item], problem: Callable) -> Iterator[Problem]:
    for other, options in item.asked_if.items():
        if other not in items:
            advice = did_you_mean(other, items)
            yield problem(f'asked_if names no item "{other}".', "asked_if", other, advice=advice)
            continue
        for option in options:
            if option not in items[other].by_id:
                advice = did_you_mean(option, items[other].by_id)
                message = f'"{option}" is no option of {other}.'
                yield problem(message, "asked_if", other, advice=advice)
    if item.id in _leads_to(item, items):
        yield problem("asked_if leads back to the item itself.", "asked_if")


def _leads_to(item: Item, items: dict[str, Item]) -> set[str]:
    """Follow the skip rules, and the numbers behind bands, from an item."""
    ahead, seen = [item], set()
    while ahead:
        current = ahead.pop()
        for other in (*current.asked_if, *([current.bands_of] if current.bands_of else [])):
            if other in items and other not in seen:
                seen.add(other)
                ahead.append(items[other])
    return seen
