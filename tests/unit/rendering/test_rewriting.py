"""Rewriting claims in the sources, and nothing else in them."""

import json

import pytest

from corrigenda.errors import WriteError
from corrigenda.rendering import rewriting

from .conftest import HEADER

STATISTICS = {
    "court.yes": {"n": 2, "base": 5, "percent": "40"},
    "people": {"value": "5"},
    "mean": {"value": "50/3"},
}


@pytest.fixture
def small(sample):
    """A report of which nothing but the body matters."""
    sample.write("statistics.json", json.dumps(STATISTICS))
    sample.exhibits = {}
    return sample


def update(sample, text: str, phrases: bool = False) -> rewriting.Update:
    """Plan the update of a report that holds a text."""
    sample.body(text)
    return rewriting.updated(sample.inputs(), phrases)


def body(plan: rewriting.Update) -> str:
    """Return what the body of the report would be."""
    ((_, new),) = plan.files.values()
    return new.removeprefix(HEADER)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("20%", "40%"),
        ("Twenty percent", "Forty percent"),
        ("*Twenty* percent", "*Forty* percent"),
        ("**20\u00a0%**", "**40\u00a0%**"),
        ("1 of\n  5", "2 of\n  5"),
        ("one out of 5", "two out of 5"),
        ("20% (n=1)", "40% (n=2)"),
        ("[20%](#sec-a)", "[40%](#sec-a)"),
        ("20\\%", "40\\%"),
        ("one\n> of 5", "two\n> of 5"),
        ("ONE of 5", "TWO of 5"),
        ("[4](https://x.org/4)", "[2](https://x.org/4)"),
    ],
)
def test_numbers_are_rewritten_in_their_form(small, old, new):
    text = '# A {{#sec-a}}\n\nOf  [{}]{{of="court.yes"}}, 20%.\n'
    plan = update(small, text.format(old))
    assert body(plan) == text.format(new)
    assert plan.proposals == plan.by_hand == ()


@pytest.mark.parametrize(
    ("old", "form", "new"),
    [
        ("41%", "percent", "40%"),
        ("_3 of\n5_", "n-of-base", "_2 of\n5_"),
        ("3", "Words", "Two"),
        ("[3](#sec-a)", "n", "[2](#sec-a)"),
        ("*3* of 5", "n-of-base", "2 of 5"),
    ],
)
def test_a_claim_with_a_form_gets_that_form(small, old, form, new):
    text = '# A {{#sec-a}}\n\n[{}]{{of="court.yes" as="{}"}}.\n'
    assert body(update(small, text.format(old, form))) == text.format(new, form)


def test_what_holds_is_left_alone(small):
    plan = update(small, '[40%]{of="court.yes"} [about two-fifths]{of="court.yes"}\n')
    assert plan == rewriting.Update({}, (), ())
    assert rewriting.diff(plan, small.place) == ""


def test_phrases_are_proposed_and_written_when_asked(small):
    text = 'So. [*About a\nthird*]{of="court.yes"} did.\n'
    plan = update(small, text)
    assert plan.files == {}
    (proposal,) = plan.proposals
    assert str(proposal).splitlines() == [
        'report/report.qmd:15: "About a third" does not hold: court.yes is 2 of 5 (40%).',
        '  In: "About a third did."',
        '  Proposed: "About two-fifths"; --phrases writes it.',
    ]
    written = update(small, text, phrases=True)
    assert body(written) == 'So. [*About two-fifths*]{of="court.yes"} did.\n'
    assert written.proposals == written.by_hand == ()


def test_a_plain_fraction_is_a_phrase_here(small):
    text = '[One-third]{of="court.yes"} did.\n'
    assert update(small, text).files == {}
    assert body(update(small, text, phrases=True)).startswith("[About two-fifths]{")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("about\n> a third", "about two-fifths"),
        ("**about a third** (1)", "**about two-fifths** (2)"),
        ("[about a third](https://x.org)", "[about two-fifths](https://x.org)"),
        ("ONE-THIRD", "ABOUT TWO-FIFTHS"),
    ],
)
def test_a_phrase_is_written_within_its_markup(small, old, new):
    text = '> Of [{}]{{of="court.yes"}} or so\n'
    assert body(update(small, text.format(old), phrases=True)) == text.format(new)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[**about** one-third]{of="court.yes"}', "markup stands among its words."),
        ('[about [one-third](#a)]{of="court.yes"}', "markup stands among its words."),
        ('[4.0]{of="court.yes"}', "its statistic has no number in this form."),
        ('[1.5]{of="court.yes"}', "its statistic has no number in this form."),
        ('[40%]{of="mean"}', "its statistic has no number in this form."),
        ('[1]{of="court.yes"}%', "its meaning depends on what stands beside it."),
        ('About [one-third]{of="court.yes"}', "its meaning depends on what stands beside it."),
        ('[]{of="court.yes"}%', "its meaning depends on what stands beside it."),
    ],
)
def test_what_only_its_author_can_mend_is_left_with_the_reason(small, text, reason):
    plan = update(small, f"{text} did.\n", phrases=True)
    assert (plan.files, plan.proposals) == ({}, ())
    (problem,) = plan.by_hand
    assert problem.advice.endswith(f"\n  Mend it by hand: {reason}")


def test_what_cannot_be_read_is_never_written(small):
    plan = update(small, '[umpteen]{of="court.yes"} [umpteen]{of="mean"}\n', phrases=True)
    assert plan.files == {}
    assert ["cannot be read" in problem.message for problem in plan.proposals] == [True, True]
    assert all("What would hold:" in problem.advice for problem in plan.proposals)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[20%]{of="court.no"}', 'no statistic is called "court.no"'),
        ('[20%]{of="mean" as="percent"}', 'no form "percent"'),
        ('[]{of="mean" as="percent"}', 'no form "percent"'),
        ('[20%](#a) [[20](#a)%]{of="court.yes"}', '"20%" does not hold'),
    ],
)
def test_what_no_program_can_mend_is_left_to_the_author(small, text, said):
    plan = update(small, text + "\n", phrases=True)
    assert plan.files == {}
    assert said in plan.by_hand[0].message


