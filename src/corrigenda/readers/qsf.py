"""Qualtrics' own file of a survey (.qsf): its questions, blocks and logic."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from corrigenda.errors import ExportError, Problem
from corrigenda.files import reason
from corrigenda.readers.delimited import check_no_pipe
from corrigenda.readers.findings import Finding
from corrigenda.readers.plain import one_line
from corrigenda.readers.qsf_logic import (
    ALWAYS,
    Condition,
    Flow,
    condition_of,
    flow_of,
    text_of,
    values_of,
)
from corrigenda.readers.qsf_survey import Block, Kind, Question, Survey
from corrigenda.readers.qualtrics_headers import plain_question
from corrigenda.wording import counted

FILE = 64 * 1024**2  # bytes
AGAIN = "Export the survey again: Tools, Import/Export, Export survey."
END_OF_SURVEY, END_OF_BLOCK = "ENDOFSURVEY", "ENDOFBLOCK"

SELECTORS: dict[tuple[str, str], Kind] = {
    **{("MC", s): "single" for s in ("SAVR", "SAHR", "SACOL", "DL", "SB")},
    **{("MC", s): "multiple" for s in ("MAVR", "MAHR", "MACOL", "MSB")},
    ("MC", "NPS"): "number",
    **{("Matrix", s): "matrix" for s in ("Likert", "Bipolar", "Profile")},
    **{("TE", s): "text" for s in ("SL", "ML", "ESTB", "FORM")},
}
TYPES: dict[str, Kind] = {"Slider": "number", "CS": "number"}


def read_qsf(path: Path, place: str) -> Survey:
    """Read a survey that was exported from Qualtrics.

    Parameters
    ----------
    path
        The .qsf file.
    place
        How messages name it.

    Returns
    -------
    Survey
        Its questions, and who was asked them.

    Raises
    ------
    ExportError
        When the file is no such survey.
    """
    try:
        return _survey(_loaded(path, place), place)
    except RecursionError:
        raise ExportError(Problem(place, "the survey is nested too deeply.", AGAIN)) from None


def _loaded(path: Path, place: str) -> dict[str, object]:
    check_no_pipe(path, place, ExportError)
    try:
        if path.stat().st_size > FILE:
            message = f"the file has more than {FILE // 1024**2} MiB."
            raise ExportError(Problem(place, message, "Mind that it is a survey (.qsf)."))
        survey = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as bad:
        missing = isinstance(bad, FileNotFoundError)
        message = "the file is missing." if missing else f"it cannot be read: {reason(bad)}."
        raise ExportError(Problem(place, message, "Mind its name.")) from None
    except ValueError as bad:  # bytes that are no UTF-8 among them
        at = f"{place}:{bad.lineno}" if isinstance(bad, json.JSONDecodeError) else place
        raise ExportError(
            Problem(at, "this is not a survey of Qualtrics (no JSON).", AGAIN)
        ) from None
    if not isinstance(survey, dict) or not isinstance(survey.get("SurveyElements"), list):
        message = "this is not a survey of Qualtrics (no SurveyElements)."
        raise ExportError(Problem(place, message, AGAIN))
    return survey


def _survey(survey: dict[str, object], place: str) -> Survey:
    payloads = _payloads(survey["SurveyElements"])
    flow = flow_of(next((p for kind, p in payloads if kind == "FL"), None))
    used = dict(_used_blocks([p for kind, p in payloads if kind == "BL"], flow))
    asked = {text_of(p.get("QuestionID")): p for kind, p in payloads if kind == "SQ"}
    members = {block: list(_members(used[block], asked)) for block in used}
    questions = {
        question: _question(question, asked[question], flow.blocks.get(block, ALWAYS))
        for block, inside in members.items()
        for question, _ in inside
    }
    questions = dict(_checked(questions, _passed_over(members)))
    if not questions:
        raise ExportError(Problem(place, "the survey has no question.", AGAIN))
    blocks = tuple(
        Block(one_line(text_of(used[block].get("Description"))), tuple(q for q, _ in inside))
        for block, inside in members.items()
        if inside
    )
    entry = values_of(survey.get("SurveyEntry"))
    findings = tuple(Finding(text, "found", place) for text in _told(blocks, questions, flow))
    return Survey(one_line(text_of(entry.get("SurveyName"))), blocks, questions, findings)


def _payloads(elements: list[object]) -> list[tuple[str, dict[str, object]]]:
    found = []
    for element in map(values_of, elements):
        kind, payload = text_of(element.get("Element")), values_of(element.get("Payload"))
        if kind == "SQ":
            payload = {"QuestionID": element.get("PrimaryAttribute")} | payload
        found.append((kind, payload))
    return found


def _used_blocks(
    payloads: list[dict[str, object]], flow: Flow
) -> Iterator[tuple[str, dict[str, object]]]:
    """List the blocks that somebody saw, in the order of the flow."""
    blocks = {}
    for payload in payloads:
        for key, block in payload.items():
            block = values_of(block)
            if text_of(block.get("Type")) != "Trash":
                blocks[text_of(block.get("ID")) or key] = block
    order = [block for block in flow.blocks if block in blocks] or list(blocks)
    return ((block, blocks[block]) for block in order)


def _members(
    block: dict[str, object], asked: Mapping[str, dict[str, object]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List the questions of a block, each with the places to which its skip logic leads."""
    for element in map(values_of, values_of(block.get("BlockElements")).values()):
        question = text_of(element.get("QuestionID"))
        if text_of(element.get("Type")) == "Question" and question in asked:
            skips = map(values_of, values_of(element.get("SkipLogic")).values())
            leads = (text_of(skip.get("SkipToDestination")) for skip in skips)
            yield question, tuple(lead or END_OF_BLOCK for lead in leads)


