"""Qualtrics: its CSV export with three header rows."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from corrigenda.codebook import Item
from corrigenda.errors import ExportError, Problem, did_you_mean, quoted
from corrigenda.readers import export_columns
from corrigenda.readers.raw import read_table
from corrigenda.study import Study

HEADER_ROWS = 3
STATUS = {
    "Survey Preview": "preview",
    "1": "preview",
    "Survey Test": "test",
    "2": "test",
    "Spam": "spam",
    "8": "spam",
    "Possible Spam": "spam",
}
FINISHED = {"true": True, "1": True, "false": False, "0": False}


def read_responses(path: Path, place: str, study: Study, items: Iterable[Item]) -> pd.DataFrame:
    """Read an export into one row for each response, used or not.

    Parameters
    ----------
    path
        The export.
    place
        How messages name it.
    study
        Names the respondent's column and the rules of exclusion.
    items
        The codebook's items; only their columns are kept, so that addresses and
        other metadata of people stay in the raw file.

    Returns
    -------
    pandas.DataFrame
        Columns ``respondent``, ``row`` (of the spreadsheet, from 1), ``disposition`` (``used`` or
        the rule that left the response out), then each column that the codebook reads, as text.

    Raises
    ------
    ExportError
        When the file is not such an export, lacks a column, or holds a respondent twice.
    """
    rows = read_table(path, place)
    header = [name.strip() for name in rows[0]]
    _check_headers(rows, header, place)
    columns = list(dict.fromkeys(export_columns(items)))
    _check_columns(header, [study.respondent, "Status", "Finished", *columns], place)
    _check_widths(rows, len(header), place)
    export = pd.DataFrame(rows[HEADER_ROWS:], columns=header, dtype=str)
    respondents = export[study.respondent].str.strip()
    responses = pd.DataFrame(
        {
            "respondent": respondents,
            "row": [str(n + HEADER_ROWS + 1) for n in range(len(export))],
            "disposition": _dispositions(export, respondents, study, place),
        }
    )
    _check_respondents(responses, place)
    return pd.concat([responses, export[columns]], axis=1)


def _check_headers(rows: list[list[str]], header: list[str], place: str) -> None:
    third = rows[HEADER_ROWS - 1] if len(rows) >= HEADER_ROWS else []
    if not third or not all(cell.strip().startswith('{"ImportId"') for cell in third):
        message = 'row 3 is not the row of {"ImportId": …}: header rows are missing.'
        advice = (
            "Export again from Qualtrics as CSV, with all three header rows, and do not delete any."
        )
        raise ExportError(Problem(f"{place}:3", message, advice))
    if len(rows) == HEADER_ROWS:
        raise ExportError(Problem(place, "the export holds no response.", "Export it again."))


def _check_columns(header: list[str], needed: list[str], place: str) -> None:
    problems = [
        Problem(
            f"{place}:1",
            f"the export lacks the column {quoted(name)}.",
            did_you_mean(name, header) or "Mind the column names in the codebook.",
        )
        for name in dict.fromkeys(needed)
        if name not in header
    ] + [
        Problem(
            f"{place}:1",
            f"the column {quoted(name)} stands {header.count(name)} times.",
            "Rename the question in Qualtrics and export again.",
        )
        for name in dict.fromkeys(needed)
        if header.count(name) > 1
    ]
    if problems:
        raise ExportError(problems)


def _check_widths(rows: list[list[str]], width: int, place: str) -> None:
    problems = [
        Problem(
            f"{place}:{n}",
            f"the row has {len(row)} cells, the header has {width}.",
            "The file was cut or edited: export it again.",
        )
        for n, row in enumerate(rows, 1)
        if len(row) != width
    ]
    if problems:
        raise ExportError(problems)


def _dispositions(export: pd.DataFrame, respondents: pd.Series, study: Study, place: str):
    finished = export["Finished"].str.strip().str.casefold().map(FINISHED)
    if finished.isna().any():
        raise ExportError(
            Problem(
                f"{place}:{n + HEADER_ROWS + 1}",
                f"Finished is {quoted(cell)}, expected True or False.",
                "Export it again, in English or with numbers.",
            )
            for n, cell in export.loc[finished.isna(), "Finished"].items()
        )
    finished = finished.astype(bool)
    status = export["Status"].str.strip().map(STATUS)
    real = finished & ~status.isin(study.exclude)
    fits = {rule: status == rule for rule in ("preview", "test", "spam")}
    fits["duplicate_start"] = ~finished & respondents.isin(respondents[real]) & respondents.ne("")
    fits["unfinished"] = ~finished
    disposition = pd.Series("used", index=export.index)
    for rule in reversed(study.exclude):  # the first rule that fits is written last and stays
        disposition[fits[rule]] = rule
    return disposition


def _check_respondents(responses: pd.DataFrame, place: str) -> None:
    used = responses[responses["disposition"] == "used"]
    problems = [
        Problem(
            f"{place}:{row}",
            "the response has no respondent id.",
            "Exclude the response by a rule of study.yaml, or register the right export.",
        )
        for row in used.loc[used["respondent"] == "", "row"]
    ]
    for respondent, rows in used[used["respondent"] != ""].groupby("respondent")["row"]:
        if len(rows) > 1:
            message = f"respondent {respondent} has {len(rows)} responses (rows {', '.join(rows)})."
            problems.append(
                Problem(
                    f"{place}:{rows.iloc[1]}",
                    message,
                    "Only one can be used: exclude the others by a rule.",
                )
            )
    if used.empty:
        problems.append(
            Problem(
                place, "no response is left after the exclusions.", "Mind exclude in study.yaml."
            )
        )
    if problems:
        raise ExportError(problems)
