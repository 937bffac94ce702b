"""Names of people: how they are parted, and what may be one."""

import re
from typing import NamedTuple

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-]+[^\W\d_]*)*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+|[^\W\d_]")
_PARTICLES = (
    "abu af al av ben bin d' d’ da das de del dela della den der di do dos du e el ibn la las le "
    "les los ten ter van von y zu zum zur"
)
# Words by which an organisation, or a degree, shows itself.
_NO_NAMES = (
    "academy ag agency alliance association authority authors board bureau bv center centre "
    "centro charity children clinic clinics co coalition college commission committee consortium "
    "contributors corp corporation council department dphil ev faculty federation foundation fund "
    "gmbh government group hospital inc initiative institut institute institution international "
    "investigators lab laboratory llc ltd md ministry msc national network ngo office "
    "organisation organization partners partnership phd plc program programme project research sa "
    "school sciences service services society studies study survey team trust union unit "
    "universidad universität université university"
)
_KNOWN_PARTICLES, _KNOWN_NO_NAMES = frozenset(_PARTICLES.split()), frozenset(_NO_NAMES.split())


class Parts(NamedTuple):
    """A person's name in parts; particles belong to the family name."""

    given: str
    family: str
    suffix: str


NOTHING = Parts("", "", "")


def turned(name: str) -> Parts | None:
    """Part a name of the form ``Family, Given``.

    Parameters
    ----------
    name
        The name; a suffix may follow either part behind a comma.

    Returns
    -------
    Parts or None
        None when the name has another form, or cannot be a person's.
    """
    pieces = [piece.strip() for piece in name.split(",")]
    suffixes = [piece for piece in pieces[1:] if _SUFFIX.fullmatch(piece)]
    rest = [piece for piece in pieces if piece not in suffixes]
    if len(rest) != 2 or len(suffixes) > 1:
        return None
    family, given = rest
    if not 1 <= len(_proper(family)) <= 2 or not 1 <= len(given.split()) <= 4:
        return None
    if given.split()[0].islower() or not all(map(_named, [*family.split(), *given.split()])):
        return None
    return Parts(given, family, "".join(suffixes))


def parted(name: str) -> Parts:
    """Part a person's name in reading order: the last word, with the particles before it.

    Parameters
    ----------
    name
        The name, of a person for certain, such as ``Jan van der Berg`` or ``Jane Q. Doe, Jr.``.

    Returns
    -------
    Parts
        A single word is a family name.
    """
    words = name.replace(",", " ").split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    last = max(len(words) - 1, 0)
    while last > 1 and words[last - 1].islower():
        last -= 1
    return Parts(" ".join(words[:last]), " ".join(words[last:]), suffix)


def personal(name: str) -> bool:
    """Say whether a name in reading order looks like a person's; nobody can know."""
    given, family, _ = parted(name)
    words = [*given.split(), *_proper(family)]
    return 2 <= len(words) <= 4 and all(map(_capital, words)) and all(map(_named, family.split()))


def joined(*parts: str) -> str:
    """Join particles and a family name; none stands apart behind an apostrophe."""
    return re.sub(r"(?<=['’]) ", "", " ".join(filter(None, parts)))


def _proper(family: str) -> list[str]:
    """Return the words of a family name behind its particles."""
    words = family.split()
    while words and words[0].islower():
        words.pop(0)
    return words


def _named(word: str) -> bool:
    """Say whether a word can be one of a person's name."""
    if word.islower():
        return word in _KNOWN_PARTICLES
    known = word.casefold().replace(".", "") in _KNOWN_NO_NAMES
    return bool(_WORD.fullmatch(word)) and not known and not word.endswith(("'s", "’s"))


def _capital(word: str) -> bool:
    """Say whether a word is a name or an initial: ``Doe``, ``Anna-Lena``, ``Q.``; not ``NHS``."""
    if not _named(word) or not word.removeprefix("d'").removeprefix("d’")[:1].isupper():
        return False
    return bool(_INITIALS.fullmatch(word)) or any(letter.islower() for letter in word)
