"""A difference as a whole: what it finds, and how it sums it up."""

import copy
import time

from corrigenda.differences.causes import Declared, Software
from corrigenda.differences.changes import Cell, Renumbered

from .conftest import BASE, FIGURE, SVG, TABLE, a_row, exhibits, passage, rows, share

CORRECTED = rows("Court / Yes: 3 of 4", "Court / No: 0 of 4", "Court / Don't know: 1 of 4")
HALVES = "Halves are now rounded up; before, to the nearest odd number."
NONE = "Nothing differs: data, methods, tables, figures and text are the same."


def declared(**changed) -> dict:
    files = copy.deepcopy(BASE["declarations"])
    files["study.yaml"] |= changed
    return files


def test_two_versions_of_the_same_differ_in_nothing(compare):
    found = compare()
    assert found.none
    assert found.summary == NONE
    assert (found.unseen, found.renumbered, found.statistics) == ((), (), ())


def test_a_correction_and_all_that_it_moves(compare):
    moved = {"rows": CORRECTED, "slices": {"court": "b"}, "corrections": ["C001", "C002"]}
    found = compare(
        ledger=[a_row("C001"), a_row("C002", moved=["in tbl-court, fig-court"])],
        exhibits=exhibits(tbl_court=moved, fig_court=moved | {"picture": SVG.format("3")}),
        statistics={"court.yes": share(3, 4), "court.no": share(0, 4)},
        text=[passage("Three went to court. One did not.")],
    )
    assert found.summary == (
        "1 correction; 1 table, 1 figure, 2 statistics and 1 sentence differ; "
        "the methods are the same."
    )
    assert found.verdict == "The data changed (1 correction). The methods are the same."
    assert [row.id for row in found.corrections.new] == ["C002"]
    for one in found.exhibits:
        assert (one.why, one.corrections) == (("data",), ("C002",))
        assert one.cells == (
            Cell(("Court", "Yes"), "50% (2)", "75% (3)", "4"),
            Cell(("Court", "No"), "25% (1)", "0% (0)", "4"),
        )
    assert [one.looks for one in found.exhibits] == [False, True]


def test_a_correction_that_moves_nothing(compare):
    found = compare(ledger=[a_row("C001"), a_row("C002")])
    assert found.summary == (
        "1 correction; no table, figure, statistic or sentence differs; the methods are the same."
    )


def test_another_export(compare):
    found = compare(raw="b", exported=6, used=5)
    assert found.raw == (
        "interviews.csv is another export: 5 responses, 4 of them used → "
        "6 responses, 5 of them used",
    )
    assert found.summary.startswith("Another export; ")
    assert found.verdict.startswith("The data changed (another raw export).")
    assert compare(raw="b").raw == (
        "interviews.csv is another export: still 5 responses, 4 of them used",
    )


def test_a_rule_that_is_declared_otherwise(compare):
    found = compare(declarations=declared(rounding="half-up"))
    assert found.methods.declared == (
        Declared("study.yaml", ("rounding",), "half-odd", "half-up", "method", HALVES),
    )
    assert found.summary.endswith("; the methods differ.")
    assert found.verdict == (f"The data are the same. The methods changed. {HALVES}")


def test_lists_and_nested_declarations_are_told_by_name(compare):
    files = declared(exclude=["preview"], published={"tables": {"5-1": "tbl-court"}})
    files["codebook.yaml"]["items"]["court"]["options"]["maybe"] = "Maybe"
    found = compare(declarations=files)
    assert [(d.path, d.before, d.after) for d in found.methods.declared] == [
        (("items", "court", "options", "maybe"), None, "Maybe"),
        (("exclude",), "preview, test", "preview"),
        (("published",), None, "tables: 5-1: tbl-court"),
    ]


def test_names_that_look_private_are_told_too(compare):
    found = compare(declarations=declared(__name="x"))
    assert [one.path for one in found.methods.declared] == [("__name",)]


def test_blocks_are_told_by_their_item_and_their_order(compare):
    def blocks(*entries):
        return {"exhibits.yaml": {"exhibits": {"tbl-court": {"blocks": list(entries)}}}}

    court, cases = {"item": "court", "base": "all"}, "cases"
    found = compare(
        old={"declarations": blocks(court, cases)},
        declarations=blocks(cases, court | {"base": "asked"}),
    )
    where = ("exhibits", "tbl-court", "blocks")
    assert [(d.path, d.before, d.after) for d in found.methods.declared] == [
        ((*where, "court", "base"), "all", "asked"),
        ((*where, "order"), "court, cases", "cases, court"),
    ]


