"""From sample files of the formats' own libraries to a rendered report, without an edit."""

import json
import shutil

import pytest
from click.testing import CliRunner, Result
from in_process import rendered

from corrigenda.cli import main
from shared import REPOSITORY

SAMPLES = REPOSITORY / "tests/samples"
SHEET = "text open, date date, integer number, boolean single, float number, datetime date"
SHEET = (f"{SHEET}, column_8 open", {"integer.mean": "89", "boolean.true": "2"})
# Of each file: the responses, the items with their kinds, and some statistics.
READ = {
    "csvkit-test.xls": (5, *SHEET),
    "csvkit-test-skip-lines.xlsx": (5, *SHEET),
    "csvkit-sheets.xlsx": (5, *SHEET),
    "csvkit-test-utf16-little.csv": (2, "a single, b single, c open", {"a.n_4": "1"}),
    "pandas-simple.parquet": (3, "b single", {"b.foo": "3"}),
    "pyexcel-ods3-formats.ods": (
        5,
        "date date, time open, boolean single, float number, currency number, percentage number, "
        "int single, scientific number, fractions number, text open",
        {"scientific.max": "100,000", "fractions.mean": "1.3", "boolean.false": "1"},
    ),
    "pyexcel-xls-complex-hidden-sheets.xls": (
        5,
        "q_1 single, hidden number, q_3 number, hidden_2 number, q_5 number, hidden_3 number, "
        "q_7 number, hidden_5 number, q_9 number",
        {"q_1.hidden": "3", "hidden.mean": "19.4", "q_9.n": "2"},
    ),
    "savreaderwriter-greetings.sav": (
        12,
        "line single, bondjou single, greeting open",
        {"bondjou.telugu": "1", "line.unanswered": "10"},
    ),
    "savreaderwriter-spssio-test.sav": (
        9,
        "ages multiple, region single, incomes multiple, avgincome number, maxincome number, "
        "sex single, v multiple, alongstringvar single, year number, quarter single, "
        "month number, date open",
        {"ages.n_34_y_o": "4", "v.v2": "5"},
    ),
    "savreaderwriter-zlib-compressed.zsav": (
        2,
        "var1 open, var2 single, var3 single, bdate date",
        {"var2.n_2": "1"},
    ),
}


def started(name: str) -> Result:
    shutil.copy(SAMPLES / name, name)
    return CliRunner().invoke(main, ["init", "study", "--from", name])


@pytest.mark.parametrize("name", READ)
def test_a_sample_becomes_a_rendered_report(name, tmp_path, monkeypatch):
    monkeypatch.setenv("CORRIGENDA_ENGINE", "embedded")
    monkeypatch.chdir(tmp_path)
    result = started(name)
    assert result.exit_code == 0, result.output
    monkeypatch.chdir("study")
    project, page = rendered()
    responses, items, told = READ[name]
    assert ", ".join(f"{item.id} {item.kind}" for item in project.items.values()) == items
    statistics = json.loads((project.build / "statistics.json").read_text())
    told = {"responses.used": str(responses)} | told
    held = {of: statistics[of] for of in told}
    assert {of: str(one.get("n", one["text"])) for of, one in held.items()} == told
    assert "A first draft" in page


def test_a_sample_under_a_password_is_refused_as_such(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = started("calamine-password.xls")
    assert result.output == (
        "calamine-password.xls: the workbook is protected by a password.\n  Save it without one.\n"
    )
    assert not (tmp_path / "study").exists()


def test_every_sample_has_a_line_about_where_it_is_from():
    names = {path.name for path in SAMPLES.iterdir() if path.is_file()} - {"README.md"}
    assert names == {*READ, "calamine-password.xls"}
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in text for name in names)
