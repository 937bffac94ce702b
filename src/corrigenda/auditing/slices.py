"""The built slices as an audit reads them: who holds what, without pandas."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from corrigenda.auditing.built import read_rows, readable
from corrigenda.items import STATES, Item
from corrigenda.project import Project
from corrigenda.study import Base

HELD = "yes"


@dataclass(frozen=True)
class Slice:
    """What is known of one item.

    Parameters
    ----------
    item
        The item.
    state
        Under each respondent, in the order of the file, why there is an answer or none.
    values
        Under each respondent the value; of an item with several options nothing.
    ticked
        Under each option of such an item who holds it.
    corrections
        Under respondent and option (or an empty text) the row of the ledger that set the cell.
    """

    item: Item
    state: dict[str, str]
    values: dict[str, str]
    ticked: dict[str, set[str]]
    corrections: dict[tuple[str, str], str]

    def in_state(self, name: str) -> set[str]:
        """Return who is in a state."""
        return self._by_state[name]

    @cached_property
    def _by_state(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {name: set() for name in STATES}
        for respondent, state in self.state.items():
            found[state].add(respondent)
        return found

    def base(self, kind: Base) -> set[str]:
        """Return who is in the base."""
        if kind == "answered":
            return self.in_state("answered")
        everybody = set(self.state)
        return everybody - self.in_state("not_asked") if kind == "asked" else everybody

    def holders(self, option: str) -> set[str]:
        """Return who holds an option, a code, or any code of a theme."""
        options = self.item.themes.get(option, (option,))
        return set().union(*(self._held.get(one, ()) for one in options))

    def with_any(self) -> set[str]:
        """Return who holds any option."""
        return set().union(*(self.holders(option) for option in self.item.by_id))

    @cached_property
    def _held(self) -> dict[str, set[str]]:
        if self.item.per_option:
            return self.ticked
        found: dict[str, set[str]] = {}
        for respondent, value in self.values.items():
            found.setdefault(value, set()).add(respondent)
        return found

    def held_by(self, respondent: str) -> list[str]:
        """Name the options that a respondent holds, in the order of the codebook."""
        return [one.id for one in self.item.options if respondent in self._held.get(one.id, ())]

    @cached_property
    def numbers(self) -> dict[str, int | Fraction]:
        """The answered values of a number item, exactly."""
        answered = self.in_state("answered")
        return {r: _number(value) for r, value in self.values.items() if r in answered}


def _number(text: str) -> int | Fraction:
    return int(text) if text.isdecimal() else Fraction(text)


class Slices:
    """The slices of a study, each read when it is asked for.

    Parameters
    ----------
    project
        The study within its folder.
    """

    def __init__(self, project: Project):
        self.project = project
        self._known: dict[str, Slice] = {}

    def __getitem__(self, item_id: str) -> Slice:
        if item_id not in self._known:
            self._known[item_id] = self._slice(item_id)
        return self._known[item_id]

    @property
    def everybody(self) -> Collection[str]:
        """The ids of all respondents, from a slice that is known already if there is one."""
        return self[next(iter(self._known), next(iter(self.project.items)))].state

    def _slice(self, item_id: str) -> Slice:
        path = self.project.slice(item_id)
        with readable(self.project.place(path)):
            return read_slice(path, self.project.place(path), self.project.items[item_id])


def read_slice(path: Path, place: str, item: Item) -> Slice:
    """Read the slice of an item, row by row.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    item
        The item.

    Returns
    -------
    Slice
        Who holds what.

    Raises
    ------
    RecordError
        When it is not built.
    ValueError, LookupError
        When it is no slice of this item.
    """
    rows = read_rows(path, place)
    columns = ["respondent", *(["option"] if item.per_option else [])]
    if next(rows, None) != [*columns, "value", "state", "correction"]:
        raise ValueError(place)
    found = Slice(item, {}, {}, {option.id: set() for option in item.options}, {})
    for row in rows:
        respondent, value, state, correction = row[0], *row[-3:]
        if state not in STATES:
            raise ValueError(place)
        found.state[respondent] = state
        option = row[1] if item.per_option else ""
        if not item.per_option:
            found.values[respondent] = value
        elif value == HELD:
            found.ticked[option].add(respondent)
        if correction:
            found.corrections[respondent, option] = correction
    return found
