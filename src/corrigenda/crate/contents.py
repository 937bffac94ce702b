"""What a crate holds: the files of a run, which of them are in it, and which are only described."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corrigenda.crate.confidential import Confidential
from corrigenda.crate.slots import slot_of
from corrigenda.files import sha256
from corrigenda.project import Project

CONFIDENTIAL = "Not included: confidential. Its name, size and SHA-256 identify it."
TELLS = (
    "Not included: it names a respondent or repeats an open answer. Its name, size and SHA-256 "
    "identify it."
)
MADE_AGAIN = "Not included: a build makes it again. Its name, size and SHA-256 identify it."
# What tells of single respondents. With nothing disclosed, no crate holds any of it.
_OF_RESPONDENTS = {"raw", "ledger", "responses", "codings", "corrected_codings", "slices", "coded"}
_CONFIDENTIAL = _OF_RESPONDENTS | {"changes", "history"}
_MADE_AGAIN = {"summary", "statistics", "stage", "other"}
_PICTURES = {".pdf", ".png"}
# Whose records have their name: fig-court.svg and fig-court.json, report.pdf and report.json.
_RECORDED = {"tables", "figures", "statistics", "html", "pdf", "records"}


@dataclass(frozen=True)
class Held:
    """A file of a run.

    Parameters
    ----------
    place
        Where it is in the project, and in the crate.
    slot
        What kind of file it is.
    sha256, size
        Of its bytes.
    record
        The id of the record that tells of it; empty where none does.
    kept_back
        Why it is described and not included; empty where it is.
    """

    place: str
    slot: str
    sha256: str
    size: int
    record: str
    kept_back: str


def contents(
    project: Project, hashes: Mapping[str, str], besides: Iterable[str]
) -> dict[str, Held]:
    """List the files of a run.

    Parameters
    ----------
    project
        The study within its folder.
    hashes
        The files that the jobs read and wrote, with their hashes.
    besides
        Other files that belong to the run, such as declarations and the workflow.

    Returns
    -------
    dict
        Each file under its place, in the order of the places; those that are not there are left
        out, and so is the stage, which repeats sources and exhibits.
    """
    stage = f"{project.place(project.build)}/stage/"
    known = dict.fromkeys(besides) | dict(hashes)
    places = sorted(p for p in known if not p.startswith(stage) and (project.root / p).is_file())
    slots = {place: slot_of(project, place) for place in places}
    records = {Path(p).stem: _id(project, p) for p in places if slots[p] == "records"}
    telling = _telling(project, slots)
    return {
        place: Held(
            place,
            slot,
            known[place] or sha256(project.root / place),
            (project.root / place).stat().st_size,
            records.get(Path(place).stem, "") if slot in _RECORDED else "",
            _kept_back(project, slot) or (TELLS if place in telling else ""),
        )
        for place, slot in slots.items()
    }


def _telling(project: Project, slots: Mapping[str, str]) -> set[str]:
    """Name the files that would tell of respondents; the workflow itself is code, and runs."""
    confidential = Confidential(project)
    copied = [p for p, s in slots.items() if s != "workflow" and not _kept_back(project, s)]
    texts = {place for place in copied if confidential.is_in(project.root / place)}
    # A picture or PDF shows what the text beside it says.
    beside = {Path(place).with_suffix("") for place in texts if not place.endswith(".json")}
    pictures = {p for p in copied if Path(p).suffix in _PICTURES}
    return texts | {p for p in pictures if Path(p).with_suffix("") in beside}


def _id(project: Project, record: str) -> str:
    return json.loads((project.root / record).read_text(encoding="utf-8"))["id"]


def record_place(project: Project, held: Held) -> str:
    """Say where the record is that tells of a file; empty for a record and where there is none."""
    told = bool(held.record) and held.slot != "records"
    return project.place(project.figures / f"{Path(held.place).stem}.json") if told else ""


def _kept_back(project: Project, slot: str) -> str:
    if {"respondents", "open_text"} <= set(project.study.discloses):
        return ""
    if slot == "excerpts":
        whose = any(excerpt.respondent for excerpt in project.excerpts)
        return CONFIDENTIAL if whose else ""
    if slot in _CONFIDENTIAL:
        return CONFIDENTIAL
    return MADE_AGAIN if slot in _MADE_AGAIN else ""
