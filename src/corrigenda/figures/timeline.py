"""An item's options as steps in time: a stack of dots over each, on one arrow."""

import pandas as pd
from plotnine import ggplot

from corrigenda.charts import Timeline
from corrigenda.codebook import Item
from corrigenda.figures.faces import face, several
from corrigenda.figures.fonts import wrapped
from corrigenda.figures.lettering import shares_at, text
from corrigenda.figures.marks import arrow, dots, rules
from corrigenda.figures.page import page, room
from corrigenda.study import Study
from corrigenda.style import BLUE, CAPITALS, LINE, MIDDLE, MUTED, TEXT

DOT = 13.5
APART = 0.25  # of a step: the room between the arrow and what stands apart from it


def draw(frame: pd.DataFrame, chart: Timeline, items: dict[str, Item], study: Study) -> ggplot:
    """Draw the stacks on the arrow, shares over them and labels under it."""
    width = room(chart.width)
    step = width / (len(frame) + (APART if chart.apart else 0))
    per_line = max(1, int((step - 12) // DOT))
    deepest = max(1, -(-int(frame["n"].max()) // per_line))
    ground = -(CAPITALS * TEXT + 8 + DOT * deepest + 6)
    labels, values, marks = [], [], []
    for at, row in enumerate(frame.itertuples()):
        apart = row.option in chart.apart
        x = step * (at + (APART if apart else 0))
        labels.append((x, ground - 11, wrapped(row.row, step - 8)))
        lines = -(-row.n // per_line)
        y = ground + 6 + DOT * lines + 4 + CAPITALS * TEXT / 2
        values.append((x, y, row.percent, row.n))
        color = MIDDLE if apart else BLUE
        marks += [
            (x + DOT * (k % per_line + 0.4), ground + 6 + DOT * (k // per_line + 0.5), color)
            for k in range(row.n)
        ]
    deep = 11 + CAPITALS * TEXT + LINE * max(label.count("\n") for *_, label in labels)
    end = step * len(chart.steps)
    words = face(frame, study, several(items[chart.item]), chart.note)
    plot = page(deep - ground, words, chart.width) + dots(marks, DOT) + shares_at(values)
    plot = plot + text(labels) + arrow((0, ground, end - 4, ground))
    if chart.apart:
        plot += rules([(end + step * APART, ground, width, ground)], color=MUTED)
    return plot
