"""The reconstructed study gives the published figures, by a reading that shares no code with it."""

import hashlib
import subprocess
import sys
from collections import Counter

import pytest
from reconstructed import ASKED, CODED, STUDY, Data, cells, codings, export, ledger, text_figures

EXPECTED = {
    "respondents": 40, "clients": (668, 16.7, 10), "35 or more": 4,
    "at least six": 28, "one or two": 6, "minors and adults": (554, 114), "agree": True,
    "both": True, "youth-produced": 326, "handled": True, "not more than clients": True,
    "ten or more": True, "supervise": 4, "alone": {"tfcbt": 4, "informal_only": 2},
    "most use several": True, "court": True, "differences": (3, 1), "want training": 38,
    "close": 38, "fieldwork": ("2013-08-01", "2013-10-01"), "pilots": True,
}  # fmt: skip


def test_every_printed_cell_matches_but_the_one_that_contradicts_itself():
    found = cells(Data(ledger()))
    differ = {place[2]: pair for place, pair in found.items() if pair[0] != pair[1]}
    assert len(found) == 110
    assert differ == {"Dialectical Behavioral Therapy (DBT)": ("7 (4)", "7 (3)")}


def test_the_figures_of_the_text_come_out():
    assert text_figures(Data(ledger())) == EXPECTED


def test_treatment_is_what_most_want_training_in():
    data = Data(ledger())
    codes = CODED["training_needs"]["codes"]
    wanted = {code: len(data.holds("training_needs", code)) for code in codes}
    assert max(wanted, key=wanted.get) == "treatment"


@pytest.mark.parametrize("row", ledger(), ids=lambda row: row["id"])
def test_no_correction_can_be_left_out(row):
    rows = [r for r in ledger() if r != row]
    if row["id"] == "C006":  # another row on this cell expects what this one leaves
        with pytest.raises(ValueError, match="C017 expects 10"):
            Data(rows)
        return
    whole, less = Data(ledger()), Data(rows)
    assert (cells(less), text_figures(less)) != (cells(whole), text_figures(whole))


def test_the_raw_files_are_those_of_the_list():
    lines = (STUDY / "raw" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert [line.split()[1] for line in lines] == ["codings.csv", "interviews.csv"]
    for line in lines:
        digest, name = line.split()
        assert hashlib.sha256((STUDY / "raw" / name).read_bytes()).hexdigest() == digest


def test_the_export_holds_what_real_ones_hold():
    frame = export()
    assert Counter(frame.Status) == {"IP Address": 42, "Survey Preview": 3, "Survey Test": 2}
    broken_off = frame[(frame.Finished == "False")]
    assert set(broken_off.RID) == {"R012", "R041"}
    assert (frame.IPAddress + frame.RecipientEmail + frame.LocationLatitude == "").all()
    assert any("\n" in text for text in frame.Q23) and any('"' in text for text in frame.Q33)
    assert any(text.startswith("about ") for text in frame.Q5)
    seconds = frame[(frame.Status == "IP Address") & (frame.Finished == "True")]
    minutes = seconds["Duration (in seconds)"].astype(int).mean() / 60
    assert minutes == pytest.approx(30, abs=3)


def test_passages_stand_where_the_codings_say():
    answers = export().query("Finished == 'True'").set_index("RID")
    for c in codings().itertuples():
        column = ASKED[CODED[c.item]["of"]]["column"]
        passage = answers.loc[c.respondent, column][c.start : c.end]
        assert len(passage) == c.end - c.start >= 5 and passage == passage.strip()
        assert passage[0].isupper() and c.code in CODED[c.item]["codes"]


def test_a_coder_gives_an_exclusive_item_one_code():
    for (_, item), group in codings().groupby(["respondent", "item"]):
        assert CODED[item]["exclusive"] == "false" or group.code.nunique() == 1


def test_running_the_reconstruction_again_gives_the_same_bytes(tmp_path):
    pytest.importorskip("ortools")
    command = [sys.executable, str(STUDY / "reconstruction"), "--out", str(tmp_path)]
    subprocess.run(command, check=True, timeout=300)
    for name in ("raw/interviews.csv", "raw/codings.csv", "raw/SHA256SUMS", "corrections.csv"):
        assert (tmp_path / name).read_bytes() == (STUDY / name).read_bytes(), name
