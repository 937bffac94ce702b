"""The questionnaire: what a survey file or a data dictionary says beside the export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corrigenda.drafting.naming import one_line
from corrigenda.drafting.questions import Question
from corrigenda.drafting.seen import Seen
from corrigenda.drafting.skipping import Condition
from corrigenda.items import without_case
from corrigenda.readers.exports import Column
from corrigenda.readers.redcap_dictionary import Dictionary, Field, branching

if TYPE_CHECKING:
    from corrigenda.readers.qsf import Question as Asked
    from corrigenda.readers.qsf import Survey

_NUMBERS = ("number", "integer", "number_1dp", "number_2dp", "number_3dp", "number_4dp")


@dataclass(frozen=True)
class Questionnaire:
    """What is declared of the questions.

    Parameters
    ----------
    rules
        Who was asked each question, under its key.
    blocks
        The title of the block of each question, under its key.
    identifying
        Columns that are marked as identifying people.
    unknown
        What could not be read, a sentence each.
    title
        What it calls the study.
    """

    rules: Mapping[str, Sequence[Condition]] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    identifying: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    title: str = ""


def questionnaire(
    survey: Survey | None, dictionary: Dictionary | None, columns: Iterable[Column] = ()
) -> Questionnaire:
    """Gather what is declared of the questions.

    Parameters
    ----------
    survey
        The survey file of Qualtrics, if it was given.
    dictionary
        The data dictionary of REDCap, if it was given.
    columns
        Those of the export, which may hold labels where the dictionary's rules name values.

    Returns
    -------
    Questionnaire
        Empty without either.
    """
    if survey:
        return _of_survey(survey)
    return _of_dictionary(dictionary, columns) if dictionary else Questionnaire()


def _of_survey(survey: Survey) -> Questionnaire:
    rules: dict[str, list[Condition]] = {}
    unread = []
    for key, asked in survey.questions.items():
        for other, choices in asked.asked_if:
            known = survey.questions.get(other)
            labels = known.choices if known else {}
            rules.setdefault(key, []).append((other, tuple(labels.get(c, c) for c in choices)))
        if asked.unread:
            unread.append(asked.tag or key)
    blocks = {key: block.title for block in survey.blocks for key in block.questions}
    unknown = (f"Skip rules too involved to be read: {_some(unread)}.",) if unread else ()
    return Questionnaire(rules, blocks, frozenset(), unknown, survey.title)


def _of_dictionary(dictionary: Dictionary, columns: Iterable[Column]) -> Questionnaire:
    held = {column.name: column.labels for column in columns}
    rules: dict[str, list[Condition]] = {}
    unread = []
    for name, one in dictionary.fields.items():
        if not one.branching:
            continue
        conditions = branching(one.branching)
        if conditions is None:
            unread.append(name)
        else:
            rules[name] = [(other, (_held(other, v, dictionary, held),)) for other, v in conditions]
    blocks = {
        name: one.section or one.form.replace("_", " ").capitalize()
        for name, one in _with_sections(dictionary)
    }
    identifying = frozenset(name for name, one in dictionary.fields.items() if one.identifier)
    unknown = (f"Branching logic too involved to be read: {_some(unread)}.",) if unread else ()
    return Questionnaire(rules, blocks, identifying, unknown)


def _held(
    name: str, value: str, dictionary: Dictionary, held: Mapping[str, Mapping[str, str]]
) -> str:
    """Return what an export holds for a value of the dictionary: itself, or its label."""
    labels = held.get(name, {})
    label = dictionary.fields[name].choices.get(value, "") if name in dictionary.fields else ""
    return label if label in labels and value not in labels else value


def _with_sections(dictionary: Dictionary) -> Iterator[tuple[str, Field]]:
    """Carry a heading on to the fields below it, within its form; that of a grid ends with it."""
    form = matrix = section = ""
    for name, one in dictionary.fields.items():
        if one.form != form or (matrix and one.matrix != matrix):
            section = ""
        form, matrix, section = one.form, one.matrix, one.section or section
        yield name, replace(one, section=section)


def known_questions(
    questions: Sequence[Question],
    seen: Mapping[str, Seen],
    survey: Survey | None,
    dictionary: Dictionary | None,
) -> list[Question]:
    """Complete questions by what is declared of them.

    Parameters
    ----------
    questions
        As the export alone gives them.
    seen
        What the columns hold.
    survey, dictionary
        What is declared.

    Returns
    -------
    list
        The same questions, with their keys, kinds and declared options.
    """
    if survey:
        tags = {asked.tag: key for key, asked in survey.questions.items() if asked.tag}
        numbered = not _holds_texts(questions, seen, survey, tags)
        return [_by_survey(q, seen, survey, tags, numbered) for q in questions]
    if dictionary:
        return [_by_dictionary(q, dictionary) for q in questions]
    return list(questions)


def _by_survey(
    question: Question,
    seen: Mapping[str, Seen],
    survey: Survey,
    tags: Mapping[str, str],
    numbered: bool,
) -> Question:
    key = _key(question, seen, survey, tags)
    asked = survey.questions.get(key)
    if asked is None:
        return question
    question = replace(question, key=key, kind=_kind(asked, question))
    if question.row and asked.kind == "matrix":
        question = replace(question, labels=_labels(asked, numbered) or question.labels)
    elif question.shape == "column" and asked.kind in ("single", "multiple"):
        labels = _labels(asked, numbered) or question.labels
        text = one_line(asked.text) or question.text
        question = replace(question, labels=labels, text=text)
    elif question.shape == "ticked":
        question = replace(question, text=one_line(asked.text) or question.text)
    texts = {name: _beside(name, words, seen, asked) for name, words in question.texts.items()}
    return replace(question, texts=texts)


def _holds_texts(
    questions: Sequence[Question],
    seen: Mapping[str, Seen],
    survey: Survey,
    tags: Mapping[str, str],
) -> bool:
    """Say whether an export holds the texts of choices; else it holds their numbers."""
    for question in questions:
        asked = survey.questions.get(_key(question, seen, survey, tags))
        if asked and question.shape == "column":
            texts = {without_case(x) for x in (*asked.choices.values(), *asked.exported.values())}
            texts -= {without_case(number) for number in asked.recodes.values()}
            if not texts.isdisjoint(seen[question.columns[0]].folded):
                return True
    return False


def _key(
    question: Question, seen: Mapping[str, Seen], survey: Survey, tags: Mapping[str, str]
) -> str:
    """Find the question of a survey by the key of its column, or by its name."""
    column = seen[question.columns[0]].column
    match = re.match(r"(?:\d+_)?(QID\d+)(?=$|[_#-])", column.key)
    if match and match[1] in survey.questions:
        return match[1]
    bare = re.sub(r" \([^()]*\)$", "", column.name)
    fitting = [tag for tag in tags if bare == tag or bare.startswith((f"{tag}_", f"{tag}#"))]
    return tags[max(fitting, key=len)] if fitting else ""


def _kind(asked: Asked, question: Question) -> str:
    if question.shape != "column" or asked.kind in ("other", "matrix"):
        return question.kind
    return asked.kind


def _labels(asked: Asked, numbered: bool) -> dict[str, str]:
    """Return the labels under what the export holds for them."""
    held = asked.recodes if numbered else asked.exported
    labels = {c: one_line(label) for c, label in asked.choices.items()}
    found = {held.get(c, c if numbered else label): label for c, label in labels.items()}
    return found if len(found) == len(labels) else {label: label for label in labels.values()}


def _beside(name: str, words: str, seen: Mapping[str, Seen], asked: Asked) -> str:
    """Say which choice a text was typed beside, by the choice's number in the column's key."""
    column = seen[name].column
    for source in (column.key, column.name):
        match = re.search(r"_(\d+)_TEXT", source)
        if match and match[1] in asked.choices:
            return one_line(asked.choices[match[1]])
    if len(asked.texts) == 1:
        return one_line(asked.choices.get(next(iter(asked.texts)), words))
    return words


def _by_dictionary(question: Question, dictionary: Dictionary) -> Question:
    name = question.columns[0].partition("___")[0]
    declared = dictionary.fields.get(name)
    if declared is None:
        return question
    if declared.kind == "notes":
        kind = "text"
    elif declared.validation in _NUMBERS or declared.kind in ("calc", "slider"):
        kind = "number"
    else:
        kind = question.kind
    labels = question.labels
    if question.shape == "column" and not labels and declared.choices:
        labels = declared.choices
    return replace(question, key=name, kind=kind, labels=labels)


def _some(names: Sequence[str], most: int = 8) -> str:
    shown = ", ".join(dict.fromkeys(names[:most]))
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
