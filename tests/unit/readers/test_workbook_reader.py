"""Workbooks: a sheet of an XLSX, XLS or ODS file as rows of text."""

import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from builders import refused
from corrigenda.errors import CodingsError, ExportError
from corrigenda.readers.rehearsal import rehearsed
from corrigenda.readers.workbooks import is_workbook, read_grid

AS_CSV = "\n  Save the sheet that holds the answers as CSV (UTF-8), and read that."


@pytest.fixture
def workbook(tmp_path):
    def write(cells=None, name="book.xlsx", **sheets):
        book = openpyxl.Workbook()
        book.active.title = "Data"
        for place, value in (cells or {}).items():
            book.active[place] = value
        for title, state in sheets.items():
            book.create_sheet(title).sheet_state = state
        book.save(tmp_path / name)
        return tmp_path / name

    return write


SPACE = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = (
    f'<office:document-content xmlns:office="{SPACE}:office:1.0" xmlns:table="{SPACE}:table:1.0" '
    f'xmlns:text="{SPACE}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
    '<table:table table:name="Data">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{SPACE}:manifest:1.0"><manifest:file-entry '
    f'manifest:full-path="/" manifest:media-type="{SPREADSHEET}"/></manifest:manifest>'
)


@pytest.fixture
def ods(tmp_path):
    def write(*rows):
        cell = "<table:table-cell {1}><text:p>{0}</text:p></table:table-cell>".format
        inner = ["".join(cell(*one) for one in cells) for cells in rows]
        body = "".join(f"<table:table-row>{row}</table:table-row>" for row in inner)
        with zipfile.ZipFile(tmp_path / "book.ods", "w") as archive:
            archive.writestr("mimetype", SPREADSHEET)
            archive.writestr("content.xml", CONTENT.format(rows=body))
            archive.writestr("META-INF/manifest.xml", MANIFEST)
        return tmp_path / "book.ods"

    return write


def grid(path, sheet=None):
    return read_grid(path, path.name, sheet)


def texts(read) -> list[str]:
    return [finding.text for finding in read.findings]


