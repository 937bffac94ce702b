"""Whoever touches a file of a study is found out, and it is said in words what happened."""

import json
import shutil
import sys

import pytest
from click.testing import CliRunner
from folders import REPOSITORY, Folder, fresh
from tampering import (
    ALL,
    BUILT,
    CLONED,
    CODERS,
    EDITED,
    FORGED,
    LEDGER,
    RAW,
    RECEIPTS,
    REPORT,
    REWORDED,
    SHOWN,
    TOUCHED,
    UNBUILT,
    forged,
    grown,
    new,
    noted,
    noting,
    replaced,
)

from corrigenda.cli import main

pytestmark = pytest.mark.e2e

GOOD = ("C002", "R6", "setting", "Clinic", "School", "x", "AB", "2024-04-11")
BAD = ("C002", "R6", "setting", "School", "Clinic", "x", "AB", "2024-04-11")


@pytest.fixture(autouse=True)
def here(monkeypatch, tmp_path):
    """Keep the working folder and the engine of the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORRIGENDA_ENGINE", "embedded")


def verified(folder: Folder, *options: str) -> dict:
    """Verify a study, as programs see it."""
    result = CliRunner().invoke(main, ["--project", str(folder.path), "verify", "--json", *options])
    found = json.loads(result.stdout)
    assert result.exit_code == (0 if found["sound"] else 19)
    return found


def told(folder: Folder, *options: str) -> str:
    """Verify a study, as people see it."""
    command = ["--project", str(folder.path), "verify", *options]
    return CliRunner().invoke(main, command).stdout


def shorter(findings: list[dict]) -> list[tuple]:
    """Return of each finding what it is, where, what is said, and what hangs on it."""
    return [(f["kind"], f["place"], f["message"], f["hangs"]) for f in findings]


@pytest.mark.parametrize("what", TOUCHED)
def test_whoever_touches_a_file_is_found_out(project, what):
    tamper, expected = TOUCHED[what]
    tamper(project)
    found = verified(project)
    assert shorter(found["findings"]) == [expected]
    assert not found["further"]


def test_a_study_that_nobody_touched_is_sound(project):
    assert told(project) == (
        "Every file is as the build noted it.\n"
        "  2 raw files, 8 slices, 4 exhibits, 55 statistics, 4 claims and the report; "
        f"{verified(project)['counts']['files']} files hashed.\n\n"
        "A file that was edited together with what is noted of it is not found in this way:\n"
        "corrigenda verify --rebuild computes everything again.\n"
    )
    assert verified(project)["sound"]


def test_what_changes_nothing_that_is_read_breaks_nothing(project):
    (project.path / "README.md").write_text("More.\n", encoding="utf-8")
    (project.path / f"{SHOWN}/README.md").write_text("More.\n", encoding="utf-8")
    assert verified(project)["sound"]


def test_a_finding_is_told_with_what_hangs_on_it_and_what_to_do(project):
    replaced(LEDGER, "Misheard", "Heard")(project)
    assert told(project).splitlines()[1:] == [
        "",
        f"{LEDGER}: {REWORDED}",
        "  Run corrigenda build.",
        "  What hangs on it: the report.",
    ]


@pytest.mark.parametrize("what", FORGED)
def test_what_a_record_tells_is_counted_again_where_its_receipt_was_forged(project, what):
    name, tamper, message, hangs = FORGED[what]
    noting(f"{SHOWN}/{name}", tamper)(project)
    assert shorter(verified(project)["findings"]) == [("record", f"{SHOWN}/{name}", message, hangs)]


def test_a_page_that_was_edited_with_its_receipt_is_found_by_building_again(project):
    page = f"{BUILT}/report.html"
    noting(page, replaced(page, "tiny study", "huge study"))(project)
    assert verified(project)["sound"]
    said = told(project, "--rebuild")
    assert said.startswith("Every file is as the build noted it.")
    assert f"  {page} is not the same." in said


def test_the_first_broken_link_of_a_chain_is_told_before_those_behind_it(project):
    replaced(f"{SHOWN}/tbl-setting.html", "Clinic", "Hospital")(project)
    replaced(f"{BUILT}/slices/setting.csv", "clinic", "school")(project)
    grown(f"{SHOWN}/fig-court.svg")(project)
    found = verified(project)
    places = [[f["place"] for f in found[part]] for part in ("findings", "further")]
    assert places == [
        [f"{BUILT}/slices/setting.csv", f"{SHOWN}/fig-court.svg"],
        [f"{SHOWN}/tbl-setting.html"],
    ]
    assert f"Further along these chains:\n  {SHOWN}/tbl-setting.html: {EDITED}" in told(project)


def test_a_claim_that_no_longer_holds_is_named_with_its_line(project):
    project.edit("report/tiny/report.qmd", '[]{of="cases.mean"}', '[99]{of="cases.mean"}')
    kinds = {f["kind"]: f for f in verified(project)["findings"]}
    assert set(kinds) == {"source", "claim"}
    assert kinds["claim"]["place"] == "report/tiny/report.qmd:12"
    assert '"99" does not hold: cases.mean is 6.4.' in kinds["claim"]["message"]


def test_a_raw_file_that_was_registered_anew_has_changed_all_the_same(project):
    replaced(RAW, "Clinic,2", "Clinic,3")(project)
    shell = "cd data/tiny/raw && sha256sum codings.csv interviews.csv > SHA256SUMS"
    assert project.run("sh", "-c", shell).returncode == 0
    message = "the raw file changed since it was imported, and was registered anew."
    assert shorter(verified(project)["findings"]) == [("raw", RAW, message, ALL)]


def test_code_that_changed_since_is_told(project, tmp_path):
    shutil.copytree(REPOSITORY / "src", tmp_path / "src")
    with (tmp_path / "src/corrigenda/tables.py").open("a", encoding="utf-8") as file:
        file.write("# other code\n")
    found = json.loads(
        project.say(
            [sys.executable, "-m", "corrigenda", "verify", "--json"],
            PYTHONPATH=str(tmp_path / "src"),
        )
    )
    kinds = {f["kind"] for f in found["findings"]}
    assert kinds == {"code"}
    assert "the code changed since tbl-setting, tbl-court" in found["findings"][0]["message"]


def test_another_engine_than_the_one_that_rendered_is_told(project):
    path = project.path / RECEIPTS / "html.json"
    receipt = json.loads(path.read_text(encoding="utf-8"))
    receipt["parts"]["declaration"] = "quarto"
    path.write_text(json.dumps(receipt), encoding="utf-8")
    message = "it was rendered by the quarto engine; the one that is found now is embedded."
    assert shorter(verified(project)["findings"]) == [
        ("engine", f"{BUILT}/report.html", message, ["report.html"])
    ]


def test_a_library_of_another_version_is_named(project):
    path = project.path / BUILT / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    now = manifest["software"]["great-tables"]
    manifest["software"]["great-tables"] = "0.1"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    noted("table-tbl-cases", "parts", "libraries")(project)
    message = f"great-tables 0.1 is now {now}: changed since tbl-cases was made."
    assert [f["message"] for f in verified(project)["findings"]] == [message]


def test_after_a_build_that_was_refused_the_ledger_is_named(project):
    project.correct(*BAD)
    assert project.run("corrigenda", "build").returncode == 11
    assert shorter(verified(project)["findings"]) == [
        ("ledger", LEDGER, "the ledger changed since the slices were made.", ALL)
    ]
    assert project.snakemake().code != 0  # now the receipt of cleaning is gone
    found = verified(project)
    assert [f["kind"] for f in found["findings"]] == ["ledger"]
    assert {f["message"] for f in found["further"]} == {f"not built again since {LEDGER} changed."}


def test_exhibits_of_another_build_are_not_taken_for_edited_by_hand(project, tmp_path):
    other = project.copied(tmp_path / "other")
    other.correct(*GOOD)
    assert other.snakemake().code == 0
    for path in (other.path / SHOWN).iterdir():
        shutil.copy(path, project.path / SHOWN)
    messages = {f["place"]: f["message"] for f in verified(project)["findings"]}
    record = json.loads((other.path / SHOWN / "tbl-setting.json").read_text())["id"]
    said = f"it was replaced by that of another build, as it says itself ({record})."
    for suffix in ("html", "typ", "csv"):
        assert messages[f"{SHOWN}/tbl-setting.{suffix}"] == said


def test_a_page_of_another_build_is_not_taken_for_edited_by_hand(project, tmp_path):
    other = project.copied(tmp_path / "other")
    other.correct(*GOOD)
    assert other.snakemake().code == 0
    shutil.copy(other.path / BUILT / "report.pdf", project.path / BUILT)
    record = json.loads((other.path / SHOWN / "report.json").read_text())["id"]
    said = f"it was replaced by that of another build, as it says itself ({record})."
    assert [f["message"] for f in verified(project)["findings"]] == [said]


@pytest.fixture
def clone(project) -> Folder:
    """The study as git has it: everything but build/."""
    shutil.rmtree(project.path / "build")
    return project


def test_a_clone_is_held_against_its_records(clone):
    found = verified(clone)
    assert shorter(found["findings"]) == [
        ("not built", BUILT, UNBUILT, ["statistics", *REPORT]),
    ]
    assert found["counts"]["exhibits"] == 4


@pytest.mark.parametrize("what", CLONED)
def test_whoever_touches_a_file_of_a_clone_is_found_out(clone, what):
    tamper, expected = CLONED[what]
    tamper(clone)
    found = verified(clone)
    others = [f for f in found["findings"] if f["kind"] != "not built"]
    assert shorter(others) == [expected]
    assert not found["further"]


def test_where_two_records_contradict_each_other_both_are_named(clone):
    forged("tbl-court.json", ["C9"], *CODERS)(clone)
    found = [f for f in verified(clone)["findings"] if f["kind"] == "record"]
    names = [f"{SHOWN}/tbl-court.json", f"{SHOWN}/statistics.json"]
    assert [f["place"] for f in found] == names
    message = "of impact it tells something else than {}: one of the two was edited by hand."
    assert [f["message"] for f in found] == [message.format(name) for name in reversed(names)]


def test_code_in_a_record_that_no_other_has_was_edited(clone):
    path = clone.path / SHOWN / "tbl-cases.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["code"]["sha256"] = "0" * 64
    path.write_text(json.dumps(record), encoding="utf-8")
    messages = [f["message"] for f in verified(clone)["findings"] if f["kind"] == "record"]
    assert messages == ["the record was edited by hand: it tells of other code."]


def test_a_study_that_was_never_built_says_only_that(tmp_path):
    folder = fresh(tmp_path / "project")
    found = verified(folder)
    assert [(f["kind"], f["hangs"]) for f in found["findings"]] == [("not built", ALL)]


def test_lost_receipts_leave_the_records(project):
    shutil.rmtree(project.path / "build/.receipts")
    message = "its receipts are missing: nothing tells what the build has read and written."
    assert shorter(verified(project)["findings"]) == [
        ("not built", BUILT, message, ["statistics", *REPORT])
    ]


def test_a_clone_that_can_be_built_again_to_the_same_bytes_is_sound(clone):
    found = verified(clone, "--rebuild")
    assert found["sound"]
    assert told(clone, "--rebuild").startswith("Every link holds.")
    shown = sum(1 for path in (clone.path / SHOWN).iterdir())
    assert (found["rebuilt"]["compared"], found["rebuilt"]["differing"]) == (shown, {})
    assert not (clone.path / "build").exists()


def test_building_again_names_what_is_not_the_same(project):
    grown(f"{SHOWN}/fig-court.svg")(project)
    grown(f"{BUILT}/report.html")(project)
    new(f"{SHOWN}/tbl-old.csv")(project)
    found = verified(project, "--rebuild")
    assert found["rebuilt"]["differing"] == {
        f"{SHOWN}/fig-court.svg": "is not the same",
        f"{SHOWN}/tbl-old.csv": "is not built from the sources",
        f"{BUILT}/report.html": "is not the same",
    }


def test_a_study_that_cannot_be_built_again_is_told_without_a_traceback(project):
    project.correct(*BAD)
    said = told(project, "--rebuild")
    assert "Built again in a temporary folder: that failed. The build said:" in said
    assert f"{LEDGER}:3: respondent R6, item setting" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("file", "exhibits"),
    [
        ("build/clinician-interviews/slices/setting.csv", {"tbl-sample"}),
        ("build/clinician-interviews/coded/resources.csv", {"tbl-resources"}),
    ],
)
def test_in_the_reference_study_only_what_reads_a_slice_hangs_on_it(
    report, tmp_path, file, exhibits
):
    folder = report[0].copied(tmp_path / "project")
    assert verified(folder)["sound"]
    grown(file)(folder)
    (finding,) = verified(folder)["findings"]
    assert finding["place"] == file
    records = {p.stem: p.read_text() for p in folder.path.glob("figures/*/[tf]*-*.json")}
    reading = {name for name, text in records.items() if f'"{file}"' in text}
    assert exhibits <= reading
    assert set(finding["hangs"]) == {*reading, "statistics", *REPORT}
