"""Shown: which tables and figures of two versions differ, how, and from what."""

from collections.abc import Iterator

from corrigenda.differences.causes import Corrections
from corrigenda.differences.cells import cells
from corrigenda.differences.changes import Exhibit, Renumbered
from corrigenda.differences.words import wording
from corrigenda.identity import Identity, stamped
from corrigenda.provenance import ExhibitRecord
from corrigenda.releases.models import Shown
from corrigenda.releases.snapshot import Snapshot

SUFFIXES = {"table": ".html", "figure": ".svg"}  # what of an exhibit a page shows
_NOBODY = Identity("none", "none", "none", "0" * 64)


def exhibits(old: Snapshot, new: Snapshot, ledger: Corrections) -> tuple[Exhibit, ...]:
    """Compare the exhibits that both versions show.

    Parameters
    ----------
    old, new
        The versions.
    ledger
        What happened to the ledger between them.

    Returns
    -------
    tuple of Exhibit
        Those that show something else, in the order of the new report.
    """
    before = _by_id(old)
    pairs = [(before[s.id], s) for s in new.release.exhibits if s.id in before]
    found = (_exhibit(a, b, old, new, ledger) for a, b in pairs)
    return tuple(one for one in found if one.cells or one.reordered or one.words or one.looks)


def _by_id(snapshot: Snapshot) -> dict[str, Shown]:
    return {shown.id: shown for shown in snapshot.release.exhibits}


def _exhibit(a: Shown, b: Shown, old: Snapshot, new: Snapshot, ledger: Corrections) -> Exhibit:
    records = [snapshot.records[b.id] for snapshot in (old, new)]
    found, reordered = (), False
    if records[0].data != records[1].data:
        found, reordered = cells(old.rows(b.id), new.rows(b.id))
    said = (*wording("caption", a.caption, b.caption), *wording("alternative text", a.alt, b.alt))
    looks = _picture(a, old) != _picture(b, new)
    why = tuple(_why(*records)) if found or reordered or looks else ()
    return Exhibit(a, b, found, reordered, said, looks, why, _touching(*records, ledger))


def _picture(shown: Shown, snapshot: Snapshot) -> bytes:
    """Return what a page shows of an exhibit, but for the version that it bears inside."""
    content = snapshot.files[f"{shown.id}/{shown.id}{SUFFIXES[shown.kind]}"]
    try:
        return stamped(content, _NOBODY)
    except ValueError:
        return content


def _why(old: ExhibitRecord, new: ExhibitRecord) -> Iterator[str]:
    slices = [{i: o.slice.sha256 for i, o in r.lineage.items.items()} for r in (old, new)]
    shared = slices[0].keys() & slices[1].keys()
    differ = {
        "data": any(slices[0][item] != slices[1][item] for item in shared),
        "declaration": old.declaration.digest != new.declaration.digest,
        "code": old.code.sha256 != new.code.sha256,
    }
    yield from (cause for cause, is_one in differ.items() if is_one)
    if not any(differ.values()):
        yield "software"


def _touching(old: ExhibitRecord, new: ExhibitRecord, ledger: Corrections) -> tuple[str, ...]:
    """Name the rows that touch it in one version alone, or say something else in the new one."""
    before, after = set(old.lineage.corrections), set(new.lineage.corrections)
    return tuple(sorted((before ^ after) | ((before | after) & ledger.ids)))


def came_and_went(old: Snapshot, new: Snapshot) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """Return the exhibits that only the new version shows, and those that only the old one does."""
    before, after = _by_id(old), _by_id(new)
    return (
        tuple(shown for i, shown in after.items() if i not in before),
        tuple(shown for i, shown in before.items() if i not in after),
    )


def renumbered(old: Snapshot, new: Snapshot) -> tuple[Renumbered, ...]:
    """Return the exhibits that have another number."""
    before = _by_id(old)
    return tuple(
        Renumbered(shown.id, before[shown.id].label, shown.label)
        for shown in new.release.exhibits
        if shown.id in before and before[shown.id].label != shown.label
    )
