"""Records: what stands beside the exhibits, by content, and nothing that varies."""

import json
import shutil
from pathlib import Path

import pytest

from builders import refused
from corrigenda import errors, figures
from corrigenda.charts import CHARTS
from corrigenda.files import sha256
from corrigenda.project import Project
from corrigenda.provenance import ExhibitRecord, StatisticsRecord, load_record, record_text
from corrigenda.records import drawing, left_over
from corrigenda.workflow import Job, Plan


def record(project, name: str, kind=ExhibitRecord):
    path = project.figures / f"{name}.json"
    return load_record(path, project.place(path), kind)


def test_the_record_of_an_exhibit_names_its_files_by_content(recorded):
    found = record(recorded, "fig-court")
    assert set(found.files) == {"fig-court.csv", "fig-court.png", "fig-court.svg"}
    for name, digest in found.files.items():
        assert digest == sha256(recorded.figures / name)
    assert found.data == found.files["fig-court.csv"]
    assert found.id == f"tiny/fig-court@{found.data[:12]}"


def test_the_record_of_an_exhibit_names_what_it_was_made_by(recorded):
    found = record(recorded, "fig-court")
    parts = Plan(recorded).parts(Job("figure", "fig-court"))
    assert found.code.function == "corrigenda.figures.bars.draw"
    assert found.code.sha256 == parts["code"]
    assert found.declaration.file == "report/tiny/exhibits.yaml"
    assert found.declaration.digest == parts["declaration"]
    assert (found.job, found.release) == ("figure fig-court", "unreleased")


def test_every_slice_that_an_exhibit_reads_is_named_by_content(recorded):
    items = record(recorded, "tbl-court").lineage.items
    assert {i: origin.slice.sha256 for i, origin in items.items()} == {
        i: sha256(recorded.slice(i)) for i in ("court", "court_text", "impact")
    }


def test_every_statistic_has_a_record(recorded):
    named = json.loads((recorded.build / "statistics.json").read_text(encoding="utf-8"))
    found = record(recorded, "statistics", StatisticsRecord)
    assert found.statistics.keys() == named.keys()
    assert found.statistics["court.yes"].says == "3 of 6 (50%)"
    assert found.statistics["court.yes"].items == ("court",)
    assert found.statistics["court.yes"].declaration is None
    assert found.statistics["impact.bad_of_asked"].declaration
    assert found.statistics["responses.used"].items == ()
    assert len({one.id for one in found.statistics.values()}) == len(named)


def test_a_record_reads_back_equal_and_holds_neither_respondents_nor_answers(recorded):
    for path in recorded.figures.glob("tbl-*.json"):
        text = path.read_text(encoding="utf-8")
        found = record(recorded, path.stem)
        assert record_text(found) == text
        assert '"R1"' not in text and "Slow" not in text


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_the_drawing_function_of_each_chart_exists(chart):
    exhibit = CHARTS[chart].model_construct(id="fig-x", chart=chart)
    module, _, name = drawing(exhibit).rpartition(".")
    assert figures.CHARTS[chart].__name__ == module
    assert callable(getattr(figures.CHARTS[chart], name))


def test_the_files_of_an_exhibit_that_is_gone_are_left_over_unless_they_were_edited(
    made, tmp_path, monkeypatch
):
    shutil.copytree(made, tmp_path / "tiny")
    monkeypatch.chdir(tmp_path / "tiny")
    project = Project(Path(), "tiny")
    assert left_over(project) == []
    monkeypatch.delitem(project.exhibits, "fig-court")
    (project.figures / "fig-court.csv").write_text("by hand", encoding="utf-8")
    (project.figures / "notes.json").write_text("{}", encoding="utf-8")
    found = sorted(path.name for path in left_over(project))
    assert found == ["fig-court.json", "fig-court.png", "fig-court.svg"]


def test_a_record_that_is_missing_or_edited_is_refused(tmp_path):
    path = tmp_path / "tbl-x.json"
    with refused(
        errors.RecordError,
        "figures/x/tbl-x.json: the record is not written yet.\n  Run corrigenda build.",
    ):
        load_record(path, "figures/x/tbl-x.json", ExhibitRecord)
    for text in ("{", "[]", '{"id": 1}'):
        Path(path).write_text(text, encoding="utf-8")
        with refused(
            errors.RecordError,
            "figures/x/tbl-x.json: it is not a record of provenance; someone edited it.\n"
            "  Run corrigenda build.",
        ):
            load_record(path, "figures/x/tbl-x.json", ExhibitRecord)
