"""Lists of coded excerpts: a row for each excerpt, or for each of its codes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from corrigenda.errors import CodingsError, Problem, UserError, quoted
from corrigenda.readers.coded import Code, Coded, Coder, Passage, Text
from corrigenda.readers.coded import Path as CodePath
from corrigenda.readers.delimited import dialect_of, read_delimited
from corrigenda.readers.findings import Finding
from corrigenda.readers.qda.headings import Roles, roles_of
from corrigenda.readers.qda.telling import summary
from corrigenda.readers.workbooks import is_workbook, read_grid
from corrigenda.wording import counted

LEADING = 20  # rows before the header: titles, dates, filters
BETWEEN = "\n\n"
SHOWN = 20
LEVELS = 50  # of a code system; what has more parts is no path
UNNAMED = "Coder 1"
TICKED = frozenset({"true", "1", "yes", "x", "wahr", "vrai", "verdadero"})
ABOVE = re.compile(r"\s+>\s+|\s*\\+\s*|\s*::\s*")
ROOTS = frozenset({"nodes", "codes"})  # folders of one program, and no codes
EXPECTED = (
    "Expected are a document, an excerpt and its code, as in the lists of highlights, coded "
    "segments, excerpts or quotations that Taguette, MAXQDA, Dedoose, NVivo and ATLAS.ti export."
)


@dataclass
class _Collected:
    """Excerpts, gathered by document."""

    pieces: dict[str, dict[str, int]] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    codes: dict[CodePath, None] = field(default_factory=dict)
    coders: dict[str, None] = field(default_factory=dict)
    passages: dict[tuple, None] = field(default_factory=dict)
    without_code: int = 0
    without_text: int = 0
    without_document: int = 0
    without_coder: int = 0
    twice: int = 0


def read_excerpts(path: Path, place: str, error: type[UserError] = CodingsError) -> Coded:
    """Read a list of coded excerpts, as a CSV, TSV or workbook.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.

    Returns
    -------
    Coded
        Each document's text is its distinct excerpts, one after another.

    Raises
    ------
    UserError
        Of that kind, when no row is a header that tells document, excerpt and code, or no row
        holds all three.
    """
    rows, findings = _rows(path, place, error)
    roles = _header(rows, place, error)
    found = _Collected()
    for row in rows:
        _take(row, roles, found)
    if not found.passages:
        raise error(Problem(place, "no row holds a document, an excerpt and a code.", EXPECTED))
    coded = _coded(found, findings)
    return replace(coded, findings=tuple(replace(f, place=place) for f in coded.findings))


def _rows(
    path: Path, place: str, error: type[UserError]
) -> tuple[Iterator[Sequence[str]], tuple[Finding, ...]]:
    if is_workbook(path):
        grid = read_grid(path, place, None, error)
        return iter(grid.rows), grid.findings
    dialect = dialect_of(path, place, error)
    return read_delimited(path, place, error, dialect), dialect.findings


def _header(rows: Iterator[Sequence[str]], place: str, error: type[UserError]) -> Roles:
    """Find the row that names the columns, which may stand below titles."""
    best: tuple[Roles, Sequence[str]] | None = None
    for n, row in enumerate(rows):
        roles = roles_of(row)
        if not roles.missing:
            return roles
        if any(row) and (best is None or len(roles.missing) < len(best[0].missing)):
            best = roles, row
        if n >= LEADING:
            break
    if best is None:
        raise error(Problem(place, "the file is empty.", EXPECTED))
    roles, row = best
    named = [quoted(cell[:60]) for cell in row if cell.strip()]
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    message = (
        f"no column holds {', nor '.join(roles.missing)}; found: {', '.join(named[:SHOWN])}{more}."
    )
    raise error(Problem(place, message, EXPECTED))


def _take(row: Sequence[str], roles: Roles, found: _Collected) -> None:
    def cell(position: int | None) -> str:
        return row[position] if position is not None and position < len(row) else ""

    text = _cleaned(cell(roles.content))
    document = " ".join(cell(roles.document).split())
    codes = list(_codes(row, roles, cell))
    if not any(part.strip() for part in row):
        return
    found.without_text += not text
    found.without_document += bool(text) and not document
    found.without_code += bool(text) and bool(document) and not codes
    if not text or not document:
        return
    start = _placed(document, text, found)
    coder = " ".join(cell(roles.coder).split())
    found.without_coder += not coder and bool(codes)
    for path in codes:
        found.codes |= {
            path[:n]: None for n in range(1, len(path) + 1) if path[:n] not in found.codes
        }
        found.coders.setdefault(coder or UNNAMED)
        key = (document, start, start + len(text), path, coder or UNNAMED)
        found.twice += key in found.passages
        found.passages.setdefault(key, _day(cell(roles.date)))


def _cleaned(text: str) -> str:
    text = text.replace("_x000D_\n", "\n").replace("_x000D_", "\n")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _placed(document: str, text: str, found: _Collected) -> int:
    """Return where an excerpt begins in the text of its document."""
    pieces = found.pieces.setdefault(document, {})
    if text not in pieces:
        pieces[text] = found.lengths.get(document, -len(BETWEEN)) + len(BETWEEN)
        found.lengths[document] = pieces[text] + len(text)
    return pieces[text]


def _codes(row: Sequence[str], roles: Roles, cell) -> Iterator[CodePath]:
    if roles.applied:  # one column for each code: names may hold commas
        for position, name in roles.applied:
            if cell(position).strip().casefold() in TICKED:
                yield _path(name)
    elif roles.code is not None and cell(roles.code).strip():
        yield _path(cell(roles.code))
    else:
        yield from (_path(name) for name in _split(cell(roles.codes)) if name.strip())


def _split(cell: str) -> list[str]:
    for separator in ("\n", ";", "|"):
        if separator in cell.strip():
            return cell.split(separator)
    return cell.split(",")


def _path(name: str) -> CodePath:
    parts = [" ".join(part.split()) for part in ABOVE.split(name.strip())]
    parts = [part for part in parts if part]
    if len(parts) > 1 and parts[0].casefold() in ROOTS:
        parts = parts[1:]
    return tuple(parts) if 0 < len(parts) <= LEVELS else (" ".join(name.split()),)


def _day(text: str) -> str:
    text = text.strip()
    german = re.match(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b", text)
    american = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})\b", text)
    if german:
        text = f"{german[3]}-{int(german[2]):02}-{int(german[1]):02}"
    elif american:
        text = f"{american[3]}-{int(american[1]):02}-{int(american[2]):02}"
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def _coded(found: _Collected, before: tuple[Finding, ...]) -> Coded:
    positions = {document: n for n, document in enumerate(found.pieces)}
    coded = Coded(
        codes=tuple(Code(path) for path in found.codes),
        coders=tuple(Coder(name) for name in found.coders),
        texts=tuple(Text(name, BETWEEN.join(pieces)) for name, pieces in found.pieces.items()),
        passages=tuple(
            Passage(positions[document], start, end, path, coder, day or "")
            for (document, start, end, path, coder), day in found.passages.items()
        ),
    )
    lines = [
        (found.without_code, "row", "without a code: left out."),
        (found.without_text, "row", "without an excerpt: left out."),
        (found.without_document, "row", "without a document: left out."),
        (found.without_coder, "row", f"without a coder: called {UNNAMED}."),
        (found.twice, "row", "repeating another: counted once."),
    ]
    told = [
        Finding(f"{counted(number, noun)} {what}", "forgiven")
        for number, noun, what in lines
        if number
    ]
    shown = Finding(summary(coded).text.replace("A project:", "A list of excerpts:"))
    return replace(coded, findings=(shown, *before, *told))
