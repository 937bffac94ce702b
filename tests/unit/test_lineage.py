"""Lineage: the raw rows and columns behind an item, and the corrections that touch it."""

from dataclasses import replace

import pytest

from corrigenda.lineage import Origins, counted, ranges, spaced
from corrigenda.records import origins


@pytest.mark.parametrize(
    ("rows", "text"),
    [([], ""), ([7], "7"), ([8, 9, 10], "8-10"), ([12, 8, 9, 14], "8-9,12,14")],
)
def test_rows_are_written_as_ranges(rows, text):
    assert ranges(rows) == text


@pytest.mark.parametrize(("rows", "n"), [("", 0), ("7", 1), ("2-5,9,11-12", 7)])
def test_rows_are_counted(rows, n):
    assert counted(rows) == n


def test_rows_are_shown_with_dashes_and_not_without_end():
    assert spaced("8-12,14") == "8–12, 14"
    many = ",".join(str(2 * n) for n in range(1, 16))
    assert spaced(many) == "2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 and 3 more ranges"


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


def test_codings_of_responses_that_are_left_out_do_not_count(found):
    left_out = {"respondent": "R9", "row": "6", "item": "impact", "coder": "C3"}
    more = replace(found, codings=(*found.codings, left_out))
    codings = more.lineage(["impact"]).items["impact"].codings
    assert (codings.rows, codings.coders) == ("2-5", ("C1", "C2"))
