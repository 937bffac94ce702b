"""Responses out of a project of coded texts: its cases with their variables."""

from collections.abc import Collection
from decimal import Decimal, InvalidOperation

import pandas as pd

from corrigenda.errors import ExportError, Problem
from corrigenda.readers.coded import Coded
from corrigenda.readers.exports import Column, Export, Source
from corrigenda.readers.findings import Finding
from corrigenda.readers.qda.project import DATES, NUMBERS
from corrigenda.readers.qda.refi import read_with_kinds
from corrigenda.wording import counted

CASE = "case"


def read_cases(source: Source, wanted: Collection[str] | None = None) -> Export:
    """Read the cases of a REFI-QDA project, or its texts where it has no cases, as responses.

    Parameters
    ----------
    source
        The project.
    wanted
        The only columns to keep; all by default.

    Returns
    -------
    Export
        A row for each case: ``case``, its name, and a column for each variable.

    Raises
    ------
    ExportError
        When it is no such project, or holds neither cases nor texts.
    """
    coded, kinds = read_with_kinds(source.path, source.place, ExportError)
    rows = _rows(coded)
    if not rows:
        advice = "Export the project again, with its texts."
        raise ExportError(Problem(source.place, "it holds neither cases nor texts.", advice))
    variables = list(dict.fromkeys(name for _, values in rows for name in values))
    names = {name: f"{name} (2)" if name == CASE else name for name in variables}
    columns = (
        Column(CASE),
        *(Column(names[name], kind=_kind(kinds.get(name, ""))) for name in variables),
    )
    cells = {CASE: [name for name, _ in rows]}
    for name in variables:
        cells[names[name]] = [
            _plain(values.get(name, ""), kinds.get(name, "")) for _, values in rows
        ]
    kept = {name: held for name, held in cells.items() if wanted is None or name in wanted}
    frame = pd.DataFrame(kept, index=pd.RangeIndex(len(rows)), dtype="str")
    of = "cases" if coded.cases else "texts, since the project has no cases"
    found = Finding(
        f"A response for each of {len(rows)} {of}; {counted(len(variables), 'variable')}."
    )
    findings = (*coded.findings[:1], found, *coded.findings[1:])
    return Export(columns, frame, 1, findings, title=coded.title)


def _rows(coded: Coded) -> list[tuple[str, dict[str, str]]]:
    if not coded.cases:
        return [(text.name, dict(text.variables)) for text in coded.texts]
    rows = {case.name: (case.name, dict(case.variables)) for case in coded.cases}
    for text in coded.texts:
        if len(text.cases) == 1 and text.cases[0] in rows:
            own = rows[text.cases[0]][1]
            own |= {name: value for name, value in text.variables.items() if name not in own}
    return list(rows.values())


def _kind(declared: str) -> str:
    return "number" if declared in NUMBERS else "date" if declared in DATES else ""


def _plain(value: str, declared: str) -> str:
    if declared == "Boolean":
        return {"1": "true", "0": "false"}.get(value, value.casefold())
    if declared in DATES:
        return value.removesuffix("Z").replace("T", " ")
    if declared in NUMBERS:
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if number.is_finite() and abs(number.adjusted()) < 30:
            plain = f"{number:f}"
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return value
