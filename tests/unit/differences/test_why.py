"""Why two versions differ: what of the ledger, the export and the rules each exhibit owes."""

import pytest

from .conftest import SVG, TABLE, a_row, exhibits, rows
from .test_difference import CORRECTED, declared


def test_a_correction_that_is_withdrawn(compare):
    ledger = [a_row("C001", withdrawn_by="C002"), a_row("C002", "withdraws C001")]
    found = compare(ledger=ledger, exhibits=exhibits(tbl_court={"corrections": []}))
    assert [row.id for row in found.corrections.new] == ["C002"]
    assert [row.id for row in found.corrections.withdrawn] == ["C001"]
    assert found.summary.startswith("1 withdrawal; ")
    assert found.verdict.startswith("The data changed (1 withdrawal).")


def test_a_correction_and_a_withdrawal_are_counted_apart(compare):
    ledger = [a_row("C001", withdrawn_by="C003"), a_row("C002"), a_row("C003", "withdraws C001")]
    found = compare(ledger=ledger)
    assert found.summary.startswith("1 correction and 1 withdrawal; ")


def test_a_row_that_was_entered_and_withdrawn_again_changes_no_data(compare):
    new = [a_row("C002", withdrawn_by="C003", moved=["in tbl-court"]), a_row("C003", "withdraws")]
    found = compare(ledger=[a_row("C001"), *new])
    assert not found.data_differ and not found.none
    assert found.verdict.startswith("The data are the same; C002 was entered and withdrawn again.")


def test_a_withdrawal_is_cited_by_the_row_that_withdraws(compare):
    moved = ["in tbl-court"]
    old = {"ledger": [a_row("C001", moved=moved)]}
    found = compare(
        old=old,
        ledger=[
            a_row("C001", withdrawn_by="C002", moved=moved),
            a_row("C002", "withdraws C001", moved=moved),
        ],
        exhibits=exhibits(tbl_court={"rows": CORRECTED, "slices": {"court": "b"}}),
    )
    assert [one.corrections for one in found.exhibits] == [("C002",)]


def test_only_rows_that_moved_an_exhibit_are_named_with_it(compare):
    quiet = ["moved nothing that is counted"]
    found = compare(
        ledger=[a_row("C001"), a_row("C002", moved=quiet), a_row("C003", moved=["in tbl-court"])],
        exhibits=exhibits(tbl_court={"rows": CORRECTED, "corrections": ["C002", "C003"]}),
    )
    (one,) = found.exhibits
    assert (one.why, one.corrections) == (("data",), ("C003",))


def test_a_correction_by_which_no_number_moved_says_so(compare):
    found = compare(ledger=[a_row("C001"), a_row("C002", moved=["moved nothing that is counted"])])
    assert found.verdict.startswith("The data changed (1 correction, by which no number moved).")


def test_another_rule_of_exclusion_is_no_other_answer(compare):
    more = {"rows": rows("Court / Yes: 3 of 5", "Court / No: 1 of 5", "Court / Don't know: 1 of 5")}
    found = compare(
        declarations=declared(exclude=["preview"]),
        used=5,
        exhibits=exhibits(tbl_court=more | {"slices": {"court": "b"}}),
    )
    (one,) = found.exhibits
    assert (one.why, one.corrections) == (("responses",), ())
    assert found.methods.used == (4, 5)
    assert found.verdict == (
        "The data are the same. The methods changed. Test entries are no longer left out. "
        "5 responses are used instead of 4."
    )


def test_another_export_is_a_cause_of_its_own(compare):
    changed = {"rows": CORRECTED, "slices": {"court": "b"}}
    found = compare(raw="b", used=5, exported=6, exhibits=exhibits(tbl_court=changed))
    assert [one.why for one in found.exhibits] == [("export",)]
    assert found.methods.used == ()


def test_what_prints_otherwise_by_another_rule_is_no_other_data(compare):
    printed = [row | {"percent": "99"} for row in TABLE["rows"]]
    found = compare(
        declarations=declared(rounding="half-up"),
        ledger=[a_row("C001"), a_row("C002", moved=["moved nothing that is counted"])],
        exhibits=exhibits(
            tbl_court={"rows": printed, "slices": {"court": "b"}, "declaration": "b"}
        ),
    )
    assert [one.why for one in found.exhibits] == [("rounding",)]


@pytest.mark.parametrize("key", ["item", "change"])
def test_a_row_of_the_ledger_that_was_edited(compare, key):
    found = compare(ledger=[a_row("C001", **{key: "2024-05-09"})])
    assert found.summary.startswith("1 edited row of the ledger; ")
    (edited,) = found.corrections.edited
    assert getattr(edited.after, key) == "2024-05-09"
    assert found.data_differ


@pytest.mark.parametrize(
    ("key", "happened"), [("date", "the date of C001 was changed"), ("reason", "reworded")]
)
def test_another_reason_is_no_other_data(compare, key, happened):
    found = compare(ledger=[a_row("C001", **{key: "2024-05-09"})])
    assert not found.data_differ and not found.none
    assert found.summary.startswith("1 reworded row of the ledger; ")
    assert found.verdict.startswith("The data are the same; ")
    assert happened in found.verdict


def test_what_a_row_moved_is_computed_and_no_edit(compare):
    assert compare(ledger=[a_row("C001", moved=["in tbl-court"])]).none


def test_a_row_that_is_gone_from_the_ledger(compare):
    found = compare(ledger=[])
    assert found.summary.startswith("1 row of the ledger is gone; ")
    assert found.verdict.startswith("The data changed (1 row gone from the ledger).")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"declaration": "b"}, ("declaration",)),
        ({"code": "b"}, ("code",)),
        ({"slices": {"court": "b"}, "code": "b"}, ("code",)),
        ({"rows": CORRECTED, "slices": {"court": "b"}, "code": "b"}, ("data",)),
        ({}, ("software",)),
    ],
)
def test_why_an_exhibit_differs(compare, changed, why):
    found = compare(exhibits=exhibits(fig_court={"picture": SVG.format("x")} | changed))
    (one,) = found.exhibits
    assert (one.id, one.why, one.looks) == ("fig-court", why, True)
