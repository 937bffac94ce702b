"""Accounts: what the page and its appendix tell of provenance, and what they keep back."""

import json
import re

import pytest

from corrigenda.accounts import Accounts, listed, source
from corrigenda.composition import Composition
from corrigenda.workflow import Plan


@pytest.fixture
def composition(recorded) -> Composition:
    """The tiny study as its report is composed."""
    return Composition(Plan(recorded))


def facts(found: dict) -> dict[str, list[str]]:
    return {fact["term"]: fact["lines"] for fact in found["facts"]}


def sections(page: dict) -> dict[str, dict]:
    return {section["id"].removeprefix("sec-made-"): section for section in page["made"]}


def test_an_exhibit_tells_its_responses_items_codings_and_files(composition):
    found = composition.page()["exhibits"]["tbl-court"]
    told = facts(found)
    assert told["Responses"] == [
        "6 of 8 in interviews.csv, rows 5–6, 8–11",
        "Left out: 1 preview, 1 abandoned start of a respondent who finished another response",
    ]
    assert told["Items"] == [
        "court: Went to court (column Q4)",
        "impact: Impact of court (coded from court_text, column Q5)",
    ]
    assert told["Codings"] == ["impact: 4 codings in codings.csv, with 2 codes, by C1 and C2"]
    assert told["Corrections"] == ["None touches it."]
    assert [line.split(",")[0] for line in told["Raw files"]] == ["interviews.csv", "codings.csv"]
    assert told["Audit"] == ["corrigenda audit tbl-court"]
    assert re.fullmatch(r"tiny/tbl-court@[0-9a-f]{12}", found["record"])


def test_an_exhibit_shows_its_declaration_and_the_code_that_drew_it(composition):
    found = composition.page()["exhibits"]["fig-court"]
    assert found["declaration"].startswith("fig-court:\n  chart: bars\n")
    assert found["code"]["name"] == "corrigenda.figures.bars.draw"
    assert found["code"]["text"].startswith("def draw(")


def test_a_claim_leads_over_its_rule_to_items_and_their_columns(composition):
    page = composition.page()
    court = page["statistics"]["court.yes"]
    assert court == {
        "rule": "Respondents who answered “Yes” to court, of all respondents.",
        "items": ["court"],
        "command": "corrigenda audit court.yes",
    }
    told = facts(page["items"]["cases_band"])
    assert told["Raw data"][0] == "interviews.csv, bands of cases"
    assert told["Corrections"] == ['C001 (2024-04-10), cases: "1" → "6"']
    told = facts(page["items"]["court_text"])
    assert told["Asked"] == ["Only respondents who answered “Yes” to court."]
    assert told["Answers"] == ["3 answered, 0 gave no answer, 3 were not asked"]


def test_the_appendix_has_every_part(composition):
    found = sections(composition.page())
    assert list(found) == ["flow", "corrections", "items", "exhibits", "files", "notes", "software"]
    assert found["exhibits"]["only"] == "typst"
    assert found["flow"]["blocks"][1]["kind"] == "figure"
    assert found["corrections"]["blocks"][1]["facts"] == [
        {
            "term": "C001",
            "lines": [
                'cases: "1" → "6"',
                "2024-04-10, AB: Misheard on the telephone",
                "Moved: cases.sum 27 → 32; cases.mean 5.4 → 6.4; cases.median 4 → 6; cases.min "
                "1 → 2; and 2 more statistics; in tbl-cases",
            ],
        }
    ]
    files = dict(found["files"]["blocks"][1]["rows"])
    assert {"data/tiny/raw/interviews.csv", "data/tiny/corrections.csv"} < files.keys()
    assert {"report/tiny/report.qmd", "data/tiny/codebook.yaml"} < files.keys()
    assert dict(found["software"]["blocks"][1]["rows"])["Corrigenda"]
    assert found["notes"]["blocks"][1]["facts"] == [
        {"term": "Found", "lines": ["3 header rows, 10 columns, 8 responses."]}
    ]


def test_the_counts_of_the_flow_are_those_of_the_study(composition):
    flow = composition.flow
    assert (flow.exported, flow.used, flow.corrections) == (8, 6, 1)
    assert (flow.items, flow.codings, flow.coded) == (7, 4, 1)
    assert (flow.tables, flow.figures) == (3, 1)


def test_respondents_and_open_answers_are_kept_back(composition, monkeypatch):
    project = composition.project
    row = project.ledger[0]
    hostile = type(row)(
        *("C001", "R5", "court_text", "Slow and cold", "Warm", "R5 told R10 of it", "AB"),
        row.date,
        row.place,
    )
    monkeypatch.setitem(vars(project), "ledger", (hostile,))
    text = json.dumps(composition.page())
    assert "[respondent] told R10 of it" in text
    for kept in ("Slow and cold", "Warm", "R5 "):
        assert kept not in text


def test_a_study_may_show_them(composition, monkeypatch):
    project = composition.project
    study = project.study.model_copy(update={"discloses": ("respondents",)})
    monkeypatch.setitem(vars(project), "study", study)
    accounts = Accounts(project, composition.exhibits, composition.statistics, ["AB"])
    assert accounts.mask("AB") == "AB"


def test_source_is_read_without_importing_what_it_needs():
    assert source("corrigenda.rounding.printed_percent").startswith("def printed_percent(")


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["A"], "A"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_listed(names, text):
    assert listed(names) == text
