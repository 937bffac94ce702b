"""Raw files: registered by hash, read as text, never changed."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from corrigenda.errors import ExportError, Problem, RawChangedError, UserError, quoted
from corrigenda.files import sha256, visible_files


def verify_raw(folder: Path, place: str) -> dict[str, str]:
    """Compare the raw files with their register, SHA256SUMS.

    Parameters
    ----------
    folder
        The raw folder.
    place
        How messages name it.

    Returns
    -------
    dict
        The hash of each registered file, under its name.

    Raises
    ------
    RawChangedError
        Names every file that changed, is missing, or is not registered.
    """
    register = folder / "SHA256SUMS"
    if not register.exists():
        advice = f"Register the raw files once: cd {place} && sha256sum * > SHA256SUMS"
        raise RawChangedError(Problem(f"{place}/SHA256SUMS", "the register is missing.", advice))
    known = dict(_registered(register, f"{place}/SHA256SUMS"))
    found = {p.relative_to(folder).as_posix() for p in visible_files(folder)}
    problems = []
    for name, expected in known.items():
        if name not in found:
            problems.append(
                Problem(
                    f"{place}/{name}",
                    "the registered raw file is missing.",
                    "Put the original file back.",
                )
            )
        elif sha256(folder / name) != expected:
            problems.append(
                Problem(
                    f"{place}/{name}",
                    "the raw file is not the registered one.",
                    "Raw data are never edited: restore the file and put the "
                    "change into corrections.csv.",
                )
            )
    for name in sorted(found - known.keys() - {"SHA256SUMS"}):
        problems.append(
            Problem(
                f"{place}/{name}",
                "the raw file is not registered.",
                f"Add it: cd {place} && sha256sum {name} >> SHA256SUMS",
            )
        )
    if problems:
        raise RawChangedError(problems)
    return known


def _registered(register: Path, place: str) -> Iterator[tuple[str, str]]:
    try:
        lines = register.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        advice = "Save it as UTF-8, or write it anew with sha256sum."
        raise RawChangedError(Problem(place, "the register is not UTF-8.", advice)) from None
    for line in lines:
        digest, _, name = line.partition(" ")
        if name:
            yield name.lstrip(" *"), digest.lower()  # some tools write capitals


def read_table(path: Path, place: str, error: type[UserError] = ExportError) -> list[list[str]]:
    """Read a delimited file of one export as rows of cells.

    Parameters
    ----------
    path
        The file: UTF-8, with or without BOM.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.

    Returns
    -------
    list of list of str
        All rows, headers among them; the first row of the list is row 1 of the spreadsheet.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise error(
            Problem(place, "the file is missing.", "Mind its name in study.yaml.")
        ) from None
    except UnicodeDecodeError as bad:
        line = data[: bad.start].count(b"\n") + 1
        message = f"the file is not UTF-8 (byte {quoted(hex(data[bad.start]))})."
        raise error(Problem(f"{place}:{line}", message, "Export it again as UTF-8.")) from None
    if not text.strip():
        raise error(Problem(place, "the file is empty.", "Export it again."))
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise error(Problem(f"{place}:{line}", "the file holds NUL bytes.", "Export it again."))
    # Line ends inside answers become LF, so that offsets mean the same wherever a file was saved.
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline=""))
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as bad:
        raise error(
            Problem(
                f"{place}:{len(rows) + 1}",
                f"not a CSV file: {bad}.",
                "The file was cut or edited: export it again.",
            )
        ) from None
    while not rows[-1]:
        rows.pop()
    return rows
