"""The chain of an audit: the first link that does not hold, in words."""

import shutil

import pytest

from corrigenda.audit import audit

BUILD = "Run corrigenda build."
AGAIN = "Run corrigenda build: it makes the file anew."
EDITED = "it was edited by hand: the build wrote something else."


def broken(built, target: str = "tbl-court") -> list[str]:
    """Return what an audit says of its chain."""
    problem = audit(built.project, target).problem
    return [problem.place, problem.message, problem.advice] if problem else []


@pytest.mark.parametrize(
    "target",
    [
        "tbl-court",
        "fig-court",
        "tbl-court:good",
        "impact.bad_of_asked",
        "cases.mean",
        "study.respondents",
        "corrections.rows",
        "court_text",
        "C001",
        "report.qmd:11",
    ],
)
def test_every_link_holds(built, target):
    assert broken(built, target) == []


def test_the_files_lead_from_the_report_to_the_raw_export(built):
    files = [link.file for link in audit(built.project, "impact.bad").files]
    assert files[0] == "report/tiny/report.qmd"
    assert files[-2:] == ["data/tiny/raw/interviews.csv", "data/tiny/raw/codings.csv"]
    assert "build/tiny/coded/impact.csv" in files and "build/tiny/slices/court.csv" in files
    assert "build/tiny/slices/setting.csv" not in files
    assert all(len(link.sha256) == 64 for link in audit(built.project, "impact.bad").files)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "data/tiny/raw/interviews.csv",
            "School",
            "Clinic",
            ["the raw file changed: it is not the registered one.", "Raw data are never edited"],
        ),
        (
            "data/tiny/corrections.csv",
            "Misheard",
            "Heard badly",
            [
                "reasons, authors or dates in the ledger changed since the report was made; "
                "they move no number.",
                BUILD,
            ],
        ),
        (
            "data/tiny/corrections.csv",
            "cases,1,6",
            "cases,1,7",
            ["the ledger changed since the slices were made.", BUILD],
        ),
        (
            "build/tiny/responses.csv",
            "Clinic",
            "School",
            [EDITED, AGAIN],
        ),
        (
            "build/tiny/slices/court.csv",
            "R1,yes",
            "R1,no",
            [EDITED, AGAIN],
        ),
        (
            "build/tiny/codings/impact.csv",
            "bad",
            "good",
            [EDITED, AGAIN],
        ),
        (
            "build/tiny/coded/impact.csv",
            "R1,good,no",
            "R1,good,yes",
            [EDITED, AGAIN],
        ),
        (
            "figures/tiny/tbl-court.csv",
            "Yes,3",
            "Yes,4",
            [EDITED, AGAIN],
        ),
        (
            "figures/tiny/tbl-court.html",
            "Yes",
            "Oh",
            [EDITED, AGAIN],
        ),
        (
            "figures/tiny/tbl-court.json",
            '"exported"',
            ' "exported"',
            ["the record was edited by hand: the build wrote something else.", AGAIN],
        ),
        (
            "report/tiny/report.qmd",
            "Of the",
            "Of all",
            ["the source changed since the report was made.", BUILD],
        ),
        (
            "build/tiny/report.html",
            "page",
            "pages",
            [EDITED, AGAIN],
        ),
    ],
)
def test_a_file_that_was_changed_is_named(built, file, old, new, said):
    built.edit(file, old, new)
    place, message, advice = broken(built)
    assert [place, message] == [file, said[0]]
    assert advice.startswith(said[1])


@pytest.mark.parametrize(
    ("part", "place", "message"),
    [
        (
            "declaration",
            "build/.receipts/tiny/table-tbl-court.json",
            "the receipt was edited by hand: it tells of other declarations.",
        ),
        (
            "code",
            "corrigenda.frames, corrigenda.tables, corrigenda.provenance",
            "the code changed since tbl-court was made.",
        ),
        ("libraries", "libraries", "they changed since tbl-court was made."),
    ],
)
def test_what_a_job_depended_on_otherwise_is_named(built, part, place, message):
    built.pretend("table-tbl-court", part)
    assert broken(built)[:2] == [place, message]
    assert broken(built, "cases.mean") == []


