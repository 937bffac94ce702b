"""Divs that the build fills: excerpts of the bank, and the table of phrases."""

import re
from collections.abc import Collection, Iterator, Sequence

from corrigenda.errors import Problem, did_you_mean, quoted
from corrigenda.rendering.checks import caption_problems
from corrigenda.rendering.constructs import Div, divs
from corrigenda.rendering.source import Source


def excerpt_problems_in(
    source: Source, excerpts: Sequence[dict], names: Collection[str]
) -> Iterator[Problem]:
    """Judge the ``.excerpts`` divs against the bank.

    Parameters
    ----------
    source
        The source of the report.
    excerpts
        What `excerpts.printed` made of the bank.
    names
        The names of all statistics, those of codes and themes among them.

    Yields
    ------
    Problem
        Divs without a code, of a code that has no excerpt, or with text of their own.
    """
    shown = {name for excerpt in excerpts for name in excerpt["under"]}
    for div in divs(source):
        if "excerpts" in div.attributes.classes:
            for found in _misfilled(source, div, shown, names):
                yield Problem(source.place(div.start), *found)


def _misfilled(source: Source, div: Div, shown: set, names) -> Iterator[tuple[str, str]]:
    code = div.attributes.pairs.get("code")
    if not code:
        yield "the excerpts are of no code.", 'Write ::: {.excerpts code="item.code"}.'
    elif code not in shown:
        what = "has no excerpt" if code in names else "is no code or theme"
        advice = did_you_mean(code, shown) or "Add an excerpt to excerpts.yaml."
        yield f"{quoted(code)} {what}.", advice
    if re.sub(r"<!--.*?-->", "", source.text[slice(*div.inside)], flags=re.DOTALL).strip():
        yield "the excerpts hold text of their own.", "Take it out: the excerpts are inserted."


def quantifier_problems_in(source: Source, quantifiers: Sequence[dict]) -> Iterator[Problem]:
    """Judge the ``.quantifiers`` divs.

    Parameters
    ----------
    source
        The source of the report.
    quantifiers
        The phrases of the lexicon.

    Yields
    ------
    Problem
        Divs without a table's id, without a caption, or of a lexicon without phrases.
    """
    for div in divs(source):
        if "quantifiers" not in div.attributes.classes:
            continue
        place = source.place(div.start)
        if not div.attributes.id.startswith("tbl-"):
            message = "the table of phrases needs the id of a table."
            yield Problem(place, message, "Write ::: {#tbl-quantifiers .quantifiers}.")
        if not quantifiers:
            message = "the table of phrases is empty: the study has none."
            yield Problem(place, message, "Take the div out, or add phrases to quantifiers.yaml.")
        yield from caption_problems(source, div, place)
