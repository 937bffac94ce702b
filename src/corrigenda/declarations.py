"""Declared files: YAML that remembers its lines, checked into frozen models."""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from corrigenda.errors import Problem, StudyError, UserError, quoted

Loc = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


class Frozen(BaseModel):
    """A declaration: immutable, and strict about what it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False
    )


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
    """YAML 1.2's idea of plain words: `yes`, `010`, `1:30` and dates are text."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _letters in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?(?:0|[1-9]\d*)", "-+0123456789"),
    ("float", r"[-+]?(?:\.\d+|\d+\.\d*)", "-+.0123456789"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$", re.ASCII), list(_letters)
    )

# What pydantic finds wrong, in the words of those who write declarations.
_EXPECTED = {
    "dict_type": "it must hold settings (name: value)",
    "model_type": "it must hold settings (name: value)",
    "tuple_type": "it must be a list, as [one, two]",
    "frozen_set_type": "it must be a list, as [one, two]",
    "string_type": "it must be text; quote a number that is meant as text",
    "bool_type": "it must be true or false",
    "bool_parsing": "it must be true or false",
    "float_type": "it must be a number",
    "float_parsing": "it must be a number",
    "finite_number": "it must be a number",
    "int_type": "it must be a whole number",
    "int_parsing": "it must be a whole number",
    "int_from_float": "it must be a whole number",
    "date_from_datetime_parsing": "it must be a date, as 2013-10-21",
    "date_type": "it must be a date, as 2013-10-21",
    "too_short": "it must not be empty",
    "string_pattern_mismatch": "it must begin with a small letter, and hold only small letters, "
    "digits and joining signs",
}


class Lines:
    """The line on which each value of a YAML file stands.

    Parameters
    ----------
    by_loc
        Line (from 1) of each path of keys and positions.
    """

    def __init__(self, by_loc: dict[Loc, int]):
        self._by_loc = by_loc

    def __call__(self, *loc: str | int) -> int:
        """Return the line of a path, or of its nearest parent that is in the file."""
        while loc and loc not in self._by_loc:
            loc = loc[:-1]
        return self._by_loc.get(loc, 1)


def load_yaml(path: Path, place: str | None = None) -> tuple[Any, Lines]:
    """Read a YAML file safely, with the line of everything in it.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it; its path as given by default.

    Returns
    -------
    tuple
        The data (``None`` for an empty file) and its `Lines`.

    Raises
    ------
    StudyError
        When the file is missing, is not YAML, or holds a key twice.
    """
    place = place or str(path)
    try:
        loader = _Loader(path.read_text(encoding="utf-8-sig"))
        node = loader.get_single_node()
    except FileNotFoundError:
        raise StudyError(Problem(place, "the file is missing.", "Create it.")) from None
    except UnicodeDecodeError as error:
        raise StudyError(
            Problem(place, f"not UTF-8 ({error.reason}).", "Save it as UTF-8.")
        ) from None
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark or error.context_mark).line + 1
        raise StudyError(
            Problem(
                f"{place}:{line}", f"not valid YAML: {error.problem}.", "Mind indent and quotes."
            )
        ) from None
    except yaml.YAMLError as error:
        raise StudyError(Problem(place, f"not valid YAML: {error}.")) from None
    if node is None:
        return None, Lines({})
    by_loc: dict[Loc, int] = {}
    problems: list[Problem] = []
    _walk(node, (), by_loc, problems, place, set(), loader)
    if problems:
        raise StudyError(problems)
    return loader.construct_document(node), Lines(by_loc)


def resolvers() -> dict[str, list]:
    """Return what tells a number or a truth value from text in a declared file."""
    return dict(_Loader.yaml_implicit_resolvers)


def composed(text: str) -> yaml.Node | None:
    """Return the nodes of a YAML text that `load_yaml` can read, which know where they stand."""
    return _Loader(text).get_single_node()


