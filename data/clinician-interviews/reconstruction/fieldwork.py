"""When each interview was held, and what the product notes about a response."""

from __future__ import annotations

import random
import string
from datetime import date, datetime, time, timedelta

from leanings import SEED
from study_files import RESPONDENTS

FIRST, LAST, HOLIDAY = date(2013, 8, 1), date(2013, 10, 1), date(2013, 9, 2)
STAMP = "%Y-%m-%d %H:%M:%S"


def starts() -> dict[str, datetime]:
    """Draw the start of each interview: weekdays, in the order of the respondents.

    Returns
    -------
    dict[str, datetime]
        Respondent to start. The two pilots come days before the others.
    """
    chance = random.Random(f"{SEED}-days")
    span = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    days = [day for day in span if day.weekday() < 5 and day != HOLIDAY]
    middle = sorted(chance.sample(days[4:-1] * 2, len(RESPONDENTS) - 3))
    held = [days[0], days[1], *middle, days[-1]]
    return {
        r: _at(chance, day, before=held[number - 1 : number], after=held[number + 1 : number + 2])
        for number, (r, day) in enumerate(zip(RESPONDENTS, held, strict=True))
    }


def _at(chance: random.Random, day: date, before: list[date], after: list[date]) -> datetime:
    earliest = 13 if before == [day] else 9
    latest = 11 if after == [day] else 16
    hour = chance.randint(earliest, latest)
    return datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60)))


def duration(chance: random.Random) -> int:
    """Draw how long an interview took: about half an hour.

    Parameters
    ----------
    chance
        The generator to draw from.

    Returns
    -------
    int
        Seconds.
    """
    return 1200 + chance.randrange(400) + chance.randrange(400) + chance.randrange(500)


def metadata(chance: random.Random, rid: str, start: datetime, seconds: int, **other: str) -> dict:
    """Fill the columns that the product fills, with identifying ones blank.

    Parameters
    ----------
    chance
        The generator to draw the response id from.
    rid
        The respondent's id.
    start
        When the form was opened.
    seconds
        For how long it was open.
    **other
        Columns that differ from those of a finished response.

    Returns
    -------
    dict
        Column to text.
    """
    letters = string.ascii_letters + string.digits
    end = start + timedelta(seconds=seconds)
    return {
        "StartDate": start.strftime(STAMP),
        "EndDate": end.strftime(STAMP),
        "Status": "IP Address",
        "Progress": "100",
        "Duration (in seconds)": str(seconds),
        "Finished": "True",
        "RecordedDate": (end + timedelta(seconds=1)).strftime(STAMP),
        "ResponseId": "R_" + "".join(chance.choice(letters) for _ in range(15)),
        "DistributionChannel": "anonymous",
        "UserLanguage": "EN",
        "RID": rid,
    } | other
