"""A small report with one table and one figure, made on the spot."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corrigenda.errors import ReportError
from corrigenda.forms import exact
from corrigenda.lexicon import load_lexicon
from corrigenda.rendering import stage
from corrigenda.rendering.flow import Flow
from corrigenda.rendering.inputs import Inputs
from corrigenda.study import Study

HEADER = """\
---
title: A tiny report
subtitle: With one table
author:
  - name: A. Tester
    affiliation: Institute of Tests
  - B. Tester
date: 2024-05-01
lang: en-GB
bibliography: references.bib
abstract: |
  In short, []{of="court.yes" as="n-of-base"} went to court.
---

"""
BODY = """\
# Methods {#sec-methods}

As @smith2020 asked, so do we [see @jones2021, p. 3].

{{< include _sample.qmd >}}

# Findings {#sec-findings}

Of the clinicians, []{of="court.yes"} went to court (@fig-court), see @sec-methods.

::: {#fig-court .exhibit}
Who went to *court*
:::
"""
SAMPLE = """\
## Sample {#sec-sample}

The sample is in @tbl-sample.

::: {#tbl-sample .exhibit}
The sample of []{of="people"}
:::
"""
QUARTO = "project: {type: default}\nfilters: [corrigenda]\ntoc-depth: 2\n"
BIB = """\
@comment{nothing}
@book{smith2020, author={Smith, Ann}, title={Asking}, year={2020}, publisher={House}}
@article{jones2021, author={Jones, Bob}, title={Doing}, year={2021}, journal={Journal}}
"""
HTML = '<div id="tbl-sample-table"><table class="gt_table"><tr><td>Yes</td></tr></table></div>\n'
TYPST = "#table(columns: (1fr, auto), table.header([Answer], [n = 5]), [Yes], [2])\n"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 120">'
    '<rect width="90" height="30" fill="#1d5b8c"/></svg>\n'
)
STATISTICS = {
    "court.yes": {
        "text": "40%",
        "forms": {"percent": "40%", "n": "2", "n-of-base": "2 of 5", "Words": "Two"},
        "n": 2,
        "base": 5,
        "percent": "40",
    },
    "people": {"text": "5", "forms": {"value": "5", "words": "five"}, "value": "5"},
}
EXHIBITS = {
    "tbl-sample": {"kind": "table", "alt": "", "source": "Source: *raw* data & more."},
    "fig-court": {
        "kind": "figure",
        "alt": '[One]{.fixed} bar: []{of="court.yes"} said "yes" & <no> more.',
        "source": "Source: raw data.",
    },
}
STUDY = {
    "id": "tiny",
    "title": "Tiny",
    "notice": "These data are invented.",
    "notice_short": "Invented data",
}
QUANTIFIERS = [
    {"phrase": "few", "also": [], "interval": "below 10%"},
    {"phrase": "most", "also": ["a <lot>", 'the "bulk"'], "interval": "above 50%"},
]
EXCERPTS = [
    {
        "under": ["impact.bad", "impact.clear"],
        "text": 'It\'s "bad" <script> & #let x = *1* $y$ @smith2020 [x]{of="no"} \\ `c`',
        "speaker": "A clinician in a *small* <team>",
        "illustrative": True,
    },
    {
        "under": ["impact.good", "impact.clear"],
        "text": "It helped.",
        "speaker": "A doctor",
        "illustrative": False,
    },
]
RULES = Study.model_validate(
    {"id": "tiny", "title": "Tiny", "respondent": "RID", "responses": {"file": "raw/tiny.csv"}}
)
LEXICON = load_lexicon(Path("none.yaml"), "none.yaml")


@dataclass
class Sample:
    """The inputs of a stage in a folder of their own."""

    root: Path
    exhibits: dict = field(default_factory=lambda: {k: dict(v) for k, v in EXHIBITS.items()})
    quantifiers: list = field(default_factory=lambda: list(QUANTIFIERS))
    excerpts: list = field(default_factory=lambda: list(EXCERPTS))
    provenance: dict = field(default_factory=dict)
    flow: Flow | None = None

    @property
    def stage(self) -> Path:
        return self.root / "build" / "stage"

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def body(self, text: str) -> None:
        """Replace everything below the header."""
        self.write("report/report.qmd", HEADER + text)

    def compose(self):
        return stage.compose(self.inputs(), self.root / "statistics.json", STUDY, self.stage)

    def place(self, path: Path) -> str:
        """Name a file as messages do."""
        return path.relative_to(self.root).as_posix()

    def inputs(self) -> Inputs:
        """Return the inputs as they stand now."""
        named = json.loads((self.root / "statistics.json").read_text(encoding="utf-8"))
        return Inputs(
            self.root / "report",
            self.root / "figures",
            {name: exact(entry) for name, entry in named.items()},
            self.exhibits,
            self.place,
            RULES,
            LEXICON,
            self.quantifiers,
            self.excerpts,
            self.provenance,
            self.flow,
        )

    def problems(self) -> list[str]:
        """Say what is wrong with the inputs."""
        try:
            self.compose()
        except ReportError as error:
            return [str(problem) for problem in error.problems]
        return []

    def problem(self) -> str:
        (problem,) = self.problems()
        return problem


@pytest.fixture
def sample(tmp_path) -> Sample:
    made = Sample(tmp_path)
    made.body(BODY)
    made.write("report/_sample.qmd", SAMPLE)
    made.write("report/_quarto.yml", QUARTO)
    made.write("report/references.bib", BIB)
    made.write("figures/tbl-sample.html", HTML)
    made.write("figures/tbl-sample.typ", TYPST)
    made.write("figures/tbl-sample.csv", "block,row,n,base,percent\n")
    made.write("figures/fig-court.svg", SVG)
    made.write("statistics.json", json.dumps(STATISTICS))
    return made


@pytest.fixture
def staged(sample) -> Sample:
    sample.compose()
    return sample


HEADER_LINES = HEADER.count("\n")
