"""excerpts.yaml: the passages that a report may show, each for a code or a theme."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, field_validator, model_validator

from corrigenda.declarations import Frozen, load_yaml, validated
from corrigenda.errors import ExhibitError, Problem, StudyError, did_you_mean, quoted
from corrigenda.items import Item


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
                if coded_item(name) == coded_item(e.code) and known[e.code] <= held
            ],
            "text": e.text,
            "speaker": e.speaker,
            "illustrative": e.respondent is None,
        }
        for e in excerpts
    ]


def coded_item(name: str) -> str:
    """Return the item of ``item.code``."""
    return name.partition(".")[0]
