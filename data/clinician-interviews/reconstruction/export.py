"""Write the raw files as the product and the coders' tool write them."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import form
import ledger
import sheet
from sheet import Row

BOM = "\ufeff"


def interviews(rows: list[Row]) -> str:
    """Lay out the responses as a Qualtrics export: three header rows, oldest recorded first.

    Parameters
    ----------
    rows
        The responses.

    Returns
    -------
    str
        The text of the file, with the mark that Qualtrics sets before it.
    """
    columns = form.columns()
    names = [c.name for c in columns]
    headers = [names, [c.question for c in columns], [c.import_id for c in columns]]
    ordered = sorted(rows, key=lambda row: (row["RecordedDate"], row["ResponseId"]))
    return BOM + _csv([*headers, *([row.get(n, "") for n in names] for row in ordered)])


def codings(rows: list[Row]) -> str:
    """Lay out the code applications, in the order of the text.

    Parameters
    ----------
    rows
        The code applications.

    Returns
    -------
    str
        The text of the file.
    """

    def place(row: Row) -> tuple:
        return (row["respondent"], row["item"], int(row["start"]), row["coder"], row["code"])

    ordered = sorted(rows, key=place)
    return _csv([sheet.HEADER, *([row[n] for n in sheet.HEADER] for row in ordered)])


def corrections(rows: list[Row]) -> str:
    """Lay out the ledger.

    Parameters
    ----------
    rows
        The ledger's rows, in their order.

    Returns
    -------
    str
        The text of the file.
    """
    return _csv([ledger.HEADER, *([row[n] for n in ledger.HEADER] for row in rows)])


def write(folder: Path, raw: dict[str, str], ledger_text: str) -> None:
    """Write the raw files, their checksums and the ledger.

    Parameters
    ----------
    folder
        The study's folder.
    raw
        Name in `raw/` to text.
    ledger_text
        The text of corrections.csv.
    """
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    contents = {name: text.encode("utf-8") for name, text in raw.items()}
    sums = "".join(f"{hashlib.sha256(c).hexdigest()}  {n}\n" for n, c in sorted(contents.items()))
    for name, content in {**contents, "SHA256SUMS": sums.encode()}.items():
        (folder / "raw" / name).write_bytes(content)
    (folder / "corrections.csv").write_bytes(ledger_text.encode("utf-8"))


def _csv(rows: list) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
