"""Sayings: what is said of each kind of broken link, and what to do about it."""

import re
from collections.abc import Iterable

from corrigenda.errors import Problem
from corrigenda.workflow import Job

BUILD = "Run corrigenda build."
RAW = "Raw data are never edited: restore the file and put the change into corrections.csv."
REMADE = "Run corrigenda build: it makes the file anew."
GATHERING = ("history", "records", "compose")  # these depend on what all others do
PLURAL = {  # whole words of our own messages
    "it was": "they were",
    "it is": "they are",
    "it does not": "they do not",
    "it belongs": "they belong",
    "it tells": "they tell",
    "it says itself": "they say themselves",
    "what it is": "what they are",
    "what it was": "what they were",
    "the record was": "the records were",
    "the record is": "the records are",
    "the receipt was": "the receipts were",
    "the receipt cannot": "the receipts cannot",
    "the receipt contradicts itself": "the receipts contradict themselves",
    "the raw file changed": "the raw files changed",
    "the raw file is": "the raw files are",
    "the registered raw file is": "the registered raw files are",
    "the registered one": "the registered ones",
    "the source changed": "the sources changed",
    "the file changed": "the files changed",
    "the declaration changed": "the declarations changed",
    "its receipt is": "their receipts are",
    "its record tells": "their records tell",
    "one of them was": "some of them were",
    "edited it": "edited them",
    "wrote it": "wrote them",
    "writes it": "writes them",
    "written it": "written them",
    "restore the file": "restore the files",
    "makes the file": "makes the files",
    "Remove it": "Remove them",
    "Put it back": "Put them back",
}
NAMED = 3  # of many things, before "and 4 more"


def edited(place: str, what: str = "it") -> Problem:
    """Say that a file is not what the build wrote."""
    return Problem(place, f"{what} was edited by hand: the build wrote something else.", REMADE)


def misrecorded(place: str, what: str) -> Problem:
    """Say that a record contradicts what it tells of, which is as it was."""
    return Problem(place, f"the record was edited by hand: it tells of {what}.", REMADE)


def contradicting(place: str, other: str, what: str) -> Problem:
    """Say that two records tell of the same thing differently."""
    message = f"of {what} it tells something else than {other}: one of the two was edited by hand."
    return Problem(place, message, REMADE)


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


def reworded(place: str) -> Problem:
    """Say that the ledger gives other reasons, authors or dates, but changes what it did."""
    message = (
        "reasons, authors or dates in the ledger changed since the report was made; they move "
        "no number."
    )
    return Problem(place, message, BUILD)


def plural(text: str) -> str:
    """Say of several things what is said of one."""
    one = "|".join(sorted(map(re.escape, PLURAL), key=len, reverse=True))
    return re.sub(rf"\b({one})\b", lambda found: PLURAL[found[0]], text)


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
