"""Making: an item for each question, which reads every cell of its columns."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from corrigenda.cells import read_cells
from corrigenda.codebook import RESERVED_ITEMS
from corrigenda.drafting.beside import beside
from corrigenda.drafting.kinds import kind_of
from corrigenda.drafting.naming import item_id, label_of, readable, shortened, told_apart
from corrigenda.drafting.numbers import labelled_numbers, number_settings
from corrigenda.drafting.options import declared_options, observed_options
from corrigenda.drafting.questions import Question
from corrigenda.drafting.seen import Seen, pooled
from corrigenda.drafting.ticks import joined_settings, listed_settings, ticked_settings
from corrigenda.errors import quoted
from corrigenda.items import Item, without_case
from corrigenda.study import Study
from corrigenda.values import DATE_FORMATS
from corrigenda.violations import unpermitted

_PERCENT = re.compile(r"\s*\d{1,3}([.,]\d{1,6})?\s*%\s*")
Settings = dict[str, Any]
Guess = tuple[Settings, tuple[str, ...]]


@dataclass(frozen=True)
class Drafted:
    """An item, what was guessed of it, and the question that it is made of."""

    item: Item
    question: Question
    comments: tuple[str, ...] = ()
    doubts: frozenset[str] = frozenset()


@dataclass
class Names:
    """Ids and labels that are taken already, labels as comparisons see them."""

    ids: set[str] = field(default_factory=lambda: set(RESERVED_ITEMS))
    labels: set[str] = field(default_factory=set)


def make(
    question: Question,
    seen: Mapping[str, Seen],
    study: Study,
    names: Names,
    by_value: bool,
) -> list[Drafted]:
    """Draft the item of a question, and open items for words typed beside its options.

    Parameters
    ----------
    question
        The question.
    seen
        What the columns hold.
    study
        Which cells mean in every item that there is no answer.
    names
        Ids and labels that are taken; those of the new items are added.
    by_value
        Whether the format holds values in place of labels.

    Returns
    -------
    list
        Nothing where nobody answered.
    """
    if all(seen[name].empty for name in question.columns):
        return _words_beside(question, seen, names, {})
    guess = _guess(question, seen, by_value)
    if guess is None:
        single = [replace(q, texts={}) for q in _apart(question, seen)]
        made = [d for q in single for d in make(q, seen, study, names, by_value)]
        return [*made, *_words_beside(question, seen, names, {})]
    settings, comments = guess
    item = _item(question, settings, names)
    if not reads(item, seen, study):
        plain = {"kind": "open", "column": question.columns[0]}
        if len(question.columns) > 1:
            return [
                d for q in _apart(question, seen) for d in make(q, seen, study, names, by_value)
            ]
        item, comments = _item(question, plain, names), ("Left as an open answer.",)
    typed = beside(item, question, seen) if item.by_id else {}
    item = item.model_copy(update={"other_text": typed}) if typed else item
    names.ids.add(item.id)
    names.labels.add(without_case(item.label))
    doubts = frozenset(d for d in settings.pop("doubts", ()))
    first = Drafted(item, question, comments, doubts)
    return [first, *_words_beside(question, seen, names, typed)]


def _guess(question: Question, seen: Mapping[str, Seen], by_value: bool) -> Guess | None:
    if question.shape != "column":
        draft = ticked_settings if question.shape == "ticked" else listed_settings
        settings = draft(question, seen)
        missing = {str(m): m for name in question.columns for m in seen[name].column.missing}
        if settings and missing:
            settings["missing"] = tuple(missing.values())
        return settings and ({"kind": "multiple", **settings}, ())
    own = seen[question.columns[0]]
    pool = pooled([seen[name] for name in question.group]) if question.group else own
    settings, comments = _of_column(question, own, pool, by_value)
    if settings["kind"] != "multiple":
        settings["column"] = question.columns[0]
    if own.column.missing:
        settings["missing"] = (*own.column.missing, *settings.get("missing", ()))
    return settings, comments


def _of_column(question: Question, own: Seen, pool: Seen, by_value: bool) -> Guess:
    text = f"{question.text} {readable(question.columns[0])}"
    if question.labels and question.kind != "text":
        return _declared(replace(question, text=text), own, pool, by_value)
    joined = (
        None
        if question.group or question.kind == "text"
        else joined_settings(replace(question, text=text), own)
    )
    if joined:
        options = len(joined["options"])
        return {"kind": "multiple", **joined}, (f"Check all that apply: {options} options found.",)
    kind = kind_of(pool, text, question.kind)
    if kind == "number":
        settings, comments = number_settings(pool)
        return {"kind": "number", **settings}, comments
    if kind == "date":
        return _date(own if own.date_formats else pool)
    if kind == "single":
        options, told = observed_options(pool)
        doubts = () if told or len(options) < 3 else ("order",)
        doubts = ("unlabelled",) if pool.numbers else doubts
        comments = {
            "order": ("The options stand in the order of their first appearance.",),
            "unlabelled": ("The export holds numbers without labels: put the labels in.",),
        }.get(doubts[0] if doubts else "", ())
        return {"kind": "single", "options": options, "doubts": doubts}, comments
    percents = sum(bool(_PERCENT.fullmatch(cell)) for cell in pool.counts)
    return {"kind": "open", "doubts": ("percent",) * (2 * percents > len(pool.counts))}, ()


def _declared(question: Question, own: Seen, pool: Seen, by_value: bool) -> Guess:
    joined = None if question.group else joined_settings(question, own)
    if joined:
        return {"kind": "multiple", **joined}, ()
    numbers = labelled_numbers(replace_labels(pool, question.labels))
    if numbers:
        return {"kind": "number", **numbers[0]}, numbers[1]
    options, extra = declared_options(question.labels, pool, by_value)
    if not options or len(extra) > max(12, 2 * len(question.labels)):
        return {"kind": "open"}, ("Most answers are none of the declared options.",)
    mine = [text for text in extra if without_case(text) in own.folded]
    told = ", ".join(quoted(shortened(text, 60)) for text in mine[:6])
    comments = (f"Not among the declared options: {told}.",) if mine else ()
    return {"kind": "single", "options": options, "doubts": ("extra",) * bool(mine)}, comments


def replace_labels(seen: Seen, labels: Mapping[str, str]) -> Seen:
    """Give a column the labels that a questionnaire declares."""
    return replace(seen, column=replace(seen.column, labels=labels))


def _date(seen: Seen) -> Guess:
    forms = seen.date_formats
    settings: Settings = {"kind": "date"}
    if forms[0] not in DATE_FORMATS:
        settings["date_format"] = forms[0]
    if len(forms) == 1:
        return settings, ()
    settings["doubts"] = ("day or month",)
    return settings, (f"Every date fits {' and '.join(forms)}: the first was taken.",)


def _item(question: Question, settings: Settings, names: Names) -> Item:
    name = question.name if question.shape != "column" else question.columns[0]
    label = shortened(question.row) if question.row else label_of(question.text, name)
    text = question.text if question.text and question.text != label else None
    known = {key: value for key, value in settings.items() if key != "doubts"}
    return Item(
        id=item_id(name, len(names.ids), names.ids),
        label=told_apart(label, name, names.labels),
        question=text,
        **known,
    )


def _apart(question: Question, seen: Mapping[str, Seen]) -> Iterable[Question]:
    """Make a question of each column, where they do not answer one question."""
    rows = question.choices or ("",) * len(question.columns)
    for name, row in zip(question.columns, rows, strict=True):
        text = f"{question.text} {row}".strip() or seen[name].column.text
        labels = seen[name].column.labels or question.labels
        yield Question(
            name, text, (name,), row=row, title=question.text, labels=labels, key=question.key
        )


def reads(item: Item, seen: Mapping[str, Seen], study: Study) -> bool:
    """Say whether an item reads every cell of its columns.

    Parameters
    ----------
    item
        The item.
    seen
        What the columns hold.
    study
        Its rules of reading.

    Returns
    -------
    bool
        False where cleaning would complain of a value.
    """
    if item.kind == "open":
        return True
    if item.kind == "number" and seen[item.column].more and not item.missing:
        own = seen[item.column]  # every cell was tested
        return own.comma_numbers if item.decimal == "," else own.numbers
    read_from = (item.column, *(o.column for o in item.options), *item.listed_in)
    cells = {name: list(seen[name].cells.unique()) for name in read_from if name}
    most = max(map(len, cells.values()))
    padded = {name: texts + [""] * (most - len(texts)) for name, texts in cells.items()}
    read = read_cells(item, pd.DataFrame(padded, dtype=str), study)
    return not any(
        unpermitted(item, option, value, study)
        for option, cell in read.items()
        for value in cell.values.unique()
    )


def _words_beside(
    question: Question, seen: Mapping[str, Seen], names: Names, typed: Mapping[str, str]
) -> list[Drafted]:
    """Make open items of words that were typed beside no option that is known."""
    loose = [n for n in question.texts if n not in typed.values() and not seen[n].empty]
    made: list[Drafted] = []
    for name in loose:
        own = seen[name].column
        text = own.text or (question.text and f"{question.text} {question.texts[name]}")
        own_words = Question(name, text, (name,), kind="text", key=question.key)
        item = _item(own_words, {"kind": "open", "column": name}, names)
        names.ids.add(item.id)
        names.labels.add(without_case(item.label))
        made.append(Drafted(item, own_words))
    return made
