"""Phrases: words for a share, each with an interval of the exact percentage."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from corrigenda.exemptions import Exemption
from corrigenda.wording import folded


@dataclass(frozen=True)
class Phrase:
    """Words for a share, and the exact percentages that they fit.

    Parameters
    ----------
    text
        The phrase, as messages and tables give it.
    also
        Other wordings of it.
    low, high
        The interval of the percentage.
    low_open, high_open
        Whether its ends are outside.
    everyday
        Whether the words are too common to be reported outside claims.
    """

    text: str
    also: tuple[str, ...] = ()
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(100)
    low_open: bool = False
    high_open: bool = False
    everyday: bool = False

    @property
    def wordings(self) -> tuple[str, ...]:
        """The phrase and its other wordings."""
        return (self.text, *self.also)

    def holds(self, percent: Fraction) -> bool:
        """Say whether an exact percentage is inside the interval."""
        above = self.low < percent or (self.low == percent and not self.low_open)
        below = percent < self.high or (percent == self.high and not self.high_open)
        return above and below

    def meets(self, other: "Phrase") -> bool:
        """Say whether any percentage fits this phrase and another one."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and self.holds(low) and other.holds(low))

    @property
    def interval(self) -> str:
        """The interval in words: ``29–37%``, ``above 50%``."""
        low, high = f"{float(self.low):g}", f"{float(self.high):g}"
        if self.low == self.high:
            return f"{low}%"
        lowest, highest = (self.low, self.low_open) == (0, False), (self.high == 100)
        if not (self.low_open or self.high_open or lowest or highest):
            return f"{low}–{high}%"
        parts = [] if lowest else [f"{'above' if self.low_open else 'at least'} {low}%"]
        if not highest or self.high_open:
            parts.append(f"{'below' if self.high_open else 'at most'} {high}%")
        return " and ".join(parts) or "0–100%"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The phrases of a study, and the numbers that its prose may hold outside claims.

    Parameters
    ----------
    phrases
        From least to most.
    exempt
        Patterns of what may be typed outside claims, by name.
    """

    phrases: tuple[Phrase, ...]
    exempt: dict[str, Exemption] = field(default_factory=dict)

    @cached_property
    def _by_wording(self) -> dict[str, Phrase]:
        return {folded(wording): p for p in self.phrases for wording in p.wordings}

    def find(self, text: str) -> Phrase | None:
        """Find a phrase by any of its wordings, whatever its case, hyphens and blanks.

        Parameters
        ----------
        text
            What might be a phrase.

        Returns
        -------
        Phrase or None
            None where no entry has this wording.
        """
        return self._by_wording.get(folded(text))

    def holding(self, percent: Fraction) -> tuple[Phrase, ...]:
        """List the phrases that an exact percentage fits.

        Parameters
        ----------
        percent
            The percentage.

        Returns
        -------
        tuple of Phrase
            The narrowest interval first, and among equals the one with the nearest middle.
        """
        held = [phrase for phrase in self.phrases if phrase.holds(percent)]
        return tuple(
            sorted(held, key=lambda p: (p.high - p.low, abs((p.low + p.high) / 2 - percent)))
        )
