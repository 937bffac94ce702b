"""Methods: how the numbers came about, as far as that differs; and what the raw files hold."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from corrigenda.differences.causes import Declared, Methods, Software
from corrigenda.differences.declaring import kind, plain, sentence
from corrigenda.differences.deep import ABSENT, deep
from corrigenda.differences.naming import Names
from corrigenda.differences.saying import ARROW, counted, listed
from corrigenda.provenance import Lineage, Responses, StatisticsRecord
from corrigenda.releases.snapshot import Snapshot

RECORD = "provenance/statistics.json"
SHORT = 160  # characters of a declared value


def methods(old: Snapshot, new: Snapshot, files: tuple[str, ...]) -> Methods:
    """Compare how the numbers of two versions came about.

    Parameters
    ----------
    old, new
        The versions.
    files
        Other files that differ, in words.

    Returns
    -------
    Methods
        What differs.
    """
    return Methods(
        declared=tuple(_declared(old.declarations, new.declarations)),
        used=_used(old, new),
        code=tuple(_code(old, new)),
        software=tuple(_software(old.release.software, new.release.software)),
        files=files,
    )


def _declared(old: Mapping, new: Mapping) -> Iterator[Declared]:
    names = Names(old, new)
    for path, *sides in deep(_comparable(old, new), _comparable(new, old)):
        file, *keys = map(str, path)
        before, after = (None if side is ABSENT else _short(side) for side in sides)
        says = sentence(file, keys, before, after, names)
        sort = kind(file, keys, before is not None and after is not None)
        yield Declared(file, tuple(keys), before, after, sort, says)


def _comparable(files: Mapping, others: Mapping) -> dict:
    """Leave out what either version keeps back, which is one text."""
    return {
        name: _named(declared)
        for name, declared in files.items()
        if isinstance(declared, dict) and isinstance(others.get(name, {}), dict)
    }


def _named(value: object) -> object:
    """Lay lists out so that a difference is told by name: as one text, or under their items."""
    if isinstance(value, dict):
        return {str(key): _named(inner) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    if not any(isinstance(one, dict | list) for one in value):
        return ", ".join(map(_plain, value))
    names = [_name(one) for one in value]
    if None in names or len(set(names)) < len(names):
        return [_named(one) for one in value]
    named = {name: _named(one) for name, one in zip(names, value, strict=True)}
    return named | {"order": ", ".join(names)}


def _name(entry: object) -> str | None:
    if isinstance(entry, dict):
        keys = ("item", "option", "state", "table", "id", "name")
        return next((str(entry[key]) for key in keys if key in entry), None)
    return entry if isinstance(entry, str) else None


def _short(value: object) -> str:
    text = plain(_plain(value))
    return text if len(text) <= SHORT else text[:SHORT].rpartition(" ")[0] + " …"


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _code(old: Snapshot, new: Snapshot) -> Iterator[str]:
    records = [snapshot.records for snapshot in (old, new)]
    shared = [records[1][i] for i in records[1] if i in records[0]]
    kinds = [r.kind for r in shared if r.code.sha256 != records[0][r.exhibit].code.sha256]
    drawn = [*counted(kinds.count("table"), "table"), *counted(kinds.count("figure"), "figure")]
    if drawn:
        yield f"the code that makes {listed(drawn)}"
    before, after = _statistics(old), _statistics(new)
    if before and after and before.code.sha256 != after.code.sha256:
        yield "the code that computes the statistics"


def _statistics(snapshot: Snapshot) -> StatisticsRecord | None:
    content = snapshot.files.get(RECORD)
    return StatisticsRecord.model_validate_json(content) if content else None


def _software(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Software]:
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield Software(name, old.get(name), new.get(name))


def _used(old: Snapshot, new: Snapshot) -> tuple[int, ...]:
    """Count the responses that are used before and after, where others of one export are."""
    sides = [_lineage(snapshot) for snapshot in (old, new)]
    if not all(sides):
        return ()
    before, after = (side.responses for side in sides)
    return (before.used, after.used) if other_responses(before, after) else ()


def other_responses(before: Responses, after: Responses) -> bool:
    """Say whether other responses of the same export count."""
    same_export = before.sha256 == after.sha256
    return same_export and (before.used, before.rows) != (after.used, after.rows)


def raw(old: Snapshot, new: Snapshot) -> tuple[str, ...]:
    """Say what differs in the raw files.

    Parameters
    ----------
    old, new
        The versions.

    Returns
    -------
    tuple of str
        A sentence for each file; nothing where they are the same.
    """
    before, after = _lineage(old), _lineage(new)
    return tuple(_raw(before, after)) if before and after else ()


def _lineage(snapshot: Snapshot) -> Lineage | None:
    if found := _statistics(snapshot):
        return found.lineage
    records = list(snapshot.records.values())
    coded = (r.lineage for r in records if r.lineage.codings)
    return next(coded, records[0].lineage if records else None)


def _raw(old: Lineage, new: Lineage) -> Iterator[str]:
    before, after = old.responses, new.responses
    if before.sha256 != after.sha256:
        counts = [
            f"{one.exported:,} responses, {one.used:,} of them used" for one in (before, after)
        ]
        held = ARROW.join(counts) if counts[0] != counts[1] else f"still {counts[0]}"
        yield f"{_file(after.file)} is another export: {held}"
    codings = old.codings, new.codings
    if all(codings) and codings[0].sha256 != codings[1].sha256:
        yield f"{_file(codings[1].file)} holds other codings"
    elif bool(codings[0]) != bool(codings[1]):
        yield f"{_file(next(filter(None, codings)).file)} is {'new' if codings[1] else 'gone'}"


def _file(path: str) -> str:
    return PurePosixPath(path).name
