"""Counting again from the slices: the same as the build computes, and who counts."""

import csv
import json

import pytest

from builders import YES_NO, a_slice, a_slice_per_option, a_study, an_item
from corrigenda.auditing.counts import number_count, option_count, state_count
from corrigenda.auditing.exhibits import cells_of
from corrigenda.auditing.slices import Slice, Slices
from corrigenda.auditing.statistics import derived_count, statistic_count
from corrigenda.charts import Answers, Bars, Crossed, Distribution, Path, Timeline
from corrigenda.derived import Derived
from corrigenda.files import canonical_csv
from corrigenda.forms import Share, exact
from corrigenda.frames import exhibit_frame
from corrigenda.statistics import Statistics

COURT = an_item("court", "single", column="Q1", options=YES_NO)
TRAINED = an_item("trained", "single", column="Q2", options=YES_NO)
CASES = an_item("cases", "number", column="Q3", whole=True)
YOUNG = an_item("young", "number", column="Q4", whole=True, asked_if={"court": ["yes"]})
IMPACT = an_item(
    "impact",
    "coded",
    options={"good": "Good", "bad": "Bad", "sad": "Sad"},
    themes={"hard": ["bad", "sad"]},
    coded_from="told",
    asked_if={"court": ["yes"]},
)
ITEMS = {item.id: item for item in (COURT, TRAINED, CASES, YOUNG, IMPACT)}
FRAMES = {
    "court": a_slice("yes", "yes", "no", "", "yes"),
    "trained": a_slice("yes", "no", "no", "yes", ""),
    "cases": a_slice("2", "10", "35", "", "0"),
    "young": a_slice("1", "10", None, None, ""),
    "impact": a_slice_per_option("good bad sad", "bad sad", "good", None, None, ""),
}
DERIVED = {
    "any": {"any": ["court.yes", "trained.yes"]},
    "all": {"all": ["court.yes", "trained.yes"]},
    "none": {"of": "court.yes", "none": ["trained.yes", "trained.no"]},
    "many": {"of": "cases", "at_least": 2, "below": 35},
    "more": {"of": "cases", "above": 2, "at_most": 35},
    "two": {"of": "impact", "held_at_least": 2},
    "theme": {"of": "impact.hard", "base": "asked"},
    "answered": {"of": "impact.hard", "base": "answered"},
    "among": {"of": "court.yes", "among": {"of": "cases", "at_least": 10}},
    "ratio": {"sum": "young", "over": "cases"},
}


class Project:
    """As much of a project as counting needs."""

    def __init__(self, base: str = "all"):
        self.items, self.study = ITEMS, a_study(base=base)
        self.derived = {name: Derived(**one) for name, one in DERIVED.items()}


class Read(dict):
    """Slices of frames."""

    def __init__(self, project):
        super().__init__({i: self.of(i) for i in ITEMS})
        self.project = project

    def of(self, name: str) -> Slice:
        item, rows = ITEMS[name], FRAMES[name].to_dict("records")
        found = Slice(item, {}, {}, {option: set() for option in item.by_id}, {})
        for row in rows:
            found.state[row["respondent"]] = row["state"]
            if not item.per_option:
                found.values[row["respondent"]] = row["value"]
            elif row["value"] == "yes":
                found.ticked[row["option"]].add(row["respondent"])
        return found


@pytest.fixture(params=["all", "asked", "answered"])
def slices(request):
    return Read(Project(request.param))


def test_every_statistic_is_counted_as_the_build_counts_it(slices):
    project = slices.project
    known = Statistics(ITEMS, FRAMES, project.derived, {}, project.study)
    names = [name for name in known if name != "study.respondents"]
    assert {n: statistic_count(slices, n).value for n in names} == {n: known[n] for n in names}


