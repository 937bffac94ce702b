"""Snapshots: what a version of a report holds, read from its release or from the working tree."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from corrigenda.errors import Problem, ReleaseError
from corrigenda.provenance import ExhibitRecord, ReportRecord
from corrigenda.releases.models import RELEASE, LedgerRow, Passage, Release

LEDGER, STATISTICS, TEXT, DECLARATIONS = (
    "ledger.json",
    "statistics.json",
    "text.json",
    "declarations.json",
)
REPORT_RECORD = "provenance/report.json"

Kind = TypeVar("Kind")


class Folder(Mapping[str, bytes]):
    """The files of a folder by their names within it, each read when it is asked for.

    Parameters
    ----------
    path
        The folder.
    """

    def __init__(self, path: Path):
        self.path = path

    def __getitem__(self, name: str) -> bytes:
        path = self.path / name
        if not path.is_file():
            raise KeyError(name)
        return path.read_bytes()

    def __iter__(self) -> Iterator[str]:
        files = sorted(p for p in self.path.rglob("*") if p.is_file())
        return (p.relative_to(self.path).as_posix() for p in files)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Snapshot:
    """What one version of a report holds; a file that is missing or broken is a `ReleaseError`.

    Parameters
    ----------
    files
        Its files by their names within the released folder.
    """

    def __init__(self, files: Mapping[str, bytes]):
        self.files = files

    def _read(self, name: str, read: Callable[[object], Kind]) -> Kind:
        try:
            return read(json.loads(self.files[name]))
        except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
            place = f"{self.files.path}/{name}" if isinstance(self.files, Folder) else name
            message = "it is missing, or not what a release holds; someone changed it."
            advice = "corrigenda verify --releases names every file that was changed."
            raise ReleaseError(Problem(place, message, advice)) from None

    @cached_property
    def release(self) -> Release:
        """What it says of itself."""
        return self._read(RELEASE, Release.model_validate)

    @cached_property
    def ledger(self) -> tuple[LedgerRow, ...]:
        """The corrections, in the order of the ledger."""
        return self._read(LEDGER, lambda rows: tuple(map(LedgerRow.model_validate, rows)))

    @cached_property
    def statistics(self) -> dict[str, dict]:
        """Every statistic: ``n``, ``base`` and ``percent``, or ``value``, and how it is printed."""
        return self._read(STATISTICS, dict)

    @cached_property
    def text(self) -> tuple[Passage, ...]:
        """The text of the report, in order."""
        return self._read(TEXT, lambda passages: tuple(map(Passage.model_validate, passages)))

    @cached_property
    def declarations(self) -> dict[str, object]:
        """The declarations by file name (``study.yaml``), parsed."""
        return self._read(DECLARATIONS, dict)

    @cached_property
    def report(self) -> ReportRecord:
        """The record of the report."""
        return self._read(REPORT_RECORD, ReportRecord.model_validate)

    @cached_property
    def records(self) -> dict[str, ExhibitRecord]:
        """The record of each exhibit."""
        names = [shown.id for shown in self.release.exhibits]
        return {n: self._read(f"{n}/{n}.json", ExhibitRecord.model_validate) for n in names}

    def rows(self, exhibit: str) -> list[dict[str, str]]:
        """Return the data behind an exhibit, a dictionary for each row of its CSV."""
        text = self.files[f"{exhibit}/{exhibit}.csv"].decode()
        return list(csv.DictReader(io.StringIO(text, newline="")))
