"""Quotations: the excerpts of respondents, held against their codes and their own words."""

import re
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from corrigenda.errors import Problem, did_you_mean, quoted
from corrigenda.excerpts import Excerpt, coded_item, codes
from corrigenda.items import Item

_GAP = re.compile(r"\[[^\[\]]*\]")
_CURLED = str.maketrans("‘’“”", "''\"\"")


def excerpt_problems(
    excerpts: Iterable[Excerpt],
    items: dict[str, Item],
    slices: Mapping[str, pd.DataFrame],
    place: str,
) -> Iterator[Problem]:
    """Compare the excerpts with the answers; messages never show an answer.

    Parameters
    ----------
    excerpts
        The bank.
    items
        All items.
    slices
        The slices of the coded items that excerpts of respondents name, and of the open items
        behind them; of any others only the ids of the respondents are read.
    place
        How messages name the bank.

    Yields
    ------
    Problem
        Excerpts of respondents who do not hold the code, or who did not say it so; excerpts
        that tell who the respondent is.
    """
    known, ids = codes(items), _ids(slices)
    for excerpt in excerpts:
        where = f"{place}:{excerpt.line}"
        for named in sorted(ids & set(re.findall(r"[\w-]+", f"{excerpt.speaker} {excerpt.text}"))):
            message = f"the excerpt names the respondent {named}."
            yield Problem(where, message, "Say in general words who speaks.")
        if excerpt.respondent is not None:
            item = items[coded_item(excerpt.code)]
            coded, answers = slices[item.id], slices[item.coded_from]
            for found in _misquoted(excerpt, known[excerpt.code], coded, answers):
                yield Problem(where, *found)


def _ids(slices: Mapping[str, pd.DataFrame]) -> set[str]:
    """Return the ids that cannot be mistaken for numbers in a sentence."""
    respondents = (name for slice_ in slices.values() for name in slice_["respondent"].unique())
    return {name for name in respondents if not name.isdigit()}


def _misquoted(excerpt: Excerpt, held: frozenset, coded, answers) -> Iterator[tuple[str, str]]:
    who = excerpt.respondent
    answer = answers.loc[answers["respondent"] == who, "value"]
    if answer.empty:
        yield f"there is no respondent {quoted(who)}.", did_you_mean(who, answers["respondent"])
        return
    own = coded[(coded["respondent"] == who) & (coded["value"] == "yes")]
    if not held & set(own["option"]):
        message = f"respondent {who} does not hold {excerpt.code}."
        yield message, "Take the excerpt of one who does, or mend the coding."
    if not _verbatim(excerpt.text, answer.iloc[0]):
        message = f"the excerpt is not what respondent {who} said."
        advice = "Copy the passage; put […] where words are left out, and changes in [brackets]."
        yield message, advice


def _verbatim(text: str, answer: str) -> bool:
    """Find the parts of an excerpt between its brackets in an answer, one after another."""
    said, position, found_any = _plain(answer), 0, False
    for part in _parts(_plain(text)):
        found = part.search(said, position)
        if not found:
            return False
        position, found_any = found.end(), True
    return found_any


def _plain(text: str) -> str:
    return " ".join(text.translate(_CURLED).split())


def _parts(text: str) -> Iterator[re.Pattern]:
    """Yield what must stand in the answer; words stay whole unless a bracket cuts into them."""
    start = 0
    for gap in [*_GAP.finditer(text), None]:
        part = text[start : gap.start() if gap else len(text)]
        if part.strip():
            whole_left = not start or part[0] == " "
            whole_right = gap is None or part[-1] == " "
            left = r"(?<!\w)" if whole_left and re.match(r"\w", part.strip()) else ""
            right = r"(?!\w)" if whole_right and re.search(r"\w$", part.strip()) else ""
            yield re.compile(left + re.escape(part.strip()) + right)
        start = gap.end() if gap else start
