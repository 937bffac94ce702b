"""What to write in place of a false claim: its author's own form, with the numbers of today."""

import re
from dataclasses import dataclass

from corrigenda import claims as wordings
from corrigenda.phrases import Lexicon
from corrigenda.rendering.prose import FalseClaim
from corrigenda.slots import slots
from corrigenda.study import Study

_EMPHASIS = re.compile(r"(\s*[*_]*)(.*?)([*_]*\s*)", re.DOTALL)
_MARKS = re.compile(r"[*_\\]")
_TAIL = re.compile(r"\s*\([^()]*\)$")
_TARGET = re.compile(r"\]\([^()]*\)")
_BESIDE = "its meaning depends on what stands beside it."
_NO_FORM = "its statistic has no number in this form."
_MARKED = "markup stands among its words."


@dataclass(frozen=True)
class Mending:
    """What would mend a claim.

    Parameters
    ----------
    text
        What to write between the brackets; None where only its author can say.
    chosen
        Whether its author has to choose among words; else there is but one thing to write.
    reason
        Why only its author can say, where it is known.
    """

    text: str | None
    chosen: bool = False
    reason: str = ""


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
    if false.joint:
        return Mending(None, reason=_BESIDE)
    if claim.form is not None and false.would:
        return _mended(_placed(claim.text, claim.words, false.would[0]))
    if claim.form is not None or false.value is None:
        return Mending(None)
    written = wordings.rewritten(claim.text, false.value, study, lexicon)
    if written is not None:
        return Mending(written)
    written = wordings.rewritten(claim.words, false.value, study, lexicon)
    if written is not None:
        return _mended(_placed(claim.text, claim.words, written))
    found = slots(claim.words, lexicon)
    if not found:
        return Mending(None, chosen=True)
    if not any(slot.kind in ("phrase", "fraction") for slot in found):
        return Mending(None, reason=_NO_FORM)
    return _reworded(false, study, lexicon)


def _mended(text: str | None) -> Mending:
    return Mending(text, reason="" if text else _MARKED)


def _reworded(false: FalseClaim, study: Study, lexicon: Lexicon) -> Mending:
    """Put the nearest phrase in the place of another one, within its markup."""
    text, words = false.claim.text, false.claim.words
    whole = wordings.readable(text, lexicon)
    would = wordings.would_hold(text, false.value, study, lexicon) if whole else false.would
    nearest = next((one for one in would if lexicon.find(_TAIL.sub("", _bare(one)))), None)
    if nearest is None:
        return Mending(None, chosen=True)
    if whole:  # marks that stand within the phrase have no place in another one
        kept = _MARKS.findall(nearest) == _MARKS.findall(text)
        return Mending(nearest, chosen=True) if kept else Mending(None, reason=_MARKED)
    placed = _placed(text, words, nearest)
    return Mending(placed, chosen=True) if placed else Mending(None, reason=_MARKED)


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


def _placed(text: str, words: str, new: str) -> str | None:
    """Put new words where the old ones stand, within their emphasis, links and line breaks."""
    before, core, after = _EMPHASIS.fullmatch(text).groups()
    if " ".join(core.split()) == words:
        return before + spaced(core, new) + after
    targets = [found.span() for found in _TARGET.finditer(text)]
    shown = [
        found.span()
        for found in re.finditer(re.escape(words), text)
        if not any(start < found.start() < end for start, end in targets)
    ]
    if len(shown) == 1:
        start, end = shown[0]
        return text[:start] + new + text[end:]
    return new if " ".join(_bare(text).split()) == words else None


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
