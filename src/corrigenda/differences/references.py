"""References: what a text refers to by a number, which another version may number otherwise."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_NUMBERED = re.compile(r"\b[^\W\d_]+\s\d+(?:\.\d+)*")
_SECTION = re.compile(r"\b(Sections?|Chapters?|Appendix|Abschnitte?|Kapitel)\s\d+(?:\.\d+)*")


@dataclass(frozen=True)
class References:
    """What labels of the old version stand for in the new one.

    Parameters
    ----------
    labels
        ``Table 9`` by ``Table 8``, for all tables and figures that both versions show.
    sections
        Whether sections may have other numbers, as some came, went or moved.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    sections: bool = False

    def same(self, old: str, new: str) -> bool:
        """Say whether two texts refer to the same, and differ in no other word."""
        now = _NUMBERED.sub(lambda found: self.labels.get(found[0], found[0]), _spaced(old))
        new = _spaced(new)
        return (_open(now) == _open(new)) if self.sections else now == new


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _open(text: str) -> str:
    return _SECTION.sub(r"\1 …", text)
