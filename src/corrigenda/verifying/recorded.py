"""Recorded: the records of exhibits and statistics, and what each would say now."""

from collections.abc import Iterator
from dataclasses import dataclass

from corrigenda.digests import digest
from corrigenda.errors import RecordError
from corrigenda.lineage import Origins
from corrigenda.provenance import (
    STATISTICS,
    ExhibitRecord,
    Kind,
    StatisticsRecord,
    load_record,
)
from corrigenda.records import exhibit_records, statistics_record
from corrigenda.verifying import sayings
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import Job

Told = ExhibitRecord | StatisticsRecord


@dataclass(frozen=True)
class Records:
    """The records of a study's exhibits and statistics, as far as they can be read."""

    exhibits: dict[str, ExhibitRecord]
    statistics: StatisticsRecord | None

    def raw(self) -> dict[str, str]:
        """Return the hashes of the raw files as the records have them."""
        found: dict[str, str] = {}
        for record in self.by_job().values():
            found = raw_files(record) | found
        return found

    def by_job(self) -> dict[Job, Told]:
        """Return every record under the job that made what it tells of."""
        found = {Job(r.kind, name): r for name, r in self.exhibits.items()}
        return found | ({Job("statistics"): self.statistics} if self.statistics else {})


def raw_files(record: Told) -> dict[str, str]:
    """Return the hashes of the raw files that a record tells of."""
    files = filter(None, (record.lineage.responses, record.lineage.codings))
    return {file.file: file.sha256 for file in files}


def load_records(survey: Survey, chains: Chains) -> Records:
    """Read the records of a study.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        Where those that cannot be read are noted.

    Returns
    -------
    Records
        Those that can.
    """
    names = survey.project.exhibits
    exhibits = {n: load_one(survey, chains, f"{n}.json", ExhibitRecord) for n in names}
    statistics = load_one(survey, chains, STATISTICS, StatisticsRecord)
    return Records({n: record for n, record in exhibits.items() if record}, statistics)


def load_one(survey: Survey, chains: Chains, name: str, kind: type[Kind]) -> Kind | None:
    """Read one record; that there is none is noted, if it was written."""
    path = survey.shown(name)
    try:
        return load_record(survey.project.figures / name, path, kind)
    except RecordError as error:
        missing = survey.now(path) is None
        problem = sayings.missing(path, "the record") if missing else error.problems[0]
        if not missing or _written(survey, path):
            chains.break_at(path, "record", problem)
        return None


def _written(survey: Survey, path: str) -> bool:
    """Say whether a record was written: by its job, or at least its exhibit is there."""
    if survey.built:
        return survey.written(survey.makers[path], path) is not None
    data = path.removesuffix(".json") + ".csv"
    return survey.now(data) is not None


def expected(survey: Survey, chains: Chains, records: Records) -> Iterator[tuple[Told, Told]]:
    """Pair every record with what it would say now.

    Parameters
    ----------
    survey
        The study as it was built and as it is.
    chains
        In which it is known already what does not hold.
    records
        What was read.

    Yields
    ------
    tuple
        The record, and what would be written; without what is told of imported rows.

    Raises
    ------
    UserError
        When the ledger cannot be read.
    """
    found = Origins(survey.project, (), (), lambda path: survey.now(path) or "")
    for now in exhibit_records(survey.plan, found):
        if now.exhibit in records.exhibits:
            yield records.exhibits[now.exhibit], now
    if records.statistics:
        path = survey.place(survey.project.build / STATISTICS)
        there = survey.now(path) and chains.holds(path)
        unbuilt = _unbuilt_statistics(survey, records.statistics, found)
        yield records.statistics, statistics_record(survey.plan, found) if there else unbuilt


def _unbuilt_statistics(
    survey: Survey, record: StatisticsRecord, found: Origins
) -> StatisticsRecord:
    """Take over from a record what only a build can tell."""
    derived = survey.project.derived
    statistics = {
        name: one.model_copy(
            update={"declaration": digest(derived[name]) if name in derived else None}
        )
        for name, one in record.statistics.items()
    }
    parts = survey.plan.parts(Job("statistics"))
    code = record.code.model_copy(update={"sha256": parts["code"]})
    lineage = found.lineage(survey.project.items)
    said = {"statistics": statistics, "code": code, "lineage": lineage}
    return record.model_copy(update=said)
