"""What a later export would change is told before anything is touched."""

import pytest

from builders import an_item, refused
from corrigenda.errors import ExportError, RawChangedError
from corrigenda.readers.exports import Source
from corrigenda.renewing import renewal

EARLIER = """\
RID,Q1,Q2,Q3_1,Q3_2,Q4,Finished
R1,Clinic,3,1,,Slow,1
R2,School,5,,1,,1
R3,Clinc,1,1,1,Fast,1
R4,School,,,,,0
"""
AGAIN = (
    "Nothing was changed. Export all questions under their earlier names, or name the new column "
    "in codebook.yaml and run this again."
)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def test_the_same_bytes_change_nothing(seen):
    found = seen(EARLIER)
    assert found.nothing
    assert found.files == {}
    assert found.text == (
        "Nothing has changed: downloads/export.csv and data/tiny/raw/export.csv are the same, "
        "byte by byte."
    )


def test_other_bytes_that_say_the_same_change_nothing(seen):
    found = seen(EARLIER.replace("Clinic", "clinic ").replace("Slow", '"Slow"'))
    assert found.nothing
    assert found.text.startswith("Nothing has changed in what the study reads:")


def test_nothing_is_touched(seen, folder):
    before = folder()
    assert not seen(EARLIER + "R5,Hospital,1,,,,1\n").nothing
    assert folder() == before


def test_responses_outside_the_declared_fieldwork_are_told(project, seen):
    study = project.data / "study.yaml"
    dates = "  fieldwork: {from: 2024-03-01, to: 2024-03-31}\nexclude:"
    study.write_text(study.read_text().replace("exclude:", dates))
    days = ["StartDate", "2024-03-02", "2024-03-05", "2024-04-05", "2024-05-05"]
    rows = [f"{row},{day}\n" for row, day in zip(EARLIER.splitlines(), days, strict=True)]
    told = "Responses were given from 2024-03-02 to 2024-04-05: put that into fieldwork"
    assert told in seen("".join(rows)).text
    rows[3] = rows[3].replace("2024-04-05", "2024-03-31")
    assert "Responses were given" not in seen("".join(rows)).text


def test_new_responses_are_counted_by_what_becomes_of_them(seen):
    found = seen(EARLIER + "R5,School,1,,,Fine,1\nR6,School,1,,,,0\n")
    assert found.text == (
        "downloads/export.csv in place of data/tiny/raw/export.csv:\n"
        "\n"
        "Responses             before   after\n"
        "  in the export            4       6\n"
        "  used                     3       4\n"
        "  unfinished               1       2\n"
        "New respondents who count: 1 (R5)\n"
        "Respondents who no longer count: none\n"
        "Changed answers of respondents who count in both: none\n"
        "\n"
        "To be written: data/tiny/raw/export-2.csv, data/tiny/raw/SHA256SUMS, data/tiny/study.yaml"
    )


def test_who_was_unfinished_may_count_later(seen):
    found = seen(EARLIER.replace("R4,School,,,,,0", "R4,School,,,,,1"))
    assert "New respondents who count: 1 (R4)" in lines(found.text)


def test_who_is_gone_is_told_apart_from_who_is_left_out(seen):
    text = EARLIER.replace("R1,Clinic,3,1,,Slow,1\n", "").replace("5,,1,,1", "5,,1,,0")
    found = lines(seen(text).text)
    assert "Respondents who no longer count: 2 (R1, R2)" in found
    assert "of these still in the export: 1" in found


def test_changed_cells_are_counted_by_item_and_open_answers_are_not_shown(seen):
    text = EARLIER.replace("R2,School,5,,1", "R2,Clinic,6,1,1").replace("Slow", "Secret")
    found = seen(text)
    assert "Changed answers of respondents who count in both: 2 (R2, R1)" in lines(found.text)
    for item in ("setting", "cases", "methods", "told"):
        assert f"{item}: 1 respondent" in lines(found.text)
    assert "Secret" not in found.text


def test_only_ten_ids_are_shown(seen):
    more = "".join(f"N{n},School,1,,,,1\n" for n in range(12))
    ids = ", ".join(f"N{n}" for n in range(10))
    assert f"New respondents who count: 12 ({ids} and 2 more)" in lines(seen(EARLIER + more).text)


