"""Parquet: flat tables, each column as text."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from corrigenda.errors import ExportError, Problem, quoted
from corrigenda.readers.exports import Column, Export, Source
from corrigenda.readers.findings import Finding
from corrigenda.readers.naming import named_apart
from corrigenda.readers.plain import lines_text, number_text, time_text
from corrigenda.wording import counted

MAGIC = b"PAR1"
MOST_CELLS = 200_000_000
MOST_COLUMNS = 50_000
MOST_LETTERS = 2_000_000_000
FOOTER = 64 * 1024**2  # bytes that describe the columns, unpacked
AGAIN = "Write the file again, or export it as CSV."
MOST_BYTES = 8 * 1024**3  # unpacked
MIDNIGHT = " 00:00:00"
INDEX = "__index_level_"  # a column that pandas adds


def read_parquet(source: Source, wanted: Collection[str] | None = None) -> Export:
    """Read a Parquet file.

    Parameters
    ----------
    source
        The file.
    wanted
        Names of the columns whose cells are kept; all of them by default.

    Returns
    -------
    Export
        Numbers printed plainly, moments in UTC; an ordered category declares its options.

    Raises
    ------
    ExportError
        When the file is no Parquet, damaged, too large, or holds lists, records or bytes.
    """
    import pyarrow as pa

    try:
        return _export(source, wanted)
    except (pa.ArrowException, OSError, MemoryError, ValueError, OverflowError) as error:
        reason = "the file is missing." if isinstance(error, FileNotFoundError) else ""
        message = reason or "the Parquet file is damaged, or cannot be read."
        raise ExportError(Problem(source.place, message, AGAIN)) from None


def _export(source: Source, wanted: Collection[str] | None) -> Export:
    import pyarrow.parquet as pq

    with source.path.open("rb") as file:
        if file.read(4) != MAGIC:
            raise ExportError(Problem(source.place, "this is not a Parquet file.", AGAIN))
    limits = {"thrift_string_size_limit": FOOTER, "thrift_container_size_limit": FOOTER}
    with pq.ParquetFile(source.path, **limits) as file:
        _check(file, source.place)
        schema = file.schema_arrow
        names, findings = named_apart([name.strip() for name in schema.names], (), source.place)
        kept = [n for n, name in enumerate(names) if wanted is None or name in wanted]
        cells, labels = _cells(source.path, names, kept, source.place)
        rows = file.metadata.num_rows
    columns = [
        Column(name, kind=_kind(field.type), labels=labels.get(name, MappingProxyType({})))
        for name, field in zip(names, schema, strict=True)
    ]
    zoned = [c.name for c, f in zip(columns, schema, strict=True) if getattr(f.type, "tz", None)]
    told = [
        Finding(f"the times of {quoted(name)} have a zone: read as UTC", "forgiven", source.place)
        for name in zoned
    ]
    size = f"{counted(rows, 'response')}, {counted(len(columns), 'column')}"
    return Export(
        columns=tuple(columns),
        cells=pd.DataFrame(cells, index=pd.RangeIndex(rows)),
        first_row=1,
        findings=(Finding(size, "found", source.place), *findings, *told),
        metadata=frozenset(name for name in names if name.startswith(INDEX)),
    )


def _check(file, place: str) -> None:
    rows, schema = file.metadata.num_rows, file.schema_arrow
    size = sum(file.metadata.row_group(n).total_byte_size for n in range(file.num_row_groups))
    if len(schema) > MOST_COLUMNS or rows * len(schema) > MOST_CELLS or size > MOST_BYTES:
        message = f"the file holds {rows:,} rows of {len(schema):,} columns, more than can be read."
        raise ExportError(Problem(place, message, "Write fewer columns or rows."))
    if not rows:
        raise ExportError(Problem(place, "the file holds no response.", AGAIN))
    problems = [
        Problem(
            place,
            f"the column {quoted(field.name)} holds {_what(field.type)}, not single values.",
            "Write a column for each value, or leave the column out.",
        )
        for field in schema
        if _what(field.type)
    ]
    if problems:
        raise ExportError(problems)


def _what(kind) -> str:
    """Name what a cell of a column cannot hold; nothing for what it can."""
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    if types.is_nested(kind):
        return "lists or records"
    if types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind):
        return "bytes"
    return "" if _printer(kind) else str(kind)[:60]


def _kind(kind) -> str:
    from pyarrow import types

    if types.is_timestamp(kind) or types.is_date(kind):
        return "date"
    number = types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind)
    return "number" if number else ""


def _printer(kind):
    """Return how values of a type print; None for a type that is not read."""
    from pyarrow import types

    if types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind):
        return lines_text
    if types.is_boolean(kind):
        return lambda value: "true" if value else "false"
    if types.is_integer(kind) or types.is_decimal(kind):
        return number_text
    if types.is_floating(kind):
        return _float_text(kind)
    if types.is_temporal(kind) and not types.is_interval(kind):
        return time_text
    return (lambda value: "") if types.is_null(kind) else None


def _float_text(kind):
    exact = {16: np.float16, 32: np.float32}.get(kind.bit_width)
    if not exact:
        return number_text
    # Of a short number, only the digits that it has: 3.1, not 3.0999999046325684.
    return lambda value: number_text(Decimal(str(exact(value))))


def _cells(path: Path, names: Sequence[str], kept: Sequence[int], place: str):
    """Return the cells of some columns, and the options of ordered categories."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        text = [field.name for field in file.schema_arrow if _printer(field.type) is lines_text]
    cells, labels, letters = {}, {}, 0
    # A long text that recurs in each row is kept once, whatever the file claims.
    with pq.ParquetFile(path, read_dictionary=text) as file:
        for n in kept:
            column = file.reader.read_column(n)
            parts = [_coded(chunk) for chunk in column.chunks]
            letters += sum(map(_letters, parts))
            if letters > MOST_LETTERS:
                message = f"the file holds more than {MOST_LETTERS:,} letters."
                raise ExportError(Problem(place, message, "Write fewer columns or rows."))
            cells[names[n]] = _joined(parts)
            if getattr(column.type, "ordered", False):
                options = dict.fromkeys(t for texts, _ in parts for t in texts.to_pylist() if t)
                labels[names[n]] = MappingProxyType({option: option for option in options})
    return cells, labels


def _coded(chunk):
    """Return the distinct values of a part as text, and where each stands."""
    import pyarrow as pa

    if getattr(chunk.type, "tz", None):
        chunk = chunk.cast(pa.timestamp(chunk.type.unit))  # in UTC
    if pa.types.is_null(chunk.type):
        chunk = chunk.cast(pa.string())
    coded = chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode()
    printer = _printer(coded.dictionary.type)
    texts = ["" if value is None else printer(value) for value in coded.dictionary.to_pylist()]
    return pa.array(texts, pa.large_string()), coded.indices


def _letters(part) -> int:
    import pyarrow.compute as pc

    texts, places = part
    return pc.sum(pc.utf8_length(texts).take(places)).as_py() or 0


def _joined(parts) -> pd.Series:
    import pyarrow as pa

    arrays = [texts.take(places).fill_null("") for texts, places in parts]
    column = pd.Series(pa.chunked_array(arrays, pa.large_string()).combine_chunks(), dtype="str")
    midnight = column.str.endswith(MIDNIGHT)
    if midnight.any() and (midnight | column.eq("")).all():  # days, kept as moments
        return column.str.removesuffix(MIDNIGHT)
    return column
