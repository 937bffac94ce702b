"""Exports: what every reader of answers returns, whatever product wrote the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from corrigenda.items import Missing
from corrigenda.readers.findings import Finding
from corrigenda.study import Format

if TYPE_CHECKING:
    import pandas as pd

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Source:
    """A file to be read, and how.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    format
        Which product wrote it.
    sheet
        The sheet of a workbook; the first one by default.
    dictionary, dictionary_place
        The data dictionary that belongs to a REDCap export.
    """

    path: Path
    place: str
    format: Format
    sheet: str | None = None
    dictionary: Path | None = None
    dictionary_place: str = ""


@dataclass(frozen=True)
class Column:
    """A column of an export.

    Parameters
    ----------
    name
        What the codebook calls it; no two columns of an export share it.
    text
        The question on one line, where the export holds it.
    key
        What keeps it apart from others of the same name, such as the ImportId.
    kind
        What the format declares it to be; empty where it does not say.
    labels
        Under each value its label, in the order of the export's own declaration.
    missing
        Values that the export declares to be no answer.
    """

    name: str
    text: str = ""
    key: str = ""
    kind: Literal["", "text", "number", "date"] = ""
    labels: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True)
class Family:
    """Columns that the export itself declares to be one question.

    Parameters
    ----------
    kind
        ``ticked``: a column for each option; ``listed``: each column holds an option; ``matrix``:
        a column for each row of a grid, which share their options.
    name
        Of the question.
    text
        The question on one line.
    columns
        Their names.
    ticked
        Of ``ticked``, the value that says that the option was chosen; empty where any text does.
    """

    kind: Literal["ticked", "listed", "matrix"]
    name: str
    text: str
    columns: tuple[str, ...]
    ticked: str = ""


@dataclass(frozen=True)
class Export:
    """What a file of answers holds.

    Parameters
    ----------
    columns
        All columns, in their order.
    cells
        One row for each response, all text ("" for nothing), of the columns that were asked for.
    first_row
        The row of the first response in the file as a spreadsheet shows it, from 1; later ones
        follow without a gap. In a file without a header (SPSS) it is the number of the case, 1.
    findings
        What was found and forgiven.
    families
        Columns that belong together.
    metadata
        Names of columns that tell of the response and are no answer: times, addresses, progress.
    status
        For each response ``preview``, ``test``, ``spam`` or nothing; None where the format cannot
        tell.
    finished
        For each response whether it was completed; None where the format cannot tell.
    title
        What the file calls the study.
    """

    columns: tuple[Column, ...]
    cells: "pd.DataFrame"
    first_row: int
    findings: tuple[Finding, ...] = ()
    families: tuple[Family, ...] = ()
    metadata: frozenset[str] = frozenset()
    status: "pd.Series | None" = None
    finished: "pd.Series | None" = None
    title: str = ""
