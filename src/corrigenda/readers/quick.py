"""The quick way to read a large delimited file, for one that is quite regular."""

import os
from collections.abc import Sequence
from pathlib import Path

from corrigenda.readers.delimited import ROWS, Dialect

BLOCK = 8 * 1024**2  # a row must fit into it


def quick_columns(
    path: Path, dialect: Dialect, width: int, header_rows: int, kept: Sequence[int], most: int
) -> list | None:
    """Read columns by Arrow, which is fast but forgives and explains nothing.

    Parameters
    ----------
    path
        The file.
    dialect
        How it is written.
    width
        How many cells each row must have.
    header_rows
        How many rows stand above the first response.
    kept
        Positions of the columns that are read.
    most
        How many cells may be kept.

    Returns
    -------
    list of pyarrow.ChunkedArray or None
        The kept columns, with LF line ends in cells; None where the file is not wholly regular,
        so that it must be read row by row.
    """
    if not kept or not dialect.encoding.startswith("utf-8") or not _ends_in_a_line_end(path):
        return None
    import pyarrow as pa
    from pyarrow import csv

    names = [str(n) for n in range(width)]
    asked = [*kept, width - 1]  # the last cell shows an open quote
    text = pa.large_string()
    try:
        batches = csv.open_csv(
            path,
            csv.ReadOptions(
                block_size=BLOCK,
                skip_rows=int(dialect.preface),
                skip_rows_after_names=header_rows,
                column_names=names,
            ),
            csv.ParseOptions(
                delimiter=dialect.delimiter, newlines_in_values=True, ignore_empty_lines=False
            ),
            csv.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(names, text),
                include_columns=[names[n] for n in dict.fromkeys(asked)],
            ),
        )
        read, rows = [], 0
        for batch in batches:
            rows += batch.num_rows
            if rows > ROWS or rows * len(kept) > most:
                return None
            read.append(batch)
    except pa.ArrowInvalid:
        return None
    table = pa.Table.from_batches(read, batches.schema)
    columns = [table.column(names[n]) for n in asked]
    if not rows or _has_an_empty_row(columns) or _ends_in_an_open_quote(columns[-1]):
        return None
    return [_lines(column) for column in columns[:-1]]


def _has_an_empty_row(columns: list) -> bool:
    """Say whether a row may be an empty line, which Arrow does not tell from empty cells."""
    from pyarrow import compute as pc

    empty = None
    for column in columns:
        own = pc.equal(pc.binary_length(column), 0)
        empty = own if empty is None else pc.and_(empty, own)
        if not pc.any(empty).as_py():
            return False
    return True


def _ends_in_an_open_quote(column) -> bool:
    """Say whether the last cell may hold the end of the file, which Arrow does not mind."""
    return column[len(column) - 1].as_py().endswith(("\n", "\r"))


def _ends_in_a_line_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) in b"\r\n"


def _lines(column):
    """Return a column with LF line ends in its cells."""
    from pyarrow import compute as pc

    if not pc.any(pc.match_substring(column, "\r")).as_py():
        return column
    return pc.replace_substring(pc.replace_substring(column, "\r\n", "\n"), "\r", "\n")
