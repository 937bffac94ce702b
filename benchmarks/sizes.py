"""What a large export costs: import and cleaning beside `pandas.read_csv` of the same file.

The export has 100,000 responses and 300 items (400 columns): questions with one answer, rows of
grids, check-all questions, numbers, dates and open questions, beside what Qualtrics writes about
each response. Each step is a process of its own, so that its peak of memory is its own too.
`--responses N` sets another size; `--keep FOLDER` leaves the study there.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from measuring import report

STUDY = "sizes"
RESPONSES = 100_000
LIMIT = 20  # times pandas.read_csv
MEMORY = 3 * 1024  # MiB
AT_ONCE = 5_000  # responses that are drawn and written together
SINGLE, GRID, MULTIPLE, NUMBER, OPEN, DATE = 160, 60, 20, 40, 15, 5  # 300 items
SCALE = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
OPTIONS = ("Never", "Seldom", "Sometimes", "Often", "Always", "Prefer not to say")
HELD = ("Mail", "Telephone", "Video call", "In person", "Text message", "Another way, if needed")
SAID = "it took a while before anything was said about the visit and how they felt then"
READ = "import sys, pandas; pandas.read_csv(sys.argv[1], low_memory=False)"

DECLARED = """\
id: sizes
title: A study of {size:,} respondents
respondent: ResponseId
responses: {{file: raw/export.csv, format: qualtrics}}
missing: ["N/A"]
"""
LEDGER = "id,respondent,item,old,new,reason,author,date\n"


@dataclass(frozen=True)
class Columns:
    """Columns of one kind: their names, what their cells hold, and how often each."""

    names: tuple[str, ...]
    cells: tuple[str, ...]
    weights: tuple[float, ...] | None = None

    def draw(self, dice: np.random.Generator, size: int) -> list[list[str]]:
        """Draw the cells of so many responses, column by column."""
        weights = None if self.weights is None else np.divide(self.weights, sum(self.weights))
        cells = np.array(self.cells, dtype=object)
        return [cells[dice.choice(len(cells), size, p=weights)].tolist() for _ in self.names]


def _numbered(prefix: str, count: int) -> tuple[str, ...]:
    return tuple(f"{prefix}{n}" for n in range(1, count + 1))


def _drawn() -> Iterator[Columns]:
    """Say what the columns hold beside the two that are written one by one."""
    days = tuple(f"2024-03-{day:02} {hour:02}:05:00" for day in range(1, 29) for hour in range(24))
    yield Columns(("StartDate", "EndDate", "RecordedDate"), days)
    yield Columns(("Status",), ("IP Address", "Survey Preview"), (99, 1))
    yield Columns(("Finished",), ("True", "False"), (95, 5))
    yield Columns(("IPAddress",), tuple(f"192.0.2.{n}" for n in range(256)))
    yield Columns(("Progress", "Duration (in seconds)"), tuple(map(str, range(60, 2000))))
    yield Columns(("UserLanguage",), ("EN", "DE"))
    yield Columns(_numbered("S", SINGLE), (*OPTIONS, "", "N/A"), (6, 9, 5, 4, 3, 1, 1, 1))
    yield Columns(_numbered("G", GRID), (*SCALE, ""))
    for n in range(1, MULTIPLE + 1):
        for k, held in enumerate(HELD, 1):
            yield Columns((f"M{n}_{k}",), (_quoted(held), ""), (1, 2))
    yield Columns(_numbered("N", NUMBER), (*map(str, range(120)), *(f"{n}.5" for n in range(40))))
    yield Columns(_numbered("D", DATE), (*days, ""))


def _quoted(cell: str) -> str:
    return f'"{cell}"' if set(cell) & set(',"\n') else cell


def _said(dice: np.random.Generator, size: int) -> list[str]:
    """Draw open answers, two in three empty, hardly any two of them equal."""
    lengths = dice.integers(1, 60, size) * (dice.integers(0, 3, size) == 0)
    words = np.array(SAID.split(), dtype=object)
    return [_quoted(", ".join(words[dice.integers(0, len(words), n)])) for n in lengths.tolist()]


def _codebook() -> Iterator[str]:
    yield "items:\n"
    for prefix, names, labels in (("s", _numbered("S", SINGLE), OPTIONS), ("g", (), SCALE)):
        names = names or _numbered("G", GRID)
        options = ", ".join(f"{prefix}o{k}: {label}" for k, label in enumerate(labels, 1))
        for name in names:
            settings = f"kind: single, column: {name}, label: {name}, options: {{{options}}}"
            yield f"  {name.lower()}: {{{settings}}}\n"
    for n in range(1, MULTIPLE + 1):
        options = ", ".join(
            f'o{k}: {{label: "{held}", column: M{n}_{k}}}' for k, held in enumerate(HELD, 1)
        )
        yield f"  m{n}: {{kind: multiple, label: M{n}, options: {{{options}}}}}\n"
    for kind, prefix, count in (("number", "N", NUMBER), ("date", "D", DATE), ("open", "T", OPEN)):
        for name in _numbered(prefix, count):
            yield f"  {name.lower()}: {{kind: {kind}, column: {name}, label: {name}}}\n"


def lay(folder: Path, size: int = RESPONSES) -> Path:
    """Write a project folder with a study of so many responses, not built."""
    data = folder / "data" / STUDY
    (data / "raw").mkdir(parents=True)
    (data / "study.yaml").write_text(DECLARED.format(size=size))
    (data / "codebook.yaml").write_text("".join(_codebook()))
    (data / "corrections.csv").write_text(LEDGER)
    _write_export(data / "raw/export.csv", size)
    with (data / "raw/export.csv").open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    (data / "raw/SHA256SUMS").write_text(f"{digest}  export.csv\n")
    return folder


def _write_export(path: Path, size: int) -> None:
    """Write the export as Qualtrics does, with three rows of headings."""
    drawn, said = tuple(_drawn()), _numbered("T", OPEN)
    names = ["ResponseId", *(n for columns in drawn for n in columns.names), *said]
    imports = (f'"{{""ImportId"":""{name}""}}"' for name in names)
    heads = [",".join(names), ",".join(f"Question {name}" for name in names), ",".join(imports)]
    dice = np.random.Generator(np.random.PCG64(size))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{head}\n" for head in heads)
        for start in range(0, size, AT_ONCE):
            many = min(AT_ONCE, size - start)
            columns = [[f"R_{n:07}" for n in range(start, start + many)]]
            columns += [cells for some in drawn for cells in some.draw(dice, many)]
            columns += [_said(dice, many) for _ in said]
            file.writelines(f"{','.join(cells)}\n" for cells in zip(*columns, strict=True))


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds on the wall and of the processor, and its peak in MiB."""

    wall: float
    cpu: float
    peak: float

    def told(self, name: str) -> str:
        """Show it on a line."""
        verdict = "ok" if self.peak <= MEMORY else "OVER"
        times = f"{self.wall:6.1f} s on the wall{self.cpu:6.1f} s of the processor"
        return f"{name:<18}{times}{self.peak:8,.0f} MiB   at most {MEMORY:,} MiB  {verdict}"


def cost(folder: Path, *command: str) -> Cost:
    """Run a Python command in a folder, and return what it took."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    wall = time.perf_counter() - started
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(folder: Path) -> None:
    """Read, import and clean, and print the ratio and the peaks."""
    export = f"data/{STUDY}/raw/export.csv"
    print(f"{export}: {(folder / export).stat().st_size / 2**20:,.0f} MiB")
    theirs = cost(folder, "-c", READ, export)
    print(theirs.told("pandas.read_csv"))
    ours = []
    for stage in ("import", "clean"):
        ours.append(cost(folder, "-m", "corrigenda", "--study", STUDY, "stage", stage))
        print(ours[-1].told(stage))
    report("import and clean / pandas.read_csv", sum(o.wall for o in ours), theirs.wall, LIMIT)
    spent = sum(one.cpu for one in ours)
    report("the same, of the processor", spent, theirs.cpu, LIMIT)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--responses", type=int, default=RESPONSES)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(lay(arguments.keep or Path(temporary), arguments.responses))
