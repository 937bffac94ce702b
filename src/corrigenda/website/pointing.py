"""Corrections that a page names: with their date, and a way to where the changes tell of them."""

import re
from collections.abc import Set as AbstractSet

from markupsafe import Markup, escape

from corrigenda.wording import day

_ROW = re.compile(r'<li\b[^>]*\bid="diff-([^"]+)"')
_HINT = re.compile(r'(?<=<p class="diff-hint">)[^<]*(?=</p>)')  # one with links has its own
_WORD = re.compile(r"\w[\w-]*")
_CORRECTION = re.compile(r"(\S+) \((\d{4}-\d{2}-\d{2})\)")


def corrections(changes: str) -> frozenset[str]:
    """Find the ids of the corrections that a page of changes tells of."""
    return frozenset(_ROW.findall(changes))


def pointed(changes: Markup) -> Markup:
    """Let the corrections that are given as causes lead to where the same page tells of them.

    Parameters
    ----------
    changes
        The body of a page of changes.

    Returns
    -------
    Markup
        The same, with links in the hints below its headings.
    """
    known = corrections(changes)

    def linked(found: re.Match) -> str:
        name = found[0]
        return f'<a href="#diff-{name}">{name}</a>' if name in known else name

    return Markup(_HINT.sub(lambda hint: _WORD.sub(linked, hint[0]), str(changes)))


def fact(line: str, known: AbstractSet[str], changes: str) -> Markup:
    """Write a line of facts; one about a correction for readers.

    Parameters
    ----------
    line
        The line, such as ``C004 (2013-10-23), clients: "30" → "13"``.
    known
        The corrections that the page of changes tells of.
    changes
        The address of that page.

    Returns
    -------
    Markup
        The line with its date in words; a known correction leads to that page.
    """
    found = _CORRECTION.match(line)
    if not found:
        return escape(line)
    name, rest = found[1], line[found.end() :]
    link = Markup('<a href="{}#diff-{}">{}</a>').format(changes, name, name)
    return Markup("{} ({}){}").format(link if name in known else name, day(found[2]), rest)
