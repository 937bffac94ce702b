"""Tabular codings: one row for each coded passage."""

import pytest

from builders import refused
from corrigenda.errors import CodingsError
from corrigenda.readers.tabular import read_codings

PLACE = "raw/codings.csv"
HEAD = "respondent,item,code,start,end,coder,date\n"


@pytest.fixture
def codings(tmp_path):
    """Read codings."""

    def read(text: str):
        path = tmp_path / "codings.csv"
        path.write_text(text, encoding="utf-8")
        return read_codings(path, PLACE)

    return read


def test_each_passage_is_a_row_of_trimmed_texts_that_knows_where_it_stands(codings):
    frame = codings(
        "\ufeff" + HEAD + "R1,impact,bad, 0 ,12,C1,2024-04-02\nR2,impact,good,3,9,C2,\n"
    )
    assert frame.columns[0] == "row"
    assert frame.values.tolist() == [
        ["2", "R1", "impact", "bad", "0", "12", "C1", "2024-04-02"],
        ["3", "R2", "impact", "good", "3", "9", "C2", ""],
    ]


def test_codings_may_be_none_yet(codings):
    frame = codings(HEAD)
    assert len(frame) == 0
    assert "code" in frame.columns


def test_other_columns_are_refused(codings):
    with refused(
        CodingsError,
        f"{PLACE}:1: the columns are respondent, code.\n"
        "  They must be respondent, item, code, start, end, coder, date.",
    ):
        codings("respondent,code\nR1,bad\n")


def test_short_rows_and_offsets_that_are_no_numbers_are_told_together(codings):
    advice = "\n  They count the characters of the raw answer from 0."
    with refused(
        CodingsError,
        f"{PLACE}:2: 3 cells, expected 7.",
        f"{PLACE}:3: start and end must be whole numbers.{advice}",
        f"{PLACE}:4: start and end must be whole numbers.{advice}",
        f"{PLACE}:5: start and end must be whole numbers.{advice}",
    ):
        codings(
            HEAD + "R1,impact,bad\nR1,impact,bad,-1,12,C1,\nR1,impact,bad,0,1.5,C1,\n"
            "R1,impact,bad,0,,C1,\n"
        )
