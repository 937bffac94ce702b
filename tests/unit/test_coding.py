"""coding.yaml: the codes given to open answers."""

import pytest

from builders import TINY, a_codebook, an_item, refused
from corrigenda.codebook import load_codebook
from corrigenda.coding import coded_items, load_coding
from corrigenda.errors import StudyError

PLACE = "data/tiny/coding.yaml"
CODEBOOK = a_codebook(
    an_item("court", "single", column="Q4", options={"yes": "Yes"}),
    an_item("court_text", "open", column="Q5", asked_if={"court": ["yes"]}, base="asked"),
)


@pytest.fixture
def loaded(tmp_path):
    """Load a coding.yaml."""

    def load(text: str):
        path = tmp_path / "coding.yaml"
        path.write_text(text)
        return load_coding(path, PLACE, CODEBOOK)

    return load


def test_a_coded_item_inherits_the_skip_rule_and_the_base_of_its_open_item(loaded):
    coding = loaded(
        "items:\n  impact: {of: court_text, label: Impact, exclusive: true, "
        "codes: {good: Good, bad: {label: Bad, definition: It hurt.}}, "
        "themes: {any: {label: Any, codes: [good, bad]}}}\n"
    )
    item = coded_items(coding, CODEBOOK)["impact"]
    assert (item.kind, item.coded_from, item.exclusive) == ("coded", "court_text", True)
    assert (item.asked_if, item.base) == ({"court": ("yes",)}, "asked")
    assert [(o.id, o.label, o.definition) for o in item.options] == [
        ("good", "Good", None),
        ("bad", "Bad", "It hurt."),
    ]
    assert item.themes == {"any": ("good", "bad")}


def test_the_tiny_study_has_two_coders_and_one_coded_item():
    codebook = load_codebook(TINY / "data/tiny/codebook.yaml", "codebook.yaml")
    coding = load_coding(TINY / "data/tiny/coding.yaml", PLACE, codebook)
    assert coding.coders == {"C1": "First coder", "C2": "Second coder"}
    assert list(coding.items) == ["impact"]


def test_a_study_without_coding_has_no_coded_items(tmp_path):
    coding = load_coding(tmp_path / "coding.yaml", PLACE, CODEBOOK)
    assert coded_items(coding, CODEBOOK) == {}


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (
            "a: {of: court_txt, label: A, codes: {x: X}}",
            'item a: "court_txt" is no open item of the codebook.\n  Did you mean "court_text"?',
        ),
        (
            "a: {of: court, label: A, codes: {x: X}}",
            'item a: "court" is no open item of the codebook.\n  Did you mean "court_text"?',
        ),
        (
            "court: {of: court_text, label: A, codes: {x: X}}",
            "item court: there is an item of this id already.\n  Choose another id.",
        ),
        ("a: {of: court_text, label: A, codes: {}}", "items.a.codes: it must not be empty."),
        (
            "a: {of: court_text, label: A, codes: {Good: X}}",
            "items.a.codes.Good: it must begin with a small letter, and hold only small letters, "
            'digits and joining signs (found "Good").',
        ),
        (
            "a: {of: court_text, label: A, codes: {n: X}}",
            'item a: "n" is reserved.\n'
            "  Statistics of every item bear that name; choose another id.",
        ),
        (
            "a: {of: court_text, label: A, codes: {x: Same, y: Same}}",
            "item a: codes x and y have the same label.\n"
            "  Neither an export nor a reader could tell them apart.",
        ),
        (
            "a: {of: court_text, label: A, codes: {good: X}, themes: {t: {label: T, codes: [go]}}}",
            'item a: theme t names no code "go".\n  Did you mean "good"?',
        ),
        (
            "a: {of: court_text, label: A, codes: {x: X}, themes: {x: {label: T, codes: [x]}}}",
            'item a: "x" is both a theme and a code.',
        ),
        (
            "a: {of: court_text, label: A, codes: {x: X}, themes: {mean: {label: T, codes: [x]}}}",
            'item a: "mean" is reserved.\n  Choose another id.',
        ),
        (
            "a: {of: court_text, label: A, codes: {x: X}, themes: {t: {label: T, codes: []}}}",
            "items.a.themes.t.codes: it must not be empty.",
        ),
        (
            "a: {of: court_text, label: A, code: {x: X}}",
            "items.a.codes: it is missing.\n  Add it.",
        ),
    ],
)
def test_a_coded_item_that_cannot_be_used_is_explained(loaded, item, problem):
    with pytest.raises(StudyError) as caught:
        loaded(f"coders: {{C1: First}}\nitems:\n  {item}\n")
    assert str(caught.value.problems[0]) == f"{PLACE}:3: {problem}"


def test_problems_of_several_coded_items_are_told_together(loaded):
    with refused(
        StudyError,
        f'{PLACE}:2: item a: "nothing" is no open item of the codebook.',
        f'{PLACE}:3: item b: "mean" is reserved.\n  Choose another id.',
    ):
        loaded(
            "items:\n  a: {of: nothing, label: A, codes: {x: X}}\n"
            "  b: {of: court_text, label: B, codes: {x: X}, "
            "themes: {mean: {label: T, codes: [x]}}}\n"
        )
