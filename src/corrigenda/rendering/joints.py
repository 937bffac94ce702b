"""Joints: claims with something right beside them that is read as part of what they say."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corrigenda.claims import find_numbers
from corrigenda.forms import Share, Value
from corrigenda.phrases import Lexicon
from corrigenda.rendering import additions
from corrigenda.rendering.bound import Claim
from corrigenda.rendering.glances import alone
from corrigenda.rendering.reading import Reading
from corrigenda.rendering.sentences import Fill
from corrigenda.slots import slots

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:\s\d{3})+(?![\d.,]?\d)")  # 1 234


@dataclass(frozen=True)
class Joint:
    """A claim with what is read as part of it.

    Parameters
    ----------
    before, words, after
        What is shown before the claim, what the claim shows, and what is shown behind it.
    read
        All of it, as it is read.
    """

    before: str
    words: str
    after: str
    read: str

    @property
    def outside(self) -> str:
        """What stands outside the brackets."""
        return " … ".join(filter(None, (self.before, self.after)))


class Joints:
    """Finds what is read as part of a claim though it stands outside its brackets.

    Parameters
    ----------
    value
        Gives a statistic.
    fill
        What empty claims show.
    lexicon
        The phrases of the study.
    """

    def __init__(self, value: Callable[[str], Value], fill: Fill, lexicon: Lexicon):
        self._value, self._fill, self._lexicon = value, fill, lexicon
        self._readings: dict[int, Reading] = {}  # of one page
        self._page = None

    def of(self, claim: Claim) -> Joint | None:
        """Find what is read as part of a claim.

        Parameters
        ----------
        claim
            A claim with a statistic.

        Returns
        -------
        Joint or None
            None where it stands alone, or within another claim, which says more.
        """
        if alone(claim.page.source.text, claim.span, self._lexicon):
            return None
        reading = self._reading(claim)
        start, end = reading.place(claim.span)
        found = slots(reading.text[start:end], self._lexicon)
        if not found:
            return None
        value = self._value(claim.of)
        first = self._begin(reading, start, found[0].kind, claim.of, value)
        last = self._end(reading, end, found[-1].kind)
        for low, high in self._overlapping(reading, start, end):
            first, last = min(first, low), max(last, high)
        if not isinstance(value, Share) and reading.settled(end, last):
            last = end  # a unit that its author has marked, as in a mean of percentages
        if (first, last) == (start, end):
            return None
        shown = reading.text
        before, after = shown[first:start].strip(), shown[end:last].strip()
        return Joint(before, shown[start:end], after, shown[first:last])

    def _reading(self, claim: Claim) -> Reading:
        if self._page is not claim.page:
            self._page, self._readings = claim.page, {}
        paragraph = claim.page.paragraph(claim.span.start)
        if paragraph.start not in self._readings:
            self._readings[paragraph.start] = Reading(claim.page, paragraph, self._fill)
        return self._readings[paragraph.start]

    def _begin(self, reading: Reading, start: int, kind: str, name: str, value: Value) -> int:
        """Return where what is read as part of a claim begins."""
        text = reading.text
        if text[start].isalnum() and text[start - 1 : start].isalnum():
            while text[start - 1 : start].isalnum():
                start -= 1
            return start
        found = additions.before(text, start, kind)
        if not found or _bound(reading, found, "base") or _bound(reading, found, "whole"):
            return start
        if not isinstance(value, Share) and additions.bounds(name, found[0]):
            return start  # the largest one, or "the mean was pulled up to 16.7"
        return found.start()

    def _end(self, reading: Reading, end: int, kind: str) -> int:
        """Return where what is read as part of a claim ends."""
        text = reading.text
        if text[end - 1].isalnum() and text[end : end + 1].isalnum():
            while text[end : end + 1].isalnum():
                end += 1
            return end
        found = additions.behind(text, end, kind)
        return end if not found or _bound(reading, found, "base") else found.end()

    def _overlapping(self, reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the numbers, plain fractions and phrases that a claim holds only a part of."""
        text = reading.text
        low = max(0, start - additions.WIDTH)
        low = text.find(" ", low, start) + 1 if low else 0
        near = text[low : end + additions.WIDTH]
        found = [*find_numbers(near, self._lexicon), *(m.span() for m in _GROUPED.finditer(near))]
        for first, last in ((low + first, low + last) for first, last in found):
            inside = start <= first and last <= end
            if first < end and last > start and not inside:
                outside = text[first:start] + text[end:last]
                ends = (first >= start or reading.claimed(first)) and (
                    last <= end or reading.claimed(last - 1)
                )
                if not (ends and " in " in outside):  # one in five, both of them bound
                    yield first, last
        yield from self._everyday(text, start, end)

    def _everyday(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the phrases that end in a claim and are not reported elsewhere (not one)."""
        words = text[max(0, start - additions.WIDTH) : start].split()
        for number in range(1, min(len(words), 3) + 1):
            if self._lexicon.find(" ".join([*words[-number:], text[start:end]])):
                yield text.rfind(words[-number], 0, start), end


def _bound(reading: Reading, found: re.Match, group: str) -> bool:
    """Say whether a number beside a claim is a claim as well."""
    known = found.re.groupindex.get(group) and found[group]
    return bool(known) and reading.claimed(found.start(group))
