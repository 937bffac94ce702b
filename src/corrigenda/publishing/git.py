"""Asking git, and writing a branch without touching what its user has checked out."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corrigenda.errors import Problem, ReleaseError

_REFUSED = re.compile(r"(?:fatal|error|remote): (.+)")
_CREDENTIALS = re.compile(r"(?<=//)[^/@\s]+@")


@dataclass(frozen=True)
class File:
    """A file of a commit: its mode, the name of its content, and its path."""

    mode: str
    blob: str
    path: str


@dataclass(frozen=True)
class Git:
    """A repository.

    Parameters
    ----------
    folder
        A folder within it.
    """

    folder: Path

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """Run git, whatever comes of it."""
        return subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            env=os.environ | {"LC_ALL": "C"} | environment,
            capture_output=True,
            text=True,
            errors="surrogateescape",
            check=False,
        )

    def ask(self, *arguments: str, **environment: str) -> str:
        """Run git and return what it says, without the last line end.

        Raises
        ------
        ReleaseError
            When git refuses.
        """
        done = self.run(*arguments, **environment)
        if done.returncode:
            raise refusal(done.stderr)
        return done.stdout.rstrip("\n")

    def commit(self, name: str) -> str:
        """Find the commit that a name stands for; empty where there is none."""
        found = self.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return found.stdout.strip()

    def leads_to(self, earlier: str, later: str) -> bool:
        """Say whether one commit is another, or one before it."""
        return not self.run("merge-base", "--is-ancestor", earlier, later).returncode

    def files(self, commit: str) -> list[File]:
        """List the files of a commit."""
        listed = self.ask("ls-tree", "-r", "-z", "--full-tree", commit)
        rows = (line.partition("\t") for line in listed.split("\0") if line)
        heads = ((head.split(), path) for head, _, path in rows)
        return [File(mode, blob, path) for (mode, _, blob), path in heads]

    def lay_out(self, files: list[File], folder: Path) -> None:
        """Write the files of a commit into a folder, byte for byte."""
        for file, content in zip(files, self._contents(files), strict=True):
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o755 if file.mode == "100755" else 0o644)

    def _contents(self, files: list[File]) -> Iterator[bytes]:
        command = ["git", "-C", str(self.folder), "cat-file", "--batch"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
            for file in files:
                process.stdin.write(f"{file.blob}\n".encode())
                process.stdin.flush()
                size = int(process.stdout.readline().split()[2])
                yield process.stdout.read(size + 1)[:-1]
            process.stdin.close()


def repository(folder: Path) -> Git:
    """Find the repository that a project is in.

    Raises
    ------
    ReleaseError
        When there is none, or git is not installed.
    """
    advice = "Put the project under git, or publish into a folder with --to."
    git = Git(folder)
    try:
        found = git.run("rev-parse", "--git-dir")
    except FileNotFoundError:
        raise ReleaseError(Problem("git", "it is not installed.", advice)) from None
    if found.returncode:
        raise ReleaseError(Problem("git", "the project is not under git.", advice))
    return git


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
    store = git.ask("rev-parse", "--path-format=absolute", "--git-path", "objects")
    kind = git.ask("rev-parse", "--show-object-format")
    scratch.mkdir()
    bare, borrowed = Git(scratch), {"GIT_OBJECT_DIRECTORY": store}
    bare.ask("init", "--quiet", "--bare", f"--object-format={kind}")
    if parent:
        bare.ask("update-ref", "refs/heads/site", parent, **borrowed)
    _import(site, message, scratch, borrowed | _committer(git))
    made = bare.ask("rev-parse", "refs/heads/site", **borrowed)
    _demand_all(git.files(made), site)
    same = parent and git.ask("rev-parse", f"{made}^{{tree}}", f"{parent}^{{tree}}").split()
    return parent if same and same[0] == same[1] else made


def _import(site: Path, message: str, folder: Path, environment: Mapping[str, str]) -> None:
    # It works in the folder that it is started in, so it gets a process of its own.
    command = [sys.executable, "-m", "ghp_import", "--branch=site", f"--message={message}"]
    done = subprocess.run(
        [*command, "--remote=none", str(site)],
        cwd=folder,
        env=os.environ | {"LC_ALL": "C.UTF-8"} | environment,
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


def refusal(said: str) -> ReleaseError:
    """Say what git refused, without names and passwords in addresses."""
    lines = [line for line in _CREDENTIALS.sub("", said).splitlines() if line.strip()]
    told = [found[1] for line in lines if (found := _REFUSED.match(line))]
    message = (told or lines or ["it gives no reason."])[0].strip()
    return ReleaseError(Problem("git", message, "Nothing was published."))
