"""Stages: what each job of the workflow reads, calls and writes.

Heavy libraries are imported inside the stage that needs them, for a job is a process of its own.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from corrigenda.csv_files import csv_pieces, read_csv
from corrigenda.errors import Problem, ReportError, UserError, did_you_mean
from corrigenda.files import canonical_csv, canonical_json, sha256, sha256_of, write_atomic
from corrigenda.project import Project
from corrigenda.reported import note_cleaned, note_reported
from corrigenda.sheets import neutral
from corrigenda.sources import misquoted, quoted_items, sources, stage_study


def import_responses(project: Project) -> None:
    """Read the registered raw files into responses and codings."""
    from corrigenda.importing import imported
    from corrigenda.readers.notes import noted, notes_path

    evidence = imported(project)
    write_atomic(project.build / "responses.csv", csv_pieces(evidence.responses))
    dispositions = evidence.responses[["respondent", "row", "disposition"]]
    write_atomic(project.build / "dispositions.csv", csv_pieces(dispositions))
    if evidence.codings is not None:
        write_atomic(project.build / "codings.csv", canonical_csv(evidence.codings))
    write_atomic(notes_path(project), canonical_json(noted(evidence.findings)))


def clean(project: Project) -> None:
    """Apply the ledger, and write the slice of each item and the codings of each coded item."""
    from corrigenda import evaluation

    cleaned = evaluation.clean(project, _evidence(project), project.ledger)
    for item_id, slice_ in cleaned.slices.items():  # one at a time: together they are large
        write_atomic(project.slice(item_id), csv_pieces(slice_))
    for item_id, codings in cleaned.codings.items():
        write_atomic(project.build / "codings" / f"{item_id}.csv", canonical_csv(codings))
    write_atomic(project.build / "summary.csv", canonical_csv(cleaned.summary))
    note_cleaned(project)


def _evidence(project: Project):
    from corrigenda.evaluation import Evidence

    responses = read_frame(project.build / "responses.csv")
    codings = read_frame(project.build / "codings.csv") if project.study.codings else None
    return Evidence(responses, codings)


def aggregate(project: Project, item_id: str) -> None:
    """Turn the code applications of a coded item into its slice."""
    from corrigenda.aggregation import aggregate as aggregated

    coded = {i: project.items[i] for i in project.coding.items}
    item = _named(item_id, coded, "coded item")
    codings = read_frame(project.build / "codings" / f"{item_id}.csv")
    answers = read_frame(project.slice(item.coded_from))
    write_atomic(project.slice(item_id), canonical_csv(aggregated(item, codings, answers)))


def table(project: Project, exhibit_id: str) -> None:
    """Make one table: HTML, native Typst, and the printed cells as CSV."""
    exhibit = _named(exhibit_id, _exhibits(project, "table"), "table")

    from corrigenda import tables

    frame = _frame(project, exhibit)
    html = tables.to_html(frame, exhibit, project.study).encode()
    typst = tables.to_typst(frame, exhibit, project.study)
    _show(project, exhibit_id, _shown(frame), {".html": html}, {".typ": typst.encode()})


def figure(project: Project, exhibit_id: str) -> None:
    """Draw one figure: SVG, PNG, and the plotted data as CSV."""
    exhibit = _named(exhibit_id, _exhibits(project, "figure"), "figure")

    from corrigenda import figures

    frame = _frame(project, exhibit)
    plot = figures.draw(frame, exhibit, project.items, project.study)
    pictures = {".svg": figures.to_svg(plot, exhibit), ".png": figures.to_png(plot, exhibit)}
    _show(project, exhibit_id, _shown(frame), pictures)


def _shown(frame) -> str:
    """Write the data of an exhibit, which people open in spreadsheets."""
    return canonical_csv(frame.map(lambda cell: neutral(cell) if isinstance(cell, str) else cell))


def _show(
    project: Project,
    exhibit_id: str,
    data: str,
    alone: Mapping[str, bytes],
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Write the files of an exhibit; those that travel alone say themselves what they are."""
    from corrigenda.identity import stamped
    from corrigenda.provenance import identity_of

    identity = identity_of(project.study_id, exhibit_id, sha256_of(data.encode()))
    files = {suffix: stamped(content, identity) for suffix, content in alone.items()}
    for suffix, content in (files | dict(beside) | {".csv": data.encode()}).items():
        write_atomic((project.figures / exhibit_id).with_suffix(suffix), content)


def statistics(project: Project) -> None:
    """Compute every statistic, in every form that a claim may take."""
    from corrigenda.evaluation import flow
    from corrigenda.statistics import Statistics, compute

    items, study = project.items, project.study
    counts = flow(read_frame(project.build / "summary.csv"))
    found = Statistics(items, _slices(project, tuple(items)), project.derived, counts, study)
    write_atomic(project.build / "statistics.json", canonical_json(compute(found, study)))


