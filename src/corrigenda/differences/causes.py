"""Causes: the versions that are compared, and what of their data and methods differs."""

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
    def ids(self) -> frozenset[str]:
        """The rows that make a difference."""
        rows = (*self.new, *self.withdrawn, *(e.after for e in self.edited), *self.gone)
        return frozenset(row.id for row in rows)


@dataclass(frozen=True)
class Declared:
    """A declaration that differs.

    ``wording`` says that it is only printed, and that nothing is counted or coded by it.
    """

    file: str
    path: tuple[str, ...]
    before: str | None
    after: str | None
    wording: bool


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
    code
        What is computed or drawn by other code, in words.
    software
        Versions of programs and libraries.
    files
        Other files that a report is composed of, such as literature sources, in words.
    """

    declared: tuple[Declared, ...] = ()
    code: tuple[str, ...] = ()
    software: tuple[Software, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def rules(self) -> tuple[Declared, ...]:
        """The declarations by which something is counted, coded or shown."""
        return tuple(one for one in self.declared if not one.wording)

    @property
    def differ(self) -> bool:
        """Whether something is computed in another way."""
        return bool(self.rules or self.code)
