"""Verdicts: whether the words of a claim hold, and what to say of them."""

from collections.abc import Mapping
from functools import cache

from corrigenda import claims as wordings
from corrigenda import forms
from corrigenda.errors import did_you_mean, quoted
from corrigenda.forms import Share, Value, exactly
from corrigenda.phrases import Lexicon
from corrigenda.rendering.joints import Joint
from corrigenda.study import Study

Verdict = tuple[Value | None, str, str, tuple[str, ...]]  # with message, hint, what would hold


class Judge:
    """Holds the words of claims against their statistics.

    Parameters
    ----------
    statistics
        Every statistic's exact value.
    study
        Its rounding rule.
    lexicon
        Its phrases.
    """

    def __init__(self, statistics: Mapping[str, Value], study: Study, lexicon: Lexicon):
        self.statistics, self.study, self.lexicon = statistics, study, lexicon
        self.value = cache(self._value)  # some are counted anew whenever they are asked for

    def _value(self, of: str) -> Value | None:
        try:
            return self.statistics[of]
        except KeyError:
            return None

    def verdict(self, of: str, form: str | None, words: str) -> Verdict | None:
        """Judge the words of a claim; None where they hold."""
        value = self.value(of)
        if value is None:
            hint = did_you_mean(of, self.statistics) or "See statistics.json for the names."
            return None, f"no statistic is called {quoted(of)}.", hint, ()
        if form is None and not words:
            return None
        if form is not None:
            return self._formed(of, value, form, words)
        return None if self._holds(words, value) else self._stale(of, value, words)

    def joined(self, of: str, joint: Joint) -> Verdict:
        """Judge a claim together with what is read as part of it."""
        value = self.value(of)
        message = (
            f"{quoted(joint.words)} stands beside {quoted(joint.outside)}, and is read as "
            f"{quoted(joint.read)}: {current(of, value, self.study)}."
        )
        holds = self._holds(joint.read, value)
        counted = isinstance(value, Share)
        if not wordings.readable(joint.read, self.lexicon) or not (counted or holds):
            hint = f"No claim can say this: take {quoted(joint.outside)} away, or reword it."
            if joint.after and not counted:
                hint += f" If it is a unit, write [{joint.after}]{{.fixed}}."
            return value, message, hint, ()
        hint = f'Put all of it inside the brackets: [{joint.read}]{{of="{of}"}}.'
        would = wordings.would_hold(joint.read, value, self.study, self.lexicon)
        return value, message, hint, () if holds else would

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
    return f"{name} is {exactly(value, study)}"
