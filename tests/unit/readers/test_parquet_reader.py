"""Parquet: flat tables, each column as text."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from builders import refused
from corrigenda.errors import ExportError
from corrigenda.readers.exports import Export, Source
from corrigenda.readers.parquet import read_parquet

AGAIN = "\n  Write the file again, or export it as CSV."


@pytest.fixture
def written(tmp_path):
    def write(columns, **settings):
        path = tmp_path / "answers.parquet"
        pq.write_table(
            columns if isinstance(columns, pa.Table) else pa.table(columns), path, **settings
        )
        return path

    return write


def read(path, wanted=None) -> Export:
    return read_parquet(Source(path, path.name, "table"), wanted)


def cells(export: Export, name: str) -> list[str]:
    return list(export.cells[name])


@pytest.mark.parametrize(
    ("values", "kind", "shown"),
    [
        ([1, None], pa.int64(), ["1", ""]),
        ([1.0, 2.5], pa.float64(), ["1", "2.5"]),
        ([3.1, None], pa.float32(), ["3.1", ""]),
        ([float("nan"), float("inf")], pa.float64(), ["", ""]),
        ([1e16, 1e-7], pa.float64(), ["1" + "0" * 16, "0.0000001"]),
        ([Decimal("1.50"), Decimal("2.00")], pa.decimal128(5, 2), ["1.5", "2"]),
        (["a\r\nb", None], pa.string(), ["a\nb", ""]),
        (["x", None], pa.large_string(), ["x", ""]),
        ([True, False], pa.bool_(), ["true", "false"]),
        ([date(2024, 3, 1), None], pa.date32(), ["2024-03-01", ""]),
        ([time(4, 5), None], pa.time64("us"), ["04:05:00", ""]),
        ([timedelta(hours=30), None], pa.duration("s"), ["30:00:00", ""]),
        ([datetime(2024, 3, 1, 14, 5), None], pa.timestamp("ns"), ["2024-03-01 14:05:00", ""]),
        ([datetime(2024, 3, 1), None], pa.timestamp("us"), ["2024-03-01", ""]),
        ([None, None], pa.null(), ["", ""]),
        (["x", "y"], pa.dictionary(pa.int8(), pa.string()), ["x", "y"]),
    ],
)
def test_values_print_plainly(written, values, kind, shown):
    export = read(written({"a": pa.array(values, kind)}))
    assert cells(export, "a") == shown
    assert str(export.cells["a"].dtype) == "str"


def test_numbers_and_dates_are_declared(written):
    day = pa.array([date(2024, 3, 1)])
    export = read(written({"n": [1], "f": [1.5], "d": day, "t": ["x"]}))
    assert [column.kind for column in export.columns] == ["number", "number", "date", ""]
    assert [finding.text for finding in export.findings] == ["1 response, 4 columns"]
    assert export.first_row == 1


def test_moments_with_a_zone_are_told_in_utc(written):
    at = pa.array([datetime(2024, 3, 1, 14, 5)], pa.timestamp("us", "Europe/Berlin"))
    export = read(written({"at": at}))
    assert cells(export, "at") == ["2024-03-01 14:05:00"]
    assert export.findings[-1].text == 'the times of "at" have a zone: read as UTC'


def test_an_ordered_category_declares_its_options(tmp_path):
    path = tmp_path / "answers.parquet"
    options = pd.Categorical(["low", "high"], ["low", "middle", "high"], ordered=True)
    pd.DataFrame({"a": options}).to_parquet(path)
    assert list(read(path).columns[0].labels) == ["low", "middle", "high"]


def test_an_index_of_pandas_is_no_answer(tmp_path):
    path = tmp_path / "answers.parquet"
    pd.DataFrame({"a": [1, 2]}, index=[5, 7]).to_parquet(path)
    assert read(path).metadata == {"__index_level_0__"}


def test_only_wanted_cells_are_kept(written):
    export = read(written({"a.b": [1], "c": [2]}), {"a.b", "gone"})
    assert export.cells.to_dict("list") == {"a.b": ["1"]}
    assert [column.name for column in export.columns] == ["a.b", "c"]


def test_columns_of_one_name_are_told_apart(written):
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"])
    assert read(written(table)).cells.to_dict("list") == {"a": ["1"], "a (2)": ["2"]}


def test_row_groups_are_joined(written):
    export = read(written({"a": ["x", "y", "x", "z"]}, row_group_size=1))
    assert cells(export, "a") == ["x", "y", "x", "z"]


def test_nested_columns_and_bytes_are_refused_by_their_names(written):
    advice = "\n  Write a column for each value, or leave the column out."
    path = written({"l": [[1]], "s": [{"a": 1}], "ok": [1], "b": [b"x"]})
    with refused(
        ExportError,
        f'answers.parquet: the column "l" holds lists or records, not single values.{advice}',
        f'answers.parquet: the column "s" holds lists or records, not single values.{advice}',
        f'answers.parquet: the column "b" holds bytes, not single values.{advice}',
    ):
        read(path)


@pytest.mark.parametrize("damage", [lambda d: d[:-30], lambda d: d[:40] + b"\xff" * 60 + d[100:]])
def test_a_damaged_file_is_refused(written, damage):
    path = written({"a": ["some words"] * 9, "b": list(range(9))})
    path.write_bytes(damage(path.read_bytes()))
    message = "answers.parquet: the Parquet file is damaged, or cannot be read."
    with refused(ExportError, message + AGAIN):
        read(path)


def test_what_is_no_parquet_is_refused(tmp_path):
    path = tmp_path / "answers.parquet"
    path.write_bytes(b"a,b\n")
    with refused(ExportError, f"answers.parquet: this is not a Parquet file.{AGAIN}"):
        read(path)
    with refused(ExportError, f"gone.parquet: the file is missing.{AGAIN}"):
        read(tmp_path / "gone.parquet")


def test_a_file_without_rows_is_refused(written):
    with refused(ExportError, f"answers.parquet: the file holds no response.{AGAIN}"):
        read(written({"a": pa.array([], pa.string())}))


def test_too_many_cells_are_refused(written, monkeypatch):
    monkeypatch.setattr("corrigenda.readers.parquet.MOST_CELLS", 3)
    message = "the file holds 2 rows of 2 columns, more than can be read."
    with refused(ExportError, f"answers.parquet: {message}\n  Write fewer columns or rows."):
        read(written({"a": [1, 2], "b": [1, 2]}))


def test_a_long_text_in_every_row_is_refused_before_it_is_unfolded(written, monkeypatch):
    monkeypatch.setattr("corrigenda.readers.parquet.MOST_LETTERS", 5_000)
    message = "the file holds more than 5,000 letters."
    with refused(ExportError, f"answers.parquet: {message}\n  Write fewer columns or rows."):
        read(written({"a": ["x" * 1_000] * 9}))
