"""REDCap: its CSV export, of values or of labels, with the data dictionary."""

from collections.abc import Collection, Sequence

import pandas as pd

from corrigenda.errors import ExportError, Problem
from corrigenda.readers.columnar import columns_of
from corrigenda.readers.delimited import read_delimited
from corrigenda.readers.exports import NOTHING, Export, Source
from corrigenda.readers.findings import Finding
from corrigenda.readers.naming import named_apart
from corrigenda.readers.redcap_columns import Described, completing
from corrigenda.readers.redcap_dictionary import Dictionary, Field, branching, read_dictionary
from corrigenda.readers.redcap_headings import headings
from corrigenda.wording import counted

__all__ = ["Dictionary", "Field", "branching", "read_dictionary", "read_redcap"]

REPEATED = "redcap_repeat_instrument"
EVENT = "redcap_event_name"
COMPLETE = ("2", "complete")


def read_redcap(source: Source, wanted: Collection[str] | None = None) -> Export:
    """Read an export of REDCap.

    Parameters
    ----------
    source
        The CSV of values ("raw") or of labels, and its data dictionary where there is one.
    wanted
        Names of the columns whose cells are kept; all of them by default.

    Returns
    -------
    Export
        Its columns are called by the names of their fields, whatever the header shows.

    Raises
    ------
    ExportError
        When a file cannot be read, or a record stands in several rows.
    """
    place = source.place
    dictionary = _dictionary(source)
    header = next(row for row in read_delimited(source.path, place) if any(row))
    own, _ = named_apart([name.strip() for name in header], (), place)
    names = dict(zip(own, headings(own, header, dictionary), strict=True))
    record = names[own[0]]
    complete = completing(names.values(), dictionary.forms)
    needed = {record, REPEATED, EVENT, *complete}
    kept = None if wanted is None else {o for o, n in names.items() if n in needed or n in wanted}
    table = columns_of(source.path, place, wanted=kept)
    cells = table.cells.rename(columns=names)
    _check(cells, record, place)
    described = Described(dictionary, [names[name] for name in table.names], cells)
    finished, told = _finished(cells, complete)
    size = f"{counted(len(cells), 'response')}, {counted(len(table.names), 'column')}"
    forgiven = [Finding(text, "forgiven", place) for text in (*described.findings(), *told)]
    return Export(
        columns=tuple(described.columns()),
        cells=cells[[name for name in cells if wanted is None or name in wanted]],
        first_row=table.first_row,
        findings=(Finding(size, "found", place), *table.findings, *forgiven),
        families=tuple(described.families()),
        metadata=described.metadata(),
        finished=finished,
    )


def _dictionary(source: Source) -> Dictionary:
    if not source.dictionary:
        return Dictionary(NOTHING)
    return read_dictionary(source.dictionary, source.dictionary_place or source.dictionary.name)


def _check(cells: pd.DataFrame, record: str, place: str) -> None:
    if not len(cells):
        raise ExportError(Problem(place, "the export holds no response.", "Export it again."))
    if not cells[record].str.strip().duplicated().any():
        return
    events = set(cells[EVENT]) - {""} if EVENT in cells else set()
    if REPEATED in cells and (cells[REPEATED] != "").any():
        what = "for each time that an instrument is repeated"
        advice = "Export without the repeated instruments, or one of them to be read as a table."
    elif len(events) > 1:
        what = f"for each of {len(events)} events"
        advice = "Export one event: choose it in a report or under Data Exports."
    else:
        return  # whoever uses the respondents tells which stand twice
    raise ExportError(Problem(place, f"a record stands in several rows, one {what}.", advice))


def _finished(cells: pd.DataFrame, complete: Sequence[str]) -> tuple[pd.Series | None, list[str]]:
    if len(complete) == 1:
        return cells[complete[0]].str.strip().str.casefold().isin(COMPLETE), []
    if not complete:
        return None, ["no column says which responses are complete: all count"]
    told = f"{len(complete)} forms say whether they are complete: all responses count"
    return None, [f"{told}, unless finished in study.yaml names one of them"]
