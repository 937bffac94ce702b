"""The columns of the form, with the three header rows that a Qualtrics export has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import study_files

ZONE = "America/New_York"
METADATA = (
    ("StartDate", "Start Date", {"ImportId": "startDate", "timeZone": ZONE}),
    ("EndDate", "End Date", {"ImportId": "endDate", "timeZone": ZONE}),
    ("Status", "Response Type", {"ImportId": "status"}),
    ("IPAddress", "IP Address", {"ImportId": "ipAddress"}),
    ("Progress", "Progress", {"ImportId": "progress"}),
    ("Duration (in seconds)", "Duration (in seconds)", {"ImportId": "duration"}),
    ("Finished", "Finished", {"ImportId": "finished"}),
    ("RecordedDate", "Recorded Date", {"ImportId": "recordedDate", "timeZone": ZONE}),
    ("ResponseId", "Response ID", {"ImportId": "_recordId"}),
    ("RecipientLastName", "Recipient Last Name", {"ImportId": "recipientLastName"}),
    ("RecipientFirstName", "Recipient First Name", {"ImportId": "recipientFirstName"}),
    ("RecipientEmail", "Recipient Email", {"ImportId": "recipientEmail"}),
    ("ExternalReference", "External Data Reference", {"ImportId": "externalDataReference"}),
    ("LocationLatitude", "Location Latitude", {"ImportId": "locationLatitude"}),
    ("LocationLongitude", "Location Longitude", {"ImportId": "locationLongitude"}),
    ("DistributionChannel", "Distribution Channel", {"ImportId": "distributionChannel"}),
    ("UserLanguage", "User Language", {"ImportId": "userLanguage"}),
    ("RID", "RID", {"ImportId": "RID"}),
)


@dataclass(frozen=True)
class Column:
    """One column of the export: its name, the question above it, and the product's own id."""

    name: str
    question: str
    import_id: str
    item: str | None = None
    option: str | None = None


@cache
def columns() -> tuple[Column, ...]:
    """List the columns in the order of the export.

    Returns
    -------
    tuple[Column, ...]
        Metadata, the respondent's id, then the questions.
    """
    listed = [Column(name, text, _json(import_id)) for name, text, import_id in METADATA]
    for item, entry in study_files.items().items():
        if entry.get("column", "Q").startswith("Q") and entry["kind"] != "coded":
            listed += _of_item(item, entry)
    return tuple(listed)


def _of_item(item: str, entry: dict) -> list[Column]:
    question, texts = _as_asked(item, entry), entry.get("other_text", {})
    selected = f"{question} - Selected Choice" if texts else question
    listed = []
    if entry["kind"] == "multiple":
        for option, value in entry["options"].items():
            number, choice = value["column"].split("_")
            import_id = _json({"ImportId": _qid(number), "choiceId": choice})
            text = f"{selected} - {value['label']}"
            listed.append(Column(value["column"], text, import_id, item, option))
    elif "column" in entry:
        suffix = "_TEXT" if entry["kind"] == "open" else ""
        import_id = _json({"ImportId": _qid(entry["column"]) + suffix})
        listed.append(Column(entry["column"], selected, import_id, item))
    for option, name in texts.items():
        text = f"{question} - {study_files.label(item, option)} - Text"
        listed.append(Column(name, text, _json({"ImportId": _qid(name)}), item, option))
    return listed


def _json(import_id: dict[str, str]) -> str:
    return json.dumps(import_id, separators=(",", ":"))


def _qid(name: str) -> str:
    return name.replace("Q", "QID", 1)


def _as_asked(item: str, entry: dict) -> str:
    # One question carries an instruction on a line of its own, as real forms do.
    note = "\nInterviewer: a rough estimate will do." if item == "clients" else ""
    return entry["question"] + note
