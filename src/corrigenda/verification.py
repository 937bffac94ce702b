"""Verification: the whole study recomputed by content, and the first broken link of each chain."""

from dataclasses import dataclass
from functools import cached_property

from corrigenda.project import Project
from corrigenda.verifying import rebuilding, telling
from corrigenda.verifying.chains import Finding
from corrigenda.verifying.composed import compare_report, compare_sources
from corrigenda.verifying.gaps import UNBUILT, find_leftovers
from corrigenda.verifying.holding import Held, hold
from corrigenda.verifying.rebuilding import Rebuilt
from corrigenda.verifying.survey import Survey
from corrigenda.verifying.telling import Counts


@dataclass(frozen=True)
class Verification:
    """What was found.

    Parameters
    ----------
    findings
        The broken links that come first in a chain.
    further
        Those that lie behind one of them.
    counts
        How much was held against what.
    rebuilt
        What building again gave; None when that was not asked for.
    """

    findings: tuple[Finding, ...]
    further: tuple[Finding, ...]
    counts: Counts
    rebuilt: Rebuilt | None

    @property
    def sound(self) -> bool:
        """Whether nothing is broken, and what was built again is the same."""
        return not self.findings and (self.rebuilt is None or self.rebuilt.same)

    @cached_property
    def text(self) -> str:
        """The findings for people."""
        return telling.text(self.findings, self.further, self.counts, self.rebuilt)

    @property
    def plain(self) -> dict:
        """The findings for programs."""
        told = telling.plain(self.findings, self.further, self.counts, self.rebuilt)
        return {"sound": self.sound, **told}


def verify(project: Project, rebuild: bool = False) -> Verification:
    """Hold every file of a study against its record, by content.

    Parameters
    ----------
    project
        The study within its folder, which is the working folder.
    rebuild
        Whether to build again in a temporary folder, and to compare every byte.

    Returns
    -------
    Verification
        What was found; a study that is not built is held against what is recorded of it.

    Raises
    ------
    UserError
        When the declarations cannot be read.
    """
    survey = Survey(project)
    held = hold(survey)
    compare_sources(survey, held.chains)
    claims = compare_report(survey, held.chains, held.records)
    find_leftovers(survey, held.chains)
    rebuilt = rebuilding.rebuild(project) if rebuild else None
    first, further = held.findings()
    if rebuilt and rebuilt.same:  # nothing is left to be built
        first, further = (
            [f for f in part if f.broken.kind != UNBUILT] for part in (first, further)
        )
    counts = _counts(survey, held, claims)
    return Verification(tuple(first), tuple(further), counts, rebuilt)


def _counts(survey: Survey, held: Held, claims: int) -> Counts:
    records = held.records
    slices = [survey.place(survey.project.slice(item)) for item in survey.project.items]
    return Counts(
        files=sum(1 for sha in survey.known.values() if sha),
        raw=held.raw,
        slices=sum(1 for path in slices if survey.now(path)),
        exhibits=len(records.exhibits),
        statistics=len(records.statistics.statistics) if records.statistics else 0,
        claims=claims,
    )