def history(project: Project) -> None:
    """Follow the ledger: what each of its rows moved, as far as that is not known already."""
    from corrigenda.moved import followed, known
    from corrigenda.workflow import Plan

    path = project.build / "history.json"
    data = [sha256(Path(file)) for file in Plan(project).evidence]
    entries = followed(project, _evidence(project), data, known(path))
    write_atomic(path, canonical_json(entries))


def records(project: Project) -> None:
    """Write the records of provenance of the exhibits and the statistics."""
    from corrigenda.provenance import STATISTICS, record_text
    from corrigenda.records import exhibit_records, left_over, origins, statistics_record
    from corrigenda.workflow import Plan

    plan, found = Plan(project), origins(project)
    for record in exhibit_records(plan, found):
        write_atomic(project.figures / f"{record.exhibit}.json", record_text(record))
    text = record_text(statistics_record(plan, found))
    write_atomic(project.figures / STATISTICS, text)
    for path in left_over(project):
        path.unlink()


def _frame(project: Project, exhibit):
    from corrigenda.frames import exhibit_frame

    return exhibit_frame(exhibit, project.items, _slices(project, exhibit.items), project.study)


def _exhibits(project: Project, kind: str) -> dict:
    return {i: exhibit for i, exhibit in project.exhibits.items() if exhibit.kind == kind}


def _named(name: str, known: dict, what: str):
    if name not in known:
        raise UserError(Problem("", f'there is no {what} "{name}".', did_you_mean(name, known)))
    return known[name]


def _slices(project: Project, item_ids: tuple[str, ...]) -> dict:
    return {item_id: read_frame(project.slice(item_id)) for item_id in item_ids}


def read_frame(path: Path):
    """Read a CSV of ours: every cell is text, and an empty cell is an empty text."""
    if not path.exists():
        advice = "Run corrigenda build, or first the stages before this one."
        raise UserError(Problem(path.as_posix(), "it is not built yet.", advice))
    return read_csv(path)


def compose(project: Project) -> None:
    """Bring sources, exhibits, statistics and records together where both engines read them."""
    from corrigenda.composition import Composition
    from corrigenda.forms import exact
    from corrigenda.rendering import stage
    from corrigenda.workflow import Plan

    statistics = project.build / "statistics.json"
    named = json.loads(statistics.read_text(encoding="utf-8"))
    found = Composition(Plan(project))
    values = {name: exact(entry) for name, entry in named.items()}
    inputs = sources(project, values, found.exhibits, found.page(), found.flow)
    if problems := misquoted(project, _slices(project, quoted_items(project))):
        raise ReportError([*inputs.problems(), *problems])
    folder = project.build / "stage"
    warnings = stage.compose(inputs, statistics, stage_study(project), folder)
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    _record(found, inputs, named)
    staged = {p.relative_to(folder).as_posix(): sha256(p) for p in folder.rglob("*") if p.is_file()}
    write_atomic(project.build / "stage.json", canonical_json(staged))
    note_reported(project)


def _record(found, inputs, named: dict) -> None:
    """Write the records of the claims and of the report, and what its files say of themselves."""
    from corrigenda.provenance import CLAIMS, REPORT, record_text
    from corrigenda.records import claims_record, report_record

    project = found.project
    shown = {name: found.exhibits[name] for name in inputs.shown}
    report = report_record(found.plan, shown, found.statistics)
    claims = claims_record(project, inputs, named)
    write_atomic(project.figures / CLAIMS, record_text(claims))
    write_atomic(project.figures / REPORT, record_text(report))


def html(project: Project) -> None:
    """Render the report as HTML."""
    from corrigenda.rendering import engines

    _render(project, engines.engine().render_html, "report.html")


def pdf(project: Project) -> None:
    """Render the report as PDF."""
    from corrigenda.rendering import engines

    _render(project, engines.engine().render_pdf, "report.pdf")


def _render(project: Project, render: Callable[[Path, Path], None], name: str) -> None:
    """Render the stage, and let the file say what it is."""
    from corrigenda.identity import Identity, stamped
    from corrigenda.provenance import REPORT, ReportRecord, load_record

    path = project.figures / REPORT
    record = load_record(path, project.place(path), ReportRecord)
    identity = Identity(record.id, record.study, record.release, record.data)
    with tempfile.TemporaryDirectory(dir=project.build, prefix=".rendered.") as folder:
        rendered = Path(folder, name)
        render(project.build / "stage", rendered)
        content = stamped(rendered.read_bytes(), identity)
    write_atomic(project.build / name, content)
