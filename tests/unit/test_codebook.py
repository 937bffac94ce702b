"""codebook.yaml: the items of a study, checked against each other."""

import pytest

from builders import TINY, refused
from corrigenda.codebook import load_codebook
from corrigenda.errors import StudyError

PLACE = "data/tiny/codebook.yaml"
COURT = "  court: {kind: single, column: Q4, label: Court, options: {yes: Yes, no: No}}\n"


@pytest.fixture
def loaded(tmp_path):
    """Load a codebook.yaml whose line 1 is `items:`."""

    def load(items: str):
        path = tmp_path / "codebook.yaml"
        path.write_text("items:\n" + items)
        return load_codebook(path, PLACE)

    return load


def test_the_tiny_codebook_holds_its_items_in_order():
    items = load_codebook(TINY / "data/tiny/codebook.yaml", PLACE)
    kinds = {name: item.kind for name, item in items.items()}
    assert kinds == {
        "day": "date",
        "setting": "single",
        "cases": "number",
        "cases_band": "single",
        "methods": "multiple",
        "court": "single",
        "court_text": "open",
    }
    assert items["court_text"].asked_if == {"court": ("yes",)}
    assert items["cases_band"].option("few").high == 5


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (
            "  a: {kind: sngle, column: Q, label: A, options: {x: X}}",
            "items.a.kind: it must be 'single', 'multiple', 'number', 'open', 'date' or 'coded' "
            '(found "sngle").',
        ),
        (
            "  a: {kind: open, label: A}",
            "items.a: it needs a column (or, for a single item, bands_of).",
        ),
        ("  a: {kind: open, column: Q}", "items.a.label: it is missing.\n  Add it."),
        (
            "  a: {kind: open, column: Q, label: A, colour: red}",
            "items.a.colour: no such setting.\n  Mind its spelling.",
        ),
        (
            "  a: {kind: single, column: Q, label: A, options: {x: 1}}",
            "items.a.options.x.label: it must be text; quote a number that is meant as text "
            '(found "1").',
        ),
        (
            "  a: {kind: single, column: Q, label: A, options: [x, y]}",
            "items.a.options: it must hold settings (name: value).",
        ),
        (
            "  A: {kind: open, column: Q, label: A}",
            "items.A.id: it must begin with a small letter, and hold only small letters, digits "
            'and joining signs (found "A").',
        ),
        (
            "  a: {id: b, kind: open, column: Q, label: A}",
            "item a: the id is the name that the item stands under.\n  Remove id.",
        ),
        (
            "  study: {kind: open, column: Q, label: A}",
            "item study: this id is reserved.\n  Statistics of the study bear that name.",
        ),
        (
            "  a: {kind: coded, label: A, options: {x: X}}",
            "item a: coded items are declared in coding.yaml.",
        ),
        (
            "  a: {kind: open, column: Q, label: A, exclusive: true}",
            "item a: exclusive is a setting of coding.yaml.",
        ),
        (
            "  a: {kind: single, column: Q, label: A, options: {answered: X}}",
            'item a: "answered" is reserved.\n'
            "  Statistics of every item bear that name; choose another id.",
        ),
        (
            "  a: {kind: single, column: Q, label: A, options: {x: Same, y: ' same'}}",
            "item a: options x and y have the same label.\n"
            "  Neither an export nor a reader could tell them apart.",
        ),
        (
            "  a: {kind: single, column: Q, label: A, options: {x: {id: y, label: X}}}",
            "item a: the id is the name that the option stands under.\n  Remove id.",
        ),
        (
            "  a: {kind: multiple, label: A, options: "
            "{x: {label: X, column: Q}, y: {label: Y, column: Q}}}",
            "item a: options x and y have the same column.",
        ),
        (
            "  a: {kind: single, column: Q, label: A, options: {x: X}, other_text: {z: Q_T}}",
            'item a: other_text names no option "z".',
        ),
        (
            "  a: {kind: open, column: Q, label: A, asked_if: {cort: [yes]}}",
            'item a: asked_if names no item "cort".\n  Did you mean "court"?',
        ),
        (
            "  a: {kind: open, column: Q, label: A, asked_if: {court: [yess]}}",
            'item a: "yess" is no option of court.\n  Did you mean "yes"?',
        ),
        (
            "  a: {kind: open, column: Q, label: A, asked_if: {court: []}}",
            "items.a.asked_if.court: it must not be empty.",
        ),
        (
            "  a: {kind: open, column: Q, label: A, asked_if: {court: yes}}",
            'items.a.asked_if.court: it must be a list, as [one, two] (found "yes").',
        ),
        (
            "  a: {kind: single, label: A, bands_of: court, options: {x: {label: X, from: 1}}}",
            'item a: bands_of names no number item "court".',
        ),
    ],
)
def test_an_item_that_cannot_be_used_is_explained(loaded, item, problem):
    with refused(StudyError, f"{PLACE}:3: {problem}"):
        loaded(COURT + item)


