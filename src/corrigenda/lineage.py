"""Lineage: from an item back to the raw rows and columns, and what touched it on the way."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corrigenda.codebook import Item
from corrigenda.corrections import in_force
from corrigenda.dependencies import with_sources
from corrigenda.project import Project
from corrigenda.provenance import (
    CodingsOrigin,
    HashedFile,
    ItemOrigin,
    LeftOut,
    Lineage,
    Responses,
)

USED = "used"
MOST = 12  # ranges that are shown to people; the record has them all


@dataclass(frozen=True)
class Origins:
    """Where the items of a study came from, by what was imported and what was cleaned.

    Parameters
    ----------
    project
        Its declarations and its ledger.
    dispositions
        A row for each exported response: ``respondent``, ``row`` of the spreadsheet and
        ``disposition``.
    codings
        A row for each raw code application: ``row``, ``respondent``, ``item`` and ``coder``.
    sha256
        Hashes a file of the project.
    """

    project: Project
    dispositions: tuple[Mapping[str, str], ...]
    codings: tuple[Mapping[str, str], ...]
    sha256: Callable[[Path], str]

    def lineage(self, reads: Iterable[str]) -> Lineage:
        """Follow items back to the raw files.

        Parameters
        ----------
        reads
            Ids of the items that something is computed from.

        Returns
        -------
        Lineage
            These items and all behind them.
        """
        items, study, reads = self.project.items, self.project.study, tuple(reads)
        behind = with_sources(items, reads)
        coded = any(items[i].kind == "coded" for i in behind)
        touching = tuple(row.id for row in in_force(self.project.ledger) if row.item in behind)
        return Lineage(
            reads=reads,
            items={i: self.origin(i) for i in behind},
            responses=self.responses,
            codings=self._hashed(self.project.data / study.codings.file) if coded else None,
            corrections=touching,
        )

    def origin(self, item_id: str) -> ItemOrigin:
        """Say where one item came from."""
        return self._origins[item_id]

    @cached_property
    def responses(self) -> Responses:
        """The raw export, and which of its responses count."""
        study = self.project.study
        found = {rule: self._rows(rule) for rule in study.exclude}
        left_out = {r: LeftOut(n=len(rows), rows=ranges(rows)) for r, rows in found.items() if rows}
        used = self._rows(USED)
        return Responses(
            **self._hashed(self.project.data / study.responses.file).model_dump(),
            exported=len(self.dispositions),
            used=len(used),
            rows=ranges(used),
            left_out=left_out,
        )

    def _rows(self, disposition: str) -> list[int]:
        return [int(r["row"]) for r in self.dispositions if r["disposition"] == disposition]

    @cached_property
    def _origins(self) -> dict[str, ItemOrigin]:
        corrections: dict[str, list[str]] = {}
        for row in in_force(self.project.ledger):
            corrections.setdefault(row.item, []).append(row.id)
        return {
            item.id: ItemOrigin(
                kind=item.kind,
                slice=self._hashed(self.project.slice(item.id)),
                columns=item.columns,
                made_from=tuple(filter(None, (item.bands_of, item.coded_from))),
                asked_if=tuple(item.asked_if),
                codings=self._codings(item) if item.kind == "coded" else None,
                corrections=tuple(corrections.get(item.id, ())),
            )
            for item in self.project.items.values()
        }

    @cached_property
    def _coded(self) -> dict[str, list[Mapping[str, str]]]:
        used = {row["respondent"] for row in self.dispositions if row["disposition"] == USED}
        found: dict[str, list[Mapping[str, str]]] = {}
        for row in self.codings:
            if row["respondent"] in used:
                found.setdefault(row["item"], []).append(row)
        return found

    def _codings(self, item: Item) -> CodingsOrigin:
        rows = self._coded.get(item.id, [])
        return CodingsOrigin(
            **self._hashed(self.project.build / "codings" / f"{item.id}.csv").model_dump(),
            rows=ranges(int(row["row"]) for row in rows),
            codes=tuple(option.id for option in item.options),
            coders=tuple(sorted({row["coder"] for row in rows})),
        )

    def _hashed(self, path: Path) -> HashedFile:
        return HashedFile(file=self.project.place(path), sha256=self.sha256(path))


def ranges(rows: Iterable[int]) -> str:
    """Write row numbers in as few characters as they need: ``8-12,14``."""
    found: list[list[int]] = []
    for row in sorted(rows):
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def spaced(rows: str) -> str:
    """Show row numbers to people: ``8–12, 14``; of very many ranges the first."""
    parts = rows.replace("-", "–").split(",")
    more = f" and {len(parts) - MOST} more ranges" if len(parts) > MOST + 1 else ""
    return ", ".join(parts[:MOST] if more else parts) + more


def counted(rows: str) -> int:
    """Count the rows that ranges (``8-12,14``) hold."""
    ends = (part.partition("-") for part in rows.split(",") if part)
    return sum(int(last or first) - int(first) + 1 for first, _, last in ends)
