"""CSV files of ours, written and read column by column."""

import pandas as pd
import pytest

from corrigenda import csv_files
from corrigenda.csv_files import csv_pieces, read_csv
from corrigenda.files import canonical_csv, write_atomic

ODD = ["x", 'q"q', "a,b", "", "two\nlines", "é€\U0001f600", " blank ", "'", '"']


def frame(**columns) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype="str")


def written(table) -> str:
    return b"".join(csv_pieces(table)).decode()


@pytest.mark.parametrize(
    "table",
    [
        frame(a=ODD, b=ODD[::-1]),
        frame(a=ODD, b=[""] * 9)[3:5],
        frame(a=ODD, b=ODD)[::2],
        frame(a=ODD, b=ODD)[:0],
        frame(a=["1", None], b=[None, "2"]),
        frame(**{"a,b": ["1"], 'c"d': ["2"]}),
        frame(a=["", "1"]),
        frame(),
        pd.DataFrame({"name": ["n"], "value": [3]}),
        pd.DataFrame({"a": ["x,"], "b": [1.5]}, dtype=object),
        pd.DataFrame({"a": ["x"], "b": ["y"]}, index=[7], dtype="str"),
    ],
)
def test_pieces_are_the_canonical_csv(table):
    assert written(table) == canonical_csv(table)


def test_a_large_frame_comes_in_pieces(monkeypatch):
    monkeypatch.setattr(csv_files, "ROWS", 2)
    table = frame(a=ODD, b=ODD)
    assert len(list(csv_pieces(table))) == 6
    assert written(table) == canonical_csv(table)


def test_long_texts_come_in_pieces_too(monkeypatch):
    monkeypatch.setattr(csv_files, "PIECE", 100)
    frame = pd.DataFrame({"a": ["x" * 90, 'y"' * 45, "z" * 90], "b": ["1", "2", "3"]}, dtype="str")
    pieces = list(csv_pieces(frame))
    assert len(pieces) == 4 and b"".join(pieces).decode() == canonical_csv(frame)


def test_a_carriage_return_is_quoted_so_that_it_is_read_back(tmp_path):
    write_atomic(tmp_path / "a.csv", csv_pieces(frame(a=["one\rtwo"], b=["x"])))
    assert read_csv(tmp_path / "a.csv")["a"].tolist() == ["one\rtwo"]


@pytest.mark.parametrize("block", [csv_files.BLOCK, 1, 60])
def test_every_cell_is_read_as_the_text_that_was_written(tmp_path, monkeypatch, block):
    monkeypatch.setattr(csv_files, "BLOCK", block)
    table = frame(a=ODD, b=["NA", "1", "01", "1.0", "true", "2024-03-01", "", "nan", "null"])
    write_atomic(tmp_path / "a.csv", csv_pieces(table))
    pd.testing.assert_frame_equal(read_csv(tmp_path / "a.csv"), table)


def test_a_row_longer_than_a_block_is_read_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_files, "BLOCK", 60)
    table = frame(a=["x" * 500, "y"], b=["", "z"])
    write_atomic(tmp_path / "a.csv", csv_pieces(table))
    pd.testing.assert_frame_equal(read_csv(tmp_path / "a.csv"), table)
