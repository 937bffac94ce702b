"""Whether a commit holds a project: every file of its tree, and all that a build reads."""

import subprocess
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from corrigenda.errors import Problem
from corrigenda.releases.git import LINK, SUBMODULE, ask, differing, entries
from corrigenda.releases.layout import SITE

# What is made from the files that a release needs, and need not be held.
_MADE = (SITE, f".{SITE}.*", "build", ".snakemake")
_NAMED = 8  # files, before "and 12 more"
_CHANGED = "it differs from what git holds."
_MISSING = "git does not hold it."
_IGNORED = "git does not hold it, and the report is made from it."
_LINK = "it is a link, and git holds only where it leads."
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


def state(root: Path, inputs: Collection[str] = (), register: str = "") -> State:
    """Ask git what it holds of a project folder.

    Parameters
    ----------
    root
        The project folder; it may be a part of a repository.
    inputs
        What the report is made from, relative to the folder. The commit must hold it even where
        git ignores it.
    register
        The register of raw files. Where the commit holds it, it vouches for the raw files beside
        it, which may be confidential, and may be ignored.

    Returns
    -------
    State
        Without the site, and what a build makes.
    """
    try:
        commit = ask(root, "rev-parse", "--verify", "--quiet", "HEAD").strip()
        held, changed = _compared(root, _MADE)
    except OSError:
        return State("", (Problem("git", "it is not installed.", DIRTY),))
    except subprocess.CalledProcessError as error:
        return State("", (_no_commit(error.stderr or ""),))
    for name, message, advice in _unheld(inputs, register, held):
        changed.setdefault(name, Problem(name, message, advice))
    return State(commit, tuple(_told(list(changed.values()))))


def _compared(root: Path, left_out: Collection[str]) -> tuple[dict[str, str], dict[str, Problem]]:
    """List what the commit holds, and what differs; repositories in the repository are asked."""
    held = entries(root)
    paths = [".", *(f":(exclude){name}" for name in left_out)]
    changed = {
        name: Problem(_printable(name), _MISSING if status == "??" else _CHANGED)
        for status, name in differing(root, *paths)
    }
    for module in [name for name, mode in held.items() if mode == SUBMODULE]:
        if (root / module / ".git").exists():
            below, more = _compared(root / module, ())
            held |= {f"{module}/{name}": mode for name, mode in below.items()}
            for name, problem in more.items():
                place = f"{module}/{problem.place}"
                changed.setdefault(f"{module}/{name}", Problem(place, problem.message))
    return held, changed


def _unheld(
    inputs: Collection[str], register: str, held: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Find what the report is made from and the commit does not hold as a file."""
    known = {unicodedata.normalize("NFC", name): mode for name, mode in held.items()}
    folder, vouches = f"{register.rpartition('/')[0]}/", register in known
    for name in inputs:
        mode = known.get(unicodedata.normalize("NFC", name))
        raw = bool(register) and name.startswith(folder)
        if mode == LINK:
            yield name, _LINK, ""
        elif mode is None and not (raw and vouches):
            advice = f"It may stay out of git if git holds {register}, which vouches for it."
            yield name, _IGNORED, advice if raw and name != register else ""


def _no_commit(said: str) -> Problem:
    advice = f"Commit the project, so that the release can be made again. {DIRTY}"
    if "not a git repository" in said:
        return Problem("git", "the project is not under git.", advice)
    last = " ".join(said.split()) or "nothing is committed yet"
    return Problem("git", f"no commit holds the project: {last}.".replace("..", "."), advice)


def _told(problems: list[Problem]) -> Iterator[Problem]:
    yield from problems[:_NAMED]
    if problems:
        more = len(problems) - _NAMED
        rest = f"{more} more files are so; the" if more > 0 else "the"
        yield Problem("git", f"{rest} tree is dirty.", f"Commit these files first. {DIRTY}")


def _printable(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
