"""Writing a new project: all of it, or nothing."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from corrigenda.drafting import Draft
from corrigenda.errors import Problem, WriteError
from corrigenda.files import reason
from corrigenda.forms import Value
from corrigenda.starting.scaffolding import Files, data_files, scaffold
from corrigenda.study import Codings, Responses


def counted(root: Path, study_id: str | None = None) -> Mapping[str, Value]:
    """Compute the statistics of a study from its raw files, as they stand.

    Parameters
    ----------
    root
        The project folder.
    study_id
        Which study; may be left out where there is only one.

    Returns
    -------
    Mapping
        Every statistic under its name.

    Raises
    ------
    UserError
        With everything in the declarations, the ledger and the answers that does not fit.
    """
    from corrigenda.evaluation import evaluate
    from corrigenda.importing import imported
    from corrigenda.project import find_project

    project = find_project(root, study_id)
    return evaluate(project, imported(project), project.ledger).statistics


def start_project(
    folder: Path,
    draft: Draft,
    study_id: str,
    raw: Mapping[str, bytes | Path],
    responses: Responses,
    codings: Codings | None = None,
    on: date | None = None,
) -> tuple[str, ...]:
    """Make a project: declarations first, then a report by what they make of the answers.

    Parameters
    ----------
    folder
        Where; it must not be there yet, or be empty.
    draft, study_id, raw, responses, codings, on
        As for `scaffold`.

    Returns
    -------
    tuple of str
        The paths that were written, within the folder.

    Raises
    ------
    UserError
        When the folder cannot be made, or the answers do not fit the draft; nothing is left behind.
    """
    with _beside(folder) as temporary:
        _lay(data_files(draft, study_id, raw, responses, codings), temporary, folder)
        seen = counted(temporary, study_id)
        files = scaffold(
            draft, study_id, raw, responses, codings, seen=seen, on=on, python=sys.executable
        )
        raw_folder = f"data/{study_id}/raw/"  # lies there already
        _lay({p: c for p, c in files.items() if not p.startswith(raw_folder)}, temporary, folder)
        return tuple(sorted(files))


def write_project(folder: Path, files: Files) -> None:
    """Write the files of a project, all or none.

    Parameters
    ----------
    folder
        Where; it must not be there yet, or be empty.
    files
        What `scaffold` made.

    Raises
    ------
    WriteError
        When the folder holds something, or cannot be written; nothing is left behind.
    """
    with _beside(folder) as temporary:
        _lay(files, temporary, folder)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which takes the place of another one when all went well."""
    check_free(folder)
    parent = folder.absolute().parent
    temporary = _attempt(folder, lambda: tempfile.mkdtemp(dir=parent, prefix=f".{folder.name}."))
    temporary = Path(temporary)
    try:
        yield temporary
        temporary.chmod(0o755)
        if folder.is_dir():
            _attempt(folder, folder.rmdir)
        _attempt(folder, lambda: temporary.rename(folder))
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def check_free(folder: Path) -> None:
    """Say whether a project can be made somewhere.

    Parameters
    ----------
    folder
        Where.

    Raises
    ------
    WriteError
        When something is there already, or the folder above it is not.
    """
    _attempt(folder, lambda: _check_free(folder))


def _check_free(folder: Path) -> None:
    place = folder.as_posix()
    if folder.is_symlink() or folder.is_file():
        raise WriteError(Problem(place, "there is a file of this name.", "Choose another name."))
    if folder.is_dir() and any(folder.iterdir()):
        advice = "Choose another name; an existing project is never written over."
        raise WriteError(Problem(place, "the folder is not empty.", advice))
    if not folder.absolute().parent.is_dir():
        message = f"there is no folder {folder.absolute().parent.name} for it to lie in."
        raise WriteError(Problem(place, message, "Make that folder first."))


def _lay(files: Mapping[str, bytes | Path], root: Path, folder: Path) -> None:
    for name, content in files.items():
        _attempt(folder, lambda path=root / name, content=content: _put(path, content))


def _put(path: Path, content: bytes | Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        path.write_bytes(content)


def _attempt(folder: Path, action: Callable):
    try:
        return action()
    except OSError as error:
        advice = "Mind the permissions of the folder and the space on the disk."
        message = f"the project cannot be written: {reason(error)}."
        raise WriteError(Problem(folder.as_posix(), message, advice)) from None
