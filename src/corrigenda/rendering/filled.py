"""Divs that the build fills: excerpts, the table of phrases, and how the report was made."""

import re
from collections.abc import Collection, Iterator, Sequence

from corrigenda.errors import Problem, did_you_mean, quoted
from corrigenda.rendering.checks import caption_problems
from corrigenda.rendering.constructs import Div, divs, headings, identifiers
from corrigenda.rendering.source import Source

_MADE = ("sec-made-", "fig-made-", "tbl-made-")  # ids that the build gives


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
    if _own_text(source, div):
        yield "the excerpts hold text of their own.", "Take it out: the excerpts are inserted."


def _own_text(source: Source, div: Div) -> str:
    return re.sub(r"<!--.*?-->", "", source.text[slice(*div.inside)], flags=re.DOTALL).strip()


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


def unsaid(source: Source, place: str) -> Iterator[Problem]:
    """Yield that a report has no ``.provenance`` div, where it has none."""
    if not _provenance(source):
        advice = "Put ::: {.provenance} into its last chapter."
        yield Problem(place, "it never says how it was made.", advice)


def _provenance(source: Source) -> list[Div]:
    return [div for div in divs(source) if "provenance" in div.attributes.classes]


def provenance_problems_in(source: Source) -> Iterator[Problem]:
    """Judge the ``.provenance`` div, which is filled with sections of its own.

    Parameters
    ----------
    source
        The source of the report.

    Yields
    ------
    Problem
        A second one, one with text of its own, one that stands where no sections can, and ids that
        the build gives itself.
    """
    found = _provenance(source)
    for div in found:
        for problem in _misplaced(source, div, found[0]):
            yield Problem(source.place(div.start), *problem)
    for mention in identifiers(source) if found else ():
        if mention.key.startswith(_MADE):
            message = f"the id {quoted(mention.key)} begins like those that the build gives."
            yield Problem(source.place(mention.start), message, "Choose another one.")


def _misplaced(source: Source, div: Div, first: Div) -> Iterator[tuple[str, str]]:
    if div is not first:
        yield (
            f"how the report was made is told twice (first at {source.place(first.start)}).",
            "Remove one of them.",
        )
    if _own_text(source, div):
        yield "the div .provenance holds text of its own.", "Put it above: the sections come in."
    above = [heading for heading in headings(source) if heading.start < div.start]
    if not above or above[-1].level != 1 or "unnumbered" in above[-1].attributes.classes:
        yield (
            "the div .provenance does not stand in a chapter of its own.",
            "Put a numbered heading of level 1 above it: # How this report was made.",
        )
    around = (d for d in divs(source) if d.start < div.start < d.inside[1])
    if any(not name.startswith("content-") for d in around for name in d.attributes.classes):
        yield "the div .provenance stands in another div.", "Put it outside."
