"""The stage folder: what it holds, and that it is replaced as a whole or not at all."""

import json

import pytest

from corrigenda.errors import ReportError
from corrigenda.rendering import stage
from corrigenda.rendering.flow import Flow, flow_svg

from .conftest import EXCERPTS, QUANTIFIERS, SAMPLE, STUDY


def test_the_stage_holds_all_that_an_engine_reads(staged):
    found = {p.relative_to(staged.stage).as_posix() for p in staged.stage.rglob("*") if p.is_file()}
    assert found == {
        "report.qmd",
        "_sample.qmd",
        "_quarto.yml",
        "references.bib",
        "exhibits/tbl-sample.html",
        "exhibits/tbl-sample.typ",
        "exhibits/tbl-sample.csv",
        "exhibits/fig-court.svg",
        "exhibits.json",
        "statistics.json",
        "study.json",
        "quantifiers.json",
        "excerpts.json",
        "provenance.json",
        "_extensions/corrigenda/_extension.yml",
        "_extensions/corrigenda/corrigenda.lua",
        "_extensions/corrigenda/exhibits.css",
        "_extensions/corrigenda/tables.css",
        "_extensions/corrigenda/claims.css",
        "_extensions/corrigenda/claims.js",
        "_extensions/corrigenda/panel.js",
        "_extensions/corrigenda/provenance.css",
        "_extensions/corrigenda/provenance.lua",
    }
    assert json.loads((staged.stage / "study.json").read_text()) == STUDY
    assert json.loads((staged.stage / "quantifiers.json").read_text()) == QUANTIFIERS
    assert json.loads((staged.stage / "excerpts.json").read_text()) == EXCERPTS
    assert (staged.stage / "_sample.qmd").read_text() == SAMPLE


def test_provenance_and_the_figure_of_the_flow_are_staged(sample):
    sample.provenance = {"made": [{"title": "Zürich", "id": "sec-made-x"}]}
    sample.flow = Flow(5, 4, 1, 3, None, 0, 1, 1, 9, 2)
    sample.compose()
    told = (sample.stage / "provenance.json").read_text(encoding="utf-8")
    assert json.loads(told) == sample.provenance
    assert (sample.stage / "flow.svg").read_text(encoding="utf-8") == flow_svg(sample.flow)


def test_a_report_that_never_says_how_it_was_made_is_a_warning(sample):
    sample.provenance = {"made": [{"title": "Files", "id": "sec-made-files"}]}
    said = [str(warning) for warning in sample.compose()]
    assert said[0].startswith("report/report.qmd: it never says how it was made.")
    sample.body("# Made\n\n::: {.provenance}\n:::\n")
    assert not any("never says" in str(warning) for warning in sample.compose())


def test_the_same_inputs_make_the_same_stage(staged):
    before = {p: p.read_bytes() for p in staged.stage.rglob("*") if p.is_file()}
    staged.compose()
    assert {p: p.read_bytes() for p in staged.stage.rglob("*") if p.is_file()} == before


def test_a_refused_report_leaves_the_stage_as_it_was(staged):
    before = (staged.stage / "exhibits.json").read_bytes()
    staged.body('[]{of="nothing"}\n')
    with pytest.raises(ReportError):
        staged.compose()
    assert (staged.stage / "exhibits.json").read_bytes() == before
    assert [path.name for path in staged.stage.parent.iterdir()] == ["stage"]


def test_a_stage_that_cannot_be_swapped_is_put_back(staged, monkeypatch):
    new = staged.root / "nowhere"
    with pytest.raises(OSError, match="nowhere"):
        stage._swap(staged.stage, new, staged.root / "old")
    assert (staged.stage / "exhibits.json").is_file()


def test_files_that_are_gone_do_not_stay(staged):
    staged.body("Nothing.\n")
    staged.compose()
    assert not (staged.stage / "_sample.qmd").exists()
    assert not (staged.stage / "exhibits").exists()


def test_what_the_report_leaves_out_is_a_warning(sample):
    sample.body("Nothing.\n")
    warnings = [str(warning) for warning in sample.compose()]
    assert 'report/exhibits.yaml: the report never shows "tbl-sample".' in warnings[0]
    assert "report/_sample.qmd: the report never includes this file." in warnings[2]
    assert 'report/report.qmd:3: "one" is typed in the prose and bound to nothing.' in warnings[3]
    assert len(warnings) == 4
