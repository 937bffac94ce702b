"""Lineage: the raw rows and columns behind an item, and the corrections that touch it."""

import pytest

from corrigenda.lineage import Origins, ranges
from corrigenda.records import origins


@pytest.mark.parametrize(
    ("rows", "text"),
    [([], ""), ([7], "7"), ([8, 9, 10], "8-10"), ([12, 8, 9, 14], "8-9,12,14")],
)
def test_rows_are_written_as_ranges(rows, text):
    assert ranges(rows) == text


@pytest.fixture
def found(recorded) -> Origins:
    """What the lineage of the tiny study is told from."""
    return origins(recorded)


def test_responses_tell_which_rows_of_the_export_count(found):
    responses = found.responses
    assert (responses.exported, responses.used, responses.rows) == (8, 6, "5-6,8-11")
    left_out = {rule: (gone.n, gone.rows) for rule, gone in responses.left_out.items()}
    assert left_out == {"preview": (1, "4"), "duplicate_start": (1, "7")}


def test_bands_lead_to_their_number_and_its_correction(found):
    lineage = found.lineage(["cases_band"])
    assert lineage.reads == ("cases_band",)
    assert list(lineage.items) == ["cases", "cases_band"]
    assert lineage.items["cases_band"].made_from == ("cases",)
    assert lineage.items["cases_band"].corrections == ()
    assert lineage.items["cases"].columns == ("Q2",)
    assert lineage.corrections == ("C001",)
    assert lineage.codings is None


def test_a_coded_item_leads_to_codings_answers_and_whoever_was_asked(found):
    lineage = found.lineage(["impact"])
    assert list(lineage.items) == ["court", "court_text", "impact"]
    codings = lineage.items["impact"].codings
    assert (codings.rows, codings.codes, codings.coders) == ("2-5", ("good", "bad"), ("C1", "C2"))
    assert lineage.codings.file == "data/tiny/raw/codings.csv"
    assert lineage.items["court_text"].asked_if == ("court",)
    assert lineage.corrections == ()
