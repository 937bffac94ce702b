"""Delimited text: CSV and TSV in the encodings that survey products and spreadsheets write."""

import csv
import os

import pytest

from builders import refused
from corrigenda.errors import CodingsError, ExportError
from corrigenda.readers import delimited
from corrigenda.readers.delimited import dialect_of, read_delimited

FILE = "raw/export.csv"
CUT = "The file was cut or edited: export it again."


@pytest.fixture
def written(tmp_path):
    """Write bytes as a file."""

    def write(data: bytes):
        path = tmp_path / "export.csv"
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def table(written):
    """Read bytes as rows."""
    return lambda data, error=ExportError: list(read_delimited(written(data), FILE, error))


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        (b"a,b\n1,2", [["a", "b"], ["1", "2"]]),
        (b"\xef\xbb\xbfa,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        (b"a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        (b'a\n"one\r\ntwo\rthree"\n', [["a"], ["one\ntwo\nthree"]]),
        (b'a,b\n"1, ""x""",2\n', [["a", "b"], ['1, "x"', "2"]]),
        (b'a,b\n5" nail,2\n', [["a", "b"], ['5" nail', "2"]]),
        (b"a,b\n1,\n\n\n", [["a", "b"], ["1", ""]]),
        (b"a,b\n1,\n,\n\n,\n", [["a", "b"], ["1", ""]]),
        (b"a\n1\n\n2\n", [["a"], ["1"], [], ["2"]]),
        (b"a,b\n,\n1,2", [["a", "b"], ["", ""], ["1", "2"]]),
        (b"\na,b\n", [[], ["a", "b"]]),
        ("a,b\né,ß\n".encode(), [["a", "b"], ["é", "ß"]]),
        ("a\tb\né,ß\t😀\n".encode("utf-16"), [["a", "b"], ["é,ß", "😀"]]),
        ("\ufeffa\tb\n1\t2\n".encode("utf-16-be"), [["a", "b"], ["1", "2"]]),
        (b"a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        (b'"a, b, c";d\n1;2\n', [["a, b, c", "d"], ["1", "2"]]),
        (b'a,"b;c;d;\n;;"\n1,2\n', [["a", "b;c;d;\n;;"], ["1", "2"]]),
        (b"a\n1;2\n", [["a"], ["1;2"]]),
        (b"sep=;\r\na;b\r\n1,5;2\r\n", [["a", "b"], ["1,5", "2"]]),
        (b'"sep=,"\na,b\n', [["a", "b"]]),
    ],
    ids=[
        "LF",
        "no line end at the end",
        "BOM and CRLF",
        "CR",
        "line ends in a cell",
        "quotes",
        "quote within a text",
        "empty lines at the end",
        "empty rows at the end",
        "empty line between",
        "empty row between",
        "empty line first",
        "UTF-8",
        "UTF-16 with tabs",
        "UTF-16 big-endian",
        "semicolons",
        "quoted commas in the header",
        "quoted semicolons in the header",
        "one column",
        "delimiter named first",
        "delimiter named in quotes",
    ],
)
def test_cells_are_read_as_text_whatever_the_writer(table, data, rows):
    assert table(data) == rows


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", ": the file is empty.\n  Export it again."),
        (b"\xef\xbb\xbf \r\n", ": the file is empty.\n  Export it again."),
        (b"a,b\n1,2\n3,\0\n", ":3: the file holds NUL bytes.\n  Export it again."),
        ("a,b\n".encode("utf-16")[2:], ":1: the file holds NUL bytes.\n  Export it again."),
        (
            b"\xef\xbb\xbfa\n\nx\xff\n",
            ":3: the file cannot be read as UTF-8.\n  Export it again as UTF-8.",
        ),
        (
            "a,é,ß,ü\n1".encode() + b"\xe9\n",
            ":2: the file cannot be read as UTF-8.\n  Export it again as UTF-8.",
        ),
        (
            b"a,b\n1,\x81\n",
            ":2: the file is neither UTF-8 nor Windows-1252.\n  Export it again as UTF-8.",
        ),
        (
            "a\nb\n".encode("utf-16") + b"\x00\xd8",
            ":3: the file cannot be read as UTF-16.\n  Export it again as UTF-8.",
        ),
        (
            b"PK\x03\x04rest",
            ": the file is a workbook or an archive, and not delimited text.\n"
            "  Mind its name and format: in study.yaml, or export it again as CSV.",
        ),
        (b'a,b\n1,"2\n3,4\n', f":2: a quote is opened and never closed.\n  {CUT}"),
        (b'"a,b\n', f":1: a quote is opened and never closed.\n  {CUT}"),
    ],
    ids=[
        "empty",
        "blank",
        "NUL",
        "UTF-16 without its mark",
        "damaged after a BOM",
        "mostly UTF-8",
        "no encoding",
        "cut UTF-16",
        "workbook",
        "open quote",
        "open quote in the header",
    ],
)
def test_a_file_that_is_no_table_is_refused(table, data, problem):
    with refused(ExportError, FILE + problem):
        table(data)


