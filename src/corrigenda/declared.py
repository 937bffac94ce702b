"""Declared: digests of what each stage reads of the declarations, and of nothing else."""

from corrigenda.digests import digest
from corrigenda.project import Project
from corrigenda.sources import declared_exhibits, quantifiers, stage_study


def import_declared(project: Project) -> str:
    """Digest what the import reads of the declarations."""
    study = project.study
    read = [
        study.respondent,
        study.responses,
        study.exclude,
        study.codings,
        sorted({column for item in project.codebook.values() for column in item.columns}),
    ]
    # Codes of another program are looked up in the declared ones.
    foreign = study.codings and study.codings.format != "table"
    return digest([*read, project.coding, project.codebook] if foreign else read)


def clean_declared(project: Project) -> str:
    """Digest what cleaning reads of the declarations."""
    return digest(
        [
            project.study.missing,
            project.study.responses,
            project.study.exclude,
            project.items,
            project.coding.coders,
        ]
    )


def coded_declared(project: Project, item_id: str) -> str:
    """Digest what the aggregation of a coded item reads of the declarations."""
    item = project.items[item_id]
    return digest([item, project.items[item.coded_from]])


def exhibit_declared(project: Project, exhibit_id: str) -> str:
    """Digest what an exhibit reads of the declarations: its own part, its items, its study."""
    exhibit = project.exhibits[exhibit_id]
    study = project.study
    return digest(
        [
            exhibit,
            [project.items[i] for i in exhibit.items],
            study.rounding,
            study.base,
            study.notice_short,
        ]
    )


def statistics_declared(project: Project) -> str:
    """Digest what the statistics read of the declarations."""
    study = project.study
    return digest([project.derived, project.items, study.rounding, study.base])


def history_declared(project: Project) -> str:
    """Digest what moves are computed from: all that exhibits and statistics read."""
    return digest(
        [
            clean_declared(project),
            statistics_declared(project),
            [exhibit_declared(project, name) for name in project.exhibits],
        ]
    )


def compose_declared(project: Project) -> str:
    """Digest what composing reads of the declarations: notices, alternative texts, sources."""
    lexicon = project.lexicon
    return digest(
        [
            project.study.model_dump(mode="json", exclude={"missing", "publication"}),
            project.items,
            project.derived,
            declared_exhibits(project),
            stage_study(project),
            quantifiers(project),
            {name: pattern.pattern for name, pattern in lexicon.exempt.items()},
        ]
    )
