"""The page that says what changed: a difference as HTML, for readers who never saw the code."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from corrigenda.differences import saying
from corrigenda.differences.causes import EXHIBITS
from corrigenda.differences.changes import Cell, Piece, Statistic
from corrigenda.differences.numbers import SLIGHT, by_item
from corrigenda.differences.parts import Difference
from corrigenda.differences.verdict import said_data, said_methods, used
from corrigenda.differences.words import words
from corrigenda.wording import day

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

MOST = 60  # statistics that stand open on the page
SIDES = {"gone": ("del", "removed: "), "new": ("ins", "new: ")}


def page(
    difference: Difference,
    old_picture: Callable[[str], str],
    new_picture: Callable[[str], str],
    exhibit: Callable[[str], str] | None = None,
) -> "Markup":
    """Write what changed as the body of a page: sections with headings from ``h2`` on.

    Parameters
    ----------
    difference
        What differs.
    old_picture, new_picture
        Give the address of a figure's picture in each version.
    exhibit
        Gives the address of an exhibit in the new version; without it there are no links.

    Returns
    -------
    Markup
        Without a frame; resources/changes.css is its style.
    """
    from markupsafe import Markup

    template = _environment().get_template("changes.html")
    pictures = {"old_picture": old_picture, "new_picture": new_picture}
    return Markup(template.render(found=difference, address=exhibit, **pictures))


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files("corrigenda.differences").joinpath("resources")
    environment = Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "saying": saying,
        "said_data": said_data,
        "said_methods": said_methods,
        "used": used,
        "by_item": by_item,
        "words": _words,
        "compared": words,
        "rows": _rows,
        "alike": _alike,
        "slight": SLIGHT,
        "mirrors": _mirrors,
        "by_section": _by_section,
        "moved": _moved,
        "most": MOST,
    }
    environment.filters |= {"program": saying.program, "sentence": _sentence, "day": day}
    environment.filters |= {"held": _held, "breakable": _breakable}
    return environment


def _words(pieces: Iterable[Piece]) -> "Markup":
    """Mark what is gone and what is new, in colour, by a line, and in words for who hears it."""
    from markupsafe import Markup

    marked = Markup(
        '<{0}><span class="diff-said">{1}</span>{2}<span class="diff-said">;</span></{0}>'
    )
    found = Markup()
    for piece in pieces:
        words = piece.text.rstrip()
        if piece.kind in SIDES:
            found += marked.format(*SIDES[piece.kind], words) + piece.text[len(words) :]
        else:
            found += piece.text
    return found


def _rows(cells: Iterable[Cell]) -> list[tuple[tuple[str, ...], list[Cell]]]:
    """Group the rows whose print differs under all but the last of their labels."""
    groups: dict[tuple[str, ...], list[Cell]] = {}
    for cell in cells:
        if not cell.prints_same:
            groups.setdefault(cell.labels[:-1], []).append(cell)
    return list(groups.items())


def _held(value: str) -> "Markup":
    """Keep what stands in parentheses on one line."""
    from markupsafe import Markup, escape

    before, opening, within = value.partition(" (")
    if not opening:
        return escape(value)
    held = Markup('{} <span class="diff-cell">({}</span>')
    return held.format(before, within.replace(" ", "\u00a0"))


def _breakable(name: str) -> "Markup":
    """Let a name of the program break where its parts meet, as on a phone it must."""
    from markupsafe import Markup, escape

    return Markup(re.sub("([._])", r"\1<wbr>", str(escape(name))))


def _alike(cells: Iterable[Cell]) -> str:
    same = [cell for cell in cells if cell.only_base]
    return saying.alike(same) if same else ""


def _mirrors(name: str, group: Iterable[Statistic]) -> list[Statistic]:
    return [one for one in group if one.mirrors == name]


def _by_section(sentences) -> list[tuple[str, list]]:
    groups: dict[tuple[str, str], list] = {}
    for one in sentences:
        groups.setdefault((one.section, one.title), []).append(one)
    return [(title, group) for (_, title), group in groups.items()]


def _sentence(text: str) -> str:
    """Begin as a sentence does."""
    return text[:1].upper() + text[1:]


def _moved(found: Difference, line: str) -> str:
    """Tell a line of what a row moved in the names that readers know, where there are such."""
    if line.startswith(EXHIBITS):
        names = line.removeprefix(EXHIBITS).split(", ")
        return f"In {saying.listed([found.labels.get(name, name) for name in names])}"
    name, blank, values = line.partition(" ")
    known = found.names.statistic(name) if blank and "." in name else ""
    return f"{known}: {values.strip()}" if known else _sentence(line)
