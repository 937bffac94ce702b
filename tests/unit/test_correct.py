"""Correcting from the command line: impact, entry, history, and what is refused."""

import csv
import json

import pytest

from corrigenda import ledger

SETTING = ("R6", "setting", "--from", "Clinic", "--to", "School")
WHY = ("--reason", "Call-back", "--author", "AB")
LEDGER = "data/tiny/corrections.csv"


@pytest.fixture
def rows(tiny):
    """Return the rows of the ledger as they stand in the file."""

    def read() -> list[dict[str, str]]:
        with (tiny.path / LEDGER).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


def test_impact_of_a_row_is_told_and_nothing_is_written(tiny):
    before = tiny.snapshot(".")
    result = tiny.run("impact", *SETTING)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        'C002: R6, setting: "Clinic" → "School"',
        "",
        "Tables and figures",
        "  tbl-setting",
        "    Work setting / Clinic  50% (3) → 33% (2)",
        "    Work setting / School  33% (2) → 50% (3)",
        "",
        "Statistics",
        "  corrections.rows  1 → 2",
        "  corrections.applied  1 → 2",
        "  setting.clinic  3 of 6 (50%) → 2 of 6 (33.33%)",
        "  setting.school  2 of 6 (33.33%) → 3 of 6 (50%)",
        "",
        "Jobs of the next build (13)",
        "  import",
        "  clean",
        "  aggregate impact",
        "  table tbl-setting tbl-court tbl-cases",
        "  figure fig-court",
        "  statistics",
        "  history",
        "  records",
        "  compose",
        "  html",
        "  pdf",
    ]
    assert tiny.snapshot(".") == before


def test_impact_for_programs_is_json(tiny):
    found = json.loads(tiny.run("impact", *SETTING, "--json").stdout)
    assert found["rows"] == ["C002"]
    assert found["tables"] == ["tbl-setting"] and found["figures"] == []
    assert found["cells"][0] == {
        "exhibit": "tbl-setting",
        "labels": {"block": "Work setting", "row": "Clinic"},
        "before": {"n": 3, "base": 6, "percent": "50"},
        "after": {"n": 2, "base": 6, "percent": "33"},
    }
    assert found["statistics"]["setting.clinic"] == {
        "before": {"n": 3, "base": 6, "percent": "50"},
        "after": {"n": 2, "base": 6, "percent": "100/3"},
    }


def test_impact_names_the_sentences_that_would_no_longer_hold(tiny):
    tiny.edit("report/tiny/report.qmd", '[]{of="court.yes" as="percent-n"}', HALF)
    row = ("R3", "court", "--from", "No", "--to", "dont_know")
    assert "no longer hold" not in tiny.run("impact", *row).stdout
    tiny.edit("report/tiny/report.qmd", HALF, '[One-third]{of="court.no"}')
    told = tiny.run("impact", *row).stdout
    assert (
        "Sentences that would no longer hold\n"
        '  report/tiny/report.qmd:10: "One-third" does not hold: court.no is 1 of 6 (16.67%).\n'
    ) in told
    found = json.loads(tiny.run("impact", *row, "--json").stdout)["false_claims"]
    assert [(one["of"], one["text"], one["value"]["n"]) for one in found] == [
        ("court.no", "One-third", 1)
    ]


HALF = '[half]{of="court.yes"}'


def test_a_row_is_entered_once_it_has_been_seen(tiny, rows):
    result = tiny.run("correct", *SETTING, *WHY, "--yes")
    assert result.exit_code == 0, result.output
    assert f"C002 is entered, {LEDGER}:3. Next: corrigenda build" in result.stdout
    entered = rows()[-1]
    assert entered.pop("date") and entered == {
        "id": "C002",
        "respondent": "R6",
        "item": "setting",
        "old": "Clinic",
        "new": "School",
        "reason": "Call-back",
        "author": "AB",
    }
    again = tiny.run("correct", *SETTING, *WHY, "--yes")
    assert again.exit_code == 11
    assert 'the ledger expects "Clinic", the data hold "School"' in again.stderr
    assert len(rows()) == 2


