"""Gathering: everything that a later export changes, from the two exports and the declarations."""

from dataclasses import replace

import pandas as pd

from corrigenda.drafting.flow import fieldwork
from corrigenda.evaluation import Evidence
from corrigenda.importing import evidence_of, source_of
from corrigenda.items import SOURCE, Item
from corrigenda.project import Project
from corrigenda.readers import read_export
from corrigenda.readers.exports import Column, Export, Source
from corrigenda.readers.responses import USED, wanted_columns
from corrigenda.renewing.additions import additions
from corrigenda.renewing.comparing import Difference, compared, relabelled
from corrigenda.renewing.declaring import renewed_items
from corrigenda.renewing.fitting import misfits
from corrigenda.renewing.supposed import with_export, with_items
from corrigenda.renewing.telling import Found
from corrigenda.renewing.unknown import Added, holding, unknown_options
from corrigenda.study import Fieldwork


def gathered(project: Project, source: Source, later: Export) -> tuple[Found, dict[str, Item]]:
    """Compare a later export with the one that the study reads.

    Parameters
    ----------
    project
        The study within its folder.
    source
        The later export.
    later
        What it holds, with all its cells.

    Returns
    -------
    tuple
        What is to be told, and the items of the codebook as they will be.

    Raises
    ------
    UserError
        When either export cannot be read by the study's declarations.
    """
    earlier, comparable, columns = _earlier(project)
    evidence = evidence_of(with_export(project, source, project.codebook), later, source.place)
    difference = compared(earlier.responses, evidence.responses, comparable.values(), project.study)
    held = holding(earlier.responses, comparable.values(), project.study)
    earlier = replace(earlier, responses=earlier.responses[:0])  # it may be large
    added = additions(project, source, later, [column.name for column in columns])
    options = _options(project, source, later, evidence, held) | dict(added.options)
    items = renewed_items(project.codebook, options, added.items)
    then = with_export(project, source, items)
    if added.items or added.options:  # columns that were not read yet
        evidence = evidence_of(then, later, source.place)
    found = Found(
        earlier=source_of(project).place,
        later=source.place,
        difference=difference,
        options=options,
        added=added,
        awaited=[name for name in project.codebook if name not in comparable],
        misfits=misfits(then, evidence),
        relabelled=relabelled(columns, later.columns, project.codebook.values()),
        recoded=_recoded(earlier.codings, evidence.codings),
        shifted=_shifted(project, evidence, difference),
        numbered=project.study.respondent is None,
        given=_given(project, later, evidence),
    )
    return found, items


def _earlier(project: Project) -> tuple[Evidence, dict[str, Item], tuple[Column, ...]]:
    """Read the present export, by the items that it can fill: others may await the later one."""
    source = source_of(project)
    export = read_export(source, wanted_columns(project.study, project.codebook.values()))
    known = {*(column.name for column in export.columns), SOURCE}
    items = {i: item for i, item in project.codebook.items() if known.issuperset(item.columns)}
    supposed = project if len(items) == len(project.codebook) else with_items(project, items)
    return evidence_of(supposed, export, source.place), items, export.columns


def _options(
    project: Project, source: Source, later: Export, evidence: Evidence, held: set[str]
) -> dict[str, tuple[Added, ...]]:
    items, ledger, study = project.codebook.values(), project.ledger, project.study
    return unknown_options(
        evidence.responses, items, ledger, study, later.columns, source.place, held
    )


def _given(project: Project, later: Export, evidence: Evidence) -> Fieldwork | None:
    """Say when the responses were given, where the declared fieldwork does not hold all of them."""
    declared = project.study.responses.fieldwork
    found = fieldwork(later, evidence.responses["disposition"] == USED) if declared else None
    inside = not found or (declared.first <= found.first and found.last <= declared.last)
    return None if inside else found


def _recoded(earlier: pd.DataFrame | None, later: pd.DataFrame | None) -> tuple[int, int] | None:
    """Count the codings of both, where they lie in the exports themselves and differ."""
    if earlier is None or later is None:
        return None
    columns = [name for name in earlier.columns if name != "row"]
    old, new = ([*map(tuple, frame[columns].to_numpy())] for frame in (earlier, later))
    return (len(old), len(new)) if sorted(old) != sorted(new) else None


def _shifted(project: Project, evidence: Evidence, difference: Difference) -> tuple[str, ...]:
    """Name whose coded answers changed, where the codings count the characters of an answer."""
    if evidence.codings is None or project.study.codings.format != "table":
        return ()
    changed = {
        (respondent, name)
        for name, item in project.coding.items.items()
        for respondent in difference.changed.get(item.of, ())
    }
    pairs = zip(evidence.codings["respondent"], evidence.codings["item"], strict=True)
    return tuple(dict.fromkeys(pair[0] for pair in pairs if pair in changed))
