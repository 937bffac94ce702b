"""Receipts: what each job read and wrote, by content, so that no time stamp decides what runs.

Snakemake trusts times: a file that was restored, synchronised or checked out, an exhibit edited by
hand, or a job that was killed can then pass for up to date. A receipt is an output of its job. One
that the files no longer agree with is taken away before Snakemake plans, and the job runs.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corrigenda.files import canonical_json, sha256, write_atomic
from corrigenda.workflow import Job, Plan

PARTS = {
    "declaration": "its declaration changed",
    "code": "its code changed",
    "libraries": "a library that it uses changed",
}


def receipt_path(plan: Plan, job: Job) -> Path:
    """Where the receipt of a job is, relative to the project folder."""
    name = f"{job.stage}-{job.of}" if job.of else job.stage
    return Path("build/.receipts", plan.project.study_id, f"{name}.json")


def hashes(paths: Iterable[str], known: dict[str, str | None] | None = None) -> dict:
    """Hash files; one that is missing has None.

    Parameters
    ----------
    paths
        Files, relative to the project folder.
    known
        Hashes taken a moment ago, which spare reading a file again; it is added to.

    Returns
    -------
    dict
        The hash of each.
    """
    known = {} if known is None else known
    for path in paths:
        if path not in known:
            known[path] = sha256(Path(path)) if Path(path).is_file() else None
    return {path: known[path] for path in paths}


@dataclass(frozen=True)
class Receipt:
    """What a job has read and written.

    Parameters
    ----------
    digest
        Of declarations, code and libraries, as planned.
    parts
        The same apart, so that a change can be told.
    inputs, outputs
        Under each file, relative to the project folder, its hash; None where it is missing.
    started, ended
        When the job ran (ISO 8601, UTC).
    """

    digest: str
    parts: dict[str, str]
    inputs: dict[str, str | None]
    outputs: dict[str, str | None]
    started: str
    ended: str


def write_receipt(plan: Plan, job: Job, digest: str, inputs: dict, started: str) -> None:
    """Note what a job has read, what it depended on otherwise, and what it has written.

    Parameters
    ----------
    plan, job
        What ran.
    digest
        Of declarations, code and libraries, as planned.
    inputs
        Hashes of its inputs, taken before it ran.
    started
        When it began, from `now`.
    """
    outputs = hashes(plan.outputs(job))
    receipt = Receipt(digest, plan.parts(job), inputs, outputs, started, now())
    write_atomic(receipt_path(plan, job), canonical_json(vars(receipt)))
    _why_path(plan, job).unlink(missing_ok=True)


def read_receipt(plan: Plan, job: Job) -> Receipt | None:
    """Return what a job left behind; None where that is missing or cannot be read."""
    try:
        content = json.loads(receipt_path(plan, job).read_text(encoding="utf-8"))
        receipt = Receipt(**content)
    except (OSError, ValueError, TypeError):
        return None
    tables = (receipt.parts, receipt.inputs, receipt.outputs)
    return receipt if all(isinstance(table, dict) for table in tables) else None


def now() -> str:
    """Return the time as receipts hold it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def sweep(plan: Plan) -> None:
    """Take away every receipt that the files, declarations or code no longer agree with.

    Parameters
    ----------
    plan
        The study; the working folder is its project.
    """
    known: dict[str, str | None] = {}
    for job in plan.jobs():
        path = receipt_path(plan, job)
        why = _disagreement(plan, job, known) if path.exists() else None
        if why:
            write_atomic(_why_path(plan, job), why)
            path.unlink()


def stale(plan: Plan, jobs: Iterable[Job] | None = None) -> dict[Job, str]:
    """Say of each job that the files, as they are, call for why it would run.

    Parameters
    ----------
    plan
        The study; the working folder is its project.
    jobs
        Which jobs to look at; all by default.

    Returns
    -------
    dict
        What the last receipt of each such job does not agree with; nothing is taken away.
    """
    known: dict[str, str | None] = {}
    found = {}
    for job in plan.jobs() if jobs is None else jobs:
        path = receipt_path(plan, job)
        why = _disagreement(plan, job, known) if path.exists() else reason(plan, job)
        if why:
            found[job] = why
    return found


def reason(plan: Plan, job: Job) -> str:
    """Say why a job runs.

    Parameters
    ----------
    plan, job
        What is about to run.

    Returns
    -------
    str
        What its last receipt no longer agreed with, if that was it.
    """
    path = _why_path(plan, job)
    if path.exists():
        return path.read_text(encoding="utf-8")
    built = any(Path(output).exists() for output in plan.outputs(job))
    return "what it reads was made again" if built else "not built yet"


def _why_path(plan: Plan, job: Job) -> Path:
    return receipt_path(plan, job).with_suffix(".why")


def _disagreement(plan: Plan, job: Job, known: dict[str, str | None]) -> str | None:
    receipt = read_receipt(plan, job)
    if receipt is None:
        return "its receipt cannot be read"
    tables = {
        "inputs": (receipt.inputs, plan.inputs(job)),
        "outputs": (receipt.outputs, plan.outputs(job)),
    }
    for kind, (then, paths) in tables.items():
        now = hashes(paths, known)
        for name in dict.fromkeys([*then, *now]):
            if then.get(name) != now.get(name):
                return f"{name} {_change(then.get(name), now.get(name), kind)}"
    return None if receipt.digest == plan.digest(job) else changed_part(receipt, plan.parts(job))


def changed_part(receipt: Receipt, parts: dict[str, str]) -> str:
    """Say what a job depends on beside its inputs that is no longer as its receipt has it."""
    told = (text for part, text in PARTS.items() if receipt.parts.get(part) != parts[part])
    return next(told, "its declaration or code changed")


def _change(then: str | None, now: str | None, kind: str) -> str:
    if now is None:
        return "is missing"
    if then is None:
        return "is new"
    return "changed" if kind == "inputs" else "was changed by hand"
