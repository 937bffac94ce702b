"""A study of any size that nobody answered: its raw export, declarations, ledger and report."""

import hashlib
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from measuring import REPOSITORY

STUDY = "synthetic"
SINGLE, NUMBER, MULTIPLE = 248, 30, 20  # and an open item with its coded one: 300
OPTIONS = ("never", "seldom", "sometimes", "often", "always")
HELD = ("red", "green", "blue")
CODES = ("good", "bad")
SAID = "It took a while before anything was said about it."
FIXED = ("StartDate", "Status", "Finished", "RID")
CORRECTIONS = 20

DECLARED = """\
id: synthetic
title: A study of {size:,} respondents
notice: These answers are invented for a benchmark.
notice_short: Invented data
rounding: half-odd
base: all
respondent: RID
responses: {{file: raw/export.csv, format: qualtrics}}
codings: raw/codings.csv
missing: ["N/A"]
"""
CODING = """\
coders: {C1: First coder}
items:
  opinion:
    of: told
    label: Opinion
    exclusive: true
    codes: {good: Mostly good, bad: Mostly bad}
"""
EXHIBITS = """\
exhibits:
  tbl-first:
    blocks: [{item: s1}, {item: s2}, {item: m1}]
  tbl-opinion:
    blocks: [{item: opinion}, {item: s3}]
  fig-first: {chart: bars, item: s1, alt: A chart.}
"""
REPORT = """\
---
title: A study
author: [Nobody]
date: 2024-05-01
lang: en-GB
---

# Findings

The tables are @tbl-first and @tbl-opinion, the figure is @fig-first.

::: {#tbl-first .exhibit}
First
:::

::: {#tbl-opinion .exhibit}
Opinion
:::

::: {#fig-first .exhibit}
First
:::
"""
MADE = """
# How this report was made

::: {.provenance}
:::
"""


def lay(folder: Path, size: int) -> Path:
    """Write a project folder with a study of so many respondents, not built."""
    data, report = folder / "data" / STUDY, folder / "report" / STUDY
    (data / "raw").mkdir(parents=True)
    report.mkdir(parents=True)
    (data / "study.yaml").write_text(DECLARED.format(size=size))
    (data / "codebook.yaml").write_text("".join(_codebook()))
    (data / "coding.yaml").write_text(CODING)
    columns = _columns(size)
    _write_raw(data / "raw", columns)
    _write_ledger(data / "corrections.csv", columns)
    (report / "exhibits.yaml").write_text(EXHIBITS)
    (report / "statistics.yaml").write_text("statistics: {}\n")
    (report / "report.qmd").write_text(REPORT + MADE)
    shutil.copy(REPOSITORY / "tests/e2e/tiny/report/tiny/_quarto.yml", report)
    shutil.copy(REPOSITORY / "Snakefile", folder)
    shutil.copytree(REPOSITORY / "profiles", folder / "profiles")
    return folder


def _codebook() -> Iterator[str]:
    options = ", ".join(f"{o}: {o.capitalize()}" for o in OPTIONS)
    yield "items:\n"
    for n in range(1, SINGLE + 1):
        asked = ", asked_if: {s1: [often, always]}" if n == 3 else ""
        settings = f"label: Item {n}, options: {{{options}}}{asked}"
        yield f"  s{n}: {{kind: single, column: S{n}, {settings}}}\n"
    for n in range(1, NUMBER + 1):
        yield f"  n{n}: {{kind: number, column: N{n}, label: Number {n}, minimum: 0}}\n"
    for n in range(1, MULTIPLE + 1):
        held = ", ".join(f"{h}: {{label: {h.capitalize()}, column: M{n}_{h}}}" for h in HELD)
        yield f"  m{n}: {{kind: multiple, label: Several {n}, options: {{{held}}}}}\n"
    yield "  told: {kind: open, column: T, label: What was told}\n"


def _columns(size: int) -> dict[str, list[str]]:
    """Draw the answers, column by column."""
    dice = random.Random(size)
    columns = dict(
        zip(
            FIXED,
            ([value] * size for value in ("2024-03-04 09:00:00", "IP Address", "True", "")),
            strict=True,
        )
    )
    columns["RID"] = [f"P{n:06}" for n in range(1, size + 1)]
    words = [option.capitalize() for option in OPTIONS] + ["", "N/A"]
    for n in range(1, SINGLE + 1):
        columns[f"S{n}"] = dice.choices(words, (6, 9, 5, 4, 3, 1, 1), k=size)
    asked = [answer in ("Often", "Always") for answer in columns["S1"]]
    columns["S3"] = [a if asks else "" for a, asks in zip(columns["S3"], asked, strict=True)]
    for n in range(1, NUMBER + 1):
        columns[f"N{n}"] = dice.choices([str(k) for k in range(40)], k=size)
    for n in range(1, MULTIPLE + 1):
        for held in HELD:
            columns[f"M{n}_{held}"] = dice.choices([held.capitalize(), ""], k=size)
    return columns | {"T": dice.choices([SAID, ""], (1, 4), k=size)}


def _write_raw(folder: Path, columns: dict[str, list[str]]) -> None:
    """Write the export as Qualtrics does, with three lines of headings, and the codings."""
    names = list(columns)
    imports = ('"{""ImportId"":""' + name + '""}"' for name in names)
    heads = [",".join(names), ",".join(f"Question {name}" for name in names), ",".join(imports)]
    lines = map(",".join, zip(*columns.values(), strict=True))
    (folder / "export.csv").write_text("\n".join([*heads, *lines]) + "\n")
    told = [who for who, text in zip(columns["RID"], columns["T"], strict=True) if text]
    rows = (f"{who},opinion,{CODES[n % 2]},0,10,C1,2024-04-02" for n, who in enumerate(told))
    (folder / "codings.csv").write_text(
        "\n".join(["respondent,item,code,start,end,coder,date", *rows]) + "\n"
    )
    sums = [
        (p.name, hashlib.sha256(p.read_bytes()).hexdigest()) for p in sorted(folder.glob("*.csv"))
    ]
    (folder / "SHA256SUMS").write_text("".join(f"{sha}  {name}\n" for name, sha in sums))


def _write_ledger(path: Path, columns: dict[str, list[str]]) -> None:
    """Correct an answer of each of the first respondents who have one."""
    given = [
        (who, old) for who, old in zip(columns["RID"], columns["S2"], strict=True) if old.isalpha()
    ]
    rows = [
        f"C{n:03},{who},s2,{old},{'Never' if old != 'Never' else 'Often'},Misheard,AB,2024-04-10"
        for n, (who, old) in enumerate(given[:CORRECTIONS], 1)
    ]
    head = "id,respondent,item,old,new,reason,author,date"
    path.write_text("\n".join([head, *rows]) + "\n")
