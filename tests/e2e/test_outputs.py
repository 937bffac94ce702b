"""Outputs of a built study: they carry the ids of their records, and nobody's answers."""

import csv
import json

import pytest

from corrigenda.identity import read_identity
from corrigenda.project import Project

pytestmark = pytest.mark.e2e

STUDY = "clinician-interviews"
TEXT = (".html", ".json", ".csv", ".typ", ".svg", ".qmd", ".yml", ".bib", ".lua", ".js", ".css")
SHORTEST = 12  # of an open answer: "Yes" and "no" stand everywhere


def test_every_output_carries_the_id_of_its_record(built):
    folder, run = built
    assert run.code == 0, run.output
    shown = folder.path / "figures/tiny"
    outputs = [p for p in shown.iterdir() if p.suffix in (".svg", ".png", ".html")]
    assert len(outputs) == 5
    for path in outputs:
        record = json.loads((shown / f"{path.stem}.json").read_text(encoding="utf-8"))
        identity = read_identity(path.read_bytes())
        assert (identity.record, identity.data) == (record["id"], record["data"]), path
        assert (identity.study, identity.release) == ("tiny", "unreleased")
    record = json.loads((shown / "report.json").read_text(encoding="utf-8"))
    for name in ("report.html", "report.pdf"):
        identity = read_identity((folder.path / "build/tiny" / name).read_bytes())
        assert (identity.record, identity.data) == (record["id"], record["data"]), name


def test_every_claim_leads_to_the_record_of_its_statistic(report):
    shown = report[0].path / "figures" / STUDY
    claims = json.loads((shown / "claims.json").read_text(encoding="utf-8"))["claims"]
    found = json.loads((shown / "statistics.json").read_text(encoding="utf-8"))["statistics"]
    assert len(claims) > 200
    for claim in claims:
        assert claim["statistic"] == found[claim["of"]]["id"], claim
        assert claim["words"], claim


@pytest.fixture(scope="module")
def kept(report) -> tuple[set[str], set[str]]:
    """The ids and the open answers of the reference study, as they are in its data."""
    project = Project(report[0].path, STUDY)
    with (project.build / "dispositions.csv").open(encoding="utf-8", newline="") as file:
        ids = {row["respondent"] for row in csv.DictReader(file)} - {""}
    opened = {i: item for i, item in project.codebook.items() if item.kind == "open"}
    rows = [row for row in project.ledger if row.item in opened]
    answers = {text for row in rows for text in (row.old, row.new)}
    for item in opened.values():
        with project.slice(item.id).open(encoding="utf-8", newline="") as file:
            answers |= {row["value"] for row in csv.DictReader(file)}
    return ids, {text for text in answers if len(text) >= SHORTEST}


def test_nothing_that_is_published_names_a_respondent_or_quotes_an_answer(report, kept):
    ids, answers = kept
    assert len(ids) >= 40 and len(answers) > 200
    root = report[0].path
    build = root / "build" / STUDY
    files = [*(root / "figures").rglob("*"), *(build / "stage").rglob("*"), build / "report.html"]
    files = [path for path in files if path.suffix in TEXT]
    assert len(files) > 80
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert [name for name in ids if name in text] == [], path
        assert [answer for answer in answers if answer in text] == [], path
