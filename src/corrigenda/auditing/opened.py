"""A built study, opened for an audit: its statistics, records and sources, read when asked for."""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property

from corrigenda.auditing.built import ADVICE, dispositions, read_rows, readable
from corrigenda.auditing.cells import Cell
from corrigenda.auditing.declared import Declared
from corrigenda.auditing.exhibits import cells_of
from corrigenda.auditing.slices import Slices
from corrigenda.corrections import Correction
from corrigenda.disclosure import Mask
from corrigenda.errors import Problem, RecordError
from corrigenda.forms import Share, exact, exactly
from corrigenda.project import Project
from corrigenda.provenance import STATISTICS, ExhibitRecord, StatisticsRecord, load_record
from corrigenda.rendering import constructs
from corrigenda.rendering.inputs import Inputs
from corrigenda.row_text import changed, reason
from corrigenda.rows import changes
from corrigenda.sources import sources

PLACES = 4  # decimals of what is shown exactly


class Opened:
    """A built study.

    Parameters
    ----------
    project
        The study within its folder.
    shown
        What is asked for beside what the study discloses: ``respondents``, ``open_text``.
    """

    def __init__(self, project: Project, shown: Iterable[str] = ()):
        self.project = project
        self.discloses = {*project.study.discloses, *shown}
        self.named = "respondents" in self.discloses
        self.slices = Slices(project)
        self.declared = Declared(project)

    @cached_property
    def statistics(self) -> Mapping[str, Mapping]:
        """Every statistic, as statistics.json has it."""
        path = self.project.build / "statistics.json"
        place = self.project.place(path)
        try:
            with readable(place):
                found = json.loads(path.read_text(encoding="utf-8"))
                return {
                    name: entry
                    for name, entry in found.items()
                    if exact(entry) is not None and entry["text"]
                }
        except FileNotFoundError:
            raise RecordError(Problem(place, "it is not built yet.", ADVICE)) from None

    @cached_property
    def inputs(self) -> Inputs:
        """The sources of the report, with what their claims refer to."""
        return sources(self.project, {n: exact(entry) for n, entry in self.statistics.items()})

    @cached_property
    def recorded(self) -> StatisticsRecord:
        """The record of the statistics."""
        path = self.project.figures / STATISTICS
        return load_record(path, self.project.place(path), StatisticsRecord)

    def record(self, exhibit: str) -> ExhibitRecord:
        """Return the record of an exhibit."""
        path = self.project.figures / f"{exhibit}.json"
        return load_record(path, self.project.place(path), ExhibitRecord)

    def cells(self, exhibit: str) -> list[Cell]:
        """Return the cells of an exhibit, as its CSV has them."""
        path = self.project.figures / f"{exhibit}.csv"
        place = self.project.place(path)
        with readable(place):
            header, *rows = read_rows(path, place)
            printed = [dict(zip(header, row, strict=True)) for row in rows]
            found = cells_of(self.project.exhibits[exhibit], printed, self.project)
            return [cell for cell in found if cell.text]

    def printed(self, name: str) -> str:
        """Show a statistic as it is printed, with what it is exactly where rounding changed it."""
        study, entry = self.project.study, self.statistics[name]
        value, text = exact(entry), entry["text"]
        if not isinstance(value, Share):
            shown = exactly(value, study, PLACES)
            return text if shown == text else f"{text} (exactly {shown}, rounded {study.rounding})"
        share = f"{value.n:,} of {value.base:,}"
        if value.percent is None:
            return share
        shown = exactly(value, study, PLACES).partition("(")[2].removesuffix(")")
        more = "" if shown == text else f"; exactly {shown}, rounded {study.rounding}"
        return f"{text} ({share}{more})"

    def caption(self, exhibit: str) -> str:
        """Return the caption of an exhibit, which is the last paragraph of its div."""
        source = self.inputs.source
        for div in constructs.divs(source):
            if div.attributes.id == exhibit:
                text = source.text[slice(*div.inside)].strip()
                return " ".join(text.rpartition("\n\n")[2].split())
        return ""

    @cached_property
    def dispositions(self) -> list[tuple[str, int, str]]:
        """Whose response stands in which row of the raw export, and what became of it."""
        return dispositions(self.project)

    @cached_property
    def about(self) -> Mapping[str, Correction]:
        """Under the id of each row of the ledger the change that it makes or takes back."""
        return changes(self.project.ledger)

    def change(self, row: Correction) -> str:
        """Tell what a row of the ledger changes, as far as that may be shown."""
        return changed(row, self.project.items, self.discloses)

    def reason(self, row: Correction) -> str:
        """Tell who decided a row of the ledger and why, as far as that may be shown."""
        about = self.about[row.id]
        return reason(row, about, self.project.items, self._mask, self.discloses)

    @cached_property
    def _mask(self) -> Mask:
        return Mask(() if self.named else (who for who, _, _ in self.dispositions))
