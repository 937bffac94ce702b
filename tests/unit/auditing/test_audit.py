"""An audit of the tiny study, from a name to the raw cells."""

import json

import pytest

from builders import refused
from corrigenda.audit import Audit, audit
from corrigenda.audit_text import plain
from corrigenda.errors import RecordError, TargetError
from corrigenda.files import canonical_json

TARGETS = (
    "tbl-court",
    "tbl-court:good",
    "tbl-cases:talk",
    "fig-court",
    "fig-court:yes",
    "court.yes",
    "impact.bad_of_asked",
    "cases.mean",
    "cases_band",
    "methods",
    "court_text",
    "impact",
    "responses.excluded",
    "study.respondents",
    "corrections.applied",
    "C001",
    "report.qmd:10",
    "report.qmd:20",
)
ANSWERS = ("It was slow", "It helped", "in the end", "Slow — and")
RESPONDENTS = ("R1", "R2", "R3", "R4", "R5", "R6", "R9")


def cells(found: Audit) -> list[str]:
    """Show raw cells as short texts."""
    return [
        " ".join(
            filter(
                None,
                [
                    c.respondent,
                    f"{c.row}:{','.join(c.columns)}",
                    c.status,
                    f"{c.raw}>{c.value}" if c.raw else c.value,
                    *map(str, c.codings),
                    *c.corrections,
                ],
            )
        )
        for c in found.cells
    ]


def test_a_statistic(recorded):
    found = audit(recorded, "court.yes")
    (subject,) = found.subjects
    assert subject.value == "50% (3 of 6)"
    assert subject.title == "Went to court: Yes"
    assert subject.rule == "Respondents who answered “Yes” to court, of all respondents."
    assert subject.declared == "data/tiny/codebook.yaml:22"
    assert subject.recounted == "3 of 6 (50%)"
    assert subject.record.startswith("tiny/court.yes@")
    assert [(base.n, base.respondents) for base in subject.bases] == [(6, 6)]
    assert [(use.place, use.words) for use in found.uses] == [
        ("report/tiny/report.qmd:10", "50% (3)"),
        ("report/tiny/exhibits.yaml:17", "3"),
        ("report/tiny/report.qmd:18", ""),
        ("report/tiny/report.qmd:26", ""),
    ]
    assert found.codes == () and found.corrections == ()
    assert (found.responses.used, found.responses.exported) == (6, 8)
    assert [out.why for out in found.responses.left_out] == [
        "1 preview",
        "1 abandoned start of a respondent who finished another response",
    ]


def test_a_declared_statistic_with_those_who_were_not_asked(recorded):
    found = audit(recorded, "impact.bad_of_asked")
    (subject,) = found.subjects
    assert subject.value == "67% (2 of 3; exactly 66.6667%, rounded half-odd)"
    assert subject.declaration == "impact.bad_of_asked: {of: impact.bad, base: asked}"
    assert subject.declared == "report/tiny/statistics.yaml:2"
    (base,) = subject.bases
    assert (base.n, [(out.n, out.why) for out in base.outside]) == (3, [(3, "not asked impact")])
    items = {item.id: item for item in found.items}
    assert list(items) == ["impact", "court", "court_text"]
    assert items["impact"].asked == "Only respondents who answered “Yes” to court."
    assert (items["impact"].answered, items["impact"].not_asked) == (3, 3)
    assert items["impact"].columns == ("Q5",) and items["impact"].made_from == ("court_text",)
    (code,) = found.codes
    assert (code.respondents, code.passages) == (2, {"C1": 2, "C2": 1})


def test_its_raw_cells(recorded):
    found = audit(recorded, "impact.bad_of_asked", respondents=True)
    assert cells(found) == [
        "R1 5:Q5 counts a text>Mostly bad 2 3",
        "R2 6:Q5 in the base a text>Mostly good",
        "R3 8:Q5 not asked impact not asked>not asked",
        "R4 9:Q5 counts a text>Mostly bad 5",
        "R5 10:Q5 not asked impact not asked>not asked",
        "R6 11:Q5 not asked impact not asked>not asked",
    ]
    assert found.cells[0].coders == ("C1", "C2")


def test_what_respondents_said_only_where_it_is_asked_for(recorded):
    assert audit(recorded, "impact.bad", respondents=True).passages is None
    found = audit(recorded, "impact.bad", excerpts=True)
    assert [(p.coder, p.row, p.text, p.respondent) for p in found.passages] == [
        ("C1", 2, "It was slow.", ""),
        ("C2", 3, "slow", ""),
        ("C1", 5, "Slow", ""),
    ]
    assert found.cells is None
    named = audit(recorded, "court_text", respondents=True, excerpts=True)
    assert [p.respondent for p in named.passages] == ["R1", "R2", "R4"]
    assert named.passages[1].text == "It helped,\nin the end."


def test_a_cell_of_a_table(recorded):
    found = audit(recorded, "tbl-court: impact / not asked")
    (subject,) = found.subjects
    assert subject.name == "tbl-court:Impact of court / Not asked"
    assert subject.value == "50% (3 of 6)" and subject.title == "Court"
    assert subject.rule == "Respondents who were not asked impact, of all respondents."


