"""What a build holds that a release tells of: its records, its page and its ledger."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from corrigenda.accounts import Accounts
from corrigenda.composition import Composition
from corrigenda.project import Project
from corrigenda.provenance import (
    CLAIMS,
    REPORT,
    ClaimsRecord,
    ExhibitRecord,
    ReportRecord,
    load_record,
)
from corrigenda.workflow import Plan


@dataclass(frozen=True)
class Held:
    """A study whose report is built from the files as they are.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder.
    """

    project: Project

    @cached_property
    def composition(self) -> Composition:
        """The records that the report was composed with."""
        return Composition(Plan(self.project))

    @property
    def exhibits(self) -> Mapping[str, ExhibitRecord]:
        """The record of each exhibit that the report shows, in its order."""
        return self.composition.exhibits

    @cached_property
    def report(self) -> ReportRecord:
        """The record of the report."""
        path = self.project.figures / REPORT
        return load_record(path, self.project.place(path), ReportRecord)

    @cached_property
    def claims(self) -> ClaimsRecord:
        """The record of the claims."""
        path = self.project.figures / CLAIMS
        return load_record(path, self.project.place(path), ClaimsRecord)

    @cached_property
    def accounts(self) -> Accounts:
        """What may be told of provenance, and the masks of what may not."""
        statistics = self.composition.statistics
        return Accounts(self.project, self.exhibits, statistics, self.respondents)

    @cached_property
    def respondents(self) -> frozenset[str]:
        """The ids of all respondents."""
        path = self.project.build / "dispositions.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return frozenset(row["respondent"] for row in csv.DictReader(file))

    @cached_property
    def moved(self) -> dict[str, tuple[str, ...]]:
        """What each row of the ledger moved."""
        return {entry["id"]: tuple(entry["moved"]) for entry in self._json("history.json")}

    @cached_property
    def statistics(self) -> dict[str, dict]:
        """Every statistic, and how it is printed."""
        return self._json("statistics.json")

    @cached_property
    def facts(self) -> dict[str, dict]:
        """What the page tells of each exhibit's provenance."""
        return self._json("stage/provenance.json")["exhibits"]

    def _json(self, name: str):
        return json.loads((self.project.build / name).read_text(encoding="utf-8"))
