"""Slices as an audit reads them: who holds what, and what is said of files that are no slices."""

from fractions import Fraction

import pytest

from builders import TALK_PLAY, YES_NO, a_slice, a_slice_per_option, an_item, refused
from corrigenda.auditing.slices import Slices, read_slice
from corrigenda.errors import RecordError
from corrigenda.files import canonical_csv

COURT = an_item("court", "single", column="Q1", options=YES_NO)
METHODS = an_item("methods", "multiple", options=TALK_PLAY)
CASES = an_item("cases", "number", column="Q2")
THEMED = an_item(
    "impact",
    "coded",
    options={"good": "Good", "bad": "Bad", "sad": "Sad"},
    themes={"hard": ["bad", "sad"]},
    coded_from="told",
)


@pytest.fixture
def read(tmp_path):
    """Write a frame as a slice, and read it."""

    def read(item, frame):
        path = tmp_path / "slice.csv"
        path.write_text(frame if isinstance(frame, str) else canonical_csv(frame))
        return read_slice(path, "slice.csv", item)

    return read


def test_who_holds_an_option_and_who_has_none(read):
    found = read(COURT, a_slice("yes", "no", "", None))
    assert found.holders("yes") == {"R1"}
    assert found.with_any() == {"R1", "R2"}
    assert found.in_state("unanswered") == {"R3"}
    assert found.held_by("R2") == ["no"] and found.held_by("R3") == []


def test_the_base_is_all_those_asked_or_those_who_answered(read):
    found = read(COURT, a_slice("yes", "no", "", None))
    assert found.base("all") == {"R1", "R2", "R3", "R4"}
    assert found.base("asked") == {"R1", "R2", "R3"}
    assert found.base("answered") == {"R1", "R2"}


def test_several_options_may_be_held(read):
    found = read(METHODS, a_slice_per_option("talk play", "talk play", "play", "", None))
    assert found.holders("talk") == {"R1"}
    assert found.held_by("R1") == ["talk", "play"]
    assert list(found.state) == ["R1", "R2", "R3", "R4"]
    assert found.in_state("not_asked") == {"R4"}


def test_a_theme_is_held_by_whoever_holds_one_of_its_codes(read):
    found = read(THEMED, a_slice_per_option("good bad sad", "bad sad", "good", "sad"))
    assert found.holders("hard") == {"R1", "R3"}


def test_numbers_are_exact_and_only_answered_ones(read):
    found = read(CASES, a_slice("3", "0.1", "", None))
    assert found.numbers == {"R1": 3, "R2": Fraction(1, 10)}


def test_the_row_of_the_ledger_that_set_a_cell_is_kept(read):
    frame = a_slice_per_option("talk play", "talk", "play")
    frame.loc[3, "correction"] = "C001"
    assert read(METHODS, frame).corrections == {("R2", "play"): "C001"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "respondent,value\nR1,yes\n",
        "respondent,value,state,correction\nR1,yes,answered\n",
        "respondent,value,state,correction\nR1,yes,perhaps,\n",
        "respondent,value,state,correction\n\n",
    ],
)
def test_what_is_no_slice_is_told(recorded, tmp_path, monkeypatch, text):
    path = tmp_path / "court.csv"
    path.write_text(text)
    monkeypatch.setattr(type(recorded), "slice", lambda self, item: path)
    monkeypatch.setattr(type(recorded), "place", lambda self, path: "build/tiny/slices/court.csv")
    message = "it is not what the build wrote; someone edited it."
    with refused(RecordError, f"build/tiny/slices/court.csv: {message}\n  Run corrigenda build."):
        Slices(recorded)["court"]


def test_what_is_not_built_is_told(tmp_path):
    with refused(RecordError, "slice.csv: it is not built yet.\n  Run corrigenda build."):
        read_slice(tmp_path / "slice.csv", "slice.csv", COURT)
