"""Small things that many tests build: items, responses, ledger rows, slices, refusals."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from corrigenda import errors
from corrigenda.corrections import Correction
from corrigenda.items import Item
from corrigenda.study import Study

TINY = Path(__file__).parent / "e2e/tiny"
PLACE = "data/tiny/corrections.csv:3"  # of a row that is added to its ledger
EXIT_CODES = {
    errors.StudyError: 10,
    errors.LedgerError: 11,
    errors.ExportError: 12,
    errors.CodingsError: 13,
    errors.ExhibitError: 14,
    errors.ReportError: 15,
    errors.RawChangedError: 16,
    errors.EngineError: 17,
    errors.WriteError: 18,
    errors.RecordError: 19,
    errors.TargetError: 20,
    errors.ReleaseError: 21,
}
YES_NO = {"yes": "Yes", "no": "No"}
TALK_PLAY = {
    "talk": {"label": "Talking", "column": "Q3_1"},
    "play": {"label": "Playing", "column": "Q3_2"},
}


@contextmanager
def refused(error: type[errors.UserError], *problems: str) -> Iterator[None]:
    """Expect a refusal of exactly one kind, with exactly these problems in this order."""
    with pytest.raises(error) as caught:
        yield
    assert type(caught.value) is error
    assert [str(problem) for problem in caught.value.problems] == list(problems)
    assert caught.value.exit_code == EXIT_CODES[error]


def an_item(item_id: str, kind: str, **settings) -> Item:
    """Declare an item, as codebook.yaml would."""
    return Item(**{"id": item_id, "kind": kind, "label": item_id.capitalize()} | settings)


def a_codebook(*items: Item) -> dict[str, Item]:
    """Put items under their ids."""
    return {item.id: item for item in items}


def a_study(**settings) -> Study:
    """Declare a study, as study.yaml would."""
    responses = {"file": "raw/export.csv", "fieldwork": {"from": "2024-03-01", "to": "2024-03-31"}}
    needed = {"id": "tiny", "title": "Tiny", "respondent": "RID", "responses": responses}
    return Study(**needed | {"rounding": "half-odd", "missing": ["N/A"]} | settings)


def responses(**columns: list[str]) -> pd.DataFrame:
    """Lay out used responses of R1, R2, … as the reader does, from row 4 of the spreadsheet."""
    size = len(next(iter(columns.values())))
    fixed = {
        "respondent": [f"R{n}" for n in range(1, size + 1)],
        "row": [str(n) for n in range(4, size + 4)],
        "disposition": ["used"] * size,
    }
    return pd.DataFrame(fixed | columns, dtype=str)


def correction(respondent: str, item: str, old: str, new: str, line: int = 2) -> Correction:
    """Write a row of the ledger; the one on line 2 is C001."""
    place = f"corrections.csv:{line}"
    day = date(2024, 4, 10)
    return Correction(f"C{line - 1:03}", respondent, item, old, new, "Misheard", "AB", day, place)


def with_row(project, *cells: str, withdraws: str = "") -> tuple[Correction, ...]:
    """Return the ledger of the tiny study with one row more."""
    day = date(2024, 4, 11)
    row = Correction("C002", *cells, "Misheard", "AB", day, PLACE, withdraws)
    return (*project.ledger, row)


def a_slice(*values: str | None) -> pd.DataFrame:
    """Make the slice of a single, number, open or date item; "" is unanswered, None not asked."""
    states = {"": "unanswered", None: "not_asked"}
    rows = [
        (f"R{n}", value or "", states.get(value, "answered"), "")
        for n, value in enumerate(values, 1)
    ]
    return pd.DataFrame(rows, columns=["respondent", "value", "state", "correction"], dtype=str)


def a_slice_per_option(options: str, *held: str | None) -> pd.DataFrame:
    """Make the slice of a check-all or coded item; each holds "a b", "" nothing, None not asked."""
    states = {"": "unanswered", None: "not_asked"}
    rows = [
        (f"R{n}", o, "yes" if o in (mine or "").split() else "no", states.get(mine, "answered"), "")
        for n, mine in enumerate(held, 1)
        for o in options.split()
    ]
    columns = ["respondent", "option", "value", "state", "correction"]
    return pd.DataFrame(rows, columns=columns, dtype=str)


def rows_of(frame: pd.DataFrame, *columns: str) -> list[str]:
    """Show a frame's rows as short texts, to be read at a glance."""
    return [" ".join(map(str, row)) for row in frame[list(columns)].itertuples(index=False)]
