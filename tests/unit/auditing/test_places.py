"""Places: what stands on a line of the report."""

import pytest

from builders import refused
from corrigenda.auditing.opened import Opened
from corrigenda.auditing.places import stated, uses
from corrigenda.errors import TargetError


@pytest.fixture
def inputs(recorded):
    return Opened(recorded).inputs


def claims(found) -> list[str]:
    return [claim.of for claim in found.claims]


def test_the_claims_of_a_line(inputs):
    found = stated(inputs, "report.qmd", 10)
    assert claims(found) == ["court.yes"]
    assert found.sentences == (
        "Of the respondents, 50% (3) went to court (@tbl-court, @fig-court), "
        "and for 2 of 3 it was bad.",
    )


def test_the_exhibit_of_each_line_of_its_div(inputs):
    shown = {line: stated(inputs, "report.qmd", line).exhibits for line in (14, 15, 16)}
    assert set(shown.values()) == {("tbl-setting",)}


@pytest.mark.parametrize("line", [0, 13, 999])
def test_a_line_that_states_nothing_is_refused(inputs, line):
    with pytest.raises(TargetError):
        stated(inputs, "report.qmd", line)


def test_a_heading_states_nothing(inputs):
    place = "report/tiny/report.qmd:8"
    with refused(
        TargetError,
        f"{place}: nothing there is bound to the data.\n"
        "  The nearest lines with numbers or exhibits: 10, 11, 12.",
    ):
        stated(inputs, "report.qmd", 8)


def test_a_line_behind_the_last_one_is_refused(inputs):
    with refused(TargetError, "there is no report/tiny/report.qmd:999.\n  The file has 33 lines."):
        stated(inputs, "report.qmd", 999)


def test_where_the_report_states_and_shows_something(inputs):
    found = uses(inputs, ["court.yes"], ["fig-court"])
    assert [(use.place, use.words, use.holds) for use in found] == [
        ("report/tiny/report.qmd:10", "50% (3)", True),
        ("report/tiny/exhibits.yaml:17", "3", True),
        ("report/tiny/report.qmd:26", "", True),
    ]
