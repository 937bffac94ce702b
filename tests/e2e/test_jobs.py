"""Which jobs run: after a correction those that depend on its item, and no others."""

import json

import pytest

pytestmark = pytest.mark.e2e

ALWAYS = ["clean", "compose", "history", "html", "pdf", "records", "statistics"]


def test_a_cold_build_runs_every_job_once(built):
    _, run = built
    assert run.code == 0, run.output
    assert run.jobs == sorted(
        [
            *ALWAYS,
            "import_responses",
            "aggregate impact",
            "table tbl-setting",
            "table tbl-court",
            "table tbl-cases",
            "figure fig-court",
        ]
    )


def test_a_second_build_does_nothing(project):
    run = project.snakemake()
    assert run.code == 0
    assert run.jobs == []
    assert "Nothing to be done" in run.output


@pytest.mark.parametrize(
    ("row", "dependents"),
    [
        pytest.param(("R6", "setting", "Clinic", "School"), ["table tbl-setting"], id="single"),
        pytest.param(("R6", "methods", "", "Talking"), ["table tbl-cases"], id="check-all"),
        pytest.param(("R4", "cases", "12", "3"), ["table tbl-cases"], id="number-and-its-bands"),
        pytest.param(
            ("R4", "impact", "Mostly bad", "Mostly good"),
            ["aggregate impact", "table tbl-court"],
            id="coded",
        ),
        pytest.param(
            ("R3", "court", "No", "Don't Know"),
            ["table tbl-court", "figure fig-court"],
            id="item-of-two-exhibits",
        ),
    ],
)
def test_after_a_correction_its_dependents_run_and_nothing_else(project, row, dependents):
    project.correct("C002", *row, "Call back", "AB", "2024-04-11")
    run = project.snakemake()
    assert run.code == 0, run.output
    assert run.jobs == sorted([*ALWAYS, *dependents])
    assert project.snakemake().jobs == []


def test_another_reason_reaches_the_list_of_corrections_and_no_exhibit(project):
    project.edit("data/tiny/corrections.csv", "Misheard on the telephone", "The line was bad")
    run = project.snakemake()
    assert run.code == 0, run.output
    assert run.jobs == ["clean", "compose", "html", "pdf"]
    assert project.snakemake().jobs == []
    assert "The line was bad" in (project.path / "build/tiny/report.html").read_text()


def test_new_raw_data_are_imported_first(project):
    project.run("sed", "-i", "s/Slow — and/Slow – and/", "data/tiny/raw/interviews.csv")
    project.run("sh", "-c", "cd data/tiny/raw && sha256sum codings.csv interviews.csv > SHA256SUMS")
    run = project.snakemake()
    assert run.code == 0, run.output
    # The answer changed, its coding did not, but Snakemake cannot know before it aggregates.
    expected = [*ALWAYS, "import_responses", "aggregate impact", "table tbl-court"]
    assert run.jobs == sorted(expected)


def test_a_changed_heading_redraws_the_exhibits_that_print_it(project):
    project.edit("data/tiny/codebook.yaml", "label: Work setting", "label: Setting")
    run = project.snakemake()
    assert run.code == 0, run.output
    assert "table tbl-setting" in run.jobs
    assert "table tbl-court" not in run.jobs


def test_a_changed_sentence_only_renders(project):
    project.edit("report/tiny/report.qmd", "Settings are in", "The settings are in")
    run = project.snakemake()
    assert run.code == 0, run.output
    assert run.jobs == ["compose", "html", "pdf"]


def test_what_varies_between_builds_is_in_the_manifest_and_in_no_record(project):
    manifest = json.loads((project.path / "build/tiny/manifest.json").read_text())
    assert manifest["software"]["Corrigenda"]
    assert manifest["jobs"]["clean"]["started"] < manifest["jobs"]["pdf"]["ended"]
    for path in (project.path / "figures/tiny").glob("*.json"):
        text = path.read_text()
        assert str(project.path) not in text and manifest["written"][:10] not in text


def test_a_study_without_a_notice_shows_none(project):
    for key in (
        "notice: These answers are invented for a test.\n",
        "notice_short: Invented data\n",
    ):
        project.edit("data/tiny/study.yaml", key, "")
    run = project.snakemake()
    assert run.code == 0, run.output
    page = (project.path / "build/tiny/report.html").read_text(encoding="utf-8")
    assert 'role="note"' not in page
    assert "Invented data" not in page
