"""Places: what a line of the report's sources states, and where the report states something."""

from collections.abc import Iterable
from dataclasses import dataclass

from corrigenda.errors import Problem, TargetError
from corrigenda.forms import form
from corrigenda.rendering import constructs
from corrigenda.rendering.inputs import Inputs
from corrigenda.rendering.plain import page_of
from corrigenda.rendering.prose import Claim, filling

NEAREST = 3


@dataclass(frozen=True)
class Use:
    """Where the report states or shows something.

    Parameters
    ----------
    place
        ``file:line``.
    of
        The statistic or exhibit.
    words
        What the reader sees; empty for an exhibit.
    holds
        Whether the words are true of the data.
    """

    place: str
    of: str
    words: str
    holds: bool = True


@dataclass(frozen=True)
class Stated:
    """What stands on a line.

    Parameters
    ----------
    sentences
        As their reader sees them; those of claims.
    claims
        The statistics that are stated, each once and in order.
    exhibits
        The exhibits that are shown, or else referred to.
    """

    sentences: tuple[str, ...]
    claims: tuple[Claim, ...]
    exhibits: tuple[str, ...]


def stated(inputs: Inputs, name: str, line: int) -> Stated:
    """Find what a line states; where that is nothing, what its paragraph does.

    Parameters
    ----------
    inputs
        The sources of the report.
    name
        A file, as it is named within the folder of the report.
    line
        The line, from 1.

    Returns
    -------
    Stated
        The claims and exhibits.

    Raises
    ------
    TargetError
        When the file has no such line, or nothing there is bound to the data.
    """
    file = inputs.place(inputs.report / name)
    own = [claim for claim in inputs.claims if claim.at.file == file]
    claims = [claim for claim in own if claim.at.line <= line <= claim.at.end_line]
    exhibits = _shown_at(inputs, file, line)
    if not claims and not exhibits:
        start, end = _paragraph(inputs, file, line)
        claims = [claim for claim in own if start <= claim.span.start < end]
        mentioned = (m.key for m in constructs.mentions(inputs.source) if start <= m.start < end)
        exhibits = [key for key in mentioned if key in inputs.exhibits and not claims]
    if not claims and not exhibits:
        raise _nothing(inputs, file, line, own)
    fill = filling(inputs.statistics, inputs.study)
    sentences = dict.fromkeys(claim.sentence(fill) for claim in claims)
    return Stated(tuple(sentences), tuple(claims), tuple(dict.fromkeys(exhibits)))


def _shown_at(inputs: Inputs, file: str, line: int) -> list[str]:
    found = []
    for div in constructs.divs(inputs.source):
        first, last = (_at(inputs, offset) for offset in (div.start, div.inside[1]))
        if div.attributes.id in inputs.exhibits and first[0] == last[0] == file:
            found += [div.attributes.id] if first[1] <= line <= last[1] else []
    return found


def _at(inputs: Inputs, offset: int) -> tuple[str, int]:
    file, _, line = inputs.source.place(offset).rpartition(":")
    return file, int(line)


def _paragraph(inputs: Inputs, file: str, line: int) -> tuple[int, int]:
    source, place = inputs.source, f"{file}:{line}"
    if place not in source.places:
        last = max((int(p.rpartition(":")[2]) for p in source.places if _is_in(p, file)), default=0)
        lines = f"{last} lines" if last != 1 else "1 line"
        raise TargetError(Problem("", f"there is no {place}.", f"The file has {lines}."))
    start = source.starts[source.places.index(place)]
    text = source.text[start : source.text.index("\n", start)]
    paragraph = page_of(source).paragraph(start + len(text) - len(text.lstrip()))
    within = paragraph.start <= start + len(text) and start <= paragraph.end and text.strip()
    return (paragraph.start, paragraph.end) if within else (start, start)


def _is_in(place: str, file: str) -> bool:
    return place.rpartition(":")[0] == file


def _nothing(inputs: Inputs, file: str, line: int, claims: Iterable[Claim]) -> TargetError:
    lines = {claim.at.line for claim in claims}
    lines |= {int(p.rpartition(":")[2]) for p in inputs.shown.values() if _is_in(p, file)}
    near = sorted(sorted(lines, key=lambda one: abs(one - line))[:NEAREST])
    message = f"{file}:{line}: nothing there is bound to the data."
    advice = f"The nearest lines with numbers or exhibits: {', '.join(map(str, near))}."
    return TargetError(Problem("", message, advice if near else "No line of this file is."))


def uses(inputs: Inputs, statistics: Iterable[str], exhibits: Iterable[str]) -> tuple[Use, ...]:
    """Say where the report states some statistics and shows some exhibits.

    Parameters
    ----------
    inputs
        The sources of the report.
    statistics, exhibits
        Their names.

    Returns
    -------
    tuple of Use
        Claims in the order of the sources, then the exhibits.
    """
    wanted = set(statistics)
    return _used(inputs, [claim for claim in inputs.claims if claim.of in wanted], exhibits)


def uses_at(inputs: Inputs, said: Stated) -> tuple[Use, ...]:
    """Say what a line states and shows."""
    return _used(inputs, said.claims, said.exhibits)


def _used(inputs: Inputs, claims: Iterable[Claim], exhibits: Iterable[str]) -> tuple[Use, ...]:
    false = {(one.claim.place, one.claim.at) for one in inputs.false_claims}
    said = [Use(c.place, c.of, _words(inputs, c), (c.place, c.at) not in false) for c in claims]
    shown = [Use(inputs.shown[name], name, "") for name in exhibits if name in inputs.shown]
    return (*said, *shown)


def _words(inputs: Inputs, claim: Claim) -> str:
    """Return the words of a claim as the reader sees them."""
    value = inputs.statistics.get(claim.of)
    filled = None if value is None else form(value, inputs.study, claim.form)
    return claim.words or filled or "…"
