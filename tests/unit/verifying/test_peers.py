"""Peers: records that contradict each other, and which of them was edited."""

from types import SimpleNamespace

import pytest

from corrigenda.provenance import CodingsOrigin, ItemOrigin, LeftOut, Lineage, Responses
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.peers import compare_peers
from corrigenda.workflow import Job

CODED = CodingsOrigin(file="c.csv", sha256="1", rows="2", codes=("a",), coders=("C1",))
ITEM = ItemOrigin(
    kind="coded",
    slice={"file": "i.csv", "sha256": "1"},
    columns=("Q1",),
    made_from=(),
    asked_if=(),
    codings=CODED,
    corrections=(),
)


def a_record(used: int = 1, item: ItemOrigin = ITEM):
    left_out = {"spam": LeftOut(n=1, rows="4")}
    counts = {"exported": 2, "used": used, "rows": "3", "left_out": left_out}
    responses = Responses(file="raw.csv", sha256="1", **counts)
    parts = {"reads": ("i",), "items": {"i": item}, "codings": None, "corrections": ()}
    return SimpleNamespace(lineage=Lineage(responses=responses, **parts))


@pytest.fixture
def said():
    """Compare records, and return what is said of each."""

    def compare(*records) -> dict[str, str]:
        told = {Job("table", f"tbl-{n}"): record for n, record in enumerate(records)}
        chains = Chains()
        survey = SimpleNamespace(shown=lambda name: name)
        compare_peers(survey, chains, SimpleNamespace(by_job=lambda: told))
        problems = [finding.broken.problem for finding in chains.findings()[0]]
        return {problem.place: problem.message for problem in problems}

    return compare


def test_records_that_agree_are_not_named(said):
    assert said() == {}
    assert said(a_record()) == {}
    assert said(a_record(), a_record(), a_record()) == {}


def test_the_one_that_all_others_contradict_was_edited(said):
    assert said(a_record(), a_record(used=9), a_record()) == {
        "tbl-1.json": "the record was edited by hand: of the responses all other records tell "
        "something else."
    }


def test_the_same_item_is_told_in_the_same_way(said):
    other = ITEM.model_copy(update={"codings": CODED.model_copy(update={"rows": ""})})
    found = said(a_record(), a_record(), a_record(item=other))
    assert list(found) == ["tbl-2.json"]
    assert "of i all other records" in found["tbl-2.json"]


def test_of_two_it_is_unknown_which(said):
    found = said(a_record(), a_record(used=9))
    assert found == {
        "tbl-0.json": "of the responses it tells something else than tbl-1.json: one of the two "
        "was edited by hand.",
        "tbl-1.json": "of the responses it tells something else than tbl-0.json: one of the two "
        "was edited by hand.",
    }
