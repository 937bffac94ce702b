"""The sources of a project's report, judged against what the data say now."""

from collections.abc import Mapping

from corrigenda.errors import Problem
from corrigenda.excerpts import coded_item, printed
from corrigenda.exhibits import Exhibit
from corrigenda.forms import Value
from corrigenda.project import Project
from corrigenda.provenance import ExhibitRecord
from corrigenda.rendering.flow import Flow
from corrigenda.rendering.inputs import Inputs

SHOWN_ITEMS = 4  # in the source line of an exhibit
WORDINGS = 2  # of a phrase, beside the phrase itself


def sources(
    project: Project,
    statistics: Mapping[str, Value],
    records: Mapping[str, ExhibitRecord] = {},
    provenance: Mapping = {},
    flow: Flow | None = None,
) -> Inputs:
    """Bring together what the report is composed of.

    Parameters
    ----------
    project
        The study within its folder.
    statistics
        Every statistic's exact value.
    records
        The record of each exhibit, which its source line quotes; none before it is built.
    provenance, flow
        What the page tells of it.

    Returns
    -------
    Inputs
        The sources, with what their claims, exhibits and excerpts refer to.
    """
    return Inputs(
        project.report,
        project.figures,
        statistics,
        declared_exhibits(project, records),
        project.place,
        project.study,
        project.lexicon,
        quantifiers=quantifiers(project),
        excerpts=printed(project.excerpts, project.items),
        provenance=provenance,
        flow=flow,
    )


def declared_exhibits(
    project: Project, records: Mapping[str, ExhibitRecord] = {}
) -> dict[str, dict[str, str]]:
    """Gather what the engines are told of each exhibit."""
    return {
        e.id: {"kind": e.kind, "alt": e.alt, "source": _source_note(project, e, records.get(e.id))}
        for e in project.exhibits.values()
    }


def _source_note(project: Project, exhibit: Exhibit, record: ExhibitRecord | None) -> str:
    """Say in one line from which items of which files an exhibit was made, and by which record."""
    coded = any(item in project.coding.items for item in exhibit.items)
    study = project.study
    files = [study.responses.file, *([study.codings.file] if coded else [])]
    names = " and ".join(file.rpartition("/")[2] for file in files)
    shown = ", ".join(f"*{item}*" for item in exhibit.items[:SHOWN_ITEMS])
    more = len(exhibit.items) - SHOWN_ITEMS
    if more > 0:
        shown += f" and {more} more {'item' if more == 1 else 'items'}"
    if record is None:
        return f"Source: {names}; {shown}."
    rows = len(record.lineage.corrections)
    corrected = f", {rows} {'correction' if rows == 1 else 'corrections'}" if rows else ""
    short = record.id.partition("@")[2]
    return f"Source: {names}{corrected}; {shown}. Record\N{NO-BREAK SPACE}{short}."


def quantifiers(project: Project) -> list[dict]:
    """Lay the phrases of the lexicon out for a small table: of many wordings the first."""
    return [
        {"phrase": p.text, "also": list(p.also[:WORDINGS]), "interval": p.interval}
        for p in project.lexicon.phrases
    ]


def quoted_items(project: Project) -> tuple[str, ...]:
    """Name the items that excerpts of respondents are checked against."""
    coded = {coded_item(e.code) for e in project.excerpts if e.respondent}
    return tuple(i for c in sorted(coded) for i in (c, project.items[c].coded_from))


def misquoted(project: Project, slices: Mapping) -> list[Problem]:
    """Compare excerpts with the data.

    Parameters
    ----------
    project
        The study within its folder.
    slices
        The slices at hand; excerpts of other items are left alone.

    Returns
    -------
    list of Problem
        What the data do not bear out.
    """
    if not slices:
        return []
    from corrigenda.quotations import excerpt_problems

    place = project.place(project.report / "excerpts.yaml")
    judged = [e for e in project.excerpts if not e.respondent or coded_item(e.code) in slices]
    return list(excerpt_problems(judged, project.items, slices, place))


def stage_study(project: Project) -> dict[str, str]:
    """Gather what the engines are told of the study."""
    return {key: getattr(project.study, key) for key in ("id", "title", "notice", "notice_short")}
