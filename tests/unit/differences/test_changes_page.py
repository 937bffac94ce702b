"""The page of changes: readable, escaped, and with words where there are colours."""

import pytest
from lxml import html

from corrigenda.differences.page import page

from .conftest import SVG, TABLE, a_row, exhibits, passage, rows, share
from .test_differences_text import changed

NOTHING = "Nothing differs: data, methods, tables, figures and text are the same."


@pytest.fixture
def shown():
    """Lay a difference out and read it back."""

    def laid_out(found, address=None):
        old, new = (lambda name, v=v: f"{v}/{name}.svg" for v in ("old", "new"))
        return html.fragment_fromstring(page(found, old, new, address), create_parent="main")

    return laid_out


def every(root, *path: str) -> list:
    """Find elements by names or classes (``.diff-entry``), each within the one before."""
    steps = (
        f"*[contains(concat(' ', @class, ' '), ' {step[1:]} ')]" if step[0] == "." else step
        for step in path
    )
    return root.xpath("." + "".join(f"//{step}" for step in steps))


def texts(root, *path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in every(root, *path)]


def headings(root) -> list[str]:
    return texts(root, "h2")


def test_no_difference_is_one_sentence(compare, shown):
    root = shown(compare())
    assert " ".join(root.text_content().split()) == NOTHING
    assert headings(root) == []


def test_every_part_has_its_heading(compare, shown):
    root = shown(changed(compare))
    expected = ["Corrections", "Tables and figures", "Sentences", "Statistics", "Methods"]
    assert headings(root) == expected
    assert texts(root, ".diff-verdict", "dd")[0] == "The data changed (1 correction)."
    ids = root.xpath(".//@id")
    assert len(ids) == len(set(ids))
    assert set(root.xpath(".//@aria-labelledby")) <= set(ids)


def test_a_correction_is_told_in_the_names_of_the_report(compare, shown):
    root = shown(changed(compare))
    assert texts(root, ".diff-change") == ['C002 Went to court: "No" → "Yes"']
    assert texts(root, ".diff-moved", "li") == [
        "Went to court, Yes: 2 of 4 (50%) → 3 of 4 (75%)",
        "In Table 1",
    ]


def test_a_table_shows_both_versions_under_their_numbers(compare, shown):
    root = shown(changed(compare))
    table = every(root, "table")[0]
    assert texts(table, "thead", "th") == ["Row", "1.0.0", "1.1.0"]
    assert texts(table, "tbody", "tr")[:2] == ["Court", "Yes of 450% (2)75% (3)"]
    assert {th.get("scope") for th in every(table, "th")} == {"col", "row", "rowgroup"}


def test_words_that_differ_are_marked_in_words_too(compare, shown):
    (sentence,) = every(shown(changed(compare)), ".diff-sentence")
    assert texts(sentence, "del") == ["removed: Two;"]
    assert texts(sentence, "ins") == ["new: Three;"]


def test_figures_stand_side_by_side_where_they_look_different(compare, shown):
    drawn = {"picture": SVG.format("3"), "alt": "Bars: 3 said yes."}
    root = shown(compare(exhibits=exhibits(fig_court=drawn)))
    pictures = [(i.get("src"), i.get("alt")) for i in every(root, ".diff-pair", "img")]
    assert pictures == [
        ("old/fig-court.svg", "Bars: 2 said yes."),
        ("new/fig-court.svg", "Bars: 3 said yes."),
    ]
    root = shown(compare(exhibits=exhibits(fig_court={"alt": "Bars: 3 said yes."})))
    assert every(root, ".diff-pair") == []


def test_exhibits_are_linked_where_there_is_an_address(compare, shown):
    found = compare(exhibits=exhibits(tbl_court={"caption": "At <court> & elsewhere"}))
    root = shown(found, lambda name: f"../{name}/index.html")
    assert [a.get("href") for a in every(root, "h3", "a")] == ["../tbl-court/index.html"]
    assert texts(root, "h3") == ["Table 1 At <court> & elsewhere"]
    assert every(shown(found), "a") == []


