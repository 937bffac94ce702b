"""REFI-QDA projects (.qdpx) and codebooks (.qdc), as the programs really write them."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from corrigenda.errors import CodingsError, Problem, UserError, quoted
from corrigenda.readers.archives import MEBIBYTE, PROJECT, checked_archive, open_member
from corrigenda.readers.coded import Coded
from corrigenda.readers.findings import Finding
from corrigenda.readers.qda.assembling import assembled
from corrigenda.readers.qda.markup import parse
from corrigenda.readers.qda.project import Project
from corrigenda.readers.qda.sources import Folder

PROJECT_FILE = "project.qde"
LARGEST = 512 * MEBIBYTE  # bytes of the XML; media and texts stand beside it
PROJECT_SPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_SPACES = ("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0")
EXPORT = "Export the project as REFI-QDA (.qdpx)."


def read_qdpx(path: Path, place: str, error: type[UserError] = CodingsError) -> Coded:
    """Read a project: its coders, codes, texts, cases and coded passages; never its media.

    Parameters
    ----------
    path
        A .qdpx, or the .qde out of one.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.

    Returns
    -------
    Coded
        What it holds, with a finding for each deviation that was forgiven.

    Raises
    ------
    UserError
        Of that kind, when it is cut, no such project, or not to be trusted.
    """
    return read_with_kinds(path, place, error)[0]


def read_with_kinds(
    path: Path, place: str, error: type[UserError] = CodingsError
) -> tuple[Coded, dict[str, str]]:
    """Read a project, and of which type its variables are.

    Parameters
    ----------
    path
        A .qdpx, or the .qde out of one.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.

    Returns
    -------
    tuple
        What it holds, and the declared type of each variable under its name.

    Raises
    ------
    UserError
        As `read_qdpx`.
    """
    with _opened(path, place, error) as (archive, name, findings, stream):
        project = Project()
        space = parse(stream, project, f"{place}, {name}" if archive else place, error)
        _check_root(project, ("Project",), place, error)
        if space != PROJECT_SPACE:
            findings = [*findings, _other_space(space, PROJECT_SPACE)]
        coded = assembled(project, Folder(archive), tuple(findings))
        return _placed(coded, place), dict(project.variables.values())


def read_qdc(path: Path, place: str, error: type[UserError] = CodingsError) -> Coded:
    """Read a codebook: codes alone.

    Parameters
    ----------
    path
        A .qdc; a project serves as well.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.

    Returns
    -------
    Coded
        Its codes.

    Raises
    ------
    UserError
        Of that kind, when it is cut, no such codebook, or not to be trusted.
    """
    with _opened(path, place, error) as (_, _, findings, stream):
        project = Project()
        space = parse(stream, project, place, error)
        _check_root(project, ("CodeBook", "Codebook", "Project"), place, error)
        if space not in (*CODEBOOK_SPACES, PROJECT_SPACE):
            findings = [*findings, _other_space(space, CODEBOOK_SPACES[0])]
        project.sources, project.cases, project.users = [], [], {}
        return _placed(assembled(project, Folder(None), tuple(findings)), place)


@contextmanager
def _opened(
    path: Path, place: str, error: type[UserError]
) -> Iterator[tuple[zipfile.ZipFile | None, str, list[Finding], BinaryIO]]:
    """Open the XML of a project, whether it stands in its archive or alone."""
    if _is_markup(path):
        if path.stat().st_size > LARGEST:
            raise error(Problem(place, "the file is larger than can be read.", EXPORT))
        with path.open("rb") as stream:
            yield None, path.name, [], stream
        return
    with checked_archive(path, place, error, PROJECT) as archive:
        name, findings = _project_file(archive, place, error)
        with open_member(archive, name, LARGEST) as stream:
            yield archive, name, findings, stream


def _placed(coded: Coded, place: str) -> Coded:
    return replace(coded, findings=tuple(replace(f, place=place) for f in coded.findings))


def _is_markup(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(64)
    except OSError:
        return False  # the archive's check says why
    return start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _project_file(
    archive: zipfile.ZipFile, place: str, error: type[UserError]
) -> tuple[str, list[Finding]]:
    found = [
        name
        for name in archive.namelist()
        if name.casefold().endswith(".qde") and not name.startswith("__MACOSX/")
    ]
    if not found:
        raise error(Problem(place, f"the archive holds no {PROJECT_FILE}.", EXPORT))
    found.sort(key=lambda name: (name != PROJECT_FILE, name.count("/"), name))
    if found[0] == PROJECT_FILE:
        return PROJECT_FILE, []
    more = f"; it holds {len(found)} such files: read the first" if len(found) > 1 else ""
    told = f"The project's file is not called {PROJECT_FILE}, as the standard has it{more}."
    return found[0], [Finding(told, "forgiven")]


def _check_root(
    project: Project, expected: tuple[str, ...], place: str, error: type[UserError]
) -> None:
    if project.root not in expected:
        message = f"the XML is {quoted(project.root)}, expected {quoted(expected[0])}."
        raise error(Problem(place, message, EXPORT))


def _other_space(space: str, expected: str) -> Finding:
    named = f"the namespace {quoted(space)}" if space else "no namespace"
    return Finding(f"The XML declares {named}; the standard's is {expected}.", "forgiven")
