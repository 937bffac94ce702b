"""A survey as its authors built it in Qualtrics: blocks of questions, and who is asked them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from corrigenda.readers.findings import Finding

NOTHING: Mapping[str, str] = MappingProxyType({})
Kind = Literal["single", "multiple", "matrix", "text", "number", "other"]


@dataclass(frozen=True)
class Question:
    """A question of a survey.

    Parameters
    ----------
    id, tag
        Qualtrics' own id (``QID1``), and the name that its columns have in exports.
    text
        On one line, without HTML; … stands for what is piped in.
    kind
        What is answered. A ``number`` may be a slider with several rows.
    choices
        Under their ids the labels, in the order of display; of a grid, those of its columns.
    recodes
        Under the same ids the numbers that exports hold.
    exported
        Under the same ids what exports hold in place of the label, where that is another text.
    rows
        Under their ids the rows of a grid, the sliders, the lines of a form.
    texts
        The choices (or rows) that come with a field for text.
    asked_if
        Questions and choices: one choice of each pair must be selected, or it is not asked.
    unread
        Why its logic could not be read; empty where there is none, or it could.
    """

    id: str
    tag: str
    text: str
    kind: Kind
    choices: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    recodes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    exported: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    rows: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    texts: frozenset[str] = frozenset()
    asked_if: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unread: str = ""


@dataclass(frozen=True)
class Block:
    """A block of questions, by their ids."""

    title: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Survey:
    """A survey as its authors built it.

    Parameters
    ----------
    title
        Its name.
    blocks
        In the order of the survey flow, without deleted and unused ones.
    questions
        Those of the blocks, under their ids.
    findings
        What was found, and what could not be read.
    """

    title: str
    blocks: tuple[Block, ...]
    questions: Mapping[str, Question]
    findings: tuple[Finding, ...] = ()