def test_nothing_of_a_study_becomes_markup(compare):
    evil = "<script>alert(1)</script>"
    found = compare(
        title=evil,
        ledger=[a_row("C001"), a_row(evil, evil, item=evil, reason=evil, moved=[evil])],
        exhibits=exhibits(
            tbl_court={"rows": rows(f"{evil} / {evil}: 1 of 4"), "caption": evil, "label": evil},
            tbl_new=TABLE | {"caption": evil},
        ),
        statistics={f"{evil}.{evil}": share(1, 4)},
        text=[passage(f"{evil} it is.", evil)],
        software={evil: evil},
        declarations={"study.yaml": {evil: evil}},
    )
    assert "<script" not in page(found, lambda name: evil, lambda name: evil, lambda name: evil)


def test_ledger_rows_in_trouble_say_so(compare, shown):
    old = {"ledger": [a_row("C001"), a_row("C002"), a_row("C003")]}
    ledger = [a_row("C001", '"No" → "Maybe"'), a_row("C002", withdrawn_by="C004")]
    root = shown(compare(old=old, ledger=[*ledger, a_row("C004", "withdraws C002")]))
    assert texts(root, ".diff-mark") == [
        "withdrawn by C004",
        "this row was edited",
        "this row is gone from the ledger",
    ]


def test_very_many_statistics_do_not_stand_open(compare, shown):
    few = {f"court.o{n}": share(n, 90) for n in range(50)}
    assert every(shown(compare(statistics=few)), "details") == []
    many = {f"court.o{n}": share(n, 90) for n in range(90)}
    (found,) = texts(shown(compare(statistics=many)), "summary")
    assert found == "All 92, item by item"


def test_statistics_that_only_print_otherwise_are_folded(compare, shown):
    old = {"statistics": {"court.no": share(0, 4), "court.yes": share(2, 4)}}
    root = shown(compare(old=old, statistics={"court.no": share(0, 5), "court.yes": share(3, 5)}))
    assert texts(root, "summary") == ["1 more (nobody as before, of another base)"]
    assert len(every(root, "details", "table")) == 1


def test_sections_and_references_are_told_apart(compare, shown):
    old = {"text": [passage("Look at Table 1.", "sec-a"), passage("More.", "sec-b")]}
    there = [passage("Look at Table 2.", "sec-a"), passage("More.", "sec-b") | {"title": "Rest"}]
    root = shown(compare(old=old, text=there, exhibits=exhibits(tbl_court={"label": "Table 2"})))
    assert "Section “B” is now called “Rest”." in texts(root, ".diff-list", "li")
    assert "Renumbered Table 1 is now Table 2" in texts(root, ".diff-list", "li")
    assert texts(root, "summary") == [
        "1 sentence refers to a table, figure or section under its new number."
    ]


def test_a_row_that_came_says_so(compare, shown):
    new = rows("Court / Yes: 2 of 4", "Court / No: 1 of 4", "Court / Unsure: 3 of 4")
    root = shown(compare(exhibits=exhibits(tbl_court={"rows": new})))
    assert texts(root, ".diff-none") == ["new row", "row gone"]
    assert texts(root, ".diff-cell") == ["(3)", "(1)"]


def test_a_declaration_is_said_before_its_place(compare, shown):
    root = shown(changed(compare))
    said = "Halves are now rounded up; before, to the nearest odd number. study.yaml, rounding"
    assert said in texts(root, ".diff-list", "li")
    assert "study.yaml, rounding" in texts(root, "code")


def test_a_row_names_the_exhibits_that_it_moved_as_they_are_printed(compare, shown):
    ledger = [a_row("C001"), a_row("C002", moved=["in tbl-court, fig-court"])]
    root = shown(compare(ledger=ledger))
    assert texts(root, ".diff-moved", "li") == ["In Table 1 and Figure 1"]


def test_dates_are_written_out(compare, shown):
    root = shown(compare(ledger=[a_row("C001"), a_row("C002")]))
    assert "10 April 2024, AB: Misheard" in texts(root, ".diff-entry", "p")


def test_the_newer_version_first_is_said_first(compare, shown):
    old = {"version": "1.2.0", "ledger": [a_row("C001"), a_row("C002")]}
    root = shown(compare(old=old, ledger=[a_row("C001")]))
    assert texts(root, "p")[0].startswith("1.2.0 is the newer of the two")
    assert texts(root, ".diff-mark") == ["not yet in 1.1.0"]
