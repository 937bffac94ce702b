"""Frames: the data behind each exhibit, counted once and printed once, without drawing it."""

from fractions import Fraction

import pandas as pd

from corrigenda.charts import Answers, Bars, Crossed, Distribution, Figure, Path, Timeline
from corrigenda.codebook import Item
from corrigenda.exhibits import Exhibit
from corrigenda.rounding import printed_percent, rounded
from corrigenda.study import Base, Study
from corrigenda.tables import table_frame
from corrigenda.tabulate import counts, holders, in_base, numbers

SHARES = ["item", "option", "block", "row", "n", "base", "percent"]
CROSSED = ["item", "option", "by", "by_option", "row", "column", "n", "base", "percent"]
TOTAL = ""  # as option of a crossing: whatever the respondent's answer
RESPONDENTS = "respondents"  # the mark of a distribution's rows that count them
START = ""  # as option of a path: where everybody comes from


def exhibit_frame(
    exhibit: Exhibit, items: dict[str, Item], slices: dict[str, pd.DataFrame], study: Study
) -> pd.DataFrame:
    """Compute everything that a table or a figure shows.

    Parameters
    ----------
    exhibit
        The declared exhibit.
    items
        The items of the study.
    slices
        The slice of each item that the exhibit reads, by id.
    study
        Its default base, its rounding.

    Returns
    -------
    pandas.DataFrame
        The printed cells or the plotted data, as they are published beside the exhibit.
    """
    if isinstance(exhibit, Figure):
        return _CHARTS[exhibit.chart](exhibit, items, slices, study)
    return table_frame(exhibit, items, slices, study)


def _bars(chart: Bars, items: dict[str, Item], slices: dict, study: Study) -> pd.DataFrame:
    """Count the options of the item, the largest first unless the codebook's order is asked."""
    item = items[chart.item]
    counted = shares(slices[item.id], item, study, chart.base, chart.rows)
    return by_size(counted) if chart.order == "size" else counted


def _answers(chart: Answers, items: dict[str, Item], slices: dict, study: Study) -> pd.DataFrame:
    """Count the options of every item; items stand by the share of the first option."""
    counted = [shares(slices[i], items[i], study, chart.base) for i in chart.of]
    if chart.order == "size":
        first = items[chart.of[0]].options[0].id
        counted.sort(key=lambda part: _share(part, first), reverse=True)
    return pd.concat(counted, ignore_index=True)


def _share(part: pd.DataFrame, option: str) -> float:
    row = part[part["option"] == option].iloc[0]
    return row["n"] / row["base"] if row["base"] else 0.0


def _crossed(chart: Crossed, items: dict[str, Item], slices: dict, study: Study) -> pd.DataFrame:
    """Count the respondents of each pair of options, and of each option by itself."""
    item, by = items[chart.item], items[chart.by]
    among = pd.Series(True, index=slices[item.id]["respondent"].drop_duplicates())
    for one in (item, by):
        among &= in_base(slices[one.id], chart.base or one.base or study.base)
    rows = holders(slices[item.id], item)[among].assign(**{TOTAL: True})
    columns = holders(slices[by.id], by)[among].assign(**{TOTAL: True})
    base = int(among.sum())
    row_names, column_names = _names(item), _names(by)
    cells = []
    for option in rows:
        for column in columns:
            n = int((rows[option] & columns[column]).sum())
            percent = printed_percent(n, base, study.rounding)
            names = (row_names[option], column_names[column])
            cells.append((item.id, option, by.id, column, *names, n, base, percent))
    return pd.DataFrame(cells, columns=CROSSED)


def _names(item: Item) -> dict[str, str]:
    return {option.id: option.label for option in item.options} | {TOTAL: "All"}


def _distribution(
    chart: Distribution, items: dict[str, Item], slices: dict, study: Study
) -> pd.DataFrame:
    """Count the respondents of each value, and compute the marks exactly."""
    item = items[chart.item]
    values = sorted(Fraction(value) for value in numbers(slices[item.id]))
    rows = [(RESPONDENTS, value, values.count(value)) for value in sorted(set(values))]
    if values:
        rows += [(mark, _middle(mark, values), len(values)) for mark in chart.marks]
    return pd.DataFrame(
        [
            (item.id, item.label, mark, _printed(value, study), n, len(values))
            for mark, value, n in rows
        ],
        columns=["item", "block", "mark", "value", "n", "base"],
    )


def _middle(mark: str, values: list[Fraction]) -> Fraction:
    if mark == "mean":
        return sum(values, Fraction(0)) / len(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _printed(value: Fraction, study: Study) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{rounded(value, study.rounding, 1):f}"


def _timeline(chart: Timeline, items: dict[str, Item], slices: dict, study: Study) -> pd.DataFrame:
    """Count the options: the steps in their order, then those apart."""
    item = items[chart.item]
    return shares(slices[item.id], item, study, chart.base, chart.steps + chart.apart)


def _path(chart: Path, items: dict[str, Item], slices: dict, study: Study) -> pd.DataFrame:
    """Count who goes from each answer to the next; only answers that lead on have a way on."""
    first = items[chart.of[0]]
    among = in_base(slices[first.id], chart.base or first.base or study.base)
    before = pd.DataFrame({START: among})
    rows = []
    for name in chart.of:
        item = items[name]
        held = holders(slices[name], item)
        reached = [o for o in before if (before[o] & held.any(axis=1)).any()]
        flows = [
            (o, p.id, p.label, int((before[o] & held[p.id]).sum()))
            for o in reached
            for p in item.options
        ]
        base = sum(n for *_, n in flows)
        rows += [
            (name, item.label, came, option, label, n, base) for came, option, label, n in flows
        ]
        before = held[among]
    return pd.DataFrame(rows, columns=["item", "block", "from", "option", "row", "n", "base"])


_CHARTS = {
    "answers": _answers,
    "bars": _bars,
    "crossed": _crossed,
    "distribution": _distribution,
    "path": _path,
    "timeline": _timeline,
    "units": _bars,
}


def shares(
    slice_: pd.DataFrame,
    item: Item,
    study: Study,
    base: Base | None = None,
    rows: tuple[str, ...] | None = None,
) -> pd.DataFrame:
    """Count an item's options and print their shares.

    Parameters
    ----------
    slice_
        The item's slice.
    item
        A single, multiple or coded item.
    study
        Its default base and its rounding.
    base
        The denominator, if not the item's own.
    rows
        The options to keep, in their order; all by default.

    Returns
    -------
    pandas.DataFrame
        Columns item, option, block, row, n, base, percent.
    """
    counted = counts(slice_, item, base or item.base or study.base).set_index("option")
    kept = [(option, counted.loc[option]) for option in rows or item.by_id]
    return pd.DataFrame(
        [
            (
                item.id,
                option,
                item.label,
                item.option(option).label,
                int(count.n),
                int(count.base),
                printed_percent(int(count.n), int(count.base), study.rounding),
            )
            for option, count in kept
        ],
        columns=SHARES,
    )


def by_size(frame: pd.DataFrame) -> pd.DataFrame:
    """Put the largest first; equal ones stay in the codebook's order."""
    return frame.sort_values("n", ascending=False, kind="stable", ignore_index=True)