def test_a_declaration_that_is_only_printed_is_no_method(compare):
    found = compare(declarations=declared(title="Another title", notice="Invented"))
    assert [one.kind for one in found.methods.declared] == ["wording", "wording"]
    assert not found.methods_differ and not found.none
    assert found.summary.endswith("the methods are the same.")


def test_a_declaration_that_is_kept_back_is_only_said_to_differ(compare):
    files = BASE["declarations"] | {"codebook.yaml": "Kept back: it names a respondent."}
    found = compare(
        old={"sources": BASE["sources"] | {"data/tiny/codebook.yaml": "a"}},
        declarations=files,
        sources=BASE["sources"] | {"data/tiny/codebook.yaml": "b"},
    )
    assert found.methods.declared == ()
    assert found.methods.files == ("codebook.yaml differs",)


def test_code_and_software(compare):
    found = compare(
        exhibits=exhibits(tbl_court={"code": "b"}, fig_court={"code": "b"}),
        statistics_code="b",
        software={"corrigenda": "0.2.0", "numpy": "2.4.0"},
    )
    assert found.exhibits == ()
    assert found.methods.code == (
        "the code that makes 1 table and 1 figure",
        "the code that computes the statistics",
    )
    assert found.methods.software == (
        Software("corrigenda", "0.1.0", "0.2.0"),
        Software("numpy", None, "2.4.0"),
        Software("pandas", "3.0.0", None),
    )
    assert not found.methods_differ
    assert found.verdict == (
        "The data are the same. The methods are the same. The program differs; no number does."
    )


def test_code_by_which_a_number_differs_is_a_method(compare):
    found = compare(statistics_code="b", statistics={"court.yes": share(3, 4)})
    assert found.methods_differ
    assert "The methods changed: the code that computes the statistics." in found.verdict


def test_software_alone_is_said_and_is_no_method(compare):
    found = compare(software={"corrigenda": "0.1.0", "pandas": "3.0.1"})
    assert not found.none and not found.methods_differ
    assert found.verdict == "The data are the same. The methods are the same. The software differs."


def test_the_version_that_a_picture_bears_inside_is_no_difference(compare):
    from corrigenda.identity import Identity, stamped

    bears = Identity("tiny/fig-court@x", "tiny", "1.1.0", "0" * 64)
    picture = stamped(FIGURE["picture"].encode(), bears).decode()
    assert compare(exhibits=exhibits(fig_court={"picture": picture})).none


def test_captions_and_alternative_texts(compare):
    found = compare(
        exhibits=exhibits(tbl_court={"caption": "At court"}, fig_court={"alt": "Bars: 3 said yes."})
    )
    said = {one.id: [wording.what for wording in one.words] for one in found.exhibits}
    assert said == {"tbl-court": ["caption"], "fig-court": ["alternative text"]}
    assert all(one.why == () for one in found.exhibits)


def test_the_caption_of_an_exhibit_is_no_sentence(compare):
    said = [*BASE["text"], passage("Table 1 Court", kind="caption")]
    assert compare(text=said).none
    said = [*BASE["text"], passage("Plan of the house", kind="caption")]
    assert len(compare(text=said).sentences) == 1


def test_exhibits_that_come_and_go(compare):
    known = {"tbl-court": TABLE, "tbl-new": TABLE | {"label": "Table 2"}}
    found = compare(exhibits=known)
    assert [shown.id for shown in found.added] == ["tbl-new"]
    assert [shown.id for shown in found.gone] == ["fig-court"]
    assert found.summary == "1 exhibit is new and 1 exhibit is gone; the methods are the same."


def test_an_exhibit_under_another_id_has_a_new_address(compare):
    known = {"tbl-court": TABLE, "fig-verdict": FIGURE}
    found = compare(exhibits=known)
    assert (found.added, found.gone) == ((), ())
    assert [(one.before.id, one.after.id) for one in found.renamed] == [
        ("fig-court", "fig-verdict")
    ]
    assert found.summary == "1 exhibit has a new address; the methods are the same."


