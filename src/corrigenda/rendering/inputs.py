"""The inputs of a stage: which files it takes, and what is wrong with them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from corrigenda.declarations import Lines, load_yaml
from corrigenda.errors import Problem, UserError, quoted
from corrigenda.forms import Value
from corrigenda.phrases import Lexicon
from corrigenda.rendering import checks, constructs, filled, header, lint, prose
from corrigenda.rendering import source as sources
from corrigenda.rendering.flow import Flow
from corrigenda.rendering.source import Source
from corrigenda.rendering.support import unsupported
from corrigenda.study import Study

PROJECT = "_quarto.yml"
DECLARED = "exhibits.yaml"
_NEEDED = {"table": ("html", "typ"), "figure": ("svg",)}
_WELCOME = {"table": ("csv",), "figure": ("png", "csv")}


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
        Every statistic's exact value.
    exhibits
        The declared exhibits.
    place
        How messages name a file.
    study
        The study's rules of rounding.
    lexicon
        The phrases that claims may use, and the numbers that need no claim.
    quantifiers, excerpts
        The phrases of the lexicon, and the excerpts that the report may show.
    provenance, flow
        What the page tells of where things came from, in plain text, and its figure's counts.
    """

    report: Path
    figures: Path
    statistics: Mapping[str, Value]
    exhibits: Mapping[str, Mapping]
    place: Callable[[Path], str]
    study: Study
    lexicon: Lexicon
    quantifiers: Sequence[Mapping] = ()
    excerpts: Sequence[Mapping] = ()
    provenance: Mapping = field(default_factory=dict)
    flow: Flow | None = None

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
        return header.literature(self.source.header)

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

    @cached_property
    def alternatives(self) -> list[Source]:
        """The alternative texts of the exhibits."""
        texts = ((name, exhibit.get("alt") or "") for name, exhibit in self.exhibits.items())
        return [sources.fragment(text, self._declared_at(name, "alt")) for name, text in texts]

    @cached_property
    def claims(self) -> list[prose.Claim]:
        """The claims of the sources, then those of the alternative texts."""
        return [claim for text in (self.source, *self.alternatives) for claim in prose.claims(text)]

    @cached_property
    def false_claims(self) -> list[prose.FalseClaim]:
        """The claims that do not hold."""
        judged = prose.false_claims(self.claims, self.statistics, self.study, self.lexicon)
        return list(judged)

    def unbound(self) -> list[Problem]:
        """List the numbers and phrases that are typed and bound to nothing."""
        fill = prose.filling(self.statistics, self.study)
        texts = (self.source, *self.alternatives)
        found = (one for text in texts for one in lint.unbound(text, self.lexicon, fill))
        return list(dict.fromkeys(found))

    def problems(self, built: bool = True) -> list[Problem]:
        """List everything that is wrong, as a reader of the report would meet it.

        Parameters
        ----------
        built
            Whether the files of the exhibits have to be there.

        Returns
        -------
        list of Problem
            In the order of the sources; those of the exhibits last.
        """
        found = list(self._read[1])
        if self.source.files:
            found += header.header_problems(self.source)
            for judge in (_claims, _exhibits, _sources):
                found += judge(self)
            found += _files(self, built)
        order = {place: position for position, place in enumerate(self.source.places)}
        return sorted(dict.fromkeys(found), key=lambda one: order.get(one.place, len(order)))

    def warnings(self) -> Iterator[Problem]:
        """Yield what the report leaves out."""
        for name in self.exhibits:
            if name not in self.shown:
                message = f"the report never shows {quoted(name)}."
                yield Problem(self._declared_at(name), message, "Show it, or take it out.")
        for path in sorted(self.report.glob("_*.qmd")):
            if path.name not in self.source.files:
                advice = "Include it, or remove it."
                yield Problem(self.place(path), "the report never includes this file.", advice)
        if self.provenance.get("made"):
            yield from filled.unsaid(self.source, self.place(self.report / sources.ENTRY))

    def _declared_at(self, name: str, *setting: str) -> str:
        if place := self.exhibits[name].get("place"):
            return place
        file = self.place(self.report / DECLARED)
        return f"{file}:{self._lines('exhibits', name, *setting)}" if self._lines else file

    @cached_property
    def _lines(self) -> Lines | None:
        try:
            return load_yaml(self.report / DECLARED)[1]
        except UserError:
            return None


def _claims(inputs: Inputs) -> Iterable[Problem]:
    yield from (false.problem for false in inputs.false_claims)
    for text in (inputs.source, *inputs.alternatives):
        yield from prose.loose(text)
    for name, exhibit in inputs.exhibits.items():
        if exhibit["kind"] == "figure" and not (exhibit.get("alt") or "").strip():
            message = f"the figure {quoted(name)} has no alternative text."
            yield Problem(inputs._declared_at(name), message, "Say in words what it shows.")


def _exhibits(inputs: Inputs) -> Iterable[Problem]:
    yield from checks.exhibit_problems(inputs.source, inputs.exhibits)


def _files(inputs: Inputs, built: bool) -> Iterable[Problem]:
    missing = {n: path for n, path in inputs.copies.items() if not path.is_file()}
    for name, place in inputs.shown.items() if built else ():
        paths = [path for n, path in missing.items() if Path(n).stem == name]
        if paths:
            lacking = " and ".join(inputs.place(path) for path in paths)
            yield Problem(place, f"the exhibit {quoted(name)} lacks {lacking}.", "Build it first.")
    for name, path in missing.items():
        if not name.startswith("exhibits/") and name not in inputs.source.files:
            message = f"there is no file {inputs.place(path)}."
            yield Problem(inputs.source.places[0], message, "Create it, or do not name it here.")


def _sources(inputs: Inputs) -> Iterable[Problem]:
    yield from checks.reference_problems(
        inputs.source, header.citation_keys(inputs.report, inputs.source.header)
    )
    yield from checks.structure_problems(inputs.source)
    yield from unsupported(inputs.source)
    yield from filled.excerpt_problems_in(inputs.source, inputs.excerpts, inputs.statistics)
    yield from filled.quantifier_problems_in(inputs.source, inputs.quantifiers)
    yield from filled.provenance_problems_in(inputs.source)
