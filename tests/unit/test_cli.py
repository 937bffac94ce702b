"""The command line: what each stage writes, and how a refusal is told."""

import csv
import io
import json
import subprocess
import sys
from hashlib import sha256

import pytest

HEAVY = ("great_tables", "matplotlib", "pandas", "plotnine", "pydantic", "snakemake", "yaml")
STAGES = (("import",), ("clean",), ("aggregate", "impact"), ("statistics",))
RAW = "data/tiny/raw"


@pytest.fixture
def built(tiny):
    """The tiny study after its stages up to the statistics."""
    for stage in STAGES:
        result = tiny.run("stage", *stage)
        assert result.exit_code == 0, result.stderr
    return tiny


def register(project) -> None:
    """Register the raw files as they are now."""
    folder = project.path / RAW
    sums = [
        f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("codings.csv", "interviews.csv")
    ]
    (folder / "SHA256SUMS").write_text("".join(sums))


def edit_raw(project, name, old, new):
    """Edit a raw file and register it anew."""
    project.edit(f"{RAW}/{name}", old, new)
    register(project)


def correct(project, *row: str) -> None:
    """Append a row to the ledger."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([*row, "Call back", "AB", "2024-04-11"])
    with (project.path / "data/tiny/corrections.csv").open("a", encoding="utf-8") as ledger:
        ledger.write(text.getvalue())


def test_the_command_line_loads_nothing_heavy():
    code = "import sys, corrigenda.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "corrigenda.cli" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_help_names_every_command(tiny):
    said = tiny.run("--help").stdout
    for command in ("build", "check", "doctor", "reconcile", "stage"):
        assert f"\n  {command} " in said, command


def test_the_help_of_the_stages_names_every_job_of_the_workflow(tiny):
    said = tiny.run("stage", "--help").stdout
    jobs = (
        "import",
        "clean",
        "aggregate",
        "table",
        "figure",
        "statistics",
        "compose",
        "html",
        "pdf",
    )
    for job in jobs:
        assert f"\n  {job} " in said, job


def test_check_says_that_all_is_well(tiny):
    result = tiny.run("check")
    assert (result.exit_code, result.stdout) == (
        0,
        "Everything can be read. 4 claims hold; 0 numbers are typed in the prose.\n",
    )


def test_check_tells_the_problems_of_all_files_with_the_code_of_the_first(tiny):
    tiny.edit("data/tiny/corrections.csv", "2024-04-10", "10 April")
    tiny.edit("report/tiny/exhibits.yaml", "item: setting", "item: seting")
    result = tiny.run("check")
    assert result.exit_code == 11
    assert 'data/tiny/corrections.csv:2: date "10 April" is not a date.' in result.stderr
    assert "report/tiny/exhibits.yaml:4: " in result.stderr


def test_import_keeps_every_response_and_only_the_columns_of_the_codebook(built):
    text = (built.path / "build/tiny/responses.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(rows[0]) == [
        *("respondent", "row", "disposition"),
        *("StartDate", "Q1", "Q2", "Q3_1", "Q3_2", "Q4", "Q5"),
    ]
    assert [(r["respondent"], r["row"], r["disposition"]) for r in rows] == [
        ("R9", "4", "preview"),
        ("R1", "5", "used"),
        ("R2", "6", "used"),
        ("R3", "7", "duplicate_start"),
        ("R3", "8", "used"),
        ("R4", "9", "used"),
        ("R5", "10", "used"),
        ("R6", "11", "used"),
    ]
    assert rows[2]["Q5"] == "It helped,\nin the end."


@pytest.mark.parametrize(
    ("slice_", "expected"),
    [
        (
            "slices/cases.csv",
            "respondent,value,state,correction\nR1,2,answered,\nR2,4,answered,\nR3,8,answered,\n"
            "R4,12,answered,\nR5,6,answered,C001\nR6,,unanswered,\n",
        ),
        (
            "slices/cases_band.csv",
            "respondent,value,state,correction\nR1,few,answered,\nR2,few,answered,\n"
            "R3,many,answered,\nR4,many,answered,\nR5,many,answered,C001\nR6,,unanswered,\n",
        ),
        (
            "slices/court.csv",
            "respondent,value,state,correction\nR1,yes,answered,\nR2,yes,answered,\n"
            "R3,no,answered,\nR4,yes,answered,\nR5,dont_know,answered,\nR6,no,answered,\n",
        ),
        (
            "codings/impact.csv",
            "respondent,code,start,end,coder,applied,correction\nR1,bad,0,12,C1,yes,\n"
            "R1,bad,7,11,C2,yes,\nR2,good,0,9,C1,yes,\nR4,bad,0,4,C1,yes,\n",
        ),
        (
            "coded/impact.csv",
            "respondent,option,value,state,correction\nR1,good,no,answered,\n"
            "R1,bad,yes,answered,\nR2,good,yes,answered,\nR2,bad,no,answered,\n"
            "R3,good,no,not_asked,\nR3,bad,no,not_asked,\nR4,good,no,answered,\n"
            "R4,bad,yes,answered,\nR5,good,no,not_asked,\nR5,bad,no,not_asked,\n"
            "R6,good,no,not_asked,\nR6,bad,no,not_asked,\n",
        ),
        (
            "summary.csv",
            "name,value\nresponses.exported,8\nresponses.used,6\nresponses.preview,1\n"
            "responses.test,0\nresponses.spam,0\nresponses.duplicate_start,1\n"
            "responses.unfinished,0\nresponses.excluded,2\ncorrections.rows,1\ncorrections.applied,1\ncorrections.withdrawn,0\n",
        ),
    ],
)
def test_the_stages_write_what_six_answers_come_to(built, slice_, expected):
    assert (built.path / "build/tiny" / slice_).read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("name", "text", "n_of_base"),
    [
        ("court.yes", "50%", "3 of 6"),
        ("court_text.not_asked", "50%", "3 of 6"),
        ("impact.bad", "33%", "2 of 6"),
        ("impact.bad_of_asked", "67%", "2 of 3"),
        ("methods.talk", "67%", "4 of 6"),
        ("cases_band.many", "50%", "3 of 6"),
    ],
)
def test_the_statistics_of_six_respondents_can_be_counted_by_hand(built, name, text, n_of_base):
    statistics = json.loads((built.path / "build/tiny/statistics.json").read_text())
    assert statistics[name]["text"] == text
    assert statistics[name]["forms"]["n-of-base"] == n_of_base


def test_the_mean_is_that_of_the_corrected_answers(built):
    statistics = json.loads((built.path / "build/tiny/statistics.json").read_text())
    assert (statistics["cases.mean"]["value"], statistics["cases.mean"]["text"]) == ("32/5", "6.4")


def test_every_stage_writes_the_same_bytes_again(built):
    before = built.snapshot("build")
    for stage in STAGES:
        assert built.run("stage", *stage).exit_code == 0
    assert built.snapshot("build") == before


def test_a_correction_moves_the_slices_of_its_item_alone(built):
    before = built.snapshot("build/tiny/slices")
    correct(built, "C002", "R6", "setting", "Clinic", "School")
    assert built.run("stage", "clean").exit_code == 0
    after = built.snapshot("build/tiny/slices")
    moved = [path for path in before if before[path] != after[path]]
    assert moved == ["build/tiny/slices/setting.csv"]


STALE = (
    "  Someone changed the raw export or an earlier correction. Update this row or withdraw it.\n"
)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            ("C002", "R6", "setting", "School", "Clinic"),
            'respondent R6, item setting: the ledger expects "School", the data hold "Clinic".\n'
            + STALE,
        ),
        (
            ("C002", "R3", "impact", "Mostly bad", "Mostly good"),
            'respondent R3, item impact: the ledger expects "Mostly bad", the data hold another '
            "answer.\n" + STALE,
        ),
        (
            ("C002", "R9", "setting", "Clinic", "School"),
            "respondent R9, item setting: no response of this respondent is used.\n"
            "  Mind the id, and the exclusions of study.yaml.\n",
        ),
        (
            ("C002", "R6", "seting", "Clinic", "School"),
            "respondent R6, item seting: no such item in the codebook.\n"
            '  Did you mean "setting"?\n',
        ),
        (
            ("C002", "R6", "setting", "Clinic", "Shool"),
            'respondent R6, item setting: "Shool" is not an option.\n  Did you mean "School"?\n',
        ),
        (
            ("C002", "R6", "setting", "Clinic", "clinic"),
            "respondent R6, item setting: old and new are the same; the row changes nothing.\n"
            "  Remove the row, or say what changes.\n",
        ),
        (
            ("C001", "R6", "setting", "Clinic", "School"),
            "the id C001 was given on line 2 already.\n  Take the next free id.\n",
        ),
        (
            ("C002", "R5", "cases", "1", "7"),
            "respondent R5, item cases: conflicts with C001 on line 2, which changes the same "
            "value to something else.\n  Withdraw one of the two rows.\n",
        ),
    ],
    ids=["old", "old code", "respondent", "item", "option", "nothing", "id", "conflict"],
)
def test_a_row_that_does_not_fit_is_refused_and_the_slices_stay(built, row, message):
    before = built.snapshot("build")
    correct(built, *row)
    result = built.run("stage", "clean")
    assert (result.exit_code, result.stdout) == (11, "")
    assert result.stderr == f"data/tiny/corrections.csv:3: {message}"
    assert built.snapshot("build") == before


def test_mistakes_in_closed_and_coded_items_and_in_the_codings_are_told_together(built):
    edit_raw(built, "codings.csv", "R4,impact,bad", "R4,impact,bade")
    assert built.run("stage", "import").exit_code == 0
    before = built.snapshot("build")
    correct(built, "C002", "R6", "setting", "School", "Clinic")
    result = built.run("stage", "clean")
    assert result.exit_code == 11
    assert "data/tiny/corrections.csv:3: respondent R6, item setting" in result.stderr
    assert "data/tiny/raw/codings.csv:5: respondent R4, item impact" in result.stderr
    assert built.snapshot("build") == before


def test_corrections_of_several_coded_items_are_refused_together(built):
    built.edit(
        "data/tiny/coding.yaml",
        "codes: {good: Mostly good, bad: Mostly bad}\n",
        "codes: {good: Mostly good, bad: Mostly bad}\n"
        "  mood: {of: court_text, label: Mood, codes: {glad: Glad}}\n",
    )
    correct(built, "C002", "R3", "impact", "Mostly bad", "")
    correct(built, "C003", "R3", "mood", "Glad", "")
    result = built.run("stage", "clean")
    assert result.exit_code == 11
    assert "corrections.csv:3: respondent R3, item impact" in result.stderr
    assert "corrections.csv:4: respondent R3, item mood" in result.stderr


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lambda p: p.edit(f"{RAW}/interviews.csv", "School,12", "School,13"),
            "interviews.csv: the raw file is not the registered one.\n  Raw data are never edited: "
            "restore the file and put the change into corrections.csv.\n",
        ),
        (
            lambda p: (p.path / RAW / "codings.csv").unlink(),
            "codings.csv: the registered raw file is missing.\n  Put the original file back.\n",
        ),
        (
            lambda p: (p.path / RAW / "notes.txt").touch(),
            "notes.txt: the raw file is not registered.\n"
            f"  Add it: cd {RAW} && sha256sum notes.txt >> SHA256SUMS\n",
        ),
    ],
    ids=["changed", "missing", "unregistered"],
)
def test_raw_files_that_are_not_as_registered_stop_the_import(built, spoil, message):
    before = built.snapshot("build")
    spoil(built)
    result = built.run("stage", "import")
    assert (result.exit_code, result.stderr) == (16, f"{RAW}/{message}")
    assert built.snapshot("build") == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Q3_2,Q4,Q5\nQuestion",
            "Q3_2,Q44,Q5\nQuestion",
            'interviews.csv: the export lacks the column "Q4".\n  Did you mean "Q44"',
        ),
        (
            "True,R2,",
            "True,R1,",
            "interviews.csv:6: respondent R1 has 2 responses (rows 5, 6).\n"
            "  Only one can be used: exclude the others by a rule.\n",
        ),
        (
            "R3,School,8,,Playing,No,",
            "R3,School,8,,Playing,No",
            "interviews.csv:8: the row has 9 cells, the header has 10.\n"
            "  The file was cut or edited: export it again.\n",
        ),
        (
            '"{""ImportId"":""StartDate""}"',
            "StartDate",
            'interviews.csv:3: row 3 is not the row of {"ImportId": …}: header rows are missing.\n'
            "  Export again from Qualtrics as CSV, with all three header rows, and do not delete "
            "any.\n",
        ),
    ],
    ids=["column", "respondent", "ragged", "header rows"],
)
def test_an_export_that_cannot_be_read_stops_the_import(built, old, new, message):
    before = built.snapshot("build")
    edit_raw(built, "interviews.csv", old, new)
    result = built.run("stage", "import")
    assert result.exit_code == 12
    assert result.stderr.startswith(f"{RAW}/{message}")
    assert built.snapshot("build") == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty."),
        (b"a\n\x81\n", "interviews.csv:2: the file is neither UTF-8 nor Windows-1252"),
        (b"RID\0\n", "the file holds NUL bytes."),
    ],
)
def test_an_export_that_is_no_text_stops_the_import(built, content, message):
    (built.path / RAW / "interviews.csv").write_bytes(content)
    register(built)
    result = built.run("stage", "import")
    assert result.exit_code == 12
    assert message in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "R6,Clinic,N/A",
            "R6,Clini,N/A",
            'interviews.csv:11: column Q1, respondent R6, item setting: "Clini" is not an option.\n'
            '  Did you mean "Clinic"? Add a row to corrections.csv.\n',
        ),
        (
            "2024-03-11",
            "2024-04-11",
            "interviews.csv:11: column StartDate, respondent R6, item day: 2024-04-11 is outside "
            "the fieldwork, 2024-03-01 to 2024-03-31.\n  Add a row to corrections.csv.\n",
        ),
        (
            "R6,Clinic,N/A,,,No,",
            "R6,Clinic,N/A,,,No,Slow",
            "interviews.csv:11: column Q5, respondent R6, item court_text: it has an answer, but "
            "is only asked if court is yes.\n  Correct the one or the other in corrections.csv.\n",
        ),
    ],
    ids=["option", "fieldwork", "skip rule"],
)
def test_a_value_that_is_not_permitted_stops_the_cleaning(built, old, new, message):
    edit_raw(built, "interviews.csv", old, new)
    assert built.run("stage", "import").exit_code == 0
    before = built.snapshot("build")
    result = built.run("stage", "clean")
    assert (result.exit_code, result.stderr) == (12, f"{RAW}/{message}")
    assert built.snapshot("build") == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "R4,impact,bad",
            "R4,impact,bade",
            'codings.csv:5: respondent R4, item impact: unknown code "bade".\n'
            '  Did you mean "bad"?\n',
        ),
        (
            "R4,impact,bad,0,4",
            "R4,impact,bad,0,40",
            "codings.csv:5: respondent R4, item impact: the passage 0 to 40 is outside the answer "
            "to court_text, which has 18 characters.\n"
            "  The codings belong to another export, or the answer was edited.\n",
        ),
        (
            "R1,impact,bad,7,11",
            "R1,impact,good,7,11",
            "codings.csv: respondent R1, item impact: holds bad, good, expected exactly one code.\n"
            "  Add or remove a code in corrections.csv.\n",
        ),
    ],
    ids=["code", "offsets", "exclusive"],
)
def test_codings_that_do_not_fit_are_refused(built, old, new, message):
    edit_raw(built, "codings.csv", old, new)
    assert built.run("stage", "import").exit_code == 0
    before = built.snapshot("build")
    result = built.run("stage", "clean")
    assert (result.exit_code, result.stderr) == (13, f"{RAW}/{message}")
    assert built.snapshot("build") == before


def test_an_unknown_reference_of_a_declared_statistic_is_refused(built):
    before = built.snapshot("build")
    built.edit("report/tiny/statistics.yaml", "impact.bad,", "impact.bade,")
    result = built.run("stage", "statistics")
    assert (result.exit_code, result.stderr) == (
        14,
        'report/tiny/statistics.yaml:2: impact.bad_of_asked: "bade" is no option of impact.\n'
        '  Did you mean "bad"?\n',
    )
    assert built.snapshot("build") == before


@pytest.mark.parametrize(
    ("stage", "message"),
    [
        (("table", "tbl-cort"), 'there is no table "tbl-cort".\n  Did you mean "tbl-court"?\n'),
        (("table", "fig-court"), 'there is no table "fig-court".\n  Did you mean "tbl-court"?\n'),
        (("figure", "fig-x"), 'there is no figure "fig-x".\n'),
        (("aggregate", "court"), 'there is no coded item "court".\n'),
    ],
)
def test_a_stage_of_something_that_is_not_declared_is_refused(tiny, stage, message):
    result = tiny.run("stage", *stage)
    assert (result.exit_code, result.stderr) == (1, message)


@pytest.mark.parametrize(
    ("stage", "missing"),
    [
        (("clean",), "build/tiny/responses.csv"),
        (("aggregate", "impact"), "build/tiny/codings/impact.csv"),
        (("statistics",), "build/tiny/summary.csv"),
        (("table", "tbl-court"), "build/tiny/slices/court.csv"),
    ],
)
def test_a_stage_before_its_time_says_what_it_lacks(tiny, stage, missing):
    result = tiny.run("stage", *stage)
    assert (result.exit_code, result.stderr) == (
        1,
        f"{missing}: it is not built yet.\n"
        "  Run corrigenda build, or first the stages before this one.\n",
    )


def test_another_folder_or_study_is_refused_in_words(tiny, tmp_path):
    result = tiny.run("--study", "tyny", "check")
    assert (result.exit_code, result.stderr) == (
        10,
        'data: no study "tyny".\n  Did you mean "tiny"?\n',
    )
    assert tiny.run("--project", str(tmp_path / "none"), "check").exit_code == 2


def test_a_job_hands_its_refusal_over_to_the_build_that_started_it(tiny, tmp_path, monkeypatch):
    monkeypatch.setenv("CORRIGENDA_PROBLEMS", str(tmp_path / "problems"))
    tiny.run("stage", "clean")
    (report,) = (tmp_path / "problems").iterdir()
    assert json.loads(report.read_text()) == {
        "exit_code": 1,
        "problems": [
            [
                "build/tiny/responses.csv",
                "it is not built yet.",
                "Run corrigenda build, or first the stages before this one.",
            ]
        ],
    }


def test_a_mistake_shows_no_traceback(tiny):
    result = subprocess.run(
        [sys.executable, "-c", "from corrigenda.cli import main; main()", "check"],
        cwd=tiny.path / "data",
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 10
    assert result.stderr == (
        "data: no study here (data/<study>/study.yaml).\n"
        "  Run this in the folder that holds data/, or name the folder with --project.\n"
    )
