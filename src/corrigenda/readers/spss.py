"""SPSS: .sav, .zsav and .por files, with their labels, missing values and sets."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from corrigenda.errors import ExportError, Problem, quoted
from corrigenda.items import Missing, MissingRange
from corrigenda.readers.exports import Column, Export, Family, Source
from corrigenda.readers.findings import Finding
from corrigenda.readers.plain import one_line
from corrigenda.readers.qualtrics_columns import is_metadata
from corrigenda.readers.rehearsal import rehearsed
from corrigenda.readers.spss_cells import SYSTEM_MISSING, shape_of, value_text
from corrigenda.readers.spss_data import TooLargeError, read_cells
from corrigenda.readers.spss_sets import ResponseSet, response_sets
from corrigenda.wording import counted

MOST_BYTES = 4 * 1024**3  # of the file
WESTERN = "WINDOWS-1252"
SAV, PORTABLE = (b"$FL2", b"$FL3"), b"SPSS PORT FILE"
PROTECTED = b"ENCRYPTEDSAV"
ENCODING = "requested encoding"  # in what the library says of texts that do not fit
HIGHEST = -SYSTEM_MISSING
AGAIN = "Save it again from SPSS (or PSPP), or export it as CSV."
OF_QUALTRICS = {"ResponseId", "RecordedDate", "Finished"}
REASONS = {
    "Unable to read from file": "it was cut",
    "Invalid file, or file has unsupported features": "it is damaged or was cut",
    "File did not contain the expected number of rows": "it was cut: cases are missing",
    "Unable to allocate memory": "it asks for more memory than there is",
}


def read_spss(source: Source, wanted: Collection[str] | None = None) -> Export:
    """Read a file of SPSS.

    Parameters
    ----------
    source
        The file: .sav, .zsav or .por.
    wanted
        Names of the variables whose cells are kept; all of them by default.

    Returns
    -------
    Export
        Cells hold values, not labels; user-missing values stay and are declared by their column.

    Raises
    ------
    ExportError
        When the file is no SPSS file, protected, cut, damaged or too large.
    """
    path, place = source.path, source.place
    meta, cells, encoding = _attempted(_reading(path, place), wanted, place)
    if None in meta.column_names or len(set(meta.column_names)) < len(meta.column_names):
        message = "the file is damaged: variables lack names of their own."
        raise ExportError(Problem(place, message, AGAIN))
    if not len(cells):
        raise ExportError(Problem(place, "the file holds no response.", AGAIN))
    columns = [_column(meta, name) for name in meta.column_names]
    families, columns, told = _families(path, meta, columns)
    found = [
        f"{counted(len(cells), 'response')}, {counted(len(columns), 'variable')}",
        *_of_labels(columns),
    ]
    if encoding:
        told.append(f"the texts do not fit the encoding that is declared: read as {encoding}")
    return Export(
        columns=tuple(columns),
        cells=cells,
        first_row=1,
        findings=(
            *(Finding(text, "found", place) for text in found),
            *(Finding(text, "forgiven", place) for text in told),
        ),
        families=tuple(families),
        metadata=_metadata(meta.column_names),
        title=one_line(meta.file_label or ""),
    )


def _reading(path: Path, place: str) -> Callable:
    """Choose how to read a file by its first bytes."""
    import pyreadstat

    try:
        with path.open("rb") as file:
            start = file.read(512)
        size = path.stat().st_size
    except OSError as bad:
        missing = isinstance(bad, FileNotFoundError)
        message = "the file is missing." if missing else "the file cannot be read."
        raise ExportError(Problem(place, message, "Mind its name in study.yaml.")) from None
    message = _refusal(start, size)
    if message:
        raise ExportError(Problem(place, message, AGAIN))
    if "opened" not in rehearsed("spss", path):
        message = "the file is damaged, or asks for more memory than there is."
        raise ExportError(Problem(place, message, AGAIN))
    if start.startswith(SAV):
        return lambda **how: pyreadstat.read_sav(path, user_missing=True, **how)
    return lambda encoding=None, **how: pyreadstat.read_por(path, **how)  # always as UTF-8


def _refusal(start: bytes, size: int) -> str:
    if not start:
        return "the file is empty."
    if PROTECTED in start[:64]:
        return "the file is protected by a password."
    if size > MOST_BYTES:
        return f"the file has more than {MOST_BYTES // 1024**3} GiB."
    if start.startswith(SAV) or PORTABLE in start.replace(b"\r", b"").replace(b"\n", b""):
        return ""
    return "this is not an SPSS file (.sav, .zsav or .por)."


def _attempted(read: Callable, wanted: Collection[str] | None, place: str):
    """Read a file in the encoding that it declares, or in another where its texts do not fit."""
    for encoding in ("", "UTF-8", WESTERN):
        try:
            return *read_cells(read, encoding or None, wanted), encoding
        except TooLargeError as error:
            advice = "Save fewer variables or cases."
            raise ExportError(Problem(place, f"the file holds {error}.", advice)) from None
        except UnicodeError:
            continue
        except Exception as error:  # of any kind: the library has a dozen
            if ENCODING not in str(error):
                raise ExportError(Problem(place, _reason(error), AGAIN)) from None
    advice = "Save it again from SPSS in Unicode."
    raise ExportError(Problem(place, "its texts are in no encoding that is known.", advice))


def _reason(error: Exception) -> str:
    said = str(error)
    return f"pyreadstat cannot read the file: {REASONS.get(said, quoted(said[:200]))}."


def _column(meta, name: str) -> Column:
    shape = shape_of(meta.original_variable_types.get(name), meta.readstat_variable_types[name])
    labels = {
        value_text(value, shape): one_line(label)
        for value, label in meta.variable_value_labels.get(name, {}).items()
    }
    scale = meta.variable_measure.get(name) == "scale" and not labels
    kinds = {"text": "text", "date": "date", "moment": "date", "length": "text"}
    return Column(
        name=name,
        text=one_line(meta.column_names_to_labels.get(name) or ""),
        kind=kinds.get(shape) or ("number" if scale else ""),
        labels=MappingProxyType({value: label for value, label in labels.items() if value}),
        missing=tuple(_missing(meta.missing_ranges.get(name, ()), shape)),
    )


def _metadata(names: Sequence[str]) -> frozenset[str]:
    """Name the variables that are no answers, in a file that Qualtrics exported."""
    if not set(names) >= OF_QUALTRICS:
        return frozenset()
    shown = {name: name.replace("Duration__in_seconds_", "duration") for name in names}
    return frozenset(name for name in names if is_metadata(shown[name], "", False))


def _missing(ranges: Sequence[dict], shape: str) -> Iterator[Missing]:
    for declared in ranges:
        low, high = declared["lo"], declared["hi"]
        if low == high:
            yield value_text(low, shape)
        elif shape == "number":
            ends = {"from": low, "to": high}
            # The lowest and highest number there are stand for LOWEST and HIGHEST.
            yield MissingRange(**{k: v for k, v in ends.items() if abs(v) < HIGHEST})


def _families(path: Path, meta, columns: list[Column]):
    """Return the multiple-response sets, columns called as their options, and what was odd."""
    sets, short = response_sets(path, (meta.file_encoding or "UTF-8").lower())
    names = {column.name.upper(): column.name for column in columns}
    names |= {key: name for key, name in short.items() if name in names.values()}
    by_name = {column.name: column for column in columns}
    families, odd = [], []
    for declared in sets:
        members = [names.get(variable.upper()) for variable in declared.variables]
        if None in members or len(set(members)) < len(members):
            odd.append(f"the set {quoted(declared.name)} names unknown variables: left out")
            continue
        if declared.labelled_by_value:
            by_name |= {name: _called(by_name[name], declared) for name in members}
        families.append(_family(declared, members))
    return families, list(by_name.values()), odd


def _family(declared: ResponseSet, members: list[str]) -> Family:
    if declared.counted is None:
        return Family("listed", declared.name, one_line(declared.label), tuple(members))
    text = declared.counted
    with suppress(ValueError):  # a set of text variables counts a word
        text = value_text(float(text))
    return Family("ticked", declared.name, one_line(declared.label), tuple(members), text)


def _called(column: Column, declared: ResponseSet) -> Column:
    label = column.labels.get(declared.counted or "")
    return replace(column, text=label) if label else column


def _of_labels(columns: Sequence[Column]) -> Iterator[str]:
    labelled = sum(bool(column.labels) for column in columns)
    missing = sum(bool(column.missing) for column in columns)
    if labelled:
        yield f"{counted(labelled, 'variable')} with value labels"
    if missing:
        yield f"{counted(missing, 'variable')} with missing values of their own"
