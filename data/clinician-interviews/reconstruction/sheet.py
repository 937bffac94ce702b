"""Fill the form with what each respondent truly said, and note how it was truly coded."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import fieldwork
import study_files
from answers import Answer
from form import Column, columns
from leanings import SEED
from solve import Respondent

Row = dict[str, str]
SECOND_CODER_EVERY = 4


def fill(people: list[Respondent], written: dict[tuple[str, str], Answer]) -> dict[str, Row]:
    """Fill one row for each respondent.

    Parameters
    ----------
    people
        The solved respondents.
    written
        Their open answers.

    Returns
    -------
    dict[str, Row]
        Respondent to column to text.
    """
    chance, starts = random.Random(f"{SEED}-responses"), fieldwork.starts()
    others = _write_ins(people)
    rows = {}
    for who in people:
        row = fieldwork.metadata(chance, who.id, starts[who.id], fieldwork.duration(chance))
        for column in (c for c in columns() if c.item):
            row[column.name] = _cell(column, who, written, others)
        rows[who.id] = row
    return rows


def _cell(column: Column, who: Respondent, written: dict, others: dict) -> str:
    item, kind = column.item, study_files.items()[column.item]["kind"]
    if kind == "open":
        answer = written.get((who.id, item))
        return answer.text if answer else ""
    if kind == "number":
        return str(who.numbers.get(item, ""))
    if column.name.endswith("_TEXT"):
        return others.get((who.id, item), "")
    held = column.option or who.options[item][0]
    return study_files.label(item, held) if held in who.options[item] else ""


def _write_ins(people: list[Respondent]) -> dict[tuple[str, str], str]:
    texts = study_files.load(Path(__file__).with_name("answers.yaml"))
    found = {}
    for item, key in (("setting", "setting_other"), ("treatment_types", "treatment_other")):
        holders = [who.id for who in people if "other" in who.options[item]]
        found |= {(r, item): text for r, text in zip(holders, texts[key], strict=True)}
    return found


def codings(written: dict[tuple[str, str], Answer]) -> list[Row]:
    """List every code application of the first coder, and a quarter coded again by the second.

    Parameters
    ----------
    written
        The open answers with their passages.

    Returns
    -------
    list[Row]
        One row for each applied code.
    """
    chance, rows = random.Random(f"{SEED}-codings"), []
    coded = {e["of"]: i for i, e in study_files.items().items() if e["kind"] == "coded"}
    for (r, question), answer in sorted(written.items()):
        for passage in answer.passages:
            item = coded[question]
            span = (passage.start, passage.end)
            rows.append(_application(r, item, passage.code, span, "C1"))
            again = int(r[1:]) % SECOND_CODER_EVERY == 0
            if again and (item != "approaches" or chance.random() < 0.9):
                span = _as_second_coder(chance, answer.text, *span)
                rows.append(_application(r, item, passage.code, span, "C2"))
    return rows


def _application(r: str, item: str, code: str, span: tuple[int, int], coder: str) -> Row:
    order = [i for i, e in study_files.items().items() if e["kind"] == "coded"]
    begun = datetime(2013, 10, 14) if coder == "C1" else datetime(2013, 11, 11)
    weeks, weekday = divmod(2 * order.index(item) + (int(r[1:]) > 20), 5)
    day = begun + timedelta(weeks=weeks, days=weekday)
    start, end = map(str, span)
    values = (r, item, code, start, end, coder, f"{day:%Y-%m-%d}")
    return dict(zip(HEADER, values, strict=True))


def _as_second_coder(chance: random.Random, text: str, start: int, end: int) -> tuple[int, int]:
    # People mark the same passage a little differently: without its full stop, or its first half.
    comma = text.find(",", start + 25, end)
    if comma > 0 and chance.random() < 0.25:
        return start, comma
    return start, end - (chance.random() < 0.3)


HEADER = ("respondent", "item", "code", "start", "end", "coder", "date")
