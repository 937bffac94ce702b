"""Reconciliation: the report's tables against the published ones."""

import pytest

from builders import refused
from corrigenda.errors import ExhibitError
from corrigenda.project import find_project
from corrigenda.reconciliation import reconcile

PUBLISHED = """published:
  file: published.csv
  tables: {"1": tbl-court}
  mismatches: [{table: "1", row: Maybe, note: A slip of the printer.}]
"""
PRINTED = (
    "table,block,kind,row,pct,n,base\n"
    "1,Court,single,Yes,60,3,5\n1,Court,single,No,20,1,5\n1,Court,single,Maybe,25,1,5\n"
)
OURS = "block,row,n,base,percent\nCourt,Yes,3,5,60\nCourt,No,1,5,20\nCourt,Maybe,1,5,20\n"


@pytest.fixture
def reconciled(tiny):
    """Compare a table of ours with a published one."""

    def compare(printed=PRINTED, ours=OURS, published=PUBLISHED):
        with (tiny.path / "data/tiny/study.yaml").open("a") as study:
            study.write(published)
        if printed:
            (tiny.path / "data/tiny/published.csv").write_text(printed)
        if ours:
            (tiny.path / "figures/tiny").mkdir(parents=True)
            (tiny.path / "figures/tiny/tbl-court.csv").write_text(ours)
        return reconcile(find_project(tiny.path))

    return compare


def test_a_declared_mismatch_is_named_with_its_note(reconciled):
    report = reconciled()
    assert report.as_declared
    assert report.summary == "2 of 3 published cells match"
    assert report.text == (
        "match     1    60 (3) of 5   60 (3) of 5   Court: Yes\n"
        "match     1    20 (1) of 5   20 (1) of 5   Court: No\n"
        "MISMATCH  1    25 (1) of 5   20 (1) of 5   Court: Maybe\n"
        "\n"
        "Table 1, Maybe: published 25 (1) of 5, ours 20 (1) of 5.\n"
        "  A slip of the printer.\n"
        "\n"
        "2 of 3 published cells match."
    )


TEXTS = PUBLISHED + '  texts: [{table: "1", row: Yes, says: about half}]\n'


def test_where_the_publication_contradicts_itself_is_said(reconciled):
    assert (
        "Where the published text and its own tables differ:\n"
        "  Table 1, Yes: the text says about half, the table 60 (3) of 5.\n"
    ) in reconciled(published=TEXTS).text


def test_a_text_of_no_published_row_is_refused(reconciled):
    with refused(
        ExhibitError,
        'data/tiny/study.yaml: texts: table 1 has no row "Maybee".\n  Did you mean "Maybe"?',
    ):
        reconciled(published=TEXTS.replace("row: Yes", "row: Maybee"))


@pytest.mark.parametrize(
    "ours",
    [
        OURS.replace("Court,No,1,5,20", "Court,No,2,5,40"),
        OURS.replace("Court,No,1,5,20", "Court,No,1,5,21"),
        OURS.replace("Court,No,1,5,20", "Court,No,1,6,20"),
        OURS.replace("Court,No,1,5,20\n", ""),
    ],
    ids=["n", "percentage", "base", "row missing"],
)
def test_a_cell_that_differs_and_is_not_declared_is_not_as_declared(reconciled, ours):
    report = reconciled(ours=ours)
    assert not report.as_declared
    assert "Not declared in study.yaml." in report.text
    assert [cell.row for cell in report.mismatches] == ["No", "Maybe"]


def test_a_mismatch_that_is_declared_but_gone_is_not_as_declared(reconciled):
    report = reconciled(ours=OURS.replace("Maybe,1,5,20", "Maybe,1,5,25"))
    assert report.mismatches == ()
    assert not report.as_declared


def test_a_published_row_that_we_lack_says_so(reconciled):
    report = reconciled(ours=OURS.replace("Court,No", "Court,Nope"))
    assert report.mismatches[0].ours == "not in the table"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"published": ""},
            "data/tiny/study.yaml: it names no published tables.\n  Add published.",
        ),
        (
            {"printed": ""},
            "data/tiny/published.csv: the file is missing.\n  Mind its name in study.yaml.",
        ),
        (
            {"printed": "table,row,n\n"},
            "data/tiny/published.csv:1: the columns are table, row, n.\n"
            "  There must be table, block, row, pct, n, base.",
        ),
        (
            {"ours": ""},
            "figures/tiny/tbl-court.csv: the table is not built.\n  Run corrigenda build.",
        ),
    ],
)
def test_what_cannot_be_compared_is_explained(reconciled, changes, problem):
    with refused(ExhibitError, problem):
        reconciled(**changes)
