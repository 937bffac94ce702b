"""Asking git for what a branch holds, and saying what it refuses."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corrigenda.errors import Problem, ReleaseError
from corrigenda.releases.git import environment

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

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess:
        """Run git, whatever comes of it."""
        return subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            env=environment(**more),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )

    def ask(self, *arguments: str, **more: str) -> str:
        """Run git and return what it says, without the last line end.

        Raises
        ------
        ReleaseError
            When git refuses.
        """
        done = self.run(*arguments, **more)
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
        with subprocess.Popen(command, env=environment(), stdin=pipe, stdout=pipe) as process:
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


def refusal(said: str) -> ReleaseError:
    """Say what git refused, without names and passwords in addresses."""
    lines = [line for line in _CREDENTIALS.sub("", said).splitlines() if line.strip()]
    told = [found[1] for line in lines if (found := _REFUSED.match(line))]
    message = (told or lines or ["it gives no reason."])[0].strip()
    return ReleaseError(Problem("git", message, "Nothing was published."))
