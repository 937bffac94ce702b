"""Which releases a site holds."""

import pytest

from builders import refused
from corrigenda.errors import ReleaseError
from corrigenda.project import Project
from corrigenda.releases.layout import release_folders, released, site, studies


@pytest.fixture
def tiny_site(tmp_path):
    """The site of a project with releases, and with what only looks like one."""
    for name in ("1.9.0", "1.10.0", "0.1.0", "latest", "changes", "1.0", ".1.0.0"):
        (tmp_path / "site/tiny" / name).mkdir(parents=True)
    (tmp_path / "site/tiny/2.0.0").write_text("a file")
    (tmp_path / "site/tiny/3.0.0").symlink_to("1.9.0")
    (tmp_path / "site/nothing").mkdir()
    (tmp_path / "site/linked").symlink_to("tiny")
    (tmp_path / "site/tiny/1.9.0/release.json").write_text("{}")
    return site(Project(tmp_path, "tiny"))


def test_releases_come_in_the_order_of_their_numbers(tiny_site):
    names = [path.name for path in release_folders(tiny_site / "tiny")]
    assert names == ["0.1.0", "1.9.0", "1.10.0"]


def test_only_folders_with_releases_are_studies(tiny_site):
    assert [path.name for path in studies(tiny_site)] == ["tiny"]


def test_before_the_first_release_there_is_nothing(tmp_path):
    assert release_folders(tmp_path / "site/tiny") == []
    assert studies(tmp_path / "site") == []


def test_a_release_is_found(tiny_site, tmp_path):
    assert released(Project(tmp_path, "tiny"), "1.9.0") == tiny_site / "tiny/1.9.0"


REFUSED = {
    "1.9.1": 'site/tiny: no release "1.9.1".\n  Did you mean "1.9.0"',
    "7.7.7": 'site/tiny: no release "7.7.7".\n  There is 0.1.0, 1.9.0, 1.10.0.',
    "3.0.0": 'site/tiny: no release "3.0.0".',  # a link
    "../tiny/1.9.0": '"../tiny/1.9.0" is not the number of a version.',
}


@pytest.mark.parametrize(("version", "message"), REFUSED.items(), ids=REFUSED)
def test_no_other_one_is(tiny_site, tmp_path, version, message):
    with pytest.raises(ReleaseError) as caught:
        released(Project(tmp_path, "tiny"), version)
    assert str(caught.value.problems[0]).startswith(message)


def test_without_a_release_there_is_none_to_be_found(tmp_path):
    message = 'site/tiny: no release "1.0.0".\n  Nothing has been released yet.'
    with refused(ReleaseError, message):
        released(Project(tmp_path, "tiny"), "1.0.0")
