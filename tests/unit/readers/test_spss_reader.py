"""SPSS: .sav, .zsav and .por files with their labels, missing values and sets."""

import struct
from datetime import date, datetime, time

import pandas as pd
import pyreadstat
import pytest

from builders import refused
from corrigenda.errors import ExportError
from corrigenda.items import MissingRange
from corrigenda.readers.exports import Export, Family, Source
from corrigenda.readers.rehearsal import rehearsed
from corrigenda.readers.spss import read_spss
from corrigenda.readers.spss_cells import shape_of, value_text
from corrigenda.readers.spss_sets import response_sets

AGAIN = "\n  Save it again from SPSS (or PSPP), or export it as CSV."
END = struct.pack("<ii", 999, 0)  # of the dictionary


@pytest.fixture(autouse=True)
def opened(monkeypatch):
    """Save the time of the child process."""
    monkeypatch.setattr("corrigenda.readers.spss.rehearsed", lambda *_: {"opened": True})


@pytest.fixture
def written(tmp_path):
    def write(name="study.sav", sets=(), **settings):
        columns = settings.pop("columns")
        path = tmp_path / name
        writer = pyreadstat.write_por if path.suffix == ".por" else pyreadstat.write_sav
        writer(pd.DataFrame(columns), path, **settings)
        data = path.read_bytes()
        for subtype, text in sets:
            record = struct.pack("<iiii", 7, subtype, 1, len(text)) + text
            data = data.replace(END, record + END, 1)
        path.write_bytes(data)
        return path

    return write


def read(path, wanted=None) -> Export:
    return read_spss(Source(path, path.name, "spss"), wanted)


def column(export: Export, name: str):
    return next(column for column in export.columns if column.name == name)


def texts(export: Export) -> list[str]:
    return [finding.text for finding in export.findings]


def test_numbers_print_plainly_and_system_missing_is_empty(written):
    export = read(written(columns={"id": [1001.0, 1002.0], "score": [3.5, None]}))
    assert export.cells.to_dict("list") == {"id": ["1001", "1002"], "score": ["3.5", ""]}
    assert export.first_row == 1
    assert texts(export) == ["2 responses, 2 variables"]
    assert set(map(str, export.cells.dtypes)) == {"str"}


def test_texts_keep_their_words_with_lf(written):
    export = read(written(columns={"said": ["  two\r\nlines", "", "größer"]}))
    assert list(export.cells["said"]) == ["  two\nlines", "", "größer"]
    assert column(export, "said").kind == "text"


def test_dates_and_times_are_iso(written):
    columns = {
        "day": [date(2024, 3, 1), None],
        "at": [datetime(2024, 3, 1, 14, 5), None],
        "lasted": [time(0, 12, 30), None],
    }
    export = read(written(columns=columns))
    assert list(export.cells.iloc[0]) == ["2024-03-01", "2024-03-01 14:05:00", "00:12:30"]
    assert list(export.cells.iloc[1]) == ["", "", ""]
    assert [c.kind for c in export.columns] == ["date", "date", "text"]


def test_labels_and_titles_are_read_on_one_line(written):
    export = read(
        written(
            columns={"q1": [1.0, 2.0]},
            file_label="Our  study",
            column_labels={"q1": "How<br>are you &amp; yours?"},
            variable_value_labels={"q1": {1: "Well", 2: "Not well"}},
        )
    )
    assert export.title == "Our study"
    assert column(export, "q1").text == "How are you & yours?"
    assert dict(column(export, "q1").labels) == {"1": "Well", "2": "Not well"}
    assert texts(export)[1] == "1 variable with value labels"


def test_labels_of_texts_stand_under_the_texts(written):
    path = written(columns={"sex": ["f", "m"]}, variable_value_labels={"sex": {"f": "Female"}})
    assert dict(column(read(path), "sex").labels) == {"f": "Female"}


def test_missing_values_stay_in_the_cells_and_are_declared(written):
    ranges = {"a": [99], "b": [{"lo": -9, "hi": -1}, 0], "c": ["x"]}
    columns = {"a": [99.0, 1.0], "b": [-5.0, 2.0], "c": ["x", "y"]}
    export = read(written(columns=columns, missing_ranges=ranges))
    assert export.cells.iloc[0].tolist() == ["99", "-5", "x"]
    assert column(export, "a").missing == ("99",)
    assert set(column(export, "b").missing) == {MissingRange(**{"from": -9, "to": -1}), "0"}
    assert column(export, "c").missing == ("x",)
    assert texts(export)[1] == "3 variables with missing values of their own"


def test_a_missing_range_without_an_end_has_none(written):
    ranges = {"a": [{"lo": 90, "hi": float("inf")}]}
    export = read(written(columns={"a": [95.0]}, missing_ranges=ranges))
    assert column(export, "a").missing == (MissingRange(**{"from": 90}),)


def test_only_a_scale_without_labels_is_a_number(written):
    export = read(
        written(
            columns={"age": [30.0], "mood": [1.0], "rank": [1.0]},
            variable_measure={"age": "scale", "mood": "scale", "rank": "ordinal"},
            variable_value_labels={"mood": {1: "Good"}},
        )
    )
    assert [c.kind for c in export.columns] == ["number", "", ""]


