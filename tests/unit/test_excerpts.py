"""The bank of excerpts: what it may hold, and what it must not tell."""

import pandas as pd
import pytest

from corrigenda.codebook import Item
from corrigenda.errors import ExhibitError
from corrigenda.excerpts import codes, load_excerpts, printed
from corrigenda.quotations import excerpt_problems

ITEMS = {
    item.id: item
    for item in (
        Item(id="court", kind="single", column="Q1", label="Court", options={"yes": "Yes"}),
        Item(id="told", kind="open", column="Q2", label="What was told"),
        Item(
            id="impact",
            kind="coded",
            label="Impact",
            coded_from="told",
            options={"good": "Good", "bad": "Bad", "unsure": "Unsure"},
            themes={"clear": ("good", "bad"), "all_three": ("good", "bad", "unsure")},
        ),
    )
}
ANSWERS = pd.DataFrame(
    {
        "respondent": ["R1", "R2", "3"],
        "value": [
            "It was bad for the children. They “didn't” sleep, and the 3 of them\nstayed at home.",
            "Nothing to say.",
            "It helped.",
        ],
        "state": "answered",
        "correction": "",
    }
)
HELD = {("R1", "bad"), ("R2", "unsure"), ("3", "good")}
CODED = pd.DataFrame(
    [
        {"respondent": who, "option": code, "value": "yes" if (who, code) in HELD else "no"}
        for who in ("R1", "R2", "3")
        for code in ("good", "bad", "unsure")
    ]
)
SLICES = {"told": ANSWERS, "impact": CODED}


def load(tmp_path, text):
    path = tmp_path / "excerpts.yaml"
    path.write_text(text, encoding="utf-8")
    return load_excerpts(path, "excerpts.yaml", ITEMS)


def one(tmp_path, **settings):
    """Load a bank of one excerpt."""
    settings = {"code": "impact.bad", "text": "Words.", "speaker": "A clinician", **settings}
    lines = "\n    ".join(f"{key}: {value}" for key, value in settings.items())
    return load(tmp_path, f"excerpts:\n  - {lines}\n")


def refusals(tmp_path, text):
    with pytest.raises(ExhibitError) as refused:
        load(tmp_path, text)
    return [str(problem) for problem in refused.value.problems]


def judged(tmp_path, **settings):
    bank = one(tmp_path, **settings)
    return [str(problem) for problem in excerpt_problems(bank, ITEMS, SLICES, "excerpts.yaml")]


def test_a_report_without_a_bank_has_no_excerpts(tmp_path):
    assert load_excerpts(tmp_path / "excerpts.yaml", "excerpts.yaml", ITEMS) == ()
    assert load(tmp_path, "") == ()
    assert load(tmp_path, "excerpts:\n") == ()


def test_excerpts_are_read_with_their_lines(tmp_path):
    first, second = load(
        tmp_path,
        "excerpts:\n"
        "  - {code: impact.bad, text: Made up, speaker: A clinician, illustrative: true}\n"
        "  - code: impact.clear\n"
        "    text: >-\n"
        "      It was\n"
        "      bad.\n"
        "    speaker: A doctor\n"
        "    respondent: R1\n",
    )
    assert (first.line, first.text, first.respondent) == (2, "Made up", None)
    assert (second.line, second.text, second.respondent) == (3, "It was bad.", "R1")


def test_every_problem_of_the_bank_is_reported(tmp_path):
    assert refusals(
        tmp_path,
        "excerpts:\n"
        "  - {code: impact.unsrue, text: One, speaker: A, illustrative: true}\n"
        "  - {code: court.yes, text: Two, speaker: A, illustrative: true}\n"
        "  - {code: impact.bad, text: Three, speaker: A, illustrative: true}\n"
        "  - {code: impact.bad, text: Three, speaker: B, illustrative: true}\n",
    ) == [
        'excerpts.yaml:2: no code or theme is called "impact.unsrue".\n'
        '  Did you mean "impact.unsure" or "impact.clear" or "impact.all_three"?',
        'excerpts.yaml:3: no code or theme is called "court.yes".\n'
        "  Write item.code, as coding.yaml has them.",
        "excerpts.yaml:5: the excerpt stands twice (first on line 4).\n  Keep one of them.",
    ]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("text: T, speaker: S", "either illustrative: true, or that of a respondent"),
        ("text: T, speaker: S, illustrative: false", "either illustrative: true, or that"),
        ("text: T, speaker: S, illustrative: true, respondent: R1", "either illustrative: true"),
        ("text: T, speaker: S, respondent: 7", "quote a number that is meant as text"),
        ("text: T, illustrative: true", "excerpts.0.speaker: it is missing"),
        ("text: ' ', speaker: S, illustrative: true", "excerpts.0.text"),
        ("text: T, speaker: S, illustrative: true, line: 3", "no such setting"),
    ],
)
def test_an_excerpt_says_what_it_is(tmp_path, settings, said):
    (problem,) = refusals(tmp_path, f"excerpts:\n  - {{code: impact.bad, {settings}}}\n")
    assert problem.startswith("excerpts.yaml:2: ") and said in problem


