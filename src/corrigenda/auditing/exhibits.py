"""What the cells of each kind of exhibit count: the rows of a table, the marks of a chart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from corrigenda.auditing.cells import RESPONDENTS, Cell, Row
from corrigenda.auditing.counts import Count, number_count, option_count, share, state_count
from corrigenda.auditing.slices import Slices
from corrigenda.blocks import Table
from corrigenda.charts import Crossed, Distribution, Figure, Path
from corrigenda.derived import Condition
from corrigenda.exhibits import Exhibit
from corrigenda.forms import Share
from corrigenda.items import STATES
from corrigenda.project import Project
from corrigenda.rules import BASES, rule, shared, who
from corrigenda.study import Base

Counts = Callable[[Slices], Count]
SO_FAR = "of those who came so far"


def cells_of(exhibit: Exhibit, rows: Sequence[Row], project: Project) -> list[Cell]:
    """List the cells of an exhibit.

    Parameters
    ----------
    exhibit
        As it is declared.
    rows
        Of its CSV.
    project
        Its declarations, which say what a cell counts.

    Returns
    -------
    list of Cell
        In their order; rows of which the declaration knows nothing are left out.
    """
    cells = _Cells(exhibit, project)
    if isinstance(exhibit, Table):
        return list(cells.of_table(rows))
    if isinstance(exhibit, Distribution):
        return list(cells.of_distribution(rows))
    made = {Crossed: cells.crossed, Path: cells.on_path}.get(type(exhibit), cells.bar)
    return [made(row) for row in rows]


@dataclass(frozen=True)
class _Cells:
    """Makes the cells of one exhibit."""

    exhibit: Table | Figure
    project: Project

    def of_table(self, rows: Sequence[Row]) -> Iterator[Cell]:
        printed = {(row["block"], row["row"]): row for row in rows}
        for block in self.exhibit.blocks:
            for row in block.rows:
                found = printed.get((block.label, row.label))
                if found:
                    base = block.base or self.project.study.base
                    yield self._option(block.item, row.key, base, found)

    def bar(self, row: Row) -> Cell:
        return self._option(row["item"], row["option"], self._base(row["item"]), row)

    def _base(self, item: str) -> Base:
        project = self.project
        return self.exhibit.base or project.items[item].base or project.study.base

    def _rule(self, name: str, base: Base | None = None) -> str:
        return rule(name, self.project.items, {}, self.project.study, base)

    def _together(self, options: Mapping[str, str], among: str) -> str:
        """Say what a cell counts that asks for an option of each of several items."""
        names = tuple(f"{item}.{option}" for item, option in options.items())
        whom = f" {who(Condition(all=names), self.project.items)}" if names else ""
        return f"Respondents{whom}, {among}."

    def _option(self, item: str, key: str, base: Base, row: Row) -> Cell:
        """Make the cell of an option, or of those who have none."""
        counted = state_count if key in STATES else option_count
        return Cell(
            row["block"],
            row["row"],
            (f"{item}.{key}", f"{item}/{row['row']}", key),
            self._rule(f"{item}.{key}", base),
            row,
            lambda slices: counted(slices, item, key, base),
        )

    def of_distribution(self, rows: Sequence[Row]) -> Iterator[Cell]:
        item = self.exhibit.item
        for position, row in enumerate(row for row in rows if row["mark"] == RESPONDENTS):
            said = f"Respondents who gave {row['value']} for {item}, of those who answered."
            count = _with_value(item, position)
            yield Cell(row["block"], row["value"], (), said, row, count)
        for row in rows:
            mark = row["mark"]
            if mark != RESPONDENTS:
                said, also = self._rule(f"{item}.{mark}"), (f"{item}.{mark}",)
                yield Cell(row["block"], mark, also, said, row, _summary(item, mark))

    def crossed(self, row: Row) -> Cell:
        chart = self.exhibit
        options = {chart.item: row["option"], chart.by: row["by_option"]}
        pairs = {item: option for item, option in options.items() if option}
        bases = {item: self._base(item) for item in options}
        also = ("/".join(options.values()),) if len(pairs) == len(options) else ()
        said = self._together(pairs, shared(bases.values()))
        return Cell(row["row"], row["column"], also, said, row, _crossing(options, bases))

    def on_path(self, row: Row) -> Cell:
        chart, item, came = self.exhibit, row["item"], row["from"]
        before = {chart.of[chart.of.index(item) - 1]: came} if came else {}
        steps = {**before, item: row["option"]}
        direct = (f"{item}.{row['option']}", f"{item}/{row['row']}", row["option"])
        also = (f"{came}/{row['row']}", f"{came}/{row['option']}") if came else direct
        count = _way(steps, chart.of[0], self._base(chart.of[0]))
        said = self._together(steps, SO_FAR if came else BASES["answered"])
        return Cell(row["block"], row["row"], also, said, row, count)


def _summary(item: str, mark: str) -> Counts:
    return lambda slices: number_count(slices, item, mark)


def _with_value(item: str, position: int) -> Counts:
    """Count those who gave the number that is shown at a position, the smallest first."""

    def count(slices: Slices) -> Count:
        numbers = slices[item].numbers
        value = dict(enumerate(sorted(set(numbers.values())))).get(position)
        holds = {r for r, number in numbers.items() if number == value}
        return share(slices, {item: ()}, holds, {item: "answered"})

    return count


def _crossing(options: dict[str, str], bases: dict[str, Base]) -> Counts:
    """Count those who hold both options; an empty one stands for any answer."""

    def count(slices: Slices) -> Count:
        everybody = set(slices[next(iter(options))].state)
        held = (slices[i].holders(o) for i, o in options.items() if o)
        reads = {i: (o,) if o else () for i, o in options.items()}
        return share(slices, reads, reduce(set.intersection, held, everybody), bases)

    return count


def _way(steps: dict[str, str], first: str, base: Base) -> Counts:
    """Count those who went from one answer to the next."""

    def count(slices: Slices) -> Count:
        came = (slices[item].with_any() for item in steps)
        among = reduce(set.intersection, came, slices[first].base(base))
        held = (slices[item].holders(option) for item, option in steps.items())
        going = reduce(set.intersection, held, among)
        others = set(slices[first].state) - among
        reads = {item: (option,) for item, option in steps.items()}
        shown = Share(len(going), len(among))
        return Count(reads, going, among, (("did not come so far", others),), shown)

    return count
