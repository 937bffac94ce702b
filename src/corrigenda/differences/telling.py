"""Telling: a difference as text for people, and as JSON for programs."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import groupby
from textwrap import wrap

from corrigenda.differences import saying
from corrigenda.differences.causes import Methods
from corrigenda.differences.changes import Statistic
from corrigenda.differences.exhibit_lines import exhibit_lines
from corrigenda.differences.lines import IN, WIDTH, marked
from corrigenda.differences.numbers import SLIGHT, by_item
from corrigenda.differences.parts import Difference
from corrigenda.differences.saying import ARROW
from corrigenda.differences.words import words
from corrigenda.releases.models import LedgerRow

SCHEMA = 1


def text(found: Difference) -> str:
    """Tell a difference to people.

    Parameters
    ----------
    found
        What differs.

    Returns
    -------
    str
        What it is in a sentence, then a few short sections.
    """
    old, new = (f"{one.version} ({one.date})" for one in (found.old, found.new))
    lines = [f"{found.study}: {old}{ARROW}{new}", *saying.order(found), found.summary]
    lines += [] if found.none else [found.verdict]
    for heading, told in _sections(found).items():
        if shown := list(told):
            lines += ["", heading, *(IN + line for line in shown)]
    return "\n".join(part for line in lines for part in _wrapped(line))


def _wrapped(line: str) -> list[str]:
    """Break a line; what follows stands further in."""
    first = line[: len(line) - len(line.lstrip())]
    further = first + IN if first else ""
    return wrap(line, WIDTH, subsequent_indent=further, break_on_hyphens=False) or [""]


def _sections(found: Difference) -> dict[str, Iterable[str]]:
    how = found.methods
    return {
        "Corrections": _corrections(found),
        "Raw files": found.raw,
        "Title and authors": (f"{w.what}: {marked(w.pieces)}" for w in found.about),
        "Tables and figures": exhibit_lines(found),
        "Statistics": _statistics(found),
        "Sections": map(saying.heading, found.headings),
        "Sentences": _sentences(found),
        "Methods": [*_declared(how.of("method")), *(how.code if found.numbers_differ else ())],
        "What is shown": _declared(how.of("shown")),
        "Wording of declarations": _declared(how.of("wording")),
        "Software": [
            *(() if found.numbers_differ else how.code),
            *map(saying.program, how.software),
        ],
        "Sources": how.files,
        "Seen by no reader": found.unseen,
    }


def _corrections(found: Difference) -> Iterator[str]:
    rows = found.corrections
    for row in rows.new:
        passing = f" (withdrawn by {row.withdrawn_by})" if row.withdrawn_by else ""
        yield from _row(row, passing, row.id not in rows.undone)
    for row in rows.withdrawn:
        yield from _row(row, f" (withdrawn by {row.withdrawn_by})", False)
    for one in rows.edited:
        yield from _row(one.after, f" ({saying.edited(one)})", not one.reworded)
        before = one.before
        yield f"{IN}before: {saying.corrected(before)}, {before.date}, {before.reason}"
    for row in rows.gone:
        yield from _row(row, f" ({saying.gone(found)})", not found.backwards)


def _row(row: LedgerRow, happened: str = "", moved: bool = True) -> Iterator[str]:
    about = f"{row.item}: " if row.item else ""
    yield f"{row.id}: {about}{saying.corrected(row)}{happened}"
    yield f"{IN}{row.date}, {row.reason}"
    if moved:
        yield from (IN + " ".join(line.split()) for line in row.moved)


def _declared(found: Iterable) -> Iterator[str]:
    for one in found:
        yield f"{one.says} ({saying.where(one)})" if one.says else saying.declared(one)
        if one.prose:
            yield IN + marked(words(one.before, one.after))


def _software(how: Methods) -> Iterator[str]:
    return map(saying.program, how.software)


def _statistics(found: Difference) -> Iterator[str]:
    for item, title, group in by_item(tuple(s for s in found.statistics if not s.slight)):
        yield f"{title} ({item})" if title != item else item
        for one in group:
            if not one.mirrors:
                yield f"{IN}{one.name}  {_values(one)}"
        for of, mirrors in groupby((s for s in group if s.mirrors), key=lambda s: s.mirrors):
            told = "; ".join(f"{one.name} {_values(one)}" for one in mirrors)
            yield f"{IN}likewise, with {of}: {told}"
    for kind, says in SLIGHT.items():
        if slight := [one.name for one in found.slight if one.slight == kind]:
            yield f"{len(slight):,} more ({says}): {', '.join(slight)}"


def _values(one: Statistic) -> str:
    if one.exactly:
        return f"prints {one.after} as before; {one.exactly}"
    if one.before is None:
        return f"new: {one.after}"
    return f"gone: it was {one.before}" if one.after is None else f"{one.before}{ARROW}{one.after}"


def _sentences(found: Difference) -> Iterator[str]:
    for (_, title), sentences in groupby(found.told, key=lambda s: (s.section, s.title)):
        yield title or "At the beginning"
        for one in sentences:
            yield f"{IN}{saying.happened(one)}: {marked(one.pieces)}"
    yield from saying.referring(found)


def plain(found: Difference) -> dict:
    """Lay a difference out for JSON.

    Parameters
    ----------
    found
        What differs.

    Returns
    -------
    dict
        Its parts by name, with the summary, and whether anything, the data and the methods differ.
    """
    said = {
        "schema": SCHEMA,
        "summary": found.summary,
        "verdict": found.verdict,
        "none": found.none,
    }
    differ = {"data_differ": found.data_differ, "methods_differ": found.methods_differ}
    return {**_plain(found), **said, **differ}


def _plain(value):
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if is_dataclass(value):
        shown = (field.name for field in fields(value) if field.compare)
        return {name: _plain(getattr(value, name)) for name in shown}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
