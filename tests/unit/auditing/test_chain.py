"""The chain of an audit: the first link that does not hold, in words."""

import pytest

from corrigenda.audit import audit

BUILD = "Run corrigenda build."
AGAIN = "Run corrigenda build, which writes it again."


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
            ["the raw file is not the registered one.", "Raw data are never edited"],
        ),
        (
            "data/tiny/corrections.csv",
            "Misheard",
            "Heard badly",
            ["the ledger changed since the study was built.", "corrigenda impact says"],
        ),
        (
            "build/tiny/responses.csv",
            "Clinic",
            "School",
            ["it was edited by hand; it is not what the job import wrote.", AGAIN],
        ),
        (
            "build/tiny/slices/court.csv",
            "R1,yes",
            "R1,no",
            ["it was edited by hand; it is not what the job clean wrote.", AGAIN],
        ),
        (
            "build/tiny/codings/impact.csv",
            "bad",
            "good",
            ["it was edited by hand; it is not what the job clean wrote.", AGAIN],
        ),
        (
            "build/tiny/coded/impact.csv",
            "R1,good,no",
            "R1,good,yes",
            ["it was edited by hand; it is not what the job aggregate impact wrote.", AGAIN],
        ),
        (
            "figures/tiny/tbl-court.csv",
            "Yes,3",
            "Yes,4",
            ["it was edited by hand; it is not what the job table tbl-court wrote.", AGAIN],
        ),
        (
            "figures/tiny/tbl-court.html",
            "Yes",
            "Oh",
            ["it was edited by hand; it is not what the job table tbl-court wrote.", AGAIN],
        ),
        (
            "figures/tiny/tbl-court.json",
            '"exported"',
            ' "exported"',
            ["it was edited by hand; it is not what the job records wrote.", AGAIN],
        ),
        (
            "report/tiny/report.qmd",
            "Of the",
            "Of all",
            ["the text changed since the report was built.", BUILD],
        ),
        (
            "build/tiny/report.html",
            "page",
            "pages",
            ["it was edited by hand; it is not what the job html wrote.", AGAIN],
        ),
    ],
)
def test_a_file_that_was_changed_is_named(built, file, old, new, said):
    built.edit(file, old, new)
    place, message, advice = broken(built)
    assert [place, message] == [file, said[0]]
    assert advice.startswith(said[1])


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("declaration", "what is declared for it changed since it was built."),
        ("code", "Corrigenda's code changed since it was built."),
        ("libraries", "a library that makes it has another version than when it was built."),
    ],
)
def test_what_a_job_depended_on_otherwise_is_named(built, part, message):
    built.pretend("table-tbl-court", part)
    assert broken(built) == ["figures/tiny/tbl-court.html", message, BUILD]


def test_a_declaration_that_was_edited_is_named(built):
    built.edit("report/tiny/exhibits.yaml", "Not asked}", "Never asked}")
    assert broken(built)[:2] == [
        "figures/tiny/tbl-court.html",
        "what is declared for it changed since it was built.",
    ]


def test_what_is_missing_is_named(built):
    (built.path / "figures/tiny/tbl-court.typ").unlink()
    assert broken(built) == ["figures/tiny/tbl-court.typ", "it is missing.", AGAIN]
    (built.path / "build/tiny/report.pdf").unlink()
    (built.path / "build/.receipts/tiny/pdf.json").unlink()
    assert broken(built, "court.yes") == ["build/tiny/report.pdf", "it is not built yet.", BUILD]


def test_a_file_without_a_receipt_is_named(built):
    (built.path / "build/.receipts/tiny/clean.json").unlink()
    place, message, _ = broken(built)
    assert place.startswith("build/tiny/slices/")
    assert message == "nothing tells how it was made."


def test_a_job_that_ran_on_other_files_is_named(built):
    built.edit("build/tiny/slices/court.csv", "R1,yes", "R1,no")
    built.receipts()
    place, message, _ = broken(built)
    assert [place, message] == [
        "build/tiny/slices/court.csv",
        "its record tells of another content.",
    ]


def test_a_number_that_the_slices_contradict_is_named(built):
    built.edit("build/tiny/statistics.json", '"n": 3,', '"n": 2,')
    built.edit("figures/tiny/tbl-court.csv", "Went to court,Yes,3", "Went to court,Yes,2")
    built.receipts()
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
