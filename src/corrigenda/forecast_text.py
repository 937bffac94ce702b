"""A forecast as text for people, and as JSON for programs."""

from collections.abc import Iterator
from itertools import groupby

from corrigenda.errors import quoted
from corrigenda.forecast import Following, Forecast
from corrigenda.forms import Share, Value, exactly
from corrigenda.impact import Cell
from corrigenda.project import Project
from corrigenda.rendering.prose import FalseClaim
from corrigenda.row_text import told
from corrigenda.study import Study

LABELS = ("block", "row", "column", "mark", "value")


def text(forecast: Forecast, project: Project) -> str:
    """Tell a forecast to people.

    Parameters
    ----------
    forecast
        What moves.
    project
        Its declarations.

    Returns
    -------
    str
        A few short lists, each under its heading.
    """
    lines = [told(row, project.items) for row in forecast.rows]
    lines += [f"{row.id} is no longer in the ledger" for row in forecast.gone]
    sections = {
        "Tables and figures": list(_exhibits(forecast)),
        "Statistics": list(_statistics(forecast, project.study)),
        "Codes": [_code(c) for c in forecast.moves.codes],
        "Sentences that would no longer hold": [str(f.problem) for f in forecast.false],
        "Excerpts that would no longer stand": list(map(str, forecast.excerpts)),
        "Sentences that follow by themselves": list(map(_follows, forecast.following)),
        f"Jobs of the next build ({len(forecast.jobs)})": _jobs(forecast),
    }
    for heading, entries in sections.items():
        if entries:
            lines += ["", heading, *(f"  {line}" for e in entries for line in e.splitlines())]
    if not any((forecast.moves.statistics, forecast.moves.exhibits, forecast.jobs)):
        lines += ["Nothing moves."]
    return "\n".join(lines).strip()


def _exhibits(forecast: Forecast) -> Iterator[str]:
    for exhibit, cells in groupby(forecast.moves.cells, key=lambda cell: cell.exhibit):
        yield exhibit
        yield from (f"  {_label(cell)}  {_before_after(cell)}" for cell in cells)


def _statistics(forecast: Forecast, study: Study) -> Iterator[str]:
    for name, (before, after) in forecast.moves.statistics.items():
        yield f"{name}  {exactly(before, study)} → {exactly(after, study)}"


def _jobs(forecast: Forecast) -> list[str]:
    """Name the jobs, those of a stage on one line."""
    stages = groupby(forecast.jobs, key=lambda job: job.stage)
    return [" ".join([stage, *(job.of for job in jobs)]).strip() for stage, jobs in stages]


def _label(cell: Cell) -> str:
    return " / ".join(str(cell.labels[k]) for k in LABELS if cell.labels.get(k)) or cell.exhibit


def _before_after(cell: Cell) -> str:
    pair = (cell.before, cell.after)
    bases = {values.get("base") for values in pair if values}
    return " → ".join(_measures(values, len(bases) > 1) for values in pair)


def _measures(values: dict | None, with_base: bool) -> str:
    if values is None:
        return "none"
    n = f"{values['n']} of {values['base']}" if with_base else str(values["n"])
    if "value" in values:
        return str(values["value"])
    return f"{values['percent']}% ({n})" if values.get("percent") else n


def _code(code) -> str:
    return f"{code.respondent} {'gains' if code.held else 'loses'} {code.item}.{code.code}"


def _follows(following: Following) -> str:
    claim = following.claim
    return f"{claim.place}: {claim.of}  {quoted(following.before)} → {quoted(following.after)}"


def plain(forecast: Forecast) -> dict:
    """Lay a forecast out for JSON.

    Parameters
    ----------
    forecast
        What moves.

    Returns
    -------
    dict
        Keys rows, gone, items, exhibits, cells, statistics, codes, false_claims, following_claims
        and jobs.
    """
    found = forecast.moves
    return {
        "rows": [row.id for row in forecast.rows],
        "gone": [row.id for row in forecast.gone],
        "items": list(found.slices),
        "tables": [e for e in found.exhibits if e.startswith("tbl-")],
        "figures": [e for e in found.exhibits if e.startswith("fig-")],
        "cells": [vars(cell) for cell in found.cells],
        "statistics": jsoned(found.statistics),
        "codes": [vars(code) for code in found.codes],
        "false_claims": [_false(one) for one in forecast.false],
        "excerpts": [vars(problem) for problem in forecast.excerpts],
        "following_claims": [
            {"of": f.claim.of, "place": f.claim.place, "before": f.before, "after": f.after}
            for f in forecast.following
        ],
        "jobs": [str(job) for job in forecast.jobs],
    }


def jsoned(statistics: dict[str, tuple[Value | None, Value | None]]) -> dict[str, dict]:
    """Lay moved statistics out for JSON, each before and after."""
    return {n: {"before": _json(b), "after": _json(a)} for n, (b, a) in statistics.items()}


def _json(value: Value | None) -> dict | None:
    if value is None:
        return None
    if isinstance(value, Share):
        percent = None if value.percent is None else str(value.percent)
        return {"n": value.n, "base": value.base, "percent": percent}
    return {"value": str(value)}


def _false(found: FalseClaim) -> dict:
    claim = found.claim
    return {
        "of": claim.of,
        "place": claim.place,
        "text": claim.text,
        "sentence": found.sentence,
        "value": _json(found.value),
        "would_hold": list(found.would),
    }
