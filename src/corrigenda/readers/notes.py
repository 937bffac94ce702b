"""Notes: what an import found and forgave, kept beside what it read."""

import json
from collections.abc import Sequence
from pathlib import Path

from corrigenda.errors import Problem, RecordError
from corrigenda.project import Project
from corrigenda.readers.findings import Finding


def noted(findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Lay findings out for the notes of an import."""
    return [{"kind": f.kind, "text": f.text, "place": f.place} for f in findings]


def notes(project: Project) -> tuple[Finding, ...]:
    """Read the notes of the last import.

    Parameters
    ----------
    project
        The study within its folder.

    Returns
    -------
    tuple of Finding
        What reading the raw files found and forgave; nothing before the first import.

    Raises
    ------
    RecordError
        When the notes were edited so that they cannot be read.
    """
    path = notes_path(project)
    if not path.exists():
        return ()
    try:
        return tuple(Finding(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        advice = "Run corrigenda build, which imports again."
        raise RecordError(
            Problem(project.place(path), "the notes cannot be read.", advice)
        ) from None


def notes_path(project: Project) -> Path:
    """Where the notes of the last import are."""
    return project.build / "notes.json"
