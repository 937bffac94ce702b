"""The survey: what the last build noted of each job, and the hash of each file as it is now."""

import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from corrigenda.errors import RecordError
from corrigenda.manifest import MANIFEST
from corrigenda.project import Project
from corrigenda.provenance import REPORT, ReportRecord, load_record
from corrigenda.receipts import Receipt, hashes, read_receipt, receipt_path
from corrigenda.workflow import Job, Plan


class Survey:
    """A study as it was built and as it is; each file is hashed once.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder.
    """

    def __init__(self, project: Project):
        self.project = project
        self.plan = Plan(project)
        self.jobs = list(self.plan.jobs())
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
        return hashes([place], self.known)[place]

    def place(self, path: Path) -> str:
        """Name a file as records do."""
        return self.project.place(path)

    def inputs(self, job: Job) -> list[str]:
        """List what a job has read, and what it would read now."""
        receipt = self.receipts[job]
        return _both(receipt.inputs if receipt else (), self.plan.inputs(job))

    def outputs(self, job: Job) -> list[str]:
        """List what a job has written, and what it would write now."""
        receipt = self.receipts[job]
        return _both(receipt.outputs if receipt else (), self.plan.outputs(job))

    def written(self, job: Job, path: str) -> str | None:
        """Return the hash that a job has noted of a file which it wrote."""
        receipt = self.receipts[job]
        return receipt.outputs.get(path) if receipt else None

    @cached_property
    def differing(self) -> dict[str, list[Job]]:
        """The jobs whose declaration, code or libraries are not those that they ran with."""
        noted = [(job, receipt.parts) for job, receipt in self.receipts.items() if receipt]
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
    def ledger(self) -> str:
        """The ledger."""
        return self.plan.ledger[0]

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
