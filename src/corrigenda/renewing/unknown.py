"""Unknown values: what closed items of a later export hold that no option knows."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from corrigenda.cells import read_cells
from corrigenda.cleaning import used_responses
from corrigenda.correcting import by_item, correct
from corrigenda.corrections import Correction, in_force
from corrigenda.drafting.naming import one_line, option_id, unique_label
from corrigenda.errors import ExportError, Problem, did_you_mean
from corrigenda.items import STATES, SUMMARIES, Item, Option, without_case
from corrigenda.readers.exports import Column
from corrigenda.study import Study
from corrigenda.values import NEXT

MOST = 60  # new options of one item; more are no choices of a question


@dataclass(frozen=True)
class Added:
    """An option that a later export asks for.

    Parameters
    ----------
    option
        The option.
    responses
        How many answers hold it; None where a new column brings it.
    near
        The label of an option that is spelt alike; empty where there is none.
    """

    option: Option
    responses: int | None = None
    near: str = ""


def unknown_options(
    responses: pd.DataFrame,
    items: Iterable[Item],
    ledger: tuple[Correction, ...],
    study: Study,
    columns: Iterable[Column],
    place: str,
    held: Collection[str],
) -> dict[str, tuple[Added, ...]]:
    """Find the values of closed items that are no options, after the ledger.

    Parameters
    ----------
    responses
        All responses of the later export.
    items
        The items of the codebook.
    ledger
        Every row; a value that a row puts right asks for no option.
    study
        Its rules of reading.
    columns
        Of the later export, with its labels.
    place
        How messages name the later export.
    held
        Ids of the items of which the earlier export holds an option.

    Returns
    -------
    dict
        Under the id of an item its new options, in the order in which the answers hold them.

    Raises
    ------
    ExportError
        When an item holds no option at all any more, or far too many new values.
    """
    used, rows = used_responses(responses), by_item(in_force(ledger))
    labels = {column.name: column.labels for column in columns}
    found, problems = {}, []
    for item in items:
        if not _closed(item):
            continue
        cells = read_cells(item, used, study)
        correct(item, cells, rows[item.id], study)  # rows that do not fit are told elsewhere
        counts = _unknown(item, cells[None].values) if None in cells else {}
        if not counts:
            continue
        if len(counts) > MOST or (item.id in held and not _known(item, cells)):
            problems.append(_other_values(item, len(counts), place))
        declared = {k: v for name in item.columns for k, v in labels.get(name, {}).items()}
        found[item.id] = _named(item, counts, declared)
    if problems:
        raise ExportError(problems)
    return found


def holding(responses: pd.DataFrame, items: Iterable[Item], study: Study) -> set[str]:
    """Name the closed items of which anybody who counts holds an option."""
    used, closed = used_responses(responses), filter(_closed, items)
    return {item.id for item in closed if _known(item, read_cells(item, used, study))}


def _closed(item: Item) -> bool:
    """Say whether a column of the item may hold any of its options."""
    return bool(item.listed_in or (item.kind == "single" and item.column))


def _unknown(item: Item, values: pd.Series) -> dict[str, int]:
    """Count the texts that are no options; the first spelling stands for the others."""
    spelt: dict[str, str] = {}
    counts: dict[str, int] = {}
    for value in values[~values.isin([*item.by_id, ""])]:
        for text in _texts(item, value):
            text = spelt.setdefault(without_case(text), text)
            counts[text] = counts.get(text, 0) + 1
    return counts


def _texts(item: Item, value: str) -> Iterator[str]:
    """Take the texts of a cell apart; a comma before a blank belongs to a label."""
    if not item.listed_in:
        yield value
        return
    mark = re.escape((item.separator or "").strip() or item.separator or "")
    between = r",(?!\s)" if item.separator == "," else mark
    for text in value.split(NEXT):
        yield from filter(None, map(str.strip, re.split(between, text) if mark else (text,)))


def _known(item: Item, cells: Mapping) -> bool:
    """Say whether anybody holds an option of the item."""
    if item.per_option:
        return any((cells[option].values == "yes").any() for option in item.by_id)
    return bool(cells[None].values.isin(list(item.by_id)).any())


def _other_values(item: Item, count: int, place: str) -> Problem:
    about = f"column {', '.join(item.columns)}, item {item.id}"
    message = f"{about}: the answers hold none of its options, but {count} other values."
    if count > MOST:
        message = f"{about}: {count} values are no options."
    advice = (
        "Nothing was changed. Export again with the settings of the earlier export "
        "(numbers or the texts of choices), or add the options to codebook.yaml yourself."
    )
    return Problem(place, message, advice)


def _named(item: Item, counts: Mapping[str, int], declared: Mapping[str, str]) -> tuple[Added, ...]:
    known = dict(item.by_id)
    valued = any(option.value is not None for option in item.options)
    labels = [option.label for option in item.options]
    found = []
    for text, count in counts.items():
        label = one_line(declared.get(text, text))
        keeps = valued or label != text
        option = new_option(label, text if keeps else None, None, known.values())
        near = "" if text in declared else _near(text, labels)
        known[option.id] = option
        found.append(Added(option, count, near))
    return tuple(found)


def new_option(
    label: str, value: str | None, column: str | None, known: Collection[Option]
) -> Option:
    """Make an option that can be told apart from those of its item.

    Parameters
    ----------
    label
        What it is called, if nobody else is.
    value, column
        As `Option` has them.
    known
        The options of its item.

    Returns
    -------
    Option
        With an id and a label of its own.
    """
    names = {name for o in known for name in (without_case(o.label), o.id)}
    names |= {without_case(o.value) for o in known if o.value is not None and not column}
    label = unique_label(label, names)
    taken = {*STATES, *SUMMARIES, *names}
    settings = {"value": value, "column": column}
    return Option(
        id=option_id(label, len(known) + 1, taken),
        label=label,
        **{name: setting for name, setting in settings.items() if setting is not None},
    )


def _near(text: str, labels: Collection[str]) -> str:
    """Name the option that is spelt alike, and might be meant."""
    folded = {without_case(label): label for label in labels}
    close = [label for name, label in folded.items() if did_you_mean(without_case(text), [name])]
    return close[0] if close and not text.strip().isdigit() else ""
