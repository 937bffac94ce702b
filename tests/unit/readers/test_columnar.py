"""Columns: rows of text cells gathered into a slim frame, under names that differ."""

import pytest

from builders import refused
from corrigenda.errors import CodingsError, ExportError
from corrigenda.readers import columnar
from corrigenda.readers.columnar import columns_of, gathered
from corrigenda.readers.naming import named_apart

FILE = "raw/export.csv"
CUT = "The file was cut or edited: export it again."


@pytest.fixture
def columns(tmp_path):
    """Read text by its columns."""

    def read(text: str, header_rows: int = 1, wanted=None, keys=(), error=ExportError):
        path = tmp_path / "export.csv"
        path.write_text(text, encoding="utf-8")
        return columns_of(path, FILE, header_rows, wanted, keys, error)

    return read


def told(read) -> list[str]:
    """Return the findings."""
    return [finding.text for finding in read.findings]


def test_a_file_becomes_columns_of_text(columns):
    read = columns('a, b \n1,"x\r\ny"\n,NA\n')
    assert read.names == ("a", "b")
    assert read.header == (("a", " b "),)
    assert read.cells.to_dict("list") == {"a": ["1", ""], "b": ["x\ny", "NA"]}
    assert [str(dtype) for dtype in read.cells.dtypes] == ["str", "str"]
    assert list(read.cells.index) == [0, 1]
    assert read.first_row == 2
    assert told(read) == []


def test_only_wanted_columns_are_kept(columns):
    read = columns("a,b,c\n1,2,3\n", wanted=["c", "none"])
    assert read.names == ("a", "b", "c")
    assert read.cells.to_dict("list") == {"c": ["3"]}


def test_no_column_may_be_wanted_and_no_row_there(columns):
    assert columns("a,b\n1,2\n", wanted=[]).cells.shape == (1, 0)
    empty = columns("a,b\n").cells
    assert (empty.shape, list(empty.columns)) == ((0, 2), ["a", "b"])


def test_the_name_of_a_column_has_an_end(columns):
    message = f"{FILE}:1: the name of column 2 has more than 10,000 characters."
    with refused(ExportError, f"{message}\n  Shorten it in the export."):
        columns(f"a,{'b' * 10_001}\n1,2\n")


def test_several_header_rows_may_span_lines(columns):
    read = columns('a,b\n"Two\nlines",B\n1,2\n', header_rows=2)
    assert read.header[1] == ("Two\nlines", "B")
    assert read.first_row == 3


def test_empty_rows_above_the_header_are_forgiven(columns):
    read = columns("\n,\na,b\n1,2\n")
    assert read.first_row == 4
    assert told(read) == ["2 empty rows above the header: left out"]


def test_an_empty_last_column_is_left_out_and_a_filled_one_named(columns):
    read = columns("a,b,,\n1,2,,\n")
    assert read.names == ("a", "b")
    assert list(read.cells) == ["a", "b"]
    assert told(read) == ["2 empty columns after the last one: left out"]
    read = columns("a,b,,\n1,2,x,\n", wanted=["a"])
    assert read.names == ("a", "b", "column 3")
    assert told(read) == [
        "1 column without a name: called by position",
        "1 empty column after the last one: left out",
    ]


def test_empty_cells_after_the_last_column_are_forgiven(columns):
    read = columns("a,b\n1,2,,\n3,4,\n")
    assert read.cells.to_dict("list") == {"a": ["1", "3"], "b": ["2", "4"]}
    assert told(read) == ["2 rows with empty cells after the last column: left out"]


def test_an_empty_line_of_one_column_is_an_empty_cell(columns):
    assert columns("a\n1\n\n2\n").cells.to_dict("list") == {"a": ["1", "", "2"]}


def test_rows_of_another_width_are_told_together(columns):
    with refused(
        ExportError,
        f"{FILE}:3: the row has 1 cell, the header has 2.\n  {CUT}",
        f"{FILE}:4: the row has 3 cells, the header has 2.\n  {CUT}",
        f"{FILE}:5: the row has 0 cells, the header has 2.\n  {CUT}",
    ):
        columns("a,b\n1,2\n3\n4,5,6\n\n7,8\n")


