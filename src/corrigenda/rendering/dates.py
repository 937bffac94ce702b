"""The one date that an output may know: that of the report."""

from datetime import UTC, datetime


def timestamp(date: str | None) -> int:
    """Return midnight of the report's date.

    Parameters
    ----------
    date
        ``year-month-day`` as in the report's header, or None.

    Returns
    -------
    int
        Seconds since 1970; 0 without a date.
    """
    return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()) if date else 0
