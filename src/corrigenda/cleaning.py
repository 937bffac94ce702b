"""Cleaning: responses and the ledger into one slice for each item."""

from collections.abc import Iterator

import pandas as pd

from corrigenda.cells import NO, YES, Cells, ItemCells, read_cells, to_slice
from corrigenda.codebook import Item
from corrigenda.correcting import by_item, correct
from corrigenda.corrections import Correction
from corrigenda.errors import ExportError, LedgerError, Problem, quoted
from corrigenda.study import Study
from corrigenda.values import NUMBER, complaint, remedy


def used_responses(responses: pd.DataFrame) -> pd.DataFrame:
    """Keep the responses that count, one for each respondent, who becomes the index."""
    return responses[responses["disposition"] == "used"].set_index("respondent")


def clean(
    responses: pd.DataFrame,
    codebook: dict[str, Item],
    ledger: tuple[Correction, ...],
    study: Study,
    export_place: str,
) -> dict[str, pd.DataFrame]:
    """Read every item of the codebook, apply the ledger, and check what comes out.

    Parameters
    ----------
    responses
        All responses, as a reader returns them.
    codebook
        The items; coded ones are aggregated elsewhere.
    ledger
        All corrections; those of coded items are left alone.
    study
        Its rules.
    export_place
        How messages name the export.

    Returns
    -------
    dict
        The slice of each item: columns respondent, (option,) value, state, correction.

    Raises
    ------
    LedgerError
        When corrections do not fit the data.
    ExportError
        When values are not permitted, or a skip rule is broken, after the ledger.
    """
    used = used_responses(responses)
    rows = by_item(ledger)
    cells = {i.id: read_cells(i, used, study) for i in codebook.values() if not i.bands_of}
    problems = [p for i in cells for p in correct(codebook[i], cells[i], rows[i], study)]
    if problems:
        raise LedgerError(sorted(problems, key=lambda p: int(p.place.rpartition(":")[2])))
    for item in codebook.values():
        if item.bands_of:
            cells[item.id] = {None: banded(item, cells[item.bands_of][None])}
    asked: dict[str, pd.Series] = {}
    for item in codebook.values():
        asked[item.id] = is_asked(item, codebook, cells, asked)
    problems = [
        p
        for item in codebook.values()
        for p in _violations(item, cells[item.id], asked[item.id], codebook, used, study)
    ]
    if problems:
        raise ExportError([Problem(export_place + p.place, p.message, p.advice) for p in problems])
    return {i: to_slice(codebook[i], cells[i], asked[i]) for i in codebook}


def banded(item: Item, number: Cells) -> Cells:
    """Put the values of a number item into the bands of a single item."""

    def band(value: str) -> str:
        if not NUMBER.fullmatch(value):
            return ""  # no answer, or a complaint about the number itself
        for option in item.options:
            low = option.low is None or float(value) >= option.low
            if low and (option.high is None or float(value) <= option.high):
                return option.id
        return value

    values = number.values.map({value: band(value) for value in number.values.unique()})
    return Cells(values, number.corrections)


def is_asked(
    item: Item, codebook: dict[str, Item], cells: dict[str, ItemCells], asked: dict[str, pd.Series]
) -> pd.Series:
    """Decide by the skip rule who was asked an item; bands follow their number.

    Parameters
    ----------
    item
        The item.
    codebook
        All items of the codebook.
    cells
        The corrected cells of all items.
    asked
        What this function decided for items that it depends on; others are worked out.

    Returns
    -------
    pandas.Series
        True for each respondent who was asked.
    """

    def was_asked(other: str) -> pd.Series:
        known = asked.get(other)
        return is_asked(codebook[other], codebook, cells, asked) if known is None else known

    index = next(iter(cells[item.id].values())).values.index
    result = was_asked(item.bands_of) if item.bands_of else pd.Series(True, index=index)
    for other, options in item.asked_if.items():
        result = result & was_asked(other) & _holds_any(codebook[other], cells[other], options)
    return result


def _holds_any(item: Item, cells: ItemCells, options: tuple[str, ...]) -> pd.Series:
    if not item.per_option:
        return cells[None].values.isin(options)
    return pd.concat([cells[option].values == YES for option in options], axis=1).any(axis=1)


def _violations(
    item: Item,
    cells: ItemCells,
    asked: pd.Series,
    codebook: dict[str, Item],
    used: pd.DataFrame,
    study: Study,
) -> Iterator[Problem]:
    for option, cell in cells.items():
        column = (item.by_id[option] if option else codebook[item.bands_of or item.id]).column

        def problem(respondent: str, message: str, advice: str, column: str = column) -> Problem:
            about = f"column {column}, respondent {respondent}, item {item.id}"
            return Problem(f":{used.at[respondent, 'row']}", f"{about}: {message}", advice)

        found = {v: _complaint(item, option, v, study) for v in cell.values.unique()}
        wrong = {value: message for value, message in found.items() if message}
        for respondent, value in cell.values[cell.values.isin(list(wrong))].items():
            yield problem(respondent, wrong[value], remedy(item, value))
        if item.asked_if:
            rule = " and ".join(f"{k} is {' or '.join(v)}" for k, v in item.asked_if.items())
            for respondent in cell.values.index[(cell.values != (NO if option else "")) & ~asked]:
                message = f"it has an answer, but is only asked if {rule}."
                advice = "Correct the one or the other in corrections.csv."
                yield problem(respondent, message, advice)


def _complaint(item: Item, option: str | None, value: str, study: Study) -> str | None:
    if option is None:
        return complaint(item, value, study)
    return None if value in (YES, NO) else f"{quoted(value)} is not an option."


def summary(responses: pd.DataFrame, ledger: tuple[Correction, ...], study: Study) -> pd.DataFrame:
    """Count the responses by what became of them, and the rows of the ledger.

    Parameters
    ----------
    responses
        All responses.
    ledger
        All corrections.
    study
        Its rules of exclusion.

    Returns
    -------
    pandas.DataFrame
        Columns name and value: the participant flow as statistics.
    """
    dispositions = responses["disposition"].value_counts()
    flow = {rule: int(dispositions.get(rule, 0)) for rule in ("used", *study.exclude)}
    names = {"exported": len(responses), **flow, "excluded": len(responses) - flow["used"]}
    rows = [(f"responses.{name}", n) for name, n in names.items()]
    rows.append(("corrections.rows", len(ledger)))
    return pd.DataFrame(rows, columns=["name", "value"])
