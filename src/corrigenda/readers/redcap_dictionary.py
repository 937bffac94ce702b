"""REDCap: the data dictionary, which says what the columns of an export mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from corrigenda.errors import ExportError, Problem, quoted
from corrigenda.readers.delimited import read_delimited
from corrigenda.readers.exports import NOTHING
from corrigenda.readers.plain import one_line

MOST_FIELDS = 50_000
# Under each setting how its heading begins: in the file that people download, and in the API's.
HEADINGS = {
    "name": ("variable / field name", "field_name", "variable"),
    "form": ("form name", "form_name"),
    "section": ("section header", "section_header"),
    "kind": ("field type", "field_type"),
    "label": ("field label", "field_label"),
    "choices": ("choices", "select_choices"),
    "validation": ("text validation type", "text_validation_type"),
    "identifier": ("identifier",),
    "branching": ("branching logic", "branching_logic"),
    "matrix": ("matrix group name", "matrix_group_name"),
}
NEEDED = ("name", "kind", "label", "choices")
FIXED = {"yesno": {"1": "Yes", "0": "No"}, "truefalse": {"1": "True", "0": "False"}}
CHOOSING = ("radio", "dropdown", "checkbox", *FIXED)
PIPED = re.compile(r"\[[A-Za-z][\w:()\[\]-]{0,200}\]")
CONDITION = re.compile(
    r"\[([a-z]\w*)(?:\((-?\w+)\))?\]\s*=\s*(?:'([^'\[\]]*)'|\"([^\"\[\]]*)\"|(-?[\d.]+))"
)
MOST_LETTERS = 5_000  # of a rule that is read


@dataclass(frozen=True)
class Field:
    """A field of a REDCap project.

    Parameters
    ----------
    name
        What its column is called.
    kind
        Its type: ``text``, ``radio``, ``checkbox``, ``calc`` and so on.
    label
        The question on one line.
    form, section, matrix
        The instrument, the heading above it, and the grid that it is a row of; may be empty.
    choices
        Under each value its label, in their order.
    validation
        What a text must be, such as ``integer`` or ``date_ymd``.
    branching
        The rule by which it is shown, as it is written; `branching` reads it.
    identifier
        Whether it is marked as identifying people.
    """

    name: str
    kind: str
    label: str
    form: str = ""
    section: str = ""
    matrix: str = ""
    choices: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    validation: str = ""
    branching: str = ""
    identifier: bool = False

    def box(self, value: str) -> str:
        """Return the name of the column of one choice, as an export has it."""
        return f"{self.name}___{re.sub('[^a-z0-9_]', '_', value.lower())}"


@dataclass(frozen=True)
class Dictionary:
    """A data dictionary.

    Parameters
    ----------
    fields
        Under their names, in their order.
    piped
        How many labels hold values of other fields, which stand as "…".
    """

    fields: Mapping[str, Field]
    piped: int = 0

    @property
    def forms(self) -> tuple[str, ...]:
        """The instruments in their order."""
        return tuple(dict.fromkeys(field.form for field in self.fields.values() if field.form))


def read_dictionary(path: Path, place: str) -> Dictionary:
    """Read a data dictionary.

    Parameters
    ----------
    path
        The CSV that REDCap downloads as its data dictionary.
    place
        How messages name it.

    Returns
    -------
    Dictionary
        Its fields.

    Raises
    ------
    ExportError
        When the file is no data dictionary.
    """
    rows = read_delimited(path, place)
    places = _places(next(rows))
    lacking = [HEADINGS[setting][0] for setting in NEEDED if setting not in places]
    if lacking:
        message = f"the data dictionary lacks the column {quoted(lacking[0])}."
        advice = "Download it in REDCap under Project Setup as Data Dictionary (CSV)."
        raise ExportError(Problem(f"{place}:1", message, advice))
    fields, piped = {}, 0
    for row in islice(rows, MOST_FIELDS):
        cells = {s: row[n].strip() if n < len(row) else "" for s, n in places.items()}
        if cells["name"]:
            field = _field(cells)
            piped += "…" in field.label and "…" not in cells["label"]
            fields[field.name] = field
    if not fields:
        message = "the data dictionary names no field."
        raise ExportError(Problem(place, message, "Download it again."))
    return Dictionary(MappingProxyType(fields), piped)


def branching(text: str) -> tuple[tuple[str, str], ...] | None:
    """Read a rule by which a field is shown.

    Parameters
    ----------
    text
        As REDCap writes it: ``[smokes] = '1' and [pets(2)] = '1'``.

    Returns
    -------
    tuple of pairs, or None
        Of field and value, which all must hold (``("smokes", "1"), ("pets", "2")``); nothing where
        there is no rule, None where it says more than that.
    """
    if len(text) > MOST_LETTERS:
        return None
    parts = re.split(r"\band\b", " ".join(text.split()), flags=re.IGNORECASE)
    pairs = []
    for part in parts if text.strip() else ():
        found = CONDITION.fullmatch(part.strip())
        if not found:
            return None
        name, choice, *values = found.groups()
        value = next(value for value in values if value is not None)
        if not value or (choice is not None and value != "1"):
            return None
        pairs.append((name, value if choice is None else choice))
    return tuple(pairs)


def _places(header: list[str]) -> dict[str, int]:
    """Find the column of each setting: the first whose heading begins as one of its own."""
    shown = [" ".join(cell.split()).casefold() for cell in header]
    places: dict[str, int] = {}
    for setting, starts in HEADINGS.items():
        found = [n for n, heading in enumerate(shown) if heading.startswith(starts)]
        if found:
            places[setting] = found[0]
    return places


def _field(cells: dict[str, str]) -> Field:
    kind = cells["kind"].casefold()
    choices = FIXED.get(kind) or (_choices(cells["choices"]) if kind in CHOOSING else {})
    return Field(
        name=cells["name"],
        kind=kind,
        label=PIPED.sub("…", one_line(cells["label"])),
        form=cells.get("form", ""),
        section=one_line(cells.get("section", "")),
        matrix=cells.get("matrix", ""),
        choices=MappingProxyType(choices),
        validation=cells.get("validation", "").casefold(),
        branching=cells.get("branching", ""),
        identifier=cells.get("identifier", "").casefold() in ("y", "yes", "1", "true"),
    )


def _choices(text: str) -> dict[str, str]:
    """Read ``1, Yes | 2, No``; a label may hold commas."""
    choices: dict[str, str] = {}
    for part in text.replace("\n", "|").split("|"):
        value, comma, label = part.partition(",")
        if part.strip():
            choices.setdefault(value.strip(), one_line(label if comma else value))
    return choices
