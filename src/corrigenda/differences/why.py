"""Why: what the difference of an exhibit comes from."""

from collections.abc import Iterator

from corrigenda.differences.causes import Corrections, Methods
from corrigenda.differences.cells import Cells
from corrigenda.differences.methods import other_responses
from corrigenda.provenance import ExhibitRecord


def why(
    old: ExhibitRecord, new: ExhibitRecord, rows: Cells, ledger: Corrections, how: Methods
) -> tuple[str, ...]:
    """Say what the difference of an exhibit comes from.

    Parameters
    ----------
    old, new
        Its records.
    rows
        What differs in its rows.
    ledger, how
        What happened to the ledger and to the methods.

    Returns
    -------
    tuple of str
        The causes that can be named for certain; what made it is named where nothing else is.
    """
    causes = tuple(_certain(old, new, rows, ledger, how))
    return causes or (_likely(old, new, rows),)


def _certain(
    old: ExhibitRecord, new: ExhibitRecord, rows: Cells, ledger: Corrections, how: Methods
) -> Iterator[str]:
    before, after = old.lineage, new.lineage
    if rows.counts and other_responses(before.responses, after.responses):
        yield "responses"
    if rows.counts and before.responses.sha256 != after.responses.sha256:
        yield "export"
    if rows.counts and ledger.touching(new.exhibit):
        yield "data"
    if rows.prints and how.rounding:
        yield "rounding"
    if how.touching(new.exhibit, {*before.items, *after.items}):
        yield "declaration"


def _likely(old: ExhibitRecord, new: ExhibitRecord, rows: Cells) -> str:
    slices = [{i: o.slice.sha256 for i, o in r.lineage.items.items()} for r in (old, new)]
    shared = slices[0].keys() & slices[1].keys()
    if rows.counts and any(slices[0][item] != slices[1][item] for item in shared):
        return "data"
    if old.declaration.digest != new.declaration.digest:
        return "declaration"
    return "code" if old.code.sha256 != new.code.sha256 else "software"
