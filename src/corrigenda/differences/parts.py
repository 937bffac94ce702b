"""A difference: all that two versions of a report do not have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corrigenda.differences.causes import Corrections, Methods, Version
from corrigenda.differences.changes import (
    Exhibit,
    Heading,
    Renamed,
    Renumbered,
    Sentence,
    Statistic,
    Wording,
)
from corrigenda.differences.naming import Names
from corrigenda.differences.summary import summary
from corrigenda.differences.verdict import said_data, said_methods
from corrigenda.releases.models import Shown
from corrigenda.releases.numbers import number

LEDGER = "corrections"  # statistics that count the ledger's own rows


@dataclass(frozen=True)
class Difference:
    """All that differs between two versions.

    Parameters
    ----------
    study
        The study.
    old, new
        The versions.
    corrections
        What happened to the ledger.
    raw
        What differs in the raw files, in words.
    about
        The title and the authors, where they differ.
    exhibits, added, gone, renamed, renumbered
        The exhibits that differ, came, went, or have only another id or number.
    statistics
        The statistics that differ.
    headings, sentences
        The sections and sentences that differ.
    methods
        How the numbers came about.
    unseen
        Differences that no reader sees, in words.
    names, labels
        What items and options are called, and exhibits by their ids.
    """

    study: str
    old: Version
    new: Version
    corrections: Corrections
    raw: tuple[str, ...]
    about: tuple[Wording, ...]
    exhibits: tuple[Exhibit, ...]
    added: tuple[Shown, ...]
    gone: tuple[Shown, ...]
    renamed: tuple[Renamed, ...]
    renumbered: tuple[Renumbered, ...]
    statistics: tuple[Statistic, ...]
    headings: tuple[Heading, ...]
    sentences: tuple[Sentence, ...]
    methods: Methods
    unseen: tuple[str, ...]
    names: Names = field(repr=False, compare=False)
    labels: Mapping[str, str] = field(repr=False, compare=False)

    @property
    def backwards(self) -> bool:
        """Whether the first of the two is the newer one."""
        old, new = number(self.old.version), number(self.new.version)
        return old is None or (new is not None and new < old)

    @property
    def counted(self) -> tuple[Statistic, ...]:
        """The statistics whose number differs, without those of the ledger's own rows."""
        return tuple(s for s in self.statistics if s.item != LEDGER and not s.slight)

    @property
    def slight(self) -> tuple[Statistic, ...]:
        """The statistics that only print otherwise, or count nobody of another base."""
        return tuple(s for s in self.statistics if s.slight)

    @property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences that say something else, or elsewhere."""
        return tuple(s for s in self.sentences if s.kind != "renumbered")

    @property
    def referring(self) -> tuple[Sentence, ...]:
        """The sentences that only refer to something under its new number."""
        return tuple(s for s in self.sentences if s.kind == "renumbered")

    @property
    def data_differ(self) -> bool:
        """Whether the data differ: the corrections or the raw files."""
        rows = self.corrections
        return bool(rows.moving or rows.withdrawn or self.raw)

    @property
    def numbers_differ(self) -> bool:
        """Whether a number differs that the report shows or can name."""
        cells = (cell for one in self.exhibits for cell in one.cells)
        return bool(self.counted) or any(cell.before != cell.after for cell in cells)

    @property
    def methods_differ(self) -> bool:
        """Whether something is counted in another way; other code alone, only if a number is."""
        how = self.methods
        return bool(how.of("method") or how.used or (how.code and self.numbers_differ))

    @property
    def shown_differ(self) -> bool:
        """Whether something differs that the report shows."""
        exhibits = (self.exhibits, self.added, self.gone, self.renamed, self.renumbered)
        return any((self.about, *exhibits, self.statistics, self.headings, self.sentences))

    @property
    def none(self) -> bool:
        """Whether nothing differs in data, methods or what the report shows."""
        how = self.methods
        methods = (how.declared, how.used, how.code, how.software, how.files)
        return not any((self.corrections.told, self.raw, self.shown_differ, *methods))

    @property
    def summary(self) -> str:
        """All of it in one sentence."""
        return summary(self)

    @property
    def verdict(self) -> str:
        """Whether data or methods differ, in words for readers."""
        return f"{said_data(self)} {said_methods(self)}"
