"""The chain of an audit: its files from the sentence to the raw export, and whether they agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corrigenda.errors import Problem, RawChangedError
from corrigenda.provenance import REPORT, STATISTICS, Lineage
from corrigenda.readers.raw import verify_raw
from corrigenda.receipts import Receipt, hashes, read_receipt
from corrigenda.workflow import Job, Plan

BUILD = "Run corrigenda build."
AGAIN = "Run corrigenda build, which writes it again."
IMPACT = "corrigenda impact says what its new rows move; corrigenda build brings them in."
CHANGED = {
    "declaration": "what is declared for it changed since it was built.",
    "code": "Corrigenda's code changed since it was built.",
    "libraries": "a library that makes it has another version than when it was built.",
}


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
        named = dict(self._named())
        found = hashes(named)
        return [Link(file, what, found[file]) for file, what in named.items()]

    @cached_property
    def _now(self) -> dict[str, str | None]:
        return {link.file: link.sha256 for link in self.links}

    def _named(self) -> Iterator[tuple[str, str]]:
        project = self.plan.project
        build, shown = (project.place(path) for path in (project.build, project.figures))
        if self.sources:
            yield from ((file, "the text") for file in self.sources)
            yield from ((f"{build}/report.{s}", "the report") for s in ("html", "pdf"))
            yield f"{shown}/{REPORT}", "its record"
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
        yield from self._imported()

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
        yield from self._raw()
        for job in self._jobs():
            yield from self._of_job(job)
        yield from self._recorded()

    def _jobs(self) -> Iterator[Job]:
        yield from (Job("import"), Job("clean"))
        yield from (Job("aggregate", i) for i, o in self.lineage.items.items() if o.codings)
        yield from map(self._job, self.exhibits)
        yield from [Job("statistics")] if self.counted else []
        yield Job("records")

    def of_report(self) -> Iterator[Problem]:
        """Yield the links from there to the report that do not hold."""
        for stage in ("compose", "html", "pdf") if self.sources else ():
            yield from self._of_job(Job(stage))

    def _raw(self) -> Iterator[Problem]:
        project = self.plan.project
        try:
            verify_raw(project.raw, project.place(project.raw))
        except RawChangedError as error:
            yield from error.problems

    def _of_job(self, job: Job) -> Iterator[Problem]:
        receipt, outputs = read_receipt(self.plan, job), self.plan.outputs(job)
        if receipt is None:
            own = [file for file in outputs if file in self._now]
            missing = not own or self._now[own[0]] is None
            message = "it is not built yet." if missing else "nothing tells how it was made."
            yield Problem((own or outputs)[0], message, BUILD)
            return
        yield from self._read(job, receipt)
        yield from self._written(job, receipt)
        parts = self.plan.parts(job)
        for part, message in CHANGED.items():
            if receipt.parts.get(part) != parts[part]:
                own = [file for file in outputs if file in self._now]
                yield Problem((own or outputs)[0], message, BUILD)

    def _read(self, job: Job, receipt: Receipt) -> Iterator[Problem]:
        for file in self.plan.inputs(job):
            if file in self._now and receipt.inputs.get(file) != self._now[file]:
                yield self._changed(file, job)

    def _changed(self, file: str, job: Job) -> Problem:
        if self._now[file] is None:
            return Problem(file, "it is missing.", BUILD)
        if file in self.plan.ledger:
            return Problem(file, "the ledger changed since the study was built.", IMPACT)
        if file in self.plan.raw:
            return Problem(file, "the raw file is another one than the one that was built.", BUILD)
        if file in self.plan.sources:
            return Problem(file, "the text changed since the report was built.", BUILD)
        return Problem(file, f"it changed since the job {job} read it.", BUILD)

    def _written(self, job: Job, receipt: Receipt) -> Iterator[Problem]:
        for file in self.plan.outputs(job):
            if file in self._now and receipt.outputs.get(file) != self._now[file]:
                gone = self._now[file] is None
                edited = f"it was edited by hand; it is not what the job {job} wrote."
                yield Problem(file, "it is missing." if gone else edited, AGAIN)

    def _recorded(self) -> Iterator[Problem]:
        found = self.lineage
        recorded = [o.slice for o in found.items.values()]
        recorded += [o.codings for o in found.items.values() if o.codings]
        recorded += [found.responses, *([found.codings] if found.codings else [])]
        for one in recorded:
            if self._now[one.file] != one.sha256:
                yield Problem(one.file, "its record tells of another content.", BUILD)