def test_a_declaration_that_was_edited_is_named(built):
    built.edit("report/tiny/exhibits.yaml", "Not asked}", "Never asked}")
    assert broken(built)[:2] == [
        "report/tiny/exhibits.yaml",
        "the declaration changed since tbl-court was made.",
    ]


def test_what_is_missing_is_named(built):
    (built.path / "figures/tiny/tbl-court.typ").unlink()
    missing = ["figures/tiny/tbl-court.typ", "it is missing: the build wrote it.", BUILD]
    assert broken(built) == missing
    (built.path / "build/tiny/report.pdf").unlink()
    (built.path / "build/.receipts/tiny/pdf.json").unlink()
    assert broken(built, "court.yes") == ["build/tiny/report.pdf", "not built.", BUILD]


def test_a_file_without_a_receipt_is_named(built):
    (built.path / "build/.receipts/tiny/clean.json").unlink()
    message = "its receipt is missing: nothing tells what it was made from."
    assert broken(built) == ["build/tiny/slices", message, BUILD]


def test_without_any_receipt_that_is_said(built):
    shutil.rmtree(built.path / "build/.receipts")
    message = "its receipts are missing: nothing tells what the build has read and written."
    assert broken(built)[:2] == ["build/tiny", message]


def test_a_job_that_ran_on_other_files_is_named(built):
    built.edit("build/tiny/slices/court.csv", "R1,yes", "R1,no")
    built.receipts()
    place, message, _ = broken(built)
    assert [place, message] == [
        "figures/tiny/tbl-court.json",
        "the record was edited by hand: it tells of another build/tiny/slices/court.csv.",
    ]


def test_a_number_that_the_slices_contradict_is_named(built):
    built.edit("build/tiny/statistics.json", '"n": 3,', '"n": 2,')
    built.edit("figures/tiny/tbl-court.csv", "Went to court,Yes,3", "Went to court,Yes,2")
    built.record()
    assert broken(built, "court.yes")[:2] == [
        "build/tiny/statistics.json",
        "it says 2 of 6 (33.33%) of court.yes; the slices, counted again, give 3 of 6 (50%).",
    ]
    assert broken(built)[1].startswith("it says 50% (2 of 6) of Went to court / Yes; the slices")


def test_words_that_do_not_hold_are_named(built):
    built.edit(
        "report/tiny/report.qmd", '[]{of="court.yes" as="percent-n"}', "[most]{of=court.yes}"
    )
    built.receipts()
    assert broken(built, "court.yes") == [
        "report/tiny/report.qmd:10",
        '"most" does not hold any more of court.yes.',
        "corrigenda update writes what holds.",
    ]
    assert broken(built, "court.no") == []


def test_what_something_else_depends_on_does_not_matter(built):
    built.edit("build/tiny/slices/setting.csv", "clinic", "school")
    built.edit("figures/tiny/fig-court.svg", "svg", "gvs")
    assert broken(built) == []


def test_a_history_that_was_edited_is_named_where_corrections_are_told(built):
    built.edit("build/tiny/history.json", "C001", "C009")
    assert broken(built, "cases.mean") == ["build/tiny/history.json", EDITED, AGAIN]
    assert broken(built, "tbl-setting") == []


def test_only_files_of_the_chain_are_hashed(built, monkeypatch):
    from corrigenda import receipts
    from corrigenda.files import sha256

    seen = []
    monkeypatch.setattr(receipts, "sha256", lambda path: seen.append(str(path)) or sha256(path))
    assert broken(built, "tbl-setting") == []
    slices = [name for name in seen if "/slices/" in name or "/coded/" in name]
    assert slices == ["build/tiny/slices/setting.csv"]
    assert len(seen) == len(set(seen))
