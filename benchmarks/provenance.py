"""What it costs to ask where a number came from: `corrigenda audit` and `corrigenda verify`.

On the reference study beside what cannot be avoided: importing pandas, and hashing the same files.
On studies of 10,000 and 100,000 respondents with 300 items, built by the real workflow, to see that
both grow with the data and no faster. `--quick` leaves the larger studies out; with them it takes
some ten minutes.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import synthetic
from measuring import STUDY, copy, cpu, median, report, run

ALLOWED = 0.7  # seconds of the processor, beyond what cannot be avoided
TARGETS = ("tbl-treatment", "fig-court", "policies.yes", "tbl-treatment:EMDR", "C009")
SIZES = (10_000, 100_000)
GROWN = ("tbl-first", "s2.often", "opinion")


def build(folder: Path) -> Path:
    """Build a study from nothing."""
    run(folder, "corrigenda", "build", "--cores", str(os.cpu_count()))
    return folder


def corrigenda(folder: Path, *command: str, repeats: int = 5) -> float:
    """Return the processor time that a command takes."""
    return median(lambda: cpu(lambda: run(folder, "corrigenda", *command)), repeats)


def hashing(folder: Path, study: str) -> float:
    """Return the processor time that it takes to hash the files that `verify` looks at."""
    receipts = sorted((folder / "build/.receipts" / study).glob("*.json"))
    tables = [json.loads(path.read_text(encoding="utf-8")) for path in receipts]
    names = {name for table in tables for kind in ("inputs", "outputs") for name in table[kind]}
    there = sorted(name for name in names if (folder / name).is_file())
    return median(lambda: cpu(lambda: run(folder, "sha256sum", *there)), 5)


def measure_reference(folder: Path) -> None:
    """Time both commands on the reference study, each beside what cannot be avoided."""
    pandas = median(lambda: cpu(lambda: run(folder, sys.executable, "-c", "import pandas")), 5)
    for target in TARGETS:
        ours = corrigenda(folder, "audit", target)
        report(f"audit {target} / import pandas", ours, pandas, 0, most=pandas + ALLOWED)
    ours, theirs = corrigenda(folder, "verify"), hashing(folder, STUDY)
    report("verify / sha256sum of the same files", ours, theirs, 2, most=2 * theirs + ALLOWED)


def measure_growth(temporary: Path) -> None:
    """Time both commands on ten times as many respondents: at most ten times as long."""
    small, large = (build(synthetic.lay(temporary / str(size), size)) for size in SIZES)
    growth = SIZES[1] / SIZES[0]
    commands = [("audit", target) for target in GROWN]
    commands += [("audit", GROWN[0], "--respondents", "--json"), ("verify",)]
    for command in commands:
        ours, theirs = (corrigenda(folder, *command, repeats=3) for folder in (large, small))
        name = f"{' '.join(command)}: {SIZES[1]:,} / {SIZES[0]:,}"
        report(name, ours, theirs, growth)
    ours, theirs = corrigenda(large, "verify", repeats=3), hashing(large, synthetic.STUDY)
    name = f"verify of {SIZES[1]:,} / sha256sum of the same files"
    report(name, ours, theirs, 2, most=2 * theirs + ALLOWED)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        measure_reference(build(copy(Path(folder) / "project")))
        if "--quick" not in sys.argv:
            measure_growth(Path(folder))
