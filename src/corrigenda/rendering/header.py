"""The header of a report: its title and date, and the literature that it names."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from corrigenda.errors import Problem, quoted
from corrigenda.rendering.source import Source

_DATE = re.compile(r"\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])")
_ENTRY = re.compile(r"^\s*@(?P<kind>\w+)\s*[{(]\s*(?P<key>[^\s,{}()]+)", re.MULTILINE)
_NO_ENTRIES = ("comment", "string", "preamble")


def literature(header: Mapping) -> list[str]:
    """List the bibliographies and citation styles that a header names."""
    return [*_listed(header.get("bibliography")), *_listed(header.get("csl"))]


def _listed(value) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def header_problems(source: Source) -> Iterator[Problem]:
    """Judge the header of a report: title, date and the files of the literature."""
    header, place = source.header, source.places[0]
    if not str(header.get("title") or "").strip():
        yield Problem(place, "the report has no title.", "Write title: in its header.")
    date = header.get("date")
    if date is not None and not _DATE.fullmatch(str(date)):
        advice = "Write year-month-day: a build must not ask the clock."
        yield Problem(place, f"the date {quoted(date)} is not a date.", advice)
    for name in literature(header):
        if Path(name).is_absolute() or ".." in Path(name).parts:
            message = f"{quoted(name)} lies outside the folder of the report."
            yield Problem(place, message, "Move it into the folder.")
    for name in _listed(header.get("bibliography")):
        if not name.endswith(".bib"):
            message = f"the bibliography {quoted(name)} is not a .bib file."
            yield Problem(place, message, "Export it as BibTeX.")


def citation_keys(folder: Path, header: Mapping) -> set[str]:
    """Return the keys of all entries in the bibliographies that a header names.

    Parameters
    ----------
    folder
        The folder of the report.
    header
        Its header; files that are not there are passed over.

    Returns
    -------
    set of str
        The keys.
    """
    keys: set[str] = set()
    for name in _listed(header.get("bibliography")):
        path = folder / name
        entries = _ENTRY.finditer(path.read_text(encoding="utf-8")) if path.is_file() else ()
        keys |= {e["key"] for e in entries if e["kind"].lower() not in _NO_ENTRIES}
    return keys
