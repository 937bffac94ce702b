"""coding.yaml: the codes given to open answers, and the coded items that they make."""

from pathlib import Path

from pydantic import Field, field_validator

from corrigenda.codebook import ID, Item, named
from corrigenda.declarations import Frozen, Lines, load_yaml, validated
from corrigenda.errors import Problem, StudyError, did_you_mean


class Code(Frozen):
    """A label of qualitative coding."""

    label: str
    definition: str | None = None


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
    codes: dict[str, Code] = Field(min_length=1)
    themes: dict[str, Theme] = {}

    @field_validator("codes", mode="before")
    @classmethod
    def _labelled(cls, codes):
        if not isinstance(codes, dict):
            return codes
        return {k: {"label": v} if isinstance(v, str) else v for k, v in codes.items()}


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
    problems = [p for i in coding.items.values() for p in _check(i, codebook, lines, place)]
    if problems:
        raise StudyError(problems)
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


def _check(item: CodedItem, codebook: dict[str, Item], lines: Lines, place: str):
    def problem(message: str, *loc: str, advice: str = "") -> Problem:
        line = lines("items", item.id, *loc)
        return Problem(f"{place}:{line}", f"item {item.id}: {message}", advice)

    if item.id in codebook:
        yield problem("the codebook has an item of this id.", advice="Choose another id.")
    if item.of not in codebook or codebook[item.of].kind != "open":
        yield problem(
            f'"{item.of}" is no open item of the codebook.',
            "of",
            advice=did_you_mean(item.of, codebook),
        )
    for name, theme in item.themes.items():
        if name in item.codes:
            yield problem(f'"{name}" is both a theme and a code.', "themes", name)
        for code in theme.codes:
            if code not in item.codes:
                yield problem(
                    f'theme {name} names no code "{code}".',
                    "themes",
                    name,
                    advice=did_you_mean(code, item.codes),
                )
