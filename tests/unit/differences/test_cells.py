"""Cells: what an exhibit prints before and after, by its labels as printed."""

import pytest

from corrigenda.differences.cells import Cells, cells
from corrigenda.differences.changes import Cell

from .conftest import rows

COURT = rows("Court / Yes: 2 of 4", "Court / No: 1 of 4", "Court / Don't know: 1 of 4")


def told(old, new) -> list[Cell]:
    found = cells(old, new)
    assert not found.reordered
    return list(found.cells)


def test_rows_that_print_the_same_are_not_told():
    assert cells(COURT, [dict(row) for row in COURT]) == Cells()


def test_counts_and_percentages_with_the_base_that_both_share():
    new = rows("Court / Yes: 3 of 4", "Court / No: 0 of 4", "Court / Don't know: 1 of 4")
    assert told(COURT, new) == [
        Cell(("Court", "Yes"), "50% (2)", "75% (3)", "4"),
        Cell(("Court", "No"), "25% (1)", "0% (0)", "4"),
    ]


def test_where_bases_differ_each_side_says_its_own():
    new = rows("Court / Yes: 3 of 5", "Court / No: 1 of 4", "Court / Don't know: 1 of 4")
    assert told(COURT, new) == [Cell(("Court", "Yes"), "50% (2 of 4)", "60% (3 of 5)")]


def test_a_row_of_which_only_the_base_differs_prints_the_same():
    old, new = rows("Court / Yes: 0 of 40"), rows("Court / Yes: 0 of 39")
    assert told(old, new) == [
        Cell(("Court", "Yes"), "0% (0 of 40)", "0% (0 of 39)", prints_same=True)
    ]


def test_rows_that_come_and_go():
    new = rows("Court / Yes: 2 of 4", "Court / Maybe: 2 of 4")
    assert told(COURT, new) == [
        Cell(("Court", "Maybe"), None, "50% (2)", "4"),
        Cell(("Court", "No"), "25% (1)", None, "4"),
        Cell(("Court", "Don't know"), "25% (1)", None, "4"),
    ]


def test_a_row_that_is_only_called_otherwise():
    new = rows("Court / Yes, it did: 2 of 4", "Court / No: 1 of 4", "Court / Don't know: 1 of 4")
    assert told(COURT, new) == [
        Cell(
            ("Court", "Yes, it did"),
            "50% (2)",
            "50% (2)",
            "4",
            prints_same=True,
            was=("Court", "Yes"),
        )
    ]


def test_rows_in_another_order_are_no_other_rows():
    assert cells(COURT, COURT[::-1]) == Cells(reordered=True)


def test_nobody_in_the_base_has_no_percentage():
    assert told(rows("Court / Yes: 0 of 0"), rows("Court / Yes: 1 of 2")) == [
        Cell(("Court", "Yes"), "0 of 0", "50% (1 of 2)")
    ]


def test_labels_that_come_twice_stay_apart():
    old = rows("Court / Yes: 2 of 4", "Court / Yes: 1 of 4")
    new = rows("Court / Yes: 2 of 4", "Court / Yes: 3 of 4")
    assert told(old, new) == [Cell(("Court", "Yes", "(2)"), "25% (1)", "75% (3)", "4")]


def test_a_crossing_is_named_by_row_and_column():
    row = {"item": "a", "option": "x", "by": "b", "by_option": "", "row": "School"}
    old = [row | {"column": "All", "n": "2", "base": "4", "percent": "50"}]
    new = [row | {"column": "All", "n": "1", "base": "4", "percent": "25"}]
    assert told(old, new) == [Cell(("School", "All"), "50% (2)", "25% (1)", "4")]


@pytest.fixture
def distribution():
    """Return the data of a distribution: who has which number, and the mean."""

    def rows_of(mean: str, *counts: tuple[str, str]) -> list[dict]:
        row = {"item": "cases", "block": "Cases"}
        found = [row | {"mark": "respondents", "value": v, "n": n, "base": "4"} for v, n in counts]
        return [*found, row | {"mark": "mean", "value": mean, "n": "4", "base": "4"}]

    return rows_of


def test_a_distribution_says_who_has_a_number_and_where_the_middle_is(distribution):
    old = distribution("2.5", ("1", "2"), ("4", "2"))
    new = distribution("3", ("2", "2"), ("4", "2"))
    assert told(old, new) == [
        Cell(("Cases", "value 2"), "0", "2", "4"),
        Cell(("Cases", "mean"), "2.5", "3"),
        Cell(("Cases", "value 1"), "2", "0", "4"),
    ]


def test_a_path_says_from_where_somebody_comes():
    def path(*counts: str) -> list[dict]:
        steps = [
            ("court", "Court", "", "yes", "Yes"),
            ("court", "Court", "", "no", "No"),
            ("impact", "Impact", "yes", "yes", "Good"),
        ]
        names = ("item", "block", "from", "option", "row")
        return [
            dict(zip(names, step, strict=True)) | {"n": n, "base": "4"}
            for step, n in zip(steps, counts, strict=True)
        ]

    assert told(path("2", "2", "1"), path("3", "1", "2")) == [
        Cell(("Court", "Yes"), "2", "3", "4"),
        Cell(("Court", "No"), "2", "1", "4"),
        Cell(("Impact", "from Yes", "Good"), "1", "2", "4"),
    ]


def test_a_row_of_a_figure_that_is_relabelled_and_moved_is_one_row():
    row = {"item": "court", "option": "yes", "block": "Court", "base": "40"}
    old = [row | {"row": "Mixed", "n": "11", "percent": "27"}]
    new = [row | {"row": "It varies", "n": "12", "percent": "30"}]
    assert told(old, new) == [
        Cell(("Court", "It varies"), "27% (11)", "30% (12)", "40", was=("Court", "Mixed"))
    ]


def test_a_row_of_a_table_is_known_by_what_its_label_was_declared_as():
    old = rows("Court / No: 9 of 40", "Court / Mixed: 11 of 40")
    new = rows("At court / It varies: 12 of 40", "At court / No: 9 of 40")
    renamed = {("Court",): ("At court",), ("Court", "Mixed"): ("At court", "It varies")}
    found = cells(old, new, renamed)
    assert found.cells == (
        Cell(("At court", "It varies"), "28% (11)", "30% (12)", "40", was=("Court", "Mixed")),
        Cell(("At court", "No"), "22% (9)", "22% (9)", "40", prints_same=True, was=("Court", "No")),
    )
    assert found.reordered
    gone = cells(old, new)
    assert [cell.before for cell in gone.cells] == [None, None, "22% (9)", "28% (11)"]


def test_a_count_that_prints_otherwise_is_no_other_count():
    (row,) = rows("Court / Yes: 11 of 40")
    found = cells([row | {"percent": "27"}], [row])
    assert (found.counts, found.prints) == (False, True)
    assert found.cells[0].before == "27% (11)"
    found = cells([row], rows("Court / Yes: 12 of 40"))
    assert (found.counts, found.prints) == (True, False)
