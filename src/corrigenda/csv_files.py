"""CSV files of ours, which may be large: written and read column by column."""

from collections.abc import Iterator
from pathlib import Path

from corrigenda.files import canonical_csv

ROWS = 50_000  # of a narrow frame that are written at once
CELLS = 1_000_000  # of a wide one
PIECE = 16 * 1024**2  # bytes of one with long texts, of which a piece makes several copies
BLOCK = 8 * 1024**2  # bytes that are read at once; no row may be longer
QUOTED = b',"\n\r'  # what a cell is quoted for


def csv_pieces(frame) -> Iterator[bytes]:
    """Write a frame as `corrigenda.files.canonical_csv` does, piece by piece.

    Parameters
    ----------
    frame
        A pandas frame; its index is left out. It is fastest where all cells are text.

    Yields
    ------
    bytes
        UTF-8; the header comes first.
    """
    wide = len(frame.columns)
    if wide < 2 or any(str(kind) != "str" for kind in frame.dtypes):
        yield canonical_csv(frame).encode()
        return

    import pyarrow as pa

    columns = [pa.array(frame.iloc[:, n], pa.large_string()) for n in range(wide)]
    table = pa.table(columns, names=list(map(str, range(wide))))
    yield canonical_csv(frame.iloc[:0]).encode()
    long = len(frame) * PIECE // max(table.nbytes, 1)
    step = max(1, min(ROWS, CELLS // wide, long))
    for start in range(0, len(frame), step):
        yield _lines(table.slice(start, step).combine_chunks())


def _lines(table) -> bytes:
    import pyarrow.compute as pc

    columns = [_cells(column.combine_chunks()) for column in table.columns]
    joined = pc.binary_join_element_wise(*columns, _text(","))
    return _content(pc.binary_join_element_wise(joined, _text(""), _text("\n")))


def _cells(column):
    """Quote the cells of a column that need it."""
    import pyarrow.compute as pc

    column = column.fill_null("")
    content = _content(column)
    if not any(bytes([one]) in content for one in QUOTED):
        return column
    needed = pc.match_substring_regex(column, '[,"\n\r]')
    doubled = pc.replace_substring(column, '"', '""')
    quoted = pc.binary_join_element_wise(_text('"'), doubled, _text('"'), _text(""))
    return pc.if_else(needed, quoted, column)


def _text(text: str):
    import pyarrow as pa

    return pa.scalar(text, pa.large_string())


def _content(column) -> bytes:
    """Return what the cells of a column hold, one after the other."""
    _, offsets, content = column.buffers()
    if content is None or not len(column):
        return b""
    ends = memoryview(offsets).cast("q")
    first, last = ends[column.offset], ends[column.offset + len(column)]
    return content.slice(first, last - first).to_pybytes()


def read_csv(path: Path):
    """Read a CSV of ours: every cell is text, and an empty cell is an empty text.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    pandas.DataFrame
        Its rows, under the names of the first one.
    """
    import pandas as pd
    import pyarrow as pa

    if path.stat().st_size < BLOCK:
        return pd.read_csv(path, dtype=str, keep_default_na=False)
    try:
        return _read_arrow(path)
    except pa.ArrowInvalid:  # a row is longer than a block
        return pd.read_csv(path, dtype=str, keep_default_na=False)


def _read_arrow(path: Path):
    import csv

    import pandas as pd
    import pyarrow as pa
    import pyarrow.csv as pc

    with path.open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file))
    table = pc.read_csv(
        path,
        read_options=pc.ReadOptions(block_size=BLOCK),
        parse_options=pc.ParseOptions(newlines_in_values=True),
        convert_options=pc.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string())),
    )
    columns = [pd.Series(column, dtype="str") for column in table.columns]
    return pd.DataFrame(dict(zip(names, columns, strict=True)))
