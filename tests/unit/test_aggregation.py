"""Aggregation: code applications into coded items, which count people and never passages."""

import pandas as pd
import pytest

from builders import (
    a_codebook,
    a_slice,
    a_study,
    an_item,
    correction,
    refused,
    responses,
    rows_of,
)
from corrigenda.aggregation import (
    aggregate,
    check_codings,
    check_held,
    clean_codings,
    correct_codings,
)
from corrigenda.errors import CodingsError, LedgerError

PLACE = "raw/codings.csv"
TEXT = an_item("text", "open", column="T")
IMPACT = an_item(
    "impact",
    "coded",
    coded_from="text",
    exclusive=True,
    options={"good": "Mostly good", "bad": "Mostly bad"},
)
THEMES = an_item("feelings", "coded", coded_from="text", options={"joy": "Joy", "fear": "Fear"})
ITEMS = a_codebook(TEXT, IMPACT, THEMES)
CODERS = {"C1": "First", "C2": "Second"}
COLUMNS = ["row", "respondent", "item", "code", "start", "end", "coder"]


def codings(*rows: str) -> pd.DataFrame:
    """Write "R1 impact bad 0 4 C1" as rows 2, 3, … of the codings."""
    cells = [[str(n), *row.split()] for n, row in enumerate(rows, 2)]
    return pd.DataFrame(cells, columns=COLUMNS, dtype=str)


def checked(*rows: str, answers=("It was slow.", "Good", "")):
    return check_codings(codings(*rows), ITEMS, CODERS, responses(T=list(answers)), PLACE)


def corrected(item, *rows: str, ledger=(), answers=("Text", "Text", "Text")):
    respondents = a_slice(*answers)["respondent"]
    return correct_codings(item, codings(*rows), respondents, list(ledger), a_study())


def aggregated(item, *rows: str, ledger=(), answers=("Text", "Text", "Text")):
    frame = corrected(item, *rows, ledger=ledger, answers=answers)
    problems = check_held(item, frame, a_slice(*answers), PLACE)
    if problems:
        raise CodingsError(problems)
    return aggregate(item, frame, a_slice(*answers))


def held(slice_) -> dict[str, str]:
    """Who holds which codes."""
    codes = slice_[slice_["value"] == "yes"].groupby("respondent")["option"].agg(" ".join)
    return codes.to_dict()


def test_codings_that_fit_are_kept():
    kept = checked("R1 impact bad 0 12 C1", "R2 impact good 3 4 C2")
    assert rows_of(kept, "respondent", "code") == ["R1 bad", "R2 good"]


def test_codings_of_excluded_responses_are_left_out():
    frame = responses(T=["Slow", "Good"])
    frame.loc[0, "disposition"] = "test"
    rows = codings("R1 impact bad 0 4 C1", "R2 impact good 0 4 C1")
    assert checked_respondents(rows, frame) == ["R2"]


def checked_respondents(rows, frame):
    return check_codings(rows, ITEMS, CODERS, frame, PLACE)["respondent"].tolist()


def test_offsets_count_into_the_response_that_is_used():
    frame = responses(T=["Long answer", "No"])
    frame["respondent"] = ["R1", "R1"]
    frame["disposition"] = ["used", "duplicate_start"]
    assert checked_respondents(codings("R1 impact bad 0 11 C1"), frame) == ["R1"]