def test_a_broken_file_is_refused(tmp_path):
    (problem,) = refusals(tmp_path, "excerpts: [\n")
    assert "not valid YAML" in problem


def test_codes_and_themes_may_be_named():
    assert codes(ITEMS) == {
        "impact.good": {"good"},
        "impact.bad": {"bad"},
        "impact.unsure": {"unsure"},
        "impact.clear": {"good", "bad"},
        "impact.all_three": {"good", "bad", "unsure"},
    }


def test_an_excerpt_is_shown_under_its_code_and_the_themes_around_it(tmp_path):
    (made_up,) = printed(one(tmp_path, illustrative="true"), ITEMS)
    assert made_up == {
        "under": ["impact.bad", "impact.clear", "impact.all_three"],
        "text": "Words.",
        "speaker": "A clinician",
        "illustrative": True,
    }
    (real,) = printed(one(tmp_path, code="impact.clear", respondent="R1"), ITEMS)
    assert real["under"] == ["impact.clear", "impact.all_three"]
    assert real["illustrative"] is False
    assert "R1" not in str(real)


def test_made_up_excerpts_need_no_answer(tmp_path):
    assert judged(tmp_path, illustrative="true") == []
    assert list(excerpt_problems(one(tmp_path, illustrative="true"), ITEMS, {}, "x")) == []


@pytest.mark.parametrize(
    "text",
    [
        "It was bad for the children.",
        "'They \"didn''t\" sleep'",
        "the 3 of them stayed at home",
        "'It was bad […] the 3 of them [at the house] stayed at home.'",
        "'[T]hey “didn’t” sleep'",
        "'[…] was bad [...] children'",
    ],
)
def test_a_passage_may_be_shortened_and_explained_in_brackets(tmp_path, text):
    assert judged(tmp_path, text=text, respondent="R1") == []


@pytest.mark.parametrize(
    "text",
    [
        "It was good for the children.",
        "hey didn't sleep",  # cuts into a word
        "'stayed at home […] It was bad'",  # in another order
        "'It was bad [… the 3 of them'",  # never closed
        "'[…]'",
        "It was BAD",
    ],
)
def test_other_words_are_a_misquotation(tmp_path, text):
    (problem,) = judged(tmp_path, text=text, respondent="R1")
    assert problem.startswith("excerpts.yaml:2: the excerpt is not what respondent R1 said.")
    assert "children" not in problem and "home" not in problem


def test_the_respondent_must_hold_the_code(tmp_path):
    (problem,) = judged(tmp_path, code="impact.good", text="It was bad", respondent="R1")
    assert problem.startswith("excerpts.yaml:2: respondent R1 does not hold impact.good.")
    assert judged(tmp_path, code="impact.clear", text="It was bad", respondent="R1") == []


def test_the_respondent_must_be_in_the_study(tmp_path):
    (problem,) = judged(tmp_path, respondent="R9")
    assert problem.startswith('excerpts.yaml:2: there is no respondent "R9".')


def test_nobody_is_named(tmp_path):
    problems = judged(tmp_path, speaker="Clinician R1", text="as R2 said", illustrative="true")
    assert [problem.partition("\n")[0] for problem in problems] == [
        "excerpts.yaml:2: the excerpt names the respondent R1.",
        "excerpts.yaml:2: the excerpt names the respondent R2.",
    ]
    assert judged(tmp_path, text="All 3 of them", illustrative="true") == []  # no id, a number
