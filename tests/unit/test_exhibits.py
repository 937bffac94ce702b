"""exhibits.yaml: what is read, and what is refused."""

import subprocess
import sys

import pytest
from pydantic import ValidationError
from small_study import ITEMS

from corrigenda.errors import ExhibitError
from corrigenda.exhibits import load_exhibits

GOOD = """\
exhibits:
  tbl-court:
    blocks:
      - court
      - item: impact
        base: asked
        rows: [bad, {option: good, label: Fine}, {state: not_asked, label: Not asked}]
  fig-court:
    chart: path
    items: [court, impact]
    alt: '[]{of="court.yes"} went to court.'
"""


def load(tmp_path, text):
    path = tmp_path / "exhibits.yaml"
    path.write_text(text, encoding="utf-8")
    return load_exhibits(path, ITEMS, "report/exhibits.yaml")


def refused(tmp_path, text):
    with pytest.raises(ExhibitError) as caught:
        load(tmp_path, text)
    return [(p.place.rpartition(":")[2], p.message, p.advice) for p in caught.value.problems]


def test_an_exhibit_says_what_it_reads(tmp_path):
    exhibits = load(tmp_path, GOOD)
    assert list(exhibits) == ["tbl-court", "fig-court"]
    assert [e.kind for e in exhibits.values()] == ["table", "figure"]
    assert [e.id for e in exhibits.values()] == list(exhibits)
    assert {e.items for e in exhibits.values()} == {("court", "impact")}
    assert exhibits["fig-court"].alt == '[]{of="court.yes"} went to court.'


def test_a_block_has_every_option_unless_it_names_its_rows(tmp_path):
    court, impact = load(tmp_path, GOOD)["tbl-court"].blocks
    assert [row.key for row in court.rows] == ["yes", "no", "unsure"]
    assert [(row.key, row.label) for row in impact.rows] == [
        ("bad", "Bad"),
        ("good", "Fine"),
        ("not_asked", "Not asked"),
    ]
    assert (court.base, impact.base) == (None, "asked")


def test_exhibits_do_not_change(tmp_path):
    with pytest.raises(ValidationError):
        load(tmp_path, GOOD)["fig-court"].alt = "other"


def test_every_problem_is_told_at_once_with_its_line(tmp_path):
    problems = refused(
        tmp_path,
        """\
exhibits:
  tbl-a:
    blocks:
      - cuort
      - item: setting
        rows: [clinic, hoem, clinic]
      - clients
  fig-a:
    chart: bars
    item: court
    emphasis: [yess]
    colour: red
  fig-b:
    chart: barz
    alt: Bars.
  extra:
    blocks: [court]
""",
    )
    assert [(line, message) for line, message, _ in problems] == [
        ("4", 'tbl-a: no item "cuort".'),
        ("6", 'tbl-a: setting has no option "hoem".'),
        ("6", 'tbl-a: "clinic" stands twice.'),
        ("7", "tbl-a: clients is a number item; single, multiple, coded items can stand here."),
        ("8", "fig-a: the figure has no alternative text."),
        ("11", 'fig-a: court has no option "yess".'),
        ("12", "fig-a: colour: no such setting."),
        ("14", 'fig-b: no chart "barz".'),
        ("16", "extra: not an id of an exhibit."),
    ]
    advice = {message: advice for _, message, advice in problems}
    assert advice['tbl-a: no item "cuort".'] == 'Did you mean "court"?'
    assert advice['tbl-a: setting has no option "hoem".'] == 'Did you mean "home"?'
    assert "[]{of=" in advice["fig-a: the figure has no alternative text."]
    assert advice['fig-b: no chart "barz".'].startswith('Did you mean "bars"? The charts are')


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("tbl-a: {blocks: [court, court]}", 'two blocks are headed "Went to court"'),
        ("tbl-a: {blocks: []}", "must not be empty"),
        ("tbl-a: {blocks: [{item: court, rows: [{state: not_asked}]}]}", "needs a label"),
        ("tbl-a: {blocks: [{item: court, rows: [{label: x}]}]}", "an option or a state"),
        ("tbl-a:", "it declares nothing"),
        ("tbl-: {blocks: [court]}", "not an id of an exhibit"),
        ("fig-a: {alt: x}", "it names no chart"),
        ("fig-a: {chart: [bars], alt: x}", "no chart"),
        ("fig-a: {chart: bars, alt: x}", "item: it is missing"),
        ("fig-a: {chart: crossed, item: court, by: court, alt: x}", "crossed with itself"),
        ("fig-a: {chart: crossed, item: court, by: told, alt: x}", "told is a open item"),
        ("fig-a: {chart: distribution, item: court, alt: x}", "court is a single item"),
        (
            "fig-a: {chart: distribution, item: clients, marks: [median, median], alt: x}",
            "stands twice",
        ),
        ("fig-a: {chart: answers, items: [court, setting], alt: x}", "other options than court"),
        ("fig-a: {chart: answers, items: [court, methods], alt: x}", "allows several answers"),
        ("fig-a: {chart: path, items: [court, methods], alt: x}", "allows several answers"),
        ("fig-a: {chart: path, items: [court, impact], emphasis: [yes], alt: x}", "no option"),
        ("fig-a: {chart: timeline, item: court, steps: [yes, no], alt: x}", "which is left out"),
        (
            "fig-a: {chart: timeline, item: court, steps: [yes, no], apart: [no, unsure], alt: x}",
            "is also a step",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused(tmp_path, declared, message):
    (problem, *others) = refused(tmp_path, f"exhibits:\n  {declared}\n")
    assert message in problem[1], others


def test_an_exhibit_declared_twice_is_refused(tmp_path):
    twice = "exhibits:\n  tbl-a: {blocks: [court]}\n  tbl-a: {blocks: [setting]}\n"
    assert "stands twice" in refused(tmp_path, twice)[0][1]


@pytest.mark.parametrize("text", ["", "exhibits:\n", "exhibits: [tbl-a]\n"])
def test_a_file_without_exhibits_is_refused(tmp_path, text):
    assert "no exhibits" in refused(tmp_path, text)[0][1]


def test_planning_needs_neither_pandas_nor_what_draws():
    code = "import sys, corrigenda.exhibits; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert not {"pandas", "great_tables", "matplotlib", "plotnine"} & set(loaded.stdout.split())
