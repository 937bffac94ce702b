"""REDCap: its CSV export, of values or of labels, with the data dictionary."""

import csv

import pytest

from builders import refused
from corrigenda.errors import ExportError
from corrigenda.readers.exports import Export, Family, Source
from corrigenda.readers.redcap import branching, read_dictionary, read_redcap

HEADINGS = (
    "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"
    '"Choices, Calculations, OR Slider Labels",Field Note,'
    "Text Validation Type OR Show Slider Number,Identifier?,"
    "Branching Logic (Show field only if...),Matrix Group Name"
).replace('"Choices, Calculations, OR Slider Labels"', "CHOICES")
FIELDS = [
    ["record_id", "first", "", "text", "Record ID"],
    ["smokes", "first", "", "yesno", "Do you smoke?"],
    ["pets", "first", "", "checkbox", "<b>Which</b> pets?", "1, Cat, or kitten | -2, Dog"],
    ["mood", "first", "", "radio", "Mood", "a, Good | b, Bad", "", "", "", "[smokes] = '1'"],
    ["age", "first", "", "text", "Age of [mood]", "", "", "integer"],
    ["born", "first", "", "text", "Born", "", "", "date_ymd", "y"],
    ["food", "first", "How good is", "radio", "The food", "1, Good | 2, Bad", *[""] * 4, "grid"],
    ["drink", "first", "", "radio", "The drink", "1, Good | 2, Bad", *[""] * 4, "grid"],
    ["said", "first", "", "notes", "Anything else?"],
    ["total", "first", "", "calc", "Total", "[age]*2"],
]
NAMES = "record_id,smokes,pets___1,pets____2,mood,age,born,food,drink,said,total,first_complete"
LABELS = (
    'Record ID,Do you smoke?,"Which pets? (choice=Cat, or kitten)",Which pets? (choice=Dog),'
    "Mood,Age of [mood],Born,The food,The drink,Anything else?,Total,Complete?"
)
VALUES = ["7,1,1,0,a,30,1990-01-01,1,2,yes,60,2", "8,0,0,0,,,,,,,,0"]
WORDS = [
    "7,Yes,Checked,Unchecked,Good,30,1990-01-01,Good,Bad,yes,60,Complete",
    "8,No,Unchecked,Unchecked,,,,,,,,Incomplete",
]


@pytest.fixture
def dictionary(tmp_path):
    def write(fields=FIELDS, headings=HEADINGS):
        path = tmp_path / "dictionary.csv"
        header = [h.replace("CHOICES", "Choices, Calculations") for h in headings.split(",")]
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = [field + [""] * (len(header) - len(field)) for field in fields]
            csv.writer(file).writerows([header, *rows])
        return path

    return write


@pytest.fixture
def export(tmp_path):
    def write(header, *rows):
        path = tmp_path / "export.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return write


def read(path, dictionary=None, wanted=None) -> Export:
    source = Source(path, path.name, "redcap", dictionary=dictionary, dictionary_place="dict.csv")
    return read_redcap(source, wanted)


def column(export: Export, name: str):
    return next(column for column in export.columns if column.name == name)


def texts(export: Export) -> list[str]:
    return [finding.text for finding in export.findings]


def test_values_get_their_questions_and_labels(export, dictionary):
    found = read(export(NAMES, *VALUES), dictionary())
    assert column(found, "smokes").text == "Do you smoke?"
    assert dict(column(found, "smokes").labels) == {"1": "Yes", "0": "No"}
    assert dict(column(found, "mood").labels) == {"a": "Good", "b": "Bad"}
    assert list(found.cells["mood"]) == ["a", ""]
    assert found.first_row == 2


def test_boxes_of_a_field_are_a_family(export, dictionary):
    found = read(export(NAMES, *VALUES), dictionary())
    assert found.families[0] == Family(
        "ticked", "pets", "Which pets?", ("pets___1", "pets____2"), "1"
    )
    assert column(found, "pets___1").text == "Cat, or kitten"
    assert column(found, "pets____2").text == "Dog"


