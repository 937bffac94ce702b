"""From an export of each kind to a rendered report, without an edit."""

import json
from pathlib import Path

import own_exports as own
import pytest
from click.testing import CliRunner
from in_process import rendered

from corrigenda.cli import main

ANSWERED = "setting"


def three_headers(folder: Path) -> list[str]:
    return ["--from", own.write_rows(folder / "export.csv", own.qualtrics_rows(), "utf-8-sig").name]


def numbers_with_survey(folder: Path) -> list[str]:
    rows = own.qualtrics_rows(numeric=True)
    own.write_rows(folder / "export.tsv", rows, "utf-16", "\t")
    (folder / "survey.qsf").write_text(json.dumps(own.survey()), encoding="utf-8")
    return ["--from", "export.tsv", "--survey", "survey.qsf"]


def two_headers(folder: Path) -> list[str]:
    return ["--from", own.write_rows(folder / "export.csv", own.qualtrics_rows(2)).name]


def spss(folder: Path) -> list[str]:
    return ["--from", own.sav(folder / "study.sav").name]


def compressed_spss(folder: Path) -> list[str]:
    return ["--from", own.sav(folder / "study.zsav").name]


def redcap(folder: Path) -> list[str]:
    own.redcap(folder)
    return ["--from", "data.csv", "--dictionary", "dictionary.csv"]


def semicolons(folder: Path) -> list[str]:
    rows = [[*own.ANSWERS], *zip(*own.ANSWERS.values(), strict=True)]
    rows = [[cell.replace("Clinic", "Café") for cell in row] for row in rows]
    return ["--from", own.write_rows(folder / "answers.csv", rows, "cp1252", ";").name]


def workbook(folder: Path) -> list[str]:
    own.frame().to_excel(folder / "answers.xlsx", index=False)
    return ["--from", "answers.xlsx"]


def open_document(folder: Path) -> list[str]:
    rows = [[*own.ANSWERS], *zip(*own.ANSWERS.values(), strict=True)]
    return ["--from", own.ods(folder / "answers.ods", rows).name]


def parquet(folder: Path) -> list[str]:
    own.frame().to_parquet(folder / "answers.parquet")
    return ["--from", "answers.parquet"]


def project_alone(folder: Path) -> list[str]:
    return ["--from", own.qdpx(folder / "talks.qdpx").name]


def project_beside(folder: Path) -> list[str]:
    return [*three_headers(folder), "--codings", own.qdpx(folder / "talks.qdpx").name]


def highlights(folder: Path) -> list[str]:
    return [*three_headers(folder), "--codings", own.taguette(folder / "tags.csv").name]


def segments(folder: Path) -> list[str]:
    return [*three_headers(folder), "--codings", own.maxqda(folder / "segments.xlsx").name]


def dedoose(folder: Path) -> list[str]:
    return [*three_headers(folder), "--codings", own.dedoose(folder / "excerpts.csv").name]


KINDS = {
    make.__name__: make
    for make in (
        three_headers,
        numbers_with_survey,
        two_headers,
        spss,
        compressed_spss,
        redcap,
        semicolons,
        workbook,
        open_document,
        parquet,
        project_alone,
        project_beside,
        highlights,
        segments,
        dedoose,
    )
}
CODED = ("project_alone", "project_beside", "highlights", "segments", "dedoose")


@pytest.fixture
def started(request, tmp_path, monkeypatch):
    """A new project of a kind, and what `init` said."""
    monkeypatch.chdir(tmp_path)
    arguments = KINDS[request.param](tmp_path)
    result = CliRunner().invoke(main, ["init", "my study", *arguments])
    assert result.exit_code == 0, result.output
    monkeypatch.chdir(tmp_path / "my study")
    return request.param, result.output


@pytest.mark.parametrize("started", KINDS, indirect=True)
def test_an_export_becomes_a_rendered_report_without_an_edit(started, monkeypatch):
    monkeypatch.setenv("CORRIGENDA_ENGINE", "embedded")
    kind, said = started
    assert len(said.splitlines()) <= 10
    project, page = rendered()
    statistics = json.loads((project.build / "statistics.json").read_text())
    assert statistics["responses.used"]["value"] == "6"
    assert "67%" in page and "School" in page  # four of six work in a clinic
    coded = [item for item in project.items.values() if item.kind == "coded"]
    assert bool(coded) == (kind in CODED)
    held = {o.label: str(statistics[f"{i.id}.{o.id}"]["n"]) for i in coded for o in i.options}
    assert not coded or held == {"Contact": "2", "Burden": "2", "Not asked": "1"}
