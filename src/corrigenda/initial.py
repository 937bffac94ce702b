"""The beginning of a study: from an export to a project that builds its first report."""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from unicodedata import normalize

from corrigenda.drafting import Draft, Settings, draft
from corrigenda.errors import CodingsError, Problem
from corrigenda.readers import read_coded, read_export
from corrigenda.readers.coded import Coded
from corrigenda.readers.exports import Export, Source
from corrigenda.readers.recognising import codings_format_of, format_of
from corrigenda.starting import check_free, start_project
from corrigenda.study import Codings, Format, Method, Responses
from corrigenda.wording import counted


@dataclass(frozen=True)
class Request:
    """What somebody wants a study to be made from.

    Parameters
    ----------
    folder
        The new project, as typed.
    started
        The folder that typed paths begin at.
    export, codings, survey, dictionary
        Files, as typed.
    format, sheet, respondent, method, title
        What is known of them; the rest is guessed.
    """

    folder: Path
    started: Path
    export: Path
    codings: Path | None = None
    survey: Path | None = None
    dictionary: Path | None = None
    format: Format | None = None
    sheet: str | None = None
    respondent: str | None = None
    method: Method | None = None
    title: str = ""


@dataclass(frozen=True)
class Material:
    """What the files of a request hold, and which of them become raw files.

    Parameters
    ----------
    raw
        The raw files under their names.
    responses, codings
        How study.yaml names the file of the answers, and that of the codings.
    export
        The answers.
    draft
        What was guessed.
    """

    raw: dict[str, Path]
    responses: Responses
    codings: Codings | None
    export: Export
    draft: Draft


def begin(request: Request) -> str:
    """Make a project from an export, with a first report that builds.

    Parameters
    ----------
    request
        What it is made from.

    Returns
    -------
    str
        At most ten lines: what was found, guessed and left open, and what to do next.

    Raises
    ------
    UserError
        When a file cannot be read, or the folder is taken; nothing is written then.
    """
    folder = request.started / request.folder
    check_free(folder)
    study_id = study_id_of(folder.resolve().name)
    material = _material(request)
    start_project(
        folder,
        material.draft,
        study_id,
        material.raw,
        material.responses,
        material.codings,
        on=date.today(),
    )
    return "\n".join(_told(request, study_id, material))


def study_id_of(name: str) -> str:
    """Turn the name of a folder into the id of a study."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if words[:1].isalpha() else f"study-{words}".rstrip("-")


def _material(request: Request) -> Material:
    path, place = request.started / request.export, request.export.as_posix()
    dictionary = request.started / request.dictionary if request.dictionary else None
    format_ = request.format or format_of(path, place, dictionary is not None, request.sheet)
    named = request.dictionary.as_posix() if request.dictionary else ""
    source = Source(path, place, format_, request.sheet, dictionary, named)
    export = read_export(source)
    codings, coded = _codings(request, format_)
    settings = Settings(format_, request.title, request.method, request.respondent)
    drafted = draft(export, _survey(request), _dictionary(source), coded, settings)
    if not drafted.title:
        drafted = replace(drafted, title=_readable(request.folder.name))
    raw = _raw_files(request)
    names = {typed: f"raw/{name}" for name, typed in raw.items()}
    responses = {"file": names[request.export], "format": format_}
    if request.sheet:
        responses["sheet"] = request.sheet
    if request.dictionary:
        responses["dictionary"] = names[request.dictionary]
    if codings:
        typed = request.codings or request.export
        codings = codings.model_copy(update={"file": names[typed]})
    files = {name: request.started / typed for name, typed in raw.items()}
    return Material(files, Responses(**responses), codings, export, drafted)


def _readable(name: str) -> str:
    """Make a title of the name of a folder: ``My study 2``."""
    words = " ".join(re.split(r"[-_.\s]+", name)).strip()
    return words[:1].upper() + words[1:] or "A study"


def _codings(request: Request, format_: Format) -> tuple[Codings | None, Coded | None]:
    typed = request.codings or (request.export if format_ == "refi-qda" else None)
    if typed is None:
        return None, None
    path, place = request.started / typed, typed.as_posix()
    written = codings_format_of(path, place)
    if written == "table":
        message = "the codings are in Corrigenda's own table, which does not say what was coded."
        advice = "Leave out --codings, and declare them as docs/guide/study.md says."
        raise CodingsError(Problem(place, message, advice))
    codings = Codings(file="raw/codings", format=written)
    return codings, read_coded(path, place, codings)


def _survey(request: Request):
    if request.survey is None:
        return None
    from corrigenda.readers.qsf import read_qsf

    return read_qsf(request.started / request.survey, request.survey.as_posix())


def _dictionary(source: Source):
    if source.dictionary is None:
        return None
    from corrigenda.readers.redcap import read_dictionary

    return read_dictionary(source.dictionary, source.dictionary_place)


def _raw_files(request: Request) -> dict[str, Path]:
    """Name the files as raw files: plain names, no two of them alike."""
    named: dict[str, Path] = {}
    for typed in dict.fromkeys(filter(None, (request.export, request.codings, request.dictionary))):
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", typed.name).lstrip(".-") or "export"
        name, n = plain, 2
        while name.casefold() in {other.casefold() for other in (*named, "SHA256SUMS")}:
            name, n = f"{Path(plain).stem}-{n}{Path(plain).suffix}", n + 1
        named[name] = typed
    return named


def _told(request: Request, study_id: str, material: Material) -> Iterator[str]:
    """Say in ten lines what was found and guessed; the README of the project holds all of it."""
    found, folder = material.draft, request.folder.as_posix()
    forgiven = sum(finding.kind == "forgiven" for finding in material.export.findings)
    yield (
        f"{folder}: {counted(len(material.export.cells), 'response')} and "
        f"{counted(len(found.items), 'item')} in {counted(len(found.sections), 'section')}"
        + (f"; {counted(forgiven, 'thing')} forgiven in reading" if forgiven else "")
        + "."
    )
    yield from _some("Guessed", found.guessed, 4)
    yield from _some("Could not tell", found.unknown, 2)
    yield f"Next: cd {shlex.quote(folder)} && make report, then open build/{study_id}/report.html."
    yield f"Then read data/{study_id}/codebook.yaml; README.md lists all that was guessed."


def _some(heading: str, lines: Sequence[str], most: int) -> Iterator[str]:
    """Tell the first lines under a heading, and how many more there are."""
    for line in lines[:most] if len(lines) <= most else lines[: most - 1]:
        yield f"{heading}: {line}"
    if len(lines) > most:
        yield f"{heading}: {len(lines) - most + 1} more, in README.md."
