"""The story that the README tells happens as it is told."""

import re
import shlex

import pytest
from folders import REPOSITORY, Folder

pytestmark = pytest.mark.e2e

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
STORY = README.partition("## Change one answer")[2].partition("\n## ")[0]
WHO = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "A. Lee"}


def steps() -> list[tuple[str, list[str]]]:
    """Return each command of the story with the lines that it is told to print."""
    told = []
    for block in re.findall(r"```console\n(.*?)```", STORY, re.DOTALL):
        for step in block.removeprefix("$ ").split("\n$ "):
            command, *lines = step.splitlines()
            told.append((command, lines))
    return told


def pattern(lines: list[str]) -> str:
    """Make a pattern of an output in which … stands for anything, and prompts end no line."""
    text = re.sub(r"(\[y/N\]: )y\n", r"\1", "\n".join(lines).strip() + "\n")
    return r"\s*" + re.escape(text).replace("…\\\n", ".*").replace("…", ".*")


def test_the_story_of_the_readme(report, tmp_path):
    built, _ = report
    folder = built.copied(tmp_path / "project")
    assert [command.split()[1] for command, _ in steps()] == ["correct", "build", "update", "build"]
    for command, lines in steps():
        said = folder.say(shlex.split(command), answer="y\n", **WHO)
        assert re.match(pattern(lines), said, re.DOTALL), (command, said)
    moved = {p.name for p in (folder.path / "figures").rglob("*") if changed(p, built, folder)}
    records = {"statistics.json", "claims.json", "report.json"}
    assert moved == records | {f"tbl-assessment.{s}" for s in ("csv", "html", "typ", "json")}
    page = (folder.path / "build/clinician-interviews/report.html").read_text(encoding="utf-8")
    assert "About a quarter</span> (" in page and ">11</span>) did not ask" in page


def changed(path, built: Folder, folder: Folder) -> bool:
    """Say whether a file is not what it was when the report was first built."""
    before = built.path / path.relative_to(folder.path)
    return path.is_file() and path.read_bytes() != before.read_bytes()