def test_a_table_shows_all_its_cells(recorded):
    (subject,) = audit(recorded, "tbl-court").subjects
    assert [(v.block, v.label, v.value) for v in subject.values][:2] == [
        ("Went to court", "Yes", "50% (3 of 6)"),
        ("Went to court", "No", "33% (2 of 6)"),
    ]
    assert subject.recounted == "6 of 6 cells agree"
    assert subject.made_by == "corrigenda.tables.to_html"
    assert subject.declaration.startswith("tbl-court:\n  blocks:")


def test_the_raw_cells_of_an_exhibit_and_of_bands(recorded):
    found = audit(recorded, "tbl-cases", respondents=True)
    shown = cells(found)
    assert len(shown) == 12
    assert shown[4] == 'R5 10:Q2 in the base 6>Six or more C001: "1" → "6"'
    assert shown[5] == "R6 11:Q2 no answer no answer>no answer"
    assert shown[7] == "R2 6:Q3_1,Q3_2 in the base Talking; Playing"


def test_the_columns_of_the_options_that_matter(recorded):
    found = audit(recorded, "methods.play", respondents=True)
    assert {cell.columns for cell in found.cells} == {("Q3_2",)}
    assert [c.value for c in found.cells][:3] == ["not ticked", "Playing", "Playing"]


def test_only_rows_about_the_options_that_matter(built):
    with (built.path / "data/tiny/corrections.csv").open("a", encoding="utf-8") as ledger:
        ledger.write("C002,R1,methods,,Playing,Said so,AB,2024-04-12\n")
    talk, play = (
        audit(built.project, f"methods.{o}", respondents=True).cells[0] for o in ("talk", "play")
    )
    assert talk.corrections == () and len(play.corrections) == 1


def test_a_correction(recorded):
    found = audit(recorded, "C001")
    (subject,) = found.subjects
    assert (subject.value, subject.title) == ("in force", 'cases: "1" → "6"')
    (row,) = found.corrections
    assert (row.respondent, row.date) == ("", "2024-04-10")
    assert row.reason == "AB: Misheard on the telephone"
    assert row.moved[0] == "cases.sum  27 → 32"
    named = audit(recorded, "C001", respondents=True)
    assert named.corrections[0].respondent == "R5"
    assert cells(named) == ['R5 10:Q2 answered 6 C001: "1" → "6"']


def test_a_correction_says_whether_it_sets_a_cell_that_counts(recorded):
    assert [c.here for c in audit(recorded, "cases.mean").corrections] == [True]
    assert [c.here for c in audit(recorded, "cases_band.many").corrections] == [True]


def test_withdrawn_rows_and_their_withdrawals(built):
    ledger = built.path / "data/tiny/corrections.csv"
    ledger.write_text(
        "id,respondent,item,old,new,reason,author,date,withdraws\n"
        "C001,R5,cases,1,6,Misheard,AB,2024-04-10,\n"
        "C002,,,,,R5 was right after all; R9 too,AB,2024-04-12,C001\n"
        "C003,R1,setting,Clinic,School,Moved,AB,2024-04-13,\n",
        encoding="utf-8",
    )
    (row,) = audit(built.project, "cases.mean").corrections
    assert (
        row.withdrawn_by
        == "C002 (2024-04-12, AB: [respondent] was right after all; [respondent] too)"
    )
    found = audit(built.project, "C002")
    assert [row.id for row in found.corrections] == ["C001", "C002"]
    assert found.subjects[0].title == "cases: withdraws C001"
    assert audit(built.project, "C001").subjects[0].value == "withdrawn by C002"
    assert [row.id for row in audit(built.project, "corrections.rows").corrections] == [
        "C001",
        "C002",
        "C003",
    ]


def test_an_item_with_what_is_made_of_it(recorded):
    (subject,) = audit(recorded, "cases").subjects
    assert [(v.label, v.value) for v in subject.values] == [
        ("n", "5"),
        ("mean", "6.4"),
        ("median", "6"),
    ]
    assert subject.notes == ("Made from it: cases_band.",)
    (subject,) = audit(recorded, "court").subjects
    assert subject.notes == ("Asked because of it: court_text, impact.",)


def test_a_line_of_the_report(recorded):
    found = audit(recorded, "report.qmd:11")
    assert found.target == "report/tiny/report.qmd:11"
    assert [subject.name for subject in found.subjects] == ["impact.bad_of_asked"]
    assert "for 2 of 3 it was bad" in found.sentences[0]
    assert [use.words for use in found.uses] == ["2 of 3"]


def test_responses_that_are_left_out(recorded):
    found = audit(recorded, "responses.excluded", respondents=True)
    assert [(c.respondent, c.row, c.status) for c in found.cells] == [
        ("R9", 4, "preview"),
        ("R3", 7, "duplicate_start"),
    ]
    assert len(audit(recorded, "study.respondents", respondents=True).cells) == 6


