"""The Quarto engine, with a stand-in for the program: what is asked of it, and what it says."""

import json
import sys

import pytest

from corrigenda.errors import EngineError, ReportError
from corrigenda.rendering import engines, quarto

PROGRAM = """\
#!{python}
import json, os, pathlib, sys
if sys.argv[1:] == ["--version"]:
    print("1.9.0")
    raise SystemExit
asked = dict(
    arguments=sys.argv[1:], folder=sorted(os.listdir()),
    environment={{k: v for k, v in os.environ.items() if k in {names!r}}},
)
pathlib.Path({record!r}).write_text(json.dumps(asked))
answer = json.loads(pathlib.Path({answer!r}).read_text())
log = pathlib.Path(sys.argv[sys.argv.index("--log") + 1])
log.write_text("".join(json.dumps(dict(msg=m, levelName="WARNING")) + "\\n" for m in answer["log"]))
sys.stderr.write(answer["stderr"])
if answer["makes"]:
    made = pathlib.Path(sys.argv[sys.argv.index("--output") + 1])
    made.write_text("rendered " + pathlib.Path("report.qmd").read_text()[:3])
raise SystemExit(answer["code"])
"""
NAMES = ["SOURCE_DATE_EPOCH", "TYPST_FONT_PATHS", "TYPST_IGNORE_SYSTEM_FONTS", "CORRIGENDA_STAGE"]


class Program:
    """A program that answers as it is told, and records what it was asked."""

    def __init__(self, folder):
        self.folder = folder
        path = folder / "bin" / "quarto"
        path.parent.mkdir()
        record, answer = str(folder / "asked.json"), str(folder / "answer.json")
        path.write_text(
            PROGRAM.format(python=sys.executable, record=record, answer=answer, names=NAMES)
        )
        path.chmod(0o755)
        self.says()

    def says(self, log=(), stderr="", code=0, makes=True):
        answer = {"log": list(log), "stderr": stderr, "code": code, "makes": makes}
        (self.folder / "answer.json").write_text(json.dumps(answer))

    @property
    def asked(self):
        return json.loads((self.folder / "asked.json").read_text())


@pytest.fixture
def program(tmp_path, monkeypatch):
    made = Program(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    quarto.binary.cache_clear()
    quarto.version.cache_clear()
    yield made
    quarto.binary.cache_clear()
    quarto.version.cache_clear()


@pytest.fixture
def no_quarto(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    quarto.binary.cache_clear()
    quarto.version.cache_clear()
    yield
    quarto.binary.cache_clear()
    quarto.version.cache_clear()


def test_the_command_line(program, staged):
    out = staged.root / "out" / "report.html"
    quarto.render_html(staged.stage, out)
    arguments = program.asked["arguments"]
    assert arguments[:6] == ["render", "report.qmd", "--to", "html", "--output", "report.html"]
    assert arguments[-2:] == ["--log-format", "json-stream"]
    assert "exhibits.json" in program.asked["folder"]
    assert out.read_text() == "rendered ---"
    quarto.render_pdf(staged.stage, staged.root / "report.pdf")
    assert program.asked["arguments"][3:6] == ["typst", "--output", "report.pdf"]


def test_time_and_fonts_are_fixed(program, staged):
    quarto.render_pdf(staged.stage, staged.root / "report.pdf")
    environment = program.asked["environment"]
    assert environment["SOURCE_DATE_EPOCH"] == "1714521600"
    assert environment["TYPST_IGNORE_SYSTEM_FONTS"] == "true"
    assert "font_source_serif_pro" in environment["TYPST_FONT_PATHS"]


def test_nothing_is_left_beside_the_output(program, staged):
    quarto.render_html(staged.stage, staged.root / "out" / "report.html")
    assert [path.name for path in (staged.root / "out").iterdir()] == ["report.html"]
    assert not (staged.stage / "report.html").exists()


@pytest.mark.parametrize(
    "line",
    [
        "Unable to resolve crossref @tbl-x",
        "Citeproc: citation smith2021 not found",
        "Div at line 3 column 1 unclosed at line 9 column 1, closing implicitly.",
        "warning: unknown font family: source serif pro",
    ],
)
def test_a_warning_that_spoils_the_report_is_an_error(program, staged, line):
    program.says(log=[f"\x1b[33m{line}\x1b[39m"])
    out = staged.root / "report.html"
    out.write_text("as it was")
    with pytest.raises(ReportError) as refused:
        quarto.render_html(staged.stage, out)
    assert str(refused.value) == f"Quarto warns: {line}"
    assert out.read_text() == "as it was"


def test_other_warnings_are_not(program, staged):
    program.says(log=["A new version of Quarto is available."])
    quarto.render_html(staged.stage, staged.root / "report.html")


def test_what_the_filter_refuses_is_the_users_mistake(program, staged):
    said = 'Error running filter main.lua:\n\ncorrigenda: no statistic is called "x".\nstack\n'
    program.says(stderr=said, code=1, makes=False)
    with pytest.raises(ReportError) as refused:
        quarto.render_html(staged.stage, staged.root / "report.html")
    assert str(refused.value) == 'no statistic is called "x".'


def test_a_failure_shows_what_quarto_said(program, staged):
    program.says(stderr="ERROR: no space left\n", code=1, makes=False)
    with pytest.raises(EngineError, match="no space left"):
        quarto.render_html(staged.stage, staged.root / "report.html")


def test_no_output_is_a_failure(program, staged):
    program.says(makes=False)
    with pytest.raises(EngineError, match="it said nothing"):
        quarto.render_html(staged.stage, staged.root / "report.html")


def test_quarto_serves_where_it_runs(program, monkeypatch):
    monkeypatch.delenv("CORRIGENDA_ENGINE", raising=False)
    assert quarto.version() == "1.9.0"
    assert engines.find() == "quarto"
    assert engines.engine() is quarto


def test_the_embedded_engine_serves_elsewhere(no_quarto, monkeypatch):
    monkeypatch.delenv("CORRIGENDA_ENGINE", raising=False)
    assert engines.find() == "embedded"
    assert engines.engine().__name__ == "corrigenda.rendering.embedded"


def test_the_user_may_choose(program, monkeypatch):
    monkeypatch.setenv("CORRIGENDA_ENGINE", "embedded")
    assert engines.find() == "embedded"


def test_an_unknown_engine_is_refused(monkeypatch):
    monkeypatch.setenv("CORRIGENDA_ENGINE", "embeded")
    with pytest.raises(EngineError, match=r'Did you mean "embedded"'):
        engines.find()


def test_a_missing_engine_is_refused(no_quarto, monkeypatch):
    monkeypatch.setenv("CORRIGENDA_ENGINE", "quarto")
    with pytest.raises(EngineError, match="Quarto does not run here"):
        engines.find()
