"""study.yaml: one data collection, its rules of reading, exclusion and rounding."""

import re
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
    field_serializer,
    field_validator,
    model_validator,
)

from corrigenda.declarations import Frozen, load_yaml, validated
from corrigenda.errors import StudyError
from corrigenda.rounding import Rule

Base = Literal["all", "asked", "answered"]
# What outputs keep back unless the study says otherwise.
Disclosure = Literal["respondents", "open_text"]
Exclusion = Literal["preview", "test", "spam", "duplicate_start", "unfinished"]


def _inside(path: str) -> str:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path:
        raise ValueError("it must be a path inside the study's folder, with forward slashes")
    return path


def _raw(path: str) -> str:
    if not path.startswith("raw/"):
        raise ValueError("it must be a file under raw/, where the register watches over it")
    return path


RelativePath = Annotated[str, AfterValidator(_inside)]
RawPath = Annotated[RelativePath, AfterValidator(_raw)]


class Fieldwork(Frozen):
    """The first and last day of data collection (both inside)."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self):
        if self.last < self.first:
            raise ValueError(f"fieldwork ends ({self.last}) before it begins ({self.first})")
        return self


class Responses(Frozen):
    """Where the raw export is, and which product wrote it."""

    file: RawPath
    format: Literal["qualtrics"] = "qualtrics"
    fieldwork: Fieldwork | None = None


class KnownMismatch(Frozen):
    """A printed cell that the data contradict, and why."""

    table: str
    row: str
    note: str


class OwnText(Frozen):
    """What the published text says of a cell of its own tables, which print something else."""

    table: str
    row: str
    says: str


class Published(Frozen):
    """Printed tables that the report is reconciled with."""

    file: RelativePath
    tables: dict[str, str]
    mismatches: tuple[KnownMismatch, ...] = ()
    texts: tuple[OwnText, ...] = ()


_IN_PATHS = "[A-Za-z0-9._~!$&'()*+,;=:@/-]"  # what a path may hold as it is


def _licence(name: str) -> str:
    if name and not re.fullmatch(r"[A-Za-z0-9.+-]+", name):
        raise ValueError("it must be an SPDX identifier, such as CC-BY-4.0")
    return name


def _address(url: str) -> str:
    host, path = r"[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?", rf"({_IN_PATHS}|%[0-9A-Fa-f]{{2}})*"
    if url and not re.fullmatch(f"https?://{host}(/{path})?", url):
        raise ValueError(
            "it must be an address, such as https://reports.example.org/, "
            "with the code of every character that an address cannot hold, such as %20"
        )
    return url if not url or url.endswith("/") else f"{url}/"


def _doi(name: str) -> str:
    if name and not re.fullmatch(rf"10\.[0-9]{{4,9}}(\.[0-9]+)*/{_IN_PATHS}+", name):
        raise ValueError("it must be a DOI without its resolver, such as 10.5281/zenodo.1234567")
    return name


class Publication(Frozen):
    """What a published version says of itself beside the header of the report.

    ``licence`` is an SPDX identifier; ``address`` is where the site will be served; ``doi`` is one
    that names the report in all its versions.
    """

    publisher: str = ""
    licence: Annotated[str, AfterValidator(_licence)] = ""
    address: Annotated[str, AfterValidator(_address)] = ""
    doi: Annotated[str, AfterValidator(_doi)] = ""
    keywords: tuple[str, ...] = ()


class Study(Frozen):
    """One data collection with its own codebook, ledger and report."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str
    notice: str | None = None
    notice_short: str | None = None
    rounding: Rule = "half-up"
    base: Base = "all"
    respondent: str
    responses: Responses
    codings: RawPath | None = None
    exclude: tuple[Exclusion, ...] = ("preview", "test", "spam", "duplicate_start", "unfinished")
    missing: frozenset[str] = frozenset()
    published: Published | None = None
    discloses: tuple[Disclosure, ...] = ()
    publication: Publication = Publication()

    @field_validator("missing", mode="after")
    @classmethod
    def _folded(cls, words: frozenset[str]) -> frozenset[str]:
        return frozenset(word.strip().casefold() for word in words)

    @field_serializer("missing")
    def _in_order_of_words(self, words: frozenset[str]) -> list[str]:
        return sorted(words)  # a digest must not depend on the seed of hashes

    @model_validator(mode="after")
    def _noticed(self):
        if bool(self.notice) != bool(self.notice_short):
            raise ValueError("notice and notice_short stand together")
        return self

    def is_missing(self, cell: str) -> bool:
        """Say whether a raw cell means that there is no answer."""
        return not cell.strip() or cell.strip().casefold() in self.missing


def load_study(path: Path, place: str) -> Study:
    """Read study.yaml.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.

    Returns
    -------
    Study
        The declared study.

    Raises
    ------
    StudyError
        With every problem of the file.
    """
    data, lines = load_yaml(path, place)
    return validated(Study, data, lines, place, StudyError)
