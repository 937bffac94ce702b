"""Cases of a project as responses."""

import zipfile

import pytest

from builders import refused
from corrigenda.errors import ExportError
from corrigenda.readers.exports import Source
from corrigenda.readers.qda.responses import read_cases

TYPES = {"age": "Integer", "score": "Float", "seen": "DateTime", "born": "Date", "vet": "Boolean"}
ELEMENTS = {"DateTime": "DateTimeValue", "Date": "DateValue", "": "TextValue"}


def case(name, **values):
    held = "".join(
        f'<VariableValue><VariableRef targetGUID="{key}"/>'
        f"<{_element(key)}>{value}</{_element(key)}></VariableValue>"
        for key, value in values.items()
    )
    return f'<Case guid="{name}" name="{name}">{held}<SourceRef targetGUID="s-{name}"/></Case>'


def _element(key):
    declared = TYPES.get(key, "Text")
    return ELEMENTS.get(declared, f"{declared}Value")


def read(folder, cases="", sources="", wanted=None, more=()):
    variables = "".join(
        f'<Variable guid="{name}" name="{name}" typeOfVariable="{TYPES.get(name, "Text")}"/>'
        for name in (*TYPES, "town", "case", *more)
    )
    held = f"<Cases>{cases}</Cases>" if cases else ""
    own = f"<Sources>{sources}</Sources>" if sources else ""
    path = folder / "a.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "project.qde",
            '<Project xmlns="urn:QDA-XML:project:1.0" name="Study">'
            f"<Variables>{variables}</Variables>{held}{own}</Project>",
        )
    return read_cases(Source(path, "raw/a.qdpx", "refi-qda"), wanted)


def test_each_case_is_a_response(tmp_path):
    export = read(tmp_path, case("P1", age="41", town="Bonn") + case("P2", age="007"))
    assert [(c.name, c.kind) for c in export.columns] == [
        ("case", ""),
        ("age", "number"),
        ("town", ""),
    ]
    assert export.cells.to_dict("list") == {
        "case": ["P1", "P2"],
        "age": ["41", "7"],
        "town": ["Bonn", ""],
    }
    assert (export.first_row, export.title) == (1, "Study")
    assert export.findings[1].text == "A response for each of 2 cases; 2 variables."


@pytest.mark.parametrize(
    ("name", "value", "plain"),
    [
        ("score", "3.0", "3"),
        ("score", "3.50", "3.5"),
        ("score", "1e3", "1000"),
        ("score", "much", "much"),
        ("seen", "2024-03-01T14:05:00Z", "2024-03-01 14:05:00"),
        ("born", "2024-03-01", "2024-03-01"),
        ("vet", "True", "true"),
        ("vet", "0", "false"),
    ],
)
def test_values_print_plainly(tmp_path, name, value, plain):
    assert read(tmp_path, case("P1", **{name: value})).cells[name].tolist() == [plain]


def test_only_wanted_columns_are_kept(tmp_path):
    export = read(tmp_path, case("P1", age="41", town="Bonn"), wanted={"town", "none"})
    assert export.cells.columns.tolist() == ["town"]
    assert len(export.columns) == 3


def test_variables_of_a_source_belong_to_its_case(tmp_path):
    value = (
        '<VariableValue><VariableRef targetGUID="town"/><TextValue>Bonn</TextValue></VariableValue>'
    )
    content = "<PlainTextContent>Words</PlainTextContent>"
    source = f'<TextSource guid="s-P1" name="a">{content}{value}</TextSource>'
    assert read(tmp_path, case("P1"), source).cells["town"].tolist() == ["Bonn"]


def test_a_variable_called_case_gets_another_name(tmp_path):
    export = read(tmp_path, case("P1", case="3"))
    assert export.cells.to_dict("list") == {"case": ["P1"], "case (2)": ["3"]}


def test_without_cases_each_text_is_a_response(tmp_path):
    content = "<PlainTextContent>Words</PlainTextContent>"
    sources = "".join(f'<TextSource guid="{n}" name="T{n}">{content}</TextSource>' for n in (1, 2))
    export = read(tmp_path, sources=sources)
    assert export.cells["case"].tolist() == ["T1", "T2"]
    assert export.findings[1].text == (
        "A response for each of 2 texts, since the project has no cases; 0 variables."
    )


def test_a_project_without_either_is_refused(tmp_path):
    message = (
        "raw/a.qdpx: it holds neither cases nor texts.\n  Export the project again, with its texts."
    )
    with refused(ExportError, message):
        read(tmp_path)
