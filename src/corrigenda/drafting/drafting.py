"""The draft itself: everything that an export lets one guess, put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from corrigenda.drafting.closing import guesses, unknowns
from corrigenda.drafting.flow import Flow, fieldwork, flow, own_columns
from corrigenda.drafting.making import Names, make
from corrigenda.drafting.model import Draft, Section, Settings
from corrigenda.drafting.naming import one_line, readable
from corrigenda.drafting.people import could_identify, respondent_column
from corrigenda.drafting.questionnaire import Questionnaire, known_questions, questionnaire
from corrigenda.drafting.questions import questions
from corrigenda.drafting.sections import sections
from corrigenda.drafting.seen import Seen, look
from corrigenda.drafting.skipping import with_rules
from corrigenda.drafting.themes import TEXT, Themes, themes
from corrigenda.items import Item
from corrigenda.readers.coded import Coded
from corrigenda.readers.exports import Export
from corrigenda.study import Method, Responses, Study

if TYPE_CHECKING:
    from corrigenda.readers.qsf import Survey
    from corrigenda.readers.redcap_dictionary import Dictionary

NO_ANSWER = ("n/a", "#n/a", "na", "n.a.", "-", "--", "—", "–", ".", "null", "#null!", "nan")
BY_VALUE = ("spss",)  # formats whose cells hold values even where all of them are labels as well


@dataclass(frozen=True)
class LeftOut:
    """Columns that no item reads, by the reason."""

    identifying: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    constant: tuple[str, ...] = ()


def draft(
    export: Export,
    survey: "Survey | None" = None,
    dictionary: "Dictionary | None" = None,
    coded: Coded | None = None,
    settings: Settings | None = None,
) -> Draft:
    """Guess the declarations of a study from its export.

    Parameters
    ----------
    export
        The export, with all its columns.
    survey
        The survey file of Qualtrics, if it was given.
    dictionary
        The data dictionary of REDCap, if it was given.
    coded
        What a coding program's file holds, if one was given.
    settings
        What is known beforehand; by default that it is an export of Qualtrics.

    Returns
    -------
    Draft
        Declarations by which the export cleans without an error, with what was guessed.
    """
    settings = settings or Settings()
    told = flow(export, settings)
    declared = questionnaire(survey, dictionary, export.columns)
    nothing = _nothing(export, survey)
    used, others = export.cells.loc[told.used], export.cells.loc[~told.used]
    seen = {
        column.name: look(column, used[column.name], nothing, others[column.name])
        for column in export.columns
        if column.name in export.cells
    }
    respondent = settings.respondent or respondent_column(export, seen, _links(coded))
    answers, left = _answers(export, seen, respondent, told, declared)
    missing = _missing(answers)
    study = _study(missing)
    asked = known_questions(questions(export, answers), answers, survey, dictionary)
    names = Names()
    by_value = settings.format in BY_VALUE
    drafted = [d for q in asked for d in make(q, answers, study, names, by_value)]
    items, ruled, unruled = with_rules(drafted, declared.rules, used, study)
    drafted = [replace(one, item=items[one.item.id]) for one in drafted]
    coding = _themes(coded, items, export, told, respondent, names)
    if coding.source:
        items = {**items, coding.source.id: coding.source}
    return Draft(
        respondent=respondent,
        exclude=told.exclude,
        finished=told.finished,
        fieldwork=fieldwork(export, told.used),
        missing=missing,
        items=items,
        comments={one.item.id: one.comments for one in drafted if one.comments},
        coding=coding.coding,
        sections=_with_codes(sections(drafted, declared.blocks), coding),
        guessed=guesses(told, respondent, missing, drafted, ruled, coding, left),
        unknown=unknowns(told, declared, unruled, drafted, coding, left, answers),
        title=one_line(settings.title or declared.title or export.title),
        method=settings.method or _method(settings, items, coded),
    )


def _nothing(export: Export, survey: "Survey | None") -> frozenset[str]:
    """Choose what means that there is no answer, unless it is an option somewhere."""
    labels = {x.strip().casefold() for c in export.columns for x in c.labels.values()}
    labels |= {x.strip().casefold() for c in export.columns for x in c.labels}
    if survey:
        known = survey.questions.values()
        labels |= {x.strip().casefold() for q in known for x in q.choices.values()}
    return frozenset(NO_ANSWER) - labels


def _links(coded: Coded | None) -> list[str]:
    if coded is None:
        return []
    return [*(text.name for text in coded.texts), *(case.name for case in coded.cases)]


def _answers(
    export: Export,
    seen: Mapping[str, Seen],
    respondent: str | None,
    told: Flow,
    declared: Questionnaire,
) -> tuple[dict[str, Seen], LeftOut]:
    """Part columns that are answers from those that tell of the response or of the person."""
    ticked = {name for family in export.families for name in family.columns}
    own = own_columns(export) | {respondent, told.finished.column if told.finished else None}
    found, identifying, empty, constant = {}, [], [], []
    for name, column in seen.items():
        if name in own:
            continue
        if name in declared.identifying or (name not in ticked and could_identify(column)):
            identifying.append(name)
        elif column.empty and name not in ticked:
            empty.append(name)
        elif _tells_nothing(column) and name not in ticked:
            constant.append(name)
        else:
            found[name] = column
    return found, LeftOut(tuple(identifying), tuple(empty), tuple(constant))


def _tells_nothing(seen: Seen) -> bool:
    """Say whether a column without a question holds the same in every response."""
    bare = not seen.column.text and not seen.column.labels
    return bare and len(seen.folded) == 1 and seen.filled == len(seen.cells) > 4


def _missing(answers: Mapping[str, Seen]) -> tuple[str, ...]:
    """Name what stands in cells in place of an answer, as it is written first."""
    found: dict[str, str] = {}
    for column in answers.values():
        for text in column.nothings:
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def _study(missing: Sequence[str]) -> Study:
    responses = Responses(file="raw/export")
    return Study(id="draft", title="Draft", responses=responses, missing=frozenset(missing))


def _themes(
    coded: Coded | None,
    items: Mapping[str, Item],
    export: Export,
    told: Flow,
    respondent: str | None,
    names: Names,
) -> Themes:
    if coded is None:
        return Themes()
    columns = [i.column for i in items.values() if i.kind == "open" and i.column in export.cells]
    ids = (
        export.cells[respondent].str.strip()
        if respondent
        else pd.Series([f"R{n}" for n in range(1, len(export.cells) + 1)], dtype="str")
    )
    responses = pd.DataFrame({"respondent": ids, "disposition": "used"})
    responses.loc[~told.used.to_numpy(), "disposition"] = "unfinished"
    responses = pd.concat([responses, export.cells[columns]], axis=1)
    return themes(coded, items, responses, names.ids)


def _with_codes(found: Sequence[Section], coding: Themes) -> tuple[Section, ...]:
    """Put coded items behind their open items; those of the texts make a section of their own."""
    if coding.coding is None:
        return tuple(found)
    by_open: dict[str, list[str]] = {}
    for item in coding.coding.items.values():
        by_open.setdefault(item.of, []).append(item.id)
    result = [
        replace(s, items=tuple(x for i in s.items for x in (i, *by_open.get(i, ())))) for s in found
    ]
    if coding.source:
        own = (coding.source.id, *by_open[coding.source.id])
        result.append(Section(f"Themes of the {_texts(coding)}", own))
    return tuple(result)


def _texts(coding: Themes) -> str:
    return "interviews" if coding.source.id.startswith(TEXT) else readable(coding.source.id)


def _method(settings: Settings, items: Mapping[str, Item], coded: Coded | None) -> Method:
    closed = sum(item.kind in ("single", "multiple") for item in items.values())
    if coded is not None:
        return "mixed" if closed > 3 and settings.format != "refi-qda" else "interviews"
    return "web_survey" if settings.format == "qualtrics" else "survey"
