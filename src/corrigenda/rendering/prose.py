"""Claims in the prose: which of them do not hold, and what would."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from corrigenda import forms
from corrigenda.errors import Problem, quoted
from corrigenda.forms import Value
from corrigenda.phrases import Lexicon
from corrigenda.rendering.bound import At, Claim, claims, loose
from corrigenda.rendering.constructs import Span
from corrigenda.rendering.joints import Joint, Joints
from corrigenda.rendering.sentences import Fill
from corrigenda.rendering.verdicts import Judge, current
from corrigenda.study import Study

__all__ = ["At", "Claim", "FalseClaim", "claims", "current", "false_claims", "filling", "loose"]

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
    joint
        What stands beside it and is read as part of it; None where there is nothing of the kind.
    """

    claim: Claim
    value: Value | None
    would: tuple[str, ...]
    sentence: str
    problem: Problem
    joint: Joint | None = None


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
    judge = Judge(statistics, study, lexicon)
    verdict = cache(judge.verdict)  # the same words stand often
    joints = Joints(judge.value, fill, lexicon)
    for claim in found:
        judged = verdict(claim.of, claim.form, claim.words)
        known = not judged or (judged[0] is not None and judged[3])
        joint = joints.of(claim) if known else None
        judged = judge.joined(claim.of, joint) if joint else judged
        if judged:
            value, message, hint, would = judged
            sentence = claim.sentence(fill)
            advice = [hint, f"In: {quoted(sentence)}", _offered(would)]
            problem = Problem(claim.place, message, "\n  ".join(filter(None, advice)))
            yield FalseClaim(claim, value, would, sentence, problem, joint)


def _offered(would: tuple[str, ...]) -> str:
    return f"What would hold: {', '.join(map(quoted, would))}." if would else ""


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
        try:
            return forms.form(statistics[of], study, wanted) or _UNFILLED
        except KeyError:
            return _UNFILLED

    def fill(span: Span) -> str:
        return form(span.attributes.pairs["of"], span.attributes.pairs.get("as"))

    return fill
