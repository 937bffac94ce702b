"""Stages: each runs as a process of its own, and loads only what it uses."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builders import TINY

# Runs a command of `corrigenda` and says at last which packages it has loaded.
CODE = """
import json, sys
from corrigenda.cli import main
try:
    main(sys.argv[1:])
except SystemExit as done:
    code = done.code or 0
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""
SHOWING = ("great_tables", "matplotlib", "plotnine")
RENDERING = ("pypandoc", "typst")
UNUSED = {
    "import": (*SHOWING, *RENDERING, "num2words"),
    "clean": (*SHOWING, *RENDERING, "num2words"),
    "aggregate impact": (*SHOWING, *RENDERING, "num2words"),
    "statistics": (*SHOWING, *RENDERING),
    "table tbl-court": ("matplotlib", "plotnine", *RENDERING, "num2words"),
    "figure fig-court": ("great_tables", *RENDERING, "num2words"),
    "compose": ("pandas", *SHOWING, "typst", "num2words"),
    "html": ("pandas", *SHOWING, "typst", "num2words"),
    "pdf": ("pandas", *SHOWING, "num2words"),
}


def run(folder: Path, stage: str) -> tuple[int, set[str], str]:
    """Run a stage; return its exit code, the packages that it loaded, and what it complained of."""
    result = subprocess.run(
        [sys.executable, "-c", CODE, "stage", *stage.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if not result.stdout:
        return result.returncode, set(), result.stderr
    code, loaded = json.loads(result.stdout.splitlines()[-1])
    return code, set(loaded), result.stderr


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> dict[str, tuple[int, set[str], str]]:
    """Every stage of the tiny study, cut down to one table and one figure, run in its turn."""
    folder = tmp_path_factory.mktemp("stages") / "tiny"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("build", "figures", ".snakemake"))
    report = folder / "report/tiny"
    (report / "exhibits.yaml").write_text(
        "exhibits:\n  tbl-court:\n    blocks:\n      - item: impact\n"
        "  fig-court: {chart: bars, item: court, alt: Bars.}\n"
    )
    (report / "report.qmd").write_text(
        "---\ntitle: Tiny\nauthor: [A. Tester]\ndate: 2024-05-01\nlang: en-GB\n---\n\n"
        '# Findings {#sec-findings}\n\nIn @tbl-court and @fig-court, []{of="court.yes"}.\n\n'
        "::: {#tbl-court .exhibit}\nCourt\n:::\n\n::: {#fig-court .exhibit}\nCourt\n:::\n"
    )
    return {stage: run(folder, stage) for stage in UNUSED}


@pytest.mark.parametrize(("stage", "unused"), UNUSED.items())
def test_a_stage_loads_nothing_that_it_does_not_use(ran, stage, unused):
    code, loaded, complaints = ran[stage]
    assert code == 0, complaints
    assert "corrigenda" in loaded
    assert [name for name in unused if name in loaded] == []


@pytest.mark.parametrize(
    ("stage", "used"),
    [("table tbl-court", "great_tables"), ("figure fig-court", "plotnine"), ("clean", "pandas")],
)
def test_the_packages_of_a_stage_are_seen_when_they_are_loaded(ran, stage, used):
    assert used in ran[stage][1]
