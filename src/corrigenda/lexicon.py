"""quantifiers.yaml: the phrases that claims may use, a study's laid over those that are shipped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from corrigenda.declarations import Lines, by_line, load_yaml, validated
from corrigenda.errors import ExhibitError, Problem, StudyError, did_you_mean, quoted
from corrigenda.exemptions import Exemption, pattern_problems
from corrigenda.phrases import Lexicon
from corrigenda.quantifiers import LIMITS, DeclaredLexicon
from corrigenda.wording import folded, reads_as_number

SHIPPED = Path(__file__).parent / "resources/quantifiers.yaml"
WORDS = re.compile(r"[^\W\d_]+(?:(?:[-'’]|\s+)[^\W\d_]+)*")


@dataclass(frozen=True)
class _Entry:
    """One name of a section, as it stands once the files are laid over one another."""

    name: str
    declared: Any
    where: str
    shipped: bool

    def told(self) -> str:
        return f"{quoted(self.name)} ({'shipped' if self.shipped else 'of this study'})"


def load_lexicon(path: Path, place: str) -> Lexicon:
    """Read the shipped quantifiers.yaml with a study's own, if there is one, laid over it.

    Parameters
    ----------
    path
        The file of the study.
    place
        How messages name it.

    Returns
    -------
    Lexicon
        The phrases and exemptions of both.

    Raises
    ------
    ExhibitError
        With every problem of the file.
    """
    files = [(*_read(SHIPPED, "quantifiers.yaml"), "quantifiers.yaml", True)]
    if path.exists():
        files.append((*_read(path, place), place, False))
    problems: list[Problem] = []
    entries, opposites, exempt = (
        _laid(section, files, problems) for section in DeclaredLexicon.model_fields
    )
    for entry in entries.values():
        problems += _phrase_problems(entry)
    problems += _wording_problems(entries)
    patterns = [Exemption(e.name, e.declared, e.where, e.shipped) for e in exempt.values()]
    problems += [p for one in patterns if not one.shipped for p in pattern_problems(one)]
    problems += _contradictions(entries, opposites)
    if problems:
        raise ExhibitError(sorted(problems, key=by_line))
    phrases = (entry.declared.named(entry.name) for entry in entries.values())
    return Lexicon(
        tuple(sorted(phrases, key=lambda phrase: (phrase.low + phrase.high, phrase.low))),
        {pattern.name: pattern for pattern in patterns},
    )


def _read(path: Path, place: str) -> tuple[DeclaredLexicon, Lines]:
    try:
        data, lines = load_yaml(path, place)
    except StudyError as error:
        raise ExhibitError(error.problems) from None
    return validated(DeclaredLexicon, data, lines, place, ExhibitError), lines


def _laid(section: str, files: list, problems: list[Problem]) -> dict[str, _Entry]:
    laid: dict[str, _Entry] = {}
    for declared, lines, place, shipped in files:
        here: dict[str, str] = {}
        for name, value in getattr(declared, section).items():
            key, where = folded(name), f"{place}:{lines(section, name)}"
            if key in here:
                message = f"{quoted(name)} is {quoted(here[key])} again."
                problems.append(Problem(where, message, "Case, hyphens and blanks do not matter."))
            here[key] = name
            if value is None and key not in laid:
                message = f"{section} has no {quoted(name)} that could be removed."
                problems.append(Problem(where, message, did_you_mean(name, laid)))
            elif value is None:
                del laid[key]
            else:
                if section == "phrases" and key in laid:
                    value = value.over(laid[key].declared)
                laid[key] = _Entry(name, value, where, shipped)
    return laid


def _phrase_problems(entry: _Entry) -> Iterator[Problem]:
    limits = entry.declared.limits
    shown = ", ".join(f"{name} {limit:g}" for name, limit in limits.items())
    phrase = entry.declared.named(entry.name)
    if not limits:
        message = f"{quoted(entry.name)} has no limits."
        yield Problem(entry.where, message, f"Give it one or two of {', '.join(LIMITS)}.")
    elif not all(0 <= limit <= 100 for limit in limits.values()):
        message = f"{quoted(entry.name)}: {shown}; expected percentages from 0 to 100."
        yield Problem(entry.where, message)
    elif not phrase.meets(phrase):
        yield Problem(entry.where, f"{quoted(entry.name)} fits no percentage ({shown}).")
    for wording in phrase.wordings:
        if reads_as_number(wording):
            message = f"{quoted(wording)} is a number or plain fraction, which means what it says."
            yield Problem(entry.where, message, "Say how near it is meant, as in “about half”.")
        elif not WORDS.fullmatch(wording):
            message = f"{quoted(wording)} is no phrase: it must be words with blanks or hyphens."
            yield Problem(entry.where, message)


def _wording_problems(entries: dict[str, _Entry]) -> Iterator[Problem]:
    owners: dict[str, _Entry] = {}
    for entry in sorted(entries.values(), key=lambda entry: not entry.shipped):
        for wording in entry.declared.named(entry.name).wordings:
            owner = owners.setdefault(folded(wording), entry)
            if owner is not entry:
                message = f"{quoted(wording)} is a wording of {owner.told()} already."
                yield Problem(entry.where, message, "Take it away from one of them.")


def _contradictions(entries: dict[str, _Entry], opposites: dict[str, _Entry]) -> Iterator[Problem]:
    for group in opposites.values():
        members = []
        for name in group.declared:
            if folded(name) in entries:
                members.append(entries[folded(name)])
            elif not group.shipped:  # a shipped phrase may have been removed
                message = f"opposites.{group.name}: there is no phrase {quoted(name)}."
                yield Problem(group.where, message, did_you_mean(name, entries))
        for one, other in combinations(members, 2):
            yield from _overlap(one, other, group)


def _overlap(one: _Entry, other: _Entry, group: _Entry) -> Iterator[Problem]:
    first, second = (entry.declared.named(entry.name) for entry in (one, other))
    if not first.meets(second):
        return
    where = next((e.where for e in (other, one, group) if not e.shipped), group.where)
    message = (
        f"{one.told()}, {first.interval}, and {other.told()}, {second.interval}, "
        f"are opposites ({group.name}), but some percentages fit both."
    )
    yield Problem(where, message, "Narrow one of them, or remove the opposites.")
