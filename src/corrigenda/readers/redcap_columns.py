"""REDCap: what a data dictionary says of the columns of an export."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import pandas as pd

from corrigenda.readers.exports import NOTHING, Column, Family
from corrigenda.readers.redcap_dictionary import Dictionary, Field
from corrigenda.wording import counted

TICK = re.compile(r"(\w+?)___(\w+)")
TICKED = {"1": "1", "0": "1", "checked": "Checked", "unchecked": "Checked"}
NUMBERS = ("integer", "number")
DATES = ("date", "datetime")
NO_ANSWERS = ("file", "signature")


class Described:
    """The columns of an export as its data dictionary describes them.

    Parameters
    ----------
    dictionary
        May know no field.
    names
        Of all columns.
    cells
        Of those that are read; they tell values from labels.
    """

    def __init__(self, dictionary: Dictionary, names: Sequence[str], cells: pd.DataFrame):
        self._fields, self._names, self._cells = dictionary.fields, names, cells
        self._forms, self._piped = dictionary.forms, dictionary.piped
        self._ticks = dict(_ticks(names, dictionary))

    def columns(self) -> Iterator[Column]:
        """Describe each column."""
        for name in self._names:
            field = self._fields.get(name)
            if name in self._ticks:
                of, value = self._ticks[name]
                box = self._fields.get(of)
                yield Column(name, text=box.choices.get(value, "") if box else "")
            elif field:
                labels = self._labels(field)
                yield Column(name, text=field.label, kind=_kind(field), labels=labels)
            else:
                yield Column(name)

    def families(self) -> Iterator[Family]:
        """Put boxes of one field, and rows of one grid, together."""
        boxes: dict[str, list[str]] = {}
        for name, (of, _) in self._ticks.items():
            boxes.setdefault(of, []).append(name)
        for of, names in boxes.items():
            text = self._fields[of].label if of in self._fields else ""
            yield Family("ticked", of, text, tuple(names), self._ticked(names))
        grids: dict[str, list[Field]] = {}
        for field in filter(None, map(self._fields.get, self._names)):
            if field.matrix and field.kind == "radio":
                grids.setdefault(field.matrix, []).append(field)
        for grid, rows in grids.items():
            yield Family("matrix", grid, rows[0].section, tuple(row.name for row in rows))

    def metadata(self) -> frozenset[str]:
        """Name the columns that are no answers, the record's id among them."""
        stamps = {f"{form}_timestamp" for form in self._forms}
        found = {self._names[0], *completing(self._names, self._forms)}
        for name in self._names:
            field = self._fields.get(name)
            stamp = name in stamps or (not stamps and name.endswith("_timestamp"))
            kept_back = field and (field.identifier or field.kind in NO_ANSWERS)
            if stamp or kept_back or name.startswith("redcap_"):
                found.add(name)
        return frozenset(found)

    def findings(self) -> Iterator[str]:
        """Tell what had to be forgiven."""
        if not self._fields:
            yield "no data dictionary: questions and labels are not known"
            return
        marked = sum(name in self._fields and self._fields[name].identifier for name in self._names)
        if marked:
            yield f"{counted(marked, 'column')} marked as identifying people: taken for no answer"
        if self._piped:
            yield f"{counted(self._piped, 'label')} with values of other fields: … in their place"
        known = {*self._fields, *self._ticks, *self.metadata()}
        unknown = sum(name not in known for name in self._names)
        if unknown:
            yield f"{counted(unknown, 'column')} unknown to the data dictionary"

    def _labels(self, field: Field) -> Mapping[str, str]:
        """Return the labels under what the cells hold, which in an export of labels are labels."""
        if field.choices and field.name in self._cells:
            held = set(self._cells[field.name].str.strip().unique()) - {""}
            labels = {label: label for label in field.choices.values()}
            if len(held & labels.keys()) > len(held & field.choices.keys()):
                return labels
        return NOTHING if field.kind == "checkbox" else field.choices

    def _ticked(self, names: Sequence[str]) -> str:
        """Return what a ticked box holds: ``1``, or ``Checked`` in an export of labels."""
        for name in names:
            for cell in self._cells[name].unique() if name in self._cells else ():
                if cell.strip().casefold() in TICKED:
                    return TICKED[cell.strip().casefold()]
        return "1"


def completing(names: Collection[str], forms: Sequence[str]) -> list[str]:
    """Return the columns that say whether a form is complete.

    Parameters
    ----------
    names
        Of all columns.
    forms
        The names of the forms, where they are known.

    Returns
    -------
    list of str
        Their names.
    """
    expected = {f"{form}_complete" for form in forms}
    return [n for n in names if (n in expected if expected else n.endswith("_complete"))]


def _ticks(names: Sequence[str], dictionary: Dictionary) -> Iterator[tuple[str, tuple[str, str]]]:
    """Name the columns of boxes, with their field and value."""
    known = {
        field.box(value): (field.name, value)
        for field in dictionary.fields.values()
        if field.kind == "checkbox"
        for value in field.choices
    }
    for name in names:
        found = TICK.fullmatch(name)
        if name in known:
            yield name, known[name]
        elif found:
            yield name, (found[1], found[2])


def _kind(field: Field) -> str:
    if field.kind in ("calc", "slider") or field.validation.startswith(NUMBERS):
        return "number"
    if field.validation.startswith(DATES):
        return "date"
    return "text" if field.kind in ("text", "notes") else ""
