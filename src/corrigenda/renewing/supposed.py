"""Supposed: a study whose declarations are taken to be other than its files say."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corrigenda.items import Item
from corrigenda.project import Project
from corrigenda.readers.exports import Source
from corrigenda.study import Study


@dataclass(frozen=True, eq=False)
class Supposed(Project):
    """A study within its folder, with a codebook and an export that are not there yet.

    Parameters
    ----------
    declared
        What study.yaml is supposed to say.
    items_declared
        What codebook.yaml is supposed to say.
    outside
        How messages name files that lie outside the project.
    """

    declared: Study
    items_declared: Mapping[str, Item]
    outside: Mapping[Path, str]

    @property
    def study(self) -> Study:
        """The supposed study."""
        return self.declared

    @property
    def codebook(self) -> dict[str, Item]:
        """The supposed items of the codebook."""
        return dict(self.items_declared)

    def place(self, path: Path) -> str:
        """Name a file as messages do."""
        return self.outside[path] if path in self.outside else super().place(path)


def with_items(project: Project, items: Mapping[str, Item]) -> Supposed:
    """Suppose other items.

    Parameters
    ----------
    project
        The study within its folder.
    items
        Those of its codebook.

    Returns
    -------
    Supposed
        The same study with these items.
    """
    return Supposed(project.root, project.study_id, project.study, items, {})


def with_export(project: Project, source: Source, items: Mapping[str, Item]) -> Supposed:
    """Suppose that a study reads a file outside its folder.

    Parameters
    ----------
    project
        The study within its folder.
    source
        The file.
    items
        Those of its codebook.

    Returns
    -------
    Supposed
        The same study with this export, and with these items.
    """
    path = source.path.absolute()
    study = reading_from(project.study, path.as_posix())
    return Supposed(project.root, project.study_id, study, items, {path: source.place})


def reading_from(study: Study, file: str) -> Study:
    """Name another export in a study; codings that lie in the same file go with it."""
    changed = {"responses": study.responses.model_copy(update={"file": file})}
    if study.codings and study.codings.file == study.responses.file:
        changed["codings"] = study.codings.model_copy(update={"file": file})
    return study.model_copy(update=changed)
