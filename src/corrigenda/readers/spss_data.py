"""SPSS: the cells of a file, a part at a time, so that memory stays bounded."""

from collections.abc import Callable, Collection, Iterator, Sequence

import pandas as pd

from corrigenda.readers.spss_cells import shape_of, texts

MOST_CELLS = 200_000_000
MOST_LETTERS = 2_000_000_000
AT_ONCE = 320_000_000  # bytes of a part, as the file declares their widths
NUMBER = 32  # bytes of a number as an object


class TooLargeError(Exception):
    """The file holds more than is read; says what."""


def read_cells(read: Callable, encoding: str | None, wanted: Collection[str] | None):
    """Read the dictionary and the cells of a file.

    Parameters
    ----------
    read
        Of pyreadstat, for this file.
    encoding
        Of its texts; None for the one that it declares.
    wanted
        Names of the variables whose cells are kept; all of them by default.

    Returns
    -------
    tuple
        What pyreadstat says of the file, and the cells as text.

    Raises
    ------
    TooLargeError
        When there are too many cells, or too much text in them.
    """
    _, meta = read(metadataonly=True, encoding=encoding)
    rows, width = meta.number_rows, len(meta.column_names)
    if (rows or 0) * width > MOST_CELLS:
        raise TooLargeError(f"{rows:,} cases of {width:,} variables, more than can be read")
    names = [name for name in meta.column_names if wanted is None or name in wanted]
    parts: dict[str, list[pd.Series]] = {name: [] for name in names}
    letters = count = 0
    for batch, offset, limit in _parts(meta, names or meta.column_names[:1]):
        how = {"usecols": batch, "row_offset": offset, "row_limit": limit, "encoding": encoding}
        data, _ = read(output_format="dict", disable_datetime_conversion=True, **how)
        count = offset + len(data[batch[0]])
        if count * width > MOST_CELLS:
            raise TooLargeError(f"more than {MOST_CELLS:,} cells")
        for name in parts.keys() & set(batch):
            cells = texts(data.pop(name), _shape(meta, name))
            letters += int(cells.str.len().sum()) if _shape(meta, name) == "text" else 0
            parts[name].append(cells)
        if letters > MOST_LETTERS:
            raise TooLargeError(f"more than {MOST_LETTERS:,} letters")
    cells = {name: pd.concat(own, ignore_index=True) for name, own in parts.items()}
    return meta, pd.DataFrame(cells, index=pd.RangeIndex(count), columns=names)


def _shape(meta, name: str) -> str:
    return shape_of(meta.original_variable_types.get(name), meta.readstat_variable_types[name])


def _parts(meta, names: Sequence[str]) -> Iterator[tuple[list[str], int, int]]:
    """Cut a file into parts: some variables, the first case, and how many cases."""
    rows = meta.number_rows
    widths = {name: max(NUMBER, meta.variable_storage_width.get(name) or 0) for name in names}
    if not rows:  # .por and a few .sav do not say: one part, of as many cases as are read at all
        yield list(names), 0, MOST_CELLS // max(1, len(meta.column_names)) + 1
        return
    batch, size = [], 0
    for name in names:
        if batch and (size + widths[name]) * rows > AT_ONCE:
            yield from _cut(batch, size, rows)
            batch, size = [], 0
        batch.append(name)
        size += widths[name]
    yield from _cut(batch, size, rows)


def _cut(batch: list[str], size: int, rows: int) -> Iterator[tuple[list[str], int, int]]:
    step = max(1, AT_ONCE // size)
    for offset in range(0, rows, step):
        yield batch, offset, step
