"""The ledger of a project: read, and added to by one process at a time."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corrigenda.codebook import Item
from corrigenda.corrections import Correction, appended, ledger_bytes, next_id, parse_ledger
from corrigenda.errors import LedgerError, Problem, WriteError
from corrigenda.files import write_atomic
from corrigenda.project import Project
from corrigenda.sheets import plain

PATIENCE = 20  # seconds; whoever holds the lock reads and writes one small file


@dataclass(frozen=True)
class Ledger:
    """A ledger as it was read.

    Parameters
    ----------
    content
        The bytes of its file.
    rows
        All its rows, withdrawn ones among them.
    place
        How messages name the file.
    items
        The study's items.
    """

    content: bytes
    rows: tuple[Correction, ...]
    place: str
    items: dict[str, Item]

    def with_row(self, row: Correction) -> "Ledger":
        """Add a row at the end, in memory.

        Parameters
        ----------
        row
            What is added; its id and place follow from the ledger.

        Returns
        -------
        Ledger
            The ledger with one row more, which has the next id and its place in the file.

        Raises
        ------
        LedgerError
            When the row is wrong as far as that can be seen without the data.
        """
        texts = ("respondent", "item", "old", "new", "reason", "author", "withdraws")
        cells = {column: plain(getattr(row, column)) for column in texts}
        row = replace(row, id=next_id(self.rows), **cells)
        try:
            if "\0" in "".join(row.cells):
                raise ValueError
            content = appended(self.content, row)
        except ValueError:  # half a character, as a terminal with another encoding hands over
            advice = "Mind characters that the terminal could not read."
            problem = Problem(self.place, "the row holds what is no text.", advice)
            raise LedgerError(problem) from None
        rows = parse_ledger(content, self.place, self.items)
        if rows != (*self.rows, replace(row, place=rows[-1].place)):
            message = "the row cannot be written so that it reads back as it is."
            raise LedgerError(Problem(self.place, message, "Add it with an editor."))
        return replace(self, content=content, rows=rows)


def read_ledger(project: Project) -> Ledger:
    """Read the ledger of a project.

    Parameters
    ----------
    project
        The study within its folder.

    Returns
    -------
    Ledger
        Its rows, and the bytes that they were read from.

    Raises
    ------
    LedgerError
        With every row that can be seen to be wrong without the data.
    """
    path = _path(project)
    place, items = project.place(path), project.items
    content = ledger_bytes(path, place)
    return Ledger(content, parse_ledger(content, place, items), place, items)


def enter(
    project: Project,
    row: Correction,
    seen: Ledger,
    validate: Callable[[tuple[Correction, ...]], object],
) -> Correction:
    """Add a row to the ledger's file.

    Whoever calls this has validated the row against ``seen``, shown what it does, and asked.
    Only then the file is locked, and read again.

    Parameters
    ----------
    project
        The study within its folder.
    row
        What is added; its id and place follow from the file.
    seen
        The ledger that the row was validated against.
    validate
        Called with all rows, the new one last, when the file is no longer as it was seen; it
        raises when the row does not fit any more.

    Returns
    -------
    Correction
        The row as it stands in the file.

    Raises
    ------
    LedgerError
        When the row does not fit, as far as that can be seen without the data.
    WriteError
        When another process holds the lock for long, or the ledger is open in LibreOffice.
    """
    path = _path(project)
    with _locked(project):
        now = read_ledger(project)
        while now.content != seen.content:
            validate(now.with_row(row).rows)
            seen, now = now, read_ledger(project)  # editors know nothing of the lock
        after = now.with_row(row)
        _refuse_opened(path, now.place)
        write_atomic(path.resolve(), after.content)  # a link stays a link
    return after.rows[-1]


def git_author(root: Path) -> str | None:
    """Name who works here, as git knows them.

    Parameters
    ----------
    root
        The project folder.

    Returns
    -------
    str or None
        ``user.name``; None without git, or where it is not set.
    """
    command = ["git", "config", "user.name"]
    try:
        found = subprocess.run(command, cwd=root, capture_output=True, check=False)
    except OSError:
        return None
    return plain(found.stdout.decode("utf-8", errors="replace")) or None


def _path(project: Project) -> Path:
    return project.data / "corrections.csv"


@contextmanager
def _locked(project: Project) -> Iterator[None]:
    from filelock import FileLock, Timeout

    path = project.build / "corrections.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path).acquire(timeout=PATIENCE)
    except Timeout:
        message = f"another process has been writing to the ledger for {PATIENCE} seconds."
        raise WriteError(Problem(project.place(_path(project)), message, "Try again.")) from None
    except OSError as error:
        message = f"it cannot be locked: {error.strerror}."
        advice = "Mind the permissions of the folder and the space on the disk."
        raise WriteError(Problem(project.place(path), message, advice)) from None
    with lock:
        yield


def _refuse_opened(path: Path, place: str) -> None:
    lock = path.with_name(f".~lock.{path.name}#")
    if lock.exists():
        message = "it is open in LibreOffice, which would write over the new row."
        advice = f"Close it there. If it is not open anywhere, remove {lock.name}."
        raise WriteError(Problem(place, message, advice))