def test_a_record_says_whether_it_is_the_one_of_today(recorded):
    today = audit(recorded, "fig-court").subjects[0].record
    assert audit(recorded, today).subjects[0].notes == ()
    assert audit(recorded, "tiny/fig-court@0123456789ab").subjects[0].notes == (
        "tiny/fig-court@0123456789ab is an earlier record: its data have changed since.",
    )


@pytest.mark.parametrize("target", TARGETS)
def test_nobody_is_named_and_nothing_said_is_shown_unless_it_is_asked_for(recorded, target):
    """No respondent id or open answer stands anywhere, but in the reader's own names."""
    said = canonical_json(plain(audit(recorded, target)))
    words = {word.strip('".,:()') for word in said.split()}
    assert words.isdisjoint(RESPONDENTS)
    assert [text for text in ANSWERS if text in said] == []
    named = canonical_json(plain(audit(recorded, target, respondents=True)))
    assert [text for text in ANSWERS if text in named] == []


def test_a_corrected_open_answer_is_not_shown(built):
    with (built.path / "data/tiny/corrections.csv").open("a", encoding="utf-8") as ledger:
        ledger.write("C002,R1,court_text,It was slow.,It was fast.,Misheard,AB,2024-04-12\n")
    found = audit(built.project, "court_text", respondents=True)
    assert found.corrections[0].change == "a text → a text"
    assert "fast" not in canonical_json(plain(found))


SPEAKING = "C002,R1,court_text,It was slow.,It was fast.,R1: it was fast,R1's sister,2024-04-12\n"


@pytest.mark.parametrize(
    ("disclosed", "change", "reason"),
    [
        ("", "a text → a text", "[respondent]'s sister: [respondent]: a text"),
        ("respondents", "a text → a text", "R1's sister: R1: a text"),
        (
            "open_text",
            '"It was slow." → "It was fast."',
            "[respondent]'s sister: [respondent]: it was fast",
        ),
    ],
)
def test_rows_of_the_ledger_show_what_the_study_discloses(built, disclosed, change, reason):
    with (built.path / "data/tiny/corrections.csv").open("a", encoding="utf-8") as ledger:
        ledger.write(SPEAKING)
    with (built.path / "data/tiny/study.yaml").open("a", encoding="utf-8") as study:
        study.write(f"discloses: [{disclosed}]\n")
    found = audit(built.project, "C002")
    (row,) = found.corrections
    assert (row.change, row.reason) == (change, reason)
    assert found.subjects[0].title == f"court_text: {change}"


def test_rows_of_the_ledger_show_what_is_asked_for(built):
    with (built.path / "data/tiny/corrections.csv").open("a", encoding="utf-8") as ledger:
        ledger.write(SPEAKING)
    (row,) = audit(built.project, "C002", respondents=True, excerpts=True).corrections
    assert (row.respondent, row.reason) == ("R1", "R1's sister: R1: it was fast")


@pytest.mark.parametrize("target", TARGETS)
def test_json_is_the_same_each_time(recorded, target):
    first, second = (canonical_json(plain(audit(recorded, target, True, True))) for _ in range(2))
    assert first == second
    assert json.loads(first)["study"] == "tiny"


def test_an_unknown_cell_is_refused(recorded):
    with pytest.raises(TargetError, match='tbl-court has no cell "zz"'):
        audit(recorded, "tbl-court:zz")


@pytest.mark.parametrize("target", ["court.yes", "tbl-court", "court", "C001", "report.qmd:10"])
def test_what_is_not_built_is_refused(tiny, monkeypatch, target):
    monkeypatch.chdir(tiny.path)
    result = tiny.run("audit", target)
    assert result.exit_code == RecordError.exit_code
    assert result.stderr.endswith("  Run corrigenda build.\n")


def test_an_item_of_which_no_record_tells_is_refused(built):
    built.edit(
        "data/tiny/codebook.yaml", "  court:", "  new: {kind: open, column: Q9, label: N}\n  court:"
    )
    with refused(
        RecordError, "data/tiny/codebook.yaml:22: new is not built yet.\n  Run corrigenda build."
    ):
        audit(built.project, "new")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("build/tiny/statistics.json", "{"),
        ("build/tiny/statistics.json", '{"court.yes": {}}'),
        ("build/tiny/slices/court.csv", "a,b\n"),
        ("build/tiny/codings/impact.csv", "a,b\nc\n"),
        ("build/tiny/codings.csv", "a,b\nc\n"),
        ("build/tiny/dispositions.csv", "a,b\nR1,x,y\n"),
        ("build/tiny/responses.csv", "a\nb\n"),
        ("figures/tiny/tbl-court.csv", "a,b\n1,2\n"),
        ("figures/tiny/tbl-court.csv", "block,row\nWent to court,Yes\n"),
        ("figures/tiny/tbl-court.csv", ""),
    ],
)
def test_a_file_that_was_spoilt_is_told_without_a_traceback(built, file, content):
    (built.path / file).write_text(content, encoding="utf-8")
    with refused(
        RecordError,
        f"{file}: it is not what the build wrote; someone edited it.\n  Run corrigenda build.",
    ):
        audit(built.project, "tbl-court", respondents=True, excerpts=True)
        audit(built.project, "court.yes")
