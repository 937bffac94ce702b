"""Writing a folder as a commit, without touching what its user has checked out."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from corrigenda.errors import Problem, ReleaseError
from corrigenda.publishing.git import File, Git, refusal
from corrigenda.releases.git import environment


def committed(git: Git, site: Path, parent: str, message: str, scratch: Path) -> str:
    """Write a folder as a commit into a repository; no branch of it moves.

    A bare repository of its own borrows the store of objects, and has the only branch that
    changes.

    Parameters
    ----------
    git
        The repository.
    site
        The folder.
    parent
        The commit before; empty where there is none.
    message
        What the commit says.
    scratch
        A folder for the bare repository.

    Returns
    -------
    str
        The commit; the one before where it holds the same files.

    Raises
    ------
    ReleaseError
        When git refuses.
    """
    store, shallow = (_path(git, name) for name in ("objects", "shallow"))
    kind = git.ask("rev-parse", "--show-object-format")
    scratch.mkdir()
    bare, borrowed = Git(scratch), {"GIT_OBJECT_DIRECTORY": store}
    bare.ask("init", "--quiet", "--bare", f"--object-format={kind}")
    if Path(shallow).exists():  # where the history that was fetched ends
        shutil.copyfile(shallow, scratch / "shallow")
    if parent:
        bare.ask("update-ref", "refs/heads/site", parent, **borrowed)
    _import(site, message, scratch, borrowed | _committer(git))
    made = bare.ask("rev-parse", "refs/heads/site", **borrowed)
    _demand_all(git.files(made), site)
    same = parent and git.ask("rev-parse", f"{made}^{{tree}}", f"{parent}^{{tree}}").split()
    return parent if same and same[0] == same[1] else made


def _path(git: Git, name: str) -> str:
    return git.ask("rev-parse", "--path-format=absolute", "--git-path", name)


def _import(site: Path, message: str, folder: Path, more: Mapping[str, str]) -> None:
    # It works in the folder that it is started in, so it gets a process of its own.
    command = [sys.executable, "-m", "ghp_import", "--branch=site", f"--message={message}"]
    done = subprocess.run(
        [*command, "--remote=none", str(site)],
        cwd=folder,
        env=environment(**{"LC_ALL": "C.UTF-8"} | more),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise refusal(done.stderr)


def _committer(git: Git) -> dict[str, str]:
    """Ask under whose name to commit, as the repository of the project has it."""
    name, _, rest = git.ask("var", "GIT_COMMITTER_IDENT").partition(" <")
    return {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": rest.partition(">")[0]}


def _demand_all(files: list[File], site: Path) -> None:
    written = {file.path for file in files}
    meant = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    if written != meant:
        name = min(written ^ meant)
        raise ReleaseError(Problem("git", f"the commit is not the site: {name!a} differs."))