def _question(question: str, payload: dict[str, object], block: Condition) -> Question:
    kind = _kind(payload)
    choices, answers = _labels(payload, "Choice"), _labels(payload, "Answer")
    lined = kind in ("matrix", "other") or "FORM" in payload.values() or kind == "number"
    if text_of(payload.get("Selector")) == "NPS":
        lined = False
    rows, choices = (choices, answers) if lined else ({}, choices)
    own = {**values_of(payload.get("RecodeValues"))}
    names = values_of(payload.get("VariableNaming"))
    condition = block & condition_of(payload.get("DisplayLogic"))
    return Question(
        id=question,
        tag=text_of(payload.get("DataExportTag")) or question,
        text=plain_question(text_of(payload.get("QuestionText")))[0],
        kind=kind,
        choices=choices,
        recodes={key: text_of(own.get(key)) or key for key in choices},
        exported={key: text_of(names[key]) for key in choices if text_of(names.get(key))},
        rows=rows,
        texts=frozenset(_with_text(payload)),
        asked_if=() if condition.unread else condition.pairs,
        unread=condition.unread,
    )


def _kind(payload: dict[str, object]) -> Kind:
    kind, selector = text_of(payload.get("QuestionType")), text_of(payload.get("Selector"))
    known = SELECTORS.get((kind, selector)) or TYPES.get(kind, "other")
    settings = values_of(values_of(payload.get("Validation")).get("Settings"))
    if known == "text" and text_of(settings.get("ContentType")) == "ValidNumber":
        return "number"
    return known


def _labels(payload: dict[str, object], what: str) -> dict[str, str]:
    """Return choices (or answers) under their ids, in the order of display."""
    shapes = values_of(payload.get(f"{what}s"))
    order = [text_of(key) for key in values_of(payload.get(f"{what}Order")).values()]
    keys = dict.fromkeys([*(key for key in order if key in shapes), *shapes])
    labels = {key: text_of(values_of(shapes[key]).get("Display")) for key in keys}
    return {key: plain_question(label)[0] for key, label in labels.items()}


def _with_text(payload: dict[str, object]) -> Iterator[str]:
    for key, choice in values_of(payload.get("Choices")).items():
        entry = values_of(choice).get("TextEntry")
        if entry is True or text_of(entry).casefold() in ("true", "1", "on"):
            yield key


def _passed_over(members: Mapping[str, list[tuple[str, tuple[str, ...]]]]) -> dict[str, str]:
    """Return for each question that skip logic can pass over the one that has the logic."""
    order = [question for inside in members.values() for question, _ in inside]
    positions = {question: n for n, question in enumerate(order)}
    over: dict[str, str] = {}
    end = reach = 0
    skipper = ""
    for inside in members.values():
        end += len(inside)
        ends = {END_OF_BLOCK: end, END_OF_SURVEY: len(order)}
        for question, leads in inside:
            n = positions[question]
            if n < reach:
                over[question] = skipper
            to = max((ends.get(lead) or positions.get(lead, end) for lead in leads), default=0)
            if to > reach:
                reach, skipper = to, question
    return over


def _checked(
    questions: Mapping[str, Question], passed_over: Mapping[str, str]
) -> Iterator[tuple[str, Question]]:
    """Tell of logic that leads nowhere, and of questions that can be passed over."""
    for key, question in questions.items():
        unread = question.unread
        if not unread and not all(_leads(pair, key, questions) for pair in question.asked_if):
            unread = "it asks for a question or a choice that the survey no longer has"
        if not unread and key in passed_over:
            unread = f"the skip logic of {questions[passed_over[key]].tag} may pass over it"
        yield key, replace(question, unread=unread, asked_if=() if unread else question.asked_if)


def _leads(pair: tuple[str, tuple[str, ...]], own: str, questions: Mapping[str, Question]) -> bool:
    other = questions.get(pair[0])
    return other is not None and pair[0] != own and all(c in other.choices for c in pair[1])


def _told(
    blocks: tuple[Block, ...], questions: Mapping[str, Question], flow: Flow
) -> Iterator[str]:
    yield f"{counted(len(blocks), 'block')} with {counted(len(questions), 'question')}"
    if read := sum(bool(question.asked_if) for question in questions.values()):
        yield f"{counted(read, 'question')} asked of some only, by an answer given before"
    why: dict[str, list[str]] = {}
    for question in questions.values():
        if question.unread:
            why.setdefault(question.unread, []).append(question.tag)
    for unread, tags in why.items():
        more = f" and {len(tags) - 10:,} more" if len(tags) > 10 else ""
        yield f"the logic of {', '.join(tags[:10])}{more} was not read: {unread}"
    if flow.ended:
        yield "a branch ends the survey early: what comes after it was not asked of all"
