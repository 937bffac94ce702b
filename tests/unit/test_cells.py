"""Cells: how raw cells become the slice of an item."""

import pandas as pd

from builders import TALK_PLAY, YES_NO, a_study, an_item, responses, rows_of
from corrigenda.cells import read_cells, to_slice
from corrigenda.cleaning import used_responses

STUDY = a_study()
METHODS = an_item("methods", "multiple", options=TALK_PLAY)
COURT = an_item("court", "single", column="Q4", options=YES_NO)


def used(**columns):
    return used_responses(responses(**columns))


def everyone(frame) -> pd.Series:
    return pd.Series(True, index=frame.index)


def test_a_check_all_item_is_read_option_by_option():
    frame = used(Q3_1=["Talking", " 1 ", " N/A ", "talk"], Q3_2=["", " playing", " Plying ", ""])
    cells = read_cells(METHODS, frame, STUDY)
    assert cells["talk"].values.tolist() == ["yes", "yes", "no", "yes"]
    assert cells["play"].values.tolist() == ["no", "yes", "Plying", "no"]


def test_a_box_is_ticked_by_its_label_or_by_a_plain_yes():
    frame = used(Q3_1=["Talking", "1", "Yes", "0"], Q3_2=["no", "FALSE", "", "true"])
    cells = read_cells(METHODS, frame, STUDY)
    assert list(cells["talk"].values) == ["yes", "yes", "yes", "no"]
    assert list(cells["play"].values) == ["no", "no", "no", "yes"]


def test_the_label_of_another_option_does_not_tick_this_one():
    cells = read_cells(METHODS, used(Q3_1=["Playing"], Q3_2=[""]), STUDY)
    assert cells["talk"].values.tolist() == ["Playing"]


def test_the_slice_of_a_single_item_has_a_row_for_each_respondent():
    frame = used(Q4=["Yes", "", "no"])
    cells = read_cells(COURT, frame, STUDY)
    cells[None].corrections["R3"] = "C001"
    slice_ = to_slice(COURT, cells, pd.Series([True, True, True], index=frame.index))
    assert list(slice_.columns) == ["respondent", "value", "state", "correction"]
    assert rows_of(slice_, *slice_.columns) == [
        "R1 yes answered ",
        "R2  unanswered ",
        "R3 no answered C001",
    ]


def test_the_slice_of_a_check_all_item_has_a_row_for_each_respondent_and_option():
    frame = used(Q3_1=["Talking", "", ""], Q3_2=["", "", "1"])
    cells = read_cells(METHODS, frame, STUDY)
    slice_ = to_slice(METHODS, cells, pd.Series([True, True, False], index=frame.index))
    assert list(slice_.columns) == ["respondent", "option", "value", "state", "correction"]
    assert rows_of(slice_, "respondent", "option", "value", "state") == [
        "R1 talk yes answered",
        "R1 play no answered",
        "R2 talk no unanswered",
        "R2 play no unanswered",
        "R3 talk no not_asked",
        "R3 play yes not_asked",
    ]


def test_respondents_keep_the_order_of_the_export():
    frame = used(Q3_1=["", "", ""], Q3_2=["", "", ""]).loc[["R3", "R1", "R2"]]
    slice_ = to_slice(METHODS, read_cells(METHODS, frame, STUDY), everyone(frame))
    assert slice_["respondent"].tolist() == ["R3", "R3", "R1", "R1", "R2", "R2"]
