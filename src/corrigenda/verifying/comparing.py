"""Comparing: what each job has read and written, held against the files as they are."""

from collections.abc import Mapping

from corrigenda.errors import Problem
from corrigenda.provenance import CLAIMS, REPORT
from corrigenda.receipts import Receipt, reason, receipt_path
from corrigenda.verifying import sayings
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.gaps import UNBUILT
from corrigenda.verifying.links import REASONS, node
from corrigenda.verifying.parts import compare_parts
from corrigenda.verifying.survey import Survey
from corrigenda.verifying.versions import other_version
from corrigenda.workflow import Job


def compare(survey: Survey, chains: Chains) -> None:
    """Find what is no longer as the jobs have noted it in their receipts.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where broken links are noted, those first that come first in a build.
    """
    compare_parts(survey, chains)
    for job, receipt in survey.receipts.items():
        if receipt is None:
            _without_receipt(survey, chains, job)
        else:
            if survey.parted(job):
                _compare_digest(survey, chains, job, receipt)
            _compare_inputs(survey, chains, job, receipt)
            _compare_outputs(survey, chains, job, receipt)


def _without_receipt(survey: Survey, chains: Chains, job: Job) -> None:
    path = receipt_path(survey.plan, job)
    if path.exists():
        message = "the receipt cannot be read: someone edited it."
        chains.break_at(node(job), "receipt", Problem(path.as_posix(), message, sayings.BUILD))
    else:
        chains.break_at(node(job), UNBUILT, _unbuilt(survey, job))


def _unbuilt(survey: Survey, job: Job) -> Problem:
    if receipt_path(survey.plan, job).with_suffix(".why").exists():
        message = f"not built again since {reason(survey.plan, job)}."
    elif any(survey.now(path) for path in survey.plan.outputs(job)):
        message = "its receipt is missing: nothing tells what it was made from."
    else:
        message = "not built."
    return Problem(_place(survey, job), message, sayings.BUILD)


def _place(survey: Survey, job: Job) -> str:
    """Name what a job makes by the first of its files, or by their folder."""
    if job.stage == "clean":
        return survey.place(survey.project.build / "slices")
    return survey.plan.outputs(job)[0]


def _compare_digest(survey: Survey, chains: Chains, job: Job, receipt: Receipt) -> None:
    plan = survey.plan
    if receipt.parts == plan.parts(job) and receipt.digest != plan.digest(job):
        place = receipt_path(plan, job).as_posix()
        message = "the receipt contradicts itself: it was edited by hand."
        chains.break_at(node(job), "receipt", Problem(place, message, sayings.BUILD))


def _compare_inputs(survey: Survey, chains: Chains, job: Job, receipt: Receipt) -> None:
    for path in survey.inputs(job):
        then, now = receipt.inputs.get(path), survey.now(path)
        if then == now or path in survey.raw:
            continue
        if maker := survey.makers.get(path):
            made = survey.receipts[maker]
            if made and made.outputs.get(path) == now:
                chains.break_at(node(job), "stale", _not_since(survey, job, path))
        elif survey.first_read(path) == now:
            chains.break_at(node(job), "stale", _not_since(survey, job, path))
        elif path == survey.ledger and survey.reworded:
            chains.break_at(REASONS, "ledger", sayings.reworded(path))
        else:
            kind, what = written(survey, path)
            since = sayings.were_made([job])
            chains.break_at(path, kind, sayings.changed(path, what, then, now, since))


def _not_since(survey: Survey, job: Job, path: str) -> Problem:
    return Problem(_place(survey, job), f"not built again since {path} changed.", sayings.BUILD)


def written(survey: Survey, path: str) -> tuple[str, str]:
    """Say what kind of file people have written, and how it is called."""
    if path == survey.ledger:
        return "ledger", "the ledger"
    return "source", "the source" if path.startswith("report/") else "the file"


def _compare_outputs(survey: Survey, chains: Chains, job: Job, receipt: Receipt) -> None:
    for path in survey.outputs(job):
        then, now = receipt.outputs.get(path), survey.now(path)
        if then != now and (readers := _agreeing(survey, path, now, receipt.outputs)):
            place = receipt_path(survey.plan, job).as_posix()
            chains.break_at(node(job), "receipt", _receipt_edited(place, path, readers))
        elif then != now:
            kind = "record" if _is_record(survey, job, path) else "edited"
            chains.break_at(path, kind, _not_as_written(survey, path, kind, then, now))


def _agreeing(
    survey: Survey, path: str, now: str | None, then: Mapping[str, str | None]
) -> list[Job]:
    """Return the jobs that have read a file as it is, though its maker notes another."""
    if now is None or path not in then:
        return []
    readers = survey.readers.get(path, [])
    agreeing = [job for job in readers if survey.receipts[job].inputs[path] == now]
    return agreeing if len(agreeing) == len(readers) else []


def _receipt_edited(place: str, path: str, readers: list[Job]) -> Problem:
    message = (
        f"the receipt was edited by hand: {sayings.products(readers)} came from {path} as it is, "
        "and it tells of another."
    )
    return Problem(place, message, sayings.BUILD)


def _is_record(survey: Survey, job: Job, path: str) -> bool:
    return job.stage == "records" or path in map(survey.shown, (CLAIMS, REPORT))


def _not_as_written(
    survey: Survey, path: str, kind: str, then: str | None, now: str | None
) -> Problem:
    what = "the record" if kind == "record" else "it"
    if now is None:
        return sayings.missing(path, what)
    if then is None:
        return sayings.foreign(path)
    other = other_version(survey, path)
    return sayings.elsewhere(path, other) if other else sayings.edited(path, what)
