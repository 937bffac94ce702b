"""Rehearsals: a foreign library opens an untrusted file in a process that may die of it.

Libraries written in other languages end the whole process when a small file makes them ask for more
memory than there is; Python cannot catch that. So a child with limits opens the file first.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Literal

MEMORY = 4 * 1024**3  # bytes of address space, which is more than what is used of it
SECONDS = 300


def rehearsed(what: Literal["workbook", "spss"], path: Path, sheet: str | None = None) -> dict:
    """Let a child process open a file.

    Parameters
    ----------
    what
        Which library opens it.
    path
        The file.
    sheet
        The sheet of a workbook to be read; the first visible one that holds cells by default.

    Returns
    -------
    dict
        What it could say: of a workbook its ``sheets`` (each with name, whether it is visible, and
        whether it holds data), which one is to be ``read`` and its ``size``; of an SPSS file that
        it is ``opened``; or why it ``failed``. What is missing could not be read within the limits.
    """
    # -P keeps the modules beside this one from standing in for the standard library's.
    command = [sys.executable, "-P", __file__, what, str(path)]
    command += [] if sheet is None else [sheet]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {}
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.endswith(b"}")]
    return {key: value for line in lines for key, value in line.items()}


def _limited() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(**what: object) -> None:
    print(json.dumps(what), flush=True)


def _open_spss(path: str) -> None:
    from contextlib import suppress

    import pyreadstat

    with Path(path).open("rb") as file:
        read = pyreadstat.read_sav if file.read(3) == b"$FL" else pyreadstat.read_por
    for how in ({"metadataonly": True}, {"row_limit": 2, "output_format": "dict"}):
        with suppress(Exception):  # what the library refuses itself does no harm
            read(path, **how)
    _say(opened=True)


def _open_workbook(path: str, sheet: str | None = None) -> None:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with Path(path).open("rb") as file:
            workbook = CalamineWorkbook.from_filelike(file)
            sheets = [
                [
                    meta.name,
                    meta.visible == SheetVisibleEnum.Visible,
                    meta.typ == SheetTypeEnum.WorkSheet,
                ]
                for meta in workbook.sheets_metadata
            ]
            _say(sheets=sheets)
            said = False
            for name, visible, data in sheets:
                if data and (visible if sheet is None else name == sheet):
                    last = workbook.get_sheet_by_name(name).end
                    if last or not said:
                        row, column = last or (-1, -1)
                        _say(read=name, size=[row + 1, column + 1])
                    said = True
                    if last:
                        break
    except BaseException as error:  # a panic of the library is no Exception
        _say(failed="password" if _is_locked(path) else type(error).__name__)


def _is_locked(path: str) -> bool:
    """Say whether a workbook wants a password; only by its name does the library tell."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        CalamineWorkbook.from_path(path)
    except PasswordError:
        return True
    except BaseException:
        return False
    return False


if __name__ == "__main__":
    _limited()
    {"workbook": _open_workbook, "spss": _open_spss}[sys.argv[1]](*sys.argv[2:])