def written(path: Path, section: str) -> dict[str, str]:
    """Return what stands in a YAML file under each name of a section, without comments on lines.

    Parameters
    ----------
    path
        A file that `load_yaml` can read.
    section
        A name on its first level.

    Returns
    -------
    dict
        Under each name of the section its text, without the indent that all lines share.
    """
    text = path.read_text(encoding="utf-8-sig")
    sections = dict(_entries(_Loader(text).get_single_node()))
    return {
        name: dedent(_lines_of(text, key.start_mark, child.end_mark))
        for (name, child), (key, _) in zip(
            _entries(sections[section]), sections[section].value, strict=True
        )
    }


def _entries(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    yield from ((key.value, child) for key, child in node.value)


def _lines_of(text: str, start: yaml.Mark, end: yaml.Mark) -> str:
    lines = text[start.index - start.column : end.index].splitlines()
    return "\n".join(line for line in lines if line.strip() and line.lstrip()[0] != "#")


def _walk(node, loc: Loc, by_loc: dict, problems: list, place: str, seen: set[int], loader) -> None:
    by_loc.setdefault(loc, node.start_mark.line + 1)
    refused = _refused(node, seen, loader)
    if refused:
        problems.append(Problem(f"{place}:{node.start_mark.line + 1}", *refused))
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for position, child in enumerate(node.value):
            _walk(child, (*loc, position), by_loc, problems, place, seen, loader)
    elif isinstance(node, yaml.MappingNode):
        lines_of_keys: dict[str, int] = {}
        for key, child in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                message = "a name before a colon must be a plain word."
                problems.append(Problem(f"{place}:{line}", message, "Put quotes around the text."))
                continue
            if key.value in lines_of_keys:
                message = f'"{key.value}" stands twice (first on line {lines_of_keys[key.value]}).'
                problems.append(Problem(f"{place}:{line}", message, "Keep one of them."))
            lines_of_keys[key.value] = line
            by_loc[(*loc, key.value)] = line
            _walk(child, (*loc, key.value), by_loc, problems, place, seen, loader)


def _refused(node, seen: set[int], loader) -> tuple[str, str] | None:
    if id(node) in seen:  # an alias: ten of them nested are enough to fill a memory
        return "anchors and aliases are not read.", "Repeat it."
    value, style = (node.value, node.style) if isinstance(node, yaml.ScalarNode) else (None, None)
    if node.tag != loader.resolve(type(node), value, (not style, bool(style))):
        return f"tags ({node.tag.replace('tag:yaml.org,2002:', '!!')}) are not read.", "Remove it."
    return None


def validated(
    model: type[Model], data: Any, lines: Lines, place: str, error: type[UserError]
) -> Model:
    """Check declared data against a model, and say everything that is wrong at once.

    Parameters
    ----------
    model
        The pydantic model.
    data
        What the file holds.
    lines
        Where it holds it.
    place
        How messages name the file.
    error
        The kind of `UserError` to raise.

    Returns
    -------
    Model
        The frozen model.
    """
    try:
        return model.model_validate(data if data is not None else {})
    except ValidationError as invalid:
        problems = [_problem(detail, lines, place) for detail in invalid.errors()]
        raise error(sorted(problems, key=by_line)) from None


def _problem(detail: dict, lines: Lines, place: str) -> Problem:
    loc = tuple(part for part in detail["loc"] if part != "[key]")
    where = ".".join(str(part) for part in loc)
    message = detail["msg"].removeprefix("Value error, ").replace("Input should be", "it must be")
    message = _EXPECTED.get(detail["type"], message)
    if detail["type"] == "extra_forbidden":
        return Problem(f"{place}:{lines(*loc)}", f"{where}: no such setting.", "Mind its spelling.")
    if detail["type"] == "missing":
        return Problem(f"{place}:{lines(*loc)}", f"{where}: it is missing.", "Add it.")
    found = detail["input"]
    shown = f" (found {quoted(found)})" if isinstance(found, str | int | float) else ""
    prefix = f"{where}: " if where else ""
    return Problem(f"{place}:{lines(*loc)}", f"{prefix}{message.rstrip('.')}{shown}.")


def by_line(problem: Problem) -> int:
    """Return the line of a problem, to sort by."""
    return int(problem.place.rpartition(":")[2])