def test_windows_1252_is_forgiven_and_told(written):
    path = written(b"a;b\n1;caf\xe9 \x80\n")
    dialect = dialect_of(path, FILE)
    assert (dialect.encoding, dialect.delimiter) == ("cp1252", ";")
    assert [(f.kind, f.text, f.place) for f in dialect.findings] == [
        (
            "forgiven",
            "the file is not UTF-8 and was read as Windows-1252: mind letters like é",
            f"{FILE}:2",
        )
    ]
    assert list(read_delimited(path, FILE)) == [["a", "b"], ["1", "café €"]]


def test_a_first_line_that_names_the_delimiter_is_told(written):
    findings = dialect_of(written(b"sep=;\na;b\n"), FILE).findings
    assert [f.text for f in findings] == ["the first line names the delimiter, and was skipped"]


def test_long_answers_are_read(table):
    assert table(b"a\n" + b"x" * 140_000) == [["a"], ["x" * 140_000]]


def test_the_limit_of_the_csv_module_is_as_it_was(table):
    before = csv.field_size_limit()
    table(b"a\n1\n")
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("limit", "value", "data", "problem"),
    [
        (
            "CELL",
            1000,
            b'a\n"' + b"x\n" * 600,
            ":2: a cell has more than 1,000 characters.\n"
            "  A quote was perhaps opened there and never closed: export it again.",
        ),
        (
            "RECORD",
            1000,
            b"a\n1\n" + b"x" * 2000,
            f":3: the row has more than 1,000 characters.\n  {CUT}",
        ),
        (
            "RECORD",
            1000,
            b"a\n" + b'"1\n",' * 400,
            f":2: the row has more than 1,000 characters.\n  {CUT}",
        ),
        (
            "ROWS",
            10,
            b"a\n" * 12,
            ": the file has more than 10 rows.\n  Export a part of the responses.",
        ),
        (
            "FILE",
            1024,
            b"a\n" * 600,
            ": the file has 0.0 GiB, at most 0 are read.\n"
            "  Export fewer columns, or a part of the responses.",
        ),
    ],
)
def test_sizes_are_bounded(table, monkeypatch, limit, value, data, problem):
    monkeypatch.setattr(delimited, limit, value)
    with refused(ExportError, FILE + problem):
        table(data)


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with refused(ExportError, f"{FILE}: the file is missing.\n  Mind its name in study.yaml."):
        list(read_delimited(tmp_path / "none.csv", FILE))
    with refused(ExportError, f"{FILE}: this is a folder, and not a file.\n  Name the file in it."):
        list(read_delimited(tmp_path, FILE))


def test_a_pipe_is_refused_before_it_is_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with refused(
        ExportError,
        f"{FILE}: this is a device or a pipe, and not a file.\n  Save what it gives as a file.",
    ):
        list(read_delimited(tmp_path / "pipe", FILE))


def test_the_caller_chooses_the_kind_of_error(table):
    with refused(CodingsError, f"{FILE}: the file is empty.\n  Export it again."):
        table(b"", CodingsError)
