"""Questions: which columns of an export belong to one question, and what it offers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from corrigenda.drafting.naming import one_line, question_of, readable
from corrigenda.drafting.neighbours import STEMS, are_rows, are_ticks, runs
from corrigenda.drafting.seen import Seen
from corrigenda.items import without_case
from corrigenda.readers.exports import NOTHING, Export, Family

_TEXT = re.compile(r"^(?P<stem>.+?)(?:_TEXT|\[other\]|_other_text|_other|_oth|_specify)$", re.I)


@dataclass(frozen=True)
class Question:
    """Columns that make one item.

    Parameters
    ----------
    name
        What the item is named after.
    text
        The question.
    columns
        One column; or one for each option, or each holding an option.
    shape
        Which of these it is.
    row
        The statement of a grid's row.
    group
        The names of the columns of a grid; empty outside of one.
    title
        The question of the whole grid.
    choices
        Of ``ticked``, the label of each column.
    labels
        Declared labels under the values that the export may hold in their place.
    ticked
        What says that an option was chosen, where it is declared.
    texts
        Columns that hold what was typed beside an option, each with words of the option.
    kind
        What the questionnaire declares it to be.
    key
        The id of the question in the questionnaire.
    """

    name: str
    text: str
    columns: tuple[str, ...]
    shape: Literal["column", "ticked", "listed"] = "column"
    row: str = ""
    group: tuple[str, ...] = ()
    title: str = ""
    choices: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    ticked: str = ""
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    kind: str = ""
    key: str = ""


def questions(export: Export, seen: Mapping[str, Seen]) -> list[Question]:
    """Put columns together that make one question.

    Parameters
    ----------
    export
        The export, which may declare families of columns.
    seen
        The columns that can be answers, in their order.

    Returns
    -------
    list
        Questions in the order of the export. A column that repeats in one cell what a column for
        each option says is in none.
    """
    families = [_kept(family, seen) for family in export.families]
    declared = {name for family in families for name in family.columns}
    found = list(_declared(families, seen))
    loose = [name for name in seen if name not in declared]
    parents = {q.columns[0] if q.shape == "column" else q.name for q in found} | set(loose)
    texts = {name: _parent(name, parents, declared) for name in loose if _is_text(name)}
    texts = {name: parent for name, parent in texts.items() if parent}
    found += _once([*_loose([name for name in loose if name not in texts], seen)])
    order = {name: place for place, name in enumerate(seen)}
    found.sort(key=lambda question: order[question.columns[0]])
    return [_with_texts(question, texts, seen) for question in found]


def _once(found: Sequence[Question]) -> list[Question]:
    """Leave out a column that is named like a check-all question with columns of its own."""
    ticked = {question.name for question in found if question.shape == "ticked"}
    return [q for q in found if q.shape == "ticked" or q.columns[0] not in ticked]


def _kept(family: Family, seen: Mapping[str, Seen]) -> Family:
    return replace(family, columns=tuple(name for name in family.columns if name in seen))


def _declared(families: Iterable[Family], seen: Mapping[str, Seen]) -> Iterator[Question]:
    taken: set[str] = set()
    for family in families:
        names = tuple(name for name in family.columns if name not in taken)
        taken.update(names)
        if names:
            yield from _of_family(replace(family, columns=names), seen)


def _of_family(family: Family, seen: Mapping[str, Seen]) -> Iterator[Question]:
    names = family.columns
    text = question_of(family.text)
    if family.kind == "matrix":
        yield from _grid(family.name, text, names, seen)
    elif family.kind == "listed":
        labels = seen[names[0]].column.labels
        yield Question(family.name, text, names, "listed", labels=labels)
    else:
        rows = tuple(row_of(name, text, family.name, seen) for name in names)
        yield Question(family.name, text, names, "ticked", choices=rows, ticked=family.ticked)


def _grid(stem: str, text: str, names: tuple[str, ...], seen: Mapping[str, Seen]):
    """Make a question of each row of a grid."""
    for name in names:
        row = row_of(name, text, stem, seen)
        whole = f"{text} {row}" if text and row not in text else text or row
        labels = seen[name].column.labels
        yield Question(
            name, whole, (name,), row=row, group=names, title=text or stem, labels=labels
        )


def row_of(name: str, stem_text: str, stem: str, seen: Mapping[str, Seen]) -> str:
    """Find the words of one column of a family: what follows the question that all share.

    Parameters
    ----------
    name
        The column.
    stem_text
        The question that all share.
    stem
        What their names share.
    seen
        All columns.

    Returns
    -------
    str
        The words of the row or option; the end of the column's name where there are none.
    """
    text = one_line(seen[name].column.text)
    if text and stem_text and text.casefold().startswith(stem_text.casefold()):
        rest = text[len(stem_text) :]
        rest = re.sub(r"^\s*[-–—:]?\s*(Selected Choice\s*[-–—]\s*)?", "", rest)
        rest = re.sub(r"^\[(.*)\]$", r"\1", rest.strip())
        if rest.strip():
            return rest.strip()
    if text and without_case(text) != without_case(stem_text):
        bracket = re.search(r"\[([^\[\]]+)\]\s*$", text)
        return bracket[1].strip() if bracket else text
    for pattern in STEMS[:3]:
        match = pattern.match(name)
        if match:
            return one_line(match["row"]).replace("_", " ")
    rest = one_line(name.removeprefix(stem).strip(" _.-:[]/"))
    return rest if len(rest) > 2 else readable(name)


def _is_text(name: str) -> bool:
    return bool(_TEXT.match(_bare(name)))


def _bare(name: str) -> str:
    """Return a column's name without the key that keeps it apart from others."""
    return re.sub(r" \([^()]*\)$", "", name)


