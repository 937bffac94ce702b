"""Stages: each loads only what it uses."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from builders import TINY

# Runs stages one after another, and says after each which packages are loaded by now.
CODE = """
import json, sys
from corrigenda.cli import main
for stage in sys.argv[1:]:
    try:
        main(["stage", *stage.split()])
    except SystemExit as done:
        code = done.code or 0
    loaded = sorted({name.partition(".")[0] for name in sys.modules})
    print(json.dumps([stage, code, loaded]))
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
    "history": (*SHOWING, *RENDERING, "num2words"),
    "records": ("pandas", *SHOWING, "typst", "num2words"),
    "compose": ("pandas", *SHOWING, "typst", "num2words"),
    "html": ("pandas", *SHOWING, "typst", "num2words"),
    "pdf": ("pandas", *SHOWING, "num2words"),
}
# Turns follow each other; within a turn each tuple is a process of its own. The first four
# stages share one, for whatever one of them loads in vain is still loaded when it is looked at.
TURNS = (
    (("import", "clean", "aggregate impact", "statistics"),),
    (("table tbl-court",), ("figure fig-court",)),
    (("history",), ("records",)),
    (("compose",),),
    (("html",), ("pdf",)),
)


def run(folder: Path, stages: tuple[str, ...]) -> dict[str, tuple[int, set[str], str]]:
    """Run stages in one process; return for each its exit code, the packages, and complaints."""
    result = subprocess.run(
        [sys.executable, "-c", CODE, *stages],
        cwd=folder,
        env=os.environ | {"CORRIGENDA_ENGINE": "embedded"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("[")]
    nothing = {stage: (result.returncode or 1, set(), result.stderr) for stage in stages}
    return nothing | {stage: (code, set(loaded), result.stderr) for stage, code, loaded in said}


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> dict[str, tuple[int, set[str], str]]:
    """Every stage of the tiny study, cut down to one table and one figure."""
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
    results = {}
    with ThreadPoolExecutor() as pool:
        for turn in TURNS:
            for result in pool.map(partial(run, folder), turn):
                results |= result
    return results


@pytest.mark.parametrize(("stage", "unused"), UNUSED.items())
def test_a_stage_loads_nothing_that_it_does_not_use(ran, stage, unused):
    code, loaded, complaints = ran[stage]
    assert code == 0, complaints
    assert "corrigenda" in loaded
    assert [name for name in unused if name in loaded] == []


@pytest.mark.parametrize(
    ("stage", "used"),
    [
        ("clean", "pandas"),
        ("statistics", "num2words"),
        ("table tbl-court", "great_tables"),
        ("figure fig-court", "plotnine"),
        ("pdf", "typst"),
    ],
)
def test_a_package_that_a_stage_does_use_is_seen(ran, stage, used):
    assert used in ran[stage][1]


def test_the_data_of_an_exhibit_hold_no_formula(tiny):
    tiny.edit("data/tiny/codebook.yaml", "label: Went to court", 'label: "=1+1"')
    for stage in ("import", "clean", "aggregate impact", "table tbl-court"):
        assert tiny.run("stage", *stage.split()).exit_code == 0
    data = (tiny.path / "figures/tiny/tbl-court.csv").read_text(encoding="utf-8")
    assert "'=1+1" in data and ",=1+1" not in data
    assert "'=1+1" not in (tiny.path / "figures/tiny/tbl-court.html").read_text(encoding="utf-8")
