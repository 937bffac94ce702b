"""Responses: which responses of an export count, and the columns that the codebook reads."""

from collections.abc import Iterable, Sequence

import pandas as pd

from corrigenda.errors import ExportError, Problem, did_you_mean, quoted
from corrigenda.items import Item, export_columns
from corrigenda.readers.exports import Export
from corrigenda.study import Study

USED = "used"
TOLD = 20  # rows of one respondent


def wanted_columns(study: Study, items: Iterable[Item]) -> list[str]:
    """List every column that a study reads, each once."""
    finished = study.responses.finished
    own = [study.respondent, finished.column if finished else None]
    return list(dict.fromkeys([*filter(None, own), *export_columns(items)]))


def responses_of(export: Export, place: str, study: Study, items: Iterable[Item]) -> pd.DataFrame:
    """Lay an export out as one row for each response, used or not.

    Parameters
    ----------
    export
        The file, as its reader returned it.
    place
        How messages name it.
    study
        Names the respondent's column and the rules of exclusion.
    items
        The codebook's items; only their columns are kept, so that addresses and other metadata of
        people stay in the raw file.

    Returns
    -------
    pandas.DataFrame
        Columns ``respondent``, ``row`` (of the spreadsheet, from 1), ``disposition`` (``used`` or
        the rule that left the response out), then each column that the codebook reads, as text.

    Raises
    ------
    ExportError
        When the export lacks a column, holds no response that counts, or a respondent twice.
    """
    items = tuple(items)
    _check_columns(export, wanted_columns(study, items), place)
    rows = pd.Series(range(export.first_row, export.first_row + len(export.cells)))
    responses = pd.DataFrame({"respondent": _respondents(export, study), "row": rows.astype(str)})
    responses["disposition"] = _dispositions(export, responses["respondent"], study)
    _check_respondents(responses, place)
    columns = list(dict.fromkeys(export_columns(items)))
    return pd.concat([responses, export.cells[columns]], axis=1)


def _respondents(export: Export, study: Study) -> pd.Series:
    if study.respondent:
        return export.cells[study.respondent].str.strip()
    return pd.Series([f"R{n}" for n in range(1, len(export.cells) + 1)], dtype="str")


def _check_columns(export: Export, needed: Sequence[str], place: str) -> None:
    names = [column.name for column in export.columns]
    known = set(names)
    problems = [
        Problem(
            place,
            f"the export lacks the column {quoted(name)}.",
            _nearest(name, names),
        )
        for name in needed
        if name not in known
    ]
    if problems:
        raise ExportError(problems)


def _nearest(name: str, names: Sequence[str]) -> str:
    """Say which column is meant: one of several of that name, or one that is spelt alike."""
    apart = [other for other in names if other.startswith(f"{name} (")]
    if apart:
        return f"Several bear this name; say which: {', '.join(map(quoted, apart))}."
    return did_you_mean(name, names) or "Mind the column names in the codebook."


def _dispositions(export: Export, respondents: pd.Series, study: Study) -> pd.Series:
    finished, status = _finished(export, study), export.status
    index = export.cells.index
    no = pd.Series(False, index=index)
    fits = {rule: no if status is None else status == rule for rule in ("preview", "test", "spam")}
    real = ~no if status is None else ~status.isin(study.exclude)
    unfinished = no if finished is None else ~finished
    begun_again = respondents.isin(respondents[real & ~unfinished]) & respondents.ne("")
    fits |= {"duplicate_start": unfinished & begun_again, "unfinished": unfinished}
    disposition = pd.Series(USED, index=index, dtype="str")
    for rule in reversed(study.exclude):  # the first rule that fits is written last and stays
        disposition[fits[rule]] = rule
    return disposition


def _finished(export: Export, study: Study) -> pd.Series | None:
    declared = study.responses.finished
    if not declared:
        return export.finished
    values = {value.strip().casefold() for value in declared.values}
    return export.cells[declared.column].str.strip().str.casefold().isin(values)


def _check_respondents(responses: pd.DataFrame, place: str) -> None:
    used = responses[responses["disposition"] == USED]
    problems = [*_nameless(used, place), *_twice(used, place)]
    if used.empty:
        message = "no response is left after the exclusions."
        problems.append(Problem(place, message, "Mind exclude in study.yaml."))
    if problems:
        raise ExportError(problems)


def _nameless(used: pd.DataFrame, place: str) -> list[Problem]:
    advice = "Exclude the response by a rule of study.yaml, or register the right export."
    rows = list(used.loc[used["respondent"] == "", "row"])
    return [Problem(f"{place}:{row}", "the response has no respondent id.", advice) for row in rows]


def _twice(used: pd.DataFrame, place: str) -> list[Problem]:
    again = used[used["respondent"].duplicated(keep=False) & (used["respondent"] != "")]
    return [
        Problem(
            f"{place}:{rows.iloc[1]}",
            f"respondent {respondent} has {len(rows)} responses (rows {_listed(rows)}).",
            "Only one can be used: exclude the others by a rule.",
        )
        for respondent, rows in again.groupby("respondent")["row"]
    ]


def _listed(rows: pd.Series) -> str:
    more = f" and {len(rows) - TOLD} more" if len(rows) > TOLD else ""
    return ", ".join(rows[:TOLD]) + more
