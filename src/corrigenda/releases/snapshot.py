"""Snapshots: what a version of a report holds, read from its release or from the working tree."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from corrigenda.provenance import ExhibitRecord, ReportRecord
from corrigenda.releases.models import RELEASE, LedgerRow, Passage, Release

LEDGER, STATISTICS, TEXT, DECLARATIONS = (
    "ledger.json",
    "statistics.json",
    "text.json",
    "declarations.json",
)
REPORT_RECORD = "provenance/report.json"


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
    """What one version of a report holds.

    Parameters
    ----------
    files
        Its files by their names within the released folder.
    """

    def __init__(self, files: Mapping[str, bytes]):
        self.files = files

    def _json(self, name: str):
        return json.loads(self.files[name])

    @cached_property
    def release(self) -> Release:
        """What it says of itself."""
        return Release.model_validate(self._json(RELEASE))

    @cached_property
    def ledger(self) -> tuple[LedgerRow, ...]:
        """The corrections, in the order of the ledger."""
        return tuple(map(LedgerRow.model_validate, self._json(LEDGER)))

    @cached_property
    def statistics(self) -> dict[str, dict]:
        """Every statistic: ``n``, ``base`` and ``percent``, or ``value``, and how it is printed."""
        return self._json(STATISTICS)

    @cached_property
    def text(self) -> tuple[Passage, ...]:
        """The text of the report, in order."""
        return tuple(map(Passage.model_validate, self._json(TEXT)))

    @cached_property
    def declarations(self) -> dict[str, object]:
        """The declarations by file name (``study.yaml``), parsed."""
        return self._json(DECLARATIONS)

    @cached_property
    def report(self) -> ReportRecord:
        """The record of the report."""
        return ReportRecord.model_validate(self._json(REPORT_RECORD))

    @cached_property
    def records(self) -> dict[str, ExhibitRecord]:
        """The record of each exhibit."""
        shown = self.release.exhibits
        return {
            s.id: ExhibitRecord.model_validate(self._json(f"{s.id}/{s.id}.json")) for s in shown
        }

    def rows(self, exhibit: str) -> list[dict[str, str]]:
        """Return the data behind an exhibit, a dictionary for each row of its CSV."""
        text = self.files[f"{exhibit}/{exhibit}.csv"].decode()
        return list(csv.DictReader(io.StringIO(text, newline="")))
