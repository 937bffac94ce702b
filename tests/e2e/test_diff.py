"""Two versions of the tiny study differ in what the ledger moved between them, and in no more."""

import json
from dataclasses import dataclass

import pytest
from folders import Folder

from corrigenda.forms import exact

pytestmark = pytest.mark.e2e

WHO = ("-c", "user.name=A. Tester", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
NOTHING = "Nothing differs: data, methods, tables, figures and text are the same."
SCHOOL = ("R6", "setting", "--from", "Clinic", "--to", "School")
GOOD = ("R4", "impact", "--from", "bad", "--to", "good")
TAKEN_BACK = ("--withdraw", "C001")
ENTERED = ("--reason", "Call back", "--author", "AB", "--yes")


def ran(folder: Folder, *command: str) -> str:
    result = folder.run(*command)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def committed(folder: Folder) -> None:
    ran(folder, "git", "add", "--all")
    ran(folder, "git", *WHO, "commit", "--quiet", "--message", "As it is")


@pytest.fixture(scope="module")
def released(built, tmp_path_factory) -> Folder:
    """The tiny study, released as 1.0.0; not to be changed."""
    first, run = built
    assert run.code == 0, run.output
    folder = first.copied(tmp_path_factory.mktemp("released") / "project")
    (folder.path / ".gitignore").write_text("build/\n.snakemake/\n", encoding="utf-8")
    ran(folder, "git", "init", "--quiet")
    committed(folder)
    ran(folder, "corrigenda", "release", "1.0.0", "--note", "The first one.")
    return folder


@dataclass(frozen=True)
class Moved:
    """A correction after the release: what was forecast of it, and what differs with it."""

    folder: Folder
    forecast: dict
    found: dict

    def statistics(self, name: str) -> list[tuple]:
        """Return a statistic before and after, exactly, as the releases' files hold it."""
        sides = ("site/tiny/1.0.0/statistics.json", "build/tiny/statistics.json")
        files = (json.loads((self.folder.path / side).read_text()) for side in sides)
        return [exact(entries[name]) if name in entries else None for entries in files]


@pytest.fixture(scope="module", params=[SCHOOL, GOOD, TAKEN_BACK], ids=["answer", "code", "taken"])
def moved(request, released, tmp_path_factory) -> Moved:
    """The released study with one correction more, built."""
    folder = released.copied(tmp_path_factory.mktemp("moved") / "project")
    forecast = json.loads(ran(folder, "corrigenda", "impact", *request.param, "--json"))
    ran(folder, "corrigenda", "correct", *request.param, *ENTERED)
    ran(folder, "corrigenda", "build")
    found = json.loads(ran(folder, "corrigenda", "diff", "1.0.0", "--json"))
    return Moved(folder, forecast, found)


def test_a_working_tree_that_was_just_released_differs_in_nothing(released):
    said = ran(released, "corrigenda", "diff", "1.0.0").splitlines()
    assert said[0].startswith("tiny: 1.0.0 (") and " → unreleased (" in said[0]
    assert said[1:] == [NOTHING]


def test_the_statistics_that_differ_are_those_that_were_forecast(moved):
    assert {one["name"] for one in moved.found["statistics"]} == moved.forecast["statistics"].keys()
    for name, pair in moved.forecast["statistics"].items():
        sides = [pair["before"], pair["after"]]
        assert moved.statistics(name) == [side and exact(side) for side in sides]


def test_the_cells_that_differ_are_those_that_were_forecast(moved):
    forecast = {
        (cell["exhibit"], *(cell["labels"][k] for k in ("block", "row")))
        for cell in moved.forecast["cells"]
    }
    found = {
        (one["after"]["id"], *cell["labels"])
        for one in moved.found["exhibits"]
        for cell in one["cells"]
    }
    assert found == forecast
    exhibits = {one["after"]["id"] for one in moved.found["exhibits"]}
    assert exhibits == {*moved.forecast["tables"], *moved.forecast["figures"]}


def test_the_row_is_told_and_the_methods_are_the_same(moved):
    (row,) = moved.found["corrections"]["new"]
    assert (row["id"], row["reason"]) == ("C002", "AB: Call back")
    assert moved.found["data_differ"] and not moved.found["methods_differ"]
    assert not any(moved.found["methods"].values())
    assert all(one["why"] == ["data"] for one in moved.found["exhibits"])
    assert all(one["corrections"] == ["C002"] for one in moved.found["exhibits"])


def test_a_correction_between_two_releases_as_its_readers_are_told(released, tmp_path):
    folder = released.copied(tmp_path / "project")
    ran(folder, "corrigenda", "correct", *GOOD, *ENTERED)
    ran(folder, "corrigenda", "build")
    before = ran(folder, "corrigenda", "diff", "1.0.0")
    committed(folder)
    ran(folder, "corrigenda", "release", "1.1.0", "--note", "A code was put right.")
    said = ran(folder, "corrigenda", "diff", "1.0.0", "1.1.0")
    assert said.splitlines()[1:] == before.splitlines()[1:]
    assert said.splitlines()[1] == (
        "1 correction; 1 table, 3 statistics and 1 sentence differ; the methods are the same."
    )
    assert "impact.bad_of_asked" in said
    assert "Statistics" in said and "R4" not in said
    page = (folder.path / "site/tiny/1.1.0/changes/index.html").read_text(encoding="utf-8")
    assert "1 correction; 1 table, 3 statistics and 1 sentence differ" in page
    assert "R4" not in page


def test_there_is_nothing_to_compare_with_what_was_never_released(released):
    result = released.run("corrigenda", "diff", "0.9.0")
    assert result.returncode == 21
    assert "0.9.0" in result.stderr and "1.0.0" in result.stderr