def test_rows_of_the_ledger_that_no_longer_fit_are_told(seen):
    found = seen(EARLIER.replace("Clinc", "School"))
    assert (
        "Rows of the ledger that would no longer fit; update or withdraw them: 1\n"
        "  data/tiny/corrections.csv:2: respondent R3, item setting: the ledger expects "
        '"Clinc", the data hold "School".\n'
    ) in found.text


def test_answers_that_are_not_permitted_are_told_beside_the_ledger(seen):
    found = seen(EARLIER.replace("Clinc,1", "School,many"))
    assert "Answers and codings to put right before the report: 1" in found.text
    assert (
        'downloads/export.csv:4: column Q2, respondent R3, item cases: "many" is not a number.'
    ) in lines(found.text)


def test_numbered_respondents_ask_for_the_same_order(project, seen):
    path = project.data / "study.yaml"
    path.write_text(path.read_text().replace("respondent: RID\n", ""))
    assert "so they are numbered in their order" in seen(EARLIER + "R5,School,1,,,,1\n").text


def test_an_item_that_awaits_the_later_export_is_told(project, seen):
    path = project.data / "codebook.yaml"
    path.write_text(path.read_text() + "  more: {kind: open, column: Q5, label: More}\n")
    text = "".join(f"{line},x\n" for line in EARLIER.splitlines()).replace(
        "Finished,x", "Finished,Q5"
    )
    found = seen(text)
    assert "Items of the codebook that the earlier export cannot fill: more" in lines(found.text)
    assert not found.nothing


def test_the_text_stays_on_one_screen(seen, drafted):
    columns = [f"N{n}" for n in range(30)]
    drafted(*(an_item(f"n{n}", "open", column=f"N{n}") for n in range(20)))
    head, *rows = EARLIER.splitlines()
    rows += [f"R{n},Other {n},many,x,y,,1" for n in range(10, 60)]
    text = "\n".join([",".join([head, *columns]), *(row + "," * 30 for row in rows)]) + "\n"
    assert len(seen(text).text.splitlines()) <= 40


def test_a_column_that_is_gone_is_refused_by_name(seen, folder):
    before = folder()
    with refused(
        ExportError,
        'downloads/export.csv: the export lacks the column "Finished", which study.yaml reads.\n'
        f"  {AGAIN}",
        'downloads/export.csv: the export lacks the column "Q2", which item cases reads.\n'
        f'  Did you mean "Q2a"? {AGAIN}',
    ):
        seen(EARLIER.replace("Q2,", "Q2a,").replace(",Finished", ",Done"))
    assert folder() == before


def test_another_format_is_refused(project, a_later):
    source = a_later(EARLIER + "R5,School,1,,,,1\n")
    with refused(
        ExportError,
        "downloads/export.csv: the study reads exports of the format table, this one is spss.\n"
        "  Export in the earlier format, or begin a study of its own with corrigenda init.",
    ):
        renewal(project, Source(source.path, source.place, "spss"))


def test_a_respondent_twice_is_refused(seen):
    with refused(
        ExportError,
        "downloads/export.csv:6: respondent R1 has 2 responses (rows 2, 6).\n"
        "  Only one can be used: exclude the others by a rule.",
    ):
        seen(EARLIER + "R1,School,1,,,,1\n")


def test_numbers_in_place_of_the_texts_of_choices_are_refused(seen):
    text = EARLIER.replace("Clinic", "1").replace("School", "2").replace("Clinc", "1")
    with refused(
        ExportError,
        "downloads/export.csv: column Q1, item setting: the answers hold none of its options, "
        "but 2 other values.\n"
        "  Nothing was changed. Export again with the settings of the earlier export (numbers or "
        "the texts of choices), or add the options to codebook.yaml yourself.",
    ):
        seen(text)


def test_a_changed_raw_file_is_refused_first(project, seen):
    (project.raw / "export.csv").write_text("RID\n")
    with pytest.raises(RawChangedError):
        seen(EARLIER + "R5,School,1,,,,1\n")


def test_a_missing_file_is_refused(project, tmp_path):
    with pytest.raises(ExportError):
        renewal(project, Source(tmp_path / "none.csv", "none.csv", "table"))
