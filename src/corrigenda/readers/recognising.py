"""Recognising: which product wrote a file, by its name and its first rows."""

import stat
from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path

from corrigenda.errors import CodingsError, ExportError, Problem, UserError, did_you_mean, quoted
from corrigenda.files import reason
from corrigenda.readers.delimited import read_delimited
from corrigenda.readers.tabular import COLUMNS
from corrigenda.study import CodingsFormat, Format

TEXTS = (".csv", ".tsv", ".tab", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
SPSS = (".sav", ".zsav", ".por")
# Names that Qualtrics gives to columns of its own, today and in its older exports.
_QUALTRICS = {"ResponseId", "ResponseID", "StartDate", "EndDate", "RecordedDate", "Finished"}
_QUALTRICS_OLD = {"V1", "V2", "V10"}
_NAMES = {
    **dict.fromkeys(SPSS, "spss"),
    ".parquet": "table",
    ".qdpx": "refi-qda",
}


def format_of(path: Path, place: str, dictionary: bool = False, sheet: str | None = None) -> Format:
    """Say how a file of answers is to be read.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    dictionary
        Whether a data dictionary of REDCap came with it.
    sheet
        The sheet of a workbook that holds the answers.

    Returns
    -------
    str
        A format of study.yaml.

    Raises
    ------
    ExportError
        When the file is missing, or of a kind that no reader knows.
    """
    _check_there(path, place, ExportError)
    suffix = path.suffix.casefold()
    if dictionary:
        return "redcap"
    if suffix in _NAMES:
        return _NAMES[suffix]
    if suffix not in (*TEXTS, *WORKBOOKS):
        known = (*TEXTS, *WORKBOOKS, *_NAMES)
        message = f"the file ends in {quoted(suffix or path.name)}, which no reader knows."
        advice = did_you_mean(suffix, known) or f"It must be one of {', '.join(known)}."
        raise ExportError(Problem(place, message, advice))
    rows = _first_rows(path, place, ExportError, sheet)
    header = _header(rows)
    ids = (cell for row in rows[1:] for cell in row if cell.startswith('{"ImportId"'))
    if len(_QUALTRICS & header) > 2 or header >= _QUALTRICS_OLD or any(ids):
        return "qualtrics"
    return "redcap" if _is_redcap(header) else "table"


def codings_format_of(path: Path, place: str) -> CodingsFormat:
    """Say how a file of codings is to be read.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.

    Returns
    -------
    str
        A format of codings in study.yaml.

    Raises
    ------
    CodingsError
        When the file is missing, or of a kind that holds no codings.
    """
    _check_there(path, place, CodingsError)
    suffix = path.suffix.casefold()
    if suffix == ".qdpx":
        return "refi-qda"
    if suffix == ".qdc":
        message = "a codebook alone holds no codings."
        raise CodingsError(Problem(place, message, "Export the whole project as .qdpx."))
    if suffix not in (*TEXTS, *WORKBOOKS):
        message = f"the file ends in {quoted(suffix or path.name)}, which holds no codings."
        advice = "Export the project as .qdpx, or the coded excerpts as CSV or XLSX."
        raise CodingsError(Problem(place, message, advice))
    header = _header(_first_rows(path, place, CodingsError))
    return "table" if header >= set(COLUMNS) else "excerpts"


def _check_there(path: Path, place: str, error: type[UserError]) -> None:
    try:
        mode = path.stat().st_mode
    except OSError as bad:
        # Also where a link leads round in a circle, or the folder may not be entered.
        missing = isinstance(bad, FileNotFoundError)
        message = "the file is missing." if missing else f"the file cannot be read: {reason(bad)}."
        raise error(Problem(place, message, "Mind its name and its folder.")) from None
    if not stat.S_ISREG(mode):
        raise error(Problem(place, "this is no file.", "Name the file that was exported."))


def _first_rows(
    path: Path, place: str, error: type[UserError], sheet: str | None = None
) -> Sequence[Sequence[str]]:
    """Read as many rows as the headers of Qualtrics have."""
    from corrigenda.readers.workbooks import is_workbook, read_grid

    if is_workbook(path):
        return read_grid(path, place, sheet, error).rows[:3]
    return list(islice(read_delimited(path, place, error), 3))


def _header(rows: Sequence[Sequence[str]]) -> set[str]:
    return {cell.strip() for cell in (rows[0] if rows else ())}


def _is_redcap(header: Collection[str]) -> bool:
    """Say whether columns are named as REDCap names them: checkboxes and completed forms."""
    completed = any(name.endswith("_complete") for name in header)
    ticked = any("___" in name for name in header)
    return any(name.startswith("redcap_") for name in header) or (completed and ticked)
