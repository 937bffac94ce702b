"""Reading the sources: includes, places, and what counts as prose."""

import pytest

from corrigenda.rendering import constructs
from corrigenda.rendering.source import fragment, read

from .conftest import HEADER_LINES


def test_an_include_keeps_its_own_lines(sample):
    source, problems = read(sample.root / "report", "report")
    assert problems == []
    assert source.files == ("report.qmd", "_sample.qmd")
    assert source.place(source.text.index("## Sample")) == "report/_sample.qmd:1"
    line = HEADER_LINES + 7
    assert source.place(source.text.index("# Findings")) == f"report/report.qmd:{line}"


def test_header_values_stay_text(sample):
    source, _ = read(sample.root / "report")
    assert source.header["date"] == "2024-05-01"
    assert source.text[source.body :].lstrip().startswith("# Methods")


def test_prose_keeps_its_length_and_hides_what_is_not_prose():
    text = "a `@code` b <!-- @note --> c \\@d [e](https://x.org/@f) <https://y.org/@g>\n"
    text += "\n```\n@fenced\n```\n\n~~~~\n```\n@tilde\n~~~~\n\n`` @two ` ``"
    source = fragment(text)
    assert len(source.prose) == len(source.text)
    assert list(constructs.mentions(source)) == []


def test_a_fence_ends_only_at_its_like():
    source = fragment("````\n```\n@in\n````\n@out\n")
    assert [mention.key for mention in constructs.mentions(source)] == ["out"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("See @tbl-a, @fig-b.", ["tbl-a", "fig-b"]),
        ("[@smith2020, p. 3; -@jones:2021]", ["smith2020", "jones:2021"]),
        ("@{strange.key} and a@b.org", ["strange.key"]),
    ],
)
def test_mentions(text, keys):
    assert [mention.key for mention in constructs.mentions(fragment(text))] == keys


def test_spans_hold_nested_brackets_and_line_ends():
    text = 'x [about [half](#sec-a)\nof it]{of="a.b" as=percent} y'
    (span,) = constructs.spans(fragment(text))
    assert span.text == "about [half](#sec-a)\nof it"
    assert span.attributes.pairs == {"of": "a.b", "as": "percent"}


def test_attributes_as_pandoc_reads_them():
    parsed = constructs.attributes("#sec-a .one .two key=\"a b\" other='c' -")
    assert parsed.id == "sec-a"
    assert parsed.classes == ("one", "two", "unnumbered")
    assert parsed.pairs == {"key": "a b", "other": "c"}
    assert constructs.attributes("just words") is None


def test_divs_nest():
    outer, inner = constructs.divs(fragment("::: {.a}\n\n:::: b\ntext\n::::\n\n:::\n"))
    assert (outer.attributes.classes, inner.attributes.classes) == (("a",), ("b",))
    assert outer.inside[0] < inner.start < inner.inside[1] < outer.inside[1]


def test_an_include_outside_the_folder_is_refused(sample):
    sample.write("secret.qmd", "text")
    sample.body("{{< include ../secret.qmd >}}\n")
    assert "lies outside the folder" in sample.problems()[0]


def test_a_circle_of_includes_is_refused(sample):
    sample.write("report/_sample.qmd", "{{< include _other.qmd >}}\n")
    sample.write("report/_other.qmd", "\n{{< include _sample.qmd >}}\n")
    found = [problem for problem in sample.problems() if "circle" in problem]
    assert found[0].startswith("report/_other.qmd:2: ")
    assert "_sample.qmd > _other.qmd > _sample.qmd" in found[0]


def test_a_missing_include_names_the_nearest(sample):
    sample.body("{{< include _sampl.qmd >}}\n")
    problem = sample.problems()[0]
    assert problem.startswith(f"report/report.qmd:{HEADER_LINES + 1}: ")
    assert 'Did you mean "_sample.qmd"?' in problem


def test_an_include_with_a_header_is_refused(sample):
    sample.write("report/_sample.qmd", "---\ntitle: x\n---\n")
    assert any("has a YAML header" in problem for problem in sample.problems())


def test_an_include_in_code_is_code(sample):
    sample.body("```\n{{< include _nothing.qmd >}}\n```\n")
    assert not any("_nothing" in problem for problem in sample.problems())


def test_a_source_that_is_not_utf_8_is_refused(sample):
    (sample.root / "report/_sample.qmd").write_bytes(b"caf\xe9")
    assert any("not UTF-8" in problem for problem in sample.problems())
