"""Write the tiny study's raw files: six respondents, a preview and an unfinished response."""

import csv
import hashlib
from pathlib import Path

COLUMNS = ["StartDate", "Status", "Finished", "RID", "Q1", "Q2", "Q3_1", "Q3_2", "Q4", "Q5"]
ROWS = [
    ["2024-03-01 09:00:00", "Survey Preview", "True", "R9", "Clinic", "1", "", "", "No", ""],
    [
        "2024-03-04 09:00:00",
        "IP Address",
        "True",
        "R1",
        "Clinic",
        "2",
        "Talking",
        "",
        "Yes",
        "It was slow.",
    ],
    [
        "2024-03-05 09:00:00",
        "IP Address",
        "True",
        "R2",
        " clinic",
        "about 4",
        "Talking",
        "Playing",
        "Yes",
        "It helped,\nin the end.",
    ],
    ["2024-03-05 11:00:00", "IP Address", "False", "R3", "School", "", "", "", "", ""],
    ["2024-03-06 09:00:00", "IP Address", "True", "R3", "School", "8", "", "Playing", "No", ""],
    [
        "2024-03-07 09:00:00",
        "IP Address",
        "True",
        "R4",
        "School",
        "12",
        "Talking",
        "",
        "Yes",
        "Slow — and “hard”.",
    ],
    [
        "2024-03-08 09:00:00",
        "IP Address",
        "True",
        "R5",
        "Other",
        "1",
        "Talking",
        "",
        "Don't Know",
        "",
    ],
    ["2024-03-11 09:00:00", "IP Address", "True", "R6", "Clinic", "N/A", "", "", "No", ""],
]
CODINGS = [
    ["R1", "impact", "bad", 0, 12, "C1", "2024-04-02"],
    ["R1", "impact", "bad", 7, 11, "C2", "2024-04-03"],
    ["R2", "impact", "good", 0, 9, "C1", "2024-04-02"],
    ["R4", "impact", "bad", 0, 4, "C1", "2024-04-02"],
]


def main(folder: Path) -> None:
    """Write interviews.csv, codings.csv and their register into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    header = [
        COLUMNS,
        [f"Question {c}" for c in COLUMNS],
        [f'{{"ImportId":"{c}"}}' for c in COLUMNS],
    ]
    write(folder / "interviews.csv", [*header, *ROWS], "utf-8-sig")
    head = ["respondent", "item", "code", "start", "end", "coder", "date"]
    write(folder / "codings.csv", [head, *CODINGS], "utf-8")
    register(folder)


def write(path: Path, rows: list[list], encoding: str) -> None:
    """Write rows as CSV, as an export would be."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def register(folder: Path) -> None:
    """Write SHA256SUMS of the raw files."""
    names = ("codings.csv", "interviews.csv")
    sums = [f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}\n" for n in names]
    (folder / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main(Path(__file__).parent / "data/tiny/raw")
