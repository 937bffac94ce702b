"""Differences: where what a record says is not what it would say now."""

from collections.abc import Iterator
from typing import Any

from corrigenda.provenance import STATISTICS, ExhibitRecord, Record, StatisticsRecord
from corrigenda.verifying.counted import CODED, COUNTED
from corrigenda.verifying.survey import Survey

Path = tuple[str, ...]


def differences(record: Record, expected: Record) -> list[Path]:
    """List where a record is not as expected.

    Parameters
    ----------
    record
        What was read.
    expected
        What would be written now.

    Returns
    -------
    list of tuple
        The way to each value, from the outside in.
    """
    return list(_differing(record.model_dump(mode="json"), expected.model_dump(mode="json"), ()))


def _differing(a: Any, b: Any, path: Path) -> Iterator[Path]:
    if isinstance(a, dict) and isinstance(b, dict):
        for key in dict.fromkeys([*a, *b]):
            yield from _differing(a.get(key), b.get(key), (*path, key))
    elif a != b:
        yield path


def kind(path: Path) -> str:
    """Name what a part of a record tells of: ``edited`` stands for files that a build writes."""
    match path:
        case ("code", *_) | ("corrigenda",):
            return "code"
        case ("files", _) | ("data",):
            return "edited"
        case ("lineage", "items", _, "slice" | "codings", "sha256"):
            return "edited"
        case ("lineage", "responses" | "codings", "sha256"):
            return "raw"
        case ("lineage", "responses", part, *_) if part in COUNTED:
            return "responses"
        case ("lineage", "items", _, "codings", part) if part in CODED:
            return "codings"
        case ("statistics", _, "says"):
            return "value"
        case ("lineage", "corrections") | ("lineage", "items", _, "corrections"):
            return "ledger"
        case ("declaration", *_) | ("statistics", _, "declaration") | ("lineage", *_):
            return "declaration"
    return "record"


def file(survey: Survey, record: ExhibitRecord | StatisticsRecord, path: Path) -> str:
    """Name the file that a part of a record tells of; the ledger, where it is none of its own."""
    match path:
        case ("files", name):
            return survey.shown(name)
        case ("data",) if isinstance(record, ExhibitRecord):
            return survey.shown(f"{record.exhibit}.csv")
        case ("data",):
            return survey.place(survey.project.build / STATISTICS)
        case ("lineage", "items", item, "slice", _):
            return record.lineage.items[item].slice.file
        case ("lineage", "responses", part, *_) if part in COUNTED:
            return survey.imported[0]
        case ("lineage", "items", _, "codings", part) if part in CODED:
            return survey.imported[-1]
        case ("lineage", "items", item, "codings", _):
            return record.lineage.items[item].codings.file
        case ("lineage", "responses" | "codings" as what, _):
            return getattr(record.lineage, what).file
    return survey.ledger
