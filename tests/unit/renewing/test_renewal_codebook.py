"""New options and new items: what is found, how it is named, and where it is written."""

import pytest

from builders import an_item
from corrigenda import drafting
from corrigenda.files import sha256
from corrigenda.renewing import declaring, renew

EARLIER = """\
RID,Q1,Q2,Q3_1,Q3_2,Q4,Finished
R1,Clinic,3,1,,Slow,1
R2,School,5,,1,,1
R3,Clinc,1,1,1,Fast,1
R4,School,,,,,0
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def with_column(name: str, *cells: str) -> str:
    """Add a column at the end of the earlier export."""
    ends = [name, *cells, *[""] * 4]
    rows = (f"{row},{end}" for row, end in zip(EARLIER.splitlines(), ends, strict=False))
    return "\n".join(rows) + "\n"


@pytest.fixture
def replaced(project):
    """Put something else into codebook.yaml."""

    def replace(*pairs: tuple[str, str]) -> None:
        path = project.data / "codebook.yaml"
        text = path.read_text()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text)

    return replace


def test_a_value_that_no_option_knows_is_a_new_option(seen):
    found = seen(EARLIER + "R5,Hospital ward,,,,,1\nR6,hospital  Ward,,,,,1\n")
    assert 'setting: "Hospital ward" (hospital_ward, 2 responses)' in lines(found.text)


def test_a_value_that_the_ledger_puts_right_is_none(seen):
    assert "New options" not in seen(EARLIER + "R5,School,,,,,1\n").text


def test_a_value_of_a_response_that_does_not_count_is_none(seen):
    assert "New options" not in seen(EARLIER + "R5,Hospital,,,,,0\n").text


def test_a_value_like_an_option_may_be_a_slip(seen):
    found = lines(seen(EARLIER + "R5,Schol,,,,,1\n").text)
    assert 'setting: "Schol" (schol, 1 response, similar to "School")' in found
    assert (
        "If it is a slip, remove the option again and correct the answer in corrections.csv."
    ) in found


def test_options_with_values_get_a_value(project, seen, replaced, current):
    replaced(
        ("clinic: Clinic ", "clinic: {label: Clinic, value: 1} "),
        ("school: School", "school: {label: School, value: 2}"),
    )
    text = EARLIER.replace("Clinic", "1").replace("School", "2").replace("Clinc", "1")
    (project.data / "corrections.csv").write_text("id,respondent,item,old,new,reason,author,date\n")
    found = seen(text + "R5,3,,,,,1\n")
    assert 'setting: "3" (n_3, value "3", 1 response)' in lines(found.text)
    renew(project, found)
    option = current().codebook["setting"].by_id["n_3"]
    assert (option.label, option.value) == ("3", "3")


def test_reserved_ids_and_labels_are_not_given_twice(project, seen, current):
    renew(project, seen(EARLIER + "R5,Answered,,,,,1\nR6,Sum,,,,,1\n"))
    assert list(current().codebook["setting"].by_id) == ["clinic", "school", "answered_2", "sum_2"]


def test_unknown_texts_of_a_listed_item_are_new_options(project, seen, replaced, current):
    replaced(
        ("talk: {label: Talking, column: Q3_1}", "talk: Talking"),
        ("play: {label: Playing, column: Q3_2}", "play: Playing\n    listed_in: [Q3]"),
        ("listed_in: [Q3]", "listed_in: [Q3]\n    separator: ','"),
    )
    path = project.raw / "export.csv"
    path.write_text("RID,Q1,Q2,Q3,Q4,Finished\nR1,Clinic,3,Talking,Slow,1\nR3,Clinc,,,,1\n")
    (project.raw / "SHA256SUMS").write_text(f"{sha256(path)}  export.csv\n")
    found = seen(path.read_text() + 'R5,School,1,"Talking,Singing, alone,Dancing",,1\n')
    assert "New options: 2" in lines(found.text)
    assert 'methods: "Singing, alone" (singing_alone, 1 response)' in lines(found.text)
    renew(project, found)
    assert list(current().codebook["methods"].by_id) == ["talk", "play", "singing_alone", "dancing"]


def test_a_new_column_is_a_new_item(project, seen, drafted, current):
    new = an_item("q5", "open", column="Q5", label="Anything: else?")
    drafted(an_item("told", "open", column="Q4"), new, comments={"q5": ("It was guessed.",)})
    found = seen(with_column("Q5", "Yes"))
    assert "New items: 1" in lines(found.text)
    assert 'q5: "Anything: else?" (open, Q5)' in lines(found.text)
    renew(project, found)
    assert list(current().codebook) == ["setting", "cases", "methods", "told", "q5"]
    assert current().codebook["q5"] == new
    text = (project.data / "codebook.yaml").read_text()
    assert text.endswith(
        "\n  told: {kind: open, column: Q4, label: What was told}\n"
        "\n  # It was guessed.\n  q5:\n    kind: open\n    column: Q5\n"
        "    label: 'Anything: else?'\n"
        "\n# The end.\n"
    )


def test_a_new_item_gets_an_id_that_is_free(project, seen, drafted, current):
    drafted(an_item("told", "open", column="Q5"))
    renew(project, seen(with_column("Q5", "Yes")))
    assert current().codebook["told_2"].column == "Q5"


def test_a_rule_about_an_item_of_another_draft_is_left_out(project, seen, drafted, current):
    rule = {"other": ("yes",)}
    drafted(an_item("q5", "open", column="Q5", asked_if=rule))
    renew(project, seen(with_column("Q5", "Yes")))
    assert current().codebook["q5"].asked_if == {}
    assert "for you to add" in (project.data / "codebook.yaml").read_text()


def test_a_new_column_of_a_check_all_item_is_an_option(project, seen, drafted, current):
    options = {
        "a": {"label": "Talking", "column": "Q3_1"},
        "b": {"label": "Playing", "column": "Q3_2"},
        "c": {"label": "Singing", "column": "Q3_3"},
    }
    drafted(an_item("q3", "multiple", options=options))
    found = seen(with_column("Q3_3", "1"))
    assert 'methods: "Singing" (singing, column Q3_3)' in lines(found.text)
    assert "New items" not in found.text
    renew(project, found)
    assert current().codebook["methods"].by_id["singing"].column == "Q3_3"


def test_new_columns_that_nothing_was_drafted_from_are_named(seen, drafted):
    drafted()
    found = seen(with_column("Duration", "10"))
    assert "New columns that the codebook leaves out: Duration" in lines(found.text)


def test_a_column_that_the_earlier_export_had_is_no_new_item(seen, monkeypatch):
    monkeypatch.setattr(drafting, "draft", None)  # it is not asked
    assert not seen(EARLIER + "R5,School,,,,,1\n").nothing


def test_a_layout_without_a_safe_place_is_left_alone(project, seen, drafted, current):
    path = project.data / "codebook.yaml"
    path.write_text(
        "items: {setting: {kind: single, column: Q1, label: Setting, "
        "options: {clinic: Clinic, school: School}}}\n"
    )
    before = path.read_bytes()
    drafted(an_item("q5", "open", column="Q5"))
    found = seen(with_column("Q5", "Yes"))
    assert (
        "To be added by hand to data/tiny/codebook.yaml, whose layout is left as it is:\n"
        "  below items:\n"
        "    q5:\n"
        "      kind: open\n"
        "      column: Q5\n"
        "      label: Q5\n"
    ) in found.text
    renew(project, found)
    assert path.read_bytes() == before
    assert current().study.responses.file == "raw/export-2.csv"


def test_a_byte_order_mark_and_line_ends_stay(project, seen):
    path = project.data / "codebook.yaml"
    before = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    renew(project, seen(EARLIER + "R5,Hospital,,,,,1\n"))
    assert path.read_bytes() == before.replace(
        b"      school: School\r\n", b"      school: School\r\n      hospital: Hospital\r\n"
    )


def test_labels_that_look_like_something_else_are_quoted(project, seen, current):
    odd = ["true", "null", "# none", "a: b", "{x}", "'", "- y", "1.5", "@source", "Ja/Nein, oft"]
    rows = "".join(f'R{n},"{label}",,,,,1\n' for n, label in enumerate(odd, 10))
    renew(project, seen(EARLIER + rows))
    labels = [option.label for option in current().codebook["setting"].options]
    assert labels == ["Clinic", "School", *odd]


def test_words_without_an_answer_stay_with_the_new_item(project, seen, drafted, current):
    drafted(an_item("q5", "number", column="Q5"), missing=("n/a",))
    found = seen(with_column("Q5", "3", "N/A"))
    assert "put right" not in found.text
    renew(project, found)
    assert current().codebook["q5"].missing == ("n/a",)


def test_a_new_item_is_drafted_from_its_answers(project, seen, current):
    renew(project, seen(with_column("Q5", "Yes", "No", "Yes")))
    item = current().codebook["q5"]
    assert (item.kind, item.column) == ("single", "Q5")
    assert [option.label for option in item.options] == ["Yes", "No"]


def test_one_item_without_a_safe_place_does_not_hold_up_the_others(
    project, seen, replaced, current, monkeypatch
):
    replaced(("  cases: {kind: number,", "  cases: {kind: single, options: {n3: '3'},"))
    placing = declaring.with_options

    def but_one(text, options):
        return None if "setting" in options else placing(text, options)

    monkeypatch.setattr(declaring, "with_options", but_one)
    found = seen(EARLIER + "R5,Hospital,7,,,,1\n")
    assert "  below items, setting, options:\n    hospital: Hospital\n" in found.text
    renew(project, found)
    assert "hospital" not in current().codebook["setting"].by_id
    assert "7" in [option.label for option in current().codebook["cases"].options]
