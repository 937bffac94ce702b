"""A difference as text for people, and as JSON for programs."""

import json

from corrigenda.differences.telling import plain, text
from corrigenda.files import canonical_json

from .conftest import BASE, TABLE, a_row, exhibits, passage, rows, share

MOVED = {
    "rows": rows("Court / Yes: 3 of 4", "Court / No: 0 of 4", "Court / Don't know: 1 of 5"),
    "slices": {"court": "b"},
    "corrections": ["C001", "C002"],
}
EXPECTED = """\
tiny: 1.0.0 (2024-05-01) → 1.1.0 (2024-06-01)
1 correction; 1 table, 2 statistics and 1 sentence differ; the methods differ.
The data changed (1 correction). The methods changed. Halves are now rounded up; before, to the
nearest odd number. The software differs.

Corrections
  C002: court: "No" → "Yes"
    2024-04-10, AB: Misheard
    court.yes 2 of 4 (50%) → 3 of 4 (75%)
    in tbl-court

Tables and figures
  Table 1 (tbl-court), Court
    Because of the answers behind it (C002).
    Court
      Yes: 50% (2) → 75% (3) of 4
      No: 25% (1) → 0% (0) of 4
      Don't know: 25% (1 of 4) → 20% (1 of 5)

Statistics
  Went to court (court)
    court.no  25% (1 of 4) → 0% (0 of 4)
    court.yes  50% (2 of 4) → 75% (3 of 4)

Sentences
  Findings
    changed: [−Two] [+Three] went to court.

Methods
  Halves are now rounded up; before, to the nearest odd number. (study.yaml, rounding)

Wording of declarations
  study.yaml, title: new: Tiny

Software
  pandas 3.0.0 → 3.0.1

Seen by no reader
  codebook.yaml differs only in comments or layout"""


def changed(compare):
    moved = ["court.yes  2 of 4 (50%) → 3 of 4 (75%)", "in tbl-court"]
    study = BASE["declarations"]["study.yaml"] | {"rounding": "half-up", "title": "Tiny"}
    return compare(
        old={"sources": BASE["sources"] | {"data/tiny/codebook.yaml": "a"}},
        ledger=[a_row("C001"), a_row("C002", moved=moved)],
        exhibits=exhibits(tbl_court=MOVED),
        statistics={"court.yes": share(3, 4), "court.no": share(0, 4)},
        text=[passage("Three went to court. One did not.")],
        declarations=BASE["declarations"] | {"study.yaml": study},
        software=BASE["software"] | {"pandas": "3.0.1"},
        sources=BASE["sources"] | {"data/tiny/codebook.yaml": "b"},
    )


def test_everything_is_told_under_its_heading(compare):
    assert text(changed(compare)) == EXPECTED


def test_no_difference_is_said_in_one_sentence(compare):
    assert text(compare()).splitlines() == [
        "tiny: 1.0.0 (2024-05-01) → 1.1.0 (2024-06-01)",
        "Nothing differs: data, methods, tables, figures and text are the same.",
    ]


def test_rows_that_print_the_same_are_told_in_one_sentence(compare):
    old = rows("Court / Yes: 0 of 40", "Court / No: 9 of 40", "Court / Maybe: 0 of 40")
    new = rows("Court / Yes: 0 of 39", "Court / No: 8 of 39", "Court / Maybe: 0 of 39")
    found = compare(
        old={"exhibits": {"tbl-court": TABLE | {"rows": old}}},
        exhibits={"tbl-court": TABLE | {"rows": new, "slices": {"court": "b"}}},
    )
    said = text(found)
    assert "    Court\n      No: 22% (9 of 40) → 21% (8 of 39)" in said
    assert (
        "In 2 rows only the base differs, and what is printed stays: Court / Yes; Court / Maybe."
        in said
    )
    assert "0% (0" not in said


def test_edited_rows_and_rows_that_are_gone_are_said_plainly(compare):
    old = {"ledger": [a_row("C001"), a_row("C002")]}
    said = text(compare(old=old, ledger=[a_row("C001", '"No" → "Maybe"')]))
    assert 'C001: court: "No" → "Maybe" (this row was edited)' in said
    assert 'before: "No" → "Yes", 2024-04-10, AB: Misheard' in said
    assert 'C002: court: "No" → "Yes" (this row is gone from the ledger)' in said


def test_a_long_text_is_told_around_what_differs(compare):
    alt = "Bars for each and every one of the many answers that somebody gave, of whom {} said yes."
    found = compare(
        old={"exhibits": exhibits(fig_court={"alt": alt.format(2)})},
        exhibits=exhibits(fig_court={"alt": alt.format(3)}),
    )
    said = "alternative text: … that somebody gave, of whom [−2] [+3] said yes."
    assert said in text(found)


