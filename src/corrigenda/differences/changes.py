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
        Whether count and percentage stay, and only their base or label differs.
    was
        Its labels before, where they differ.
    """

    labels: tuple[str, ...]
    before: str | None
    after: str | None
    of: str = ""
    prints_same: bool = False
    was: tuple[str, ...] = ()

    @property
    def only_base(self) -> bool:
        """Whether it prints the same of another base."""
        return self.prints_same and self.before != self.after


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
        What the difference comes from: ``responses`` (others count), ``export``, ``data``
        (corrections), ``rounding``, ``declaration``, ``code`` or ``software``.
    corrections
        The rows of the ledger that moved it.
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
class Renamed:
    """An exhibit that says the same under another id, and so has another address."""

    before: Shown
    after: Shown


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
    slight
        ``rule`` where the same number prints otherwise, ``base`` where nobody is counted of
        another base; otherwise empty.
    """

    name: str
    group: str
    label: str
    before: str | None
    after: str | None
    exactly: str = ""
    mirrors: str = ""
    slight: str = ""

    @property
    def item(self) -> str:
        """The item that it is named after."""
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Sentence:
    """A sentence that differs: ``changed``, ``added``, ``removed``, ``moved`` or ``renumbered``.

    ``section`` and ``title`` say where it stands in the new version (a removed one in the old);
    of a moved one ``was`` is the title of the section where it stood. A renumbered one refers to
    the same tables, figures or sections, which have other numbers.
    """

    kind: str
    section: str
    title: str
    pieces: tuple[Piece, ...]
    was: str = ""


@dataclass(frozen=True)
class Heading:
    """A section that is ``new``, ``gone``, ``renamed`` or ``moved``.

    ``was`` is the title of a renamed one before; of a moved one ``was`` is the section that it
    followed, and ``now`` the one that it follows; empty at the beginning.
    """

    kind: str
    title: str
    was: str = ""
    now: str = ""