def test_only_wanted_cells_are_kept(written):
    path = written(columns={"a": [1.0, 2.0], "b": [3.0, 4.0]})
    assert read(path, {"b", "gone"}).cells.to_dict("list") == {"b": ["3", "4"]}
    assert [c.name for c in read(path, {"b"}).columns] == ["a", "b"]
    assert read(path, set()).cells.shape == (2, 0)


@pytest.mark.parametrize("how", [{"compress": True}, {"row_compress": True}])
def test_compressed_files_are_read(written, how):
    path = written(name="study.zsav", columns={"a": [1.0, 2.0]}, **how)
    assert list(read(path).cells["a"]) == ["1", "2"]


def test_portable_files_are_read(written):
    columns = {"A": [1.0, None], "DAY": [date(2024, 3, 1), None], "T": ["x", "y"]}
    export = read(written(name="study.por", columns=columns))
    assert export.cells.to_dict("list") == {
        "A": ["1", ""],
        "DAY": ["2024-03-01", ""],
        "T": ["x", "y"],
    }


def test_long_files_are_read_in_parts(written, monkeypatch):
    monkeypatch.setattr("corrigenda.readers.spss_data.AT_ONCE", 100)
    columns = {"a": [float(n) for n in range(7)], "b": [f"t{n}" for n in range(7)]}
    export = read(written(columns=columns))
    assert list(export.cells["a"]) == ["0", "1", "2", "3", "4", "5", "6"]
    assert list(export.cells["b"]) == ["t0", "t1", "t2", "t3", "t4", "t5", "t6"]


def test_sets_of_boxes_are_families(written):
    pets = (7, b"$pets=D1 1 8 Any pets cat dog\n")
    export = read(written(columns={"cat": [1.0, 0.0], "dog": [0.0, 1.0]}, sets=[pets]))
    assert export.families == (Family("ticked", "pets", "Any pets", ("cat", "dog"), "1"),)


def test_sets_of_categories_are_families(written):
    first = (7, b"$named=C 5 Named n1 n2\n")
    export = read(written(columns={"n1": [1.0], "n2": [2.0]}, sets=[first]))
    assert export.families == (Family("listed", "named", "Named", ("n1", "n2")),)


def test_sets_that_count_a_word_are_families(written):
    pets = (7, b"$pets=D3 Yes 0  cat dog\n")
    export = read(written(columns={"cat": ["Yes"], "dog": ["No"]}, sets=[pets]))
    assert export.families == (Family("ticked", "pets", "", ("cat", "dog"), "Yes"),)


def test_sets_name_long_variables_by_their_short_names(written):
    columns = {"a_long_name_of_cats": [1.0], "a_long_name_of_dogs": [0.0]}
    path = written(columns=columns)
    _, short = response_sets(path, "utf-8")
    names = " ".join(key.lower() for key in short)
    pets = (7, f"$pets=D1 1 4 Pets {names}\n".encode())
    (family,) = read(written(columns=columns, sets=[pets])).families
    assert family.columns == ("a_long_name_of_cats", "a_long_name_of_dogs")


def test_options_labelled_by_the_counted_value_are_called_so(written):
    pets = (19, b"$pets=E 1 1 1 4 Pets cat dog\n")
    labels = {"cat": {1: "Cats"}, "dog": {1: "Dogs"}}
    path = written(columns={"cat": [1.0], "dog": [0.0]}, sets=[pets], variable_value_labels=labels)
    export = read(path)
    assert [c.text for c in export.columns] == ["Cats", "Dogs"]
    assert export.families[0].ticked == "1"


def test_two_records_of_sets_are_both_read(written):
    both = [(7, b"$a=C 1 A x y\n$b=C 1 B x y\n"), (19, b"$c=E 11 1 1 1 C x y\n")]
    export = read(written(columns={"x": [1.0], "y": [1.0]}, sets=both))
    assert {family.name for family in export.families} == {"a", "b", "c"}


def test_a_set_of_unknown_variables_is_left_out_and_told(written):
    export = read(written(columns={"a": [1.0]}, sets=[(7, b"$pets=C 4 Pets a gone\n")]))
    assert export.families == ()
    assert texts(export)[-1] == 'the set "pets" names unknown variables: left out'


@pytest.mark.parametrize(
    "text",
    [b"$p=D1", b"$p=C 9999 x a\n", b"nothing", b"$p=D0  4 Pets a\n", b"\xff" * 9, b"$e=C 1 E\n"],
)
def test_a_damaged_set_is_passed_over(written, text):
    assert read(written(columns={"a": [1.0]}, sets=[(7, text)])).families == ()


def test_texts_in_another_encoding_are_forgiven(written):
    path = written(columns={"said": ["Mueller"]}, column_labels={"said": "Straase"})
    data = path.read_bytes().replace(b"Mueller", b"M\xfceller").replace(b"Straase", b"Str\xe4ase")
    path.write_bytes(data)
    export = read(path)
    assert list(export.cells["said"]) == ["Müeller"]
    assert column(export, "said").text == "Sträase"
    told = "the texts do not fit the encoding that is declared: read as WINDOWS-1252"
    assert texts(export)[-1] == told


