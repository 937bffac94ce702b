"""The commands of publishing: what they refuse before anything is asked of a study."""

import pytest

PLACE = "say one place: --branch gh-pages [--remote origin], or --to a folder."


@pytest.mark.parametrize(
    "options",
    ["", "--branch gh-pages --to out", "--remote origin", "--remote origin --to out"],
)
def test_a_site_is_published_to_one_place(tiny, options):
    result = tiny.run("publish", *options.split())
    assert (result.exit_code, result.stderr) == (1, f"{PLACE}\n")


def test_a_release_needs_a_note(tiny):
    result = tiny.run("release", "1.0.0")
    assert result.exit_code == 2
    assert "--note" in result.stderr


def test_a_difference_from_what_was_never_released(tiny):
    result = tiny.run("diff", "1.0.0")
    assert result.exit_code == 21
    assert result.stderr == ('site/tiny: no release "1.0.0".\n  Nothing has been released yet.\n')


def test_without_releases_there_is_nothing_to_prove(tiny):
    result = tiny.run("verify", "--releases")
    assert result.exit_code == 0
    assert "released" in result.stdout
