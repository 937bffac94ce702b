"""exhibits.yaml: the tables and figures of a report, and the items that each of them reads."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corrigenda.blocks import Table, TableSpec
from corrigenda.charts import CHARTS, Figure
from corrigenda.codebook import Item
from corrigenda.declarations import Lines, load_yaml, validated
from corrigenda.errors import ExhibitError, Problem, StudyError, did_you_mean

Exhibit = Table | Figure
KINDS = {"tbl-": "table", "fig-": "figure"}


def load_exhibits(
    path: Path, items: dict[str, Item], place: str | None = None
) -> dict[str, Exhibit]:
    """Read exhibits.yaml.

    Parameters
    ----------
    path
        The file.
    items
        Every item of the study, the coded ones among them.
    place
        How messages name the file; its path as given by default.

    Returns
    -------
    dict
        Each exhibit (with ``id``, ``kind``, ``items`` and ``alt``) under its id, in file order.

    Raises
    ------
    ExhibitError
        With every problem of the file.
    """
    place = place or str(path)
    try:
        data, lines = load_yaml(path, place)
    except StudyError as error:
        raise ExhibitError(error.problems) from None
    exhibits: dict[str, Exhibit] = {}
    problems: list[Problem] = []
    for name, declared in _declared(data, lines, place, problems).items():
        try:
            exhibits[name] = _exhibit(name, declared, items, _Lines(lines, name), place)
        except ExhibitError as error:
            problems += [Problem(p.place, f"{name}: {p.message}", p.advice) for p in error.problems]
    if problems:
        raise ExhibitError(sorted(problems, key=lambda p: int(p.place.rpartition(":")[2])))
    return exhibits


class _Lines:
    """The lines of one exhibit, so that its models need not know where it stands."""

    def __init__(self, lines: Lines, name: str):
        self._lines, self._name = lines, name

    def __call__(self, *loc: str | int) -> int:
        return self._lines("exhibits", self._name, *loc)


def _declared(data: Any, lines: Lines, place: str, problems: list[Problem]) -> dict[str, Any]:
    settings = data if isinstance(data, dict) else {}
    for name in settings:
        if name != "exhibits":
            problems.append(
                Problem(f"{place}:{lines(name)}", f"{name}: no such setting.", "Mind its spelling.")
            )
    declared = settings.get("exhibits")
    if not isinstance(declared, dict):
        advice = "Write `exhibits:` and under it the tables (tbl-…) and figures (fig-…) by id."
        problems.append(Problem(f"{place}:{lines('exhibits')}", "it declares no exhibits.", advice))
        return {}
    return declared


def _exhibit(name: str, declared: Any, items: dict[str, Item], lines: _Lines, place: str):
    kind = KINDS.get(name[:4])
    if kind is None or not name[4:]:
        advice = "Begin the id of a table with tbl- and that of a figure with fig-."
        raise ExhibitError(Problem(f"{place}:{lines()}", "not an id of an exhibit.", advice))
    if not isinstance(declared, dict):
        advice = "Give a table its blocks, a figure its chart."
        raise ExhibitError(Problem(f"{place}:{lines()}", "it declares nothing.", advice))
    model = TableSpec if kind == "table" else _chart(declared, lines, place)
    declared = {**declared, "id": name}
    problems: list[Problem] = []
    try:
        spec = validated(model, declared, lines, place, ExhibitError)
    except ExhibitError as error:
        problems += error.problems
        spec = _rest(model, declared)
    if spec:
        problems += [
            Problem(f"{place}:{lines(*fault.loc)}", fault.message, fault.advice)
            for fault in spec.faults(items)
        ]
    if problems:
        raise ExhibitError(problems)
    return spec.resolved(items)


def _rest(model: type[TableSpec | Figure], declared: dict) -> TableSpec | Figure | None:
    """Read what is well formed of a declaration, so that its other faults are found as well."""
    rest = deepcopy(declared)
    try:
        return model.model_validate(rest)
    except ValidationError as invalid:
        for error in invalid.errors():
            loc = error["loc"]
            in_block = loc[0] == "blocks" and len(loc) > 2
            holder, key = (rest["blocks"][loc[1]], loc[2]) if in_block else (rest, loc[0])
            if isinstance(holder, dict):
                holder.pop(key, None)
    try:
        return model.model_validate(rest)
    except ValidationError:
        return None


def _chart(declared: dict, lines: _Lines, place: str) -> type[Figure]:
    chart = declared.get("chart")
    if isinstance(chart, str) and chart in CHARTS:
        return CHARTS[chart]
    message = f'no chart "{chart}".' if chart else "it names no chart."
    near = did_you_mean(chart, CHARTS) if isinstance(chart, str) else ""
    advice = f"{near} The charts are {', '.join(CHARTS)}.".strip()
    raise ExhibitError(Problem(f"{place}:{lines('chart')}", message, advice))
