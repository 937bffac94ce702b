"""The day of a release."""

import os
from datetime import UTC, datetime

from corrigenda.errors import Problem, ReleaseError, quoted

VARIABLE = "SOURCE_DATE_EPOCH"


def today() -> str:
    """Return the day of a release.

    Returns
    -------
    str
        Year-month-day: that of ``SOURCE_DATE_EPOCH``, or today's in Greenwich.

    Raises
    ------
    ReleaseError
        When ``SOURCE_DATE_EPOCH`` is no time.
    """
    given = os.environ.get(VARIABLE, "")
    if not given:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.fromtimestamp(int(given), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        message = f"{quoted(given)} is not a time."
        raise ReleaseError(
            Problem(VARIABLE, message, "Give the seconds since 1970, or unset it.")
        ) from None
