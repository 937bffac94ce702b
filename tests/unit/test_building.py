"""Building: what is checked before Snakemake starts, and how a refusal is told."""

import json

import pytest

from corrigenda import building
from corrigenda.errors import LedgerError, StudyError, UserError
from corrigenda.project import find_project


@pytest.fixture
def project(tiny, monkeypatch):
    """Open the tiny study from inside its folder, as the command line does."""

    def opened():
        monkeypatch.chdir(tiny.path)
        return find_project(tiny.path)

    return opened


def refusal(project) -> UserError:
    """Return what a check refuses."""
    with pytest.raises(UserError) as caught:
        building.check(project())
    return caught.value


def places(error: UserError) -> list[str]:
    return [problem.place for problem in error.problems]


def test_a_sound_study_has_no_problems(project):
    building.check(project())


def test_files_that_do_not_depend_on_each_other_are_checked_together(tiny, project):
    tiny.edit("data/tiny/corrections.csv", "cases,1,6", "cses,1,6")
    tiny.edit("report/tiny/exhibits.yaml", "item: setting", "item: seting")
    tiny.edit("report/tiny/statistics.yaml", "impact.bad", "impact.bade")
    error = refusal(project)
    assert type(error) is LedgerError
    assert places(error) == [
        "data/tiny/corrections.csv:2",
        "report/tiny/exhibits.yaml:4",
        "report/tiny/statistics.yaml:2",
    ]


def test_study_codebook_and_raw_files_are_checked_together_and_nothing_that_needs_them(
    tiny, project
):
    tiny.edit("data/tiny/study.yaml", "half-odd", "half-way")
    tiny.edit("data/tiny/codebook.yaml", "kind: multiple", "kind: mutliple")
    tiny.edit("data/tiny/raw/codings.csv", "bad", "good")
    tiny.edit("data/tiny/corrections.csv", "cases,1,6", "cses,1,6")
    error = refusal(project)
    assert type(error) is StudyError
    assert [place.partition(":")[0] for place in places(error)] == [
        "data/tiny/study.yaml",
        "data/tiny/codebook.yaml",
        "data/tiny/raw/codings.csv",
    ]


def test_without_a_sound_coding_nothing_that_needs_it_is_checked(tiny, project):
    tiny.edit("data/tiny/coding.yaml", "of: court_text", "of: court_txt")
    tiny.edit("report/tiny/exhibits.yaml", "item: setting", "item: seting")
    assert [place.partition(":")[0] for place in places(refusal(project))] == [
        "data/tiny/coding.yaml"
    ]


def test_a_second_build_is_kept_out(project, capsys):
    with building.alone(project().root), pytest.raises(UserError, match="is running in this"):
        building.build(project(), 1, explain=False)


def test_a_declaration_that_cannot_be_used_stops_the_build_before_snakemake(
    tiny, project, monkeypatch, capsys
):
    monkeypatch.setattr(building, "_snakemake", lambda *_: pytest.fail("Snakemake was started"))
    tiny.edit("data/tiny/corrections.csv", "cases,1,6", "cses,1,6")
    tiny.edit("report/tiny/exhibits.yaml", "item: setting", "item: seting")
    assert building.build(project(), cores=1, explain=False) == 11
    said = capsys.readouterr().err
    assert said.startswith(
        "data/tiny/corrections.csv:2: respondent R5, item cses: no such item in the codebook.\n"
        '  Did you mean "cases"'
    )
    assert said.endswith("\nNot built: 2 problems. The last good report is kept.\n")


def test_what_a_job_refused_is_told_with_its_exit_code(project, monkeypatch, capsys):
    def refusing(project, cores, explain, problems):
        report = {"exit_code": 12, "problems": [["raw/export.csv:5", "wrong.", "Mend it."]]}
        (problems / "1.json").write_text(json.dumps(report))
        return 1

    monkeypatch.setattr(building, "_snakemake", refusing)
    assert building.build(project(), cores=1, explain=False) == 12
    assert capsys.readouterr().err == (
        "raw/export.csv:5: wrong.\n  Mend it.\n"
        "\nNot built: 1 problem. The last good report is kept.\n"
    )


def test_a_failure_that_is_nobodys_mistake_keeps_the_exit_code_of_snakemake(project, monkeypatch):
    monkeypatch.setattr(building, "_snakemake", lambda *_: 1)
    assert building.build(project(), cores=1, explain=False) == 1
