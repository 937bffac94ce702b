"""The chain of an audit: its files from the sentence to the raw export, and whether they agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corrigenda.errors import Problem
from corrigenda.provenance import REPORT, STATISTICS, Lineage
from corrigenda.verifying.chains import Finding
from corrigenda.verifying.holding import hold
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import Job, Plan

DATA, REPORTED = "asked about", "reported"  # where the two parts of a chain end


@dataclass(frozen=True)
class Link:
    """A file on the way from the report to the raw export.

    Parameters
    ----------
    file
        Where it is in the project.
    what
        What it is, in words.
    sha256
        Of what it holds now; None where it is missing.
    """

    file: str
    what: str
    sha256: str | None


@dataclass(frozen=True)
class Chain:
    """Everything that something depends on.

    Parameters
    ----------
    plan
        The study.
    lineage
        Where it came from, as its record says.
    exhibits
        The exhibits that are asked about.
    counted
        Whether a statistic is.
    sources
        The files of the report that state or show it, within the project.
    """

    plan: Plan
    lineage: Lineage
    exhibits: tuple[str, ...]
    counted: bool
    sources: tuple[str, ...]

    @cached_property
    def links(self) -> list[Link]:
        """The files, from the sentence to the raw export."""
        named = dict((*self._telling(), *self._behind()))
        return [Link(file, what, self._survey.now(file)) for file, what in named.items()]

    def _telling(self) -> Iterator[tuple[str, str]]:
        """Name what states or shows it."""
        project = self.plan.project
        build, shown = (project.place(path) for path in (project.build, project.figures))
        if self.sources:
            yield from ((file, "the text") for file in self.sources)
            yield from ((f"{build}/report.{s}", "the report") for s in ("html", "pdf"))
            yield f"{shown}/{REPORT}", "its record"

    def _behind(self) -> Iterator[tuple[str, str]]:
        """Name what it is computed from, and itself."""
        project = self.plan.project
        build, shown = (project.place(path) for path in (project.build, project.figures))
        for exhibit in self.exhibits:
            job = self._job(exhibit)
            yield from ((file, f"{exhibit} as it is shown") for file in self.plan.outputs(job))
            yield f"{shown}/{exhibit}.json", "its record"
        if self.counted:
            yield f"{build}/statistics.json", "every statistic"
            yield f"{shown}/{STATISTICS}", "their record"
            if not self.lineage.items:
                yield f"{build}/summary.csv", "the counts of responses and corrections"
        for item, origin in reversed(self.lineage.items.items()):
            yield origin.slice.file, f"the answers to {item}, corrected"
            if origin.codings:
                yield origin.codings.file, f"the codings of {item}, corrected"
        if self._corrected:
            yield f"{build}/history.json", "what each correction moved"
        yield from self._imported()

    @property
    def _corrected(self) -> bool:
        """Whether rows of the ledger are told: those of the items, or of a count of rows all."""
        whole = self.lineage
        return any(one.corrections for one in whole.items.values() or [whole])

    def _imported(self) -> Iterator[tuple[str, str]]:
        plan = self.plan
        yield plan.ledger[0], "the ledger"
        yield from ((file, "as it was imported") for file in self._evidence)
        yield self.lineage.responses.file, "the raw export"
        if self.lineage.codings:
            yield self.lineage.codings.file, "the raw codings"

    @property
    def _evidence(self) -> list[str]:
        """What was imported, without the codings where nothing is coded."""
        coded = self.lineage.codings is not None
        return [f for f in self.plan.imported if coded or not f.endswith("/codings.csv")]

    def _job(self, exhibit: str) -> Job:
        return Job(self.plan.project.exhibits[exhibit].kind, exhibit)

    def of_data(self) -> Iterator[Problem]:
        """Yield the links that do not hold up to statistics and exhibits, the raw ones first."""
        return (one.broken.problem for one in self._findings if DATA in one.hangs)

    def of_report(self) -> Iterator[Problem]:
        """Yield the links from there to the report that do not hold."""
        return (one.broken.problem for one in self._findings if one.hangs == (REPORTED,))

    @cached_property
    def _survey(self) -> Survey:
        return Survey(self.plan.project, dict((*self._telling(), *self._behind())))

    @cached_property
    def _findings(self) -> list[Finding]:
        """What is broken first on the way to each of the files, as `corrigenda verify` says it."""
        held = hold(self._survey)
        for end, files in {REPORTED: self._telling(), DATA: self._behind()}.items():
            held.chains.link(dict(files), end)
        held.chains.link([self.plan.project.place(self.plan.project.build)], DATA)
        held.chains.only({DATA, REPORTED})
        return held.findings()[0]
