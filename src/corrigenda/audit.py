"""Audit: where a number, table, figure or sentence came from, back to the raw cells."""

from collections.abc import Iterable, Iterator, Sequence

from corrigenda.auditing import item_subjects, subjects
from corrigenda.auditing.chain import Chain
from corrigenda.auditing.codes import Codes
from corrigenda.auditing.gathering import items_of, lineage_of, read_of, responses_of
from corrigenda.auditing.ledger import Touching
from corrigenda.auditing.opened import Opened
from corrigenda.auditing.parts import Audit
from corrigenda.auditing.people import People
from corrigenda.auditing.places import Stated, Use, stated, uses, uses_at
from corrigenda.auditing.subjects import Found
from corrigenda.auditing.touching import CorrectionPart, Passage, RawCell
from corrigenda.errors import Problem, quoted
from corrigenda.project import Project
from corrigenda.provenance import Lineage
from corrigenda.sources import sources
from corrigenda.targets import Known, Target, find_target
from corrigenda.workflow import Plan

__all__ = ["Audit", "audit"]
ROWS = "corrections."  # statistics that count the rows of the ledger


def audit(
    project: Project, target: str, respondents: bool = False, excerpts: bool = False
) -> Audit:
    """Say where something came from, from the sentence or cell to the raw cells.

    Parameters
    ----------
    project
        The study within its folder; the working folder is its project.
    target
        What is asked about, as `find_target` takes it.
    respondents
        Whether to list who is behind it.
    excerpts
        Whether to show what respondents said.

    Returns
    -------
    Audit
        Everything that is known of it.

    Raises
    ------
    TargetError
        When nothing is called so.
    RecordError
        When it is not built.
    """
    asked = find_target(target, Known(project, sources(project, {}).source.files))
    flags = {"respondents": respondents, "open_text": excerpts}
    opened = Opened(project, (name for name, wanted in flags.items() if wanted))
    return _Auditor(opened, asked, respondents, excerpts).audit()


class _Auditor:
    """Puts an audit together."""

    def __init__(self, opened: Opened, asked: Target, respondents: bool, excerpts: bool):
        self.opened, self.project, self.asked = opened, opened.project, asked
        self.respondents, self.excerpts = respondents, excerpts
        self.codes = Codes(opened.slices)

    def audit(self) -> Audit:
        said = self._said()
        found = list(self._found(said))
        reads, lineage = read_of(found), lineage_of(self.opened, found)
        used = self._uses(found, said)
        chain = self._chain(found, lineage, used)
        return Audit(
            study=self.project.study_id,
            target=self._target(),
            sentences=said.sentences if said else (),
            subjects=tuple(one.subject for one in found),
            items=items_of(self.opened, lineage),
            codes=tuple(self.codes.parts(reads)),
            corrections=tuple(self._corrections(found, lineage)),
            responses=responses_of(self.opened, lineage),
            uses=used,
            files=tuple(chain.links),
            problem=next(self._problems(chain, found, used), None),
            cells=tuple(self._cells(found)) if self.respondents else None,
            passages=tuple(self._passages(found)) if self.excerpts else None,
        )

    def _target(self) -> str:
        """Name what is asked about as it is called."""
        asked = self.asked
        if asked.kind == "place":
            return f"{self.project.place(self.project.report / asked.name)}:{asked.line}"
        return asked.name

    def _said(self) -> Stated | None:
        if self.asked.kind != "place":
            return None
        return stated(self.opened.inputs, self.asked.name, self.asked.line)

    def _found(self, said: Stated | None) -> Iterator[Found]:
        asked, opened = self.asked, self.opened
        if said:
            names = dict.fromkeys(claim.of for claim in said.claims)
            yield from (subjects.statistic(opened, name) for name in names)
            yield from (subjects.exhibit(opened, name) for name in said.exhibits)
        elif asked.kind == "cell":
            yield subjects.cell(opened, asked.name, asked.cell)
        elif asked.kind == "correction":
            row = next(row for row in self.project.ledger if row.id == asked.name)
            yield item_subjects.correction(opened, row)
        else:
            tell = {
                "exhibit": subjects.exhibit,
                "statistic": subjects.statistic,
                "item": item_subjects.item,
            }
            yield subjects.dated(tell[asked.kind](opened, asked.name), asked.record)

    def _uses(self, found: Sequence[Found], said: Stated | None) -> tuple[Use, ...]:
        if said:
            return uses_at(self.opened.inputs, said)
        statistics = [name for one in found for name in one.statistics]
        exhibits = dict.fromkeys(name for one in found for name in (*one.exhibits, *one.shown))
        return uses(self.opened.inputs, statistics, exhibits)

    def _chain(self, found: Sequence[Found], lineage: Lineage, used: Sequence[Use]) -> Chain:
        plan = Plan(self.project)
        files = dict.fromkeys(use.place.rpartition(":")[0] for use in used)
        whole = self.asked.kind in ("item", "correction")
        return Chain(
            plan,
            lineage,
            () if whole else tuple(dict.fromkeys(e for one in found for e in one.exhibits)),
            any(one.statistics for one in found),
            () if whole else tuple(file for file in files if file in plan.sources),
        )

    def _problems(
        self, chain: Chain, found: Iterable[Found], used: Iterable[Use]
    ) -> Iterator[Problem]:
        yield from chain.of_data()
        yield from (one.problem for one in found if one.problem)
        for use in used:
            if not use.holds:
                message = f"{quoted(use.words)} does not hold any more of {use.of}."
                yield Problem(use.place, message, "corrigenda update writes what holds.")
        yield from chain.of_report()

    def _corrections(self, found: Sequence[Found], lineage: Lineage) -> Iterator[CorrectionPart]:
        touching = Touching(self.opened)
        if self.asked.kind == "correction":
            return touching.like(self.asked.name)
        if any(name.startswith(ROWS) for one in found for name in one.statistics):
            return touching.all()
        counts = [count for one in found for count in one.counts]
        return touching.rows(lineage.items, counts)

    def _passages(self, found: Sequence[Found]) -> Iterator[Passage]:
        whose = "".join(one.respondent for one in found)
        return self.codes.passages(read_of(found), self.opened.named, whose)

    def _cells(self, found: Sequence[Found]) -> Iterator[RawCell]:
        people = People(self.opened, self.codes)
        if self.asked.kind == "correction":
            return people.of_correction(self.asked.name)
        return (cell for one in found for cell in people.of(one))
