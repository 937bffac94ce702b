"""Recorded: the records of exhibits and statistics, and what each would say now."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from corrigenda.digests import digest
from corrigenda.errors import RecordError
from corrigenda.forms import Share
from corrigenda.lineage import Origins
from corrigenda.project import Project
from corrigenda.provenance import (
    STATISTICS,
    ExhibitRecord,
    Kind,
    StatisticRecord,
    StatisticsRecord,
    load_record,
)
from corrigenda.records import exhibit_records, statistic_id, statistics_record
from corrigenda.verifying import sayings
from corrigenda.verifying.chains import Chains
from corrigenda.verifying.counted import as_recorded
from corrigenda.verifying.counted import found as counted_origins
from corrigenda.verifying.survey import Survey
from corrigenda.workflow import Job

Told = ExhibitRecord | StatisticsRecord
SHARE = re.compile(r"([\d,]+) of ([\d,]+)(?: \(([\d.,]+)%\))?")
SLACK = Fraction(1, 100)  # of a percentage with two decimals, however it was rounded


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
    names = [n for n in survey.project.exhibits if survey.asked(survey.shown(f"{n}.json"))]
    exhibits = {n: load_one(survey, chains, f"{n}.json", ExhibitRecord) for n in names}
    whole = survey.asked(survey.shown(STATISTICS))
    statistics = load_one(survey, chains, STATISTICS, StatisticsRecord) if whole else None
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
        The record, and what would be written; what cannot be counted is as it is recorded.

    Raises
    ------
    UserError
        When the ledger cannot be read.
    """
    found, counted = counted_origins(survey, chains)
    for record, now in _pairs(survey, chains, records, found):
        yield record, now if counted else as_recorded(now, record)


def _pairs(
    survey: Survey, chains: Chains, records: Records, found: Origins
) -> Iterator[tuple[Told, Told]]:
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
    statistics = {n: _unbuilt(survey.project, n, one) for n, one in record.statistics.items()}
    parts = survey.plan.parts(Job("statistics"))
    code = record.code.model_copy(update={"sha256": parts["code"]})
    lineage = found.lineage(survey.project.items)
    said = {"statistics": statistics, "code": code, "lineage": lineage}
    return record.model_copy(update=said)


def _unbuilt(project: Project, name: str, record: StatisticRecord) -> StatisticRecord:
    """Take over what is said of a statistic, unless its id tells of another value."""
    derived = project.derived.get(name)
    update: dict = {"declaration": digest(derived) if derived else None}
    entry = _said(project, name, record.says)
    if entry and not (
        statistic_id(project, name, entry) == record.id and _near(record.says, entry)
    ):
        update["says"] = ""
    return record.model_copy(update=update)


def _said(project: Project, name: str, says: str) -> dict | None:
    """Read an exact value back, where rounding cannot have changed it."""
    if share := SHARE.fullmatch(says):
        n, base = (int(number.replace(",", "")) for number in share.groups()[:2])
        return {"n": n, "base": base}
    item, _, rest = name.partition(".")
    counts = project.items[item].kind == "number" and rest == "n" if item in project.items else True
    return {"value": says.replace(",", "")} if counts and name not in project.derived else None


def _near(says: str, entry: Mapping) -> bool:
    """Say whether the percentage that is said is that of its numbers, however it was rounded."""
    percent = (SHARE.fullmatch(says) or [""] * 4)[3]
    if not percent:
        return True
    exact = Share(entry["n"], entry["base"]).percent
    return exact is not None and abs(exact - Fraction(percent.replace(",", ""))) <= SLACK
