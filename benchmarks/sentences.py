"""What it costs to judge sentences and to foretell a correction, as ratios within one run.

The peer is `python -c "import pandas"`, which every command that looks at data has to pay.
"""

import os
import random
import sys
import tempfile
from pathlib import Path

from measuring import STUDY, copy, cpu, median, report, run

ROW = ("R020", "supervisor", "--from", "No", "--to", "Yes")
CLAIM = 'Of them, [{n} of 40]{{of="{name}"}} did, and this is sentence [{number}]{{.fixed}}.\n'
SHARES = {"supervisor.yes": 28, "policies.yes": 8, "training.yes": 13, "court.yes": 32}


def with_claims(folder: Path, count: int) -> None:
    """Let the report make so many claims more, in paragraphs of ten."""
    path = folder / f"report/{STUDY}/_limitations.qmd"
    own = path.read_text(encoding="utf-8").partition("\n## Many claims")[0]
    dice = random.Random(count)
    lines = [own, "\n## Many claims\n\n"]
    for number in range(count):
        name = dice.choice(list(SHARES))
        lines.append(CLAIM.format(n=SHARES[name], name=name, number=number))
        lines.append("\n" if number % 10 == 9 else "")
    path.write_text("".join(lines), encoding="utf-8")


def measure(folder: Path) -> None:
    """Time the commands, each beside what cannot be avoided."""
    run(folder, "corrigenda", "build", "--cores", str(os.cpu_count()))
    rounds = [
        (
            cpu(lambda: run(folder, sys.executable, "-c", "import pandas")),
            cpu(lambda: run(folder, "corrigenda", "impact", *ROW)),
            cpu(lambda: run(folder, "corrigenda", "check")),
        )
        for _ in range(5)
    ]
    pandas, impact, check = (sorted(times)[2] for times in zip(*rounds, strict=True))
    for name, ours in (("impact of one correction", impact), ("check", check)):
        report(f"{name} / import pandas", ours, pandas, 1.5, most=1.5 * pandas + 0.5)
    times = []
    for count in (500, 5000):
        with_claims(folder, count)
        times.append(median(lambda: cpu(lambda: run(folder, "corrigenda", "check"))))
    report("check of 5,000 claims / of 500", times[1], times[0], 10)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        measure(copy(Path(temporary) / "project"))
