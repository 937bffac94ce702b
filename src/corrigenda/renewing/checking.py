"""Checking: whether a file can take the place of the study's export at all."""

from corrigenda.errors import ExportError, Problem, did_you_mean, quoted
from corrigenda.items import SOURCE
from corrigenda.project import Project
from corrigenda.readers.exports import Export, Source
from corrigenda.readers.responses import wanted_columns

NAMES = (
    "Nothing was changed. Export all questions under their earlier names, or name the new column "
    "in codebook.yaml and run this again."
)


def check_format(project: Project, source: Source) -> None:
    """Refuse a file of another product.

    Parameters
    ----------
    project
        The study within its folder.
    source
        The later export.

    Raises
    ------
    ExportError
        When the study reads another format.
    """
    declared = project.study.responses.format
    if source.format != declared:
        message = f"the study reads exports of the format {declared}, this one is {source.format}."
        advice = "Export in the earlier format, or begin a study of its own with corrigenda init."
        raise ExportError(Problem(source.place, message, advice))


def check_columns(project: Project, later: Export, place: str) -> None:
    """Refuse an export that lacks what the study reads, before anything else is said of it.

    Parameters
    ----------
    project
        The study within its folder.
    later
        The later export.
    place
        How messages name it.

    Raises
    ------
    ExportError
        With every column that is gone, and what reads it.
    """
    names = {column.name for column in later.columns}
    read = _read_by(project)
    free = [column.name for column in later.columns if column.name not in read]
    problems = [
        Problem(
            place,
            f"the export lacks the column {quoted(column)}, which {user} reads.",
            f"{did_you_mean(column, free)} {NAMES}".lstrip(),
        )
        for column, user in read.items()
        if column not in names
    ]
    if problems:
        raise ExportError(problems)


def _read_by(project: Project) -> dict[str, str]:
    """Say for each column that the study reads, what reads it."""
    own = dict.fromkeys(wanted_columns(project.study, ()), "study.yaml")
    items = project.codebook.values()
    return own | {c: f"item {i.id}" for i in items for c in i.columns if c != SOURCE}
