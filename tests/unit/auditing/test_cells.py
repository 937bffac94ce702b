"""Cells: how they are found by what is written of them."""

import pytest

from builders import refused
from corrigenda.auditing.cells import Cell, find_cell
from corrigenda.auditing.opened import Opened
from corrigenda.errors import TargetError


def a_cell(block: str, row: str, *also: str) -> Cell:
    """Make a cell that counts nothing."""
    return Cell(block, row, also, "", {"n": "1", "base": "2", "percent": "50"}, lambda _: None)


CELLS = [
    a_cell("Went to court", "Yes", "court.yes", "court/Yes", "yes"),
    a_cell("Went to court", "No, never", "court.no", "court/No, never", "no"),
    a_cell("Was trained", "Yes", "trained.yes", "trained/Yes", "yes"),
    a_cell("Setting", "Hospital/medical facility", "setting.hospital", "hospital"),
    a_cell("Setting", "Hospital", "setting.plain", "plain"),
]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Went to court / Yes", 0),
        ("went to  court/yes", 0),
        ("court.yes", 0),
        ("trained / Yes", 2),
        ("never", 1),
        ("no", 1),
        ("Hospital", 4),
        ("hospital/medical", 3),
        ("medical", 3),
        ("setting.hospital", 3),
    ],
)
def test_a_cell_is_found_by_label_id_or_part(text, position):
    assert find_cell("tbl-x", text, CELLS) is CELLS[position]


@pytest.mark.parametrize("text", ["Yes", "yes"])
def test_a_name_that_several_cells_have_is_refused_with_all_of_them(text):
    with refused(
        TargetError,
        f'tbl-x has 2 cells that "{text}" may mean.\n  Name one:\n'
        '  "tbl-x:Went to court / Yes"\n  "tbl-x:Was trained / Yes"',
    ):
        find_cell("tbl-x", text, CELLS)


def test_of_very_many_the_first_are_named():
    cells = [a_cell("Block", f"Row {n}") for n in range(20)]
    with pytest.raises(TargetError, match="and 12 more"):
        find_cell("tbl-x", "Row", cells)


def test_a_name_that_no_cell_has_is_refused_with_those_near():
    with refused(
        TargetError,
        'tbl-x has no cell "hospitl".\n'
        '  Did you mean "hospital" or "Hospital" or "setting.hospital"?',
    ):
        find_cell("tbl-x", "hospitl", CELLS)
    with refused(TargetError, 'tbl-x has no cell "zz".\n  It has "Yes", "No, never".'):
        find_cell("tbl-x", "zz", CELLS[:2])


@pytest.mark.parametrize(
    ("exhibit", "text", "printed"),
    [
        ("tbl-court", "Impact of court / Not asked", "50% (3 of 6)"),
        ("tbl-court", "impact.not_asked", "50% (3 of 6)"),
        ("tbl-cases", "play", "33% (2 of 6)"),
        ("fig-court", "dont_know", "17% (1 of 6)"),
    ],
)
def test_the_cells_of_the_tiny_study(recorded, exhibit, text, printed):
    assert find_cell(exhibit, text, Opened(recorded).cells(exhibit)).text == printed
