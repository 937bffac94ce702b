"""A difference: all that two versions of a report do not have in common."""

from dataclasses import dataclass

from corrigenda.differences.causes import Corrections, Methods, Version
from corrigenda.differences.changes import Exhibit, Renumbered, Sentence, Statistic, Wording
from corrigenda.differences.saying import counted, every, listed, said_data, said_methods
from corrigenda.releases.models import Shown

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
    exhibits, added, gone, renumbered
        The exhibits that differ, came, went, or have only another number.
    statistics
        The statistics that differ.
    sentences
        The sentences that differ.
    methods
        How the numbers came about.
    unseen
        Differences that no reader sees, in words.
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
    renumbered: tuple[Renumbered, ...]
    statistics: tuple[Statistic, ...]
    sentences: tuple[Sentence, ...]
    methods: Methods
    unseen: tuple[str, ...]

    @property
    def counted(self) -> tuple[Statistic, ...]:
        """The statistics that differ, without those that count the ledger's own rows."""
        return tuple(one for one in self.statistics if one.item != LEDGER)

    @property
    def data_differ(self) -> bool:
        """Whether the data differ: the corrections or the raw files."""
        return bool(self.corrections.ids or self.raw)

    @property
    def shown_differ(self) -> bool:
        """Whether something differs that the report shows."""
        exhibits = (self.exhibits, self.added, self.gone, self.renumbered)
        return any((self.about, *exhibits, self.statistics, self.sentences))

    @property
    def none(self) -> bool:
        """Whether nothing differs in data, methods or what the report shows."""
        how = self.methods
        return not any(
            (self.data_differ, self.shown_differ, how.declared, how.code, how.software, how.files)
        )

    @property
    def summary(self) -> str:
        """All of it in one sentence."""
        if self.none:
            return "Nothing differs: data, methods, tables, figures and text are the same."
        rows = self.corrections
        happened = [
            *counted(len(rows.new), "correction"),
            *every(len(rows.edited), "row of the ledger", "was edited", "were edited"),
            *every(len(rows.gone), "row of the ledger", "is gone", "are gone"),
            *(["another export"] if self.raw else []),
        ]
        methods = "the methods differ" if self.methods.differ else "the methods are the same"
        parts = [listed(happened), self._shown, methods]
        text = "; ".join(part for part in parts if part)
        return f"{text[0].upper()}{text[1:]}."

    @property
    def _shown(self) -> str:
        kinds = [one.after.kind for one in self.exhibits]
        differ = [
            *counted(kinds.count("table"), "table"),
            *counted(kinds.count("figure"), "figure"),
            *counted(len(self.counted), "statistic"),
            *counted(len(self.sentences), "sentence"),
        ]
        numbers = len(kinds) + len(self.counted) + len(self.sentences)
        came = [
            *(
                [f"{listed([f'the {one.what}' for one in self.about])} changed"]
                if self.about
                else []
            ),
            *every(len(self.added), "exhibit", "is new", "are new"),
            *every(len(self.gone), "exhibit", "is gone", "are gone"),
            *every(len(self.renumbered), "exhibit", "has another number", "have another number"),
        ]
        if not differ and not came:
            return "no table, figure, statistic or sentence differs"
        told = f"{listed(differ)} {'differs' if numbers == 1 else 'differ'}" if differ else ""
        return listed([part for part in (told, *came) if part])

    @property
    def verdict(self) -> str:
        """Whether data or methods differ, in words for readers."""
        return f"{said_data(self)} {said_methods(self.methods)}"
