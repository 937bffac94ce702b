"""What the rows of the ledger moved, kept so that a new row alone has to be followed."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from corrigenda.declared import history_declared
from corrigenda.digests import code_digest, digest
from corrigenda.evaluation import Evidence
from corrigenda.history import Entry, history, told
from corrigenda.project import Project
from corrigenda.rows import change


def known(path: Path) -> list[dict]:
    """Read what was found before; nothing where that is missing or cannot be read."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return entries if all(isinstance(entry["key"], str) for entry in entries) else []
    except (OSError, ValueError, TypeError, KeyError):
        return []


def followed(
    project: Project, evidence: Evidence, data: Sequence[str], before: Sequence[Mapping]
) -> list[dict]:
    """Follow the ledger, row by row, from the first row that was not followed before.

    Parameters
    ----------
    project
        The study within its folder.
    evidence
        What was imported.
    data
        The hashes of its files.
    before
        What `known` read.

    Returns
    -------
    list of dict
        For each row its id, a key (what its moves depend on), whether it fitted, the exhibits that
        it moved, and in words what it moved; no respondent is named.
    """
    keys = _keys(project, data)
    same = next((n for n, e in enumerate(before) if keys[n : n + 1] != [e["key"]]), len(before))
    kept = list(before[:same])
    if same == len(keys):
        return kept
    new = history(project, evidence, [entry["fits"] for entry in kept])
    return kept + [_entry(e, k, project) for e, k in zip(new, keys[same:], strict=True)]


def _entry(entry: Entry, key: str, project: Project) -> dict:
    exhibits = entry.moves.exhibits if entry.moves else ()
    return {
        "id": entry.row.id,
        "key": key,
        "fits": entry.moves is not None,
        "exhibits": list(exhibits),
        "moved": list(told(entry.moves, project.study)),
    }


def _keys(project: Project, data: Sequence[str]) -> list[str]:
    """Say of each row what its moves depend on: the data, what is declared, the rows above."""
    key = digest([list(data), history_declared(project), code_digest("history")])
    keys = []
    for row in project.ledger:
        key = digest([key, change(row)])
        keys.append(key)
    return keys
