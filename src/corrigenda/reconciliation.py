"""Reconciliation: the report's tables against those that the study published, cell by cell."""

import csv
from dataclasses import dataclass
from pathlib import Path

from corrigenda.errors import ExhibitError, Problem, did_you_mean, quoted
from corrigenda.project import Project
from corrigenda.study import KnownMismatch, OwnText

COLUMNS = ("table", "block", "row", "pct", "n", "base")


@dataclass(frozen=True)
class Cell:
    """A printed cell and what the report prints in its place ("20 (8)")."""

    table: str
    block: str
    row: str
    printed: str
    ours: str

    @property
    def matches(self) -> bool:
        """Whether percentage, n and base are the same."""
        return self.printed == self.ours


@dataclass(frozen=True)
class Reconciliation:
    """Every printed cell, compared."""

    cells: tuple[Cell, ...]
    known: tuple[KnownMismatch, ...]
    texts: tuple[OwnText, ...] = ()

    @property
    def mismatches(self) -> tuple[Cell, ...]:
        """The cells that differ."""
        return tuple(cell for cell in self.cells if not cell.matches)

    @property
    def as_declared(self) -> bool:
        """Whether exactly those cells differ of which study.yaml says so."""
        found = {(cell.table, cell.row) for cell in self.mismatches}
        return found == {(mismatch.table, mismatch.row) for mismatch in self.known}

    @property
    def summary(self) -> str:
        """One line: how many cells match."""
        matching = len(self.cells) - len(self.mismatches)
        return f"{matching} of {len(self.cells)} published cells match"

    @property
    def text(self) -> str:
        """Every cell, what is known of mismatches, where the publication contradicts itself, and
        the summary."""
        notes = {(m.table, m.row): m.note for m in self.known}
        lines = [
            f"{'match' if c.matches else 'MISMATCH':<10}{c.table:<5}{c.printed:<14}{c.ours:<14}"
            f"{c.block}: {c.row}"
            for c in self.cells
        ]
        for c in self.mismatches:
            note = notes.get((c.table, c.row), "Not declared in study.yaml.")
            lines += [
                "",
                f"Table {c.table}, {c.row}: published {c.printed}, ours {c.ours}.",
                f"  {note}",
            ]
        if self.texts:
            lines += ["", "Where the published text and its own tables differ:"]
            printed = {(c.table, c.row): c.printed for c in self.cells}
            lines += [
                f"  Table {t.table}, {t.row}: the text says {t.says}, "
                f"the table {printed[t.table, t.row]}."
                for t in self.texts
            ]
        return "\n".join([*lines, "", f"{self.summary}."])


def reconcile(project: Project) -> Reconciliation:
    """Compare the tables of figures/ with the published ones that study.yaml names.

    Parameters
    ----------
    project
        The study within its folder; its tables must have been built.

    Returns
    -------
    Reconciliation
        Every published cell, in the published order.

    Raises
    ------
    ExhibitError
        When the study names no published tables, or one of ours is not built.
    """
    published = project.study.published
    if published is None:
        place = project.place(project.data / "study.yaml")
        raise ExhibitError(Problem(place, "it names no published tables.", "Add published."))
    ours = {t: _cells(project, exhibit) for t, exhibit in published.tables.items()}
    cells = tuple(_cell(row, ours) for row in _published(project, project.data / published.file))
    known = {(cell.table, cell.row) for cell in cells}
    for text in published.texts:
        if (text.table, text.row) not in known:
            message = f"texts: table {text.table} has no row {quoted(text.row)}."
            advice = did_you_mean(text.row, [row for table, row in known if table == text.table])
            raise ExhibitError(Problem(project.place(project.data / "study.yaml"), message, advice))
    return Reconciliation(cells, published.mismatches, published.texts)


def _published(project: Project, path: Path) -> list[dict[str, str]]:
    if not path.exists():
        message, advice = "the file is missing.", "Mind its name in study.yaml."
        raise ExhibitError(Problem(project.place(path), message, advice))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not {*COLUMNS} <= {*(rows.fieldnames or ())}:
            message = f"the columns are {', '.join(rows.fieldnames or ()) or 'missing'}."
            advice = f"There must be {', '.join(COLUMNS)}."
            raise ExhibitError(Problem(f"{project.place(path)}:1", message, advice))
        return list(rows)


def _cells(project: Project, exhibit: str) -> dict[tuple[str, str], str]:
    path = project.figures / f"{exhibit}.csv"
    if not path.exists():
        raise ExhibitError(
            Problem(project.place(path), "the table is not built.", "Run corrigenda build.")
        )
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (r["block"], r["row"]): _shown(r["percent"], r["n"], r["base"])
            for r in csv.DictReader(file)
        }


def _cell(row: dict[str, str], ours: dict[str, dict]) -> Cell:
    cell = ours.get(row["table"], {}).get((row["block"], row["row"]), "not in the table")
    return Cell(
        row["table"], row["block"], row["row"], _shown(row["pct"], row["n"], row["base"]), cell
    )


def _shown(percent: str, n: str, base: str) -> str:
    return f"{percent} ({n}) of {base}"
