"""Many items with the same options: a divided bar for each, the largest first share on top."""

import pandas as pd
from plotnine import ggplot

from corrigenda.charts import Answers
from corrigenda.codebook import Item
from corrigenda.figures.faces import face
from corrigenda.figures.fonts import text_width, wrapped
from corrigenda.figures.lettering import text
from corrigenda.figures.marks import boxes
from corrigenda.figures.page import page, room
from corrigenda.study import Study
from corrigenda.style import (
    BLUE,
    CAPITALS,
    INK,
    LIGHT,
    LINE,
    MIDDLE,
    OCHRE,
    PALE,
    PAPER,
    SAND,
    SMALL,
    STRAW,
    TEXT,
)

BAR = 14.0
UNDER = 5.0
GAP = 13.0
SPLIT = 1.0  # white between two parts of a bar
RAMP = (BLUE, LIGHT, PALE, MIDDLE)
# More options are as a rule a scale with two ends.
SCALES = {
    5: (BLUE, LIGHT, PALE, SAND, OCHRE),
    6: (BLUE, MIDDLE, LIGHT, SAND, STRAW, OCHRE),
    7: (BLUE, MIDDLE, LIGHT, PALE, SAND, STRAW, OCHRE),
}


def draw(frame: pd.DataFrame, chart: Answers, items: dict[str, Item], study: Study) -> ggplot:
    """Draw the key, and for each item its label, the first option's share and the bar."""
    width = room(chart.width)
    options = items[chart.of[0]].options
    ramp = RAMP if len(options) <= len(RAMP) else SCALES[max(5, min(7, len(options)))]
    colors = {option.id: ramp[at % len(ramp)] for at, option in enumerate(options)}
    one_base = frame["base"].nunique() == 1
    key, depth = _key(options, colors, width)
    y = -depth - GAP - 3
    names, percents, parts, counts = [], [], [], {INK: [], PAPER: []}
    for _, rows in frame.groupby("item", sort=False):
        first = rows.iloc[0]
        label = first["block"] if one_base else f"{first['block']} (n = {first['base']})"
        label = wrapped(label, width - text_width("100%", bold=True) - 10)
        names.append((0, y, label))
        percents.append((width, y, f"{first['percent']}%"))
        y -= CAPITALS * TEXT + LINE * label.count("\n") + UNDER
        for left, right, n, color in _divided(rows, colors, width):
            parts.append((left, right, y - BAR, y, color))
            if text_width(n, SMALL) <= right - left:
                ink = PAPER if color == BLUE else INK
                counts[ink].append(((left + right) / 2, y - BAR / 2, n))
        y -= BAR + GAP
    plot = page(-y - GAP, face(frame, study, chart.note), chart.width) + key
    plot = plot + text(names) + text(percents, color=BLUE, bold=True, ha="right") + boxes(parts)
    for ink, labels in counts.items():
        plot += text(labels, size=SMALL, color=ink, ha="center", va="middle")
    return plot


def _divided(rows: pd.DataFrame, colors: dict[str, str], width: float):
    """Divide a bar in proportion; what nobody chose has no part."""
    left = 0.0
    for row in rows[rows["n"] > 0].itertuples():
        right = left + width * row.n / row.base
        yield left, right - SPLIT, str(row.n), colors[row.option]
        left = right


def _key(options, colors: dict[str, str], width: float) -> tuple[list, float]:
    """Name the colours over the first bar, and the option whose share stands at the right."""
    square = CAPITALS * TEXT
    first = wrapped(options[0].label, width / 4, bold=True)
    reach = width - max(text_width(line, bold=True) for line in first.split("\n")) - 16
    x, y, squares, names = 0.0, 0.0, [], []
    for option in options:
        label = wrapped(option.label, reach - square - 5)
        needed = square + 5 + max(text_width(line) for line in label.split("\n"))
        if x and x + needed > reach:
            x, y = 0.0, min(bottom for *_, bottom in names) - LINE
        squares.append((x, x + square, y - square, y, colors[option.id]))
        names.append((x + square + 5, y, label, y - LINE * label.count("\n")))
        x += needed + 16
    depth = square - min(*(bottom for *_, bottom in names), -LINE * first.count("\n"))
    head = text([(width, 0, first)], color=BLUE, bold=True, ha="right")
    return [boxes(squares), text(name[:3] for name in names), head], depth
