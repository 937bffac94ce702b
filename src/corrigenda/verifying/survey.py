"""The survey: what the last build noted of each job, and the hash of each file as it is now."""

import json
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path

from corrigenda.errors import RecordError, UserError
from corrigenda.manifest import MANIFEST
from corrigenda.project import Project
from corrigenda.provenance import REPORT, ReportRecord, load_record
from corrigenda.receipts import Receipt, hashes, read_receipt, receipt_path
from corrigenda.reported import reported
from corrigenda.rows import change
from corrigenda.workflow import Job, Plan

WRITTEN = ("build/", "figures/")  # by builds


class Survey:
    """A study as it was built and as it is; each file is hashed once.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder.
    files
        Of what a build has written, the files that are asked about; all by default. Only the
        jobs that write any of them are looked at; other files count as these jobs noted them.
    """

    def __init__(self, project: Project, files: Collection[str] | None = None):
        self.project, self.files = project, files
        self.plan = Plan(project)
        self.jobs = [job for job in self.plan.jobs() if self.concerns(self.plan.outputs(job))]
        self.receipts: dict[Job, Receipt | None] = {
            j: read_receipt(self.plan, j) for j in self.jobs
        }
        self.known: dict[str, str | None] = {}

    @property
    def built(self) -> bool:
        """Whether a build has left anything to hold the files against."""
        return any(receipt_path(self.plan, job).exists() for job in self.jobs)

    def now(self, path: str | Path) -> str | None:
        """Hash a file; None where there is none."""
        place = Path(path).as_posix()
        if not self.asked(place) and place in self._noted:
            return self._noted[place]
        return hashes([place], self.known)[place]

    def concerns(self, paths: Iterable[str]) -> bool:
        """Say whether any of some files is asked about."""
        return self.files is None or any(path in self.files for path in paths)

    def asked(self, path: str) -> bool:
        """Say whether a file is asked about; what people write always is."""
        return self.concerns([path]) or not path.startswith(WRITTEN)

    @cached_property
    def _noted(self) -> dict[str, str | None]:
        receipts = list(filter(None, self.receipts.values()))
        tables = [*(r.inputs for r in receipts), *(r.outputs for r in receipts)]
        return {path: sha for table in tables for path, sha in table.items()}

    def place(self, path: Path) -> str:
        """Name a file as records do."""
        return self.project.place(path)

    def inputs(self, job: Job) -> list[str]:
        """List what a job has read, and what it would read now."""
        receipt = self.receipts.get(job)
        return _both(receipt.inputs if receipt else (), self.plan.inputs(job))

    def outputs(self, job: Job) -> list[str]:
        """List what a job has written, and what it would write now."""
        receipt = self.receipts.get(job)
        return _both(receipt.outputs if receipt else (), self.plan.outputs(job))

    def written(self, job: Job, path: str) -> str | None:
        """Return the hash that a job has noted of a file which it wrote."""
        receipt = self.receipts.get(job)
        return receipt.outputs.get(path) if receipt else None

    def parted(self, job: Job) -> bool:
        """Say whether what a job depends on otherwise is looked at: of the records that is what
        all exhibits depend on."""
        return self.files is None or job.stage != "records"

    @cached_property
    def differing(self) -> dict[str, list[Job]]:
        """The jobs whose declaration, code or libraries are not those that they ran with."""
        found = ((job, receipt) for job, receipt in self.receipts.items() if self.parted(job))
        noted = [(job, receipt.parts) for job, receipt in found if receipt]
        return {
            part: [job for job, then in noted if then.get(part) != self.plan.parts(job)[part]]
            for part in ("declaration", "code", "libraries")
        }

    @cached_property
    def makers(self) -> dict[str, Job]:
        """The job that writes each file."""
        return {path: job for job in self.jobs for path in self.outputs(job)}

    @cached_property
    def readers(self) -> dict[str, list[Job]]:
        """The jobs that have read each file."""
        found: dict[str, list[Job]] = {}
        for job, receipt in self.receipts.items():
            for path in receipt.inputs if receipt else ():
                found.setdefault(path, []).append(job)
        return found

    def first_read(self, path: str) -> str | None:
        """Return the hash of a file when the first job that reads it did."""
        return next((self.receipts[job].inputs[path] for job in self.readers.get(path, ())), None)

    @cached_property
    def raw(self) -> dict[str, None]:
        """The raw files and their register, as far as they are there or were read."""
        return dict.fromkeys(self.inputs(Job("import")))

    @property
    def register(self) -> str:
        """The register of the raw files."""
        return self.place(self.project.raw / "SHA256SUMS")

    @property
    def imported(self) -> list[str]:
        """What records count rows of: what became of each response, and the codings, if any."""
        names = ["dispositions", *(["codings"] if self.project.study.codings else [])]
        return [self.place(self.project.build / f"{name}.csv") for name in names]

    @property
    def ledger(self) -> str:
        """The ledger."""
        return self.plan.ledger[0]

    @cached_property
    def reworded(self) -> bool:
        """Whether the ledger changes what it changed in the last build; the rest moves nothing."""
        cleaned, then = (self.project.build / f"{n}.json" for n in ("ledger", "reported"))
        if self.written(Job("clean"), self.place(cleaned)) != self.now(self.place(then)):
            return False
        try:
            rows = reported(self.project)
            return rows is not None and [*map(change, rows)] == [*map(change, self.project.ledger)]
        except (UserError, ValueError, TypeError):
            return False

    @cached_property
    def report(self) -> ReportRecord | None:
        """The record of the report, where there is one that can be read."""
        try:
            return load_record(self.project.figures / REPORT, self.shown(REPORT), ReportRecord)
        except RecordError:
            return None

    @cached_property
    def software(self) -> dict[str, str]:
        """The versions that the last build noted in its manifest."""
        try:
            text = (self.project.build / MANIFEST).read_text(encoding="utf-8")
            return dict(json.loads(text)["software"])
        except (OSError, ValueError, TypeError, KeyError):
            return {}

    def shown(self, name: str) -> str:
        """Name a file that stands among the exhibits."""
        return self.place(self.project.figures / name)


def _both(then: Iterable[str], now: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*then, *now]))
