"""The cells of an exhibit: what each is called, what is printed in it, and how it is found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from corrigenda.auditing.counts import Count
from corrigenda.auditing.slices import Slices
from corrigenda.errors import Problem, TargetError, did_you_mean, quoted
from corrigenda.forms import Share, Value

Row = Mapping[str, str]
SHOWN = 8
ROUNDED = Fraction(1, 20)  # charts print numbers to one decimal
RESPONDENTS = "respondents"  # the mark of a distribution's rows that count them


@dataclass(frozen=True)
class Cell:
    """One cell of a table, or one mark of a figure.

    Parameters
    ----------
    block, row
        What it is called, as it is printed.
    also
        What else it may be called.
    rule
        What it counts, in a sentence.
    printed
        The row of the exhibit's CSV.
    count
        Counts it again.
    """

    block: str
    row: str
    also: tuple[str, ...]
    rule: str
    printed: Row
    count: Callable[[Slices], Count]

    @property
    def label(self) -> str:
        """What it is called in full."""
        return f"{self.block} / {self.row}"

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it may be called."""
        return (self.label, self.row, *self.also)

    @property
    def text(self) -> str:
        """What the exhibit prints."""
        if "value" in self.printed:
            if self.printed["mark"] != RESPONDENTS:
                return self.printed["value"]
            return f"{self.printed['n']} of {self.printed['base']}"
        percent = self.printed.get("percent")
        share = f"{self.printed['n']} of {self.printed['base']}"
        return f"{percent}% ({share})" if percent else share

    def agrees(self, count: Count) -> bool:
        """Say whether the slices give what the exhibit prints."""
        return count.value is not None and self.agrees_with(count.value)

    def agrees_with(self, value: Value) -> bool:
        """Say whether the exhibit prints a value, as far as it is not rounded."""
        shown = self.printed
        if isinstance(value, Share):
            return (shown["n"], shown["base"]) == (str(value.n), str(value.base))
        try:
            off = Fraction(shown["value"]) - Fraction(value)
        except (KeyError, ValueError):
            return False
        return abs(off) <= ROUNDED


def find_cell(exhibit_id: str, text: str, cells: Sequence[Cell]) -> Cell:
    """Find a cell by what is written of it.

    Parameters
    ----------
    exhibit_id
        The exhibit.
    text
        A row's label or part of it, the id of an option, or ``block / row``.
    cells
        Of the exhibit.

    Returns
    -------
    Cell
        The only one that is called so.

    Raises
    ------
    TargetError
        When there is none, or several.
    """
    asked = folded(text)
    printed = [c for c in cells if asked in map(folded, (c.label, c.row))]
    named = printed or [c for c in cells if asked in map(folded, c.also)]
    found = named or [c for c in cells if asked in folded(c.label)]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{exhibit_id} has {len(found)} cells that {quoted(text)} may mean."
        labels = [quoted(f"{exhibit_id}:{c.label}") for c in found[:SHOWN]]
        more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        raise TargetError(Problem("", message, "\n  ".join(["Name one:", *labels, *more])))
    near = did_you_mean(text, [name for c in cells for name in c.names])
    near = near or f"It has {', '.join(quoted(c.row) for c in cells)}."
    raise TargetError(Problem("", f"{exhibit_id} has no cell {quoted(text)}.", near))


def folded(text: str) -> str:
    """Reduce the name of a cell to what makes it different from others."""
    parts = (" ".join(part.split()) for part in text.casefold().split("/"))
    return "/".join(parts)
