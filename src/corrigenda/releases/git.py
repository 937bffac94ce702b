"""Asking git, in the repository that a folder is in and in no other."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

# What other variables of git's say may make it look at another repository, or at other files.
_HARMLESS = re.compile(
    r"GIT_(AUTHOR_|COMMITTER_|SSH|SSL_|HTTP_|PROXY_|TRACE|CONFIG_|ASKPASS$|TERMINAL_PROMPT$"
    r"|CEILING_DIRECTORIES$|DISCOVERY_ACROSS_FILESYSTEM$|EXEC_PATH$)"
)
_NOT_HARMLESS = "GIT_CONFIG_PARAMETERS"  # of the command git that has started us
LINK, SUBMODULE = "120000", "160000"  # modes of entries of a commit


def environment(**more: str) -> dict[str, str]:
    """Return the environment for a call of git: its messages in English, its repository its own.

    Parameters
    ----------
    more
        What is added.

    Returns
    -------
    dict
        Without ``GIT_DIR``, ``GIT_WORK_TREE`` and the like.
    """
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or (_HARMLESS.match(name) and name != _NOT_HARMLESS)
    }
    return ours | {"LC_ALL": "C"} | more


def ask(root: Path, *arguments: str, **more: str) -> str:
    """Ask git in a folder; writes nothing.

    Parameters
    ----------
    root
        A folder of the repository.
    arguments
        The command.
    more
        What is added to the environment.

    Returns
    -------
    str
        What it says.

    Raises
    ------
    OSError
        When git is not installed.
    subprocess.CalledProcessError
        When it refuses.
    """
    # Without optional locks, a question writes nothing.
    answer = subprocess.run(
        ["git", "--no-optional-locks", "-C", str(root.resolve()), *arguments],
        env=environment(**more),
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
    )
    return answer.stdout


def entries(root: Path, *paths: str) -> dict[str, str]:
    """List the files that the commit of a folder holds.

    Parameters
    ----------
    root
        A folder of the repository.
    paths
        Where in it; everywhere by default.

    Returns
    -------
    dict
        Under each name, relative to the folder, its mode.
    """
    rows = ask(root, "ls-tree", "-r", "-z", "HEAD", "--", *(paths or ".")).split("\0")
    heads = (row.partition("\t") for row in rows if row)
    return {name: head.partition(" ")[0] for head, _, name in heads}


def differing(root: Path, *paths: str, untracked: bool = True) -> Iterator[tuple[str, str]]:
    """Hold the files of a folder against its commit, by content.

    The index of the user is not asked: it may call a file unchanged without looking at it.

    Parameters
    ----------
    root
        A folder of the repository.
    paths
        Which files, in git's own way of naming them.
    untracked
        Whether files count that the commit does not hold, and that git does not ignore.

    Yields
    ------
    tuple of str
        Two letters, as ``git status`` prints them, and the name relative to the folder.
    """
    inside = ask(root, "rev-parse", "--show-prefix").rstrip("\n")
    options = ["--porcelain=v1", "-z", "--no-renames", "--ignore-submodules=none"]
    options.append(f"--untracked-files={'all' if untracked else 'no'}")
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        ask(root, "read-tree", "HEAD", **index)
        told = ask(root, "status", *options, "--", *paths, **index)
    for line in filter(None, told.split("\0")):
        yield line[:2], line[3:].removeprefix(inside)
