"""Numbers: statistics that differ, exactly or in print, with those that mirror others."""

from fractions import Fraction

import pytest

from builders import a_study
from corrigenda.differences.changes import Statistic
from corrigenda.differences.naming import Names
from corrigenda.differences.numbers import SLIGHT, statistics
from corrigenda.forms import printed

from .conftest import share

NAMES = Names(
    {
        "codebook.yaml": {
            "items": {"court": {"label": "Court", "options": {"yes": "Yes", "no": {"label": "No"}}}}
        },
        "coding.yaml": {
            "items": {"impact": {"label": "Impact", "codes": {"bad": {"label": "Bad"}}}}
        },
    }
)


def number(value: str, rule: str = "half-odd") -> dict:
    return printed(Fraction(value), a_study(rounding=rule))


def only(old, new) -> Statistic:
    (found,) = statistics(old, new, NAMES)
    return found


def test_what_is_the_same_is_not_told():
    assert statistics({"court.yes": share(1, 4)}, {"court.yes": share(1, 4)}, NAMES) == ()


def test_a_share_is_told_in_the_words_of_the_codebook():
    assert only({"court.yes": share(1, 4)}, {"court.yes": share(2, 4)}) == Statistic(
        "court.yes", "Court", "Yes", "25% (1 of 4)", "50% (2 of 4)"
    )


@pytest.mark.parametrize(
    ("name", "group", "label"),
    [
        ("court.no", "Court", "No"),
        ("impact.bad", "Impact", "Bad"),
        ("court.answered", "Court", "answered"),
        ("court.yes_or_no", "Court", "yes or no"),
        ("corrections.applied", "The ledger", "corrections in force"),
        ("court.smallest_of_all", "Court", "smallest of all"),
        ("unknown.mean", "unknown", "mean"),
    ],
)
def test_names(name, group, label):
    assert (NAMES.group(name), NAMES.label(name)) == (group, label)


def test_a_number_that_prints_the_same_is_told_exactly():
    found = only({"cases.mean": number("16.71")}, {"cases.mean": number("16.72")})
    assert (found.before, found.after) == ("16.7", "16.7")
    assert found.exactly == "exactly 16.71 → 16.72"
    found = only({"cases.mean": number("1/3")}, {"cases.mean": number("33333334/100000000")})
    assert found.exactly == "exactly 0.33333333 → 0.33333334"


def test_a_number_that_prints_something_else_needs_no_more():
    found = only({"cases.mean": number("16.7")}, {"cases.mean": number("16.8")})
    assert (found.before, found.after, found.exactly) == ("16.7", "16.8", "")


def test_the_same_number_printed_by_another_rule():
    found = only({"x.mean": number("0.25")}, {"x.mean": number("0.25", "half-even")})
    assert (found.before, found.after) == ("0.3", "0.2")
    assert (found.slight, found.exactly) == ("rule", SLIGHT["rule"])


def test_nobody_of_another_base_is_told_apart():
    found = only({"court.yes": share(0, 40)}, {"court.yes": share(0, 41)})
    assert (found.slight, found.exactly) == ("base", SLIGHT["base"])
    assert only({"court.yes": share(1, 40)}, {"court.yes": share(1, 41)}).slight == ""


def test_statistics_that_come_and_go():
    found = statistics({"court.yes": share(1, 4)}, {"court.no": share(0, 0)}, NAMES)
    assert [(s.name, s.before, s.after) for s in found] == [
        ("court.no", None, "0 of 0"),
        ("court.yes", "25% (1 of 4)", None),
    ]


def test_a_complement_and_a_twin_mirror_what_is_told_already():
    old = {"court.yes": share(1, 4), "court.no": share(3, 4), "court.sure": share(3, 4)}
    new = {"court.yes": share(2, 4), "court.no": share(2, 4), "court.sure": share(2, 4)}
    found = statistics(old, new, NAMES)
    assert [(s.name, s.mirrors) for s in found] == [
        ("court.no", ""),
        ("court.sure", "court.no"),
        ("court.yes", "court.no"),
    ]


def test_items_do_not_mirror_one_another():
    old, new = ({f"{i}.yes": share(n, 4) for i in "ab"} for n in (1, 2))
    assert [s.mirrors for s in statistics(old, new, NAMES)] == ["", ""]


def test_the_ledger_comes_last_and_states_come_after_options():
    old = {n: share(1, 4) for n in ("a.answered", "a.yes", "corrections.rows", "z.yes")}
    found = statistics(old, {}, NAMES)
    assert [s.name for s in found] == ["a.yes", "a.answered", "z.yes", "corrections.rows"]
