"""Each respondent's number as a dot over an axis, with the median and the mean marked."""

import pandas as pd
from mizani.breaks import breaks_extended
from plotnine import ggplot

from corrigenda.charts import Distribution
from corrigenda.codebook import Item
from corrigenda.figures.faces import face
from corrigenda.figures.fonts import text_width, wrapped
from corrigenda.figures.lettering import text
from corrigenda.figures.marks import dots, rules
from corrigenda.figures.page import page, room
from corrigenda.frames import RESPONDENTS
from corrigenda.study import Study
from corrigenda.style import BLUE, LINE, MUTED, OCHRE

DOT = 10.0
TICK = 4.0
HEAD = LINE + 2  # from the label of one mark to the next


def draw(frame: pd.DataFrame, chart: Distribution, items: dict[str, Item], study: Study) -> ggplot:
    """Draw the dots at their exact values, piled up where they would touch."""
    width = room(chart.width)
    people = frame[frame["mark"] == RESPONDENTS]
    highest = max((float(value) for value in people["value"]), default=1.0)
    breaks = [value for value in breaks_extended(n=6)((0, highest)) if value >= 0]
    scale = (width - DOT) / max(breaks[-1], highest)
    spots = [
        DOT / 2 + scale * float(row.value) for row in people.itertuples() for _ in range(row.n)
    ]
    piled = _piled(spots)
    marks = [
        (DOT / 2 + scale * float(row.value), f"{row.mark.capitalize()} {row.value}")
        for row in frame[frame["mark"] != RESPONDENTS].itertuples()
    ]
    ground = -(HEAD * len(marks) + 6 + DOT * (1 + max((k for _, k in piled), default=0)) + 6)
    below = ground - TICK - 5
    ticks = [(DOT / 2 + scale * value, f"{value:g}") for value in breaks]
    title = wrapped(items[chart.item].label, width)
    deep = LINE * (2 + title.count("\n"))
    plot = page(deep - below, face(frame, study, chart.note), chart.width)
    plot = plot + rules([(0, ground, width, ground)], color=MUTED)
    plot += rules([(at, ground, at, ground - TICK) for at, _ in ticks], color=MUTED)
    plot += text([(at, below, label) for at, label in ticks], color=MUTED, ha="center")
    plot += text([(0, below - LINE - 4, title)], color=MUTED)
    plot = plot + _marked(marks, ground, width)
    return plot + dots([(at, ground + 6 + DOT * (k + 0.5), BLUE) for at, k in piled], DOT)


def _marked(marks: list[tuple[float, str]], ground: float, width: float) -> list:
    """Draw a line for each mark, its label on the side where it meets neither line nor edge."""
    layers = []
    for row, (at, label) in enumerate(marks):
        strong = row == 0
        end = at + 10 + text_width(label, bold=strong)
        right = end <= width and not any(at < other <= end for other, _ in marks[:row])
        layers += [
            rules([(at, -HEAD * row, at, ground)], color=OCHRE if strong else MUTED, size=1.5),
            text(
                [(at + (5 if right else -5), -HEAD * row, label)],
                bold=strong,
                ha="left" if right else "right",
            ),
        ]
    return layers


def _piled(positions: list[float]) -> list[tuple[float, int]]:
    """Give each dot the lowest level on which it touches no other."""
    ends: list[float] = []
    piled = []
    for at in positions:
        level = next((k for k, end in enumerate(ends) if at - end >= 0.8 * DOT), len(ends))
        ends[level : level + 1] = [at]
        piled.append((at, level))
    return piled
