"""The rows of the ledger that touch what is audited, withdrawn ones among them."""

import json
from collections.abc import Collection, Iterator
from functools import cached_property

from corrigenda.auditing.counts import Count
from corrigenda.auditing.opened import Opened
from corrigenda.auditing.touching import CorrectionPart
from corrigenda.corrections import Correction, withdrawn


class Touching:
    """Tells rows of the ledger.

    Parameters
    ----------
    opened
        The study, which knows what may be shown.
    """

    def __init__(self, opened: Opened):
        self.opened, self.project = opened, opened.project
        self.gone = withdrawn(self.project.ledger)

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
        asked = self.opened.about[row_id]
        for row in self.project.ledger:
            about = self.opened.about[row.id]
            if (about.respondent, about.item) == (asked.respondent, asked.item):
                yield self.told(row, False)

    def _setting(self, count: Count) -> Iterator[str]:
        """Yield the rows that set a cell that is read, of whoever is in the base."""
        for item, options in count.reads.items():
            for (respondent, option), row in self.opened.slices[item].corrections.items():
                if respondent in count.base and (not options or not option or option in options):
                    yield row

    def told(self, row: Correction, here: bool) -> CorrectionPart:
        """Tell one row; its respondent only where respondents may be named."""
        return CorrectionPart(
            id=row.id,
            item=row.item,
            respondent=row.respondent if self.opened.named else "",
            change=self.opened.change(row),
            reason=self.opened.reason(row),
            date=row.date.isoformat(),
            place=row.place,
            withdrawn_by=self._withdrawn(row),
            here=here,
            moved=tuple(self._moved.get(row.id, ())),
        )

    def _withdrawn(self, row: Correction) -> str:
        by = self.gone.get(row.id)
        return f"{by.id} ({by.date}, {self.opened.reason(by)})" if by else ""

    @cached_property
    def _moved(self) -> dict[str, list[str]]:
        """What each row moved, as the last build found; nothing where that is not known."""
        try:
            text = (self.project.build / "history.json").read_text(encoding="utf-8")
            return {entry["id"]: entry["moved"] for entry in json.loads(text)}
        except (OSError, ValueError, KeyError, TypeError):
            return {}
