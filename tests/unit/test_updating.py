"""Checking and updating the sentences of the tiny study."""

import pytest

REPORT = "report/tiny/report.qmd"
EMPTY = '[]{of="court.yes" as="percent-n"}'


@pytest.fixture
def report(tiny):
    """Put a sentence's claim into the report, and return the study."""

    def write(claim: str):
        tiny.edit(REPORT, EMPTY, claim)
        return tiny

    return write


FALSE = """\
report/tiny/report.qmd:10: "Two" does not hold: court.yes is 3 of 6 (50%).
  In: "Of the respondents, Two went to court (@tbl-court, @fig-court), and for 2 of 3 it was bad."
  What would hold: "Three", "About half", "50%", "3 of 6", "3".
"""


def test_check_tells_what_does_not_hold_and_what_would(report):
    result = report('[Two]{of="court.yes"}').run("check")
    assert result.exit_code == 15
    assert result.stderr == FALSE


def test_check_warns_of_numbers_that_nobody_binds_and_strictly_refuses_them(report):
    tiny = report("2")
    warned = tiny.run("check")
    assert warned.exit_code == 0
    assert warned.stdout == (
        "Everything can be read. 3 claims hold; 1 number is typed in the prose.\n"
    )
    assert 'warning: report/tiny/report.qmd:10: "2" is typed in the prose' in warned.stderr
    refused = tiny.run("check", "--strict")
    assert refused.exit_code == 15
    assert 'report/tiny/report.qmd:10: "2" is typed in the prose' in refused.stderr


def test_check_tells_of_both_false_claims_and_typed_numbers(report):
    tiny = report('[Two]{of="court.yes"} and 12')
    result = tiny.run("check")
    assert result.exit_code == 15
    assert '"Two" does not hold' in result.stderr and '"12" is typed in' in result.stderr


def test_update_names_what_it_cannot_mend(report):
    tiny = report('[Two]{of="court.yes"} (@tbl-none)')
    result = tiny.run("update")
    assert result.exit_code == 15
    assert "[Three]" in result.stdout and "@tbl-none" in result.stdout


def test_update_keeps_the_permissions_of_a_source(report):
    tiny = report('[Two]{of="court.yes"}')
    (tiny.path / REPORT).chmod(0o640)
    tiny.run("update")
    assert (tiny.path / REPORT).stat().st_mode & 0o777 == 0o640


def test_check_holds_the_ledger_against_the_data(tiny):
    with (tiny.path / "data/tiny/corrections.csv").open("a", encoding="utf-8") as ledger:
        ledger.write("C002,R6,setting,School,Clinic,x,AB,2024-04-11\n")
    result = tiny.run("check")
    assert result.exit_code == 11
    assert 'the data hold "Clinic"' in result.stderr


def test_update_rewrites_the_number_in_its_authors_form_and_nothing_else(report):
    tiny = report('[Two]{of="court.yes"}')
    before = (tiny.path / REPORT).read_bytes()
    shown = tiny.run("update", "--dry-run")
    assert (tiny.path / REPORT).read_bytes() == before
    assert '+Of the respondents, [Three]{of="court.yes"} went to court' in shown.stdout
    assert shown.exit_code == 15 and "Would rewrite 1 file." in shown.stdout
    written = tiny.run("update")
    assert written.exit_code == 0 and "Rewrote 1 file." in written.stdout
    assert (tiny.path / REPORT).read_bytes() == before.replace(b"[Two]", b"[Three]")
    assert tiny.run("check").exit_code == 0
    assert tiny.run("update").stdout == "No number had to be rewritten.\n"


def test_a_phrase_is_proposed_and_written_when_it_is_asked_for(report):
    tiny = report('[Virtually all]{of="court.yes"}')
    proposed = tiny.run("update")
    assert proposed.exit_code == 15
    assert 'Proposed: "About half"; --phrases writes it.' in proposed.stdout
    assert "1 problem is left to you." in proposed.stdout
    assert tiny.run("check").exit_code == 15
    assert tiny.run("update", "--phrases").exit_code == 0
    assert '[About half]{of="court.yes"}' in (tiny.path / REPORT).read_text(encoding="utf-8")
    assert tiny.run("check").exit_code == 0


def test_an_excerpt_of_a_respondent_is_held_against_the_data(tiny):
    (tiny.path / "report/tiny/excerpts.yaml").write_text(
        "excerpts:\n"
        "  - {code: impact.good, text: It was slow., speaker: A teacher, respondent: R1}\n"
    )
    result = tiny.run("check")
    assert result.exit_code == 15
    assert result.stderr.startswith(
        "report/tiny/excerpts.yaml:2: respondent R1 does not hold impact.good."
    )
