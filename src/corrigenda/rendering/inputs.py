"""The inputs of a stage: which files it takes, and what is wrong with them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corrigenda.errors import Problem, quoted
from corrigenda.rendering import checks, constructs
from corrigenda.rendering import source as sources
from corrigenda.rendering.source import Source
from corrigenda.rendering.support import unsupported

PROJECT = "_quarto.yml"
_NEEDED = {"table": ("html", "typ"), "figure": ("svg",)}
_WELCOME = {"table": ("csv",), "figure": ("png", "csv")}
_ENTRY = re.compile(r"^\s*@(?P<kind>\w+)\s*[{(]\s*(?P<key>[^\s,{}()]+)", re.MULTILINE)


@dataclass(frozen=True)
class Inputs:
    """What a stage is composed of.

    Parameters
    ----------
    report
        The folder of the sources.
    figures
        The folder of the exhibits.
    statistics
        The content of ``statistics.json``.
    exhibits
        The declared exhibits.
    place
        How messages name a file.
    """

    report: Path
    figures: Path
    statistics: Mapping
    exhibits: Mapping[str, Mapping]
    place: Callable[[Path], str]

    @cached_property
    def _read(self) -> tuple[Source, list[Problem]]:
        return sources.read(self.report, self.place(self.report))

    @property
    def source(self) -> Source:
        """The sources with their includes in place."""
        return self._read[0]

    @cached_property
    def shown(self) -> dict[str, str]:
        """The exhibits that the report shows, each with the place of its div."""
        divs = constructs.divs(self.source)
        places = {div.attributes.id: self.source.place(div.start) for div in divs}
        return {name: places[name] for name in self.exhibits if name in places}

    @property
    def literature(self) -> list[str]:
        """The bibliographies and citation styles that the header names."""
        header = self.source.header
        return [*_listed(header.get("bibliography")), *_listed(header.get("csl"))]

    @cached_property
    def copies(self) -> dict[str, Path]:
        """The files that the stage takes, under the names that they have there."""
        names = [*self.source.files, PROJECT, *self.literature]
        copies = {name: self.report / name for name in names}
        for name in self.shown:
            kind = self.exhibits[name]["kind"]
            for suffix in (*_NEEDED[kind], *_WELCOME[kind]):
                path = self.figures / f"{name}.{suffix}"
                if suffix in _NEEDED[kind] or path.is_file():
                    copies[f"exhibits/{path.name}"] = path
        return copies

    def problems(self) -> list[Problem]:
        """List everything that is wrong, as a reader of the report would meet it."""
        found = list(self._read[1])
        if self.source.files:
            for judge in (_header, _claims, _exhibits, _files, _sources):
                found += judge(self)
        order = {place: position for position, place in enumerate(self.source.places)}
        return sorted(dict.fromkeys(found), key=lambda one: order.get(one.place, len(order)))

    def warnings(self) -> Iterator[Problem]:
        """Yield what the report leaves out."""
        for name, exhibit in self.exhibits.items():
            if name not in self.shown:
                message = f"the report never shows {quoted(name)}."
                yield Problem(self._declared_at(exhibit), message, "Show it, or take it out.")
        for path in sorted(self.report.glob("_*.qmd")):
            if path.name not in self.source.files:
                advice = "Include it, or remove it."
                yield Problem(self.place(path), "the report never includes this file.", advice)

    def _declared_at(self, exhibit: Mapping) -> str:
        return exhibit.get("place") or self.place(self.report / "exhibits.yaml")


def _listed(value) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _header(inputs: Inputs) -> Iterable[Problem]:
    header, place = inputs.source.header, inputs.source.places[0]
    if not str(header.get("title") or "").strip():
        yield Problem(place, "the report has no title.", "Write title: in its header.")
    date = header.get("date")
    if date is not None and not re.fullmatch(r"\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])", str(date)):
        advice = "Write year-month-day: a build must not ask the clock."
        yield Problem(place, f"the date {quoted(date)} is not a date.", advice)
    for name in inputs.literature:
        if Path(name).is_absolute() or ".." in Path(name).parts:
            message = f"{quoted(name)} lies outside the folder of the report."
            yield Problem(place, message, "Move it into the folder.")
    for name in _listed(header.get("bibliography")):
        if not name.endswith(".bib"):
            message = f"the bibliography {quoted(name)} is not a .bib file."
            yield Problem(place, message, "Export it as BibTeX.")


def _claims(inputs: Inputs) -> Iterable[Problem]:
    source, statistics = inputs.source, inputs.statistics
    spans = constructs.spans(source)
    yield from checks.claim_problems(spans, statistics, lambda span: source.place(span.start))
    for name, exhibit in inputs.exhibits.items():
        place = inputs._declared_at(exhibit)
        for key in ("alt", "source"):
            spans = constructs.spans(sources.fragment(exhibit.get(key) or ""))
            yield from checks.claim_problems(spans, statistics, lambda _, place=place: place)
        if exhibit["kind"] == "figure" and not (exhibit.get("alt") or "").strip():
            message = f"the figure {quoted(name)} has no alternative text."
            yield Problem(place, message, "Say in words what it shows.")


def _exhibits(inputs: Inputs) -> Iterable[Problem]:
    yield from checks.exhibit_problems(inputs.source, inputs.exhibits)


def _files(inputs: Inputs) -> Iterable[Problem]:
    missing = {n: path for n, path in inputs.copies.items() if not path.is_file()}
    for name, place in inputs.shown.items():
        paths = [path for n, path in missing.items() if Path(n).stem == name]
        if paths:
            lacking = " and ".join(inputs.place(path) for path in paths)
            yield Problem(place, f"the exhibit {quoted(name)} lacks {lacking}.", "Build it first.")
    for name, path in missing.items():
        if not name.startswith("exhibits/") and name not in inputs.source.files:
            message = f"there is no file {inputs.place(path)}."
            yield Problem(inputs.source.places[0], message, "Create it, or do not name it here.")


def _sources(inputs: Inputs) -> Iterable[Problem]:
    yield from checks.reference_problems(inputs.source, _citation_keys(inputs))
    yield from checks.structure_problems(inputs.source)
    yield from unsupported(inputs.source)


def _citation_keys(inputs: Inputs) -> set[str]:
    keys: set[str] = set()
    for name in _listed(inputs.source.header.get("bibliography")):
        path = inputs.report / name
        entries = _ENTRY.finditer(path.read_text(encoding="utf-8")) if path.is_file() else ()
        keys |= {e["key"] for e in entries if e["kind"].lower() not in _NO_ENTRIES}
    return keys


_NO_ENTRIES = ("comment", "string", "preamble")
