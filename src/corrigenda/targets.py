"""Targets: what a user asks about, by the name that it has in the report or in the files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corrigenda.errors import Problem, TargetError, did_you_mean, quoted
from corrigenda.items import STATES, SUMMARIES, Item
from corrigenda.project import Project

Kind = Literal["exhibit", "cell", "statistic", "item", "correction", "place"]
SHOWN = 4  # names that hold what was written
_PLACE = re.compile(r"(?P<file>.+\.qmd)(?::(?P<line>[0-9]{1,9}))?")
_RECORD = re.compile(r"(?P<study>[^/@]+)/(?P<name>[^@]+)@(?P<data>[0-9a-f]+)")
_REPORT = ("report", "claims", "statistics")  # records that tell of the whole


@dataclass(frozen=True)
class Target:
    """What is asked about.

    Parameters
    ----------
    kind
        Which sort of thing it is.
    name
        The id of an exhibit, item or correction, the name of a statistic, or a source file as
        it is named within its folder.
    cell
        What was written of a cell of an exhibit.
    line
        The line of a source file.
    record
        The record that was asked for, where it was one.
    """

    kind: Kind
    name: str
    cell: str = ""
    line: int = 0
    record: str = ""


@dataclass(frozen=True)
class Known:
    """Everything in a study that can be asked about.

    Parameters
    ----------
    project
        The study within its folder.
    sources
        The files of the report, as they are named within its folder.
    """

    project: Project
    sources: tuple[str, ...]

    @cached_property
    def names(self) -> dict[str, Kind]:
        """What each name is; an exhibit is not hidden by what else may have its name."""
        rows = (row.id for row in self.project.ledger)
        found: dict[str, Kind] = dict.fromkeys(rows, "correction")
        found |= dict.fromkeys(self.project.items, "item")
        found |= dict.fromkeys(statistics_of(self.project), "statistic")
        return found | dict.fromkeys(self.project.exhibits, "exhibit")


def statistics_of(project: Project) -> Iterator[str]:
    """Yield the name of every statistic that a study can have."""
    yield from ("study.respondents", "responses.exported", "responses.used", "responses.excluded")
    yield from (f"responses.{rule}" for rule in project.study.exclude)
    yield from (f"corrections.{name}" for name in ("rows", "applied", "withdrawn"))
    for item in project.items.values():
        yield from (f"{item.id}.{rest}" for rest in _counted(item))
    yield from project.derived


def _counted(item: Item) -> tuple[str, ...]:
    return (*STATES, *(SUMMARIES if item.kind == "number" else ()), *item.by_id, *item.themes)


def find_target(text: str, known: Known) -> Target:
    """Say what is meant by a name.

    Parameters
    ----------
    text
        ``tbl-treatment``, ``tbl-treatment:EMDR``, ``policies.yes``, ``policies``, ``C009``,
        ``report.qmd:120``, or the id of a record.
    known
        What there is.

    Returns
    -------
    Target
        What is asked about; the cell is not looked up yet.

    Raises
    ------
    TargetError
        When nothing is called so, with what comes near.
    """
    asked = text.strip().removeprefix("#").removeprefix("@")
    if record := _RECORD.fullmatch(asked):
        return _recorded(record, known)
    if place := _PLACE.fullmatch(asked):
        return _place(place, known)
    if found := _named(asked, known):
        return found
    head, colon, cell = asked.partition(":")
    if colon and known.names.get(head) == "exhibit" and cell.strip():
        return Target("cell", head, cell=cell.strip())
    raise _unknown(asked, known)


def _named(name: str, known: Known, record: str = "") -> Target | None:
    if name not in known.names:
        folded = {one.casefold(): one for one in known.names}
        name = folded.get(name.casefold(), "")
    return Target(known.names[name], name, record=record) if name else None


def _recorded(record: re.Match, known: Known) -> Target:
    study, name = record["study"], record["name"]
    if study != known.project.study_id:
        message = f"this is a record of the study {quoted(study)}, not of this one."
        raise TargetError(Problem("", message, "Name the study with --study, if it is here."))
    if name in _REPORT:
        message = f"{quoted(record[0])} tells of the whole report."
        advice = "corrigenda verify looks at all of it; audit one of its exhibits or statistics."
        raise TargetError(Problem("", message, advice))
    found = _named(name, known, record[0])
    if found is None:
        raise _unknown(name, known)
    return found


def _place(place: re.Match, known: Known) -> Target:
    asked = "/" + place["file"].replace("\\", "/").removeprefix("./")
    fitting = [name for name in known.sources if asked.endswith(f"/{name}")]
    if not fitting:
        message = f"the report has no file {quoted(place['file'])}."
        advice = did_you_mean(asked.rpartition("/")[2], known.sources)
        raise TargetError(Problem("", message, advice or f"It has {', '.join(known.sources)}."))
    name = max(fitting, key=len)
    if not place["line"]:
        message = f"{quoted(place[0])} names no line."
        raise TargetError(Problem("", message, f"Name one, as {name}:12."))
    return Target("place", name, line=int(place["line"]))


def _unknown(asked: str, known: Known) -> TargetError:
    head, colon, rest = asked.partition(":")
    names = [*known.names, *known.sources]
    if near := did_you_mean(head, names):
        advice = near.replace('"?', f':{rest}"?').replace('" or', f':{rest}" or') if colon else near
    else:
        advice = _holding(head, names)
    everything = "Name a table, figure, statistic, item, correction, or a line as report.qmd:12."
    return TargetError(Problem("", f"nothing is called {quoted(asked)}.", advice or everything))


def _holding(text: str, names: list[str]) -> str:
    """Name what the text is a part of, where nothing is spelt alike."""
    part = text.strip().casefold()
    found = [name for name in names if part and part in name.casefold()]
    if not found:
        return ""
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f"There is {', '.join(map(quoted, found[:SHOWN]))}{more}."
