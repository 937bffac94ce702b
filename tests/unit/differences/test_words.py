"""Words: two texts word by word; either side can be put together again."""

import pytest

from corrigenda.differences.changes import Piece
from corrigenda.differences.words import wording, words

PAIRS = [
    ("It went to 57% of them.", "It went to 60% of them."),
    ("as in 20% (8).", "as in 23% (9)."),
    ("all (12), or about one-third (12), said", "all (11), or about a quarter (11), said"),
    ("One.", "Another thing altogether!"),
    ("", "New words"),
    ("Old words", ""),
    ("a (b c) d", "a d"),
    ("¶ and ¦ are letters", "¶ and ¦ are words"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_both_texts_can_be_read_back(old, new):
    found = words(old, new)
    for kind, text in (("gone", old), ("new", new)):
        read = "".join(piece.text for piece in found if piece.kind in ("same", kind))
        assert read.split() == text.split()


def test_what_is_gone_stands_before_what_is_new():
    assert words("Of 40, 57% went.", "Of 40, 60% went.") == (
        Piece("same", "Of 40, "),
        Piece("gone", "57% "),
        Piece("new", "60% "),
        Piece("same", "went."),
    )


def test_a_parenthesis_that_differs_closes_within_the_difference():
    assert words("and 20% (8) had it", "and 23% (9) had it") == (
        Piece("same", "and "),
        Piece("gone", "20% (8) "),
        Piece("new", "23% (9) "),
        Piece("same", "had it"),
    )


def test_blanks_do_not_count():
    assert words("one\n two", "one two") == (Piece("same", "one two"),)
    assert wording("caption", "one\n two", "one two") == ()
