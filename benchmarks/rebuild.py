"""How long a rebuild takes, as ratios within one run: `make bench`.

Every figure is the median of a few runs on a copy of the reference study. The machine's speed
cancels out, because both sides of a ratio are measured here and now.
"""

import os
import tempfile
from pathlib import Path

from measuring import STUDY, copy, cpu, median, report, run, seconds

LEDGER = f"data/{STUDY}/corrections.csv"
ROW = "{id},R020,supervisor,{old},{new},A benchmark,BENCH,2014-03-01\n"
ANSWERS = ("Yes", "No")
STAGES = (  # what depends on the item `supervisor`, as the Snakefile runs it
    ("clean",),
    ("table", "tbl-experience"),
    ("figure", "fig-answers"),
    ("statistics",),
    ("history",),
    ("records",),
    ("compose",),
    ("html",),
    ("pdf",),
)


class Corrections:
    """Corrects one cell of the study to and fro, a new row of the ledger each time."""

    def __init__(self, folder: Path):
        self.ledger = folder / LEDGER
        self.count = 0
        slice_ = (folder / f"build/{STUDY}/slices/supervisor.csv").read_text(encoding="utf-8")
        value = next(line for line in slice_.splitlines() if line.startswith("R020,")).split(",")[1]
        self.current = value.capitalize()

    def add(self) -> None:
        """Append a row that changes the answer of one respondent."""
        self.count += 1
        new = ANSWERS[self.current == ANSWERS[0]]
        with self.ledger.open("a", encoding="utf-8") as file:
            file.write(ROW.format(id=f"B{self.count:03}", old=self.current, new=new))
        self.current = new


def by_hand(folder: Path) -> float:
    """Time the same stage commands one after another."""
    return sum(
        seconds(lambda s=s: run(folder, "corrigenda", "--study", STUDY, "stage", *s))
        for s in STAGES
    )


def measure(folder: Path) -> None:
    """Build, rebuild and print the ratios."""
    build = ("corrigenda", "build", "--cores", str(os.cpu_count()))
    cold = seconds(lambda: run(folder, *build))
    corrections = Corrections(folder)

    def corrected() -> float:
        corrections.add()
        run(folder, "corrigenda", "update", "--phrases")  # the author's part, which is not timed
        return seconds(lambda: run(folder, *build))

    rebuild = median(corrected)
    hand = median(lambda: by_hand(folder))
    noop = median(lambda: seconds(lambda: run(folder, *build)))
    dry = median(lambda: seconds(lambda: run(folder, "snakemake", "-n")))
    help_ = median(lambda: cpu(lambda: run(folder, "corrigenda", "--help")))
    report("rebuild after one correction / its stages by hand", rebuild, hand, 1.6)
    report("rebuild after one correction / cold build", rebuild, cold, 0.5)
    report("build with nothing to do / snakemake -n", noop, dry, 1.5)
    print(f"{'corrigenda --help, processor seconds':<52}{help_:>22.2f}   at most 0.25")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        measure(copy(Path(temporary) / "project"))
