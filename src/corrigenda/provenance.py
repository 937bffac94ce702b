"""Provenance: the records that say where each exhibit, statistic and claim came from."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from corrigenda.declarations import Frozen
from corrigenda.errors import Problem, RecordError
from corrigenda.files import canonical_json
from corrigenda.identity import Identity

UNRELEASED = "unreleased"
STATISTICS, CLAIMS, REPORT = "statistics.json", "claims.json", "report.json"


class HashedFile(Frozen):
    """A file of the project and the SHA-256 of its bytes."""

    file: str
    sha256: str


class Declaration(Frozen):
    """A file of declarations, and the digest of what something reads of it and of the codebook."""

    file: str
    digest: str


class Code(Frozen):
    """The function that made something, and the digest of its source with all that it imports."""

    function: str
    sha256: str


class LeftOut(Frozen):
    """Responses that one rule of exclusion left out, with their rows in the raw export."""

    n: int
    rows: str


class Responses(HashedFile):
    """The raw export: which of its responses count.

    ``rows`` are rows of the spreadsheet from 1, headers counted, as ``8-12,14``.
    """

    exported: int
    used: int
    rows: str
    left_out: dict[str, LeftOut]

    def in_order(self, rules: Iterable[str]) -> dict[str, LeftOut]:
        """Return what each rule left out, in the order in which the study declares the rules."""
        return {rule: self.left_out[rule] for rule in rules if rule in self.left_out}


class CodingsOrigin(HashedFile):
    """The corrected code applications of a coded item, and the rows of the raw codings behind."""

    rows: str
    codes: tuple[str, ...]
    coders: tuple[str, ...]


class ItemOrigin(Frozen):
    """Where the slice of an item came from.

    ``columns`` are those of the raw export; ``made_from`` names the items that it is computed from
    (bands, coded answers), ``asked_if`` those that its skip rule looks at; ``corrections`` are the
    ids of the rows in force that change its own cells.
    """

    kind: str
    slice: HashedFile
    columns: tuple[str, ...]
    made_from: tuple[str, ...]
    asked_if: tuple[str, ...]
    codings: CodingsOrigin | None
    corrections: tuple[str, ...]


class Lineage(Frozen):
    """What something was computed from, back to the raw files.

    ``reads`` names the items that are read directly; ``items`` holds these and all that they are
    made from or asked because of; ``corrections`` are the rows in force that touch any of them.
    """

    reads: tuple[str, ...]
    items: dict[str, ItemOrigin]
    responses: Responses
    codings: HashedFile | None
    corrections: tuple[str, ...]


class Record(Frozen):
    """What every record says of itself. The id ends in a part of the hash of the data behind."""

    id: str
    study: str
    release: str
    corrigenda: str
    job: str


class ExhibitRecord(Record):
    """Where a table or figure came from; in figures/<study>/<exhibit>.json."""

    exhibit: str
    kind: str
    declaration: Declaration
    code: Code
    data: str
    files: dict[str, str]
    lineage: Lineage


class StatisticRecord(Frozen):
    """Where a statistic came from; its items are those of the file's lineage.

    ``declaration`` is the digest of its part of statistics.yaml; None where it comes for free.
    """

    id: str
    says: str
    items: tuple[str, ...]
    declaration: str | None


class StatisticsRecord(Record):
    """Where every statistic came from; in figures/<study>/statistics.json."""

    code: Code
    data: str
    statistics: dict[str, StatisticRecord]
    lineage: Lineage


class ClaimRecord(Frozen):
    """A claim: its file, its words (as printed), and the record of its statistic."""

    file: str
    words: str
    of: str
    form: str | None
    statistic: str


class ClaimsRecord(Record):
    """Every claim in the order of the sources; in figures/<study>/claims.json."""

    claims: tuple[ClaimRecord, ...]


class ReportRecord(Record):
    """What the report was composed of; in figures/<study>/report.json.

    ``data`` is the digest of the exhibits' data and of the statistics.
    """

    data: str
    sources: dict[str, str]
    exhibits: dict[str, str]
    ledger: HashedFile


Kind = TypeVar("Kind", bound=Record)


def record_id(study: str, name: str, data: str) -> str:
    """Name a record: ``clinician-interviews/fig-court@3f2a9c01b2d4``."""
    return f"{study}/{name}@{data[:12]}"


def identity_of(study: str, name: str, data: str) -> Identity:
    """Return what the files of an exhibit say of themselves, by the hash of the data behind it."""
    return Identity(record_id(study, name, data), study, UNRELEASED, data)


def record_text(record: Record) -> str:
    """Write a record in the one form that equal records share."""
    return canonical_json(record.model_dump(mode="json"))


def load_record(path: Path, place: str, kind: type[Kind]) -> Kind:
    """Read a record.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    kind
        Which record it is.

    Returns
    -------
    Record
        What it says.

    Raises
    ------
    RecordError
        When it is missing, or no such record.
    """
    advice = "Run corrigenda build."
    try:
        return kind.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise RecordError(Problem(place, "the record is not written yet.", advice)) from None
    except (ValueError, ValidationError):
        message = "it is not a record of provenance; someone edited it."
        raise RecordError(Problem(place, message, advice)) from None
