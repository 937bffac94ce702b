"""Differences: where what a record says is not what it would say now."""

from collections.abc import Iterator
from typing import Any

from corrigenda.provenance import STATISTICS, ExhibitRecord, Record, StatisticsRecord
from corrigenda.verifying.survey import Survey

Path = tuple[str, ...]
# Told from the imported rows, which are not read again: their files are hashed.
ROWS = {"responses": ("exported", "used", "rows", "left_out"), "codings": ("rows", "coders")}


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
    return list(_differing(_comparable(record), _comparable(expected), ()))


def _comparable(record: Record) -> dict:
    said = record.model_dump(mode="json")
    if isinstance(record, ExhibitRecord | StatisticsRecord):
        lineage = said["lineage"]
        _without(lineage["responses"], ROWS["responses"])
        for origin in lineage["items"].values():
            _without(origin["codings"] or {}, ROWS["codings"])
    return said


def _without(said: dict, keys: tuple[str, ...]) -> None:
    for key in keys:
        said.pop(key, None)


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
        case ("lineage", "items", item, "codings", _):
            return record.lineage.items[item].codings.file
        case ("lineage", "responses" | "codings" as what, _):
            return getattr(record.lineage, what).file
    return survey.ledger
