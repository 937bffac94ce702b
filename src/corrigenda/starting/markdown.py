"""Words of an export in the prose of a report: escaped, and marked where they hold numbers."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from corrigenda.lexicon import SHIPPED, load_lexicon
from corrigenda.rendering.lint import unbound
from corrigenda.rendering.source import fragment

LONGEST = 160  # characters of a label in a sentence
WORD = 60  # of a word, so that it fits on a line
_MARKS = re.compile(r"[\\*_{}\[\]#$^~@|&]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "`": "&grave;"}  # escaped, they would still open something
_OPENS = re.compile(r"[^\W\d_]{2}|[AaI] |“")


def one_line(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, without what no reader sees, and cut where it is long.

    Parameters
    ----------
    text
        Words of an export.
    longest
        Characters at most.

    Returns
    -------
    str
        The words, ended by ``…`` where some were left out.
    """
    words = " ".join(_short(word) for word in "".join(map(_seen, text)).split())
    if len(words) <= longest:
        return words
    head, _, rest = words[: longest - 1].rpartition(" ")
    return (head if len(head) > longest / 2 else f"{head} {rest}".strip()).rstrip(" ,;:.") + "…"


def _short(word: str) -> str:
    return word if len(word) <= WORD else word[: WORD - 1] + "…"


def _seen(letter: str) -> str:
    kind = unicodedata.category(letter)
    return " " if kind == "Cc" else "" if kind[0] == "C" else letter


def escaped(text: str) -> str:
    """Write words as Markdown in which nothing is a mark."""
    text = _MARKS.sub(r"\\\g<0>", text).replace(":::", r"\:\:\:")
    return "".join(_ENTITIES.get(letter, letter) for letter in text)


def said(text: str, longest: int = LONGEST) -> str:
    """Write words of an export into prose.

    Parameters
    ----------
    text
        A label, a question, a title.
    longest
        Characters at most.

    Returns
    -------
    str
        Markdown; what reads as a number or a share is marked as no finding.
    """
    return _marked(one_line(text, longest))


def opening(text: str, longest: int = LONGEST) -> str:
    """Write words with which a paragraph begins, where more could be read as a mark."""
    shown = said(text, longest)
    bare = shown.startswith("[") or _OPENS.match(shown)
    return shown if bare else f"[{shown}]{{.fixed}}"


@cache
def _marked(words: str) -> str:
    shown = escaped(words)
    counts = re.search(r"\d", words) or any(unbound(fragment(f"Here “{shown}”."), _lexicon()))
    return f"[{shown}]{{.fixed}}" if counts else shown


@cache
def _lexicon():
    return load_lexicon(Path(SHIPPED.parent / "none.yaml"), SHIPPED.name)


def remark(text: str) -> str:
    """Write words into a comment of the source, which they cannot end."""
    return one_line(text, 300).replace("--", "–").replace(">", "›").replace("<", "‹")
