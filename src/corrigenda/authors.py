"""Authors: who wrote a report, as its header names them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corrigenda import names
from corrigenda.declarations import Frozen
from corrigenda.rendering import pandoc

_ORCID = re.compile(r"(?:(?:https?://)?(?:www\.)?orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?")
_TEMPLATE, _BETWEEN = Path(__file__).parent / "resources/texts.txt", "\u241e"
# What Pandoc may read as more than itself.
_MARKUP = re.compile(r"[^\w\s.,;:()/+-]|_|--|\.\.\.")


class Author(Frozen):
    """An author of a report in plain text; what the header does not say is empty.

    ``name`` is the name in full. Where ``family`` is known it is a person's: ``family`` begins with
    its particles (``van der Berg``), ``given`` ends with one that is dropped before the family name
    (``Alexander von``), and what follows both in ``name`` is a suffix (``Jr.``).
    """

    name: str
    given: str = ""
    family: str = ""
    orcid: str = ""
    affiliations: tuple[str, ...] = ()


def authors(header: Mapping) -> tuple[Author, ...]:
    """Read the authors of a report.

    Parameters
    ----------
    header
        Its header. An author is a name, or a table with ``name``, ``orcid`` and ``affiliation`` or
        ``affiliations``. A name is a text, or a table with ``given`` and ``family``, and perhaps
        ``suffix``, ``dropping-particle`` and ``non-dropping-particle``, or with ``literal``. All
        of it is Markdown.

    Returns
    -------
    tuple of Author
        In their order. A text is a person's name when an ORCID iD stands beside it or when it has
        the form ``Family, Given``; another one, and a ``literal``, is kept whole.
    """
    declared = _plain(_listed(header.get("author")))
    return tuple(found for each in declared if (found := _author(each)))


def unclear(found: Iterable[Author]) -> list[str]:
    """Say of names that are cited whole, but may be people's, how to tell.

    Parameters
    ----------
    found
        The authors of a report.

    Returns
    -------
    list of str
        A warning for each such name.
    """
    return [
        f'"{each.name}" is cited whole, as an organisation. '
        f"For a person, write name: {_table(names.parted(each.name))} in the header of the report."
        for each in found
        if not each.family and not each.orcid and names.personal(each.name)
    ]


def _table(parts: names.Parts) -> str:
    told = zip(("given", "family", "suffix"), parts, strict=True)
    return "{" + ", ".join(f"{name}: {part}" for name, part in told if part) + "}"


def _author(declared) -> Author | None:
    table = declared if isinstance(declared, Mapping) else {"name": declared}
    name, orcid = table.get("name"), _ORCID.fullmatch(_text(table.get("orcid")))
    whole, parts = _declared(name) if isinstance(name, Mapping) else _read(_text(name), orcid)
    whole = whole or " ".join(filter(None, parts))
    places = table.get("affiliations", table.get("affiliation"))
    return whole and Author(
        name=whole,
        given=parts.given,
        family=parts.family,
        orcid=orcid[1] if orcid else "",
        affiliations=tuple(filter(None, _places(places))),
    )


def _declared(table: Mapping) -> tuple[str, names.Parts]:
    """Read a name that is declared in parts; it is put together from them where it has a suffix."""
    texts = {part: _text(value) for part, value in table.items()}
    dropping, kept = texts.get("dropping-particle", ""), texts.get("non-dropping-particle", "")
    given, family = texts.get("given", ""), texts.get("family", "")
    if dropping.islower() and dropping[-1].isalpha():  # as Humboldt, Alexander von
        given, dropping = f"{given} {dropping}".strip(), ""
    family = names.joined(dropping, kept, family) if family else ""
    parts = names.Parts(given, family, texts.get("suffix", "") if family else "")
    return "" if parts.suffix else texts.get("literal", ""), parts


def _read(name: str, orcid: object) -> tuple[str, names.Parts]:
    """Read a name that is a text; only people have an ORCID iD."""
    parts = names.turned(name) or (names.parted(name) if orcid else None)
    return ("", parts) if parts else (name, names.NOTHING)


def _places(declared) -> Iterator[str]:
    for place in _listed(declared):
        yield _text(place.get("name") if isinstance(place, Mapping) else place)


def _listed(value) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _plain(declared: list) -> list:
    """Make the Markdown of a header plain, as the page shows it."""
    marked = list(dict.fromkeys(text for text in _texts(declared) if _MARKUP.search(text)))
    if not marked:
        return declared
    header = json.dumps({"texts": marked}, ensure_ascii=False)
    options = ["--from=markdown", "--to=plain", "--wrap=none", f"--template={_TEMPLATE}"]
    shown = pandoc.convert(f"---\n{header}\n---\n", options, _TEMPLATE.parent).split(_BETWEEN)
    return _replaced(declared, dict(zip(marked, shown, strict=False)))


def _texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield _text(value)
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _replaced(value, texts: Mapping[str, str]):
    if isinstance(value, str):
        return texts.get(_text(value), value)
    if isinstance(value, Mapping):
        return {name: _replaced(each, texts) for name, each in value.items()}
    return [_replaced(each, texts) for each in value] if isinstance(value, list) else value
