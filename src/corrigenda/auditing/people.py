"""Raw cells: what each respondent answered, and where that stands in the raw files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corrigenda.auditing.answers import STATES, columns_of, is_about, value_of
from corrigenda.auditing.codes import Codes
from corrigenda.auditing.counts import Count
from corrigenda.auditing.opened import Opened
from corrigenda.auditing.slices import Slices
from corrigenda.auditing.subjects import Found
from corrigenda.auditing.touching import RawCell
from corrigenda.corrections import Correction, in_force
from corrigenda.lineage import USED
from corrigenda.project import Project

COUNTS, IN_BASE = "counts", "in the base"
FLOW = {
    "study.respondents": lambda what: what == USED,
    "responses.exported": lambda what: True,
    "responses.excluded": lambda what: what != USED,
}


@dataclass(frozen=True)
class People:
    """Lists raw cells.

    Parameters
    ----------
    opened
        The study.
    codes
        Its codings.
    """

    opened: Opened
    codes: Codes

    @property
    def project(self) -> Project:
        """The study within its folder."""
        return self.opened.project

    @property
    def slices(self) -> Slices:
        """Those of the study."""
        return self.opened.slices

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each respondent in the raw export."""
        found = self.opened.dispositions
        return {respondent: row for respondent, row, what in found if what == USED}

    def of(self, found: Found) -> Iterator[RawCell]:
        """Yield the cells that a subject is counted from.

        Parameters
        ----------
        found
            The subject.

        Yields
        ------
        RawCell
            Respondent by respondent; of an exhibit or several items, item by item.
        """
        name = found.subject.name
        if found.subject.kind in ("statistic", "cell"):
            for count in found.counts:
                yield from self._counted(name, count)
            if not found.counts:
                yield from self._responses(name)
            return
        for item in found.items:
            count = next((one for one in found.counts if item in one.reads), None)
            for respondent, state in self.slices[item].state.items():
                yield self.cell(name, respondent, item, _status(count, respondent, state))

    def _counted(self, name: str, count: Count) -> Iterator[RawCell]:
        items = list(count.reads)
        for respondent in self.slices[items[0]].state:
            status = _status(count, respondent)
            status = COUNTS if status == IN_BASE and respondent in count.holds else status
            for item in items:
                yield self.cell(name, respondent, item, status, count.reads[item])

    def _responses(self, name: str) -> Iterator[RawCell]:
        """Yield the rows of the export that a count of responses is made of."""
        wanted = FLOW.get(name, lambda what: name == f"responses.{what}")
        for respondent, row, what in self.opened.dispositions:
            if wanted(what):
                yield RawCell(name, respondent, row, "", (), what, "", "", (), (), ())

    def of_correction(self, row_id: str) -> Iterator[RawCell]:
        """Yield the cell that a row of the ledger, or the one that it withdraws, corrects."""
        row = self.opened.about[row_id]
        state = self.slices[row.item].state.get(row.respondent, "")
        status = STATES.get(state, "not among the respondents")
        yield self.cell(row_id, row.respondent, row.item, status)

    def cell(
        self,
        of: str,
        respondent: str,
        item_id: str,
        status: str,
        options: tuple[str, ...] = (),
    ) -> RawCell:
        """Tell one cell.

        Parameters
        ----------
        of
            What it is told of.
        respondent, item_id
            Whose, and which.
        status
            What becomes of it.
        options
            The options that matter; none where all of them do.

        Returns
        -------
        RawCell
            What it holds, and where it is.
        """
        item, found = self.project.items[item_id], self.slices[item_id]
        source = self.project.items.get(item.bands_of or item.coded_from or "", item)
        coded = self.codes.raw[item_id][respondent] if item.kind == "coded" else []
        codings = [one for one in coded if not options or one.code in options]
        return RawCell(
            of=of,
            respondent=respondent,
            row=self.rows.get(respondent, 0),
            item=item_id,
            columns=columns_of(source, options),
            status=status,
            value=value_of(found, respondent, options),
            raw="" if source is item else value_of(self.slices[source.id], respondent),
            codings=tuple(one.row for one in codings),
            coders=tuple(sorted({one.coder for one in codings})),
            corrections=self._corrections(respondent, dict.fromkeys((source.id, item_id)), options),
        )

    def _corrections(
        self, respondent: str, items: Iterable[str], options: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Say what the rows in force change in a cell, or in its options that matter."""
        known = self.project.items
        rows = (row for i in items for row in self._in_force.get((respondent, i), ()))
        return tuple(
            f"{row.id}: {self.opened.change(row)}" for row in rows if is_about(row, known, options)
        )

    @cached_property
    def _in_force(self) -> dict[tuple[str, str], list[Correction]]:
        """The rows in force under respondent and item."""
        found: dict[tuple[str, str], list[Correction]] = {}
        for row in in_force(self.project.ledger):
            found.setdefault((row.respondent, row.item), []).append(row)
        return found


def _status(count: Count | None, respondent: str, state: str = "answered") -> str:
    """Say whether a respondent is in the base, and if so, whether the item is answered."""
    if count and respondent not in count.base:
        return count.why_not(respondent) or "not in the base"
    if state != "answered":
        return STATES[state]
    return IN_BASE if count else STATES[state]
