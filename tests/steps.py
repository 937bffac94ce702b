"""The commands that a page of the documentation shows, and what it says that they print."""

import re


def steps(page: str) -> list[tuple[str, list[str]]]:
    """Return each command of a page with the lines that it is told to print."""
    told = []
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        for step in block.removeprefix("$ ").split("\n$ "):
            command, *lines = step.splitlines()
            told.append((command, lines))
    return told


def pattern(lines: list[str]) -> str:
    """Make a pattern of an output in which … stands for anything, lines too."""
    text = re.escape("\n".join(lines).strip() + "\n")
    return text.replace("…\\\n", ".*").replace("…", ".*")
