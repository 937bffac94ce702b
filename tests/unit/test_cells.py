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


COUNTED = {
    "talk": {"label": "Talking", "column": "Q3_1", "value": 2},
    "play": {"label": "Playing", "column": "Q3_2", "value": "Checked"},
}


def ticks(item, **columns):
    """Show what each option of a check-all item holds, respondent by respondent."""
    cells = read_cells(item, used(**columns), STUDY)
    return {option: " ".join(cell.values) for option, cell in cells.items()}


def test_the_value_of_an_option_ticks_its_own_column_and_another_yes_does_not():
    item = an_item("methods", "multiple", options=COUNTED)
    found = ticks(
        item, Q3_1=["2", "2.0", "1", "", "0"], Q3_2=[" checked", "Playing", "true", "no", ""]
    )
    assert found == {"talk": "yes yes 1 no no", "play": "yes yes true no no"}


def test_what_unticks_a_box_goes_before_what_usually_ticks_one():
    item = an_item("methods", "multiple", options=TALK_PLAY, unticked=["1", "Not selected"])
    found = ticks(item, Q3_1=["1", "1.0", "Talking"], Q3_2=["not  selected", "yes", "2"])
    assert found == {"talk": "no no yes", "play": "no yes 2"}


def test_a_missing_value_of_an_item_is_no_tick():
    item = an_item("methods", "multiple", options=TALK_PLAY, missing=[-99, {"from": 90}])
    found = ticks(item, Q3_1=["-99", "1", "1"], Q3_2=["95", "1", "-98"])
    assert found == {"talk": "no yes yes", "play": "no yes -98"}


MAIL = {
    "mail": {"label": "Mail", "value": 1},
    "call": {"label": "Call, or video call", "value": 2},
    "video": "Video call",
}
WAYS = an_item("ways", "multiple", options=MAIL, listed_in=["W"], separator=",")
SEVERAL = an_item("ways", "multiple", options=MAIL, listed_in=["W1", "W2"])


def test_a_cell_may_list_several_options():
    found = ticks(WAYS, W=["Mail,Video call", " video CALL , mail", "", "N/A", "1,2", "mail,,1.0"])
    assert found == {
        "mail": "yes yes no no yes yes",
        "call": "no no no no yes no",
        "video": "yes yes no no no no",
    }


def test_columns_may_hold_an_option_each():
    found = ticks(SEVERAL, W1=["Mail", "", "2"], W2=["Video call", "1", "2"])
    assert found == {"mail": "yes yes no", "call": "no no yes", "video": "yes no no"}


def test_texts_that_are_no_options_are_kept_beside_the_options():
    cells = read_cells(WAYS, used(W=["Mail,Fax, or so,Video call,Pager", "Mail"]), STUDY)
    assert cells[None].values.tolist() == ["Fax, or so\nPager", ""]
    assert cells["video"].values.tolist() == ["yes", "no"]
    cells = read_cells(SEVERAL, used(W1=["Mail,Fax", ""], W2=["a\npager", "1"]), STUDY)
    assert cells[None].values.tolist() == ["Mail,Fax\na pager", ""]


def test_the_slice_of_a_listed_item_is_that_of_any_check_all_item():
    frame = used(W=["Mail,Fax", "Fax"])
    slice_ = to_slice(WAYS, read_cells(WAYS, frame, STUDY), everyone(frame))
    assert rows_of(slice_, "respondent", "option", "value", "state") == [
        "R1 mail yes answered",
        "R1 call no answered",
        "R1 video no answered",
        "R2 mail no unanswered",
        "R2 call no unanswered",
        "R2 video no unanswered",
    ]


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
