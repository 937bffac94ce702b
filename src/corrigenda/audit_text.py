"""An audit as text for people, and as JSON for programs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from corrigenda.auditing.layout import WIDTH, columns, indented, wrapped
from corrigenda.auditing.parts import Audit, Base, ItemPart, ResponsesPart, Shown, Subject
from corrigenda.auditing.places import Use
from corrigenda.auditing.raw_text import cells_text, passages_text
from corrigenda.auditing.touching import CodePart, CorrectionPart
from corrigenda.items import SOURCE
from corrigenda.lineage import spaced
from corrigenda.project import Project

SHORT = 12  # characters of a hash
MOST = 12  # lines of a declaration


def text(audit: Audit, project: Project) -> str:
    """Tell an audit to people.

    Parameters
    ----------
    audit
        What was found.
    project
        Its declarations.

    Returns
    -------
    str
        What it is, then a few short sections, then whether a link does not hold.
    """
    lines = [audit.target, *wrapped(audit.sentences)] if audit.sentences else []
    for subject in audit.subjects:
        lines += ["" if lines else None, *_subject(subject)]
    sections = {
        "Responses": _responses(audit.responses),
        "Items": (line for item in audit.items for line in _item(item, audit.responses.file)),
        "Codes": (line for code in audit.codes for line in _code(code, project.coding.coders)),
        "Corrections": _corrections(audit.corrections),
        "In the report": _uses(audit) if not audit.sentences else (),
        f"Raw cells, by row and column of {_name(audit.responses.file)}": cells_text(
            audit.cells or ()
        ),
        "What was said": passages_text(audit.passages or ()),
        "Files, from the report to the raw data": columns(
            (link.file, (link.sha256 or "missing")[:SHORT], link.what) for link in audit.files
        ),
    }
    for heading, told in sections.items():
        if shown := list(told):
            lines += ["", heading, *indented(shown)]
    return "\n".join([line for line in lines if line is not None] + ["", *_verdict(audit)])


def _subject(one: Subject) -> Iterator[str]:
    heading = f"{one.name}  {one.value}".rstrip()
    yield from [heading] if len(heading) <= WIDTH else [one.name, f"  {one.value}"]
    yield from wrapped([one.title, one.rule])
    yield from wrapped(map(_base, one.bases))
    if one.recounted:
        yield f"  Counted again from the slices: {one.recounted}"
    yield from indented(_values(one.values))
    yield from wrapped([*one.published, *one.notes])
    yield f"  Declared in {one.declared}"
    declaration = one.declaration.splitlines()
    yield from indented(indented(declaration[:MOST]))
    if len(declaration) > MOST:
        yield "    …"
    if one.made_by:
        yield f"  Made by {one.made_by}"
    if one.record:
        yield f"  Record {one.record}"


def _base(base: Base) -> str:
    of = f" of {', '.join(base.items)}" if base.items else ""
    outside = (f"{out.n:,} {out.why}" for out in base.outside)
    return "; ".join([f"Base{of}: {base.n:,} of {base.respondents:,} respondents", *outside])


def _values(values: Sequence[Shown]) -> Iterator[str]:
    """Show values in columns, those of a block under its name."""
    lines = columns((f"{'  ' if one.block else ''}{one.label}", one.value) for one in values)
    for position, (one, line) in enumerate(zip(values, lines, strict=True)):
        if one.block and (position == 0 or values[position - 1].block != one.block):
            yield one.block
        yield line


def _responses(found: ResponsesPart) -> Iterator[str]:
    yield f"{found.used:,} of {found.exported:,} in {found.file}, rows {spaced(found.rows)}"
    if found.left_out:
        yield f"left out: {', '.join(out.why for out in found.left_out)}"


def _item(item: ItemPart, file: str) -> Iterator[str]:
    behind = "" if item.reads else ", behind the others"
    yield f"{item.id}: {item.label} ({item.kind}{behind})"
    if item.question:
        yield from wrapped([item.question])
    made = f"{' and '.join(item.made_from)}, " if item.made_from else ""
    noun = "column" if len(item.columns) == 1 else "columns"
    where = f"{noun} {', '.join(item.columns)} of {_name(file)}"
    yield f"  from {made}{'the coded texts' if item.columns == (SOURCE,) else where}"
    yield f"  asked: {item.asked[0].lower()}{item.asked[1:].removesuffix('.')}"
    without = f"{item.unanswered:,} no answer, {item.not_asked:,} not asked"
    yield f"  {item.answered:,} answered, {without}"


def _code(code: CodePart, coders: dict[str, str]) -> Iterator[str]:
    yield f"{code.item}.{code.code}: {code.label}"
    yield from wrapped([code.definition])
    passages = (f"{n:,} by {c} ({coders.get(c, 'unknown')})" for c, n in code.passages.items())
    held = f"{code.respondents:,} respondents; passages: {', '.join(passages) or 'none'}"
    by = [f"{code.by_correction:,} by correction"] if code.by_correction else []
    away = [f"taken from {code.taken_away:,} by correction"] if code.taken_away else []
    yield from wrapped(["; ".join([held, *by, *away])])


def _corrections(rows: Iterable[CorrectionPart]) -> Iterator[str]:
    rows = list(rows)
    if not rows:
        yield "none touches it"
    for row in rows:
        about = ", ".join(filter(None, [row.respondent, row.item]))
        yield f"{row.id}: {about}: {row.change}"
        gone = f"withdrawn by {row.withdrawn_by}" if row.withdrawn_by else ""
        yield from wrapped([gone, f"{row.date}, {row.reason}"])
        yield from indented(row.moved)
    if any(row.here for row in rows):
        here = ", ".join(row.id for row in rows if row.here)
        yield f"Cells that count here were set by {here}."


def _name(file: str) -> str:
    return file.rpartition("/")[2]


def _uses(audit: Audit) -> list[str]:
    return columns(map(_use, audit.uses)) or ["nowhere"]


def _use(use: Use) -> tuple[str, ...]:
    words = f'"{use.words}"' if use.words else "shown"
    return (use.place, use.of, words if use.holds else f"{words} does not hold")


def _verdict(audit: Audit) -> Iterator[str]:
    if audit.problem is None:
        yield "Every file is as the build noted it, back to the raw data."
    else:
        yield "This link does not hold:"
        yield from indented(str(audit.problem).splitlines())
    if audit.cells is None and audit.items:
        yield "The raw cells: add --respondents. What was said: add --excerpts."


def plain(audit: Audit) -> dict:
    """Lay an audit out for JSON.

    Parameters
    ----------
    audit
        What was found.

    Returns
    -------
    dict
        Under the name of each part what is in it; ``holds`` says whether every link does.
    """
    return {**asdict(audit), "holds": audit.problem is None}
