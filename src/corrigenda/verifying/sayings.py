"""Sayings: what is said of each kind of broken link, and what to do about it."""

from collections.abc import Iterable

from corrigenda.errors import Problem
from corrigenda.workflow import Job

BUILD = "Run corrigenda build."
RAW = "Raw data are never edited: restore the file and put the change into corrections.csv."
REMADE = "Run corrigenda build: it makes the file anew."
GATHERING = ("history", "records", "compose")  # these depend on what all others do
NAMED = 3  # of many things, before "and 4 more"


def edited(place: str, what: str = "it") -> Problem:
    """Say that a file is not what the build wrote."""
    return Problem(place, f"{what} was edited by hand: the build wrote something else.", REMADE)


def misrecorded(place: str, what: str) -> Problem:
    """Say that a record contradicts what it tells of, which is as it was."""
    return Problem(place, f"the record was edited by hand: it tells of {what}.", REMADE)


def missing(place: str, what: str = "it") -> Problem:
    """Say that a file which was built is gone."""
    return Problem(place, f"{what} is missing: the build wrote it.", BUILD)


def foreign(place: str) -> Problem:
    """Say that a file is new where only a build writes."""
    message = "it is not of the build: it was put there by hand."
    return Problem(place, message, "Remove it, or run corrigenda build.")


def elsewhere(place: str, record: str) -> Problem:
    """Say that a file comes from a build, but not from the last one."""
    message = f"it was replaced by that of another build, as it says itself ({record})."
    return Problem(place, message, REMADE)


def changed(place: str, what: str, then: str | None, now: str | None, since: str) -> Problem:
    """Say that a file which people write is not the one that was read."""
    if now is None:
        return Problem(place, f"{what} is missing; it was there when {since}.", "Put it back.")
    if then is None:
        return Problem(place, f"{what} is new; it was not there when {since}.", BUILD)
    return Problem(place, f"{what} changed since {since}.", BUILD)


def product(job: Job) -> str:
    """Name what a job makes, for people."""
    names = {
        "import": "the imported responses",
        "clean": "the slices",
        "history": "the history of the ledger",
        "records": "the records",
        "compose": "the report",
        "html": "the HTML report",
        "pdf": "the PDF report",
        "statistics": "the statistics",
    }
    return names.get(job.stage, job.of)


def products(jobs: Iterable[Job]) -> str:
    """Name what some jobs make: the first, and how many more."""
    jobs = list(jobs)
    telling = [job for job in jobs if job.stage not in GATHERING]
    names = list(dict.fromkeys(map(product, telling or jobs)))
    more = len(names) - NAMED
    if more > 1:
        return f"{', '.join(names[:NAMED])} and {more} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def were_made(jobs: Iterable[Job]) -> str:
    """Say that what some jobs make was made."""
    named = products(jobs)
    plural = " and " in named or (named.endswith("s") and named.startswith("the "))
    return f"{named} {'were' if plural else 'was'} made"
