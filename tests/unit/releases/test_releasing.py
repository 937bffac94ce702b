"""Releasing says in a few words what went wrong, and what its author should know."""

import errno
import shutil
from types import SimpleNamespace

import pytest

from builders import refused
from corrigenda.authors import Author
from corrigenda.differences.summary import SAME
from corrigenda.errors import ReleaseError, WriteError
from corrigenda.releases import demands, rendering
from corrigenda.releases.commit import State
from corrigenda.releases.declared import KEPT_BACK
from corrigenda.releases.releasing import _demand_reasons, _warnings, release

from .small_site import a_release

FULL = (errno.ENOSPC, "No space left on device")
ERRORS = {
    "of one file": OSError(*FULL),
    "of many files": shutil.Error([("a", "b", "[Errno 28] No space left on device: '/a/b'")]),
}


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_a_full_disk_is_said_in_a_few_words(own, monkeypatch, error):
    def full(*_):
        raise error

    monkeypatch.setattr(demands, "demand", lambda *_: State("", ()))
    monkeypatch.setattr(rendering, "rendered", full)
    message = (
        "site: it cannot be written: No space left on device.\n"
        "  Mind the permissions of the folder and the space on the disk."
    )
    with refused(WriteError, message):
        release(own, "1.0.0", "The first one")
    assert not (own.root / "site").exists()


def test_a_reason_that_tells_what_is_kept_back_is_refused(own):
    rows = [SimpleNamespace(id=f"C00{n}", reason=why) for n, why in enumerate((KEPT_BACK, "AB: a"))]
    message = (
        "data/tiny/corrections.csv: C000: the reason repeats an open answer, or names a "
        "respondent.\n"
        "  Reword it and build again; the report prints it, and a release never changes."
    )
    with refused(ReleaseError, message):
        _demand_reasons(own, rows)
    _demand_reasons(own, rows[1:])


def test_an_author_is_warned_of_a_dirty_release():
    assert [*_warnings(a_release("1.0.0"))] == []
    (said,) = _warnings(a_release("1.0.0", dirty=True))
    assert said.startswith("1.0.0 is made from files that git does not hold")


def test_an_author_is_warned_of_a_version_that_says_the_same_again():
    made = a_release("1.1.0").model_copy(update={"changes": SAME})
    assert [*_warnings(made)] == [
        "Nothing differs from the release before: 1.1.0 says the same again."
    ]


def test_an_author_is_asked_whether_a_name_is_a_person_s():
    made = a_release("1.0.0").model_copy(update={"authors": (Author(name="Jane Q. Doe"),)})
    (said,) = _warnings(made)
    assert said.startswith('"Jane Q. Doe" is cited whole, as an organisation.')
