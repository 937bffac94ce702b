"""What a release holds: everything that tells of it, and nobody whom the study keeps back."""

import json
from pathlib import Path

import pytest

from corrigenda.files import sha256_of
from corrigenda.identity import read_identity
from corrigenda.releases.contents import told, with_changes
from corrigenda.releases.declared import KEPT_BACK, declarations
from corrigenda.releases.describing import described
from corrigenda.releases.held import Held
from corrigenda.releases.ledger import as_csv, public_ledger
from corrigenda.releases.models import LedgerRow, Release
from corrigenda.releases.snapshot import Snapshot

VERSION = {
    "version": "1.0.0",
    "date": "2024-05-01",
    "note": "The first one",
    "commit": "",
    "dirty": True,
    "earlier": {},
}


def page_of(project) -> bytes:
    return (project.build / "report.html").read_bytes()


@pytest.fixture
def release(project) -> Release:
    """What a release of the tiny study would say of itself."""
    return described(Held(project), page_of(project), VERSION)


@pytest.fixture
def files(project, release) -> dict[str, bytes]:
    """What a release of the tiny study would hold."""
    return told(Held(project), release, page_of(project))


def test_a_release_says_what_the_page_says(release):
    assert (release.id, release.title, release.lang) == ("tiny 1.0.0", "A tiny study", "en-GB")
    assert [author.name for author in release.authors] == ["A. Tester"]
    assert (release.subtitle, release.abstract, release.changes) == ("", "", "")
    assert release.notice_short == "Invented data"
    assert release.record.startswith("tiny/report@")
    assert release.software["Corrigenda"]
    assert release.face == "1.0.0 (from files that git does not hold)"


def test_exhibits_are_named_as_they_are_printed(release):
    assert [(s.id, s.label, s.caption) for s in release.exhibits] == [
        ("tbl-setting", "Table 1", "Settings"),
        ("tbl-court", "Table 2", "Court"),
        ("tbl-cases", "Table 3", "Cases and methods"),
        ("fig-court", "Figure 1", "Who went to court"),
    ]
    table, figure = release.exhibits[0], release.exhibits[-1]
    assert (table.kind, table.alt) == ("table", "")
    assert (figure.kind, figure.alt[:6]) == ("figure", "Bars: ")
    assert "{of=" not in figure.alt
    assert table.source.startswith("Source: interviews.csv; setting. Record")
    assert table.files == ("tbl-setting.html", "tbl-setting.csv", "tbl-setting.json")
    assert [name.rpartition(".")[2] for name in figure.files] == ["svg", "png", "csv", "json"]


def test_a_page_of_quarto_names_them_in_its_own_way(project):
    page = """<!DOCTYPE html><html lang="en"><body><h1 class="title">Q</h1>
    <div class="abstract"><p>One.</p><p>Two.</p></div>"""
    for kind, name in (("Table", "tbl-setting"), ("Table", "tbl-court"), ("Table", "tbl-cases")):
        page += f'<div id="{name}"><figcaption>{kind}&nbsp;1: What: is it</figcaption></div>'
    page += '<div id="fig-court"><img alt="Bars"><figcaption>No label</figcaption></div>'
    release = described(Held(project), page.encode(), VERSION)
    shown = [(s.label, s.caption) for s in release.exhibits]
    assert shown == [("Table 1", "What: is it")] * 3 + [("", "No label")]
    assert release.abstract == "One.\n\nTwo."


def test_an_exhibit_that_only_the_pdf_shows_is_named_by_its_id(project):
    release = described(Held(project), b"<!DOCTYPE html><p>Nothing</p>", VERSION)
    assert (release.title, release.lang) == ("A tiny study", "en")
    shown = release.exhibits[0]
    assert (shown.label, shown.caption, shown.source) == ("", "tbl-setting", "")


def test_a_release_holds_all_that_tells_of_it(files):
    exhibits = {name for name in files if name.startswith(("tbl-", "fig-"))}
    assert files.keys() - exhibits == {
        "report.html",
        "release.json",
        "ledger.json",
        "ledger.csv",
        "statistics.json",
        "text.json",
        "declarations.json",
        "provenance/report.json",
        "provenance/claims.json",
        "provenance/statistics.json",
    }
    assert {name for name in exhibits if name.startswith("fig-")} == {
        f"fig-court/{name}"
        for name in (*(f"fig-court.{s}" for s in ("svg", "png", "csv", "json")), "facts.json")
    }


def test_a_snapshot_reads_them_all(files, release):
    found = Snapshot(files)
    assert found.release == release
    assert found.ledger[0].moved
    assert found.statistics["court.yes"]["n"]
    assert found.text[0].text == "Findings"
    assert found.declarations["study.yaml"]["rounding"] == "half-odd"
    assert found.declarations["exhibits.yaml"]["exhibits"]["fig-court"]["item"] == "court"
    assert found.report.release == "1.0.0"
    assert found.records["fig-court"].kind == "figure"
    assert found.rows("tbl-setting")[0]["row"] == "Clinic"


