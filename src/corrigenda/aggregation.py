"""Aggregation: code applications into coded items, which count people and never passages."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from corrigenda.cells import NO, YES, Cells, ItemCells, to_slice
from corrigenda.codebook import Item
from corrigenda.correcting import correct
from corrigenda.corrections import Correction
from corrigenda.errors import CodingsError, LedgerError, Problem, did_you_mean, together
from corrigenda.study import Study


def clean_codings(
    codings: pd.DataFrame,
    items: dict[str, Item],
    coders: dict[str, str],
    responses: pd.DataFrame,
    rows: dict[str, list[Correction]],
    study: Study,
    place: str,
) -> dict[str, pd.DataFrame]:
    """Check the codings, and apply the ledger to those of every coded item.

    Parameters
    ----------
    codings
        As a reader returns them.
    items
        All items.
    coders
        The declared coders.
    responses
        All responses.
    rows
        The ledger by item.
    study
        Its rules of reading.
    place
        How messages name the codings.

    Returns
    -------
    dict
        For each coded item what `correct_codings` returns.

    Raises
    ------
    CodingsError, LedgerError
        When codings fit neither codebook nor answers, or corrections do not fit the codings.
    """
    used = check_codings(codings, items, coders, responses, place)
    respondents = responses.loc[responses["disposition"] == "used", "respondent"]
    coded = [item for item in items.values() if item.kind == "coded"]
    frames = together(
        *(partial(correct_codings, i, used, respondents, rows.get(i.id, []), study) for i in coded)
    )
    return {item.id: frame for item, frame in zip(coded, frames, strict=True)}


def check_codings(
    codings: pd.DataFrame,
    items: dict[str, Item],
    coders: dict[str, str],
    responses: pd.DataFrame,
    place: str,
) -> pd.DataFrame:
    """Compare codings with the codebook and the raw answers.

    Parameters
    ----------
    codings
        As a reader returns them.
    items
        All items.
    coders
        The declared coders.
    responses
        All responses, for the length of each answer.
    place
        How messages name the codings.

    Returns
    -------
    pandas.DataFrame
        The codings of respondents whose response is used.

    Raises
    ------
    CodingsError
        For each unknown item, code, coder or respondent, and each passage outside its answer.
    """
    answers = responses.drop_duplicates("respondent", keep="last").set_index("respondent")
    used = responses[responses["disposition"] == "used"].set_index("respondent")
    answers = pd.concat([answers[~answers.index.isin(used.index)], used])
    lengths = {
        item.id: answers[items[item.coded_from].column].str.len().to_dict()
        for item in items.values()
        if item.kind == "coded"
    }
    problems = [
        Problem(
            f"{place}:{row.row}", f"respondent {row.respondent}, item {row.item}: {message}", advice
        )
        for row in codings.itertuples()
        for message, advice in _coding_problems(row, items, coders, lengths)
    ]
    if problems:
        raise CodingsError(problems)
    return codings[codings["respondent"].isin(used.index)]


def _coding_problems(row, items, coders, lengths) -> Iterator[tuple[str, str]]:
    if row.item not in lengths:
        yield "there is no such coded item.", did_you_mean(row.item, lengths)
        return
    item, known = items[row.item], lengths[row.item]
    if row.code not in item.by_id:
        yield (
            f'unknown code "{row.code}".',
            did_you_mean(row.code, item.by_id) or "Declare it in coding.yaml.",
        )
    if row.coder not in coders:
        yield (
            f'unknown coder "{row.coder}".',
            did_you_mean(row.coder, coders) or "Declare the coder in coding.yaml.",
        )
    if row.respondent not in known:
        yield "the export has no such respondent.", did_you_mean(row.respondent, known)
    elif not int(row.start) < int(row.end) <= known[row.respondent]:
        yield (
            f"the passage {row.start} to {row.end} is outside the answer to {item.coded_from}, "
            f"which has {known[row.respondent]} characters.",
            "The codings belong to another export, or the answer was edited.",
        )


def correct_codings(
    item: Item, codings: pd.DataFrame, respondents: pd.Series, rows: list[Correction], study: Study
) -> pd.DataFrame:
    """Apply the ledger to the code applications of one coded item.

    Parameters
    ----------
    item
        The coded item.
    codings
        The code applications of all items.
    respondents
        Those whose response is used.
    rows
        The corrections of this item.
    study
        Its rules of reading.

    Returns
    -------
    pandas.DataFrame
        Columns respondent, code, start, end, coder, applied (yes or no), correction; a code
        that the ledger took away stays with applied = no, one that it gave has no passage.

    Raises
    ------
    LedgerError
        When corrections do not fit the codings.
    """
    own = codings[codings["item"] == item.id]
    cells = _held(item, own, respondents)
    problems = correct(item, cells, rows, study)
    if problems:
        raise LedgerError(problems)
    kept = own[["respondent", "code", "start", "end", "coder"]].copy()
    keys = list(zip(kept["code"], kept["respondent"], strict=True))
    kept["applied"] = [cells[code].values[r] for code, r in keys]
    kept["correction"] = [cells[code].corrections[r] for code, r in keys]
    present = set(keys)
    given = [
        (r, code, "", "", "", YES, cell.corrections[r])
        for code, cell in cells.items()
        for r in cell.values.index[cell.values == YES]
        if (code, r) not in present
    ]
    return pd.concat([kept, pd.DataFrame(given, columns=kept.columns)], ignore_index=True)


def _held(item: Item, own: pd.DataFrame, respondents: pd.Series) -> ItemCells:
    holders = own.groupby("code")["respondent"].agg(set)
    return {
        option.id: Cells.of(_ticked(respondents, holders.get(option.id, set())))
        for option in item.options
    }


def _ticked(respondents: pd.Series, holders: set[str]) -> pd.Series:
    held = [YES if respondent in holders else NO for respondent in respondents]
    return pd.Series(held, index=pd.Index(respondents), dtype=object)


def check_held(
    item: Item, codings: pd.DataFrame, answers: pd.DataFrame, place: str
) -> list[Problem]:
    """Compare the corrected codes of an item with the answers that they were given to.

    Parameters
    ----------
    item
        The coded item.
    codings
        Its corrected code applications.
    answers
        The slice of its open item.
    place
        How messages name the codings.

    Returns
    -------
    list of Problem
        Codes given to no answer; where codes exclude one another, not exactly one of them.
    """
    state = answers.set_index("respondent")["state"]
    codes = codings[codings["applied"] == YES].groupby("respondent")["code"].unique()
    rows = codings[codings["correction"] != ""].groupby("respondent")["correction"].unique()
    return [
        Problem(
            place, f"respondent {r}, item {item.id}{_after(rows.get(r, ()))}: {message}", advice
        )
        for r, s in state.items()
        for message, advice in _misheld(item, s, codes.get(r, ()))
    ]


def _after(corrections) -> str:
    return f" (after {', '.join(corrections)})" if len(corrections) else ""


def aggregate(item: Item, codings: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """Count who holds which code of an item, however many passages carry it.

    Parameters
    ----------
    item
        The coded item.
    codings
        Its corrected code applications.
    answers
        The slice of its open item.

    Returns
    -------
    pandas.DataFrame
        The slice of the coded item.
    """
    state = answers.set_index("respondent")["state"]
    cells = _held(item, codings[codings["applied"] == YES], answers["respondent"])
    for row in codings[codings["correction"] != ""].itertuples():
        cells[row.code].corrections[row.respondent] = row.correction
    slice_ = to_slice(item, cells, asked=pd.Series(state != "not_asked"))
    # Whoever answered and holds no code has answered all the same.
    slice_["state"] = slice_["respondent"].map(state)
    return slice_


def _misheld(item: Item, state: str, codes) -> Iterator[tuple[str, str]]:
    if state != "answered" and len(codes):
        yield (
            f"coded {', '.join(codes)}, but {item.coded_from} is {state.replace('_', ' ')}.",
            "Take the code away or correct the answer.",
        )
    elif state == "answered" and item.exclusive and len(codes) != 1:
        held = ", ".join(codes) or "no code"
        yield (
            f"holds {held}, expected exactly one code.",
            "Add or remove a code in corrections.csv.",
        )