def test_offsets_count_characters_and_not_bytes():
    assert len(checked("R1 impact bad 0 4 C1", answers=["“ä—”"])) == 1


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "R1 impct bad 0 4 C1",
            'respondent R1, item impct: there is no such coded item.\n  Did you mean "impact"?',
        ),
        ("R1 text bad 0 4 C1", "respondent R1, item text: there is no such coded item."),
        (
            "R1 impact bade 0 4 C1",
            'respondent R1, item impact: unknown code "bade".\n  Did you mean "bad"?',
        ),
        (
            "R1 impact xyz 0 4 C1",
            'respondent R1, item impact: unknown code "xyz".\n  Declare it in coding.yaml.',
        ),
        (
            "R1 impact bad 0 4 X",
            'respondent R1, item impact: unknown coder "X".\n  Declare the coder in coding.yaml.',
        ),
        (
            "R9 impact bad 0 4 C1",
            "respondent R9, item impact: the export has no such respondent.",
        ),
    ],
)
def test_a_coding_of_what_is_not_known_is_refused(row, problem):
    with pytest.raises(CodingsError) as caught:
        checked(row)
    assert str(caught.value) == f"{PLACE}:2: {problem}"


@pytest.mark.parametrize(
    ("start", "end"), [(0, 13), (12, 13), (4, 4), (5, 4)], ids=["long", "after", "empty", "turned"]
)
def test_a_passage_outside_its_answer_is_refused(start, end):
    with refused(
        CodingsError,
        f"{PLACE}:2: respondent R1, item impact: the passage {start} to {end} is outside the "
        "answer to text, which has 12 characters.\n"
        "  The codings belong to another export, or the answer was edited.",
    ):
        checked(f"R1 impact bad {start} {end} C1")


def test_the_refusal_of_a_passage_does_not_show_the_answer():
    with pytest.raises(CodingsError) as caught:
        checked("R1 impact bad 0 99 C1", answers=["my secret"])
    assert "secret" not in str(caught.value)


def test_all_codings_that_do_not_fit_are_told_at_once():
    with refused(
        CodingsError,
        f'{PLACE}:2: respondent R1, item impact: unknown code "x".\n  Declare it in coding.yaml.',
        f'{PLACE}:2: respondent R1, item impact: unknown coder "X".\n'
        "  Declare the coder in coding.yaml.",
        f"{PLACE}:4: respondent R3, item impact: the passage 0 to 1 is outside the answer to "
        "text, which has 0 characters.\n"
        "  The codings belong to another export, or the answer was edited.",
    ):
        checked("R1 impact x 0 4 X", "R2 impact good 0 4 C1", "R3 impact bad 0 1 C1")


def test_corrected_codings_keep_their_passages_and_know_what_changed_them():
    frame = corrected(
        THEMES,
        "R1 feelings joy 0 4 C1",
        "R1 feelings joy 5 9 C2",
        "R2 feelings fear 0 4 C1",
        "R2 impact bad 0 4 C1",
        ledger=[
            correction("R1", "feelings", "Joy", "", 2),
            correction("R3", "feelings", "", "Fear", 3),
        ],
    )
    columns = ["respondent", "code", "start", "end", "coder", "applied", "correction"]
    assert rows_of(frame, *columns) == [
        "R1 joy 0 4 C1 no C001",
        "R1 joy 5 9 C2 no C001",
        "R2 fear 0 4 C1 yes ",
        "R3 fear    yes C002",
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            correction("R1", "feelings", "Fear", "Joy"),
            'R1, item feelings: the ledger expects "Fear", the data hold another answer.',
        ),
        (
            correction("R1", "feelings", "", "Joy"),
            'R1, item feelings: the ledger expects no "Joy", the data hold that option already.',
        ),
        (
            correction("R9", "feelings", "", "Joy"),
            "R9, item feelings: no response of this respondent is used.",
        ),
    ],
)
def test_a_correction_of_codes_that_does_not_fit_is_refused(row, problem):
    with pytest.raises(LedgerError) as caught:
        corrected(THEMES, "R1 feelings joy 0 4 C1", ledger=[row])
    assert str(caught.value.problems[0]).startswith(f"corrections.csv:2: respondent {problem}")


