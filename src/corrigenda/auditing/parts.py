"""What an audit tells, part by part: plain values, which texts and JSON are made of."""

from dataclasses import dataclass

from corrigenda.auditing.chain import Link
from corrigenda.auditing.places import Use
from corrigenda.auditing.touching import CodePart, CorrectionPart, Passage, RawCell
from corrigenda.errors import Problem


@dataclass(frozen=True)
class Shown:
    """A value and what it is called: a cell of an exhibit in its block, an option of an item."""

    block: str
    label: str
    value: str


@dataclass(frozen=True)
class Outside:
    """How many respondents are not in a base, and why."""

    why: str
    n: int


@dataclass(frozen=True)
class Base:
    """Out of whom something is counted.

    Parameters
    ----------
    items
        The items of an exhibit that share it; none where it is that of all.
    n, respondents
        Those in the base, and all of the study.
    outside
        Why the others are not in it.
    """

    items: tuple[str, ...]
    n: int
    respondents: int
    outside: tuple[Outside, ...]


@dataclass(frozen=True)
class Subject:
    """One thing that is asked about.

    Parameters
    ----------
    kind, name
        Which sort of thing it is, and its name.
    title
        What its reader or its respondents call it.
    value
        What the report shows of it.
    values
        What it shows in detail: the cells of an exhibit, the options of an item.
    rule
        What is counted, in a sentence.
    declared
        ``file:line`` of its declaration.
    declaration
        The declaration as it is written, where it is one of its own.
    made_by
        The function that computes or draws it.
    record
        The id of its record, and where that is.
    bases
        Out of whom it is counted; an exhibit may have several.
    recounted
        What the slices give when they are counted again; empty where nothing is counted.
    published
        What the study published in its place.
    notes
        What else there is to know.
    """

    kind: str
    name: str
    title: str
    value: str = ""
    values: tuple[Shown, ...] = ()
    rule: str = ""
    declared: str = ""
    declaration: str = ""
    made_by: str = ""
    record: str = ""
    bases: tuple[Base, ...] = ()
    recounted: str = ""
    published: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemPart:
    """An item that something is computed from.

    Parameters
    ----------
    id, kind, label, question
        As the codebook has them.
    columns
        Of the raw export; those of the item that it is made from, where it has none.
    made_from
        The items that it is computed from.
    asked
        Who was asked, in a sentence.
    answered, unanswered, not_asked
        How many respondents.
    reads
        Whether it is read itself, and not only something that is made from it or asked because
        of it.
    """

    id: str
    kind: str
    label: str
    question: str
    columns: tuple[str, ...]
    made_from: tuple[str, ...]
    asked: str
    answered: int
    unanswered: int
    not_asked: int
    reads: bool


@dataclass(frozen=True)
class ResponsesPart:
    """The raw export: how many of its responses are used, and why others are not."""

    file: str
    exported: int
    used: int
    rows: str
    left_out: tuple[Outside, ...]


@dataclass(frozen=True)
class Audit:
    """Where something came from, back to the raw cells.

    Parameters
    ----------
    study
        Its id.
    target
        What was asked.
    sentences
        Where a line of the report was asked about, what stands there.
    subjects
        What is asked about.
    items, codes, corrections, responses, uses
        What it is computed from, and where the report states it.
    files
        From the sentence to the raw export.
    problem
        The first link that does not hold; None where every file is as the build noted it.
    cells, passages
        The raw cells and texts, where they were asked for.
    """

    study: str
    target: str
    sentences: tuple[str, ...]
    subjects: tuple[Subject, ...]
    items: tuple[ItemPart, ...]
    codes: tuple[CodePart, ...]
    corrections: tuple[CorrectionPart, ...]
    responses: ResponsesPart
    uses: tuple[Use, ...]
    files: tuple[Link, ...]
    problem: Problem | None
    cells: tuple[RawCell, ...] | None
    passages: tuple[Passage, ...] | None
