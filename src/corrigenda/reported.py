"""The ledger that the last report reflects, noted when cleaning and when composing."""

import json
from datetime import date

from corrigenda.corrections import Correction
from corrigenda.files import canonical_json, write_atomic
from corrigenda.project import Project
from corrigenda.rows import CHANGE


def note_cleaned(project: Project) -> None:
    """Note what the ledger changes; why, by whom and when moves nothing."""
    rows = [{key: getattr(row, key) for key in CHANGE} for row in project.ledger]
    write_atomic(project.build / "ledger.json", canonical_json(rows))


def note_reported(project: Project) -> None:
    """Note that the report reflects the ledger that was cleaned last."""
    cleaned = (project.build / "ledger.json").read_bytes()
    write_atomic(project.build / "reported.json", cleaned)


def reported(project: Project) -> tuple[Correction, ...] | None:
    """Return the rows of the ledger that the last report reflects.

    Parameters
    ----------
    project
        The study within its folder.

    Returns
    -------
    tuple of Correction or None
        Without reasons, authors and dates; None before the first build.
    """
    path = project.build / "reported.json"
    if not path.exists():
        return None
    rows = json.loads(path.read_text(encoding="utf-8"))
    unknown = {"reason": "", "author": "", "date": date.min, "place": project.place(path)}
    return tuple(Correction(**unknown, **row) for row in rows)
