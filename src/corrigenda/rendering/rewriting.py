"""Rewriting the sources so that their claims hold again, and nothing else in them."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corrigenda.errors import Problem, WriteError, quoted
from corrigenda.files import write_atomic
from corrigenda.rendering.inputs import DECLARED, Inputs
from corrigenda.rendering.mending import mending, spaced
from corrigenda.rendering.prose import Claim, FalseClaim

_NOT_FOUND = "it was not found as it is written here, or not as often."
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Update:
    """What an update would write, and what it leaves to the author.

    Parameters
    ----------
    files
        The old and the new text of each file that would change.
    proposals
        Phrases that no longer hold and texts that cannot be read, with what would hold.
    by_hand
        Claims that no program can mend.
    """

    files: dict[Path, tuple[str, str]]
    proposals: tuple[Problem, ...]
    by_hand: tuple[Problem, ...]


@dataclass(frozen=True)
class _Edit:
    false: FalseClaim
    text: str

    @property
    def claim(self) -> Claim:
        return self.false.claim


def updated(inputs: Inputs, phrases: bool = False) -> Update:
    """Plan what has to be written so that every claim holds.

    Parameters
    ----------
    inputs
        The sources, with the statistics of today.
    phrases
        Whether phrases are written as well; by default they are proposed.

    Returns
    -------
    Update
        Nothing is written yet.
    """
    edits: list[_Edit] = []
    proposals, by_hand = [], []
    for false in inputs.false_claims:
        found = mending(false, inputs.study, inputs.lexicon)
        if found.text is not None and (phrases or not found.chosen):
            edits.append(_Edit(false, found.text))
        elif found.chosen:
            proposals.append(_proposal(false, found.text))
        else:
            by_hand.append(_left(false, found.reason))
    files: dict[Path, tuple[str, str]] = {}
    for path, within in _by_file(inputs, edits).items():
        old = path.read_bytes().decode("utf-8")
        places = _declared if path.name == DECLARED else _located
        new, left = _replaced(old, list(places(old, within)))
        by_hand += [_left(edit.false, _NOT_FOUND) for edit in left]
        if new != old:
            files[path] = (old, new)
    return Update(files, tuple(dict.fromkeys(proposals)), tuple(dict.fromkeys(by_hand)))


def _proposal(false: FalseClaim, text: str | None) -> Problem:
    problem = false.problem
    if text is None:
        return problem
    shown = quoted(re.sub(r"[*_]", "", text))
    advice = f"In: {quoted(false.sentence)}\n  Proposed: {shown}; --phrases writes it."
    return Problem(problem.place, problem.message, advice)


def _left(false: FalseClaim, reason: str) -> Problem:
    problem = false.problem
    advice = f"{problem.advice}\n  Mend it by hand: {reason}" if reason else problem.advice
    return Problem(problem.place, problem.message, advice)


def _by_file(inputs: Inputs, edits: Iterable[_Edit]) -> dict[Path, list[_Edit]]:
    """Sort edits into files, each place once however often its file is included."""
    paths = {
        inputs.place(inputs.report / name): inputs.report / name for name in inputs.source.files
    }
    found: dict[Path, dict] = {}
    for number, edit in enumerate(edits):
        at = edit.claim.at
        path = paths.get(at.file, inputs.report / DECLARED)
        found.setdefault(path, {})[at if at.file else number] = edit
    return {path: list(within.values()) for path, within in found.items()}


Placed = tuple[_Edit, int, int]  # an edit with the start and end of the old text; -1 if unknown


def _located(text: str, edits: Iterable[_Edit]) -> Iterator[Placed]:
    """Find claims by line and column."""
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    starts[0] = 1 if text.startswith("\ufeff") else 0
    for edit in edits:
        at = edit.claim.at
        known = max(at.line, at.end_line) <= len(starts)
        start = starts[at.line - 1] + at.column if known else 0
        end = starts[at.end_line - 1] + at.end_column if known else 0
        same = text[start:end].split() == edit.claim.text.split()
        yield (edit, start, end) if same else (edit, -1, -1)


def _declared(text: str, edits: Iterable[_Edit]) -> Iterator[Placed]:
    """Find claims of alternative texts by what is written; YAML may break their lines."""
    edits = list(edits)
    wanted = Counter(edit.claim.markup for edit in edits)
    found = {}
    for markup, edit in {edit.claim.markup: edit for edit in edits}.items():
        inside = edit.claim.text
        pattern = rf"\[({_loosely(inside)}){_loosely(markup[1 + len(inside) :])}"
        matches = list(re.finditer(pattern, text))
        found[markup] = matches if len(matches) == wanted[markup] else []
    for edit in edits:
        matches = found[edit.claim.markup]
        yield (edit, *matches.pop().span(1)) if matches else (edit, -1, -1)


def _loosely(text: str) -> str:
    return r"\s+".join(map(re.escape, re.split(r"\s+", text)))


def _replaced(text: str, placed: list[Placed]) -> tuple[str, list[_Edit]]:
    """Put every edit in its place; of two that overlap the first."""
    parts, position, left = [], 0, []
    for edit, start, end in sorted(placed, key=lambda one: one[1:]):
        if start < position:
            left.append(edit)
            continue
        parts += [text[position:start], spaced(text[start:end], edit.text)]
        position = end
    return "".join([*parts, text[position:]]), left


def diff(update: Update, place: Callable[[Path], str]) -> str:
    """Show what an update would change.

    Parameters
    ----------
    update
        The plan.
    place
        How a file is named, relative to the project.

    Returns
    -------
    str
        A unified diff; empty where nothing would change.
    """
    lines: list[str] = []
    for path, (old, new) in update.files.items():
        name = place(path)
        sides = (old.splitlines(), new.splitlines())
        lines += difflib.unified_diff(*sides, f"a/{name}", f"b/{name}", lineterm="")
    return "".join(f"{line}\n" for line in lines)


def write(update: Update) -> None:
    """Write what was planned.

    Parameters
    ----------
    update
        The plan.

    Raises
    ------
    WriteError
        When a file has changed since the plan was made; then none is written.
    """
    changed = [p for p, (old, _) in update.files.items() if p.read_bytes() != old.encode()]
    if changed:
        advice = "Run corrigenda update again."
        message = "it has changed since it was read."
        raise WriteError([Problem(path.as_posix(), message, advice) for path in changed])
    for path, (_, new) in update.files.items():
        write_atomic(path, new.encode())
