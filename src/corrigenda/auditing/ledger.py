"""The rows of the ledger that touch what is audited, withdrawn ones among them."""

import json
from collections.abc import Collection, Iterator
from functools import cached_property

from corrigenda.auditing.built import dispositions
from corrigenda.auditing.counts import Count
from corrigenda.auditing.slices import Slices
from corrigenda.auditing.touching import CorrectionPart
from corrigenda.corrections import Correction, withdrawn
from corrigenda.disclosure import Mask
from corrigenda.project import Project
from corrigenda.row_text import changed


class Touching:
    """Tells rows of the ledger.

    Parameters
    ----------
    slices
        Of the study.
    named
        Whether respondents may be named.
    """

    def __init__(self, slices: Slices, named: bool):
        self.slices, self.named = slices, named
        self.project: Project = slices.project
        self.gone = withdrawn(self.project.ledger)

    @cached_property
    def mask(self) -> Mask:
        """Keeps ids back from what people wrote, where respondents may not be named."""
        return Mask(() if self.named else (who for who, _, _ in dispositions(self.project)))

    def rows(self, items: Collection[str], counts: Collection[Count]) -> Iterator[CorrectionPart]:
        """Yield the rows that correct any of some items.

        Parameters
        ----------
        items
            Ids of items.
        counts
            What is counted; says which rows set a cell that counts.

        Yields
        ------
        CorrectionPart
            In the order of the ledger.
        """
        here = {row for count in counts for row in self._setting(count)}
        for row in self.project.ledger:
            if not row.withdraws and row.item in items:
                yield self.told(row, row.id in here)

    def all(self) -> Iterator[CorrectionPart]:
        """Yield every row."""
        return (self.told(row, False) for row in self.project.ledger)

    def like(self, row_id: str) -> Iterator[CorrectionPart]:
        """Yield a row, what withdraws it or is withdrawn by it, and what else corrects its cell."""
        ledger = {row.id: row for row in self.project.ledger}
        asked = ledger[row_id]
        while asked.withdraws:
            asked = ledger[asked.withdraws]
        for row in self.project.ledger:
            about = row
            while about.withdraws:
                about = ledger[about.withdraws]
            if (about.respondent, about.item) == (asked.respondent, asked.item):
                yield self.told(row, False)

    def _setting(self, count: Count) -> Iterator[str]:
        """Yield the rows that set a cell that is read, of whoever is in the base."""
        for item, options in count.reads.items():
            for (respondent, option), row in self.slices[item].corrections.items():
                if respondent in count.base and (not options or not option or option in options):
                    yield row

    def told(self, row: Correction, here: bool) -> CorrectionPart:
        """Tell one row; its respondent only where respondents may be named."""
        return CorrectionPart(
            id=row.id,
            item=row.item,
            respondent=row.respondent if self.named else "",
            change=self.mask(changed(row, self.project.items)),
            reason=self.mask(row.reason),
            author=row.author,
            date=row.date.isoformat(),
            place=row.place,
            withdrawn_by=self._withdrawn(row),
            here=here,
            moved=tuple(self._moved.get(row.id, ())),
        )

    def _withdrawn(self, row: Correction) -> str:
        by = self.gone.get(row.id)
        return self.mask(f"{by.id} ({by.date}, {by.author}: {by.reason})") if by else ""

    @cached_property
    def _moved(self) -> dict[str, list[str]]:
        """What each row moved, as the last build found; nothing where that is not known."""
        try:
            text = (self.project.build / "history.json").read_text(encoding="utf-8")
            return {entry["id"]: entry["moved"] for entry in json.loads(text)}
        except (OSError, ValueError, KeyError, TypeError):
            return {}