def test_a_file_that_is_cut_is_refused(written):
    path = written(columns={"a": [1.0, 2.0]})
    path.write_bytes(path.read_bytes()[:-8])
    message = "study.sav: pyreadstat cannot read the file: it was cut: cases are missing."
    with refused(ExportError, message + AGAIN):
        read(path)


@pytest.mark.parametrize(
    ("size", "reason"), [(90, "it was cut"), (250, "it is damaged or was cut")]
)
def test_a_file_that_is_cut_in_its_dictionary_is_refused(written, size, reason):
    path = written(columns={"a": [1.0]})
    path.write_bytes(path.read_bytes()[:size])
    with refused(ExportError, f"study.sav: pyreadstat cannot read the file: {reason}.{AGAIN}"):
        read(path)


def test_a_damaged_file_is_refused(written):
    path = written(columns={"a": [1.0]})
    path.write_bytes(b"$FL2" + b"\0" * 600)
    reason = "it is damaged or was cut"
    with refused(ExportError, f"study.sav: pyreadstat cannot read the file: {reason}.{AGAIN}"):
        read(path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty."),
        (b"a,b\n1,2\n", "this is not an SPSS file (.sav, .zsav or .por)."),
        (b"\x1c\0\0\0\0\0\0\0ENCRYPTEDSAV\0", "the file is protected by a password."),
    ],
)
def test_what_is_no_spss_file_is_refused(tmp_path, data, message):
    path = tmp_path / "study.sav"
    path.write_bytes(data)
    with refused(ExportError, f"study.sav: {message}{AGAIN}"):
        read(path)


def test_a_file_that_ends_its_reader_is_refused(written, monkeypatch):
    monkeypatch.setattr("corrigenda.readers.spss.rehearsed", rehearsed)
    monkeypatch.setattr("corrigenda.readers.rehearsal.SECONDS", 0.001)
    message = "study.sav: the file is damaged, or asks for more memory than there is."
    with refused(ExportError, message + AGAIN):
        read(written(columns={"a": [1.0]}))


def test_a_rehearsal_tells_that_a_file_was_opened(written):
    assert rehearsed("spss", written(columns={"a": [1.0]})) == {"opened": True}


def test_variables_that_qualtrics_adds_are_no_answers(written):
    names = ["ResponseId", "RecordedDate", "Finished", "Duration__in_seconds_", "Q1"]
    export = read(written(columns={name: [1.0] for name in names}))
    assert export.metadata == set(names) - {"Q1"}
    assert read(written(columns={"Finished": [1.0]})).metadata == set()


def test_a_file_without_cases_is_refused(written):
    path = written(columns={"a": pd.Series([], dtype=float)})
    with refused(ExportError, f"study.sav: the file holds no response.{AGAIN}"):
        read(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    advice = "\n  Mind its name in study.yaml."
    with refused(ExportError, f"gone.sav: the file is missing.{advice}"):
        read(tmp_path / "gone.sav")
    with refused(ExportError, f"{tmp_path.name}: the file cannot be read.{advice}"):
        read(tmp_path)


def test_too_many_cells_are_refused(written, monkeypatch):
    monkeypatch.setattr("corrigenda.readers.spss_data.MOST_CELLS", 3)
    message = "study.sav: the file holds 2 cases of 2 variables, more than can be read."
    with refused(ExportError, f"{message}\n  Save fewer variables or cases."):
        read(written(columns={"a": [1.0, 2.0], "b": [1.0, 2.0]}))


def test_too_much_text_is_refused(written, monkeypatch):
    monkeypatch.setattr("corrigenda.readers.spss_data.MOST_LETTERS", 3)
    message = "study.sav: the file holds more than 3 letters."
    with refused(ExportError, f"{message}\n  Save fewer variables or cases."):
        read(written(columns={"a": ["abc", "d"]}))


@pytest.mark.parametrize(
    ("written_as", "shape"),
    [
        ("DATE11", "date"),
        ("MOYR8", "date"),
        ("YMDHMS19.2", "moment"),
        ("DTIME", "length"),
        ("F8.2", "number"),
        ("WKDAY9", "number"),
        (None, "number"),
        ("N5", "number"),
    ],
)
def test_formats_say_what_cells_are(written_as, shape):
    assert shape_of(written_as, "double") == shape


@pytest.mark.parametrize(
    ("value", "shape", "text"),
    [
        (1e300, "date", f"{int(1e300)}"),
        (float("nan"), "date", ""),
        (-90061.0, "length", "-25:01:01"),
        (0.1, "number", "0.1"),
        (1e-07, "number", "0.0000001"),
        (1e16, "number", "1" + "0" * 16),
        (-1.79e308, "number", ""),
        (13928630401.0, "date", "2024-03-01 00:00:01"),
    ],
)
def test_values_print_plainly(value, shape, text):
    assert value_text(value, shape) == text
