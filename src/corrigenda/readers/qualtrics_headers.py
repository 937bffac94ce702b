"""The header rows of a Qualtrics export: which there are, and what they say of each column."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corrigenda.errors import ExportError, Problem
from corrigenda.readers.plain import LONGEST, one_line

IMPORT = re.compile(r'\s*\{\s*"ImportId"')
IMPORT_ID = re.compile(r'"(ImportId|choiceId)"\s*:\s*"?([^",}]*)')
PIPED = re.compile(r"\$\{[a-z]{1,4}://[^{}]{0,500}\}|\[(?:Field|QID\d+|Embedded)-[^\[\]]{0,200}\]")
UNSEEN = re.compile(r"<(style|script)\b[^<]{0,20000}</\1\s*>", re.IGNORECASE)
CHOICE = " - Selected Choice"
NOT_IMPORTS = 'row 3 is not the row of {"ImportId": …}: header rows are missing.'
AGAIN = "Export again from Qualtrics as CSV, with all three header rows, and do not delete any."

# Spreadsheets write truth values in the language of whoever saved the export.
FINISHED = {
    **dict.fromkeys(("true", "1", "wahr", "vrai", "verdadero", "vero", "waar", "sant"), True),
    **dict.fromkeys(("false", "0", "falsch", "faux", "falso", "onwaar", "falskt"), False),
}
A_DATE = re.compile(r"\s*(?:\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{2,4})(?:[ T]|\s*$)")
A_NUMBER = re.compile(r"\s*-?\d+(?:[.,]\d+)?\s*")
# What a response holds in columns that Qualtrics itself writes; a row of questions does not.
OF_A_RESPONSE = {
    "startdate": A_DATE,
    "enddate": A_DATE,
    "recordeddate": A_DATE,
    "finished": re.compile(rf"\s*(?:{'|'.join(FINISHED)})\s*", re.IGNORECASE),
    "progress": A_NUMBER,
    "duration (in seconds)": A_NUMBER,
    "responseid": re.compile(r"\s*R_\w+\s*"),
    "status": re.compile(r"\s*(?:IP Address|.*(?:Preview|Test|Spam).*|Imported|\d+)\s*"),
}


@dataclass(frozen=True)
class Headers:
    """What stands above the first response.

    Parameters
    ----------
    rows
        How many rows.
    keys
        For each column its ImportId, and after it the choice of a check-all question.
    choices
        For each column whether the ImportId has a choice of its own.
    texts
        For each column its question on one line.
    questions, imports
        Whether there is a row of questions, and one of ImportIds.
    legacy
        Whether the names are those of the exporter of old (``V1``, ``V2``).
    piped
        How many questions hold text of another answer.
    """

    rows: int
    keys: tuple[str, ...]
    choices: tuple[bool, ...]
    texts: tuple[str, ...]
    questions: bool
    imports: bool
    legacy: bool
    piped: int


def headers_of(rows: Sequence[Sequence[str]], start: int, place: str) -> Headers:
    """Recognise the header rows.

    Parameters
    ----------
    rows
        The first four rows, or fewer, from the names on.
    start
        The number of the first of them in the spreadsheet.
    place
        How messages name the file.

    Returns
    -------
    Headers
        How many there are, and what they say.

    Raises
    ------
    ExportError
        When they are not those of a Qualtrics export.
    """
    names, second, third = [*rows[:3], [], []][:3]
    _check_whole(third, f"{place}:{start + 2}")
    imported = next((n for n, row in ((2, third), (1, second)) if _is_import(row)), 0)
    legacy = not imported and _is_legacy(names, second)
    questions = imported == 2 or legacy or (not imported and _asks(names, second, start, place))
    keys = [_key(cell) for cell in rows[imported]] if imported else []
    keys += [("", False)] * (len(names) - len(keys))
    asked = [*(second if questions else ()), *[""] * len(names)][: len(names)]
    texts = [plain_question(text) for text in asked]
    return Headers(
        rows=(imported or int(questions)) + 1,
        keys=tuple(key for key, _ in keys),
        choices=tuple(choice for _, choice in keys),
        texts=tuple(text for text, _ in texts),
        questions=questions,
        imports=bool(imported),
        legacy=legacy,
        piped=sum(piped for _, piped in texts),
    )


def _is_import(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell.strip()]
    return any(map(IMPORT.match, cells)) and all(cell.lstrip().startswith("{") for cell in cells)


def _check_whole(row: Sequence[str], place: str) -> None:
    """Refuse a row that is that of the ImportIds but for some cells: something was moved in it."""
    cells = [cell for cell in row if cell.strip()]
    imported = sum(bool(IMPORT.match(cell)) for cell in cells)
    if len(cells) < 2 * imported and not _is_import(row):
        raise ExportError(Problem(place, NOT_IMPORTS, AGAIN))


def _is_legacy(names: Sequence[str], second: Sequence[str]) -> bool:
    return any(
        re.fullmatch(r"V\d+", name.strip()) and cell.strip().casefold() == "responseid"
        for name, cell in zip(names, second, strict=False)
    )


def _asks(names: Sequence[str], second: Sequence[str], start: int, place: str) -> bool:
    """Say whether the second row asks; otherwise it is a response already."""
    known = [
        bool(OF_A_RESPONSE[name.strip().casefold()].fullmatch(cell))
        if name.strip().casefold() not in ("startdate", "enddate", "recordeddate")
        else bool(A_DATE.match(cell))
        for name, cell in zip(names, second, strict=False)
        if name.strip().casefold() in OF_A_RESPONSE and cell.strip()
    ]
    if not known and not any(name.strip().casefold() in OF_A_RESPONSE for name in names):
        raise ExportError(Problem(f"{place}:{start + 2}", NOT_IMPORTS, AGAIN))
    return bool(known) and sum(known) * 2 < len(known)


def _key(cell: str) -> tuple[str, bool]:
    """Return the key of a column, and whether the ImportId has a choice of its own."""
    try:
        said = json.loads(cell)
    except (ValueError, RecursionError):
        said = dict(IMPORT_ID.findall(cell))
    said = said if isinstance(said, dict) else {}
    key, choice = (str(said.get(name) or "").strip() for name in ("ImportId", "choiceId"))
    return (f"{key}_{choice}" if choice else key), bool(choice)


def plain_question(text: str) -> tuple[str, bool]:
    """Return a question as a reader sees it.

    Parameters
    ----------
    text
        As Qualtrics keeps it, with HTML and text piped in from elsewhere.

    Returns
    -------
    tuple
        The question on one line, with … for what is piped in, and whether there was any.
    """
    text, piped = PIPED.subn("…", UNSEEN.sub(" ", text[: 4 * LONGEST]))
    return one_line(text), bool(piped)
