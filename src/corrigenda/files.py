"""Files: atomic writes, hashes, canonical text."""

import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corrigenda.errors import Problem, WriteError

LEFT_BEHIND = ("Thumbs.db", "desktop.ini")
_NUMBERED = re.compile(r"\[\w+ -?\d+\] (?P<why>[^:]+)")  # [Errno 28] No space left on device: …


def write_atomic(path: Path, content: bytes | str | Iterable[bytes]) -> None:
    """Write a file so that a reader sees the old or the new content, never a part.

    A file that is there keeps its permissions.

    Parameters
    ----------
    path
        Where; missing folders are made.
    content
        What; text is written as UTF-8 with LF line ends. Large contents may come in pieces.

    Raises
    ------
    WriteError
        When the folder cannot be written, or the disk is full; the old content stays.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, (data,) if isinstance(data, bytes) else data)
    except OSError as error:
        advice = "Mind the permissions of the folder and the space on the disk."
        raise WriteError(
            Problem(path.as_posix(), f"it cannot be written: {reason(error)}.", advice)
        ) from None


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def reason(error: OSError) -> str:
    """Say in a few words why the system refused, without the paths.

    Parameters
    ----------
    error
        What was raised; one of ``shutil`` may hold a list of many, of which the first counts.

    Returns
    -------
    str
        Such as ``No space left on device``.
    """
    if error.strerror:
        return error.strerror
    said = error.args[0] if error.args else ""
    if isinstance(error, shutil.Error) and isinstance(said, list):
        said = said[0][-1] if said else ""
    found = _NUMBERED.match(str(said))
    return (found["why"] if found else str(said) or "the system gives no reason").rstrip(".")


def visible_files(folder: Path) -> list[Path]:
    """List the files below a folder in a fixed order, without what desktops leave behind.

    Parameters
    ----------
    folder
        Where to look.

    Returns
    -------
    list of Path
        Files whose own name and folders do not begin with a dot.
    """
    found = (p for p in folder.rglob("*") if p.is_file() and p.name not in LEFT_BEHIND)
    return sorted(p for p in found if not any(x[0] == "." for x in p.relative_to(folder).parts))


def sha256(path: Path) -> str:
    """Hash a file's bytes (hexadecimal SHA-256)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_of(content: bytes) -> str:
    """Hash bytes (hexadecimal SHA-256)."""
    return hashlib.sha256(content).hexdigest()


def canonical_json(value: Any) -> str:
    """Write JSON in the one form that equal values share: sorted keys, two blanks, a last LF."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def canonical_csv(frame) -> str:
    """Write a frame of strings as CSV in the one form that equal frames share.

    Parameters
    ----------
    frame
        A pandas frame; its index is left out.

    Returns
    -------
    str
        RFC 4180 with LF line ends.
    """
    return frame.to_csv(index=False, lineterminator="\n")
