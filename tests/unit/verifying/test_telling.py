"""Telling: what people and programs are told of a verification."""

from corrigenda.errors import Problem
from corrigenda.verifying.chains import Break, Finding
from corrigenda.verifying.rebuilding import Rebuilt
from corrigenda.verifying.telling import Counts, plain, text

COUNTS = Counts(files=1200, raw=1, slices=8, exhibits=4, statistics=55, claims=1)


def a_finding(place: str, *hangs: str, message: str = "it changed.") -> Finding:
    return Finding(Break("edited", Problem(place, message, "Run it.")), hangs)


def told(*findings: Finding, further=(), rebuilt=None) -> list[str]:
    return text(findings, further, COUNTS, rebuilt).splitlines()


HELD = (
    "  1 raw file, 8 slices, 4 exhibits, 55 statistics, 1 claim and the report; 1,200 files hashed."
)


def test_what_is_as_it_was_noted_is_called_no_more_than_that():
    assert told() == [
        "Every file is as the build noted it.",
        HELD,
        "",
        "A file that was edited together with what is noted of it is not found in this way:",
        "corrigenda verify --rebuild computes everything again.",
    ]


def test_every_link_holds_where_everything_was_built_again():
    assert told(rebuilt=Rebuilt(3, {})) == [
        "Every link holds.",
        HELD,
        "",
        "Built again in a temporary folder: 3 of 3 files are the same, byte for byte.",
    ]


def test_what_is_built_otherwise_is_not_said_to_hold():
    assert told(rebuilt=Rebuilt(3, {"a": "is not the same"}))[:3] == [
        "Every file is as the build noted it.",
        HELD,
        "",
    ]


def test_a_broken_link_is_told_with_what_to_do_and_what_hangs_on_it():
    assert told(a_finding("a.csv", "tbl-a", "statistics", "report.html", "report.pdf")) == [
        "1 link is broken (1,200 files hashed).",
        "",
        "a.csv: it changed.",
        "  Run it.",
        "  What hangs on it: tbl-a, the statistics and the report.",
    ]


def test_one_of_two_reports_is_named():
    assert told(a_finding("a", "report.pdf"))[-1] == "  What hangs on it: report.pdf."


def test_where_nothing_hangs_on_a_link_nothing_is_said_of_it():
    assert told(a_finding("a"))[-1] == "  Run it."


def test_many_exhibits_are_counted():
    hangs = [f"tbl-{n}" for n in range(4)]
    assert told(a_finding("a", *hangs))[-1] == "  What hangs on it: 4 exhibits."


def test_neighbours_of_which_the_same_is_to_be_said_are_told_together():
    findings = [a_finding(f"{n}.csv", f"tbl-{n}") for n in range(5)]
    assert told(*findings, a_finding("b", message="it is gone."))[2:] == [
        "0.csv, 1.csv, 2.csv and 2 more: it changed.",
        "  Run it.",
        "  What hangs on it: 5 exhibits.",
        "",
        "b: it is gone.",
        "  Run it.",
    ]


def test_what_lies_behind_comes_last_and_short():
    assert told(a_finding("a"), further=[a_finding("b", "tbl-b")])[-2:] == [
        "Further along these chains:",
        "  b: it changed.",
    ]


def test_what_was_built_again_is_compared_in_words():
    rebuilt = Rebuilt(3, {"figures/a.csv": "is not the same"})
    assert told(rebuilt=rebuilt)[-2:] == [
        "Built again in a temporary folder: 2 of 3 files are the same, byte for byte.",
        "  figures/a.csv is not the same.",
    ]


def test_a_build_that_failed_is_quoted():
    assert told(rebuilt=Rebuilt(0, {}, "a: wrong.\n  Mend it."))[-3:] == [
        "Built again in a temporary folder: that failed. The build said:",
        "  a: wrong.",
        "    Mend it.",
    ]


def test_programs_get_everything():
    found = plain([a_finding("a", "tbl-a")], [a_finding("b")], COUNTS, Rebuilt(1, {}))
    assert found["findings"] == [
        {
            "kind": "edited",
            "place": "a",
            "message": "it changed.",
            "advice": "Run it.",
            "hangs": ["tbl-a"],
        }
    ]
    assert [f["place"] for f in found["further"]] == ["b"]
    assert found["counts"]["files"] == 1200
    assert found["rebuilt"] == {"same": True, "compared": 1, "differing": {}, "failure": ""}


def test_programs_are_told_where_nothing_was_built_again():
    assert plain([], [], COUNTS, None)["rebuilt"] is None
