"""Project folders that tests edit and build with real Snakemake."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shared import REPOSITORY, environment

TINY = Path(__file__).parent / "tiny"


@dataclass(frozen=True)
class Run:
    """What a run of Snakemake did."""

    code: int
    output: str

    @property
    def jobs(self) -> list[str]:
        """The jobs that ran, in a fixed order: "clean", "table tbl-court"."""
        pattern = r"^(?:local)?(?:rule|checkpoint) (\w+):\n((?:    .*\n)*)"
        found = re.findall(pattern, self.output, re.MULTILINE)
        names = [
            " ".join([rule, *re.findall(r"wildcards: \w+=(\S+)", block)]) for rule, block in found
        ]
        return sorted(name for name in names if name != "report")


@dataclass(frozen=True)
class Folder:
    """A project folder that a test may edit and build."""

    path: Path

    def run(self, *command: str, engine: str = "embedded") -> subprocess.CompletedProcess:
        """Run a command of the virtual environment in the folder."""
        return subprocess.run(
            command,
            cwd=self.path,
            env=environment(engine),
            text=True,
            capture_output=True,
            check=False,
        )

    def say(self, command: Sequence[str], answer: str = "", **variables: str) -> str:
        """Run a command, answer its question, and return all that it printed."""
        result = subprocess.run(
            command,
            cwd=self.path,
            env=environment("embedded") | variables,
            input=answer,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return result.stdout

    def copied(self, path: Path) -> "Folder":
        """Copy the folder, with all that was built in it."""
        shutil.copytree(self.path, path, symlinks=True)
        return Folder(path)

    def start(self, *command: str) -> subprocess.Popen:
        """Start a command as the head of a process group of its own."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            command,
            cwd=self.path,
            env=environment("embedded"),
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        )

    def snakemake(self, *options: str) -> Run:
        """Build with plain Snakemake."""
        result = self.run("snakemake", "--cores", "2", *options)
        return Run(result.returncode, result.stdout + result.stderr)

    def correct(self, *row: str) -> None:
        """Append a row to the ledger."""
        with (self.path / "data/tiny/corrections.csv").open("a", encoding="utf-8") as ledger:
            ledger.write(",".join(row) + "\n")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text in a file, which must hold it."""
        path = self.path / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def snapshot(self, *folders: str) -> dict[str, bytes]:
        """Return the bytes of every file below some folders, but for receipts."""
        files = (p for f in folders for p in (self.path / f).rglob("*") if p.is_file())
        files = (p for p in files if ".receipts" not in p.parts)
        return {p.relative_to(self.path).as_posix(): p.read_bytes() for p in files}


def fresh(path: Path) -> Folder:
    """Lay a clean copy of the tiny study and of the workflow into a folder."""
    shutil.copytree(TINY, path, dirs_exist_ok=True)
    shutil.copy(REPOSITORY / "Snakefile", path)
    shutil.copytree(REPOSITORY / "profiles", path / "profiles")
    return Folder(path)
