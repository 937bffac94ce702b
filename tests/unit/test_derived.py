"""statistics.yaml: declared conditions, checked against the items."""

import pytest

from builders import TALK_PLAY, YES_NO, a_codebook, an_item, refused
from corrigenda.derived import load_derived
from corrigenda.errors import ExhibitError

PLACE = "report/tiny/statistics.yaml"
ITEMS = a_codebook(
    an_item("court", "single", column="Q4", options=YES_NO),
    an_item("cases", "number", column="Q2", whole=True),
    an_item("hours", "number", column="Q3"),
    an_item("methods", "multiple", options=TALK_PLAY),
    an_item(
        "impact",
        "coded",
        coded_from="text",
        options={"good": "Good", "bad": "Bad"},
        themes={"any": ["good", "bad"]},
    ),
)


@pytest.fixture
def derived(tmp_path):
    """Load a statistics.yaml that declares one statistic `x` on line 2."""

    def load(statistic: str, name: str = "x"):
        path = tmp_path / "statistics.yaml"
        path.write_text(f"statistics:\n  {name}: {statistic}\n")
        return load_derived(path, PLACE, ITEMS)[name]

    return load


@pytest.mark.parametrize(
    ("statistic", "items"),
    [
        ("{of: court.yes}", ("court",)),
        ("{of: impact.any, base: asked}", ("impact",)),
        ("{of: cases, at_least: 10, below: 20.5}", ("cases",)),
        ("{of: methods, held_at_least: 2}", ("methods",)),
        ("{any: [court.yes, methods.talk]}", ("court", "methods")),
        ("{of: court.yes, none: [methods.talk]}", ("court", "methods")),
        ("{of: court.yes, among: {of: cases, above: 3}}", ("court", "cases")),
        ("{all: [court.yes], among: {any: [impact.bad]}}", ("court", "impact")),
        ("{sum: cases, over: cases}", ("cases",)),
    ],
)
def test_a_statistic_knows_the_items_that_it_reads(derived, statistic, items):
    assert derived(statistic).items == items


def test_a_report_may_derive_nothing(tmp_path):
    assert load_derived(tmp_path / "none.yaml", PLACE, ITEMS) == {}
    (tmp_path / "empty.yaml").write_text("statistics:\n")
    assert load_derived(tmp_path / "empty.yaml", PLACE, ITEMS) == {}


@pytest.mark.parametrize(
    ("statistic", "problem"),
    [
        ("{base: asked}", "statistics.x: it needs one of of, any, all, none, sum."),
        ("{of: cort.yes}", 'x: no item "cort".\n  Did you mean "court"?'),
        ("{any: [court.yess]}", 'x: "yess" is no option of court.\n  Did you mean "yes"?'),
        (
            "{of: court.yes, among: {of: methods.tlk}}",
            'x: "tlk" is no option of methods.\n  Did you mean "talk"?',
        ),
        ("{of: court}", 'x: "court" names an item, not an option of it.\n  Write court.<option>.'),
        (
            "{none: [methods]}",
            'x: "methods" names an item, not an option of it.\n  Write methods.<option>.',
        ),
        ("{of: court, at_least: 2}", "x: limits need a number item; court is single."),
        (
            "{of: court, held_at_least: 2}",
            "x: held_at_least needs a check-all or coded item.",
        ),
        (
            "{of: methods, held_at_least: 0}",
            'statistics.x.held_at_least: it must be greater than or equal to 1 (found "0").',
        ),
        (
            "{of: court.yes, at_least: 2}",
            "statistics.x: limits and held_at_least need an item without an option in of.",
        ),
        (
            "{any: [court.yes], below: 2}",
            "statistics.x: limits and held_at_least need an item without an option in of.",
        ),
        (
            "{of: methods, held_at_least: 2, at_least: 1}",
            "statistics.x: limits and held_at_least do not stand together.",
        ),
        ("{of: court.yes, among: {}}", "statistics.x: among needs one of of, any, all, none."),
        ("{sum: cases}", "statistics.x: sum and over stand together."),
        (
            "{sum: cases, over: cases, among: {of: court.yes}}",
            "statistics.x: sum and over stand alone, without conditions, among or base.",
        ),
        (
            "{sum: cases, over: cases, base: asked}",
            "statistics.x: sum and over stand alone, without conditions, among or base.",
        ),
        ("{sum: case, over: cases}", 'x: "case" is no number item.\n  Did you mean "cases"?'),
        (
            "{sum: hours, over: cases}",
            'x: "hours" is not declared to hold whole numbers.\n'
            "  Shares are of things that are counted.",
        ),
        ("{of: court.yes, bse: asked}", "statistics.x.bse: no such setting.\n  Mind its spelling."),
        (
            "{any: court.yes}",
            'statistics.x.any: it must be a list, as [one, two] (found "court.yes").',
        ),
    ],
)
def test_a_statistic_that_cannot_be_computed_is_explained(derived, statistic, problem):
    with refused(ExhibitError, f"{PLACE}:2: {problem}"):
        derived(statistic)


@pytest.mark.parametrize(
    "name", ["court.yes", "impact.any", "cases.mean", "court.answered", "responses.used"]
)
def test_a_name_that_a_statistic_bears_already_is_refused(derived, name):
    with refused(
        ExhibitError,
        f"{PLACE}:2: {name}: every study has a statistic of this name already.\n"
        "  Choose another name.",
    ):
        derived("{of: court.yes}", name)


def test_problems_of_several_statistics_are_told_together(tmp_path):
    path = tmp_path / "statistics.yaml"
    path.write_text("statistics:\n  x: {of: nothing.yes}\n  y: {of: court.maybe}\n")
    with refused(
        ExhibitError,
        f'{PLACE}:2: x: no item "nothing".',
        f'{PLACE}:3: y: "maybe" is no option of court.',
    ):
        load_derived(path, PLACE, ITEMS)


def test_a_file_that_is_no_yaml_is_a_problem_of_the_exhibits_too(tmp_path):
    path = tmp_path / "statistics.yaml"
    path.write_text("statistics: {x: 1, x: 2}\n")
    with refused(
        ExhibitError,
        f'{PLACE}:1: "x" stands twice (first on line 1).\n  Keep one of them.',
    ):
        load_derived(path, PLACE, ITEMS)
