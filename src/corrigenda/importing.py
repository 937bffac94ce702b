"""Importing: the registered raw files of a study as responses and codings, with the notes."""

import pandas as pd

from corrigenda.evaluation import Evidence
from corrigenda.items import SOURCE
from corrigenda.project import Project
from corrigenda.readers import read_coded, read_export
from corrigenda.readers.exports import Export, Source
from corrigenda.readers.raw import verify_raw
from corrigenda.readers.responses import responses_of, wanted_columns


def imported(project: Project) -> Evidence:
    """Read the registered raw files.

    Parameters
    ----------
    project
        The study within its folder.

    Returns
    -------
    Evidence
        Responses, codings, and what reading them found and forgave.

    Raises
    ------
    UserError
        When a raw file is not the registered one, or cannot be read.
    """
    verify_raw(project.raw, project.place(project.raw))
    source = source_of(project)
    wanted = wanted_columns(project.study, project.codebook.values())
    return evidence_of(project, read_export(source, wanted), source.place)


def evidence_of(project: Project, export: Export, place: str) -> Evidence:
    """Make evidence of an export that was read, together with the study's codings.

    Parameters
    ----------
    project
        The study within its folder.
    export
        With the cells that the study reads.
    place
        How messages name it.

    Returns
    -------
    Evidence
        Responses, codings, and what reading them found and forgave.

    Raises
    ------
    UserError
        When the export lacks a column, or the codings cannot be read.
    """
    responses = responses_of(export, place, project.study, project.codebook.values())
    evidence = Evidence(responses, None, export.findings)
    return _with_codings(project, evidence) if project.study.codings else evidence


def source_of(project: Project) -> Source:
    """Say which file holds the answers, and how it is read."""
    declared = project.study.responses
    path = project.data / declared.file
    dictionary = project.data / declared.dictionary if declared.dictionary else None
    return Source(
        path,
        project.place(path),
        declared.format,
        declared.sheet,
        dictionary,
        project.place(dictionary) if dictionary else "",
    )


def _with_codings(project: Project, evidence: Evidence) -> Evidence:
    codings = project.study.codings
    path = project.data / codings.file
    if codings.format == "table":
        from corrigenda.readers.tabular import read_codings

        read = read_codings(path, project.place(path))
        return Evidence(_with_texts(project, evidence.responses, {}), read, evidence.findings)
    from corrigenda.readers.qda.locating import located

    coded = read_coded(path, project.place(path), codings)
    found = located(coded, codings, project.coding, project.codebook, evidence.responses)
    responses = _with_texts(project, evidence.responses, found.texts)
    findings = (*evidence.findings, *coded.findings, *found.findings)
    return Evidence(responses, found.codings, findings)


def _with_texts(project: Project, responses: pd.DataFrame, texts: dict[str, str]) -> pd.DataFrame:
    """Add the coded texts as a column, where an item reads them."""
    if all(item.column != SOURCE for item in project.codebook.values()):
        return responses
    held = [texts.get(respondent, "") for respondent in responses["respondent"]]
    return responses.assign(**{SOURCE: pd.Series(held, index=responses.index, dtype="str")})
