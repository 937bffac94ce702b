"""Words: two texts word by word, with Redlines."""

from collections.abc import Iterator

from corrigenda.differences.changes import Piece, Wording

KINDS = {
    "equal": ("", "same"),
    "replace": ("gone", "new"),
    "delete": ("gone", ""),
    "insert": ("", "new"),
}


def words(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two texts word by word.

    Parameters
    ----------
    old, new
        Plain texts; blanks and line ends between words do not count.

    Returns
    -------
    tuple of Piece
        In reading order: what is the same and new is the new text, what is the same and gone the
        old one.
    """
    from redlines.processor import WholeDocumentProcessor

    old, new = (" ".join(text.split()) for text in (old, new))
    found = WholeDocumentProcessor().process(old, new)
    return _closed([piece for op in found for piece in _pieces(op)])


def _pieces(op) -> Iterator[Piece]:
    tag, a, b, c, d = op.opcodes
    gone, new = KINDS[tag]
    for kind, text in ((gone, op.source_chunk.text[a:b]), (new, op.test_chunk.text[c:d])):
        if kind:
            yield Piece(kind, "".join(text))


def _closed(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Let a parenthesis that opens in words that differ close there too."""
    for at in range(2, len(pieces)):
        old, new, after = pieces[at - 2 : at + 1]
        kinds = (old.kind, new.kind, after.kind)
        if kinds == ("gone", "new", "same") and after.text[0] == ")" and _open(old) and _open(new):
            end = len(after.text) - len(after.text[1:].lstrip())
            pieces[at - 2] = Piece("gone", old.text + after.text[:end])
            pieces[at - 1] = Piece("new", new.text + after.text[:end])
            pieces[at] = Piece("same", after.text[end:])
    return tuple(piece for piece in pieces if piece.text)


def _open(piece: Piece) -> bool:
    return piece.text.count("(") > piece.text.count(")")


def wording(what: str, old: str, new: str) -> tuple[Wording, ...]:
    """Compare a text that has a name; nothing where its words are the same."""
    return () if old.split() == new.split() else (Wording(what, words(old, new)),)
