"""Declaring: what a difference of declarations is, and how it is said to readers."""

import re
from collections.abc import Iterator, Sequence

from corrigenda.differences.naming import PARTS, Names
from corrigenda.differences.saying import listed

# What is printed, and by which nothing is counted, coded or chosen.
PRINTED = {"title", "notice", "notice_short", "alt", "note", "question", "publication", "label"}
# What chooses what is shown or kept back, and how it is arranged.
CHOSEN = {"order", "published", "discloses", "id", "coders"}
RULES = {
    "half-odd": "to the nearest odd number",
    "half-even": "to the nearest even number",
    "half-up": "up",
}
LEFT_OUT = {
    "preview": "Previews of the form",
    "test": "Test entries",
    "spam": "Entries that look like spam",
    "duplicate_start": "Second starts of the same person",
    "unfinished": "Abandoned starts",
}
BASES = {
    "all": "all respondents",
    "asked": "those who were asked",
    "answered": "those who answered",
}
_CLAIM = re.compile(r"\[([^\]]*)\]\{of=[^}]*\}")


def kind(file: str, path: Sequence[str], both: bool) -> str:
    """Say what a difference of declarations is.

    Parameters
    ----------
    file, path
        Where it stands.
    both
        Whether both versions declare something there.

    Returns
    -------
    str
        ``method``, ``shown`` or ``wording``, as `Declared` has them.
    """
    if not PRINTED.isdisjoint(path) or (both and path[-2:-1] and path[-2] in PARTS):
        return "wording"
    if [*path[-1:]] == ["base"]:
        return "method"
    return "shown" if file == "exhibits.yaml" or not CHOSEN.isdisjoint(path) else "method"


def plain(text: str) -> str:
    """Write a declared text without the marks of its claims."""
    return _CLAIM.sub(lambda claim: claim[1] or "…", text)


def sentence(
    file: str, path: Sequence[str], before: str | None, after: str | None, names: Names
) -> str:
    """Say a difference of declarations to readers; nothing where no words are known."""
    match (file, *path):
        case ["study.yaml", "rounding"] if before and after:
            return f"Halves are now rounded {_rule(after)}; before, {_rule(before)}."
        case ["study.yaml", "exclude"]:
            return " ".join(_left_out(_names(before), _names(after)))
        case [_, *_, "base"] if before in BASES and after in BASES:
            now = f"Shares{_about(path, names)} are now of {BASES[after]}"
            return f"{now}; before, of {BASES[before]}."
        case [_, "items", _, *_, "label"] | [_, "items", _, "options", _] if before and after:
            return f"“{before}” is now called “{after}”."
        case [_, "items", item, "codes", code, "definition"] if before and after:
            return f"The code “{names.label(f'{item}.{code}')}” is defined in other words."
        case ["exhibits.yaml", "exhibits", name]:
            return f"{name} is {'now' if after else 'no longer'} declared."
        case ["exhibits.yaml", "exhibits", name, "alt"]:
            return f"The alternative text of {name} is written in other words."
        case ["statistics.yaml", "statistics", name, *rest]:
            return _derived(names.statistic(name) or name, rest, before, after)
    return ""


def _rule(name: str) -> str:
    return RULES.get(name, name)


def _names(text: str | None) -> list[str]:
    return text.split(", ") if text else []


def _left_out(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for names, happened in (
        ([n for n in after if n not in before], "are now left out"),
        ([n for n in before if n not in after], "are no longer left out"),
    ):
        if names:
            first, *others = (LEFT_OUT.get(name, name) for name in names)
            yield f"{listed([first, *(o[0].lower() + o[1:] for o in others)])} {happened}."


def _about(path: Sequence[str], names: Names) -> str:
    item = next((name for name in reversed(path) if name in names.items), "")
    return f" of “{names.group(item)}”" if item else ""


def _derived(label: str, rest: Sequence[str], before: str | None, after: str | None) -> str:
    if rest or (before and after):
        return f"“{label}” is derived in another way."
    return f"“{label}” is {'now' if after else 'no longer'} derived from other statistics."
