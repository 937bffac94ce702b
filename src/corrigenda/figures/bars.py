"""One bar for each option, or one dot for each respondent who holds it."""

import pandas as pd
from plotnine import ggplot

from corrigenda.charts import Bars
from corrigenda.codebook import Item
from corrigenda.figures.faces import face, several
from corrigenda.figures.fonts import wrapped
from corrigenda.figures.lettering import share_width, shares_at, text
from corrigenda.figures.marks import boxes, dots
from corrigenda.figures.page import page, room
from corrigenda.study import Study
from corrigenda.style import BLUE, CAPITALS, LINE, OCHRE, PALE, TEXT

BAR = 13.0
UNDER = 6.0  # between a label and its bar
GAP = 16.0  # between a bar and the next label
BEHIND = 6.0  # between a bar and its share
DOT = 13.5  # from one dot to the next


def draw(frame: pd.DataFrame, chart: Bars, items: dict[str, Item], study: Study) -> ggplot:
    """Draw a label over each bar, and its share and count behind it."""
    width = room(chart.width)
    labels = [wrapped(row, width) for row in frame["row"]]
    heights = [CAPITALS * TEXT + LINE * label.count("\n") + UNDER + BAR for label in labels]
    tops = [-sum(heights[:row]) - GAP * row for row in range(len(heights))]
    rows = frame.assign(
        middle=[top - height + BAR / 2 for top, height in zip(tops, heights, strict=True)],
        color=[OCHRE if option in chart.emphasis else BLUE for option in frame["option"]],
    )
    words = face(frame, study, several(items[chart.item]), chart.note)
    plot = page(sum(heights) + GAP * (len(heights) - 1), words, chart.width)
    plot += text((0, top, label) for top, label in zip(tops, labels, strict=True))
    reach = width - BEHIND - max(share_width(row.percent, row.n) for row in rows.itertuples())
    return plot + (_units if chart.chart == "units" else _bars)(rows, reach)


def _bars(rows: pd.DataFrame, reach: float) -> list:
    """Bars on a track that stands for the whole base, and the shares in a column behind it."""
    marks = []
    for row in rows.itertuples():
        low, high = row.middle - BAR / 2, row.middle + BAR / 2
        marks += [(0, reach, low, high, PALE), (0, reach * row.n / row.base, low, high, row.color)]
    values = [(reach + BEHIND, row.middle, row.percent, row.n) for row in rows.itertuples()]
    return [boxes(marks), *shares_at(values, ha="column")]


def _units(rows: pd.DataFrame, reach: float) -> list:
    """Dots in one line for each option, and its share where they end."""
    step = min(DOT, reach / max(1, rows["n"].max()))
    marks = [
        (step * (position + 0.4), row.middle, row.color)
        for row in rows.itertuples()
        for position in range(row.n)
    ]
    values = [
        (step * row.n + (BEHIND if row.n else 0), row.middle, row.percent, row.n)
        for row in rows.itertuples()
    ]
    return [dots(marks, step), *shares_at(values)]
