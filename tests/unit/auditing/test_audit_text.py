"""An audit as people read it."""

import re
from dataclasses import replace
from textwrap import dedent

import pytest

from corrigenda.audit import audit
from corrigenda.audit_text import plain, text
from corrigenda.auditing.layout import WIDTH, columns, wrapped

HASH = re.compile(r"\b[0-9a-f]{12}\b")


def told(project, target: str, **flags: bool) -> str:
    """Return the text of an audit without the hashes in it."""
    return HASH.sub("<hash>", text(audit(project, target, **flags), project))


def section(said: str, heading: str) -> str:
    """Return what stands under a heading."""
    return dedent(said.partition(f"\n{heading}\n")[2].partition("\n\n")[0])


def test_a_statistic_from_its_value_to_the_raw_files(built):
    assert told(built.project, "impact.bad_of_asked") == dedent("""\
        impact.bad_of_asked  67% (2 of 3; exactly 66.6667%, rounded half-odd)
          Respondents who were coded “Mostly bad” in impact, of those who were asked.
          Base: 3 of 6 respondents; 3 not asked impact
          Counted again from the slices: 2 of 3 (66.6667%)
          Declared in report/tiny/statistics.yaml:2
            impact.bad_of_asked: {of: impact.bad, base: asked}
          Made by corrigenda.statistics.compute
          Record tiny/impact.bad_of_asked@<hash>

        Responses
          6 of 8 in data/tiny/raw/interviews.csv, rows 5–6, 8–11
          left out: 1 preview, 1 abandoned start of a respondent who finished another response

        Items
          impact: Impact of court (coded)
            from court_text, column Q5 of interviews.csv
            asked: only respondents who answered “Yes” to court
            3 answered, 0 no answer, 3 not asked
          court: Went to court (single, behind the others)
            from column Q4 of interviews.csv
            asked: all respondents
            6 answered, 0 no answer, 0 not asked
          court_text: What court was like (open, behind the others)
            from column Q5 of interviews.csv
            asked: only respondents who answered “Yes” to court
            3 answered, 0 no answer, 3 not asked

        Codes
          impact.bad: Mostly bad
            2 respondents; passages: 2 by C1 (First coder), 1 by C2 (Second coder)

        Corrections
          none touches it

        In the report
          report/tiny/report.qmd:11  impact.bad_of_asked  "2 of 3"

        Files, from the report to the raw data
          report/tiny/report.qmd            <hash>  the text
          build/tiny/report.html            <hash>  the report
          build/tiny/report.pdf             <hash>  the report
          figures/tiny/report.json          <hash>  its record
          build/tiny/statistics.json        <hash>  every statistic
          figures/tiny/statistics.json      <hash>  their record
          build/tiny/coded/impact.csv       <hash>  the answers to impact, corrected
          build/tiny/codings/impact.csv     <hash>  the codings of impact, corrected
          build/tiny/slices/court_text.csv  <hash>  the answers to court_text, corrected
          build/tiny/slices/court.csv       <hash>  the answers to court, corrected
          data/tiny/corrections.csv         <hash>  the ledger
          build/tiny/responses.csv          <hash>  as it was imported
          build/tiny/codings.csv            <hash>  as it was imported
          build/tiny/dispositions.csv       <hash>  as it was imported
          build/tiny/notes.json             <hash>  as it was imported
          data/tiny/raw/interviews.csv      <hash>  the raw export
          data/tiny/raw/codings.csv         <hash>  the raw codings

        Every file is as the build noted it, back to the raw data.
        The raw cells: add --respondents. What was said: add --excerpts.""")


def test_a_correction_with_what_it_moved(built):
    said = told(built.project, "cases.mean")
    assert section(said, "Corrections").splitlines()[:4] == [
        'C001: cases: "1" → "6"',
        "  2024-04-10, AB: Misheard on the telephone",
        "  cases.sum  27 → 32",
        "  cases.mean  5.4 → 6.4",
    ]
    assert section(said, "Corrections").endswith("\nCells that count here were set by C001.")


