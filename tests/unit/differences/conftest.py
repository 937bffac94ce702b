"""Versions of a study of four respondents, built by hand, with one thing changed at a time."""

import csv
import io
import json

import pytest

from builders import a_study
from corrigenda.differences import Difference, differences
from corrigenda.files import canonical_json, sha256_of
from corrigenda.forms import Share, printed
from corrigenda.releases.snapshot import Snapshot

STUDY = a_study()
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><g>{}</g></svg>'


def rows(*printed_rows: str) -> list[dict[str, str]]:
    """Write the rows of a table as ``Court / Yes: 2 of 4``."""
    found = []
    for row in printed_rows:
        labels, _, share = row.partition(": ")
        block, _, name = labels.partition(" / ")
        n, _, base = share.partition(" of ")
        percent = str(round(100 * int(n) / int(base))) if int(base) else ""
        found.append({"block": block, "row": name, "n": n, "base": base, "percent": percent})
    return found


def share(n: int, base: int) -> dict:
    """Print a share as statistics.json holds it."""
    return printed(Share(n, base), STUDY)


def a_row(row_id: str, change: str = '"No" → "Yes"', **settings) -> dict:
    """Write a correction as it is published."""
    said = {"date": "2024-04-10", "item": "court", "reason": "AB: Misheard", "withdrawn_by": ""}
    return {"id": row_id, "change": change, "moved": [], "respondent": ""} | said | settings


def passage(text: str, section: str = "sec-findings", kind: str = "paragraph") -> dict:
    """Write a passage of the report."""
    return {"section": section, "title": section[4:].capitalize(), "kind": kind, "text": text}


TABLE = {
    "kind": "table",
    "label": "Table 1",
    "caption": "Court",
    "alt": "",
    "rows": rows("Court / Yes: 2 of 4", "Court / No: 1 of 4", "Court / Don't know: 1 of 4"),
    "picture": "<div><table></table></div>",
    "slices": {"court": "a"},
    "declaration": "a",
    "code": "a",
    "corrections": ["C001"],
}
FIGURE = TABLE | {
    "kind": "figure",
    "label": "Figure 1",
    "alt": "Bars: 2 said yes.",
    "picture": SVG.format("2"),
}
BASE = {
    "version": "1.0.0",
    "date": "2024-05-01",
    "title": "A study",
    "abstract": "",
    "exhibits": {"tbl-court": TABLE, "fig-court": FIGURE},
    "ledger": [a_row("C001")],
    "statistics": {"court.yes": share(2, 4), "court.no": share(1, 4)},
    "text": [passage("Two went to court. One did not.")],
    "declarations": {
        "study.yaml": {"id": "tiny", "rounding": "half-odd", "exclude": ["preview", "test"]},
        "codebook.yaml": {
            "items": {"court": {"label": "Went to court", "options": {"yes": "Yes", "no": "No"}}}
        },
    },
    "sources": {"data/tiny/study.yaml": "a", "report/tiny/report.qmd": "a"},
    "software": {"corrigenda": "0.1.0", "pandas": "3.0.0"},
    "raw": "a",
    "exported": 5,
    "used": 4,
    "statistics_code": "a",
}


def _hash(text: str) -> str:
    return sha256_of(text.encode())


def _lineage(version: dict, exhibit: dict) -> dict:
    items = {
        name: {
            "kind": "single",
            "slice": {"file": f"build/tiny/slices/{name}.csv", "sha256": _hash(mark)},
            "columns": ["Q1"],
            "made_from": [],
            "asked_if": [],
            "codings": None,
            "corrections": [],
        }
        for name, mark in exhibit["slices"].items()
    }
    responses = {
        "file": "data/tiny/raw/interviews.csv",
        "sha256": _hash(version["raw"]),
        "exported": version["exported"],
        "used": version["used"],
        "rows": "4-7",
        "left_out": {},
    }
    said = {"reads": [*items], "items": items, "responses": responses, "codings": None}
    return said | {"corrections": exhibit["corrections"]}


def _said(version: dict, name: str) -> dict:
    said = {"study": "tiny", "release": version["version"], "corrigenda": "0.1.0", "job": name}
    return {"id": f"tiny/{name}@x"} | said


def _record(version: dict, name: str, exhibit: dict, data: str) -> dict:
    return _said(version, name) | {
        "exhibit": name,
        "kind": exhibit["kind"],
        "declaration": {"file": "exhibits.yaml", "digest": exhibit["declaration"]},
        "code": {"function": "draw", "sha256": exhibit["code"]},
        "data": _hash(data),
        "files": {},
        "lineage": _lineage(version, exhibit),
    }


def _csv(exhibit: dict) -> str:
    target = io.StringIO()
    sheet = csv.DictWriter(target, exhibit["rows"][0], lineterminator="\n")
    sheet.writeheader()
    sheet.writerows(exhibit["rows"])
    return target.getvalue()


def _release(version: dict) -> dict:
    shown = [
        {"id": name, "source": "", "record": "", "files": []}
        | {key: e[key] for key in ("kind", "label", "caption", "alt")}
        for name, e in version["exhibits"].items()
    ]
    said = {k: version[k] for k in ("version", "date", "title", "abstract", "software")}
    texts = ("subtitle", "notice", "notice_short", "record", "data", "commit", "note")
    empty = {key: "" for key in (*texts, "changes")} | {"authors": [], "earlier": {}, "lang": "en"}
    return empty | said | {"study": "tiny", "publication": {}, "dirty": False, "exhibits": shown}


def a_snapshot(**settings) -> Snapshot:
    """Build a version of the study; what is not set is as in the first one."""
    version = BASE | settings
    files = {
        "release.json": _release(version),
        "ledger.json": version["ledger"],
        "statistics.json": version["statistics"],
        "text.json": version["text"],
        "declarations.json": version["declarations"],
        "provenance/report.json": _said(version, "report")
        | {"data": "", "sources": version["sources"], "exhibits": {}}
        | {"ledger": {"file": "", "sha256": ""}},
        "provenance/statistics.json": _said(version, "statistics")
        | {"code": {"function": "compute", "sha256": version["statistics_code"]}}
        | {"data": "", "statistics": {}, "lineage": _lineage(version, TABLE)},
    }
    content = {name: canonical_json(value) for name, value in files.items()}
    for name, exhibit in version["exhibits"].items():
        data, suffix = _csv(exhibit), {"table": "html", "figure": "svg"}[exhibit["kind"]]
        content[f"{name}/{name}.csv"] = data
        content[f"{name}/{name}.json"] = json.dumps(_record(version, name, exhibit, data))
        content[f"{name}/{name}.{suffix}"] = exhibit["picture"]
    return Snapshot({name: text.encode() for name, text in content.items()})


def exhibits(**changed: dict) -> dict[str, dict]:
    """Return the exhibits of the first version, of which some say something else."""
    known = BASE["exhibits"]
    return known | {
        name.replace("_", "-"): known.get(name.replace("_", "-"), TABLE) | settings
        for name, settings in changed.items()
    }


@pytest.fixture
def compare():
    """Compare the first version with one of which something is set otherwise."""

    def compared(old: dict | None = None, **settings) -> Difference:
        newer = {"version": "1.1.0", "date": "2024-06-01"} | settings
        return differences(a_snapshot(**(old or {})), a_snapshot(**newer))

    return compared
