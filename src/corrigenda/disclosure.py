"""Disclosure: keeping the ids of respondents out of what others wrote."""

import re
from collections.abc import Iterable

KEPT_BACK = "[respondent]"
_WORD = re.compile(r"[\w-]+")


class Mask:
    """Puts a mark in place of every respondent's id.

    Parameters
    ----------
    respondents
        The ids that are kept back; none lets every text as it is.
    """

    def __init__(self, respondents: Iterable[str]):
        ids = {name for name in respondents if name}
        self._words = {name for name in ids if _WORD.fullmatch(name)}
        self._others = sorted(ids - self._words, key=len, reverse=True)

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
        for name in self._others:
            text = text.replace(name, KEPT_BACK)
        return _WORD.sub(lambda word: KEPT_BACK if word[0] in self._words else word[0], text)
