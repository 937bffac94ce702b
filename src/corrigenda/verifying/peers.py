"""Peers: records that tell of the same responses and items, held against each other."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from corrigenda.errors import Problem
from corrigenda.provenance import ExhibitRecord, StatisticsRecord
from corrigenda.verifying import sayings
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.counted import COUNTED
from corrigenda.verifying.recorded import Records
from corrigenda.verifying.survey import Survey


def compare_peers(survey: Survey, chains: Chains, records: Records) -> None:
    """Hold what records tell of the same things against each other: one build wrote them all.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where broken links are noted.
    records
        What was read.
    """
    told: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for job, record in records.by_job().items():
        path = survey.shown(f"{job.of or job.stage}.json")
        for what, said in _told(record):
            told[what].append((path, said))
    for what, saids in told.items():
        _compare(chains, what, saids)


def _told(record: ExhibitRecord | StatisticsRecord) -> Iterator[tuple[str, Any]]:
    responses = record.lineage.responses
    yield "the responses", [getattr(responses, key) for key in COUNTED]
    yield from record.lineage.items.items()


def _compare(chains: Chains, what: str, told: list[tuple[str, Any]]) -> None:
    """Whom most contradict was edited; where none are the most, it may have been any."""
    groups: list[tuple[Any, list[str]]] = []
    for path, said in told:
        paths = next((paths for known, paths in groups if known == said), None)
        if paths is None:
            groups.append((said, [path]))
        else:
            paths.append(path)
    most = max((paths for _, paths in groups), key=len)
    unsure = 2 * len(most) <= len(told)
    for _, paths in groups if len(groups) > 1 else ():
        for path in paths if unsure or paths is not most else ():
            other = next(p for p, _ in told if p not in paths)
            problem = sayings.contradicting(path, other, what) if unsure else _alone(path, what)
            chains.break_at(path, "record", problem)


def _alone(path: str, what: str) -> Problem:
    message = f"the record was edited by hand: of {what} all other records tell something else."
    return Problem(path, message, sayings.REMADE)
