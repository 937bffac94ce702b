"""Receipts: what each job read and wrote, by content, so that no time stamp decides what runs.

Snakemake trusts times: a file that was restored, synchronised or checked out, an exhibit edited by
hand, or a job that was killed can then pass for up to date. A receipt is an output of its job. One
that the files no longer agree with is taken away before Snakemake plans, and the job runs.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from corrigenda.files import canonical_json, sha256, write_atomic
from corrigenda.workflow import Job, Plan


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


def write_receipt(plan: Plan, job: Job, digest: str, inputs: dict) -> None:
    """Note what a job has read, what it depended on otherwise, and what it has written.

    Parameters
    ----------
    plan, job
        What ran.
    digest
        Of declarations, code and libraries, as planned.
    inputs
        Hashes of its inputs, taken before it ran.
    """
    receipt = {"digest": digest, "inputs": inputs, "outputs": hashes(plan.outputs(job))}
    write_atomic(receipt_path(plan, job), canonical_json(receipt))
    _why_path(plan, job).unlink(missing_ok=True)


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
        why = _disagreement(plan, job, path, known) if path.exists() else None
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
        why = _disagreement(plan, job, path, known) if path.exists() else reason(plan, job)
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


def _disagreement(plan: Plan, job: Job, path: Path, known: dict[str, str | None]) -> str | None:
    try:
        receipt = json.loads(path.read_text(encoding="utf-8"))
        then = {kind: receipt[kind] for kind in ("inputs", "outputs")}
    except (ValueError, KeyError, TypeError):
        return "its receipt cannot be read"
    for kind, paths in (("inputs", plan.inputs(job)), ("outputs", plan.outputs(job))):
        now = hashes(paths, known)
        for name in dict.fromkeys([*then[kind], *now]):
            if then[kind].get(name) != now.get(name):
                return f"{name} {_change(then[kind].get(name), now.get(name), kind)}"
    return None if receipt["digest"] == plan.digest(job) else "its declaration or code changed"


def _change(then: str | None, now: str | None, kind: str) -> str:
    if now is None:
        return "is missing"
    if then is None:
        return "is new"
    return "changed" if kind == "inputs" else "was changed by hand"