def test_rows_of_a_grid_are_a_family(export, dictionary):
    found = read(export(NAMES, *VALUES), dictionary())
    assert found.families[1] == Family("matrix", "grid", "How good is", ("food", "drink"))


def test_kinds_come_from_the_dictionary(export, dictionary):
    found = read(export(NAMES, *VALUES), dictionary())
    kinds = {c.name: c.kind for c in found.columns if c.kind}
    assert kinds == {
        "record_id": "text",
        "age": "number",
        "born": "date",
        "said": "text",
        "total": "number",
    }


def test_forms_and_identifying_columns_are_metadata(export, dictionary):
    found = read(export(NAMES, *VALUES), dictionary())
    assert found.metadata == {"record_id", "born", "first_complete"}
    assert texts(found) == [
        "2 responses, 12 columns",
        "1 column marked as identifying people: taken for no answer",
        "1 label with values of other fields: … in their place",
    ]


def test_the_one_form_says_which_responses_are_finished(export, dictionary):
    assert list(read(export(NAMES, *VALUES), dictionary()).finished) == [True, False]
    assert list(read(export(LABELS, *WORDS), dictionary()).finished) == [True, False]


def test_labels_in_the_header_become_names(export, dictionary):
    found = read(export(LABELS, *WORDS), dictionary())
    assert [c.name for c in found.columns] == NAMES.split(",")
    assert dict(column(found, "mood").labels) == {"Good": "Good", "Bad": "Bad"}
    assert found.families[0].ticked == "Checked"


def test_names_in_the_header_and_labels_in_the_cells_go_together(export, dictionary):
    found = read(export(NAMES, *WORDS), dictionary())
    assert dict(column(found, "smokes").labels) == {"Yes": "Yes", "No": "No"}


def test_labels_that_recur_are_told_apart_by_their_order(export, dictionary):
    fields = [
        ["id", "a", "", "text", "ID"],
        ["x", "a", "", "text", "Why?"],
        ["y", "b", "", "text", "Why?"],
    ]
    found = read(export("ID,Why?,Complete?,Why?,Complete?", "1,p,2,q,0"), dictionary(fields))
    assert [c.name for c in found.columns] == ["id", "x", "a_complete", "y", "b_complete"]
    assert found.cells.iloc[0].tolist() == ["1", "p", "2", "q", "0"]


def test_a_timestamp_after_the_record_does_not_hide_what_follows(export, dictionary):
    fields = [["id", "a", "", "text", "ID"], ["x", "a", "", "text", "Why?"]]
    fields += [["y", "b", "", "text", "Why?"]]
    header = "ID,Event Name,Survey Timestamp,Why?,Complete?,Why?,Complete?"
    found = read(export(header, "1,e,t,p,2,q,0"), dictionary(fields))
    names = ["id", "redcap_event_name", "a_timestamp", "x", "a_complete", "y", "b_complete"]
    assert [c.name for c in found.columns] == names


def test_only_wanted_cells_are_kept(export, dictionary):
    found = read(export(LABELS, *WORDS), dictionary(), {"age", "gone"})
    assert found.cells.to_dict("list") == {"age": ["30", ""]}
    assert len(found.columns) == 12
    assert list(found.finished) == [True, False]


def test_without_a_dictionary_boxes_are_still_a_family(export):
    found = read(export(NAMES, *VALUES))
    assert found.families == (Family("ticked", "pets", "", ("pets___1", "pets____2"), "1"),)
    assert texts(found)[1] == "no data dictionary: questions and labels are not known"
    assert found.metadata == {"record_id", "first_complete"}


def test_several_forms_leave_open_which_responses_are_finished(export):
    found = read(export("id,a_complete,b_complete", "1,2,0"))
    assert found.finished is None
    assert texts(found)[-1] == (
        "2 forms say whether they are complete: all responses count, "
        "unless finished in study.yaml names one of them"
    )


