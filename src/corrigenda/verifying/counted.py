"""Counted: what records tell of imported rows, counted again where they are built."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace

from corrigenda.errors import Problem
from corrigenda.lineage import Origins
from corrigenda.provenance import ExhibitRecord, ItemOrigin, StatisticsRecord
from corrigenda.records import origins
from corrigenda.verifying import sayings
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.survey import Survey

COUNTED = ("exported", "used", "rows", "left_out")  # of responses
CODED = ("rows", "coders")  # of codings


def found(survey: Survey, chains: Chains) -> tuple[Origins, bool]:
    """Gather what the lineage of items is told from.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        In which it is known already what does not hold.

    Returns
    -------
    tuple
        The origins, and whether the imported rows could be counted.
    """
    project = survey.project
    none = Origins(project, (), (), lambda path: survey.now(path) or "")
    files = survey.imported
    if not (survey.built and all(survey.now(p) and chains.holds(p) for p in files)):
        return none, False
    try:
        counted = replace(origins(project), sha256=none.sha256)
    except (ValueError, csv.Error):
        message = "it cannot be read; someone edited it."
        chains.break_at(files[0], "edited", Problem(" or ".join(files), message, sayings.REMADE))
        return none, False
    whole = _read(chains, files[0], lambda: counted.responses)
    whole &= _read(chains, files[-1], lambda: [*map(_coding, counted.codings)])
    return (counted, True) if whole else (none, False)


def _read(chains: Chains, path: str, read: Callable[[], object]) -> bool:
    """Say whether rows can be read, though whoever edited them may have edited their receipt."""
    try:
        read()
    except (LookupError, ValueError, TypeError):
        chains.break_at(path, "edited", sayings.edited(path))
        return False
    return True


def _coding(row: Mapping[str, str]) -> tuple:
    return int(row["row"]), row["respondent"], row["item"], row["coder"]


def as_recorded(
    now: ExhibitRecord | StatisticsRecord, record: ExhibitRecord | StatisticsRecord
) -> ExhibitRecord | StatisticsRecord:
    """Take over from a record what it tells of rows that cannot be counted.

    Parameters
    ----------
    now
        What would be written now.
    record
        What was read.

    Returns
    -------
    ExhibitRecord or StatisticsRecord
        The first, with the rows of the second.
    """
    lineage, then = now.lineage, record.lineage
    told = {key: getattr(then.responses, key) for key in COUNTED}
    responses = lineage.responses.model_copy(update=told)
    items = {i: _coded(origin, then.items.get(i)) for i, origin in lineage.items.items()}
    lineage = lineage.model_copy(update={"responses": responses, "items": items})
    return now.model_copy(update={"lineage": lineage})


def _coded(now: ItemOrigin, then: ItemOrigin | None) -> ItemOrigin:
    if not (now.codings and then and then.codings):
        return now
    told = {key: getattr(then.codings, key) for key in CODED}
    return now.model_copy(update={"codings": now.codings.model_copy(update=told)})
