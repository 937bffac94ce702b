"""What every real export holds besides the answers: trials, false starts and untidy cells."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import fieldwork
import study_files
from form import Column, columns
from leanings import SEED
from sheet import Row

STARTED_TWICE = "R012"
BROKE_OFF = "R041"  # a 41st person, whose interview was not finished
CLOSED_A_WEEK_LATER = timedelta(days=7)  # when the product records a response left unfinished
ESTIMATES = ("about {}", "About {}", "approximately {}", "around {} ", "{} ")
NOT_APPLICABLE = ("N/A", "n/a", "-")


def disturb(sheet: dict[str, Row], corrected: set[tuple[str, str]]) -> None:
    """Make closed answers, numbers and empty cells as untidy as people leave them.

    Parameters
    ----------
    sheet
        The rows of the 40, changed in place.
    corrected
        (respondent, item) of the cells that the ledger names, which are left alone.
    """
    chance = random.Random(f"{SEED}-mess")
    for r, row in sheet.items():
        for column in (c for c in columns() if c.item and (r, c.item) not in corrected):
            row[column.name] = _untidy(chance, column, row[column.name])
    for r, question in (("R019", "Q35"), ("R026", "Q15"), ("R038", "Q22")):
        sheet[r][question] = "N/A"  # asked, and not answered


def _untidy(chance: random.Random, column: Column, text: str) -> str:
    entry = study_files.items()[column.item]
    closed = entry["kind"] in ("single", "multiple") and not column.name.endswith("_TEXT")
    if closed and text:
        share, untidy = 0.03, [text.lower(), text.upper(), f" {text}", f"{text} "]
    elif entry["kind"] == "number" and len(text) > 1:  # nobody says "about 3"
        share, untidy = 0.3, [estimate.format(text) for estimate in ESTIMATES]
    elif "asked_if" in entry and not text:
        share, untidy = 0.15, list(NOT_APPLICABLE)
    else:
        return text
    return chance.choice(untidy) if chance.random() < share else text


def strays(sheet: dict[str, Row]) -> list[Row]:
    """Write the responses that are not interviews, or not whole ones.

    Parameters
    ----------
    sheet
        The rows of the 40.

    Returns
    -------
    list[Row]
        Three previews, two generated tests, a false start and an interview broken off.
    """
    chance = random.Random(f"{SEED}-strays")
    first = datetime.strptime(sheet[STARTED_TWICE]["StartDate"], fieldwork.STAMP)
    tried = (
        datetime(2013, 7, 24, 15, 12, 40),
        datetime(2013, 7, 29, 10, 3, 31),
        datetime(2013, 8, 5, 8, 55, 2),
    )
    listed = [_preview(chance, day) for day in tried]
    listed += [_generated(chance, datetime(2013, 7, 26, 11, 2, second)) for second in (7, 8)]
    false_start = _cut(chance, STARTED_TWICE, first - timedelta(minutes=9), 214, "9", upto="Q4")
    listed.append(false_start | {n: sheet[STARTED_TWICE][n] for n in ("Q1", "Q2", "Q3", "Q4")})
    broken = _cut(chance, BROKE_OFF, datetime(2013, 9, 18, 14, 31, 5), 655, "31", upto="Q13")
    listed.append(broken | {"Q1": "Email Invitations", "Q5": "3", "Q6_1": "3", "Q6_2": "0"})
    return listed


def _preview(chance: random.Random, start: datetime) -> Row:
    status = {"Status": "Survey Preview", "DistributionChannel": "preview"}
    about = fieldwork.metadata(chance, "", start, chance.randrange(60, 400), **status)
    return _random_answers(chance, lambda: chance.choice(["test", "asdf", "ok", ""])) | about


def _generated(chance: random.Random, start: datetime) -> Row:
    status = {"Status": "Survey Test", "DistributionChannel": "test"}
    about = fieldwork.metadata(chance, "", start, 0, **status)
    lorem = "Lorem ipsum dolor sit amet, consectetur adipiscing elit"
    return _random_answers(chance, lambda: lorem) | about


def _cut(chance, rid: str, start: datetime, seconds: int, progress: str, upto: str) -> Row:
    recorded = start + timedelta(seconds=seconds) + CLOSED_A_WEEK_LATER
    status = {"Finished": "False", "Progress": progress}
    status["RecordedDate"] = recorded.strftime(fieldwork.STAMP)
    answers = _random_answers(chance, lambda: "")
    names = [c.name for c in columns() if c.item]
    kept = {name: answers[name] for name in names[: names.index(upto) + 1]}
    return kept | fieldwork.metadata(chance, rid, start, seconds, **status)


def _random_answers(chance: random.Random, words) -> Row:
    row = {}
    for column in (c for c in columns() if c.item):
        entry = study_files.items()[column.item]
        if entry["kind"] == "open" or column.name.endswith("_TEXT"):
            row[column.name] = words()
        elif entry["kind"] == "number":
            row[column.name] = str(chance.randrange(1, 9))
        else:
            option = column.option or chance.choice(list(entry["options"]))
            ticked = column.option is None or chance.random() < 0.5
            row[column.name] = study_files.label(column.item, option) if ticked else ""
    return row
