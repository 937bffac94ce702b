"""The quick way to read a large delimited file: as the slow one, or not at all."""

import random

import pytest

from corrigenda.readers.delimited import Dialect, dialect_of, read_delimited
from corrigenda.readers.quick import quick_columns

PLACE = "export.csv"


@pytest.fixture
def quick(tmp_path):
    """Read bytes below one header row the quick way, as rows."""

    def read(data: bytes, width=2, kept=(0, 1), most=1000, dialect=None):
        path = tmp_path / "export.csv"
        path.write_bytes(data)
        dialect = dialect or dialect_of(path, PLACE)
        columns = quick_columns(path, dialect, width, 1, kept, most)
        return columns and [list(row) for row in zip(*map(list_of, columns), strict=True)]

    return read


def list_of(column) -> list[str]:
    """Return an Arrow column as texts."""
    return column.to_pylist()


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\n1,2\n", [["1", "2"]]),
        (b"\xef\xbb\xbfa,b\r\n1,NA\r\n,3\r\n", [["1", "NA"], ["", "3"]]),
        (b'a,"b\nc"\n"x\r\ny\rz",2\n', [["x\ny\nz", "2"]]),
        (b'a;b\n"1;""5""";2\n', [['1;"5"', "2"]]),
        (b"sep=;\na;b\n1;2\n", [["1", "2"]]),
        ("a,b\né,😀\n".encode(), [["é", "😀"]]),
    ],
)
def test_a_regular_file_is_read(quick, data, rows):
    assert quick(data) == rows


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n",
        b"a,b\n1,2",
        b"a,b\n1,2\n\n",
        b"a,b\n1,2\n,\n",
        b"a,b\n1,2\n\n3,4\n",
        b"a,b\n1,2\n3\n",
        b"a,b\n1,2,\n",
        b'a,b\n1,"2\n3,4\n',
        b'a,b\n1,"2\n"\n',
        b"a,b\n1,caf\xe9\n",
        "a,b\n1,2\n".encode("utf-16"),
    ],
    ids=[
        "no row",
        "no line end",
        "empty line at the end",
        "empty row at the end",
        "empty line between",
        "too few cells",
        "too many cells",
        "open quote",
        "what looks like an open quote",
        "Windows-1252",
        "UTF-16",
    ],
)
def test_any_other_is_left_to_the_slow_way(quick, data):
    assert quick(data) is None


def test_only_some_columns_are_read(quick):
    assert quick(b"a,b,c\n1,2,3\n", width=3, kept=[1]) == [["2"]]
    assert quick(b"a,b,c\n1,2,3\n", width=3, kept=[2]) == [["3"]]
    assert quick(b"a,b,c\n1,2,3\n", width=3, kept=[]) is None


def test_too_many_cells_are_left_to_the_slow_way(quick):
    assert quick(b"a,b\n1,2\n3,4\n", most=3) is None


@pytest.mark.parametrize("seed", range(10))
def test_both_ways_read_the_same(quick, tmp_path, seed):
    pieces = ['"', ",", "\n", "\r\n", "\r", "a", "é", '""', '"x"', '"x\ny"', " ", '"x"y', "NA"]
    chance = random.Random(seed)
    path = tmp_path / "export.csv"
    for _ in range(40):
        data = ("a,b\n" + "".join(chance.choices(pieces, k=chance.randint(3, 25)))).encode()
        rows = quick(data, dialect=Dialect("utf-8", ","))
        if rows is not None:
            assert [["a", "b"], *rows] == list(
                read_delimited(path, PLACE, dialect=Dialect("utf-8", ","))
            )
