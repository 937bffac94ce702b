"""What to write in place of a false claim: its author's own form, with the numbers of today."""

import re
from dataclasses import dataclass

from corrigenda import claims as wordings
from corrigenda.phrases import Lexicon
from corrigenda.rendering.prose import FalseClaim
from corrigenda.study import Study

_EMPHASIS = re.compile(r"(\s*[*_]*)(.*?)([*_]*\s*)", re.DOTALL)
_TAIL = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True)
class Mending:
    """What would mend a claim.

    Parameters
    ----------
    text
        What to write between the brackets; None where only its author can say.
    chosen
        Whether its author has to choose among words; else there is but one thing to write.
    """

    text: str | None
    chosen: bool = False


def mending(false: FalseClaim, study: Study, lexicon: Lexicon) -> Mending:
    """Find what would mend a false claim.

    Parameters
    ----------
    false
        The claim.
    study
        Its rounding rule.
    lexicon
        Its phrases.

    Returns
    -------
    Mending
        The form that ``as`` asks for; else the author's own form; else, for a phrase or a plain
        fraction, the nearest phrase.
    """
    claim = false.claim
    if claim.form is not None:
        return Mending(_placed(claim.text, claim.words, false.would[0]) if false.would else None)
    if false.value is None:
        return Mending(None)
    written = wordings.rewritten(claim.text, false.value, study, lexicon)
    if written is not None:
        return Mending(written)
    written = wordings.rewritten(claim.words, false.value, study, lexicon)
    if written is not None:
        return Mending(_placed(claim.text, claim.words, written))
    phrases = (would for would in false.would if lexicon.find(_TAIL.sub("", would)))
    nearest = next(phrases, None)
    if nearest is None or not wordings.readable(claim.words, lexicon):
        return Mending(None, chosen=True)
    return Mending(_placed(claim.text, claim.words, nearest), chosen=True)


def _placed(text: str, words: str, new: str) -> str | None:
    """Put new words where the old ones stand, within their emphasis, links and line breaks."""
    before, core, after = _EMPHASIS.fullmatch(text).groups()
    if " ".join(core.split()) == words:
        return before + spaced(core, new) + after
    if text.count(words) == 1:
        return text.replace(words, new)
    return new if " ".join(re.sub(r"[*_]", "", text).split()) == words else None


def spaced(old: str, new: str) -> str:
    """Give a text the blanks and line breaks of another one, if both have as many words.

    Parameters
    ----------
    old
        The text whose blanks are kept.
    new
        The text whose words are kept.

    Returns
    -------
    str
        The new text, spaced as the old one.
    """
    words, blanks = new.split(), re.findall(r"\s+", old.strip())
    if len(words) != len(blanks) + 1:
        return new
    between = "".join(word + blank for word, blank in zip(words, [*blanks, ""], strict=True))
    lead, trail = re.match(r"\s*", old)[0], re.search(r"\s*$", old)[0]
    return lead + between + trail