def test_the_raw_cells(built):
    said = told(built.project, "cases_band.many", respondents=True)
    assert section(said, "Raw cells, by row and column of interviews.csv") == dedent("""\
        R1  row 5, Q2   in the base  2 → One to five
        R2  row 6, Q2   in the base  4 → One to five
        R3  row 8, Q2   counts       8 → Six or more
        R4  row 9, Q2   counts       12 → Six or more
        R5  row 10, Q2  counts       6 → Six or more   C001: "1" → "6"
        R6  row 11, Q2  in the base  no answer""")
    assert "add --respondents" not in said


def test_the_raw_cells_of_several_items_name_them(built):
    said = told(built.project, "report.qmd:11", respondents=True)
    assert "  R1  row 5, Q5" in said
    said = told(built.project, "tbl-court", respondents=True)
    assert "  R1  court   row 5, Q4" in said and "  R1  impact  row 5, Q5" in said


def test_several_numbers_of_a_line_are_told_apart(built):
    built.edit("report/tiny/report.qmd", "(@tbl-court,", '([2]{of="court.no"}, @tbl-court,')
    said = told(built.project, "report.qmd:10", respondents=True)
    assert said.startswith("report/tiny/report.qmd:10\n  Of the respondents, 50% (3) went")
    assert "\n\ncourt.yes  50% (3 of 6)\n" in said and "\n\ncourt.no  33% (2 of 6" in said
    cells = section(said, "Raw cells, by row and column of interviews.csv")
    assert cells.startswith("court.yes\nR1") and "\ncourt.no\nR1" in cells


def test_what_was_said(built):
    said = told(built.project, "impact.bad", excerpts=True)
    assert section(said, "What was said") == dedent("""\
        impact.bad
          “It was slow.” (C1, codings row 2)
          “slow” (C2, codings row 3)
          “Slow” (C1, codings row 5)""")


def test_a_table_with_its_cells_and_its_declaration(built):
    said = told(built.project, "tbl-court")
    assert said.startswith(
        dedent("""\
        tbl-court
          Court
          Base: 6 of 6 respondents
          Counted again from the slices: 6 of 6 cells agree
          Went to court
            Yes          50% (3 of 6)
            No           33% (2 of 6)
            Don't Know   17% (1 of 6)
          Impact of court
            Mostly good  17% (1 of 6)
            Mostly bad   33% (2 of 6)
            Not asked    50% (3 of 6)
          Declared in report/tiny/exhibits.yaml:5
            tbl-court:
              blocks:
        """)
    )


def test_a_link_that_does_not_hold_is_told_last(built):
    built.edit("build/tiny/slices/court.csv", "R1,yes", "R1,no")
    assert told(built.project, "court.yes").endswith(
        dedent("""\

        This link does not hold:
          build/tiny/slices/court.csv: it was edited by hand: the build wrote something else.
            Run corrigenda build: it makes the file anew.
        The raw cells: add --respondents. What was said: add --excerpts.""")
    )


@pytest.mark.parametrize("target", ["tbl-cases", "report.qmd:10", "C001", "study.respondents"])
def test_lines_end_where_their_text_does(built, target):
    lines = told(built.project, target, respondents=True, excerpts=True).splitlines()
    assert [line for line in lines if line != line.rstrip()] == []


def test_json_says_whether_every_link_holds(built):
    assert plain(audit(built.project, "court.yes"))["holds"] is True
    built.edit("build/tiny/slices/court.csv", "R1,yes", "R1,no")
    found = plain(audit(built.project, "court.yes"))
    assert found["holds"] is False
    assert found["problem"]["place"] == "build/tiny/slices/court.csv"


def test_long_texts_are_wrapped_and_columns_aligned():
    assert max(map(len, wrapped(["word " * 60]))) <= WIDTH
    assert wrapped(["", "a"]) == ["  a"]
    assert columns([("a", "bb", ""), ("ccc", "d", "e")]) == ["a    bb", "ccc  d   e"]
    assert columns([]) == []


def test_a_coded_text_is_no_column_of_the_export(built):
    whole = audit(built.project, "impact.bad", respondents=True)
    items = [replace(item, columns=("@source",)) for item in whole.items]
    cells = [replace(cell, columns=("@source",)) for cell in whole.cells]
    said = text(replace(whole, items=items, cells=cells), built.project)
    assert "from court_text, the coded texts\n" in said
    assert "row 5, coded text " in said
    assert "@source" not in said
