"""The day of a release: today's, or the one that is asked for."""

from datetime import UTC, datetime

import pytest

from builders import refused
from corrigenda.errors import ReleaseError
from corrigenda.releases.dates import today


def test_the_day_is_that_of_greenwich(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(UTC).date().isoformat()
    assert before <= today() <= datetime.now(UTC).date().isoformat()


@pytest.mark.parametrize(("epoch", "day"), [("0", "1970-01-01"), ("1767225599", "2025-12-31")])
def test_another_day_can_be_given(monkeypatch, epoch, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert today() == day


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30])
def test_what_is_no_time_is_refused(monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    told = "Give the seconds since 1970, or unset it."
    with refused(ReleaseError, f'SOURCE_DATE_EPOCH: "{epoch}" is not a time.\n  {told}'):
        today()
