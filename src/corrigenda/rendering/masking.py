"""Telling prose from code, comments and addresses, character by character."""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^\s*(?P<ticks>`{3,}|~{3,})(?P<info>.*)$")
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)((?:(?!\n[ \t]*\n).)*?[^`])\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ADDRESS = re.compile(r"(?<=\]\()[^()\s]*(?=[\s)])|<?https?://[^\s>)\]]+>?")
_ESCAPED = re.compile(r"\\[^\w\s]")
_HIDDEN = {"comment": _COMMENT, "code": _INLINE_CODE, "escape": _ESCAPED, "address": _ADDRESS}


@dataclass(frozen=True)
class Code:
    """A fenced block: where its opening line starts and what stands behind the fence."""

    start: int
    info: str


@dataclass(frozen=True)
class Masked:
    """What was blanked within a line or a paragraph: comment, code, escape or address."""

    start: int
    end: int
    kind: str


def fence_after(fence: str, line: str) -> str:
    """Tell which code fence is open after a line.

    Parameters
    ----------
    fence
        The fence that is open before it, or an empty string.
    line
        The line.

    Returns
    -------
    str
        The fence that is open after it, or an empty string.
    """
    found = _FENCE.match(line)
    if not found or (not fence and "`" in found["info"] and found["ticks"][0] == "`"):
        return fence
    if not fence:
        return found["ticks"]
    closes = found["ticks"].startswith(fence) and not found["info"].strip()
    return "" if closes else fence


def prose(lines: list[str], starts: list[int]) -> tuple[str, tuple[Code, ...], tuple[Masked, ...]]:
    """Blank code, comments, escaped characters and addresses, and list what was blanked.

    Parameters
    ----------
    lines
        The lines of the text.
    starts
        Where each of them starts.

    Returns
    -------
    tuple
        Text of the same length in which only prose is left, the fenced code blocks, and what was
        blanked outside of them.
    """
    fences, fence, kept = [], "", []
    for number, line in enumerate(lines):
        before, fence = fence, fence_after(fence, line)
        if fence and not before:
            fences.append(Code(starts[number], _FENCE.match(line)["info"].strip()))
        kept.append(_blank(line) if fence or before else line)
    text = "".join(f"{line}\n" for line in kept)
    masked: list[Masked] = []
    for kind, pattern in _HIDDEN.items():
        masked += [Masked(*found.span(), kind) for found in pattern.finditer(text)]
        text = pattern.sub(lambda found: _blank(found[0]), text)
    return text, tuple(fences), tuple(masked)


def _blank(text: str) -> str:
    """Keep the line ends, blank the rest."""
    return re.sub(r"[^\n]", " ", text)