def test_nothing_is_entered_that_nobody_confirms(tiny, rows):
    result = tiny.run("correct", *SETTING, *WHY, "--dry-run")
    assert (result.exit_code, len(rows())) == (0, 1)
    assert "Nothing was entered." in result.stdout
    result = tiny.run("correct", *SETTING, *WHY)  # without a terminal there is no answer
    assert (result.exit_code, len(rows())) == (1, 1)
    assert "nobody has answered; nothing was entered." in result.stderr
    assert "--yes" in result.stderr


def test_a_row_that_makes_a_sentence_false_says_what_comes_next(tiny):
    tiny.edit(
        "report/tiny/report.qmd", '[]{of="court.yes" as="percent-n"}', '[3]{of="setting.clinic"}'
    )
    result = tiny.run("correct", *SETTING, *WHY, "--yes")
    assert "Next: corrigenda update, then corrigenda build" in result.stdout


def test_an_excerpt_that_loses_its_code_is_foretold(tiny):
    (tiny.path / "report/tiny/excerpts.yaml").write_text(
        "excerpts:\n- {code: impact.bad, text: It was slow., speaker: A teacher, respondent: R1}\n"
    )
    result = tiny.run("impact", "R1", "impact", "--from", "bad", "--to", "good")
    assert (
        "Excerpts that would no longer stand\n"
        "  report/tiny/excerpts.yaml:2: respondent R1 does not hold impact.bad.\n"
    ) in result.stdout
    found = json.loads(
        tiny.run("impact", "R1", "impact", "--from", "bad", "--to", "good", "--json").stdout
    )
    assert [one["place"] for one in found["excerpts"]] == ["report/tiny/excerpts.yaml:2"]


def test_a_row_is_taken_back_by_a_row_that_names_it(tiny, rows):
    result = tiny.run("correct", "--withdraw", "C001", *WHY, "--yes")
    assert result.exit_code == 0, result.output
    assert "C002: withdraws C001" in result.stdout
    assert rows()[-1]["withdraws"] == "C001"
    listed = tiny.run("corrections").stdout
    assert 'C001: R5, cases: "1" → "6" (withdrawn by C002)' in listed
    assert tiny.run("correct", "--withdraw", "C009", *WHY, "--yes").exit_code == 11


def test_the_ledger_is_listed_with_what_each_row_moved(tiny):
    tiny.run("correct", *SETTING, *WHY, "--yes")
    first, second = tiny.run("corrections").stdout.strip().split("\n\n")
    assert first.splitlines() == [
        'C001: R5, cases: "1" → "6"',
        "  2024-04-10, AB: Misheard on the telephone",
        "  cases.sum  27 → 32",
        "  cases.mean  5.4 → 6.4",
        "  cases.median  4 → 6",
        "  cases.min  1 → 2",
        "  and 2 more statistics",
        "  in tbl-cases",
    ]
    assert second.splitlines()[2:] == [
        "  setting.clinic  3 of 6 (50%) → 2 of 6 (33.33%)",
        "  setting.school  2 of 6 (33.33%) → 3 of 6 (50%)",
        "  in tbl-setting",
    ]
    listed = json.loads(tiny.run("corrections", "--json").stdout)
    assert [row["exhibits"] for row in listed] == [["tbl-cases"], ["tbl-setting"]]


def test_rows_that_are_right_only_together_are_listed_together(tiny):
    with (tiny.path / LEDGER).open("a", encoding="utf-8") as file:
        file.write("C002,R5,cases,6,8,x,AB,2024-04-11\n")
    header = (tiny.path / LEDGER).read_text(encoding="utf-8")
    header = header.replace("author,date\n", "author,date,withdraws\n")
    rows = "C003,,,,,x,AB,2024-04-11,C001\nC004,,,,,x,AB,2024-04-11,C002\n"
    (tiny.path / LEDGER).write_text(header + rows, encoding="utf-8")
    listed = tiny.run("corrections").stdout.split("\n\n")
    assert "fits only together with a row below it" in listed[2]
    assert "cases.sum  34 → 27" in listed[3]


