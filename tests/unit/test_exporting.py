"""Exporting codings: what a study holds, for other coding programs."""

import zipfile

import pytest

from builders import refused
from corrigenda.errors import StudyError, UserError
from corrigenda.exporting import export
from corrigenda.project import find_project
from corrigenda.readers.qda.refi import read_qdc, read_qdpx

CODING, LEDGER = "data/tiny/coding.yaml", "data/tiny/corrections.csv"
CODES = "codes: {good: Mostly good, bad: Mostly bad}"
THEMES = f"""{CODES}
    themes:
      any: {{label: Any impact, codes: [good, bad]}}
      worst: {{label: The worst, codes: [bad]}}"""


def exported(tiny, name="out.qdpx"):
    said = export(find_project(tiny.path), tiny.path / name, name)
    return said, (read_qdc if name.endswith("qdc") else read_qdpx)(tiny.path / name, name)


def shown(coded):
    return [
        (coded.texts[p.text].name, coded.texts[p.text].text[p.start : p.end], p.code[-1], p.coder)
        for p in coded.passages
    ]


def test_codes_coders_answers_and_passages_are_exported(tiny):
    said, coded = exported(tiny)
    assert said == (
        "out.qdpx: 3 codes, 3 texts, 4 coded passages; keep it as confidential as the raw data."
    )
    assert [code.path for code in coded.codes] == [
        ("Impact of court",),
        ("Impact of court", "Mostly good"),
        ("Impact of court", "Mostly bad"),
    ]
    assert [coder.name for coder in coded.coders] == ["First coder", "Second coder"]
    assert [(t.name, t.text, t.cases) for t in coded.texts] == [
        ("R1 court_text", "It was slow.", ("R1",)),
        ("R2 court_text", "It helped,\nin the end.", ("R2",)),
        ("R4 court_text", "Slow — and “hard”.", ("R4",)),
    ]
    assert shown(coded) == [
        ("R1 court_text", "It was slow.", "Mostly bad", "First coder"),
        ("R1 court_text", "slow", "Mostly bad", "Second coder"),
        ("R2 court_text", "It helped", "Mostly good", "First coder"),
        ("R4 court_text", "Slow", "Mostly bad", "First coder"),
    ]
    assert {p.date for p in coded.passages} == {"2024-04-02", "2024-04-03"}
    assert coded.title == "A tiny study"


def test_the_codebook_alone_holds_no_answers(tiny):
    said, coded = exported(tiny, "out.qdc")
    assert said == "out.qdc: 3 codes."
    assert len(coded.codes) == 3 and not coded.texts and not coded.coders


def test_a_code_that_the_ledger_gives_is_the_ledgers_of_the_whole_answer(tiny):
    with (tiny.path / LEDGER).open("a", encoding="utf-8") as file:
        file.write("C002,R4,impact,bad,good,Read again,AB,2024-04-11\n")
    _, coded = exported(tiny)
    assert shown(coded)[-1] == (
        "R4 court_text",
        "Slow — and “hard”.",
        "Mostly good",
        "Ledger of corrections",
    )
    assert [coder.name for coder in coded.coders][-1] == "Ledger of corrections"
    assert not [finding for finding in coded.findings if finding.kind == "forgiven"]


def test_themes_are_exported_as_sets(tiny):
    tiny.edit(CODING, CODES, THEMES)
    for name in ("out.qdpx", "out.qdc"):
        _, coded = exported(tiny, name)
        assert [(g.name, [code[-1] for code in g.codes]) for g in coded.groups] == [
            ("Any impact", ["Mostly good", "Mostly bad"]),
            ("The worst", ["Mostly bad"]),
        ]


def test_items_of_one_label_and_coders_of_one_name_stay_apart(tiny):
    tiny.edit(CODING, "C2: Second coder", "C2: first coder")
    tiny.edit(
        CODING,
        CODES,
        f"{CODES}\n  again: {{of: court_text, label: Impact of Court, codes: {{good: Good}}}}",
    )
    _, coded = exported(tiny)
    assert [code.path[0] for code in coded.codes if len(code.path) == 1] == [
        "Impact of court (impact)",
        "Impact of Court (again)",
    ]
    assert [c.name for c in coded.coders] == ["First coder (C1)", "first coder (C2)"]


def test_an_export_of_the_same_study_has_the_same_bytes(tiny):
    first, again = (exported(tiny, name) and (tiny.path / name) for name in ("a.qdpx", "b.qdpx"))
    assert first.read_bytes() == again.read_bytes()
    assert zipfile.ZipFile(first).testzip() is None


def test_what_was_exported_is_a_new_study_with_the_same_counts(tiny, tmp_path, monkeypatch):
    from corrigenda import stages

    tiny.edit(CODING, CODES, THEMES)
    exported(tiny)
    (tmp_path / "out.qdpx").write_bytes((tiny.path / "out.qdpx").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert not tiny.run("init", "again", "--from", "out.qdpx").exit_code
    project = find_project(tmp_path / "again")
    stages.import_responses(project)
    stages.clean(project)
    (item,) = project.coding.items.values()
    stages.aggregate(project, item.id)
    held = (project.build / f"coded/{item.id}.csv").read_text(encoding="utf-8")
    assert sorted(line for line in held.splitlines() if ",yes," in line) == [
        "R1,mostly_bad,yes,answered,",
        "R2,mostly_good,yes,answered,",
        "R4,mostly_bad,yes,answered,",
    ]
    assert {theme.label: theme.codes for theme in item.themes.values()} == {
        "Any impact": ("mostly_good", "mostly_bad"),
        "The worst": ("mostly_bad",),
    }


@pytest.mark.parametrize("name", ["out.txt", "out"])
def test_a_file_that_ends_otherwise_is_refused(tiny, name):
    with pytest.raises(UserError, match=r"It must be \.qdpx, or \.qdc for the codebook alone"):
        export(find_project(tiny.path), tiny.path / name, name)
    assert not (tiny.path / name).exists()


def test_a_study_without_coded_items_has_nothing_to_export(tiny):
    (tiny.path / CODING).write_text("items: {}\n", encoding="utf-8")
    message = (
        f"{CODING}: the study declares no coded items."
        "\n  There is nothing to export before coding.yaml has some."
    )
    with refused(StudyError, message):
        export(find_project(tiny.path), tiny.path / "out.qdpx", "out.qdpx")
