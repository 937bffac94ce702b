"""Plant the errors that the ledger puts right: the raw files are the truth with it undone."""

from __future__ import annotations

from pathlib import Path

import study_files
from form import columns
from sheet import Row

HEADER = ("id", "respondent", "item", "old", "new", "reason", "author", "date")
TRUE_DATE = "true date"  # the day of an interview is drawn, so the list of slips cannot name it


def rows(sheet: dict[str, Row]) -> list[Row]:
    """Read the ledger's rows in their order.

    Parameters
    ----------
    sheet
        The true sheet, which knows the days of the interviews.

    Returns
    -------
    list[Row]
        The rows of corrections.csv, and `passage_of` where a slip has it.
    """
    slips = study_files.load(Path(__file__).with_name("slips.yaml"))
    listed = [{name: str(value) for name, value in slip.items()} for slip in slips]
    for slip in listed:
        if slip["new"] == TRUE_DATE:
            slip["new"] = sheet[slip["respondent"]]["StartDate"][:10]
    return listed


def undo(slips: list[Row], sheet: dict[str, Row], codings: list[Row]) -> None:
    """Undo the corrections, the last first, in the sheet and in the codings.

    Parameters
    ----------
    slips
        The ledger's rows.
    sheet, codings
        The truth, which becomes what was entered.
    """
    undone = {"coded": _undo_coding, "multiple": _undo_tick, "date": _undo_date}
    for slip in reversed(slips):
        kind = study_files.items()[slip["item"]]["kind"]
        target = codings if kind == "coded" else sheet[slip["respondent"]]
        undone.get(kind, _undo_value)(slip, target)


def _undo_value(slip: Row, row: Row) -> None:
    column = study_files.items()[slip["item"]]["column"]
    _expect(slip, row[column])
    row[column] = slip["old"]


def _undo_date(slip: Row, row: Row) -> None:
    _expect(slip, row["StartDate"][:10])
    for column in ("StartDate", "EndDate", "RecordedDate"):
        row[column] = slip["old"] + row[column][10:]


def _undo_tick(slip: Row, row: Row) -> None:
    for wrong, text in (("new", ""), ("old", slip["old"])):
        if slip[wrong]:
            option = study_files.option_of(slip["item"], slip[wrong])
            found = (c for c in columns() if (c.item, c.option) == (slip["item"], option))
            row[next(found).name] = text


def _undo_coding(slip: Row, codings: list[Row]) -> None:
    item, old, new = slip["item"], *(_code(slip, name) for name in ("old", "new"))
    touched = [r for r in codings if (r["respondent"], r["item"]) == (slip["respondent"], item)]
    right = [r for r in touched if r["code"] == (new or slip["passage_of"])]
    _expect(slip, slip["new"] if right else "")
    if not old:
        codings[:] = [row for row in codings if row not in right]
    elif not new:
        codings.append(right[0] | {"code": old})
    else:
        for row in right:
            row["code"] = old


def _code(slip: Row, name: str) -> str | None:
    return study_files.option_of(slip["item"], slip[name]) if slip[name] else None


def _expect(slip: Row, found: str) -> None:
    if found != slip["new"]:
        raise SystemExit(f"{slip['id']}: the truth is {found!r}, not {slip['new']!r}")
