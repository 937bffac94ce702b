"""Two items crossed: each respondent a dot, rows by one item and columns by another."""

import pandas as pd
from plotnine import ggplot

from corrigenda.charts import Crossed
from corrigenda.codebook import Item
from corrigenda.figures.faces import face
from corrigenda.figures.fonts import wrapped
from corrigenda.figures.lettering import share_width, shares_at, text
from corrigenda.figures.marks import dots, rules
from corrigenda.figures.page import page, room
from corrigenda.frames import TOTAL
from corrigenda.study import Study
from corrigenda.style import BLUE, CAPITALS, LINE, MUTED, SMALL, TEXT

DOT = 10.5
GAP = 14.0  # between the dots of a row and the next label
UNDER = 8.0  # between a label and its dots


def draw(frame: pd.DataFrame, chart: Crossed, items: dict[str, Item], study: Study) -> ggplot:
    """Draw columns that hold anybody; the face line names those that do not."""
    totals = frame[(frame["option"] == TOTAL) & (frame["by_option"] != TOTAL)]
    shown = totals[totals["n"] > 0].reset_index(drop=True)
    empty = "; ".join(totals[totals["n"] == 0]["column"])
    width = room(chart.width)
    step = width / max(1, len(shown))
    heading, head = _heading(shown, items[chart.by].label, step)
    body, height = _body(frame, shown, step, head)
    words = face(frame, study, chart.note, f"no respondents: {empty}" if empty else None)
    return page(height, words, chart.width) + heading + body + rules([(0, -head, width, -head)])


def _heading(shown: pd.DataFrame, title: str, step: float) -> tuple[list, float]:
    """Set the column heads, and measure them."""
    labels = [wrapped(label, step - 10, bold=True) for label in shown["column"]]
    lines = max(label.count("\n") for label in labels)
    title = wrapped(title, step * len(shown), SMALL)
    above = CAPITALS * SMALL + SMALL * LINE / TEXT * title.count("\n") + UNDER
    foot = -(above + CAPITALS * TEXT + LINE * lines)
    under = foot - LINE - 2
    values = [
        (step * at, under + CAPITALS * TEXT / 2, row.percent, row.n)
        for at, row in enumerate(shown.itertuples())
    ]
    heads = [(step * at, foot, label) for at, label in enumerate(labels)]
    layers = [
        text([(0, 0, title)], size=SMALL, color=MUTED),
        text(heads, bold=True, va="bottom"),
        *shares_at(values),
    ]
    return layers, UNDER - under


def _body(frame: pd.DataFrame, shown: pd.DataFrame, step: float, head: float):
    """Set the rows: a label with its share, and dots under each column head."""
    cells = frame.set_index(["option", "by_option"])
    width = step * len(shown)
    per_line = max(1, int((step - 10) // DOT))
    names, values, marks, y = [], [], [], -head - GAP
    for option in frame["option"].drop_duplicates()[lambda o: o != TOTAL]:
        total = cells.loc[(option, TOTAL)]
        name = wrapped(total["row"], width - share_width("100", 100) - 10)
        names.append((0, y, name))
        values.append((width, y - CAPITALS * TEXT / 2, total["percent"], int(total["n"])))
        y -= CAPITALS * TEXT + LINE * name.count("\n") + UNDER
        lines = 1
        for at, column in enumerate(shown["by_option"]):
            n = int(cells.loc[(option, column), "n"])
            marks += [
                (step * at + DOT * (k % per_line + 0.4), y - DOT * (k // per_line + 0.4), BLUE)
                for k in range(n)
            ]
            lines = max(lines, -(-n // per_line))
        y -= DOT * (lines - 1) + 0.8 * DOT + GAP
    return [text(names), *shares_at(values, ha="right"), dots(marks, DOT)], -y - GAP
