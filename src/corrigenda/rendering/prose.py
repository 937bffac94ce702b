"""Claims in the prose: which of them do not hold, and what would."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from corrigenda import claims as wordings
from corrigenda import forms
from corrigenda.errors import Problem, did_you_mean, quoted
from corrigenda.forms import Share, Value
from corrigenda.phrases import Lexicon
from corrigenda.rendering.bound import At, Claim, claims, loose
from corrigenda.rendering.constructs import Span
from corrigenda.rendering.sentences import Fill
from corrigenda.rounding import rounded
from corrigenda.study import Study

__all__ = ["At", "Claim", "FalseClaim", "claims", "current", "false_claims", "filling", "loose"]

_DECIMALS = 2  # of an exact percentage in a message
_UNFILLED = "…"


@dataclass(frozen=True)
class FalseClaim:
    """A claim that cannot stand.

    Parameters
    ----------
    claim
        The claim.
    value
        What its statistic is now; None where there is no such statistic.
    would
        What would hold, nearest first.
    sentence
        Where it stands, as it would be read now.
    problem
        What to tell its author.
    """

    claim: Claim
    value: Value | None
    would: tuple[str, ...]
    sentence: str
    problem: Problem


def false_claims(
    found: Iterable[Claim], statistics: Mapping[str, Value], study: Study, lexicon: Lexicon
) -> Iterator[FalseClaim]:
    """Yield the claims that do not hold, in order.

    Parameters
    ----------
    found
        Claims. An empty one holds if its form exists.
    statistics
        Every statistic's exact value.
    study
        Its rounding rule.
    lexicon
        Its phrases.

    Yields
    ------
    FalseClaim
        Of claims without a statistic or form as well.
    """
    fill = filling(statistics, study)
    judge = cache(_Judge(statistics, study, lexicon).verdict)  # the same words stand often
    for claim in found:
        verdict = judge(claim.of, claim.form, claim.words)
        if verdict:
            value, message, hint, would = verdict
            sentence = claim.sentence(fill)
            advice = [hint, f"In: {quoted(sentence)}", _offered(would)]
            problem = Problem(claim.place, message, "\n  ".join(filter(None, advice)))
            yield FalseClaim(claim, value, would, sentence, problem)


def _offered(would: tuple[str, ...]) -> str:
    return f"What would hold: {', '.join(map(quoted, would))}." if would else ""


Verdict = tuple[Value | None, str, str, tuple[str, ...]]  # with message, hint, what would hold


class _Judge:
    def __init__(self, statistics: Mapping[str, Value], study: Study, lexicon: Lexicon):
        self.statistics, self.study, self.lexicon = statistics, study, lexicon

    def verdict(self, of: str, form: str | None, words: str) -> Verdict | None:
        """Judge the words of a claim; None where they hold."""
        if of not in self.statistics:
            hint = did_you_mean(of, self.statistics) or "See statistics.json for the names."
            return None, f"no statistic is called {quoted(of)}.", hint, ()
        if form is None and not words:
            return None
        value = self.statistics[of]
        if form is not None:
            return self._formed(of, value, form, words)
        return None if self._holds(words, value) else self._stale(of, value, words)

    def _holds(self, words: str, value: Value) -> bool:
        return wordings.holds(words, value, self.study, self.lexicon)

    def _formed(self, of: str, value: Value, form: str, words: str) -> Verdict | None:
        text = forms.form(value, self.study, form)
        if text is None:
            known = forms.forms(value, self.study)
            hint = did_you_mean(form, known) or f"It has: {', '.join(known)}."
            return value, f"{quoted(of)} has no form {quoted(form)}.", hint, ()
        if not words or words == text:
            return None
        message = f"{quoted(words)} does not hold: {current(of, value, self.study)}."
        hint = f'as="{form}" asks for this form.' if self._holds(words, value) else ""
        return value, message, hint, (text,)

    def _stale(self, of: str, value: Value, words: str) -> Verdict:
        now = current(of, value, self.study)
        would = wordings.would_hold(words, value, self.study, self.lexicon)
        if wordings.readable(words, self.lexicon):
            return value, f"{quoted(words)} does not hold: {now}.", "", would
        known = [wording for phrase in self.lexicon.phrases for wording in phrase.wordings]
        message = f"{quoted(words)} cannot be read as a number or a phrase of the lexicon; {now}."
        return value, message, did_you_mean(words.lower(), known), would


def current(name: str, value: Value, study: Study) -> str:
    """Say what a statistic is now.

    Parameters
    ----------
    name
        Its name.
    value
        Its exact value.
    study
        Its rounding rule.

    Returns
    -------
    str
        ``training.yes is 16 of 39 (41.03%)``: of a percentage that is not whole two decimals.
    """
    if not isinstance(value, Share):
        return f"{name} is {_decimal(Fraction(value), study)}"
    percent = "" if value.percent is None else f" ({_decimal(value.percent, study)}%)"
    return f"{name} is {value.n:,} of {value.base:,}{percent}"


def _decimal(number: Fraction, study: Study) -> str:
    text = f"{rounded(number, study.rounding, _DECIMALS):,f}"
    return text.rstrip("0").rstrip(".")


def filling(statistics: Mapping[str, Value], study: Study) -> Fill:
    """Return what fills the empty claims of a sentence.

    Parameters
    ----------
    statistics
        Every statistic's exact value.
    study
        Its rounding rule.

    Returns
    -------
    Callable
        Gives for a span what the build would print; … where it could not.
    """

    @cache
    def form(of: str, wanted: str | None) -> str:
        if of not in statistics:
            return _UNFILLED
        return forms.form(statistics[of], study, wanted) or _UNFILLED

    def fill(span: Span) -> str:
        return form(span.attributes.pairs["of"], span.attributes.pairs.get("as"))

    return fill
