"""Registered files: what records and registers know by the hash of its bytes."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from corrigenda.errors import RecordError, UserError
from corrigenda.files import sha256
from corrigenda.project import Project
from corrigenda.provenance import (
    CLAIMS,
    REPORT,
    STATISTICS,
    ClaimsRecord,
    ExhibitRecord,
    HashedFile,
    Record,
    ReportRecord,
    StatisticsRecord,
    load_record,
)

# The records that are not those of exhibits.
APART = {CLAIMS: ClaimsRecord, REPORT: ReportRecord, STATISTICS: StatisticsRecord}


@dataclass(frozen=True)
class Registered:
    """A file that is known: where it is, what it is, and the record that tells of it.

    Parameters
    ----------
    place, what, record
        The record is None for raw files.
    gone
        Whether it is of an exhibit that is no longer declared.
    """

    place: str
    what: str
    record: Record | None = None
    gone: bool = False

    def __str__(self) -> str:
        return f"{self.what} {self.place}"


def registered(project: Project) -> dict[str, Registered]:
    """Gather every file of a study that is known by its bytes.

    Parameters
    ----------
    project
        The study, built or not.

    Returns
    -------
    dict
        Each under its SHA-256.

    Raises
    ------
    RecordError
        When someone edited a record.
    """
    found: dict[str, Registered] = {}
    for parts in (_exhibits, _report, _raw, _slices, _records, _left_over):
        for digest, known in parts(project):
            found.setdefault(digest, known)
    return found


def exhibit_names(project: Project) -> list[str]:
    """Name the exhibits that have a record and are declared, as far as that can be read."""
    recorded = _recorded(project)
    try:
        declared = project.exhibits
    except UserError:
        return recorded
    return [name for name in recorded if name in declared]


def _recorded(project: Project) -> list[str]:
    return sorted(p.stem for p in project.figures.glob("*.json") if p.name not in APART)


def _exhibits(project: Project) -> Iterator[tuple[str, Registered]]:
    for name in exhibit_names(project):
        yield from _shown(project, name)


def _left_over(project: Project) -> Iterator[tuple[str, Registered]]:
    """Yield what tells of exhibits that are no longer declared; what was edited tells nothing."""
    declared = exhibit_names(project)
    for name in _recorded(project):
        if name not in declared:
            with suppress(RecordError):
                for digest, known in _shown(project, name):
                    yield digest, replace(known, gone=True)


def _shown(project: Project, name: str) -> Iterator[tuple[str, Registered]]:
    path = project.figures / f"{name}.json"
    record = load_record(path, project.place(path), ExhibitRecord)
    for file, digest in record.files.items():
        place = project.place(project.figures / file)
        yield digest, Registered(place, f"the {record.kind} {name},", record)
    yield sha256(path), Registered(project.place(path), f"the record of {name},", record)


def _records(project: Project) -> Iterator[tuple[str, Registered]]:
    for name, kind in APART.items():
        if record := _loaded(project, name, kind):
            path = project.figures / name
            what = f"the record of the {path.stem},"
            yield sha256(path), Registered(project.place(path), what, record)


def _report(project: Project) -> Iterator[tuple[str, Registered]]:
    if record := _loaded(project, REPORT, ReportRecord):
        for place, digest in record.sources.items():
            yield digest, Registered(place, "a source of the report,", record)
        yield record.ledger.sha256, Registered(record.ledger.file, "the ledger", record)


def _raw(project: Project) -> Iterator[tuple[str, Registered]]:
    register = project.raw / "SHA256SUMS"
    if not register.is_file():
        return
    for line in register.read_text(encoding="utf-8-sig", errors="replace").splitlines():
        digest, _, name = line.partition(" ")
        place = project.place(project.raw / name.lstrip(" *"))
        yield digest.lower(), Registered(place, "the raw file")


def _slices(project: Project) -> Iterator[tuple[str, Registered]]:
    if record := _loaded(project, STATISTICS, StatisticsRecord):
        for name, origin in record.lineage.items.items():
            files: list[tuple[HashedFile | None, str]] = [
                (origin.slice, f"the answers to the item {name},"),
                (origin.codings, f"the codings of the item {name},"),
            ]
            for file, what in files:
                if file:
                    yield file.sha256, Registered(file.file, what, record)


def _loaded(project: Project, name: str, kind: type[Record]):
    path = project.figures / name
    try:
        return load_record(path, project.place(path), kind)
    except RecordError:
        if path.exists():
            raise
        return None