def rewritten(path, member, change):
    """Change one file of an archive."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] = change(members[member])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_cells_are_text_and_print_plainly(workbook):
    cells = {"A1": " two\r\nlines ", "B1": 3, "C1": 3.5, "D1": 1e-7, "E1": 12345678901, "F1": True}
    assert grid(workbook(cells)).rows == [
        [" two\nlines ", "3", "3.5", "0.0000001", "12345678901", "true"]
    ]


def test_dates_and_times_are_iso(workbook):
    at = datetime(2024, 3, 1, 14, 5, 59)
    cells = {"A1": date(2024, 3, 1), "B1": at, "C1": time(14, 5), "D1": timedelta(hours=30)}
    read = grid(workbook(cells))
    assert read.rows == [["2024-03-01", "2024-03-01 14:05:59", "14:05:00", "30:00:00"]]
    assert (read.dates, read.numbers) == ((1, 1, 0, 0), (0, 0, 0, 0))


def test_empty_rows_around_the_cells_are_left_out(workbook):
    read = grid(workbook({"A3": "a", "B3": "b", "A4": "1", "C9": " "}))
    assert read.rows == [["a", "b"], ["1", ""]]
    assert read.first_row == 3
    assert texts(read) == ["2 empty rows above the first cells: left out"]


def test_empty_columns_around_the_cells_are_left_out(workbook):
    read = grid(workbook({"B1": "b", "C1": "c", "B2": 2, "E2": " "}))
    assert read.rows == [["b", "c"], ["2", ""]]
    assert read.numbers[:2] == (1, 0)


def test_merged_cells_hold_their_value_once(workbook):
    path = workbook({"A1": "a", "B1": "b", "A2": "x"})
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A2:B2")
    book.save(path)
    assert grid(path).rows == [["a", "b"], ["x", ""]]


def test_the_first_visible_sheet_is_read_and_the_others_are_told(workbook):
    path = workbook({"A1": "a"}, Notes="hidden", More="visible")
    assert grid(path).sheet == "Data"
    assert texts(grid(path)) == ['the workbook has 3 sheets (1 hidden); read: "Data"']


def test_a_hidden_first_sheet_is_passed_over(workbook):
    path = workbook({"A1": "a"}, Answers="visible")
    book = openpyxl.load_workbook(path)
    book["Data"].sheet_state = "hidden"
    book["Answers"]["A1"] = "b"
    book.active = 1
    book.save(path)
    assert grid(path).rows == [["b"]]
    assert grid(path, "Data").rows == [["a"]]


def test_an_unknown_sheet_is_refused(workbook):
    path = workbook({"A1": "a"}, More="visible")
    with refused(
        ExportError, 'book.xlsx: the workbook has no sheet "Dat".\n  Did you mean "Data"?'
    ):
        grid(path, "Dat")
    with refused(
        ExportError, 'book.xlsx: the workbook has no sheet "x".\n  It has: "Data", "More".'
    ):
        grid(path, "x")


def test_an_empty_sheet_is_refused(workbook):
    with refused(ExportError, 'book.xlsx: the sheet "Data" is empty.\n  Other sheets are: "More".'):
        grid(workbook(More="visible"))


def test_the_first_sheet_with_cells_is_read_where_none_is_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    for title in ("Data", "More"):
        book.create_sheet(title).append(["a", title])
    book.save(tmp_path / "book.xlsx")
    read = grid(tmp_path / "book.xlsx")
    assert (read.sheet, read.rows) == ("Data", [["a", "Data"]])
    assert [finding.text for finding in read.findings] == [
        'the workbook has 3 sheets; read: "Data", the first that is not empty'
    ]
    advice = 'Other sheets are: "Data", "More".'
    with refused(ExportError, f'book.xlsx: the sheet "Cover" is empty.\n  {advice}'):
        grid(tmp_path / "book.xlsx", "Cover")


def test_a_formula_without_a_value_is_empty_and_told(workbook):
    read = grid(workbook({"A1": "a", "A2": "=1+1", "A3": "=A2"}))
    assert read.rows == [["a"]]
    assert texts(read) == [
        "2 formulas without a value: read as empty; open and save the workbook in a spreadsheet "
        "program to calculate them"
    ]


def test_a_formula_with_a_value_gives_it(workbook):
    path = workbook({"A1": "a", "A2": "=1+1"})
    sheet = "xl/worksheets/sheet1.xml"
    path = rewritten(path, sheet, lambda xml: xml.replace(b"<v></v>", b"<v>2</v>"))
    assert grid(path).rows == [["a"], ["2"]]
    assert texts(grid(path)) == []


def test_an_error_in_a_cell_is_empty_and_told(workbook):
    read = grid(workbook({"A1": "a", "B1": "#N/A"}))
    assert read.rows == [["a"]]
    assert texts(read) == ["1 error such as #N/A: read as empty"]


def test_ods_is_read(ods):
    string, number = (f'office:value-type="{kind}"' for kind in ("string", "float"))
    number += ' office:value="3.5"'
    day = 'office:value-type="date" office:date-value="2024-03-01"'
    length = 'office:value-type="time" office:time-value="PT30H00M05S"'
    path = ods([("a", string), ("b", string)], [("3,5", number), ("1.3.", day)], [("x", length)])
    assert grid(path).rows == [["a", "b"], ["3.5", "2024-03-01"], ["30:00:05", ""]]


def test_a_cell_in_the_last_corner_is_refused_and_ends_nothing(workbook):
    path = workbook({"A1": "a", "XFD1048576": "b"})
    with refused(ExportError, f'book.xlsx: the sheet "Data" is too large to be read.{AS_CSV}'):
        grid(path)


def test_a_sheet_of_too_many_cells_is_refused(workbook, monkeypatch):
    monkeypatch.setattr("corrigenda.readers.workbooks.MOST_CELLS", 5)
    message = 'book.xlsx: the sheet "Data" spans 3 rows and 2 columns, more than can be read.'
    with refused(ExportError, message + AS_CSV):
        grid(workbook({"A1": "a", "B3": "b"}))


def test_what_takes_too_long_is_refused(workbook, monkeypatch):
    monkeypatch.setattr("corrigenda.readers.rehearsal.SECONDS", 0.001)
    message = "the workbook is damaged, or of a kind that cannot be read."
    with refused(ExportError, f"book.xlsx: {message}{AS_CSV}"):
        grid(workbook({"A1": "a"}))


def test_a_damaged_sheet_is_refused(workbook):
    path = workbook({"A1": "a"})
    path = rewritten(path, "xl/worksheets/sheet1.xml", lambda xml: xml[:-400])
    message = "the workbook is damaged, or of a kind that cannot be read."
    with refused(ExportError, f"book.xlsx: {message}{AS_CSV}"):
        grid(path)


def test_entities_are_not_expanded(workbook):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = workbook({"A1": "&b;"})

    def with_bomb(xml):
        return bomb + xml.replace(b"&amp;b;", b"&b;")

    path = rewritten(path, "xl/worksheets/sheet1.xml", with_bomb)
    path = rewritten(path, "xl/workbook.xml", lambda xml: bomb + xml)
    try:
        assert all("aaaa" not in cell for row in grid(path).rows for cell in row)
    except ExportError as error:
        assert "book.xlsx" in str(error)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty.\n  Save or export it again."),
        (
            b"a,b\n",
            "this is not a workbook (XLSX, XLS or ODS).\n  Mind its format, or save it again.",
        ),
        (b"PK\x03\x04" + b"x" * 90, "the archive was cut.\n  Save or export it again."),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, data, message):
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    with refused(ExportError, f"book.xlsx: {message}"):
        grid(path)


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"\t\4\6\0\0\0\x10\0", b""]
)
def test_damaged_binaries_and_other_archives_are_refused(tmp_path, data):
    path = tmp_path / "book.xls"
    if data:
        path.write_bytes(data)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "no workbook")
    message = "the workbook is damaged, or of a kind that cannot be read."
    with refused(ExportError, f"book.xls: {message}{AS_CSV}"):
        grid(path)


def test_a_missing_file_is_refused_as_the_kind_that_is_asked_for(tmp_path):
    with refused(CodingsError, "gone.xlsx: the file is missing.\n  Mind its name in study.yaml."):
        read_grid(tmp_path / "gone.xlsx", "gone.xlsx", error=CodingsError)


def test_workbooks_are_known_by_their_first_bytes(workbook, tmp_path):
    (tmp_path / "text.xlsx").write_text("a,b\n")
    (tmp_path / "old.xls").write_bytes(b"\t\4\6\0\0\0\x10\0")
    assert is_workbook(workbook({"A1": 1}, name="book.csv"))
    assert is_workbook(tmp_path / "old.xls")
    assert not is_workbook(tmp_path / "text.xlsx")
    assert not is_workbook(tmp_path / "gone.xlsx")


def test_a_rehearsal_tells_the_sheets_and_the_size(workbook):
    told = rehearsed("workbook", workbook({"B3": 1}, More="hidden"))
    sheets = [["Data", True, True], ["More", False, True]]
    assert told == {"sheets": sheets, "read": "Data", "size": [3, 2]}
