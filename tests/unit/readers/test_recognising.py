"""Recognising: which product wrote a file."""

import os
from pathlib import Path

import openpyxl
import pytest

from builders import refused
from corrigenda.errors import CodingsError, ExportError
from corrigenda.readers import read_coded, read_export
from corrigenda.readers.exports import Source
from corrigenda.readers.qsf import read_qsf
from corrigenda.readers.recognising import codings_format_of, format_of
from corrigenda.study import Codings

PLACE = "export.csv"


@pytest.fixture
def written(tmp_path):
    """Write a file of a name and a text."""

    def write(name: str, text: str = "a,b\n1,2\n"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


@pytest.mark.parametrize(
    ("header", "format_"),
    [
        ("StartDate,EndDate,Status,Finished,ResponseId,Q1", "qualtrics"),
        ("V1,V2,V3,V10,Q1", "qualtrics"),
        ('Q1,Q2\nOne,Two\n"{""ImportId"":""QID1""}",', "qualtrics"),
        ("record_id,q___1,q___2,form_complete", "redcap"),
        ("record_id,redcap_event_name,q", "redcap"),
        ("id,age,finished", "table"),
        ("record_id,task_complete", "table"),
    ],
)
def test_a_delimited_file_is_known_by_its_header(written, header, format_):
    assert format_of(written("export.csv", f"{header}\n"), PLACE) == format_


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.sav", "spss"),
        ("A.ZSAV", "spss"),
        ("a.por", "spss"),
        ("a.parquet", "table"),
        ("a.qdpx", "refi-qda"),
    ],
)
def test_other_files_are_known_by_their_name(written, name, format_):
    assert format_of(written(name), name) == format_


def test_a_dictionary_makes_it_an_export_of_redcap(written):
    assert format_of(written("export.csv"), PLACE, dictionary=True) == "redcap"


def test_a_workbook_is_known_by_the_sheet_that_holds_the_answers(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["notes"])
    book.create_sheet("Answers").append(["StartDate", "Finished", "ResponseId"])
    book.save(tmp_path / "a.xlsx")
    assert format_of(tmp_path / "a.xlsx", "a.xlsx") == "table"
    assert format_of(tmp_path / "a.xlsx", "a.xlsx", sheet="Answers") == "qualtrics"


def test_a_text_that_is_called_a_workbook_is_read_as_it_is(written):
    text = "StartDate,Finished,ResponseId\n"
    assert format_of(written("export.xlsx", text), "export.xlsx") == "qualtrics"


def test_a_workbook_of_qualtrics_is_known_by_its_header(tmp_path):
    import pandas as pd

    path = tmp_path / "export.xlsx"
    pd.DataFrame(columns=["StartDate", "EndDate", "Finished", "Q1"]).to_excel(path, index=False)
    assert format_of(path, "export.xlsx") == "qualtrics"


def test_a_file_that_no_reader_knows_is_refused(written):
    with pytest.raises(ExportError) as caught:
        format_of(written("export.docx"), "export.docx")
    assert 'export.docx: the file ends in ".docx", which no reader knows.' in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    advice = "Mind its name and its folder."
    with refused(ExportError, f"{PLACE}: the file is missing.\n  {advice}"):
        format_of(tmp_path / "export.csv", PLACE)
    with refused(ExportError, f"{PLACE}: this is no file.\n  Name the file that was exported."):
        format_of(tmp_path, PLACE)


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("a.qdpx", "", "refi-qda"),
        ("a.csv", "respondent,item,code,start,end,coder,date\n", "table"),
        ("a.csv", "id,document,content,tag\n", "excerpts"),
    ],
)
def test_codings_are_known_by_name_and_header(written, name, text, format_):
    assert codings_format_of(written(name, text), name) == format_


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a.qdc", "a codebook alone holds no codings.\n  Export the whole project as .qdpx."),
        (
            "a.nvp",
            'the file ends in ".nvp", which holds no codings.\n'
            "  Export the project as .qdpx, or the coded excerpts as CSV or XLSX.",
        ),
    ],
)
def test_what_holds_no_codings_is_refused(written, name, problem):
    with refused(CodingsError, f"{name}: {problem}"):
        codings_format_of(written(name), name)


def read_answers(path: Path):
    read_export(Source(path, PLACE, "table"))


def read_codings(path: Path):
    read_coded(path, PLACE, Codings(file="raw/a.csv", format="excerpts"))


def read_survey(path: Path):
    read_qsf(path, PLACE)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
@pytest.mark.parametrize("read", [read_answers, read_codings, read_survey])
def test_a_pipe_is_refused_at_once(tmp_path, read):
    os.mkfifo(tmp_path / "pipe.csv")
    error = CodingsError if read is read_codings else ExportError
    message = "this is a device or a pipe, and not a file."
    with refused(error, f"{PLACE}: {message}\n  Save what it gives as a file."):
        read(tmp_path / "pipe.csv")


def test_a_link_in_a_circle_is_refused(tmp_path):
    path = tmp_path / "export.csv"
    path.symlink_to(path)
    with pytest.raises(ExportError, match="the file cannot be read: "):
        format_of(path, PLACE)
