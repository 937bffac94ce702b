"""Rebuild the raw files and the ledger: `python data/clinician-interviews/reconstruction`.

Every run writes the same bytes. Needs OR-tools and PyYAML, and nothing of corrigenda.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # for `python -m` as for the folder

import answers
import export
import ledger
import mess
import sheet
from solve import solve
from study_files import STUDY


def main() -> None:
    """Solve, write the answers, plant the errors, add the mess, and write the files."""
    parser = argparse.ArgumentParser(prog="reconstruction", description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=STUDY, help="folder to write to")
    folder = parser.parse_args().out
    people = solve()
    written = answers.write(people)
    rows, codings = sheet.fill(people, written), sheet.codings(written)
    slips = ledger.rows(rows)
    ledger.undo(slips, rows, codings)
    mess.disturb(rows, {(slip["respondent"], slip["item"]) for slip in slips})
    responses = [*rows.values(), *mess.strays(rows)]
    raw = {"interviews.csv": export.interviews(responses), "codings.csv": export.codings(codings)}
    export.write(folder, raw, export.corrections(slips))
    print(f"wrote raw/ ({len(responses)} responses, {len(codings)} codings) and corrections.csv")


if __name__ == "__main__":
    main()
