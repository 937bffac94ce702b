"""Coded texts: what every reader of a coding program's file returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from corrigenda.readers.findings import Finding

Path = tuple[str, ...]  # the name of a code after those of the codes above it
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Code:
    """A code of the program's code system.

    Parameters
    ----------
    path
        Its name, after the names of the codes above it.
    description
        What it covers.
    guid, colour
        As the file has them (``#RRGGBB``); empty where it does not.
    codable
        Whether passages can carry it; otherwise it only holds others.
    """

    path: Path
    description: str = ""
    guid: str = ""
    colour: str = ""
    codable: bool = True


@dataclass(frozen=True)
class Coder:
    """Who coded."""

    name: str
    guid: str = ""


@dataclass(frozen=True)
class Text:
    """A text that was coded.

    Parameters
    ----------
    name
        What the program calls the source.
    text
        All of it, with LF line ends; of a list of excerpts, these one after another.
    guid
        As the file has it.
    cases
        Names of the cases that it belongs to.
    variables
        Values of its own variables (attributes) under their names.
    """

    name: str
    text: str
    guid: str = ""
    cases: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Case:
    """A case of the program: usually a person.

    Parameters
    ----------
    name
        What the program calls it.
    variables
        Values under the names of the variables.
    guid
        As the file has it.
    """

    name: str
    variables: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    guid: str = ""


@dataclass(frozen=True)
class Passage:
    """A coded passage.

    Parameters
    ----------
    text
        Which of the texts, by its position.
    start, end
        Characters (code points) of the text from 0, the end not included.
    code
        The path of the code.
    coder
        The name of the coder; empty where the file does not say.
    date
        ISO date of the coding; empty where the file does not say.
    """

    text: int
    start: int
    end: int
    code: Path
    coder: str = ""
    date: str = ""


@dataclass(frozen=True)
class Group:
    """Codes that belong together, wherever in the code system they are."""

    name: str
    codes: tuple[Path, ...]


@dataclass(frozen=True)
class Coded:
    """What a file of a coding program holds.

    Parameters
    ----------
    codes
        In the order of the code system, each after the one above it.
    coders, texts, cases, passages
        In the order of the file.
    findings
        What was found, and each deviation from the format that was forgiven.
    title, origin
        The name of the project, and the program that wrote it.
    groups
        The sets of codes.
    """

    codes: tuple[Code, ...]
    coders: tuple[Coder, ...]
    texts: tuple[Text, ...]
    passages: tuple[Passage, ...]
    cases: tuple[Case, ...] = ()
    findings: tuple[Finding, ...] = ()
    title: str = ""
    origin: str = ""
    groups: tuple[Group, ...] = ()
