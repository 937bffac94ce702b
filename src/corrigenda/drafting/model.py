"""The draft of a study: what its export lets one guess of its declarations."""

from dataclasses import dataclass, field

from corrigenda.coding import Coding
from corrigenda.items import Item
from corrigenda.study import Exclusion, Fieldwork, Finished, Format, Method


@dataclass(frozen=True)
class Settings:
    """What is known of a study before its export is looked at.

    Parameters
    ----------
    format
        Which product wrote the export.
    title
        What the study is called; empty to take it from the export.
    method
        How the study was made; None to guess it.
    respondent
        The column that identifies a respondent; None to guess it.
    """

    format: Format = "qualtrics"
    title: str = ""
    method: Method | None = None
    respondent: str | None = None


@dataclass(frozen=True)
class Section:
    """A block of the report.

    Parameters
    ----------
    title
        Its heading.
    items
        Ids of the items in it, coded ones among them, in the order of the export.
    """

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """First declarations of a study, by which its export cleans without an error.

    Parameters
    ----------
    respondent
        The column that identifies a respondent; None to number them.
    exclude
        The rules by which responses are left out.
    finished
        For formats that do not say themselves which responses are complete.
    fieldwork
        The first and last day of the responses that count.
    missing
        Cells that mean, in every item: no answer.
    items
        The items of codebook.yaml under their ids, in order.
    comments
        Lines to stand above an item in codebook.yaml: what was guessed.
    coding
        The declarations of coding.yaml; None without codings.
    respondents
        Whose a coded text is, where its own name does not say.
    sections
        The blocks of the report, in the order of the export.
    guessed, unknown
        What was guessed and what could not be told: a sentence each.
    title, method
        What the study is called, and how it was made.
    """

    respondent: str | None
    exclude: tuple[Exclusion, ...]
    finished: Finished | None
    fieldwork: Fieldwork | None
    missing: tuple[str, ...]
    items: dict[str, Item]
    comments: dict[str, tuple[str, ...]] = field(default_factory=dict)
    coding: Coding | None = None
    respondents: dict[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    guessed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    title: str = ""
    method: Method = "survey"