def test_of_claims_within_one_another_one_is_left_to_the_author(small):
    plan = update(small, '[[1]{of="court.yes"} of [4]{of="people"}]{of="court.yes"}\n')
    assert body(plan) == '[[2]{of="court.yes"} of [5]{of="people"}]{of="court.yes"}\n'
    assert [problem.message.split(" does")[0] for problem in plan.by_hand] == ['"1 of 4"']


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_other_byte_stays(small, mark, end):
    lines = [
        *HEADER.encode().splitlines(),
        b"Tabs\tand trailing  ",
        b"caf\xc3\xa9 [1",
        b'  of 5]{of="court.yes"}\x0c, [16.5]{of=mean}',
        b'\xe2\x80\xa8[20%]{of="court.yes"}',
    ]
    old = mark + end.join(lines)
    (small.root / "report/report.qmd").write_bytes(old)
    rewriting.write(rewriting.updated(small.inputs()))
    new = old.replace(b"[1" + end, b"[2" + end).replace(b"16.5", b"16.7").replace(b"20%", b"40%")
    assert (small.root / "report/report.qmd").read_bytes() == new


def test_the_header_and_included_files_are_rewritten_once(small):
    header = HEADER.replace('[]{of="court.yes" as="n-of-base"}', '[1 of 5]{of="court.yes"}')
    include = "{{< include _sample.qmd >}}\n"
    small.write("report/report.qmd", f"{header}{include}\n{include}")
    small.write("report/_sample.qmd", '[4]{of="people"} and [4]{of="people"}')
    plan = rewriting.updated(small.inputs())
    changed = {small.place(path): new for path, (_, new) in plan.files.items()}
    assert changed["report/report.qmd"].count("[2 of 5]") == 1
    assert changed["report/_sample.qmd"] == '[5]{of="people"} and [5]{of="people"}'


ALT = """\
# 20% of nothing
exhibits:
  fig-a:
    alt: >-
      Of these [1 of
      5]{of="court.yes"} and [4]{of="people"}.
  fig-b:
    alt: "Now [20%]{of='court.yes'}, [4]{of=people}"
"""


def declare(sample, text: str, *alternatives: str) -> None:
    """Declare exhibits with alternative texts."""
    sample.write("report/exhibits.yaml", text)
    names = ("fig-a", "fig-b", "fig-c")
    sample.exhibits = {
        name: {"kind": "figure", "alt": alt} for name, alt in zip(names, alternatives, strict=False)
    }


def test_alternative_texts_are_rewritten_where_they_are_declared(small):
    first = 'Of these [1 of 5]{of="court.yes"} and [4]{of="people"}.'
    declare(small, ALT, first, "Now [20%]{of='court.yes'}, [4]{of=people}")
    plan = update(small, "Text.\n")
    ((path, (old, new)),) = plan.files.items()
    assert (small.place(path), old) == ("report/exhibits.yaml", ALT)
    expected = ALT.replace("[1 of", "[2 of").replace("[20%]", "[40%]").replace("[4]", "[5]")
    assert new == expected
    assert plan.by_hand == ()


def test_equal_claims_of_two_exhibits_are_both_rewritten(small):
    text = "exhibits:\n  fig-a:\n    alt: '[4]{of=people}'\n  fig-b:\n    alt: 'A [4]{of=people}'\n"
    declare(small, text, "[4]{of=people}", "A [4]{of=people}")
    ((_, new),) = update(small, "Text.\n").files.values()
    assert new == text.replace("[4]", "[5]")


def test_what_is_not_found_as_often_as_declared_is_mended_by_hand(small):
    text = '# [4]{of=people}\nexhibits:\n  fig-a:\n    alt: "[4]{of=people} [4]{of=\\"people\\"}"\n'
    declare(small, text, '[4]{of=people} [4]{of="people"}')
    plan = update(small, "Text.\n")
    assert plan.files == {}
    assert [problem.place for problem in plan.by_hand] == ["report/exhibits.yaml:4"]
    assert "Mend it by hand" in plan.by_hand[0].advice


def test_the_diff_names_files_as_the_project_does(small):
    plan = update(small, 'Of [20%]{of="court.yes"} did.\n')
    lines = rewriting.diff(plan, small.place).splitlines()
    assert lines[:2] == ["--- a/report/report.qmd", "+++ b/report/report.qmd"]
    assert lines[-2:] == [
        '-Of [20%]{of="court.yes"} did.',
        '+Of [40%]{of="court.yes"} did.',
    ]


def test_a_file_that_changed_meanwhile_is_not_overwritten(small):
    plan = update(small, '[20%]{of="court.yes"}\n\n{{< include _sample.qmd >}}\n')
    small.write("report/_sample.qmd", '[4]{of="people"}\n')
    plan = rewriting.updated(small.inputs())
    small.body("Something else.\n")
    with pytest.raises(WriteError, match="it has changed since it was read"):
        rewriting.write(plan)
    assert (small.root / "report/_sample.qmd").read_text() == '[4]{of="people"}\n'


def test_what_is_written_holds(small):
    plan = update(
        small, '[20%]{of="court.yes"}, [4]{of="people"}, [1 of 5]{of="court.yes" as="n"}\n'
    )
    rewriting.write(plan)
    assert rewriting.updated(small.inputs()) == rewriting.Update({}, (), ())
