"""The guide "Publish a version" happens as it is told."""

import json
import re

import pytest

from shared import REPOSITORY, SAID, run
from steps import pattern, steps

GUIDE = steps((REPOSITORY / "docs/guide/publish.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("command", "lines"), GUIDE, ids=[command for command, _ in GUIDE])
def test_the_commands_of_the_guide(project, command, lines):
    told = json.loads((project.parent / SAID).read_text(encoding="utf-8"))
    said = told[command] if command in told else run(project, *command.split())
    assert re.fullmatch(pattern(lines), said, re.DOTALL), said


def test_the_guide_shows_every_command_that_it_needs():
    assert {command.split()[1] for command, _ in GUIDE} == {"release", "diff", "verify"}
