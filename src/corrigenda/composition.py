"""Composition: the records and counts that a report is composed with."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corrigenda.accounts import Accounts
from corrigenda.appendix import sections
from corrigenda.corrections import in_force
from corrigenda.environment import environment
from corrigenda.files import sha256
from corrigenda.lineage import counted
from corrigenda.project import Project
from corrigenda.provenance import STATISTICS, ExhibitRecord, StatisticsRecord, load_record
from corrigenda.readers.notes import notes
from corrigenda.reconciliation import reconcile
from corrigenda.rendering import prose
from corrigenda.rendering import source as texts
from corrigenda.rendering.constructs import divs
from corrigenda.rendering.flow import Flow
from corrigenda.rendering.source import Source
from corrigenda.workflow import Plan


@dataclass(frozen=True)
class Composition:
    """What a study's records tell its report.

    Parameters
    ----------
    plan
        The study, all of whose exhibits and records are written.
    """

    plan: Plan

    @property
    def project(self) -> Project:
        """The study within its folder."""
        return self.plan.project

    @cached_property
    def source(self) -> Source:
        """The sources of the report, with their includes in place."""
        return texts.read(self.project.report, self.project.place(self.project.report))[0]

    @cached_property
    def exhibits(self) -> dict[str, ExhibitRecord]:
        """The record of each exhibit that the report shows, in the order of the report."""
        shown = (div.attributes.id for div in divs(self.source))
        shown = [name for name in dict.fromkeys(shown) if name in self.project.exhibits]
        paths = {name: self.project.figures / f"{name}.json" for name in shown}
        return {n: load_record(p, self.project.place(p), ExhibitRecord) for n, p in paths.items()}

    @cached_property
    def statistics(self) -> StatisticsRecord:
        """The record of the statistics."""
        path = self.project.figures / STATISTICS
        return load_record(path, self.project.place(path), StatisticsRecord)

    @cached_property
    def flow(self) -> Flow:
        """What went through the study, in numbers."""
        lineage, project = self.statistics.lineage, self.project
        return Flow(
            exported=lineage.responses.exported,
            used=lineage.responses.used,
            corrections=len(in_force(project.ledger)),
            items=len(project.codebook),
            codings=self._codings() if project.study.codings else None,
            coded=len(project.coding.items),
            tables=self._shown("table"),
            figures=self._shown("figure"),
            statistics=len(self.statistics.statistics),
            claims=len(prose.claims(self.source)),
        )

    def page(self) -> dict:
        """Lay out what the page tells of provenance, the appendix too."""
        project = self.project
        accounts = Accounts(project, self.exhibits, self.statistics, self._respondents())
        made = sections(
            accounts,
            self.flow,
            {place: sha256(Path(place)) for place in self._sources()},
            self._moved(),
            environment(),
            reconcile(project) if project.study.published else None,
            notes(project),
        )
        return accounts.page() | {"made": made}

    def _sources(self) -> Iterator[str]:
        plan = self.plan
        yield from (*plan.declarations, *plan.ledger, *plan.published, *plan.sources)

    def _shown(self, kind: str) -> int:
        return sum(1 for record in self.exhibits.values() if record.kind == kind)

    def _moved(self) -> dict[str, list[str]]:
        entries = json.loads((self.project.build / "history.json").read_text(encoding="utf-8"))
        return {entry["id"]: entry["moved"] for entry in entries}

    def _respondents(self) -> set[str]:
        return {row["respondent"] for row in self._table("dispositions.csv")}

    def _codings(self) -> int:
        origins = self.statistics.lineage.items.values()
        return sum(counted(o.codings.rows) for o in origins if o.codings)

    def _table(self, name: str):
        with (self.project.build / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
