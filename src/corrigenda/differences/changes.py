"""Changes: what two versions show differently, in tables, figures, numbers and words."""

from dataclasses import dataclass

from corrigenda.releases.models import Shown


@dataclass(frozen=True)
class Piece:
    """Words that both versions have (``same``), or only the old (``gone``) or the new (``new``)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Cell:
    """A row of an exhibit that differs.

    Parameters
    ----------
    labels
        What names it, as printed.
    before, after
        What it prints; None where the row is not there.
    of
        Its base, where both have the same.
    prints_same
        Whether count and percentage stay, and only their base differs.
    was
        The labels that stood in its place, where only these differ.
    """

    labels: tuple[str, ...]
    before: str | None
    after: str | None
    of: str = ""
    prints_same: bool = False
    was: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wording:
    """A text that differs, word by word; ``what`` names it (``caption``)."""

    what: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Exhibit:
    """A table or figure that differs.

    Parameters
    ----------
    before, after
        What each version shows.
    cells
        The rows that differ.
    reordered
        Whether the rows that both have stand in another order.
    words
        Its caption and alternative text, where they differ.
    looks
        Whether it looks different.
    why
        What the difference comes from: ``data``, ``declaration``, ``code``, ``software``.
    corrections
        The rows of the ledger that touch it in one version and not in the other.
    """

    before: Shown
    after: Shown
    cells: tuple[Cell, ...]
    reordered: bool
    words: tuple[Wording, ...]
    looks: bool
    why: tuple[str, ...]
    corrections: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its id, which both versions share."""
        return self.after.id


@dataclass(frozen=True)
class Renumbered:
    """An exhibit that is only numbered differently: ``Table 5`` is ``Table 6``."""

    id: str
    before: str
    after: str


@dataclass(frozen=True)
class Statistic:
    """A statistic that differs.

    Parameters
    ----------
    name
        Its name.
    group, label
        Its item and what it counts, in words.
    before, after
        How it prints; None where there is none.
    exactly
        What tells the two apart where they print the same; otherwise empty.
    mirrors
        The statistic of the same item that says the same already, or its complement.
    """

    name: str
    group: str
    label: str
    before: str | None
    after: str | None
    exactly: str = ""
    mirrors: str = ""

    @property
    def item(self) -> str:
        """The item that it is named after."""
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Sentence:
    """A sentence that differs: ``changed``, ``added``, ``removed`` or ``moved``.

    ``section`` and ``title`` say where it stands in the new version (a removed one in the old);
    of a moved one ``was`` is the title of the section where it stood.
    """

    kind: str
    section: str
    title: str
    pieces: tuple[Piece, ...]
    was: str = ""
