"""Disclosure: keeping the ids of respondents out of what others wrote."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

KEPT_BACK = "[respondent]"
_ATOM = re.compile(r"[^\W_]+")

Atoms = tuple[str, ...]


class Mask:
    """Puts a mark in place of every respondent's id, however it is joined, spaced or capitalised.

    Ids are compared by their letters and digits alone: ``Ann-Marie`` is found in ``ANN_MARIE's``,
    and ``a b`` is not found in ``saw a big one``. An id that is a plain number masks that number
    wherever it stands, for nothing tells whom it means.

    Parameters
    ----------
    respondents
        The ids that are kept back; none lets every text as it is.
    """

    def __init__(self, respondents: Iterable[str]):
        self._ids = {tuple(_atoms(name)) for name in respondents} - {()}
        self._longest = max(map(len, self._ids), default=0)

    def __call__(self, text: str) -> str:
        """Return a text without ids.

        Parameters
        ----------
        text
            Such as the reason of a correction.

        Returns
        -------
        str
            The same where it names nobody.
        """
        shown, position = [], 0
        for start, end in self._found(text):
            shown += [text[position:start], KEPT_BACK]
            position = end
        return "".join([*shown, text[position:]])

    def finds(self, text: str) -> bool:
        """Say whether a text names anybody."""
        return next(self._found(text), None) is not None

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        places = [match.span() for match in _ATOM.finditer(text)] if self._ids else []
        atoms = [_folded(text[start:end]) for start, end in places]
        at = 0
        while at < len(atoms):
            sizes = range(min(self._longest, len(atoms) - at), 0, -1)
            size = next((n for n in sizes if tuple(atoms[at : at + n]) in self._ids), 0)
            if size:
                yield places[at][0], places[at + size - 1][1]
            at += size or 1


def _atoms(text: str) -> Iterator[str]:
    return map(_folded, _ATOM.findall(text))


def _folded(atom: str) -> str:
    return unicodedata.normalize("NFKC", atom).casefold()
