"""Tables: one header row in delimited text, a workbook or Parquet."""

from datetime import date

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from builders import refused
from corrigenda.errors import ExportError
from corrigenda.readers.exports import Export, Source
from corrigenda.readers.table import read_table_export


def read(path, wanted=None, sheet=None) -> Export:
    return read_table_export(Source(path, path.name, "table", sheet), wanted)


def texts(export: Export) -> list[str]:
    return [finding.text for finding in export.findings]


@pytest.fixture
def text(tmp_path):
    def write(content, name="answers.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


@pytest.fixture
def workbook(tmp_path):
    def write(*rows, name="answers.xlsx"):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def test_delimited_text_is_read_as_it_stands(text):
    export = read(text("id,said\n01, two words \n02,\n"))
    assert export.cells.to_dict("list") == {"id": ["01", "02"], "said": [" two words ", ""]}
    assert export.first_row == 2
    assert texts(export) == ["2 responses, 2 columns"]
    assert [column.kind for column in export.columns] == ["", ""]


def test_semicolons_and_tabs_are_read(text):
    assert read(text("a;b\n1;2,5\n")).cells.to_dict("list") == {"a": ["1"], "b": ["2,5"]}
    assert list(read(text("a\tb\n1\t2\n", "answers.tsv")).cells) == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "titles", "first_row"),
    [
        ("My survey\n\nid;said\n1;a\n2;b\n", 2, 4),
        ("My survey;\nid;said\n1;a\n2;b\n", 1, 3),
        ("My survey;\n;\nid;said\n1;a\n2;b\n", 2, 4),
    ],
)
def test_titles_above_the_header_are_left_out(text, content, titles, first_row):
    export = read(text(content))
    assert export.cells.to_dict("list") == {"id": ["1", "2"], "said": ["a", "b"]}
    assert export.first_row == first_row
    rows = "1 row" if titles == 1 else f"{titles} rows"
    assert texts(export)[0] == f"{rows} with a title above the header: left out"


def test_a_header_that_is_too_short_is_no_title(text):
    with refused(
        ExportError,
        "answers.csv:2: the row has 2 cells, the header has 1.\n"
        "  The file was cut or edited: export it again.",
    ):
        read(text("id\n1,x\n"))


def test_only_wanted_cells_are_kept_and_all_columns_are_listed(text):
    export = read(text("a,b\n1,2\n"), {"b", "gone"})
    assert list(export.cells) == ["b"]
    assert [column.name for column in export.columns] == ["a", "b"]


def test_a_workbook_tells_numbers_and_dates(workbook):
    rows = [["id", "age", "day", "mixed"], ["R1", 30, date(2024, 3, 1), 1], ["R2", None, None, "x"]]
    export = read(workbook(*rows))
    assert [column.kind for column in export.columns] == ["", "number", "date", ""]
    assert export.cells.iloc[0].tolist() == ["R1", "30", "2024-03-01", "1"]
    assert export.first_row == 2


def test_rows_with_a_title_above_the_header_are_left_out(workbook):
    export = read(workbook([], ["Our survey"], [], ["id", "age"], ["R1", 30]))
    assert export.cells.to_dict("list") == {"id": ["R1"], "age": ["30"]}
    assert export.first_row == 5
    assert texts(export) == [
        "1 empty row above the first cells: left out",
        "2 rows with a title above the header: left out",
        "1 response, 2 columns",
    ]


def test_a_workbook_of_one_column_has_no_title(workbook):
    export = read(workbook(["said"], ["yes"], ["no"]))
    assert export.cells.to_dict("list") == {"said": ["yes", "no"]}


def test_columns_of_one_name_and_of_none_are_told_apart(workbook):
    export = read(workbook(["a", "a", None], [1, 2, 3]))
    assert list(export.cells) == ["a", "a (2)", "column 3"]


def test_the_sheet_is_chosen_by_its_name(workbook):
    path = workbook(["a"], [1])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Second").append(["b"])
    book["Second"].append([2])
    book.save(path)
    assert list(read(path, sheet="Second").cells) == ["b"]


def test_a_workbook_with_another_name_is_forgiven(workbook):
    export = read(workbook(["a"], [1], name="answers.csv"))
    assert texts(export)[0] == "the file is called .csv and is a workbook: read as that"


def test_text_with_the_name_of_a_workbook_is_forgiven(text):
    export = read(text("a\tb\n1\t2\n", "answers.xls"))
    assert texts(export)[0] == "the file is called .xls and is delimited text: read as that"
    assert list(export.cells) == ["a", "b"]


def test_parquet_is_read_whatever_its_name(tmp_path):
    path = tmp_path / "answers.csv"
    pq.write_table(pa.table({"a": [1, 2]}), path)
    export = read(path)
    assert list(export.cells["a"]) == ["1", "2"]
    assert texts(export)[0] == "the file is called .csv and is a Parquet file: read as that"


def test_html_is_refused(text):
    with refused(
        ExportError,
        "answers.xls: the file holds HTML or XML, no table.\n"
        "  Open it in a spreadsheet program and save it as XLSX or CSV.",
    ):
        read(text("<html><table>", "answers.xls"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_without_responses_is_refused(text, workbook, kind):
    path = text("a,b\n") if kind == "csv" else workbook(["a", "b"])
    with refused(
        ExportError,
        f"answers.{kind}: the table holds no response.\n"
        "  Mind its first row: it names the columns, and responses follow below.",
    ):
        read(path)


def test_a_sheet_without_responses_names_the_others(workbook):
    path = workbook(["Mind the second sheet"])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Answers").append(["a"])
    book.save(path)
    with refused(
        ExportError,
        'answers.xlsx: the sheet "Sheet" holds no response.\n  Other sheets are: "Answers".',
    ):
        read(path)


def test_a_missing_file_an_empty_one_and_a_folder_are_refused(tmp_path):
    (tmp_path / "empty.xlsx").write_bytes(b"")
    for name in ("gone.csv", "gone.xlsx", "empty.xlsx", "."):
        with pytest.raises(ExportError):
            read(tmp_path / name)


def test_nul_bytes_are_refused(text):
    with pytest.raises(ExportError, match="NUL bytes"):
        read(text("a,b\n1,\0\n"))
