"""Evaluation: the tiny study in memory, whole and in part."""

import pytest

from builders import PLACE, refused, rows_of, with_row
from corrigenda.dependencies import depending
from corrigenda.errors import CodingsError, LedgerError
from corrigenda.evaluation import evaluate, reevaluate
from corrigenda.forms import Share
from corrigenda.importing import imported
from corrigenda.project import find_project


@pytest.fixture
def project(tiny):
    """The tiny study, whose ledger holds one row."""
    return find_project(tiny.path)


def test_every_item_has_its_slice_and_its_statistics(project):
    found = evaluate(project, imported(project), project.ledger)
    assert list(found.slices) == list(project.items)
    assert rows_of(found.slices["cases_band"], "respondent", "value", "correction") == [
        "R1 few ",
        "R2 few ",
        "R3 many ",
        "R4 many ",
        "R5 many C001",
        "R6  ",
    ]
    assert found.statistics["court.yes"] == Share(3, 6)
    assert found.statistics["impact.bad"] == Share(2, 6)
    assert found.statistics["impact.bad_of_asked"] == Share(2, 3)
    assert found.statistics["corrections.applied"] == 1


def test_a_withdrawn_row_is_as_if_it_had_never_been(project):
    ledger = with_row(project, "", "", "", "", withdraws="C001")
    found = evaluate(project, imported(project), ledger)
    assert rows_of(found.slices["cases"], "respondent", "value", "correction")[4] == "R5 1 "
    assert found.statistics["corrections.rows"] == 2
    assert found.statistics["corrections.applied"] == 0
    assert found.statistics["corrections.withdrawn"] == 1


@pytest.mark.parametrize(
    ("row", "changed"),
    [
        (("R6", "setting", "Clinic", "School"), ("setting",)),
        (("R4", "cases", "12", "3"), ("cases", "cases_band")),
        (("R3", "methods", "Playing", ""), ("methods",)),
        (("R4", "impact", "bad", "good"), ("impact",)),
        (("R3", "court", "No", "Don't Know"), ("court", "court_text", "impact")),
    ],
)
def test_a_part_is_evaluated_as_the_whole_would_be(project, row, changed):
    evidence, ledger = imported(project), with_row(project, *row)
    before = evaluate(project, evidence, project.ledger)
    part = reevaluate(project, evidence, ledger, before, [row[1]])
    whole = evaluate(project, evidence, ledger)
    assert depending(project.items, [row[1]]) == changed
    for item in project.items:
        assert part.slices[item].equals(whole.slices[item]), item
        assert (part.slices[item] is before.slices[item]) == (item not in changed)
    assert dict(part.statistics) == dict(whole.statistics)
    assert all(part.codings[i].equals(whole.codings[i]) for i in whole.codings)


def test_what_a_part_breaks_is_refused_like_the_whole(project):
    evidence, ledger = imported(project), with_row(project, "R4", "impact", "bad", "")
    before = evaluate(project, evidence, project.ledger)
    expected = (
        "data/tiny/raw/codings.csv: respondent R4, item impact (after C002): holds no code, "
        "expected exactly one code.\n  Add or remove a code in corrections.csv.",
    )
    with refused(CodingsError, *expected):
        evaluate(project, evidence, ledger)
    with refused(CodingsError, *expected):
        reevaluate(project, evidence, ledger, before, ["impact"])


def test_without_strictness_what_is_not_permitted_counts_as_no_answer(project, tiny):
    tiny.edit("data/tiny/codebook.yaml", "clinic: Clinic, ", "")
    project = find_project(tiny.path)
    found = evaluate(project, imported(project), project.ledger, strict=False)
    assert rows_of(found.slices["setting"], "respondent", "value", "state") == [
        "R1  unanswered",
        "R2  unanswered",
        "R3 school answered",
        "R4 school answered",
        "R5 other answered",
        "R6  unanswered",
    ]
    assert found.statistics["setting.school"] == Share(2, 6)


def test_a_row_that_does_not_fit_is_refused_whatever_the_strictness(project):
    ledger = with_row(project, "R6", "setting", "School", "Clinic")
    for strict in (True, False):
        with refused(
            LedgerError,
            f'{PLACE}: respondent R6, item setting: the ledger expects "School", the data hold '
            '"Clinic".\n  Someone changed the raw export or an earlier correction. Update this '
            "row or withdraw it.",
        ):
            evaluate(project, imported(project), ledger, strict=strict)
