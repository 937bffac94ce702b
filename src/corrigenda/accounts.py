"""Accounts: in the page's words, where each exhibit, item and statistic came from."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from corrigenda.codebook import STATES, Item
from corrigenda.corrections import Correction
from corrigenda.declarations import written
from corrigenda.dependencies import with_sources
from corrigenda.digests import PACKAGE
from corrigenda.disclosure import Mask
from corrigenda.items import SOURCE
from corrigenda.lineage import counted, spaced
from corrigenda.project import Project
from corrigenda.provenance import (
    ExhibitRecord,
    ItemOrigin,
    Lineage,
    Responses,
    StatisticsRecord,
)
from corrigenda.row_text import changed, reason
from corrigenda.rows import changes
from corrigenda.rules import asked, left_out, rule

Fact = dict[str, object]


class Accounts:
    """What the page tells of a study's provenance; respondents and open answers stay back.

    Parameters
    ----------
    project
        The study within its folder.
    exhibits
        The record of each exhibit.
    statistics
        That of the statistics.
    respondents
        The ids of all respondents, which the study may keep back.
    """

    def __init__(
        self,
        project: Project,
        exhibits: Mapping[str, ExhibitRecord],
        statistics: StatisticsRecord,
        respondents: Iterable[str],
    ):
        self.project, self.exhibits, self.statistics = project, exhibits, statistics
        kept = () if "respondents" in project.study.discloses else tuple(respondents)
        self.mask = Mask(kept)
        # A plain number in a declaration is a limit, and nobody's id.
        self.mask_declared = Mask(name for name in kept if not name.isdecimal())
        self.ledger = {row.id: row for row in project.ledger}
        self.changes = changes(project.ledger)

    @cached_property
    def origins(self) -> dict[str, ItemOrigin]:
        """Where every item came from."""
        return self.statistics.lineage.items

    @property
    def responses(self) -> Responses:
        """The raw export, and which of its responses count."""
        return self.statistics.lineage.responses

    def page(self) -> dict:
        """Lay out what stands below the exhibits and behind the claims.

        Returns
        -------
        dict
            ``exhibits``, ``statistics`` and ``items`` by name, as the filter reads them.
        """
        items, derived, study = self.project.items, self.project.derived, self.project.study
        return {
            "exhibits": {name: self._exhibit(record) for name, record in self.exhibits.items()},
            "statistics": {
                name: {
                    "rule": rule(name, items, derived, study),
                    "items": list(record.items),
                    "command": f"corrigenda audit {name}",
                }
                for name, record in self.statistics.statistics.items()
            },
            "items": {name: self._item(items[name]) for name in self.origins},
        }

    def _exhibit(self, record: ExhibitRecord) -> dict:
        return {
            "record": record.id,
            "facts": self.facts(record),
            "csv": f"{record.exhibit}.csv",
            "declaration": self._declared[record.exhibit],
            "code": {"name": record.code.function, "text": source(record.code.function)},
        }

    @cached_property
    def _declared(self) -> dict[str, str]:
        declared = written(self.project.report / "exhibits.yaml", "exhibits")
        return {name: self.mask_declared(text) for name, text in declared.items()}

    def facts(self, record: ExhibitRecord) -> list[Fact]:
        """Say where an exhibit came from.

        Parameters
        ----------
        record
            Its record.

        Returns
        -------
        list of dict
            ``term`` and ``lines``, in plain text.
        """
        return [
            fact("Responses", self.used()),
            *self.own_facts(record.lineage),
            fact("Raw files", self._raw_files(record.lineage)),
            fact("Audit", [f"corrigenda audit {record.exhibit}"]),
        ]

    def own_facts(self, lineage: Lineage) -> list[Fact]:
        """Say of an exhibit what is not the same for all: items, codings and corrections."""
        read = [self.project.items[i] for i in lineage.reads]
        return [
            fact("Items", map(self.item_line, read)),
            *([fact("Codings", self._codings(lineage))] if lineage.codings else []),
            fact("Corrections", self.correction_lines(lineage.corrections)),
        ]

    def used(self) -> list[str]:
        """Say which responses are used, and which are left out."""
        found = self.responses
        name = Path(found.file).name
        lines = [f"{found.used:,} of {found.exported:,} in {name}, rows {spaced(found.rows)}"]
        gone = found.in_order(self.project.study.exclude)
        out = [left_out(rule, one.n) for rule, one in gone.items()]
        return lines + ([f"Left out: {', '.join(out)}"] if out else [])

    def item_line(self, item: Item) -> str:
        """Name an item with its label and its columns."""
        return f"{item.id}: {item.label} ({self.columns(item)})"

    def columns(self, item: Item) -> str:
        """Say from which columns an item is read, or from which item it is made."""
        if item.bands_of:
            return f"bands of {item.bands_of}"
        if item.coded_from:
            return (
                f"coded from {item.coded_from}, {self.columns(self.project.items[item.coded_from])}"
            )
        if item.column == SOURCE:
            return "the coded texts"
        return f"{'column' if len(item.columns) == 1 else 'columns'} {', '.join(item.columns)}"

    def _codings(self, lineage: Lineage) -> list[str]:
        coded = {i: o.codings for i, o in lineage.items.items() if o.codings}
        return [
            f"{i}: {counted(found.rows):,} codings in {Path(lineage.codings.file).name}, "
            f"with {len(found.codes)} codes, by {listed(found.coders) or 'nobody'}"
            for i, found in coded.items()
        ]

    def correction_lines(self, ids: Iterable[str]) -> list[str]:
        """Tell the corrections that touch something; none, in words."""
        rows = [self.ledger[i] for i in ids]
        return [f"{r.id} ({r.date}), {r.item}: {self.change(r)}" for r in rows] or [
            "None touches it."
        ]

    def change(self, row: Correction) -> str:
        """Say what a row changes, without its respondent."""
        return changed(row, self.project.items, self.project.study.discloses)

    def reason(self, row: Correction) -> str:
        """Say who decided a row and why, without what is kept back."""
        about = self.changes[row.id]
        return reason(row, about, self.project.items, self.mask, self.project.study.discloses)

    def _raw_files(self, lineage: Lineage) -> list[str]:
        files = [lineage.responses, *([lineage.codings] if lineage.codings else [])]
        return [f"{Path(f.file).name}, SHA-256 {f.sha256}" for f in files]

    def _item(self, item: Item) -> dict:
        export = Path(self.responses.file).name
        question = self._question(item)
        facts = [
            *([fact("Question", [question])] if question else []),
            fact("Asked", [asked(item, self.project.items)]),
            fact("Answers", [self._answers(item)]),
            fact("Raw data", [f"{export}, {self.columns(item)}", *self.used()]),
        ]
        if self.origins[item.id].codings:
            facts.append(fact("Codings", self._codings(self._alone(item))))
        facts.append(fact("Corrections", self.correction_lines(self._touching(item))))
        return {"label": item.label, "facts": facts}

    def _answers(self, item: Item) -> str:
        found = {s: self.statistics.statistics[f"{item.id}.{s}"].says for s in STATES}
        counted = {state: text.partition(" ")[0] for state, text in found.items()}
        return (
            f"{counted['answered']} answered, {counted['unanswered']} gave no answer, "
            f"{counted['not_asked']} were not asked"
        )

    def _question(self, item: Item) -> str | None:
        source = item.coded_from or item.bands_of
        return item.question or (self.project.items[source].question if source else None)

    def _touching(self, item: Item) -> tuple[str, ...]:
        behind = with_sources(self.project.items, [item.id])
        touching = self.statistics.lineage.corrections
        return tuple(row for row in touching if self.ledger[row].item in behind)

    def _alone(self, item: Item) -> Lineage:
        items = {item.id: self.origins[item.id]}
        return self.statistics.lineage.model_copy(update={"items": items})


def fact(term: str, lines: Iterable[str]) -> Fact:
    """Put lines under a term."""
    return {"term": term, "lines": list(lines)}


def listed(names: Sequence[str]) -> str:
    """Join names: ``C1, C2 and C3``."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


@cache
def source(function: str) -> str:
    """Return the source of a function of the package, without importing what it needs.

    Parameters
    ----------
    function
        Such as ``corrigenda.tables.to_html``.

    Returns
    -------
    str
        Its lines.
    """
    module, _, name = function.rpartition(".")
    path = PACKAGE.joinpath(*module.split(".")[1:]).with_suffix(".py")
    text = path.read_text(encoding="utf-8")
    found = (n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef) and n.name == name)
    return ast.get_source_segment(text, next(found))