def test_a_band_needs_a_limit(loaded):
    number = "  n: {kind: number, column: Q, label: N}\n"
    band = "  b:\n    kind: single\n    label: B\n    bands_of: n\n    options: {x: Some}\n"
    with refused(StudyError, f'{PLACE}:7: item b: the band "Some" has neither from nor to.'):
        loaded(number + band)


@pytest.mark.parametrize(
    ("first", "second"),
    [("first", "first"), ("second", "first")],
    ids=["to itself", "through another"],
)
def test_a_skip_rule_that_leads_back_is_refused(loaded, first, second):
    declared = "{{kind: single, column: Q, label: X, options: {{yes: Y}}, asked_if: {{{}: [yes]}}}}"
    with pytest.raises(StudyError, match="item first: asked_if leads back to the item itself"):
        loaded(f"  first: {declared.format(first)}\n  second: {declared.format(second)}\n")


def test_all_problems_are_told_in_the_order_of_their_lines(loaded):
    with refused(
        StudyError,
        f'{PLACE}:5: item a: asked_if names no item "b".',
        f'{PLACE}:9: item c: "n" is reserved.\n'
        "  Statistics of every item bear that name; choose another id.",
        f"{PLACE}:10: item c: options n and m have the same label.\n"
        "  Neither an export nor a reader could tell them apart.",
    ):
        loaded(
            "  a:\n    kind: open\n    label: A\n    asked_if: {b: [x]}\n    column: Q1\n"
            "  c: {kind: single, label: C, column: Q2,\n    options: {\n      n: Many,\n"
            "      m: many}}\n"
        )


def test_a_column_belongs_to_one_item(tmp_path):
    path = tmp_path / "codebook.yaml"
    path.write_text(
        "items:\n"
        "  a: {kind: number, column: Q1, label: A}\n"
        "  b: {kind: number, column: Q1, label: B}\n"
    )
    with pytest.raises(StudyError) as caught:
        load_codebook(path, "codebook.yaml")
    assert str(caught.value) == (
        "codebook.yaml:3: item b: item a reads the column Q1 already.\n  Mind the column names."
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ("{yes: {label: Yes, value: 1}, no: {label: No, value: 1}}", 'the value "1" of option no'),
        ("{yes: {label: 2, value: 1}, no: {label: No, value: 2}}", 'the value "2" of option no'),
    ],
)
def test_a_value_that_means_two_options_is_refused(loaded, options, problem):
    item = f"  a: {{kind: single, column: Q, label: A, options: {options}}}\n"
    with pytest.raises(StudyError) as caught:
        loaded(item.replace("label: 2", 'label: "2"'))
    assert problem in str(caught.value) and "also means yes" in str(caught.value)


def test_the_ticks_of_a_check_all_item_may_share_their_value(loaded):
    options = "{a: {label: A, column: Q1, value: 1}, b: {label: B, column: Q2, value: 1}}"
    assert loaded(f"  m: {{kind: multiple, label: M, options: {options}}}\n")