def _parent(name: str, parents: set[str], declared: set[str]) -> str:
    """Find the question that a column of typed text belongs to."""
    stem = _TEXT.match(_bare(name))["stem"]
    candidates = (stem, re.sub(r"_x?-?\d+$", "", stem))
    return next((c for c in candidates if c in parents or c in declared), "")


def _with_texts(question: Question, texts: Mapping[str, str], seen: Mapping[str, Seen]) -> Question:
    own = {question.name, *question.columns}
    mine = {n: _beside(n, p, question, seen) for n, p in texts.items() if p in own}
    if not mine:
        return question
    kind = "single" if question.shape == "column" else question.kind
    return replace(question, texts=MappingProxyType(mine), kind=kind)


def _beside(name: str, parent: str, question: Question, seen: Mapping[str, Seen]) -> str:
    """Say which option a text was typed beside, as far as the export says."""
    if question.shape == "ticked" and parent in question.columns:
        return question.choices[question.columns.index(parent)]
    text = one_line(seen[name].column.text)
    parts = [part for part in re.split(r"\s+[-–—]\s+", text) if part.casefold() != "text"]
    return parts[-1] if len(parts) > 1 else "other"


def _loose(names: Sequence[str], seen: Mapping[str, Seen]) -> Iterator[Question]:
    """Find families among columns that the export does not put together."""
    for stem, run in runs(names):
        text = shared_text(run, stem, seen)
        if len(run) > 1 and are_ticks(run, text, seen):
            rows = tuple(row_of(name, text, stem, seen) for name in run)
            yield Question(stem, text, run, "ticked", choices=rows)
        elif len(run) > 1 and are_rows(run, seen):
            yield from _grid(stem, text, run, seen)
        else:
            for name in run:
                column = seen[name].column
                text = question_of(column.text)
                kind = "" if text == one_line(column.text) else "single"
                yield Question(name, text, (name,), labels=column.labels, kind=kind)


def shared_text(names: Sequence[str], stem: str, seen: Mapping[str, Seen]) -> str:
    """Find the question that the texts of several columns have in common.

    Parameters
    ----------
    names
        The columns.
    stem
        What their names share, which may be the question itself.
    seen
        All columns.

    Returns
    -------
    str
        Empty where they share none.
    """
    texts = [one_line(seen[name].column.text) for name in names]
    if not all(texts):
        return one_line(stem) if " " in stem.strip() else ""
    head = texts[0]
    while head and not all(text.startswith(head) for text in texts):
        head = head[:-1]
    parts = [match.start() for match in re.finditer(r"\s+[-–—]\s+|:\s+|\s*\[", f"{head} ")]
    ends = [place for place in parts if place >= 8]
    if ends:
        return question_of(head[: ends[-1]])
    return head.strip() if len(head) >= 8 and head.rstrip().endswith(("?", ".", ":")) else ""
