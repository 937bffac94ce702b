"""study.yaml: one data collection, its rules of reading, exclusion and rounding."""

from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    field_serializer,
    field_validator,
    model_validator,
)

from corrigenda.declarations import Frozen, load_yaml, validated
from corrigenda.errors import StudyError
from corrigenda.publication import Publication
from corrigenda.rounding import Rule

Base = Literal["all", "asked", "answered"]
# What outputs keep back unless the study says otherwise.
Disclosure = Literal["respondents", "open_text"]
Exclusion = Literal["preview", "test", "spam", "duplicate_start", "unfinished"]
Format = Literal["qualtrics", "spss", "redcap", "table", "refi-qda"]
CodingsFormat = Literal["table", "refi-qda", "excerpts"]
Method = Literal["survey", "web_survey", "interviews", "qualitative", "reflexive", "mixed"]


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


def _as_text(value):
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_as_text)]  # a number is meant as it is written


class Fieldwork(Frozen):
    """The first and last day of data collection (both inside)."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self):
        if self.last < self.first:
            raise ValueError(f"fieldwork ends ({self.last}) before it begins ({self.first})")
        return self


class Finished(Frozen):
    """The column that says whether a response was completed, and the values that say so."""

    column: str
    values: tuple[Text, ...] = Field(min_length=1)


class Responses(Frozen):
    """Where the raw export is, and which product wrote it.

    ``sheet`` is of a workbook; ``dictionary`` belongs to an export of REDCap; ``finished`` is for
    formats that do not say themselves which responses are complete.
    """

    file: RawPath
    format: Format = "qualtrics"
    sheet: str | None = None
    dictionary: RawPath | None = None
    finished: Finished | None = None
    fieldwork: Fieldwork | None = None

    @model_validator(mode="after")
    def _of_its_format(self):
        if self.dictionary and self.format != "redcap":
            raise ValueError("dictionary is for an export of REDCap (format: redcap)")
        if self.finished and self.format in ("qualtrics", "refi-qda"):
            raise ValueError(f"finished is not for format: {self.format}")
        return self


class Codings(Frozen):
    """Where the codings are, which program wrote them, and whose each source is.

    ``respondents`` names the respondent of a source whose own name, cases and variables do not.
    """

    file: RawPath
    format: CodingsFormat = "table"
    respondents: dict[str, Text] = {}


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


def _told_by(format_: str, finished: object) -> tuple[Exclusion, ...]:
    """Name the exclusions that a format can tell."""
    if format_ == "qualtrics":
        return get_args(Exclusion)
    return ("duplicate_start", "unfinished") if finished or format_ == "redcap" else ()


class Study(Frozen):
    """One data collection with its own codebook, ledger and report."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str
    notice: str | None = None
    notice_short: str | None = None
    rounding: Rule = "half-up"
    base: Base = "all"
    method: Method | None = None
    respondent: str | None = None  # without a column, respondents are numbered in their order
    responses: Responses
    codings: Codings | None = None
    exclude: tuple[Exclusion, ...] = get_args(Exclusion)
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

    @model_validator(mode="before")
    @classmethod
    def _excluding_what_can_be_told(cls, settings):
        responses = settings.get("responses") if isinstance(settings, dict) else None
        if not isinstance(responses, dict) or "exclude" in settings:
            return settings
        told = _told_by(responses.get("format", "qualtrics"), responses.get("finished"))
        return {**settings, "exclude": told}

    @field_validator("codings", mode="before")
    @classmethod
    def _file_alone(cls, codings):
        return {"file": codings} if isinstance(codings, str) else codings

    @model_validator(mode="after")
    def _tellable(self):
        told = _told_by(self.responses.format, self.responses.finished)
        for rule in self.exclude:
            if rule not in told:
                by_column = rule in ("duplicate_start", "unfinished")
                advice = "; finished says in responses which are complete" if by_column else ""
                found = f"exclude: {rule} cannot be told from format: {self.responses.format}"
                raise ValueError(found + advice)
        return self

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
