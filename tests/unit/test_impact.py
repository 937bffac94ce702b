"""Impact: what moves between two evaluations of the tiny study."""

import pytest

from builders import with_row
from corrigenda.evaluation import evaluate, reevaluate
from corrigenda.forms import Share
from corrigenda.impact import Cell, Code, moves
from corrigenda.importing import imported
from corrigenda.project import find_project


@pytest.fixture
def moved(tiny):
    """Return what a row moves in the tiny study."""
    project = find_project(tiny.path)
    evidence = imported(project)
    before = evaluate(project, evidence, project.ledger)

    def compare(*row: str, item: str = "", **more: str):
        ledger = with_row(project, *row, **more)
        after = reevaluate(project, evidence, ledger, before, [item or row[1]])
        return moves(project, before, after)

    return compare


COUNTS = {"corrections.rows": (1, 2), "corrections.applied": (1, 2)}


def test_an_option_moves_its_cells_and_statistics(moved):
    found = moved("R6", "setting", "Clinic", "School")
    assert found.slices == ("setting",)
    assert found.codings == () and found.codes == ()
    assert found.exhibits == ("tbl-setting",)
    assert found.cells == (
        Cell(
            "tbl-setting",
            {"block": "Work setting", "row": "Clinic"},
            {"n": 3, "base": 6, "percent": "50"},
            {"n": 2, "base": 6, "percent": "33"},
        ),
        Cell(
            "tbl-setting",
            {"block": "Work setting", "row": "School"},
            {"n": 2, "base": 6, "percent": "33"},
            {"n": 3, "base": 6, "percent": "50"},
        ),
    )
    assert found.statistics == COUNTS | {
        "setting.clinic": (Share(3, 6), Share(2, 6)),
        "setting.school": (Share(2, 6), Share(3, 6)),
    }


def test_a_code_moves_its_coded_item_and_nothing_of_its_text(moved):
    found = moved("R4", "impact", "bad", "good")
    assert (found.slices, found.codings) == (("impact",), ("impact",))
    assert found.codes == (Code("R4", "impact", "bad", False), Code("R4", "impact", "good", True))
    assert found.exhibits == ("tbl-court",)
    assert found.statistics.keys() == COUNTS.keys() | {
        "impact.good",
        "impact.bad",
        "impact.bad_of_asked",
    }


def test_a_number_that_stays_in_its_band_moves_no_exhibit(moved):
    found = moved("R4", "cases", "12", "13")
    assert found.slices == ("cases", "cases_band")  # its slice says which row set it
    assert found.exhibits == () and found.cells == ()
    assert found.statistics.keys() == COUNTS.keys() | {"cases.sum", "cases.mean", "cases.max"}


def test_who_is_asked_moves_with_the_answer_that_decides(moved):
    found = moved("R3", "court", "No", "Don't Know")
    assert found.slices == ("court",)  # R3 was asked neither before nor after
    assert found.exhibits == ("tbl-court", "fig-court")


def test_a_withdrawal_moves_what_the_row_had_moved(moved):
    found = moved("", "", "", "", item="cases", withdraws="C001")
    assert found.slices == ("cases", "cases_band")
    assert found.statistics["cases.min"] == (2, 1)
    assert found.statistics["corrections.withdrawn"] == (0, 1)
    assert {cell.labels["row"] for cell in found.cells} == {"One to five", "Six or more"}