def test_an_exhibit_that_is_relabelled_and_moved_is_told_row_by_row(compare):
    files = copy.deepcopy(BASE["declarations"])
    files["codebook.yaml"]["items"]["court"]["options"]["yes"] = "It did"
    old = {"tbl-court": TABLE | {"rows": rows("Went to court / Yes: 2 of 4")}}
    new = {"tbl-court": TABLE | {"rows": rows("Went to court / It did: 3 of 4")}}
    found = compare(old={"exhibits": old}, declarations=files, exhibits=new)
    (one,) = found.exhibits
    was = ("Went to court", "Yes")
    assert one.cells == (Cell(("Went to court", "It did"), "50% (2)", "75% (3)", "4", was=was),)
    assert not found.methods_differ


def test_the_newer_version_first_is_said(compare):
    found = compare(
        old={"version": "1.2.0", "ledger": [a_row("C001"), a_row("C002")]},
        version="1.1.0",
        ledger=[a_row("C001")],
    )
    assert found.backwards
    assert found.summary.startswith("1 row of the ledger is not there yet; ")
    assert found.verdict.startswith("The data changed (1 row not yet in 1.1.0).")
    assert not compare().backwards and not compare(version="unreleased").backwards


def test_the_abstract_is_told_with_the_sentences(compare):
    found = compare(abstract="Another one.", text=[*BASE["text"], passage("More.", "abstract")])
    assert found.about == ()
    assert [one.section for one in found.sentences] == ["abstract"]


def test_what_only_prints_otherwise_is_counted_apart(compare):
    old = {"statistics": {"court.no": share(0, 4), "court.yes": share(2, 4)}}
    found = compare(old=old, statistics={"court.no": share(0, 5), "court.yes": share(3, 5)})
    assert [one.name for one in found.slight] == ["court.no"]
    assert found.summary == (
        "1 statistic differs and 1 statistic has only another base; the methods are the same."
    )


def test_an_exhibit_with_another_number_is_told_apart(compare):
    found = compare(exhibits=exhibits(tbl_court={"label": "Table 2"}))
    assert found.exhibits == ()
    assert found.renumbered == (Renumbered("tbl-court", "Table 1", "Table 2"),)
    assert found.summary == "1 exhibit has another number; the methods are the same."


def test_rows_in_another_order(compare):
    (one,) = compare(exhibits=exhibits(tbl_court={"rows": TABLE["rows"][::-1]})).exhibits
    assert one.reordered and one.cells == ()


def test_title_and_sources(compare):
    found = compare(
        old={"sources": BASE["sources"] | {"report/tiny/references.bib": "a"}},
        title="Another study",
        sources=BASE["sources"] | {"report/tiny/references.bib": "b"},
    )
    assert [one.what for one in found.about] == ["title"]
    assert found.methods.files == ("the literature sources (references.bib) differ",)
    assert found.summary == "The title changed; the methods are the same."


def test_what_no_reader_sees_is_said_and_is_no_difference(compare):
    changed = {"data/tiny/study.yaml": "b", "report/tiny/report.qmd": "b"}
    found = compare(sources=changed)
    assert found.none and found.summary == NONE
    assert found.unseen == (
        "study.yaml differs only in comments or layout",
        "report.qmd differs, and the report reads the same",
    )


def test_the_counts_of_the_ledger_are_no_findings(compare):
    old = {"statistics": BASE["statistics"] | {"corrections.rows": share(1, 1)}}
    found = compare(old=old, statistics=BASE["statistics"] | {"corrections.rows": share(2, 2)})
    assert len(found.statistics) == 1 and found.counted == ()


def test_a_hundred_exhibits_of_fifty_rows_take_a_few_seconds(compare):
    def tables(moved: int) -> dict[str, dict]:
        return {
            f"tbl-{i}": TABLE
            | {
                "rows": rows(
                    *(f"B / Row {j}: {(i + j * (moved + 1)) % 40} of 40" for j in range(50))
                )
            }
            for i in range(100)
        }

    compare(software={})  # the libraries are loaded
    before = time.process_time()
    found = compare(old={"exhibits": tables(0)}, exhibits=tables(1))
    assert time.process_time() - before < 4
    assert len(found.exhibits) == 100
