"""Differences: everything that two versions of a report do not have in common."""

from collections.abc import Iterator

from corrigenda.differences.causes import Methods, Version
from corrigenda.differences.changes import Renamed, Wording
from corrigenda.differences.headings import headings
from corrigenda.differences.ledgers import corrections
from corrigenda.differences.methods import methods, raw
from corrigenda.differences.naming import Names
from corrigenda.differences.numbers import statistics
from corrigenda.differences.parts import Difference
from corrigenda.differences.prose import sentences
from corrigenda.differences.references import References
from corrigenda.differences.shown import came_and_went, exhibits, renumbered
from corrigenda.differences.sources import files, unseen
from corrigenda.differences.words import wording
from corrigenda.releases.models import Passage, Release
from corrigenda.releases.snapshot import Snapshot

__all__ = ["Difference", "differences"]


def differences(old: Snapshot, new: Snapshot) -> Difference:
    """Compare two versions of a report.

    Parameters
    ----------
    old, new
        What each of them holds.

    Returns
    -------
    Difference
        All that differs: data, methods, tables, figures, statistics and sentences.
    """
    ledger = corrections(old.ledger, new.ledger)
    sources = [snapshot.report.sources for snapshot in (old, new)]
    how = methods(old, new, files(*sources, _declared(old, new)))
    shown, (added, gone, renamed) = exhibits(old, new, ledger, how), came_and_went(old, new)
    names, numbered = Names(old.declarations, new.declarations), renumbered(old, new)
    prose = [tuple(_prose(snapshot)) for snapshot in (old, new)]
    sections = headings(*prose)
    elsewhere = any(heading.kind != "renamed" for heading in sections)
    text = sentences(*prose, _references(old, new, renamed, elsewhere))
    return Difference(
        study=new.release.study,
        old=_version(old.release),
        new=_version(new.release),
        corrections=ledger,
        raw=raw(old, new),
        about=tuple(_about(old.release, new.release)),
        exhibits=shown,
        added=added,
        gone=gone,
        renamed=renamed,
        renumbered=numbered,
        statistics=statistics(old.statistics, new.statistics, names),
        headings=sections,
        sentences=text,
        methods=how,
        unseen=unseen(*sources, _same(old, new, how), bool(text or sections or shown)),
        names=names,
        labels={s.id: s.label for one in (old, new) for s in one.release.exhibits},
    )


def _version(release: Release) -> Version:
    return Version(release.version, release.date, release.title)


def _about(old: Release, new: Release) -> Iterator[Wording]:
    yield from wording("title", old.title, new.title)
    yield from wording("subtitle", old.subtitle, new.subtitle)
    authors = [", ".join(author.name for author in one.authors) for one in (old, new)]
    yield from wording("authors", *authors)


def _prose(snapshot: Snapshot) -> Iterator[Passage]:
    """Leave out the captions of exhibits, which are told with them."""
    labels = tuple(shown.label for shown in snapshot.release.exhibits)
    for passage in snapshot.text:
        if not (passage.kind == "caption" and passage.text.startswith(labels)):
            yield passage


def _references(
    old: Snapshot, new: Snapshot, renamed: tuple[Renamed, ...], sections: bool
) -> References:
    ids = {one.before.id: one.after.id for one in renamed}
    after = {shown.id: shown.label for shown in new.release.exhibits}
    pairs = ((s.label, after.get(ids.get(s.id, s.id))) for s in old.release.exhibits)
    return References({before: now for before, now in pairs if now}, sections)


def _declared(*snapshots: Snapshot) -> set[str]:
    """Name the declarations that can be compared; what is kept back is one text."""
    names = {name for snapshot in snapshots for name in snapshot.declarations}
    return {n for n in names if all(isinstance(s.declarations.get(n, {}), dict) for s in snapshots)}


def _same(old: Snapshot, new: Snapshot, how: Methods) -> set[str]:
    """Name the declarations that both versions have, and that say the same."""
    both = old.declarations.keys() & new.declarations.keys() & _declared(old, new)
    return both - {one.file for one in how.declared}
