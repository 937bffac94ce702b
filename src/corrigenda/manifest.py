"""The manifest of a build: what varies between two builds, and is in no record."""

import platform

from corrigenda.environment import environment
from corrigenda.files import canonical_json, write_atomic
from corrigenda.receipts import now, read_receipt
from corrigenda.workflow import Plan

MANIFEST = "manifest.json"


def write_manifest(plan: Plan) -> None:
    """Note with which software, on which platform and when the report was built.

    Parameters
    ----------
    plan
        The study; its jobs have left receipts, each with the times of its last run.
    """
    receipts = {str(job): read_receipt(plan, job) for job in plan.jobs()}
    manifest = {
        "study": plan.project.study_id,
        "written": now(),
        "platform": platform.platform(),
        "software": environment(),
        "jobs": {
            job: {"started": receipt.started, "ended": receipt.ended}
            for job, receipt in receipts.items()
            if receipt
        },
    }
    write_atomic(plan.project.build / MANIFEST, canonical_json(manifest))