def test_columns_that_the_dictionary_lacks_are_told(export, dictionary):
    found = read(export(f"{NAMES},more", f"{VALUES[0]},x"), dictionary())
    assert texts(found)[-1] == "1 column unknown to the data dictionary"


def test_repeated_instruments_are_refused(export):
    path = export("id,redcap_repeat_instrument,q", "1,,a", "1,visits,b")
    with refused(
        ExportError,
        "export.csv: a record stands in several rows, one for each time that an instrument is "
        "repeated.\n"
        "  Export without the repeated instruments, or one of them to be read as a table.",
    ):
        read(path, wanted={"q"})


def test_several_events_are_refused(export):
    path = export("id,redcap_event_name,q", "1,before,a", "1,after,b")
    with refused(
        ExportError,
        "export.csv: a record stands in several rows, one for each of 2 events.\n"
        "  Export one event: choose it in a report or under Data Exports.",
    ):
        read(path)


def test_one_event_is_read(export):
    found = read(export("id,redcap_event_name,q", "1,before,a", "2,before,b"))
    assert found.metadata == {"id", "redcap_event_name"}


def test_an_export_without_responses_is_refused(export):
    with refused(ExportError, "export.csv: the export holds no response.\n  Export it again."):
        read(export(NAMES))


def test_what_is_no_dictionary_is_refused(export, dictionary):
    with refused(
        ExportError,
        'dict.csv:1: the data dictionary lacks the column "field type".\n'
        "  Download it in REDCap under Project Setup as Data Dictionary (CSV).",
    ):
        read(export(NAMES, *VALUES), dictionary(headings=HEADINGS.replace("Field Type", "Kind")))


def test_a_dictionary_without_fields_is_refused(dictionary):
    with refused(
        ExportError, "dict.csv: the data dictionary names no field.\n  Download it again."
    ):
        read_dictionary(dictionary([["", "first"]]), "dict.csv")


def test_the_dictionary_of_the_interface_for_programs_is_read(tmp_path):
    path = tmp_path / "dictionary.csv"
    path.write_text(
        "field_name,form_name,field_type,field_label,select_choices_or_calculations\n"
        'q,first,dropdown,Why?,"1, Yes | 2, No"\n'
    )
    field = read_dictionary(path, "dict.csv").fields["q"]
    assert (field.form, field.label) == ("first", "Why?")
    assert dict(field.choices) == {"1": "Yes", "2": "No"}


def test_the_dictionary_tells_the_rules(dictionary):
    assert read_dictionary(dictionary(), "dict.csv").fields["mood"].branching == "[smokes] = '1'"
    assert read_dictionary(dictionary(), "dict.csv").forms == ("first",)


@pytest.mark.parametrize(
    ("rule", "pairs"),
    [
        ("", ()),
        ("[smokes] = '1'", (("smokes", "1"),)),
        ('[smokes]="a"', (("smokes", "a"),)),
        ("[smokes] = 2", (("smokes", "2"),)),
        ("[pets(3)] = '1'", (("pets", "3"),)),
        ("[a] = '1'\nAND [b(2)] = '1' and [c]='x y'", (("a", "1"), ("b", "2"), ("c", "x y"))),
    ],
)
def test_simple_rules_are_read(rule, pairs):
    assert branching(rule) == pairs


@pytest.mark.parametrize(
    "rule",
    [
        "[a] = '1' or [b] = '1'",
        "[a] <> '1'",
        "[e][a] = '1'",
        "[pets(3)] = '0'",
        "[a] = ''",
        "sum([a], [b]) > 3",
        "[a] = '1' and",
        "[a] = '1'" + " and [a] = '1'" * 5_000,
    ],
)
def test_other_rules_are_not(rule):
    assert branching(rule) is None
