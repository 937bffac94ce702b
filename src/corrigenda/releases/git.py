"""What git holds of a project: the commit, and whether the files are those of it."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corrigenda.errors import Problem
from corrigenda.releases.layout import SITE

# What is made from the files that a release needs, and need not be held.
_MADE = (SITE, ".site.new", ".site.old", "build", ".snakemake")
_NAMED = 8  # files, before "and 12 more"
DIRTY = "--allow-dirty releases them all the same, and says so on the face of the report."


@dataclass(frozen=True)
class State:
    """What git holds of the files of a project.

    Parameters
    ----------
    commit
        The commit that is checked out; empty where there is none.
    problems
        Why the files are not those of the commit; none where they are.
    """

    commit: str
    problems: tuple[Problem, ...]

    @property
    def clean(self) -> bool:
        """Whether the commit holds every file as it is."""
        return not self.problems


def state(root: Path) -> State:
    """Ask git what it holds of a project folder.

    Parameters
    ----------
    root
        The project folder; it may be a part of a repository.

    Returns
    -------
    State
        Without the site, and what a build makes.
    """
    try:
        commit = _asked(root, "rev-parse", "--verify", "--quiet", "HEAD").strip()
        left_out = [f":(exclude){name}" for name in _MADE]
        options = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames")
        told = _asked(root, "status", *options, "--", ".", *left_out)
        inside = _asked(root, "rev-parse", "--show-prefix").strip()
    except OSError:
        return State("", (Problem("git", "it is not installed.", DIRTY),))
    except subprocess.CalledProcessError as error:
        return State("", (_no_commit(error.stderr or ""),))
    return State(commit, tuple(_changed(told, inside)))


def _asked(root: Path, *arguments: str) -> str:
    # Without optional locks, a question writes nothing.
    command = ["git", "--no-optional-locks", "-C", str(root.resolve()), *arguments]
    answer = subprocess.run(command, capture_output=True, check=True, text=True, errors="replace")
    return answer.stdout


def _no_commit(said: str) -> Problem:
    advice = f"Commit the project, so that the release can be made again. {DIRTY}"
    if "not a git repository" in said:
        return Problem("git", "the project is not under git.", advice)
    last = " ".join(said.split()) or "nothing is committed yet"
    return Problem("git", f"no commit holds the project: {last}.".replace("..", "."), advice)


def _changed(told: str, inside: str) -> Iterator[Problem]:
    lines = [line for line in told.split("\0") if line]
    for line in lines[:_NAMED]:
        status, name = line[:2], line[3:].removeprefix(inside)
        message = "git does not hold it." if status == "??" else "it differs from what git holds."
        yield Problem(name, message)
    if lines:
        more = len(lines) - _NAMED
        rest = f"{more} more files are so; the" if more > 0 else "the"
        yield Problem("git", f"{rest} tree is dirty.", f"Commit these files first. {DIRTY}")
