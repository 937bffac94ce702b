"""Words of an export are words in the report, whatever they hold."""

import json

import pytest
from starter import HOSTILE

from corrigenda.rendering.constructs import braces, divs, headings, mentions
from corrigenda.rendering.source import fragment
from corrigenda.starting.markdown import one_line, opening, remark, said

PLAIN = {"Str", "Space", "Quoted", "SoftBreak", "Span"}


def inlines(node):
    if isinstance(node, dict):
        if "t" in node:
            yield node["t"]
        for value in node.values():
            yield from inlines(value)
    elif isinstance(node, list):
        for value in node:
            yield from inlines(value)


def test_pandoc_reads_nothing_but_words():
    import pypandoc

    text = "\n\n".join(opening(bad) for bad in HOSTILE)
    blocks = json.loads(pypandoc.convert_text(text, "json", "markdown"))["blocks"]
    assert [block["t"] for block in blocks] == ["Para"] * len(HOSTILE)
    assert set(inlines(blocks)) - {"Para", "DoubleQuote", "SingleQuote"} <= PLAIN


def test_pandoc_shows_the_words_themselves():
    import pypandoc

    for bad in ("$x$ and \\alpha", "<b>`x`</b> &lt;", "[a](b) {#c} @d ^e^ ~f~", "a | b *c* _d_"):
        shown = pypandoc.convert_text(said(bad), "plain", "markdown", extra_args=["--wrap=none"])
        assert shown.strip() == bad


@pytest.mark.parametrize("bad", HOSTILE)
def test_our_own_reader_finds_nothing_either(bad):
    source = fragment(f'{opening(bad)}\n\n- **{said(bad)}**: []{{of="a.b"}} “{said(bad)}”.\n')
    assert [parsed.pairs.get("of") for _, parsed in braces(source) if parsed.pairs] == ["a.b"]
    assert not [*divs(source), *headings(source), *mentions(source)]
    assert not [masked for masked in source.masked if masked.kind in ("comment", "code")]


@pytest.mark.parametrize("words", ["One year or less", "Half of it", "3 to 5", "20 %", "Most"])
def test_what_reads_as_a_number_is_marked(words):
    assert said(words) == f"[{words}]{{.fixed}}"


def test_plain_words_stay_plain():
    assert said("Private practice (own), or “other”") == "Private practice (own), or “other”"
    assert opening("Private practice") == "Private practice"


def test_long_words_are_cut():
    assert one_line("word " * 50, 22) == "word word word word…"
    assert one_line("x" * 50, 10) == "x" * 9 + "…"
    assert one_line(" a\n\u202eb\tc ") == "a b c"


def test_a_remark_cannot_end_its_comment():
    assert "--" not in remark("a --> b <!-- c ----")
    assert ">" not in remark("a --> b")