def test_every_file_says_to_which_release_it_belongs(files, release):
    for shown in release.exhibits:
        record = json.loads(files[f"{shown.id}/{shown.id}.json"])
        assert record["release"] == "1.0.0"
        assert record["files"] == {
            name: sha256_of(files[f"{shown.id}/{name}"])
            for name in shown.files
            if not name.endswith(".json")
        }
        for name in shown.files:
            if name.endswith((".html", ".svg", ".png")):
                identity = read_identity(files[f"{shown.id}/{name}"])
                assert (identity.record, identity.release) == (shown.record, "1.0.0")


def test_the_same_build_gives_the_same_bytes(project, release, files):
    assert told(Held(project), release, page_of(project)) == files


def test_what_differs_is_said_in_release_json_alone(files):
    changed = with_changes(files, "Nothing differs.")
    assert Snapshot(changed).release.changes == "Nothing differs."
    assert [name for name in files if files[name] != changed[name]] == ["release.json"]


def test_the_ledger_names_nobody(project):
    (row,) = public_ledger(Held(project))
    assert row.respondent == ""
    assert (row.id, row.date, row.item) == ("C001", "2024-04-10", "cases")
    assert (row.change, row.reason) == ('"1" → "6"', "AB: Misheard on the telephone")
    assert "R5" not in as_csv([row], disclosed=False)


def test_where_the_study_discloses_respondents_the_ledger_names_them(own):
    edit(own.data / "study.yaml", "\nbase: all\n", "\nbase: all\ndiscloses: [respondents]\n")
    (row,) = public_ledger(Held(own))
    assert row.respondent == "R5"
    assert as_csv([row], disclosed=True).splitlines()[1].startswith("C001,2024-04-10,R5,cases,")


def test_a_row_that_withdraws_is_told_with_the_item_of_the_other(own):
    path = own.data / "corrections.csv"
    text = path.read_text().replace("author,date\n", "author,date,withdraws\n")
    path.write_text(text.replace("2024-04-10\n", "2024-04-10,\n") + TAKEN_BACK)
    history = own.build / "history.json"
    entry = json.loads(history.read_text())[0]
    history.write_text(json.dumps([entry, entry | {"id": "C002"}]))
    first, second = public_ledger(Held(own))
    assert (first.withdrawn_by, second.withdrawn_by) == ("C002", "")
    assert (second.item, second.change) == ("cases", "withdraws C001")
    assert second.reason == "AB: She, [respondent], called again"


TAKEN_BACK = 'C002,,,,,"She, R5, called again",AB,2024-04-11,C001\n'


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-A1", "@A1"])
def test_no_cell_of_the_sheet_is_a_formula(text):
    row = LedgerRow(
        id=text,
        date="2024-04-10",
        item="cases",
        change="a",
        reason="b, c",
        withdrawn_by="",
        moved=("one", "two"),
    )
    assert as_csv([row], disclosed=False).splitlines() == [
        "id,date,item,change,reason,withdrawn_by,moved",
        f'\'{text},2024-04-10,cases,a,"b, c",,one; two',
    ]


def test_declarations_name_nobody(own):
    edit(own.report / "exhibits.yaml", '"Bars: ', '"R5 and bars: ')
    found = declarations(Held(own))
    alt = found["exhibits.yaml"]["exhibits"]["fig-court"]["alt"]
    assert alt.startswith("[respondent] and bars: ")
    assert "excerpts.yaml" not in found


def test_a_declaration_that_repeats_an_open_answer_is_kept_back(own):
    edit(own.report / "exhibits.yaml", '"Bars: ', '"It was slow. Bars: ')
    found = declarations(Held(own))
    assert found["exhibits.yaml"] == KEPT_BACK
    assert found["study.yaml"]["id"] == "tiny"


def test_a_reason_that_repeats_an_answer_of_somebody_else_is_kept_back(own):
    edit(own.data / "corrections.csv", "Misheard on the telephone", "Like R1 said: it was slow")
    (row,) = public_ledger(Held(own))
    assert (row.change, row.reason) == ('"1" → "6"', KEPT_BACK)
    assert "slow" not in as_csv([row], disclosed=False)


def test_what_a_row_moved_may_repeat_no_answer_either(own):
    history = own.build / "history.json"
    entry = json.loads(history.read_text())[0]
    history.write_text(json.dumps([entry | {"moved": ["cases.mean: 1 → 2", "It was slow."]}]))
    (row,) = public_ledger(Held(own))
    assert row.moved == ("cases.mean: 1 → 2", KEPT_BACK)
