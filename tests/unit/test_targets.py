"""Targets: what is meant by a name, and what is said of one that nothing has."""

import pytest

from builders import TINY, refused
from corrigenda.errors import TargetError
from corrigenda.project import Project
from corrigenda.targets import Known, Target, find_target, statistics_of

SOURCES = ("report.qmd", "_findings.qmd", "parts/_findings.qmd")


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(Project(TINY, "tiny"), SOURCES)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("tbl-court", Target("exhibit", "tbl-court")),
        ("#fig-court", Target("exhibit", "fig-court")),
        (" @tbl-court ", Target("exhibit", "tbl-court")),
        ("tbl-court:Mostly bad", Target("cell", "tbl-court", cell="Mostly bad")),
        ("tbl-court: Impact / bad", Target("cell", "tbl-court", cell="Impact / bad")),
        ("court.yes", Target("statistic", "court.yes")),
        ("Court.Yes", Target("statistic", "court.yes")),
        ("cases.mean", Target("statistic", "cases.mean")),
        ("impact.bad_of_asked", Target("statistic", "impact.bad_of_asked")),
        ("study.respondents", Target("statistic", "study.respondents")),
        ("responses.preview", Target("statistic", "responses.preview")),
        ("court", Target("item", "court")),
        ("C001", Target("correction", "C001")),
        ("c001", Target("correction", "C001")),
        ("report.qmd:12", Target("place", "report.qmd", line=12)),
        ("report/tiny/report.qmd:12", Target("place", "report.qmd", line=12)),
        ("./report/tiny/_findings.qmd:3", Target("place", "_findings.qmd", line=3)),
        (r"report\tiny\parts\_findings.qmd:3", Target("place", "parts/_findings.qmd", line=3)),
        ("/elsewhere/report/tiny/report.qmd:3", Target("place", "report.qmd", line=3)),
        ("tiny/fig-court@0a", Target("exhibit", "fig-court", record="tiny/fig-court@0a")),
        ("tiny/court.yes@12ab", Target("statistic", "court.yes", record="tiny/court.yes@12ab")),
    ],
)
def test_what_is_meant(text, target, known):
    assert find_target(text, known) == target


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tbl-cuort", 'nothing is called "tbl-cuort".\n  Did you mean "tbl-court"?'),
        (
            "tbl-cuort:Yes",
            'nothing is called "tbl-cuort:Yes".\n  Did you mean "tbl-court:Yes"?',
        ),
        (
            "court.yesss",
            'nothing is called "court.yesss".\n'
            '  Did you mean "court.yes" or "court.no" or "court"?',
        ),
        ("play", 'nothing is called "play".\n  There is "methods.play".'),
        (
            "xyz",
            'nothing is called "xyz".\n  Name a table, figure, statistic, item, correction, or a '
            "line as report.qmd:12.",
        ),
        (
            "",
            'nothing is called "".\n  Name a table, figure, statistic, item, correction, or a '
            "line as report.qmd:12.",
        ),
        (
            "_finding.qmd:3",
            'the report has no file "_finding.qmd".\n'
            '  Did you mean "_findings.qmd" or "parts/_findings.qmd"?',
        ),
        (
            "zzz.qmd:3",
            'the report has no file "zzz.qmd".\n'
            "  It has report.qmd, _findings.qmd, parts/_findings.qmd.",
        ),
        ("report.qmd", '"report.qmd" names no line.\n  Name one, as report.qmd:12.'),
        (
            "other/fig-court@0a",
            'this is a record of the study "other", not of this one.\n'
            "  Name the study with --study, if it is here.",
        ),
        (
            "tiny/report@0a",
            '"tiny/report@0a" tells of the whole report.\n  corrigenda verify looks at all of it; '
            "audit one of its exhibits or statistics.",
        ),
        ("tiny/fig-cuort@0a", 'nothing is called "fig-cuort".\n  Did you mean "fig-court"?'),
    ],
)
def test_what_nothing_is_called(text, message, known):
    with refused(TargetError, message):
        find_target(text, known)


def test_what_holds_a_word_is_named_but_not_all_of_it(known):
    with pytest.raises(TargetError) as caught:
        find_target("swer", known)
    assert '" and ' in str(caught.value) and str(caught.value).endswith(" more.")


def test_the_statistics_are_those_that_a_build_computes(recorded):
    from json import loads

    named = set(loads((recorded.build / "statistics.json").read_text(encoding="utf-8")))
    assert named == set(statistics_of(recorded))
