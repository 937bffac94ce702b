"""The way of the respondents through items: bands from each answer to the next."""

from dataclasses import dataclass

import pandas as pd
from plotnine import ggplot

from corrigenda.charts import Path
from corrigenda.codebook import Item
from corrigenda.figures.faces import face
from corrigenda.figures.fonts import wrapped
from corrigenda.figures.lettering import text
from corrigenda.figures.marks import bands, boxes
from corrigenda.figures.page import page, room
from corrigenda.frames import START
from corrigenda.study import Study
from corrigenda.style import BLUE, LINE, MUTED, OCHRE, PALE, SAND, SMALL, TEXT

NODE = 9.0  # breadth of the bar that stands for an answer
TALL = 200.0  # points for all respondents together
APART = 6.0  # between two answers
LAST = 0.31  # of the width, for the labels of the last answers


def draw(frame: pd.DataFrame, chart: Path, items: dict[str, Item], study: Study) -> ggplot:
    """Draw a column of answers for each item, and the bands that lead to it."""
    width = room(chart.width)
    step = width * (1 - LAST) / len(chart.of)
    everybody = int(frame["base"].iloc[0])
    heads, top = _heads(chart, items, step)
    scale = TALL / max(1, everybody)
    sources = {START: _Node("All", 0.0, top, TALL, TALL, everybody, None)}
    nodes, flows = list(sources.values()), []
    for at, item in enumerate(chart.of, start=1):
        stage = frame[frame["item"] == item]
        beside = (width if item == chart.of[-1] else step * (at + 1)) - step * at - NODE - 12
        column = _column(stage, step * at, top, scale, beside)
        flows += _flows(stage, sources, column, scale)
        sources = column
        nodes += column.values()
    strong = {node for option, node in sources.items() if option in chart.emphasis}
    words = face(frame[:1], study, chart.note)
    plot = page(-min(node.top - node.tall for node in nodes), words, chart.width)
    plot += bands((*ends, SAND if target in strong else PALE) for *ends, target in flows)
    plot += boxes(
        (node.x, node.x + NODE, node.low, node.high, OCHRE if node in strong else BLUE)
        for node in nodes
    )
    return plot + text(heads, size=SMALL, color=MUTED) + _labels(nodes)


@dataclass(frozen=True)
class _Node:
    """An answer's place on the page; `of` is who could have given it."""

    label: str
    x: float
    top: float
    tall: float  # with the room that its label needs
    thick: float
    n: int
    of: int | None

    @property
    def middle(self) -> float:
        return self.top - self.tall / 2

    @property
    def low(self) -> float:
        return self.middle - self.thick / 2

    @property
    def high(self) -> float:
        return self.middle + self.thick / 2


def _heads(chart: Path, items: dict[str, Item], step: float) -> tuple[list, float]:
    """Set the items over their columns; return them and where the columns begin."""
    heads = [wrapped(items[item].label, step - 10, SMALL) for item in chart.of]
    lines = 1 + max(head.count("\n") for head in heads)
    placed = [(step * at, 0, head) for at, head in enumerate(heads, start=1)]
    return placed, -(SMALL * LINE / TEXT * lines + 8)


def _column(
    stage: pd.DataFrame, x: float, top: float, scale: float, beside: float
) -> dict[str, _Node]:
    """Place the answers of an item under each other; those that nobody gave are left out."""
    column = {}
    for option, rows in stage.groupby("option", sort=False):
        n = int(rows["n"].sum())
        if n:
            label = wrapped(rows["row"].iloc[0], beside, bold=True)
            thick, base = scale * n, int(rows["base"].iloc[0])
            tall = max(thick, LINE * (2 + label.count("\n")) + 1)
            column[option] = _Node(label, x, top, tall, thick, n, base)
            top -= tall + APART
    return column


def _flows(stage: pd.DataFrame, sources: dict, column: dict, scale: float) -> list[tuple]:
    """Lead each band from the place in its source to that in its target."""
    left = {option: node.high for option, node in sources.items()}
    right = {option: node.high for option, node in column.items()}
    flows = []
    for row in stage[stage["n"] > 0].to_dict("records"):
        came, went, thick = row["from"], row["option"], scale * row["n"]
        ends = (sources[came].x + NODE, left[came], column[went].x, right[went], thick)
        flows.append((*ends, column[went]))
        left[came] -= thick
        right[went] -= thick
    return flows


def _labels(nodes: list[_Node]) -> list:
    """Name each answer beside its bar, and count it out of those who could have given it."""
    names, counts = [], []
    for node in nodes:
        lines = 1 + node.label.count("\n")
        counted = f"{node.n} of {node.of}" if node.of else str(node.n)
        x = node.x + NODE + 6
        names.append((x, node.middle + LINE / 2, node.label))
        counts.append((x, node.middle - LINE * lines / 2, counted))
    return [text(names, bold=True, va="middle"), text(counts, va="middle")]
