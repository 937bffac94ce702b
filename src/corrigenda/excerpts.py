"""excerpts.yaml: the passages that a report may show, each for a code or a theme."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, field_validator, model_validator

from corrigenda.declarations import Frozen, load_yaml, validated
from corrigenda.errors import ExhibitError, Problem, StudyError, did_you_mean, quoted
from corrigenda.items import Item

if TYPE_CHECKING:
    import pandas as pd

_GAP = re.compile(r"\[[^\[\]]*\]")
_CURLED = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True)
class Excerpt:
    """A passage of the bank; without a respondent it is made up, to illustrate a code."""

    code: str
    text: str
    speaker: str
    respondent: str | None
    line: int


class Declared(Frozen):
    """An excerpt as excerpts.yaml declares it."""

    code: str
    text: str = Field(min_length=1)
    speaker: str = Field(min_length=1)
    illustrative: bool = False
    respondent: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_of_two(self):
        if self.illustrative == bool(self.respondent):
            raise ValueError("an excerpt is either illustrative: true, or that of a respondent")
        return self


class Bank(Frozen):
    """All excerpts of a report."""

    excerpts: tuple[Declared, ...] = ()

    @field_validator("excerpts", mode="before")
    @classmethod
    def _or_none(cls, value):
        return value or ()


def load_excerpts(path: Path, place: str, items: dict[str, Item]) -> tuple[Excerpt, ...]:
    """Read excerpts.yaml; a report without one shows no excerpts.

    Parameters
    ----------
    path
        The file.
    place
        How messages name it.
    items
        All items.

    Returns
    -------
    tuple of Excerpt
        In the order of the file.

    Raises
    ------
    ExhibitError
        With every problem of the file.
    """
    if not path.exists():
        return ()
    try:
        data, lines = load_yaml(path, place)
    except StudyError as error:
        raise ExhibitError(error.problems) from None
    declared = validated(Bank, data, lines, place, ExhibitError).excerpts
    excerpts = tuple(
        Excerpt(e.code, _line(e.text), _line(e.speaker), e.respondent, lines("excerpts", number))
        for number, e in enumerate(declared)
    )
    problems = [
        Problem(f"{place}:{excerpt.line}", *found)
        for number, excerpt in enumerate(excerpts)
        for found in _check(excerpt, excerpts[:number], codes(items))
    ]
    if problems:
        raise ExhibitError(problems)
    return excerpts


def _line(text: str) -> str:
    return " ".join(text.split())


def _check(excerpt: Excerpt, before: Iterable[Excerpt], known: Mapping) -> Iterator[tuple]:
    if excerpt.code not in known:
        advice = did_you_mean(excerpt.code, known) or "Write item.code, as coding.yaml has them."
        yield f"no code or theme is called {quoted(excerpt.code)}.", advice
    for other in before:
        if (other.code, other.text) == (excerpt.code, excerpt.text):
            yield f"the excerpt stands twice (first on line {other.line}).", "Keep one of them."


def codes(items: dict[str, Item]) -> dict[str, frozenset[str]]:
    """List what an excerpt may be an excerpt of.

    Parameters
    ----------
    items
        All items.

    Returns
    -------
    dict
        For ``item.code`` and ``item.theme`` the codes that it stands for.
    """
    coded = [item for item in items.values() if item.kind == "coded"]
    single = {f"{item.id}.{o.id}": frozenset([o.id]) for item in coded for o in item.options}
    themes = {f"{i.id}.{name}": frozenset(held) for i in coded for name, held in i.themes.items()}
    return single | themes


def printed(excerpts: Iterable[Excerpt], items: dict[str, Item]) -> list[dict]:
    """Write down for the report what it may print of each excerpt: never whose it is.

    Parameters
    ----------
    excerpts
        The bank.
    items
        All items.

    Returns
    -------
    list of dict
        ``under`` (the code or theme, and every theme around it), ``text``, ``speaker`` and
        ``illustrative``.
    """
    known = codes(items)
    return [
        {
            "under": [
                name
                for name, held in known.items()
                if _item(name) == _item(e.code) and known[e.code] <= held
            ],
            "text": e.text,
            "speaker": e.speaker,
            "illustrative": e.respondent is None,
        }
        for e in excerpts
    ]


def _item(name: str) -> str:
    return name.partition(".")[0]


def excerpt_problems(
    excerpts: Iterable[Excerpt],
    items: dict[str, Item],
    slices: Mapping[str, "pd.DataFrame"],
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
            item = items[_item(excerpt.code)]
            coded, answers = slices[item.id], slices[item.coded_from]
            for found in _misquoted(excerpt, known[excerpt.code], coded, answers):
                yield Problem(where, *found)


def _ids(slices: Mapping[str, "pd.DataFrame"]) -> set[str]:
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
    return _line(text.translate(_CURLED))


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
