"""Records: what is written beside the exhibits on where each number came from."""

import csv
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from corrigenda import __version__
from corrigenda.digests import digest
from corrigenda.errors import RecordError
from corrigenda.exhibits import Exhibit
from corrigenda.files import sha256
from corrigenda.forms import exact, exactly, form
from corrigenda.lineage import Origins
from corrigenda.project import Project
from corrigenda.provenance import (
    CLAIMS,
    REPORT,
    STATISTICS,
    UNRELEASED,
    ClaimRecord,
    ClaimsRecord,
    Code,
    Declaration,
    ExhibitRecord,
    HashedFile,
    ReportRecord,
    StatisticRecord,
    StatisticsRecord,
    load_record,
    record_id,
)
from corrigenda.rendering.inputs import Inputs
from corrigenda.rendering.prose import Claim
from corrigenda.workflow import Job, Plan

# What an exhibit may be written as; a record that somebody edited leads to no other file.
SUFFIXES = (".csv", ".html", ".png", ".svg", ".typ")


def exhibit_records(plan: Plan, found: Origins) -> Iterator[ExhibitRecord]:
    """Record where each exhibit came from.

    Parameters
    ----------
    plan
        The study; all that is recorded has been built.
    found
        What `origins` gathered.

    Yields
    ------
    ExhibitRecord
        In the order of exhibits.yaml.
    """
    for exhibit in plan.project.exhibits.values():
        yield _exhibit_record(plan, exhibit, found)


def origins(project: Project) -> Origins:
    """Gather what the lineage of a study's items is told from."""
    hashed = cache(sha256)
    codings = project.build / "codings.csv"
    return Origins(
        project,
        tuple(_rows(project.build / "dispositions.csv")),
        tuple(_rows(codings)) if project.study.codings else (),
        hashed,
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _exhibit_record(plan: Plan, exhibit: Exhibit, found: Origins) -> ExhibitRecord:
    project, job = plan.project, Job(exhibit.kind, exhibit.id)
    files = [Path(path) for path in plan.outputs(job)]
    hashes = {path.name: found.sha256(path) for path in files}
    parts, data = plan.parts(job), hashes[f"{exhibit.id}.csv"]
    place = project.place(project.report / "exhibits.yaml")
    return ExhibitRecord(
        **_said(project, exhibit.id, data, job),
        exhibit=exhibit.id,
        kind=exhibit.kind,
        declaration=Declaration(file=place, digest=parts["declaration"]),
        code=Code(function=drawing(exhibit), sha256=parts["code"]),
        data=data,
        files=hashes,
        lineage=found.lineage(exhibit.items),
    )


def drawing(exhibit: Exhibit) -> str:
    """Name the function that makes an exhibit; each chart's module is called as its model."""
    if exhibit.kind == "table":
        return "corrigenda.tables.to_html"
    return f"corrigenda.figures.{type(exhibit).__name__.lower()}.draw"


def left_over(project: Project) -> list[Path]:
    """Find the files of exhibits that are no longer declared.

    Parameters
    ----------
    project
        The study within its folder.

    Returns
    -------
    list of Path
        Each record and what it tells of, as far as nobody has edited it since.
    """
    found = []
    for path in project.figures.glob("*.json"):
        if path.stem in project.exhibits or path.name in (STATISTICS, CLAIMS, REPORT):
            continue
        try:
            record = load_record(path, project.place(path), ExhibitRecord)
        except RecordError:
            continue
        beside = (path.with_suffix(suffix) for suffix in SUFFIXES)
        own = (file for file in beside if file.is_file() and file.name in record.files)
        found += [file for file in own if sha256(file) == record.files[file.name]]
        found.append(path)
    return found


def _said(project: Project, name: str, data: str, job: Job) -> dict[str, str]:
    return {
        "id": record_id(project.study_id, name, data),
        "study": project.study_id,
        "release": UNRELEASED,
        "corrigenda": __version__,
        "job": str(job),
    }


def statistics_record(plan: Plan, found: Origins) -> StatisticsRecord:
    """Record where every statistic came from.

    Parameters
    ----------
    plan
        The study; its statistics have been computed.
    found
        What `origins` gathered.

    Returns
    -------
    StatisticsRecord
        Each statistic with the items that it reads.
    """
    project, job = plan.project, Job("statistics")
    path = project.build / "statistics.json"
    named = json.loads(path.read_text(encoding="utf-8"))
    parts, data = plan.parts(job), found.sha256(path)
    return StatisticsRecord(
        **_said(project, "statistics", data, job),
        code=Code(function="corrigenda.statistics.compute", sha256=parts["code"]),
        data=data,
        statistics={name: _statistic(project, name, entry) for name, entry in named.items()},
        lineage=found.lineage(project.items),
    )


def _statistic(project: Project, name: str, entry: Mapping) -> StatisticRecord:
    derived = project.derived.get(name)
    item = name.partition(".")[0]
    return StatisticRecord(
        id=statistic_id(project, name, entry),
        says=exactly(exact(entry), project.study),
        items=derived.items if derived else (item,) if item in project.items else (),
        declaration=digest(derived) if derived else None,
    )


def statistic_id(project: Project, name: str, entry: Mapping) -> str:
    """Name the record of a statistic, by its exact value."""
    value = {key: entry.get(key) for key in ("n", "base", "value")}
    return record_id(project.study_id, name, digest(value))


def claims_record(project: Project, inputs: Inputs, statistics: Mapping[str, Mapping]):
    """Record what every claim of a report is bound to.

    Parameters
    ----------
    project
        The study within its folder.
    inputs
        The sources of its report, which hold.
    statistics
        Every statistic as statistics.json has it.

    Returns
    -------
    ClaimsRecord
        In the order of the sources.
    """

    def record(claim: Claim) -> ClaimRecord:
        entry = statistics[claim.of]
        return ClaimRecord(
            file=claim.place.rpartition(":")[0],
            words=claim.words or form(exact(entry), project.study, claim.form) or "",
            of=claim.of,
            form=claim.form,
            statistic=statistic_id(project, claim.of, entry),
        )

    claims = tuple(map(record, inputs.claims))
    data = digest([claim.model_dump() for claim in claims])
    return ClaimsRecord(**_said(project, "claims", data, Job("compose")), claims=claims)


def report_record(
    plan: Plan, shown: Mapping[str, ExhibitRecord], statistics: StatisticsRecord
) -> ReportRecord:
    """Record what a report is composed of.

    Parameters
    ----------
    plan
        The study.
    shown
        The records of the exhibits that the report shows.
    statistics
        That of the statistics.

    Returns
    -------
    ReportRecord
        Its id changes with the data, the sources, the exhibits and the ledger.
    """
    project = plan.project
    ledger = project.data / "corrections.csv"
    parts = {
        "sources": {
            place: sha256(Path(place))
            for place in (*plan.declarations, *plan.published, *plan.sources)
        },
        "exhibits": {name: record.id for name, record in shown.items()},
        "ledger": HashedFile(file=project.place(ledger), sha256=sha256(ledger)),
    }
    data = digest([{n: record.data for n, record in shown.items()}, statistics.data])
    said = _said(project, "report", digest([data, parts]), Job("compose"))
    return ReportRecord(**said, data=data, **parts)