def test_mirrors_are_told_with_what_they_mirror(compare):
    found = compare(
        old={"statistics": {"court.no": share(1, 4), "court.unanswered": share(3, 4)}},
        statistics={"court.no": share(2, 4), "court.unanswered": share(2, 4)},
    )
    assert "likewise, with court.no: court.unanswered 75% (3 of 4) → 50% (2 of 4)" in text(found)


def test_json_holds_every_part(compare):
    found = plain(changed(compare))
    assert json.loads(canonical_json(found)) == found
    assert (found["none"], found["data_differ"], found["methods_differ"]) == (False, True, True)
    assert [row["id"] for row in found["corrections"]["new"]] == ["C002"]
    assert found["exhibits"][0]["after"]["id"] == "tbl-court"
    assert [one["name"] for one in found["statistics"]] == ["court.no", "court.yes"]
    assert found["methods"]["declared"][0]["path"] == ["rounding"]
    assert plain(compare())["none"] is True


def test_new_rows_and_rows_that_are_gone_are_said_so(compare):
    new = rows("Court / Yes: 2 of 4", "Court / No: 1 of 4", "Court / Unsure: 3 of 4")
    said = text(compare(exhibits=exhibits(tbl_court={"rows": new})))
    assert "Unsure: new row: 75% (3) of 4" in said
    assert "Don't know: row gone: it was 25% (1) of 4" in said
    assert "not there" not in said


def test_another_name_of_a_group_is_told_once(compare):
    new = [row | {"block": "At court"} for row in TABLE["rows"]]
    said = text(compare(exhibits=exhibits(tbl_court={"rows": new})))
    assert said.count("“Court” is now called “At court”.") == 1
    assert "%" not in said


def test_withdrawals_do_not_read_backwards(compare):
    moved = ["court.yes  1 of 4 (25%) → 2 of 4 (50%)"]
    old = {"ledger": [a_row("C001", moved=moved)]}
    back = ["court.yes  2 of 4 (50%) → 1 of 4 (25%)"]
    said = text(
        compare(
            old=old,
            ledger=[
                a_row("C001", withdrawn_by="C002", moved=moved),
                a_row("C002", "withdraws C001", moved=back),
            ],
        )
    )
    assert "(withdrawn by C002)" in said and "court.yes 2 of 4 (50%) → 1 of 4 (25%)" in said
    assert "court.yes 1 of 4 (25%) → 2 of 4 (50%)" not in said


def test_an_open_answer_was_put_right(compare):
    said = text(compare(ledger=[a_row("C001"), a_row("C002", "a text → a text")]))
    assert "C002: court: An open answer was put right" in said


def test_the_newer_version_first_is_said_first(compare):
    old = {"version": "1.2.0", "ledger": [a_row("C001"), a_row("C002")]}
    said = text(compare(old=old, ledger=[a_row("C001")])).splitlines()
    assert said[1].startswith("1.2.0 is the newer of the two")
    assert any("(not yet in 1.1.0)" in line for line in said)
    assert "gone from the ledger" not in "".join(said)


def test_no_line_is_wrapped_twice(compare):
    long = ["court.yes  " + " ".join(["word"] * 40)]
    said = text(compare(ledger=[a_row("C001"), a_row("C002", moved=long)])).splitlines()
    at = next(n for n, line in enumerate(said) if "court.yes" in line)
    assert all(line.startswith("      word") for line in said[at + 1 : at + 3])
    assert len(said[at + 1]) > 80 and all(len(line) <= 100 for line in said)


def test_statistics_that_only_print_otherwise_are_one_line(compare):
    old = {"statistics": {f"court.o{n}": share(0, 4) for n in range(3)}}
    said = text(compare(old=old, statistics={f"court.o{n}": share(0, 5) for n in range(3)}))
    assert "3 more (nobody as before, of another base): court.o0, court.o1, court.o2" in said


def test_a_definition_is_told_word_by_word(compare):
    def coding(definition: str) -> dict:
        items = {"impact": {"codes": {"bad": {"label": "Bad", "definition": definition}}}}
        return {"coding.yaml": {"items": items}}

    old = {"declarations": coding("It hurt them.")}
    said = text(compare(old=old, declarations=coding("It harmed them.")))
    place = "(coding.yaml, items, impact, codes, bad, definition)"
    assert f"The code “Bad” is defined in other words. {place}" in " ".join(said.split())
    assert "It [−hurt] [+harmed] them." in said


def test_json_says_its_schema_and_holds_no_names(compare):
    found = plain(changed(compare))
    assert found["schema"] == 1 and "names" not in found
