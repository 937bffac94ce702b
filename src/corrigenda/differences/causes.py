"""Causes: the versions that are compared, and what of their data and methods differs."""

from collections.abc import Collection
from dataclasses import dataclass

from corrigenda.releases.models import LedgerRow


@dataclass(frozen=True)
class Version:
    """A version that is compared."""

    version: str
    date: str
    title: str


@dataclass(frozen=True)
class Edited:
    """A row of the ledger that was itself changed, which a ledger is not meant for."""

    before: LedgerRow
    after: LedgerRow

    @property
    def reworded(self) -> bool:
        """Whether it changes the same as before, and only its date or reason differs."""
        said = ("respondent", "item", "change")
        return all(getattr(self.before, name) == getattr(self.after, name) for name in said)


@dataclass(frozen=True)
class Corrections:
    """What happened to the ledger.

    Parameters
    ----------
    new
        The rows that came.
    withdrawn
        Earlier rows that no longer apply, as a new row takes them back.
    edited
        Rows that say something else than before.
    gone
        Rows that are no longer there.
    """

    new: tuple[LedgerRow, ...] = ()
    withdrawn: tuple[LedgerRow, ...] = ()
    edited: tuple[Edited, ...] = ()
    gone: tuple[LedgerRow, ...] = ()

    @property
    def undone(self) -> frozenset[str]:
        """The new rows that are withdrawn already, and those that withdraw them."""
        pairs = ((row.id, row.withdrawn_by) for row in self.new if row.withdrawn_by)
        return frozenset(name for pair in pairs for name in pair)

    @property
    def withdrawals(self) -> tuple[LedgerRow, ...]:
        """The new rows that take back one of the rows before."""
        by = {row.withdrawn_by for row in self.withdrawn}
        return tuple(row for row in self.new if row.id in by - self.undone)

    @property
    def corrected(self) -> tuple[LedgerRow, ...]:
        """The new rows that correct something."""
        others = self.undone | {row.id for row in self.withdrawals}
        return tuple(row for row in self.new if row.id not in others)

    @property
    def changed(self) -> tuple[Edited, ...]:
        """The edited rows that change something else than before."""
        return tuple(one for one in self.edited if not one.reworded)

    @property
    def moving(self) -> tuple[LedgerRow, ...]:
        """The rows by which the data differ."""
        changed = (one.after for one in self.changed)
        return (*self.corrected, *self.withdrawals, *changed, *self.gone)

    def touching(self, exhibit: str) -> tuple[str, ...]:
        """Name the rows that moved an exhibit."""
        return tuple(sorted(row.id for row in self.moving if exhibit in moved_exhibits(row)))

    @property
    def told(self) -> bool:
        """Whether there is anything to tell of the ledger."""
        return bool(self.new or self.withdrawn or self.edited or self.gone)


EXHIBITS = "in "  # begins the line of a row that names the exhibits which it moved


def moved_exhibits(row: LedgerRow) -> list[str]:
    """Return the ids of the exhibits that a row moved."""
    lines = (line for line in row.moved if line.startswith(EXHIBITS))
    return [name for line in lines for name in line.removeprefix(EXHIBITS).split(", ")]


def moved_something(row: LedgerRow) -> bool:
    """Say whether a row moved a number or an exhibit."""
    return any(line.startswith(EXHIBITS) or "→" in line for line in row.moved)


@dataclass(frozen=True)
class Declared:
    """A declaration that differs.

    Parameters
    ----------
    file, path
        Where it stands.
    before, after
        What it says; None where it is not there.
    kind
        ``method`` where something is counted or coded by it, ``shown`` where it chooses what
        the report shows, ``wording`` where it is only printed.
    says
        The difference in a sentence; empty where none is known.
    """

    file: str
    path: tuple[str, ...]
    before: str | None
    after: str | None
    kind: str
    says: str = ""

    @property
    def prose(self) -> bool:
        """Whether both versions say a text there, which is told word by word."""
        return bool(self.before and self.after) and self.path[-1:] == ("definition",)


@dataclass(frozen=True)
class Software:
    """A program or library of another version; None where it is not used."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Methods:
    """How the numbers came about, as far as it differs.

    Parameters
    ----------
    declared
        Declarations.
    used
        How many responses count before and after, where others of the same export do.
    code
        What is computed or drawn by other code, in words.
    software
        Versions of programs and libraries.
    files
        Other files that a report is composed of, such as literature sources, in words.
    """

    declared: tuple[Declared, ...] = ()
    used: tuple[int, ...] = ()
    code: tuple[str, ...] = ()
    software: tuple[Software, ...] = ()
    files: tuple[str, ...] = ()

    def of(self, kind: str) -> tuple[Declared, ...]:
        """Return the declarations of a kind."""
        return tuple(one for one in self.declared if one.kind == kind)

    @property
    def rounding(self) -> bool:
        """Whether shares are rounded by another rule."""
        return any(one.path == ("rounding",) for one in self.declared)

    def touching(self, exhibit: str, items: Collection[str]) -> bool:
        """Say whether something is declared otherwise of an exhibit or of the items behind it."""
        known = {("exhibits", exhibit), *(("items", item) for item in items), ("base",)}
        return any(one.path[:2] in known for one in self.declared)