CHARTS = [
    Bars(id="fig-a", chart="bars", item="court"),
    Bars(id="fig-b", chart="units", item="impact", base="asked"),
    Crossed(id="fig-c", chart="crossed", item="court", by="trained"),
    Distribution(id="fig-d", chart="distribution", item="cases", marks=["median", "mean"]),
    Answers(id="fig-e", chart="answers", items=["court", "trained"]),
    Timeline(id="fig-f", chart="timeline", item="court", steps=["no", "yes"]),
    Path(id="fig-g", chart="path", items=["court", "trained"]),
]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.chart)
def test_every_mark_of_a_chart_is_counted_as_it_is_drawn(slices, chart):
    frame = exhibit_frame(chart, ITEMS, FRAMES, slices.project.study)
    rows = list(csv.DictReader(canonical_csv(frame).splitlines()))
    cells = cells_of(chart, rows, slices.project)
    assert len(cells) == len(rows)
    counts = [cell.count(slices) for cell in cells]
    assert [c.label for c, n in zip(cells, counts, strict=True) if not c.agrees(n)] == []
    assert all(cell.rule.endswith(".") for cell in cells)


def test_what_is_printed_otherwise_does_not_agree(slices):
    chart = CHARTS[0]
    frame = exhibit_frame(chart, ITEMS, FRAMES, slices.project.study)
    row, *_ = csv.DictReader(canonical_csv(frame).splitlines())
    cell, *_ = cells_of(chart, [row | {"n": "4"}], slices.project)
    assert not cell.agrees(cell.count(slices))


@pytest.mark.parametrize("mean", ["9.4", "", "many"])
def test_a_mark_that_is_printed_otherwise_does_not_agree(slices, mean):
    row = {"item": "cases", "block": "Cases", "mark": "mean", "value": mean, "n": "4", "base": "4"}
    cell, *_ = cells_of(CHARTS[3], [row], slices.project)
    assert not cell.agrees(cell.count(slices))


def test_every_number_of_the_tiny_study_is_counted_again(recorded):
    slices = Slices(recorded)
    named = json.loads((recorded.build / "statistics.json").read_text(encoding="utf-8"))
    counted = {name: statistic_count(slices, name) for name in named}
    wrong = [n for n, c in counted.items() if c and c.value != exact(named[n])]
    for exhibit in recorded.exhibits.values():
        with (recorded.figures / f"{exhibit.id}.csv").open(encoding="utf-8") as file:
            cells = cells_of(exhibit, list(csv.DictReader(file)), recorded)
        wrong += [cell.label for cell in cells if not cell.agrees(cell.count(slices))]
    assert wrong == []


def test_who_is_outside_a_base_has_a_reason():
    slices = Read(Project("asked"))
    count = option_count(slices, "impact", "bad")
    assert count.base == {"R1", "R2", "R5"} and count.holds == {"R1"}
    assert count.why_not("R3") == "not asked impact"
    assert count.why_not("R1") == ""
    count = option_count(slices, "court", "yes", "answered")
    assert count.outside == (("no answer to court", {"R4"}),)


def test_who_is_not_among_those_looked_at_has_a_reason():
    count = statistic_count(Read(Project()), "among")
    assert count.value == Share(1, 2)
    assert count.why_not("R1") == "not one who gave at least 10 for cases"


def test_what_is_read_is_told_with_its_options():
    slices = Read(Project())
    assert statistic_count(slices, "theme").reads == {"impact": ("bad", "sad")}
    assert statistic_count(slices, "two").reads == {"impact": ()}
    assert statistic_count(slices, "among").reads == {"court": ("yes",), "cases": ()}
    assert state_count(slices, "court", "unanswered").reads == {"court": ()}


def test_there_is_no_mean_of_nothing():
    slices = Read(Project())
    slices["cases"] = Slice(CASES, {"R1": "unanswered"}, {"R1": ""}, {}, {})
    assert number_count(slices, "cases", "mean").value is None
    assert number_count(slices, "cases", "sum").value == 0


def test_limits_are_held_against_numbers_as_the_build_does():
    slices = Read(Project())
    slices["cases"] = Slice(CASES, {"R1": "answered"}, {"R1": "0.1"}, {}, {})
    found = derived_count(slices, Derived(of="cases", at_least=0.1))
    assert found.holds == {"R1"}


def test_counts_of_the_export_are_not_in_the_slices():
    assert statistic_count(Read(Project()), "responses.used") is None
