"""Shown: which tables and figures of two versions differ, and how."""

from corrigenda.differences.causes import Corrections, Methods
from corrigenda.differences.cells import Cells, cells
from corrigenda.differences.changes import Exhibit, Renamed, Renumbered
from corrigenda.differences.naming import Names
from corrigenda.differences.why import why
from corrigenda.differences.words import wording
from corrigenda.identity import Identity, stamped
from corrigenda.releases.models import Shown
from corrigenda.releases.snapshot import Snapshot

SUFFIXES = {"table": ".html", "figure": ".svg"}  # what of an exhibit a page shows
_NOBODY = Identity("none", "none", "none", "0" * 64)


def exhibits(
    old: Snapshot, new: Snapshot, ledger: Corrections, how: Methods
) -> tuple[Exhibit, ...]:
    """Compare the exhibits that both versions show.

    Parameters
    ----------
    old, new
        The versions.
    ledger, how
        What happened to the ledger and to the methods between them.

    Returns
    -------
    tuple of Exhibit
        Those that show something else, in the order of the new report.
    """
    before, renamed = _by_id(old), Names(old.declarations, new.declarations).renamed()
    found = []
    for shown in new.release.exhibits:
        if shown.id in before:
            rows = _cells(shown.id, old, new, renamed)
            found.append(_exhibit(before[shown.id], shown, old, new, rows, ledger, how))
    return tuple(one for one in found if one.cells or one.reordered or one.words or one.looks)


def _by_id(snapshot: Snapshot) -> dict[str, Shown]:
    return {shown.id: shown for shown in snapshot.release.exhibits}


def _cells(name: str, old: Snapshot, new: Snapshot, renamed) -> Cells:
    same = old.records[name].data == new.records[name].data
    return Cells() if same else cells(old.rows(name), new.rows(name), renamed)


def _exhibit(
    a: Shown,
    b: Shown,
    old: Snapshot,
    new: Snapshot,
    rows: Cells,
    ledger: Corrections,
    how: Methods,
) -> Exhibit:
    said = (*wording("caption", a.caption, b.caption), *wording("alternative text", a.alt, b.alt))
    looks = _picture(a, old) != _picture(b, new)
    differs = rows.cells or rows.reordered or looks
    records = old.records[b.id], new.records[b.id]
    because = why(*records, rows, ledger, how) if differs else ()
    touching = ledger.touching(b.id) if "data" in because else ()
    return Exhibit(a, b, rows.cells, rows.reordered, said, looks, because, touching)


def _picture(shown: Shown, snapshot: Snapshot) -> bytes:
    """Return what a page shows of an exhibit, but for the version that it bears inside."""
    content = snapshot.files[f"{shown.id}/{shown.id}{SUFFIXES[shown.kind]}"]
    try:
        return stamped(content, _NOBODY)
    except ValueError:
        return content


def came_and_went(old: Snapshot, new: Snapshot) -> tuple[tuple, tuple, tuple]:
    """Return the exhibits that came, those that went, and those that only have another id."""
    before, after = _by_id(old), _by_id(new)
    came = {i: shown for i, shown in after.items() if i not in before}
    went = {i: shown for i, shown in before.items() if i not in after}
    renamed = []
    for one in list(went.values()):
        same = (b for b in came.values() if _says_the_same(one, b, old, new))
        if other := next(same, None):
            renamed.append(Renamed(went.pop(one.id), came.pop(other.id)))
    return tuple(came.values()), tuple(went.values()), tuple(renamed)


def _says_the_same(a: Shown, b: Shown, old: Snapshot, new: Snapshot) -> bool:
    same = (a.kind, a.caption) == (b.kind, b.caption)
    return same and old.rows(a.id) == new.rows(b.id)


def renumbered(old: Snapshot, new: Snapshot) -> tuple[Renumbered, ...]:
    """Return the exhibits that have another number."""
    before = _by_id(old)
    return tuple(
        Renumbered(shown.id, before[shown.id].label, shown.label)
        for shown in new.release.exhibits
        if shown.id in before and before[shown.id].label != shown.label
    )
