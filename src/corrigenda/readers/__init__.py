"""Readers: exports of survey and coding products into responses and codings."""

from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import Path

from corrigenda.errors import CodingsError, ExportError
from corrigenda.readers.coded import Coded
from corrigenda.readers.delimited import check_no_pipe
from corrigenda.readers.exports import Export, Source
from corrigenda.study import Codings

# Only the reader that a study needs is imported, and with it the library behind it.
READERS = {
    "qualtrics": ("readers.qualtrics", "read_qualtrics"),
    "spss": ("readers.spss", "read_spss"),
    "redcap": ("readers.redcap", "read_redcap"),
    "table": ("readers.table", "read_table_export"),
    "refi-qda": ("readers.qda.responses", "read_cases"),
}
CODED_READERS = {
    "table": ("readers.tabular", "read_codings"),
    "refi-qda": ("readers.qda.refi", "read_qdpx"),
    "excerpts": ("readers.qda.excerpts", "read_excerpts"),
}


def read_export(source: Source, wanted: Collection[str] | None = None) -> Export:
    """Read a file of answers, whatever product wrote it.

    Parameters
    ----------
    source
        The file.
    wanted
        Names of the columns whose cells are kept; all of them by default.

    Returns
    -------
    Export
        Its columns and responses, and what was found and forgiven.

    Raises
    ------
    ExportError
        When the file is not such an export.
    """
    check_no_pipe(source.path, source.place, ExportError)
    return _function(*READERS[source.format])(source, wanted)


def read_coded(path: Path, place: str, codings: Codings) -> Coded:
    """Read a file of a coding program.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    codings
        Says which program wrote it; not one in our own table.

    Returns
    -------
    Coded
        Its codes, coders, texts and coded passages, and what was found and forgiven.

    Raises
    ------
    CodingsError
        When the file is not such a file.
    """
    check_no_pipe(path, place, CodingsError)
    return _function(*CODED_READERS[codings.format])(path, place)


def _function(module: str, name: str) -> Callable:
    return getattr(import_module(f"corrigenda.{module}"), name)
