"""coding.yaml: the codes given to open answers, and the coded items that they make."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from corrigenda.codebook import RESERVED_ITEMS, named, of_kind, option_problems
from corrigenda.declarations import Frozen, Lines, by_line, load_yaml, validated
from corrigenda.errors import Problem, StudyError, did_you_mean
from corrigenda.items import ID, STATES, SUMMARIES, Item

Name = Annotated[str, Field(pattern=ID)]


class Code(Frozen):
    """A label of qualitative coding.

    ``called`` is what the coding program calls it, after the codes above it (`Feelings / Anger`),
    where that is not its label.
    """

    label: str
    definition: str | None = None
    called: str | None = None


class Theme(Frozen):
    """A group of codes."""

    label: str
    codes: tuple[str, ...] = Field(min_length=1)


class CodedItem(Frozen):
    """An open item after coding."""

    id: str = Field(pattern=ID)
    of: str
    label: str
    question: str | None = None
    exclusive: bool = False
    codes: dict[Name, Code] = Field(min_length=1)
    themes: dict[Name, Theme] = {}

    @field_validator("codes", mode="before")
    @classmethod
    def _labelled(cls, codes):
        if not isinstance(codes, dict):
            return codes
        return {k: v if isinstance(v, dict) else {"label": v} for k, v in codes.items()}


class Coding(Frozen):
    """The coders and coded items of a study."""

    coders: dict[str, str] = {}
    items: dict[str, CodedItem] = {}

    @field_validator("items", mode="before")
    @classmethod
    def _named(cls, items):
        return named(items)


def load_coding(path: Path, place: str, codebook: dict[str, Item]) -> Coding:
    """Read coding.yaml; a study without one has no coded items.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    codebook
        The items that codes may refer to.

    Returns
    -------
    Coding
        The declared coding.

    Raises
    ------
    StudyError
        With every problem of the file.
    """
    if not path.exists():
        return Coding()
    data, lines = load_yaml(path, place)
    coding = validated(Coding, data, lines, place, StudyError)
    problems = [p for name in coding.items for p in _check(name, coding, codebook, lines, place)]
    if problems:
        raise StudyError(sorted(problems, key=by_line))
    return coding


def coded_items(coding: Coding, codebook: dict[str, Item]) -> dict[str, Item]:
    """Turn the declared coding into items, which inherit the skip rule of their open item.

    Parameters
    ----------
    coding
        The declared coding.
    codebook
        The items of the codebook.

    Returns
    -------
    dict
        Each coded `Item` under its id.
    """
    return {
        item.id: Item(
            id=item.id,
            kind="coded",
            label=item.label,
            question=item.question or codebook[item.of].question,
            options={
                k: {"label": c.label, "definition": c.definition} for k, c in item.codes.items()
            },
            asked_if=codebook[item.of].asked_if,
            base=codebook[item.of].base,
            coded_from=item.of,
            exclusive=item.exclusive,
            themes={k: theme.codes for k, theme in item.themes.items()},
        )
        for item in coding.items.values()
    }


def _check(name: str, coding: Coding, codebook: dict[str, Item], lines: Lines, place: str):
    def problem(message: str, *loc: str, advice: str = "") -> Problem:
        line = lines("items", name, *loc)
        return Problem(f"{place}:{line}", f"item {name}: {message}", advice)

    item = coding.items[name]
    if item.id != name:
        yield problem("the id is the name that the item stands under.", "id", advice="Remove id.")
    if name in codebook or name in RESERVED_ITEMS:
        yield problem("there is an item of this id already.", advice="Choose another id.")
    if item.of not in codebook or codebook[item.of].kind != "open":
        advice = did_you_mean(item.of, of_kind("open", codebook))
        yield problem(f'"{item.of}" is no open item of the codebook.', "of", advice=advice)
    yield from option_problems({k: c.label for k, c in item.codes.items()}, "codes", problem)
    yield from _check_themes(item, problem)


def _check_themes(item: CodedItem, problem: Callable):
    for name, theme in item.themes.items():
        if name in item.codes:
            yield problem(f'"{name}" is both a theme and a code.', "themes", name)
        if name in (*STATES, *SUMMARIES):
            yield problem(f'"{name}" is reserved.', "themes", name, advice="Choose another id.")
        for code in theme.codes:
            if code not in item.codes:
                advice = did_you_mean(code, item.codes)
                yield problem(
                    f'theme {name} names no code "{code}".', "themes", name, advice=advice
                )
