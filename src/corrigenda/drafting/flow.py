"""The flow of responses: which of them count, and when they were given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from corrigenda.drafting.model import Settings
from corrigenda.drafting.naming import snake
from corrigenda.drafting.seen import Seen, dated, look
from corrigenda.errors import ExportError, quoted
from corrigenda.readers.exports import Column, Export
from corrigenda.readers.responses import responses_of
from corrigenda.rules import left_out
from corrigenda.study import Exclusion, Fieldwork, Finished, Responses, Study
from corrigenda.values import DATE_FORMATS

ALL: tuple[Exclusion, ...] = ("preview", "test", "spam", "duplicate_start", "unfinished")
_COMPLETION = ("finished", "completed", "complete", "is_complete", "completion", "survey_complete")
_DONE = ("true", "1", "yes", "y", "complete", "completed", "finished", "2", "done")
_NOT_DONE = ("false", "0", "no", "n", "incomplete", "partial", "unfinished", "unverified", "")
_DAYS = (
    *("startdate", "start_date", "start_time", "start", "recordeddate", "enddate", "end_date"),
    *("submitdate", "submitdate_date_submitted", "timestamp", "zeitstempel", "completion_time"),
    *("date_created", "submission_time", "datestamp", "date_submitted", "v8", "v9"),
)
# Names that survey programs give to columns of their own, where their reader cannot know.
_OWN = (
    *_DAYS,
    *("end", "today", "uuid", "lastpage", "seed", "startlanguage", "refurl", "collector_id"),
    *("date_modified", "ip", "ipaddr", "ip_address", "deviceid", "device_id", "subscriberid"),
    *("simserial", "phonenumber", "instanceid", "meta_instanceid", "formdef_version", "version"),
    *("validation_status", "submitted_by", "tags", "status", "index", "last_page", "duration"),
    *("interviewtime", "last_modified_time", "user_agent", "progress", "survey_language"),
)


@dataclass(frozen=True)
class Flow:
    """Which responses count.

    Parameters
    ----------
    used
        True for each response that counts.
    exclude
        The rules by which others are left out.
    finished
        Where a column says which responses are complete.
    guessed, unknown
        What was guessed and what could not be told.
    """

    used: pd.Series
    exclude: tuple[Exclusion, ...]
    finished: Finished | None = None
    guessed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def flow(export: Export, settings: Settings) -> Flow:
    """Choose the rules of exclusion, so that at least one response is left.

    Parameters
    ----------
    export
        The export.
    settings
        Its format.

    Returns
    -------
    Flow
        Rules that the format cannot tell, or that would leave nobody, are not among them.
    """
    finished = None if settings.format in ("qualtrics", "refi-qda") else _finished(export)
    told = ALL if settings.format == "qualtrics" else ALL[3:] if finished else ()
    disposition, unknown = _dispositions(export, told, finished, settings), ()
    if disposition is None:
        # Everybody is unfinished, or every response is a preview: a report of nobody helps no one.
        unknown = ("The usual exclusions leave no response: mind exclude in study.yaml.",)
        finished = None
        told = ALL[:3] if settings.format == "qualtrics" else ()
        disposition = _dispositions(export, told, None, settings)
        if disposition is None:
            told = ()
            disposition = pd.Series("used", index=export.cells.index, dtype="str")
    counts = disposition.value_counts()
    parts = [left_out(rule, int(counts[rule])) for rule in told if rule in counts]
    guessed = [f"Left out: {_listed(parts)} (exclude in study.yaml)."] if parts else []
    if finished:
        column = quoted(finished.column)
        guessed.insert(0, f"The column {column} says which responses are complete.")
    return Flow(disposition == "used", told, finished, tuple(guessed), unknown)


def _dispositions(
    export: Export,
    exclude: tuple[Exclusion, ...],
    finished: Finished | None,
    settings: Settings,
) -> pd.Series | None:
    """Say what becomes of each response; None where no response is left."""
    responses = Responses(file="raw/export", format=settings.format, finished=finished)
    study = Study(id="draft", title="Draft", responses=responses, exclude=exclude)
    try:
        return responses_of(export, "", study, ())["disposition"]
    except ExportError:
        return None


def _finished(export: Export) -> Finished | None:
    """Find a column that says of each response whether it is complete, as most of them are."""
    forms = [name for name in export.metadata if name.endswith("_complete")]
    for column in export.columns:
        if column.name not in export.cells or (len(forms) > 1 and column.name in forms):
            continue
        if snake(column.name) not in _COMPLETION and column.name not in forms:
            continue
        found = look(column, export.cells[column.name])
        done = _values(column, found.counts, _DONE)
        told = all(text in done or _means(column, text, _NOT_DONE) for text in found.counts)
        complete = sum(found.counts[text] for text in done)
        if told and done and 2 * complete >= len(export.cells):
            return Finished(column=column.name, values=tuple(done))
    return None


def _values(column: Column, texts: Sequence[str], words: Sequence[str]) -> list[str]:
    # REDCap counts 0 incomplete, 1 unverified, 2 complete; elsewhere 1 is complete.
    found = [text for text in texts if _means(column, text, words)]
    return [t for t in found if t != "1"] if "2" in found and "1" in found else found


def _means(column: Column, text: str, words: Sequence[str]) -> bool:
    if column.name.endswith("_complete") and text == "1":
        return "unverified" in words
    return text.casefold() in words or column.labels.get(text, "").casefold() in words


def own_columns(export: Export) -> frozenset[str]:
    """Name the columns by which an export tells of the response, and of no answer.

    Parameters
    ----------
    export
        The export; its reader knows those of its own product.

    Returns
    -------
    frozenset
        Those that the reader knows, and those without a question that are named like them.
    """
    named = {c.name for c in export.columns if snake(c.name) in _OWN and not c.labels}
    asked = {c.name for c in export.columns if snake(c.text) not in ("", snake(c.name))}
    return export.metadata | (named - asked)


def fieldwork(export: Export, used: pd.Series) -> Fieldwork | None:
    """Find the first and the last day on which the responses that count were given.

    Parameters
    ----------
    export
        The export.
    used
        Which responses count.

    Returns
    -------
    Fieldwork or None
        None where no column of the export's own says when.
    """
    for column in _day_columns(export):
        seen = look(column, export.cells.loc[used, column.name])
        form = "" if seen.empty or len(seen.date_formats) > 1 else seen.date_format
        if form:
            days = sorted(_day(text, form) for text in _texts(seen))
            return Fieldwork(**{"from": days[0], "to": days[-1]})
    return None


def _day(text: str, form: str) -> date:
    # Among days with a time there may be one without.
    fitting = next(one for one in (form, *DATE_FORMATS) if dated(text, one))
    return datetime.strptime(text, fitting).date()


def _texts(seen: Seen) -> set[str]:
    return {text.strip() for text in seen.cells.unique() if text.strip()}


def _day_columns(export: Export) -> Iterator[Column]:
    by_name: dict[str, Column] = {}
    for column in export.columns:
        if column.name in export.cells:
            by_name.setdefault(snake(column.name), column)
            if column.name in export.metadata and column.text:
                by_name.setdefault(snake(column.text), column)
    yield from (by_name[name] for name in _DAYS if name in by_name)


def _listed(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
