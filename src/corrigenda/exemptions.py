"""Exemptions: patterns of what may be typed in prose outside claims."""

import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from time import process_time

from corrigenda.errors import ExhibitError, Problem

SECONDS = 2.0  # of CPU time, for all that one pattern of a study is looked for in
LONGEST = 2_000  # characters of a pattern
# What a pattern is tried on, with the findings in brackets. One that fits every finding of a kind,
# whatever stands around it, would switch the search for them off.
FINDINGS = {
    "phrase": (
        "[About one-third] of the clinicians did, and others would have liked to.",
        "Nobody knew of the policy at first, but [most] had heard of it by the end.",
        "In the north, [almost half] said so; among the others it was [a small minority].",
    ),
    "number in words": (
        "[Four] of the clinicians had been trained.",
        "We know of [six] clients, and of another [twelve] in the south.",
    ),
    "count": (
        "About training, [13] of [40] said yes.",
        "We heard of [25] clients (n = [8]), and later of [12] more.",
        "[7] asked for a policy: the others, [33], did not.",
    ),
    "percentage": (
        "About training, [32%] said yes, and [8%] no.",
        "[40%] asked for a policy (the year before, [12%]).",
    ),
    "decimal": (
        "The mean was [16.7] years, the median ([14.5]) lower.",
        "[2.4] clients were seen in a week; in all, it was [0.5] more than before.",
    ),
}


@dataclass(eq=False)
class Exemption:
    """A pattern of what may be typed outside claims; one of a study has limited time.

    Parameters
    ----------
    name
        Its name.
    pattern
        The regular expression.
    where
        The line that declares it.
    shipped
        Whether it is one of those whose time is known.
    """

    name: str
    pattern: str
    where: str = ""
    shipped: bool = False
    _left: float = field(default_factory=lambda: SECONDS, init=False, repr=False)

    @cached_property
    def _compiled(self) -> re.Pattern:  # not before it is needed: most jobs look at no prose
        return re.compile(self.pattern)

    def finditer(self, text: str) -> Iterable[re.Match]:
        """Find the pattern in a text.

        Parameters
        ----------
        text
            The prose.

        Returns
        -------
        iterable of re.Match
            In the order of the text.

        Raises
        ------
        ExhibitError
            When a study's own pattern has taken longer than it may.
        """
        if self.shipped:
            return self._compiled.finditer(text)
        started = process_time()
        try:
            with _limited(self._left):
                return list(self._compiled.finditer(text))
        except TimeoutError:
            message = f"exempt.{self.name} takes too long: it was stopped after {SECONDS:g} s."
            advice = r"Do not repeat what is a repetition itself, as (?:\w+\s?)* does."
            raise ExhibitError(Problem(self.where, message, advice)) from None
        finally:
            self._left -= process_time() - started


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise a TimeoutError in what takes longer; `re` lets only a signal in while it searches.

    Where none can be set, as on Windows and in threads, one search may take as long as it likes.
    """
    if seconds <= 0:
        raise TimeoutError
    try:
        before = signal.signal(signal.SIGVTALRM, _stop)
    except (AttributeError, ValueError):
        yield
        return
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, max(seconds, 1e-3))
        yield
    finally:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        finally:
            signal.signal(signal.SIGVTALRM, before or signal.SIG_DFL)


def _stop(*_) -> None:
    raise TimeoutError


def pattern_problems(exemption: Exemption) -> Iterator[Problem]:
    """Find what is wrong with a study's own pattern.

    Parameters
    ----------
    exemption
        The pattern.

    Yields
    ------
    Problem
        It cannot be used, takes too long, or fits nothing or too much.
    """
    name, size = f"exempt.{exemption.name}", len(exemption.pattern)
    if size > LONGEST:
        message = f"{name} has {size:,} characters; a pattern has {LONGEST:,} at most."
        yield Problem(exemption.where, message, "Make several patterns of it.")
        return
    try:
        yield from _misfits(exemption, name)
    except (re.error, OverflowError) as error:
        message = f"{name} is no regular expression: {error}."
        yield Problem(exemption.where, message, "Mind its brackets, braces and backslashes.")
    except RecursionError:
        message = f"{name} is no regular expression: its brackets are nested too deeply."
        yield Problem(exemption.where, message, "Take some of them away.")
    except ExhibitError as error:
        yield from error.problems


def _misfits(exemption: Exemption, name: str) -> Iterator[Problem]:
    paragraph = " ".join(" ".join(sentences) for sentences in FINDINGS.values())
    texts = ("", re.sub(r"[\[\]]", "", paragraph))
    if any(not found.group() for text in texts for found in exemption.finditer(text)):
        advice = "Make it fit at least one character."
        yield Problem(exemption.where, f"{name} fits the empty text.", advice)
        return
    kinds = [*FINDINGS.items(), ("finding", (paragraph,))]  # some patterns fit long texts only
    for kind, samples in kinds:
        if all(_exempts(exemption, sample) for sample in samples):
            message = f"{name} exempts every {kind}, whatever stands around it."
            advice = "Make it fit words beside those that it is for, or mark these {.fixed}."
            yield Problem(exemption.where, message, advice)
            return


def _exempts(exemption: Exemption, sample: str) -> bool:
    """Say whether a pattern exempts every finding of a sample."""
    parts = re.split(r"[\[\]]", sample)
    spans = [found.span() for found in exemption.finditer("".join(parts))]
    ends = [sum(map(len, parts[: place + 1])) for place in range(1, len(parts), 2)]
    findings = zip(ends, parts[1::2], strict=True)
    return all(any(a <= end - len(own) and end <= b for a, b in spans) for end, own in findings)