def test_before_the_first_build_there_are_no_unbuilt_rows_to_speak_of(tiny):
    result = tiny.run("impact")
    assert result.exit_code == 1
    assert "nothing is built yet" in result.stderr


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        (("R6", "seting", "--from", "Clinic", "--to", "School"), 11, 'Did you mean "setting"?'),
        (("R66", "setting", "--from", "Clinic", "--to", "School"), 11, "no response of this"),
        (("R6", "setting", "--from", "Clinic", "--to", "Schol"), 11, 'Did you mean "School"?'),
        (("R6", "setting", "--to", "School"), 11, "the ledger expects no answer"),
        (("R6", "setting", "--to", "School"), 11, "Mind --from. Nothing was entered."),
        (("r6", "setting", "--from", "Clinic", "--to", "School"), 11, 'Did you mean "R6"?'),
        (("R4", "cases", "--from", "12", "--to", "abc"), 11, "Mind the new value."),
        (("R1", "court", "--from", "Yes", "--to", "No"), 11, "run corrigenda impact"),
        (("R4", "impact", "--from", "bad"), 11, "run corrigenda impact"),
        (("R1", "court", "--from", "Yes", "--to", "No"), 11, "is only asked if court is yes"),
    ],
)
def test_a_row_that_does_not_fit_is_not_entered(tiny, rows, row, code, said):
    result = tiny.run("correct", *row, *WHY, "--yes")
    assert result.exit_code == code
    assert said in result.stderr
    assert len(rows()) == 1


def test_what_was_wrong_before_does_not_stop_a_row(tiny, rows):
    tiny.edit("data/tiny/codebook.yaml", "school: School, ", "")
    result = tiny.run(
        "correct", "R3", "setting", "--from", "School", "--to", "Other", *WHY, "--yes"
    )
    assert result.exit_code == 0, result.output  # R4 has the same error, which a next row may mend
    assert len(rows()) == 2


def test_an_open_answer_is_never_shown(tiny):
    said = tiny.run("impact", "R1", "court_text", "--from", "It was slow.", "--to", "It was fast.")
    assert "It was" not in said.stdout + said.stderr
    assert "C002: R1, court_text: a text → a text" in said.stdout


def test_an_open_answer_is_not_listed_either(tiny):
    row = ("R1", "court_text", "--from", "It was slow.", "--to", "It was bad...")
    assert tiny.run("correct", *row, *WHY, "--yes").exit_code == 0
    for options in ((), ("--json",)):
        assert "It was" not in tiny.run("corrections", *options).stdout


def test_somebody_has_to_decide(tiny, monkeypatch):
    monkeypatch.setattr("corrigenda.correct.git_author", lambda root: None)
    result = tiny.run("correct", *SETTING, "--reason", "x", "--yes")
    assert result.exit_code == 11
    assert "--author" in result.stderr


def test_a_reason_that_a_spreadsheet_would_run_is_pointed_at(tiny):
    result = tiny.run("correct", *SETTING, "--reason", "=1+1", "--author", "AB", "--yes")
    assert "note: a spreadsheet would run the reason as a formula." in result.stderr


def test_a_ledger_that_changed_while_somebody_looked_is_judged_again(tiny, rows, monkeypatch):
    seen = ledger.read_ledger

    def read(project):
        found = seen(project)
        if len(rows()) == 1:
            with (tiny.path / LEDGER).open("a", encoding="utf-8") as file:
                file.write("C002,R6,setting,Clinic,Other,x,AB,2024-04-11\n")
        return found

    monkeypatch.setattr("corrigenda.correct.read_ledger", read)
    result = tiny.run("correct", *SETTING, *WHY, "--yes")
    assert result.exit_code == 11
    assert "conflicts with C002 on line 3" in result.stderr
    assert [row["new"] for row in rows()] == ["6", "Other"]
