"""The columns of a Qualtrics export: which are no answers, and which are one question."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

import pandas as pd

from corrigenda.readers.exports import Column, Family
from corrigenda.readers.qualtrics_headers import CHOICE, Headers

# As Qualtrics writes them, so that a question of the same name is not taken for them.
IMPORT_IDS = frozenset(
    {"startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished"}
    | {"recordedDate", "_recordId", "recipientLastName", "recipientFirstName", "recipientEmail"}
    | {"externalDataReference", "locationLatitude", "locationLongitude", "distributionChannel"}
    | {"userLanguage"}
)
NAMES = frozenset(
    {"startdate", "enddate", "status", "ipaddress", "progress", "duration", "finished"}
    | {"duration (in seconds)", "recordeddate", "responseid", "recipientlastname"}
    | {"recipientfirstname", "recipientemail", "externalreference", "externaldatareference"}
    | {"locationlatitude", "locationlongitude", "locationaccuracy", "distributionchannel"}
    | {"userlanguage", "responseset", "emailaddress"}
)
OWN = re.compile(
    r"Q_(?:Recaptcha|TotalDuration|BallotBox|DuplicateResp|RelevantID|DataPolicy|Straightlin|"
    r"Unanswered|Ambiguous|URL$|CHL$|Language$|Terminate|PopulateResponse)"
)
MEASURED = re.compile(r".+_(?:Browser|Version|Operating System|Resolution)")
TIMING = ("firstclick", "lastclick", "pagesubmit", "clickcount")
BROWSER = ("browser", "version", "os", "operatingsystem", "resolution", "screenresolution")
DISPLAY_ORDER = re.compile(r"_DO(?:[_-].*)?$")
TOPICS = re.compile(r" - (?:Parent )?Topics$| - (?:Topic )?Sentiment\b|_NPS_GROUP$")
TEXT = re.compile(r"_TEXT(?:_\d+)?$")
QUESTION = re.compile(r"((?:\d+_)?QID\d+)(?:_(.+))?")
NUMBERED = re.compile(r"(.+?)_x?(\d+)")
LABEL = " - "


def is_metadata(name: str, key: str, legacy: bool) -> bool:
    """Say whether a column tells of the response and holds no answer.

    Parameters
    ----------
    name, key
        Of the column, as the export has them.
    legacy
        Whether names such as V1 are metadata.

    Returns
    -------
    bool
        For times, addresses, progress, order of display, timing and the browser.
    """
    if legacy and re.fullmatch(r"V\d+", name):
        return True
    if QUESTION.match(key):
        return _is_measured(name, key) or bool(DISPLAY_ORDER.search(key) or TOPICS.search(name))
    if key in IMPORT_IDS or key.startswith("Q_") or (not key and OWN.match(name)):
        return True
    if DISPLAY_ORDER.search(name):
        return True
    if key:
        return name.casefold() in NAMES and key.casefold() in (name.casefold(), *NAMES)
    return name.casefold() in NAMES or _is_measured(name, key) or bool(TOPICS.search(name))


def _is_measured(name: str, key: str) -> bool:
    """Say whether a column holds times of a page, or tells of the browser."""
    if key:
        return _plain(QUESTION.sub(r"\2", key)) in (*TIMING, *BROWSER)
    return _plain(name).rpartition("_")[2] in TIMING or bool(MEASURED.fullmatch(name))


def _plain(text: str) -> str:
    """Return what a name or an ImportId ends with, without blanks and in small letters."""
    text = "".join(text.split()).casefold()
    whole = text.replace("_", "")
    return whole if whole in (*TIMING, *BROWSER) else text


def is_text(name: str, key: str) -> bool:
    """Say whether a column holds what was typed."""
    return bool(TEXT.search(key) or TEXT.search(name))


def shown(text: str) -> str:
    """Return a question without what Qualtrics adds to it."""
    return text.replace(CHOICE + LABEL, LABEL).removesuffix(CHOICE).removesuffix(" - Text")


def families_of(
    columns: Sequence[Column], headers: Headers, cells: pd.DataFrame
) -> tuple[Family, ...]:
    """Find the columns that belong to one question.

    Parameters
    ----------
    columns
        Those that hold answers, with the questions as the export has them.
    headers
        Of the whole export.
    cells
        Of all of these columns, or of none.

    Returns
    -------
    tuple of Family
        Check-all questions with a column for each option, and grids.
    """
    choices = {c: one for c, one in zip(headers.keys, headers.choices, strict=True) if c}
    found = []
    for _, group in groupby(columns, _same_question(choices)):
        members = tuple(group)
        if any(choices.get(c.key) for c in members):
            found.append(_family("ticked", members, headers.legacy))
        elif len(members) > 1 and all(_row(c) for c in members) and _one_question(members, headers):
            ticked = _one_value_each(members, cells, headers.imports)
            found.append(_family("ticked" if ticked else "matrix", members, headers.legacy))
    return tuple(found)


def _same_question(choices: dict[str, bool]) -> Callable[[Column], object]:
    """Return what columns of one question share."""

    def question(column: Column):
        if is_text(column.name, column.key):
            return id(column)
        if choices.get(column.key):
            return column.key.rpartition("_")[0], True
        asked = QUESTION.fullmatch(column.key)
        if asked:
            return (asked[1], False) if asked[2] else id(column)
        numbered = NUMBERED.fullmatch(column.name)
        if column.key or not numbered:
            return id(column)
        return numbered[1], ""

    return question


def _row(column: Column) -> bool:
    asked = QUESTION.fullmatch(column.key)
    if asked:
        return bool(asked[2]) and asked[2].replace("_", "").replace("x", "").isdigit()
    return bool(NUMBERED.fullmatch(column.name))


def _one_question(members: Sequence[Column], headers: Headers) -> bool:
    """Say whether columns that are only numbered alike ask the same, where that can be told."""
    texts = [column.text for column in members]
    return headers.imports or not any(texts) or bool(_stem(texts, headers.legacy))


def _one_value_each(members: Sequence[Column], cells: pd.DataFrame, imports: bool) -> bool:
    """Say whether each column only holds the option that it stands for."""
    if all(CHOICE + LABEL in column.text for column in members):
        return True
    if any(column.name not in cells for column in members):
        return False
    values = [set(cells[column.name].str.strip().unique()) - {""} for column in members]
    held = set().union(*values)
    if not held or any(len(own) > 1 for own in values):
        return False
    if held == {"1"}:  # a row of a grid may hold nothing else, but then it does so everywhere
        return not imports or len({tuple(cells[c.name].str.strip()) for c in members}) > 1
    return all(c.text.endswith(tuple(own)) for c, own in zip(members, values, strict=True) if own)


def _family(kind: str, members: Sequence[Column], legacy: bool) -> Family:
    texts = [column.text for column in members]
    stem = _stem(texts, legacy) or (texts[0] if len(set(texts)) == 1 else "")
    name = _name([column.name for column in members]) or members[0].key
    return Family(kind, name, shown(stem), tuple(column.name for column in members))


def _stem(texts: Sequence[str], legacy: bool) -> str:
    """Return the question that texts begin with, before the option or row that each is of."""
    if all(CHOICE + LABEL in text for text in texts):
        stems = {text.partition(CHOICE + LABEL)[0] for text in texts}
        return stems.pop() if len(stems) == 1 else ""
    common = _beginning(texts) if len(texts) > 1 else texts[0]
    stem = common.rpartition(LABEL)[0]
    if not stem and legacy:  # the exporter of old writes no blanks around it
        stem = common.rpartition("-")[0]
    return stem.rstrip()


def _beginning(texts: Sequence[str]) -> str:
    """Return what all texts begin with."""
    low, high = min(texts), max(texts)
    same = next((n for n, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    return low[:same]


def _name(names: Sequence[str]) -> str:
    """Return the name of a question from those of its columns."""
    starts = {NUMBERED.sub(r"\1", name.partition(" (")[0]) for name in names}
    return starts.pop() if len(starts) == 1 else _beginning(names).rstrip("_- #(")


def described(columns: Sequence[Column], families: Sequence[Family]) -> tuple[Column, ...]:
    """Return columns with questions as a reader wants them.

    Parameters
    ----------
    columns
        With the questions as the export has them.
    families
        Of these columns.

    Returns
    -------
    tuple of Column
        The same; a column of a family asks ``question - option``, where the question is known.
    """
    stems = {name: family.text for family in families for name in family.columns}
    return tuple(replace(c, text=_whole(shown(c.text), stems.get(c.name, ""))) for c in columns)


def _whole(text: str, stem: str) -> str:
    if not stem or not text.startswith(stem) or text == stem:
        return text
    return stem + LABEL + text[len(stem) :].lstrip(" -")
