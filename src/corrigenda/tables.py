"""Tables: counted once, printed as HTML (great_tables), as native Typst, and as CSV."""

import re
from html import escape

import pandas as pd

from corrigenda.blocks import Block, Table
from corrigenda.codebook import Item
from corrigenda.rounding import printed_percent
from corrigenda.study import Study
from corrigenda.style import TABLE_CSS
from corrigenda.tabulate import counts

CELLS = ["block", "row", "n", "base", "percent"]
STUB = "Answer"
VALUE = "% (n)"
CHECK_ALL = "check all that apply"
NO_PERCENT = "–"  # the base is 0
_INSET = "(x: 0pt, y: 3.2pt)"
_HEADING_INSET = "(x: 0pt, top: 8.5pt, bottom: 3.2pt)"
_RULE = "table.hline(stroke: 0.9pt)"
_FINE_RULE = "table.hline(stroke: 0.5pt)"


def table_frame(
    exhibit: Table, items: dict[str, Item], slices: dict[str, pd.DataFrame], study: Study
) -> pd.DataFrame:
    """Compute the printed cells of a table.

    Parameters
    ----------
    exhibit
        The declared table.
    items
        The items of the study.
    slices
        The slice of each item that the table reads, by id.
    study
        Its default base, its rounding.

    Returns
    -------
    pandas.DataFrame
        Columns block, row, n, base, percent (as printed, without its sign), in printed order.
    """
    rows = []
    for block in exhibit.blocks:
        base = block.base or study.base
        counted = counts(slices[block.item], items[block.item], base).set_index("option")
        for row in block.rows:
            n, of = (int(counted.at[row.key, name]) for name in ("n", "base"))
            rows.append((block.label, row.label, n, of, printed_percent(n, of, study.rounding)))
    return pd.DataFrame(rows, columns=CELLS)


def to_html(frame: pd.DataFrame, exhibit: Table, study: Study) -> str:
    """Write a table as an HTML fragment that takes colours and type from its page.

    Parameters
    ----------
    frame
        What `table_frame` computed.
    exhibit
        The declared table.
    study
        Whose notice stands under the table.

    Returns
    -------
    str
        A ``div`` with the table and its few rules of style.
    """
    from great_tables import GT, html

    shared = _shared_base(frame)
    headings = {b.label: _html_heading(b, frame, shared) for b in exhibit.blocks}
    shown = pd.DataFrame(
        {
            "block": frame["block"],
            "row": frame["row"],
            "value": [
                f'{p or NO_PERCENT} <span class="gt_count">({n})</span>'
                for p, n in zip(frame["percent"], frame["n"], strict=True)
            ],
        }
    )
    # The exhibit's id belongs to the float around the table.
    table = (
        GT(shown, rowname_col="row", groupname_col="block", id=f"{exhibit.id}-table")
        .tab_stubhead(STUB)
        .cols_label(value=html(f"n = {shared}<br>{VALUE}" if shared is not None else VALUE))
        .cols_align("right", columns="value")
        .fmt(headings.get, columns="block")
        .fmt_passthrough(columns="value", escape=False)
        .tab_options(quarto_disable_processing=True)
    )
    for note in _notes(exhibit, study):
        table = table.tab_source_note(html(escape(note)))
    return _in_house_style(table.as_raw_html(), 1.3 + _digits(frame))


def _html_heading(block: Block, frame: pd.DataFrame, shared: int | None) -> str:
    asides = _asides(block, frame, shared)
    aside = f' <span class="gt_aside">{escape(asides)}</span>' if asides else ""
    return escape(block.label) + aside


def _in_house_style(html: str, count: float) -> str:
    """Put our rules in the place of the 7 kB that great_tables writes into every table."""
    html = re.sub(r"<style>.*?</style>", f"<style>\n{TABLE_CSS}</style>", html, flags=re.DOTALL)
    count_width = rf'\1 style="--count: {count:g}ch"'
    return re.sub(r'^(<div id="[^"]*") style="[^"]*"', count_width, html.strip()) + "\n"


def to_typst(frame: pd.DataFrame, exhibit: Table, study: Study) -> str:
    """Write a table as native Typst: its header and headings repeat where a page breaks it.

    Parameters
    ----------
    frame
        What `table_frame` computed.
    exhibit
        The declared table.
    study
        Whose notice stands under the table.

    Returns
    -------
    str
        Typst markup.
    """
    shared = _shared_base(frame)
    head = f"n = {shared} \\ {VALUE}" if shared is not None else VALUE
    lines = [
        "#table(",
        "  columns: (1fr, auto),",
        "  align: (x, y) => (left + bottom, right + bottom).at(x),",
        "  stroke: none,",
        f"  inset: {_INSET},",
        # Rules inside the header are drawn again with it.
        f"  table.header({_RULE}, strong({_string(STUB)}), [*{head}*], {_FINE_RULE}),",
    ]
    for block in exhibit.blocks:
        lines += _typst_block(block, frame, shared)
    lines.append(f"  {_RULE},")
    notes = " + linebreak() + ".join(_string(note) for note in _notes(exhibit, study))
    if notes:
        cell = f"table.cell(colspan: 2, inset: (x: 0pt, top: 6pt), text(size: 0.9em, {notes}))"
        lines.append(f"  table.footer(repeat: false, {cell}),")
    return "\n".join([*lines, ")"]) + "\n"


def _typst_block(block: Block, frame: pd.DataFrame, shared: int | None) -> list[str]:
    asides = _asides(block, frame, shared)
    heading = f"strong({_string(block.label)})"
    if asides:
        heading += f" + {_string(' ' + asides)}"
    cell = f"table.cell(colspan: 2, inset: {_HEADING_INSET}, {heading})"
    lines = [f"  table.header(level: 2, {cell}),"]
    # Counts stand in boxes of one width, so that percentages end under each other.
    room = 0.65 + 0.5 * _digits(frame)
    for row in frame[frame["block"] == block.label].itertuples():
        count = f"box(width: {room}em, align(left)[({row.n})])"
        value = f"[{row.percent or NO_PERCENT} #{count}]"
        lines.append(f"  pad(left: 1em, {_string(row.row)}), {value},")
    return lines


def _shared_base(frame: pd.DataFrame) -> int | None:
    """Return the base of all rows, if they have one in common."""
    bases = frame["base"].unique()
    return int(bases[0]) if len(bases) == 1 else None


def _digits(frame: pd.DataFrame) -> int:
    return len(str(frame["n"].max()))


def _asides(block: Block, frame: pd.DataFrame, shared: int | None) -> str:
    """Say with a heading what its rows count, where the table's head cannot."""
    base = frame.loc[frame["block"] == block.label, "base"].iloc[0]
    asides = [
        CHECK_ALL if block.check_all else None,
        f"n = {base}" if shared is None else None,
        block.note,
    ]
    said = "; ".join(aside for aside in asides if aside)
    return f"({said})" if said else ""


def _notes(exhibit: Table, study: Study) -> list[str]:
    return [note for note in (exhibit.note, study.notice_short) if note]


def _string(text: str) -> str:
    """Write a Typst string, in which nothing is markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