def test_codings_are_checked_and_corrected_item_by_item():
    frames = clean_codings(
        codings("R1 impact bad 0 4 C1", "R2 feelings joy 0 4 C1"),
        ITEMS,
        CODERS,
        responses(T=["Slow", "Good"]),
        {"impact": [correction("R1", "impact", "Mostly bad", "")]},
        a_study(),
        PLACE,
    )
    assert list(frames) == ["impact", "feelings"]
    assert rows_of(frames["impact"], "respondent", "code", "applied") == ["R1 bad no"]
    assert rows_of(frames["feelings"], "respondent", "code", "applied") == ["R2 joy yes"]


def test_corrections_of_several_coded_items_are_refused_together():
    rows = {
        "impact": [correction("R1", "impact", "Mostly bad", "", 2)],
        "feelings": [correction("R1", "feelings", "Fear", "", 3)],
    }
    with pytest.raises(LedgerError) as caught:
        clean_codings(codings(), ITEMS, CODERS, responses(T=["x"]), rows, a_study(), PLACE)
    assert [p.place for p in caught.value.problems] == ["corrections.csv:2", "corrections.csv:3"]


def test_people_are_counted_however_many_passages_and_coders_they_have():
    slice_ = aggregated(
        THEMES,
        "R1 feelings joy 0 4 C1",
        "R1 feelings joy 5 9 C1",
        "R1 feelings joy 0 4 C2",
        "R2 feelings joy 0 4 C1",
        "R2 feelings fear 0 4 C1",
    )
    assert held(slice_) == {"R1": "joy", "R2": "joy fear"}
    assert list(slice_.columns) == ["respondent", "option", "value", "state", "correction"]


def test_whoever_answered_and_holds_no_code_has_answered_all_the_same():
    slice_ = aggregated(THEMES, "R1 feelings joy 0 4 C1", answers=("Text", "Text", "", None))
    states = slice_.drop_duplicates("respondent")["state"].tolist()
    assert states == ["answered", "answered", "unanswered", "not_asked"]


def test_corrections_of_codes_reach_the_slice():
    slice_ = aggregated(
        IMPACT,
        "R1 impact bad 0 4 C1",
        "R2 impact good 0 4 C1",
        ledger=[correction("R1", "impact", "Mostly bad", "Mostly good")],
        answers=("Text", "Text", ""),
    )
    assert held(slice_) == {"R1": "good", "R2": "good"}
    assert rows_of(slice_[slice_["respondent"] == "R1"], "option", "correction") == [
        "good C001",
        "bad C001",
    ]


def test_nobody_need_be_coded():
    assert held(aggregated(THEMES)) == {}


def test_two_codes_or_none_in_an_exclusive_item_are_refused():
    advice = "\n  Add or remove a code in corrections.csv."
    with refused(
        CodingsError,
        f"{PLACE}: respondent R1, item impact: holds bad, good, expected exactly one code.{advice}",
        f"{PLACE}: respondent R3, item impact: holds no code, expected exactly one code.{advice}",
    ):
        aggregated(IMPACT, "R1 impact bad 0 4 C1", "R1 impact good 5 9 C2", "R2 impact bad 0 4 C1")


@pytest.mark.parametrize(("answer", "shown"), [("", "unanswered"), (None, "not asked")])
def test_a_code_given_to_no_answer_is_refused(answer, shown):
    with refused(
        CodingsError,
        f"{PLACE}: respondent R1, item feelings: coded joy, fear, but text is {shown}.\n"
        "  Take the code away or correct the answer.",
    ):
        aggregated(
            THEMES, "R1 feelings joy 0 4 C1", "R1 feelings fear 0 4 C1", answers=(answer, "Text")
        )


def test_a_correction_that_gives_a_second_exclusive_code_is_named():
    with pytest.raises(CodingsError) as caught:
        aggregated(
            IMPACT,
            "R1 impact bad 0 4 C1",
            "R2 impact bad 0 4 C1",
            "R3 impact bad 0 4 C1",
            ledger=[correction("R1", "impact", "", "good")],
        )
    assert caught.value.problems[0].message == (
        "respondent R1, item impact (after C001): holds bad, good, expected exactly one code."
    )