def test_of_very_many_rows_of_another_width_the_first_are_told(columns):
    with pytest.raises(ExportError) as caught:
        columns("a,b\n" + "1\n" * 1000)
    problems = caught.value.problems
    assert len(problems) == 21
    assert str(problems[-1]) == f"{FILE}: and 980 more rows of another width.\n  {CUT}"


def test_many_rows_are_gathered_in_parts(columns, monkeypatch):
    monkeypatch.setattr(columnar, "AT_ONCE", 7)
    read = columns("a,b\n" + "".join(f"{n},é{n}\n" for n in range(20)))
    assert read.cells["a"].tolist() == [str(n) for n in range(20)]
    assert read.cells["b"].tolist() == [f"é{n}" for n in range(20)]


@pytest.mark.parametrize(
    ("limit", "value", "text", "problem"),
    [
        (
            "COLUMNS",
            3,
            "a,b,c,d\n",
            ":1: the header has 4 columns, at most 3 are read.\n  Export fewer columns.",
        ),
        (
            "CELLS",
            3,
            "a,b\n1,2\n3,4\n",
            ": the file has more than 3 cells.\n  Export fewer columns or responses.",
        ),
    ],
)
def test_sizes_are_bounded(columns, monkeypatch, limit, value, text, problem):
    monkeypatch.setattr(columnar, limit, value)
    with refused(ExportError, FILE + problem):
        columns(text)


def test_ten_million_columns_are_refused(columns):
    with refused(
        ExportError,
        f"{FILE}:1: the header has 10,000,001 columns, at most 50,000 are read.\n"
        "  Export fewer columns.",
    ):
        columns("," * 9_999_999 + ",a\n")


def test_nothing_but_delimiters_is_empty(columns):
    with refused(CodingsError, f"{FILE}: the file is empty.\n  Export it again."):
        columns(",,\n,,\n", error=CodingsError)


def test_rows_of_another_source_know_where_they_begin():
    read = gathered(iter([["a", "b"], ["1", "2"]]), FILE, first=3)
    assert read.first_row == 4
    assert read.cells.to_dict("list") == {"a": ["1"], "b": ["2"]}


@pytest.mark.parametrize(
    ("names", "keys", "expected", "findings"),
    [
        (["a", "b"], (), ["a", "b"], []),
        (
            ["Q5", "x", "Q5"],
            ("QID7", "", "QID8"),
            ["Q5 (QID7)", "x", "Q5 (QID8)"],
            ['2 columns are called "Q5": kept apart by their ImportId'],
        ),
        (
            ["Q5", "Q5", "Q5"],
            ("QID7", "", "QID8"),
            ["Q5", "Q5 (2)", "Q5 (3)"],
            ['3 columns are called "Q5": kept apart by their order'],
        ),
        (
            ["Q5", "Q5 (2)", "Q5"],
            (),
            ["Q5", "Q5 (2)", "Q5 (3)"],
            ['2 columns are called "Q5": kept apart by their order'],
        ),
        (
            ["Q5", "Q5"],
            ("QID7", "QID7"),
            ["Q5", "Q5 (2)"],
            ['2 columns are called "Q5": kept apart by their order'],
        ),
        (
            ["Q5 (QID7)", "Q5", "Q5"],
            ("", "QID7", "QID8"),
            ["Q5 (QID7)", "Q5", "Q5 (2)"],
            ['2 columns are called "Q5": kept apart by their order'],
        ),
        (
            ["", "a", ""],
            (),
            ["column 1", "a", "column 3"],
            ["2 columns without a name: called by position"],
        ),
        (
            ["column 2", ""],
            (),
            ["column 2", "column 2 (2)"],
            [
                "1 column without a name: called by position",
                '2 columns are called "column 2": kept apart by their order',
            ],
        ),
    ],
)
def test_each_column_gets_a_name_of_its_own(names, keys, expected, findings):
    apart, forgiven = named_apart(names, keys, FILE)
    assert apart == expected
    assert [f.text for f in forgiven] == findings


def test_fifty_thousand_columns_of_one_name_are_kept_apart_at_once():
    apart, _ = named_apart(["x"] * 50_000, [], FILE)
    assert apart[-1] == "x (50000)"
    apart, _ = named_apart(["x"] * 50_000, [f"QID{n}" for n in range(50_000)], FILE)
    assert apart[-1] == "x (QID49999)"
