"""Lines: texts that differ, for a terminal."""

from collections.abc import Iterable

from corrigenda.differences.changes import Piece

WIDTH = 100
IN = "  "  # what each level stands further in
AROUND = 6  # words that stay around a difference within a long text


def marked(pieces: Iterable[Piece]) -> str:
    """Write a text word by word: what is gone as ``[−words]``, what is new as ``[+words]``.

    Parameters
    ----------
    pieces
        What `words` found.

    Returns
    -------
    str
        ``It went to [−57%] [+60%] of them.``; a wholly new or removed text as it is.
    """
    pieces = tuple(pieces)
    if len(pieces) == 1:
        return pieces[0].text
    signs = {"gone": "−", "new": "+"}
    return "".join(
        f"[{signs[p.kind]}{p.text.rstrip()}]{' ' if p.text[-1].isspace() else ''}"
        if p.kind in signs
        else p.text
        for p in pieces
    ).strip()


def brief(pieces: Iterable[Piece]) -> list[Piece]:
    """Leave out of long texts what is the same, but for a few words around each difference."""
    pieces, found = tuple(pieces), []
    for at, piece in enumerate(pieces):
        words = piece.text.split(" ")
        before = words[:AROUND] if at else []
        after = words[-AROUND:] if at < len(pieces) - 1 else []
        if piece.kind == "same" and len(words) > len(before) + len(after) + 3:
            piece = Piece("same", " ".join([*before, "…", *after]))
        found.append(piece)
    return found
