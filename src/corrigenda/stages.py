"""Stages: what each job of the workflow reads, calls and writes.

Heavy libraries are imported inside the stage that needs them, for a job is a process of its own.
"""

import sys
from pathlib import Path

from corrigenda.errors import CodingsError, Problem, UserError, did_you_mean, together
from corrigenda.files import canonical_csv, canonical_json, sha256, write_atomic
from corrigenda.project import Project

SHOWN_ITEMS = 4  # in the source line of an exhibit


def import_responses(project: Project) -> None:
    """Read the registered raw files into responses and codings."""
    from corrigenda.readers.qualtrics import read_responses
    from corrigenda.readers.raw import verify_raw
    from corrigenda.readers.tabular import read_codings

    study = project.study
    verify_raw(project.raw, project.place(project.raw))
    export = project.data / study.responses.file
    items = project.codebook.values()
    responses = read_responses(export, project.place(export), study, items)
    write_atomic(project.build / "responses.csv", canonical_csv(responses))
    if study.codings:
        path = project.data / study.codings
        codings = read_codings(path, project.place(path))
        write_atomic(project.build / "codings.csv", canonical_csv(codings))


def clean(project: Project) -> None:
    """Apply the ledger, and write the slice of each item and the codings of each coded item."""
    from corrigenda import aggregation, cleaning
    from corrigenda.correcting import by_item
    from corrigenda.corrections import load_ledger

    study, items, coding = project.study, project.items, project.coding
    path = project.data / "corrections.csv"
    ledger = load_ledger(path, project.place(path), items)
    responses = read_frame(project.build / "responses.csv")
    export = project.place(project.data / study.responses.file)
    place = project.place(project.data / study.codings) if study.codings else ""

    def clean_codings() -> dict:
        if not coding.items:
            return {}
        codings, rows = read_frame(project.build / "codings.csv"), by_item(ledger)
        return aggregation.clean_codings(
            codings, items, coding.coders, responses, rows, study, place
        )

    slices, codings = together(
        lambda: cleaning.clean(responses, project.codebook, ledger, study, export), clean_codings
    )
    problems = [
        problem
        for i, frame in codings.items()
        for problem in aggregation.check_held(items[i], frame, slices[items[i].coded_from], place)
    ]
    if problems:
        raise CodingsError(problems)
    files = {project.slice(i): slice_ for i, slice_ in slices.items()}
    files |= {project.build / "codings" / f"{i}.csv": frame for i, frame in codings.items()}
    files[project.build / "summary.csv"] = cleaning.summary(responses, ledger, study)
    for path, frame in files.items():
        write_atomic(path, canonical_csv(frame))


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

    frame = tables.table_frame(
        exhibit, project.items, _slices(project, exhibit.items), project.study
    )
    stem = project.figures / exhibit_id
    write_atomic(stem.with_suffix(".html"), tables.to_html(frame, exhibit, project.study))
    write_atomic(stem.with_suffix(".typ"), tables.to_typst(frame, exhibit, project.study))
    write_atomic(stem.with_suffix(".csv"), canonical_csv(tables.printed_cells(frame)))


def figure(project: Project, exhibit_id: str) -> None:
    """Draw one figure: SVG, PNG, and the plotted data as CSV."""
    exhibit = _named(exhibit_id, _exhibits(project, "figure"), "figure")

    from corrigenda import figures

    frame = figures.figure_frame(
        exhibit, project.items, _slices(project, exhibit.items), project.study
    )
    plot = figures.draw(frame, exhibit, project.items, project.study)
    stem = project.figures / exhibit_id
    write_atomic(stem.with_suffix(".svg"), figures.to_svg(plot, exhibit))
    write_atomic(stem.with_suffix(".png"), figures.to_png(plot, exhibit))
    write_atomic(stem.with_suffix(".csv"), canonical_csv(frame))


def statistics(project: Project) -> None:
    """Compute every statistic, in every form that a claim may take."""
    from corrigenda.derived import load_derived
    from corrigenda.statistics import compute

    path = project.report / "statistics.yaml"
    derived = load_derived(path, project.place(path), project.items)
    summary = read_frame(project.build / "summary.csv")
    computed = compute(
        project.items,
        _slices(project, tuple(project.items)),
        derived,
        dict(zip(summary["name"], summary["value"], strict=True)),
        project.study,
    )
    write_atomic(project.build / "statistics.json", canonical_json(computed))


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
    import pandas as pd

    if not path.exists():
        advice = "Run corrigenda build, or first the stages before this one."
        raise UserError(Problem(path.as_posix(), "it is not built yet.", advice))
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def compose(project: Project) -> None:
    """Bring the sources, exhibits and statistics together where both engines read them."""
    from corrigenda.rendering import stage

    declared, study = staged_declarations(project)
    warnings = stage.compose(
        project.report,
        project.figures,
        project.build / "statistics.json",
        declared,
        study,
        project.build / "stage",
        place=project.place,
    )
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    folder = project.build / "stage"
    staged = {p.relative_to(folder).as_posix(): sha256(p) for p in folder.rglob("*") if p.is_file()}
    write_atomic(project.build / "stage.json", canonical_json(staged))


def staged_declarations(project: Project) -> tuple[dict, dict]:
    """Gather what the engines are told of each exhibit, and of the study."""
    exhibits = {
        e.id: {"kind": e.kind, "alt": e.alt, "source": source_note(project, e)}
        for e in project.exhibits.values()
    }
    study = {key: getattr(project.study, key) for key in ("id", "title", "notice", "notice_short")}
    return exhibits, study


def source_note(project: Project, exhibit) -> str:
    """Say in one line which items of which files an exhibit was made from."""
    coded = any(item in project.coding.items for item in exhibit.items)
    files = [project.study.responses.file, *([project.study.codings] if coded else [])]
    names = " and ".join(file.rpartition("/")[2] for file in files)
    shown = ", ".join(f"*{item}*" for item in exhibit.items[:SHOWN_ITEMS])
    more = len(exhibit.items) - SHOWN_ITEMS
    if more > 0:
        shown += f" and {more} more {'item' if more == 1 else 'items'}"
    return f"Source: {names}, corrected; {shown}."


def html(project: Project) -> None:
    """Render the report as HTML."""
    from corrigenda.rendering import engines

    engines.engine().render_html(project.build / "stage", project.build / "report.html")


def pdf(project: Project) -> None:
    """Render the report as PDF."""
    from corrigenda.rendering import engines

    engines.engine().render_pdf(project.build / "stage", project.build / "report.pdf")
