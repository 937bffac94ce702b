"""Prose: sentences that changed, came, went or moved; a moved sentence is neither of the others."""

import pytest

from corrigenda.differences.changes import Heading
from corrigenda.differences.headings import headings
from corrigenda.differences.prose import sentences
from corrigenda.differences.references import References
from corrigenda.releases.models import Passage

from .conftest import passage


def told(old, new) -> list[str]:
    found = sentences(*([Passage(**p) for p in side] for side in (old, new)))
    marks = {"gone": "-", "new": "+", "same": ""}
    return [
        f"{s.section} {s.kind}: "
        + "|".join(f"{marks[piece.kind]}{piece.text.strip()}" for piece in s.pieces)
        for s in found
    ]


def sections(old, new) -> list[Heading]:
    return list(headings(*([Passage(**p) for p in side] for side in (old, new))))


def test_the_same_text_has_no_differences():
    text = [passage("One thing. Another thing."), passage("Head", kind="heading")]
    assert told(text, text) == []


def test_a_sentence_whose_number_changed_is_one_sentence():
    old = [passage("Of all, 57% went to court. One did not know.")]
    new = [passage("Of all, 60% went to court. One did not know.")]
    assert told(old, new) == ["sec-findings changed: Of all,|-57%|+60%|went to court."]


def test_sentences_come_and_go_in_their_place():
    old = [passage("First it began. Nobody knows. Then it ended.")]
    new = [passage("First it began. Then it ended. Everybody agreed on that.")]
    assert told(old, new) == [
        "sec-findings removed: -Nobody knows.",
        "sec-findings added: +Everybody agreed on that.",
    ]


def test_a_sentence_that_moved_is_neither_removed_nor_added():
    old = [passage("A first one. A second one here. Something last.")]
    new = [passage("Something last. A first one. A second one here.")]
    assert told(old, new) == ["sec-findings moved: Something last."]


def test_a_sentence_moves_from_one_section_to_another():
    old = [passage("Stays here. It wanders."), passage("There.", "sec-end")]
    new = [passage("Stays here."), passage("There. It wanders.", "sec-end")]
    found = sentences(*([Passage(**p) for p in side] for side in (old, new)))
    assert [(s.kind, s.section, s.was) for s in found] == [("moved", "sec-end", "Findings")]


def test_sentences_that_moved_together_are_told_together():
    old = [passage("A long one stays here. Two of it. Go along. And it ends so. Quite so.")]
    new = [passage("Two of it. Go along. A long one stays here. And it ends so. Quite so.")]
    assert told(old, new) in (
        ["sec-findings moved: Two of it. Go along."],
        ["sec-findings moved: A long one stays here."],
    )
    old = [passage("Stays. Two of it. Go along."), passage("There.", "sec-end")]
    new = [passage("Stays."), passage("There. Two of it. Go along.", "sec-end")]
    assert told(old, new) == ["sec-end moved: Two of it. Go along."]


def test_a_sentence_that_comes_twice_and_then_once_was_removed():
    assert told([passage("Twice. Twice.")], [passage("Twice.")]) == [
        "sec-findings removed: -Twice."
    ]


def test_a_paragraph_that_is_split_says_the_same():
    old = [passage("One thing. Another thing.")]
    assert told(old, [passage("One thing."), passage("Another thing.")]) == []


def test_a_section_that_is_renamed_is_compared_with_itself():
    old = [passage("The same long text of a section, with 57% in it.", "sec-old")]
    new = [passage("The same long text of a section, with 60% in it.", "sec-new")]
    assert told(old, new) == [
        "sec-new changed: The same long text of a section, with|-57%|+60%|in it."
    ]


def test_a_section_that_is_gone_is_told_at_the_end():
    old = [passage("Here.", "sec-a"), passage("Quite another matter.", "sec-b")]
    assert told(old, [passage("Here.", "sec-a")]) == ["sec-b removed: -Quite another matter."]


def test_sections_in_another_order_are_told_as_sections():
    a, b = passage("One. Two. Three.", "sec-a"), passage("Four. Five.", "sec-b")
    assert told([a, b], [b, a]) == []
    assert sections([a, b], [b, a]) == [Heading("moved", "B", "A", "")]


def test_a_section_that_moves_with_its_chapter_is_not_told():
    a, b, c = (passage(f"Text {name}.", f"sec-{name}") for name in "abc")
    d = passage("Text d.", "sec-d")
    assert sections([a, b, c, d], [a, d, b, c]) == [Heading("moved", "D", "C", "A")]
    found = sections([a, b, c, d], [c, d, a, b])
    assert [(one.kind, one.title) for one in found] == [("moved", "C")]


def test_a_heading_is_no_sentence():
    old = [passage("Old title", kind="heading"), passage("Here.")]
    new = [passage("New title", kind="heading") | {"title": "New title"}]
    new.append(passage("Here.") | {"title": "New title"})
    assert told(old, new) == []
    assert sections(old, new) == [Heading("renamed", "New title", "Findings")]


def test_sections_that_come_and_go():
    here = passage("Here it is.", "sec-a")
    old, new = passage("Quite another matter.", "sec-b"), passage("Something else.", "sec-c")
    assert sections([here, old], [here, new]) == [Heading("new", "C"), Heading("gone", "B")]


def test_an_entry_of_the_references_is_one_sentence():
    entry = passage("Smith, Jane. 2020. A new study. Journal.", "sec-references")
    assert told([], [entry]) == ["sec-references added: +Smith, Jane. 2020. A new study. Journal."]


REFERENCES = References({"Table 9": "Table 10"}, sections=True)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Table 9 shows it.", "Table 10 shows it.", "renumbered"),
        ("Table 9 shows it.", "Table 11 shows it.", "changed"),
        ("More is below (Section 2.8.1).", "More is below (Section 2.7.1).", "renumbered"),
        ("Table 9 shows 57% of it.", "Table 10 shows 60% of it.", "changed"),
    ],
)
def test_a_reference_under_a_new_number_is_told_apart(old, new, kind):
    (found,) = sentences(*([Passage(**passage(text))] for text in (old, new)), REFERENCES)
    assert found.kind == kind


def test_a_reference_to_another_section_is_a_change_where_no_section_moved():
    texts = ([Passage(**passage(f"See Section {n} for more."))] for n in (1, 2))
    (found,) = sentences(*texts, References())
    assert found.kind == "changed"


def test_abbreviations_end_no_sentence():
    old = [passage("Some (e.g. Dr. Who and No. 7) were 57%. Others not.")]
    new = [passage("Some (e.g. Dr. Who and No. 7) were 60%. Others not.")]
    assert told(old, new) == [
        "sec-findings changed: Some (e.g. Dr. Who and No. 7) were|-57%.|+60%."
    ]


def test_a_rewritten_report_takes_no_time():
    old = [passage(f"Sentence {n} of the old report is here.", f"sec-{n % 20}") for n in range(900)]
    new = [passage(f"A new text, number {n}, stands there.", f"sec-{n % 20}") for n in range(900)]
    assert len(told(old, new)) == 1800
