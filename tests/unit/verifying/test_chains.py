"""Chains: which broken link comes first, and what hangs on it."""

import pytest

from corrigenda.errors import Problem
from corrigenda.verifying.chains import Chains


@pytest.fixture
def chains() -> Chains:
    """raw and ledger → clean → two slices → a table each; the table of both slices, the report."""
    chains = Chains()
    chains.link(["raw", "ledger"], "clean")
    for part in ("a", "b"):
        chains.link(["clean"], f"slice {part}")
        chains.link([f"slice {part}"], f"table {part}")
        chains.link([f"table {part}"], "report")
        chains.end(f"table {part}", f"tbl-{part}")
    chains.end("report", "report")
    return chains


def broken(chains: Chains, *nodes: str) -> tuple[list, list]:
    """Break nodes, and return each finding as "where: what hangs on it"."""
    for node in nodes:
        chains.break_at(node, "edited", Problem(node, "it changed."))
    first, further = (
        [f"{f.broken.problem.place}: {' '.join(f.hangs)}" for f in part]
        for part in chains.findings()
    )
    return first, further


def test_whole_chains_have_no_findings(chains):
    assert broken(chains) == ([], [])


def test_only_what_is_made_from_a_broken_link_hangs_on_it(chains):
    assert broken(chains, "slice a") == (["slice a: tbl-a report"], [])


def test_an_end_hangs_on_itself(chains):
    assert broken(chains, "table b") == (["table b: tbl-b report"], [])


def test_what_lies_behind_a_broken_link_comes_after_it(chains):
    assert broken(chains, "report", "slice a", "ledger") == (
        ["ledger: tbl-a tbl-b report"],
        ["report: report", "slice a: tbl-a report"],
    )


def test_two_links_of_which_neither_is_made_from_the_other_both_come_first(chains):
    assert broken(chains, "raw", "ledger")[1] == []
    assert len(chains.findings()[0]) == 2


def test_what_was_found_of_a_link_first_counts(chains):
    assert chains.holds("raw")
    chains.break_at("raw", "raw", Problem("raw", "first."))
    chains.break_at("raw", "edited", Problem("raw", "second."))
    assert not chains.holds("raw")
    assert [f.broken.kind for f in chains.findings()[0]] == ["raw"]
