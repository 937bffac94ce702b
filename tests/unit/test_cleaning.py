"""Cleaning: responses and the ledger into slices, or a refusal."""

from dataclasses import replace

import pytest

from builders import (
    TALK_PLAY,
    YES_NO,
    a_codebook,
    a_study,
    an_item,
    correction,
    refused,
    responses,
    rows_of,
)
from corrigenda.cleaning import clean, summary, used_responses
from corrigenda.errors import ExportError, LedgerError

COURT = an_item("court", "single", column="Q4", options=YES_NO)
TEXT = an_item("text", "open", column="T", asked_if={"court": ["yes"]})
CASES = an_item("cases", "number", column="Q2", whole=True, minimum=0)
BAND = an_item(
    "band",
    "single",
    bands_of="cases",
    options={"few": {"label": "Few", "from": 1, "to": 5}, "many": {"label": "Many", "from": 6}},
)
METHODS = an_item("methods", "multiple", options=TALK_PLAY, asked_if={"court": ["yes"]})
DAY = an_item("day", "date", column="D", within_fieldwork=True)


def cleaned(items, ledger=(), **columns):
    """Clean responses of R1, R2, … that stand on rows 4, 5, … of raw/export.csv."""
    return clean(responses(**columns), a_codebook(*items), ledger, a_study(), "raw/export.csv")


def states(slices, item):
    return rows_of(slices[item], "respondent", "value", "state")


def test_only_used_responses_count():
    frame = responses(Q4=["Yes", "No", "Yes"])
    frame.loc[0, "disposition"] = "preview"
    slices = clean(frame, a_codebook(COURT), (), a_study(), "raw/export.csv")
    assert slices["court"]["respondent"].tolist() == ["R2", "R3"]


def test_every_item_has_its_slice_of_text_cells():
    slices = cleaned([COURT, CASES], Q4=["yes ", "", "No"], Q2=["07", "N/A", "3"])
    assert list(slices) == ["court", "cases"]
    assert states(slices, "court") == ["R1 yes answered", "R2  unanswered", "R3 no answered"]
    assert states(slices, "cases") == ["R1 7 answered", "R2  unanswered", "R3 3 answered"]


def test_the_ledger_is_applied_and_leaves_its_mark_on_the_cell_alone():
    slices = cleaned(
        [COURT, CASES],
        (correction("R2", "court", "No", "Yes"),),
        Q4=["Yes", "No", "No"],
        Q2=["1", "2", "3"],
    )
    assert slices["court"]["value"].tolist() == ["yes", "yes", "no"]
    assert slices["court"]["correction"].tolist() == ["", "C001", ""]
    assert slices["cases"]["correction"].tolist() == ["", "", ""]


def test_numbers_fall_into_bands_after_their_correction():
    slices = cleaned(
        [CASES, BAND], (correction("R1", "cases", "5", "6"),), Q2=["5", "5", "", "6", "1"]
    )
    assert rows_of(slices["band"], "respondent", "value", "state", "correction") == [
        "R1 many answered C001",
        "R2 few answered ",
        "R3  unanswered ",
        "R4 many answered ",
        "R5 few answered ",
    ]


def test_bands_follow_the_skip_rule_of_their_number():
    cases = CASES.model_copy(update={"asked_if": {"court": ("yes",)}})
    slices = cleaned([COURT, cases, BAND], Q4=["Yes", "No", "Yes"], Q2=["2", "", ""])
    expected = ["answered", "not_asked", "unanswered"]
    assert slices["cases"]["state"].tolist() == expected
    assert slices["band"]["state"].tolist() == expected


def test_the_skip_rule_tells_not_asked_from_unanswered():
    slices = cleaned([COURT, TEXT], Q4=["Yes", "Yes", "No", ""], T=["Slow.", "", "", ""])
    assert states(slices, "text") == [
        "R1 Slow. answered",
        "R2  unanswered",
        "R3  not_asked",
        "R4  not_asked",
    ]


def test_skip_rules_follow_each_other_whatever_the_order_of_the_codebook():
    again = an_item("again", "single", column="Q6", options=YES_NO, asked_if={"more": ["yes"]})
    more = an_item("more", "single", column="Q5", options=YES_NO, asked_if={"court": ["yes"]})
    slices = cleaned(
        [again, more, COURT], Q4=["Yes", "Yes", "No"], Q5=["Yes", "No", ""], Q6=["No", "", ""]
    )
    assert slices["again"]["state"].tolist() == ["answered", "not_asked", "not_asked"]


def test_a_skip_rule_may_ask_for_an_option_of_a_check_all_item():
    asked = an_item("asked", "open", column="T", asked_if={"methods": ["play"]})
    methods = METHODS.model_copy(update={"asked_if": {}})
    slices = cleaned([methods, asked], Q3_1=["1", ""], Q3_2=["", "1"], T=["", "Dolls."])
    assert states(slices, "asked") == ["R1  not_asked", "R2 Dolls. answered"]


def test_a_correction_may_change_who_was_asked():
    slices = cleaned(
        [COURT, TEXT], (correction("R2", "court", "No", "Yes"),), Q4=["Yes", "No"], T=["A.", "B."]
    )
    assert states(slices, "text") == ["R1 A. answered", "R2 B. answered"]


def test_corrections_that_do_not_fit_are_told_together_in_the_order_of_the_ledger():
    stale = (
        "\n  Someone changed the raw export or an earlier correction. "
        "Update this row or withdraw it."
    )
    with refused(
        LedgerError,
        'corrections.csv:2: respondent R1, item cases: the ledger expects "9", the data hold "1".'
        + stale,
        "corrections.csv:3: respondent R9, item court: no response of this respondent is used.\n"
        "  Mind the id, and the exclusions of study.yaml.",
        'corrections.csv:4: respondent R1, item cases: the ledger expects "8", the data hold "1".'
        + stale,
    ):
        cleaned(
            [COURT, CASES],
            (
                correction("R1", "cases", "9", "2", 2),
                correction("R9", "court", "Yes", "No", 3),
                correction("R1", "cases", "8", "2", 4),
            ),
            Q4=["Yes"],
            Q2=["1"],
        )


@pytest.mark.parametrize(
    ("item", "cells", "problem"),
    [
        (
            COURT,
            {"Q4": ["Yes", "Yess"]},
            'column Q4, respondent R2, item court: "Yess" is not an option.\n'
            '  Did you mean "Yes"? Add a row to corrections.csv.',
        ),
        (
            CASES,
            {"Q2": ["1", "a dozen"]},
            'column Q2, respondent R2, item cases: "a dozen" is not a number.\n'
            "  Add a row to corrections.csv.",
        ),
        (
            CASES,
            {"Q2": ["1", "1.5"]},
            "column Q2, respondent R2, item cases: 1.5 is not a whole number.\n"
            "  Add a row to corrections.csv.",
        ),
        (
            DAY,
            {"D": ["2024-03-04", "2024-04-04"]},
            "column D, respondent R2, item day: 2024-04-04 is outside the fieldwork, 2024-03-01 "
            "to 2024-03-31.\n  Add a row to corrections.csv.",
        ),
        (
            METHODS.model_copy(update={"asked_if": {}}),
            {"Q3_1": ["1", ""], "Q3_2": ["", "Play it"]},
            'column Q3_2, respondent R2, item methods: "Play it" is not an option.\n'
            '  Did you mean "Playing"? Add a row to corrections.csv.',
        ),
    ],
    ids=["option", "number", "whole number", "fieldwork", "check-all"],
)
def test_a_value_that_is_not_permitted_is_refused_with_its_cell(item, cells, problem):
    with refused(ExportError, f"raw/export.csv:5: {problem}"):
        cleaned([item], **cells)


@pytest.mark.parametrize("answer", ["Slow.", "no"])
def test_an_answer_to_what_was_not_asked_is_refused(answer):
    with refused(
        ExportError,
        "raw/export.csv:5: column T, respondent R2, item text: it has an answer, but is only "
        "asked if court is yes.\n  Correct the one or the other in corrections.csv.",
    ):
        cleaned([COURT, TEXT], Q4=["Yes", "No"], T=["", answer])


def test_even_the_answer_no_breaks_a_skip_rule():
    more = an_item("more", "single", column="Q5", options=YES_NO, asked_if={"court": ["yes"]})
    with refused(
        ExportError,
        "raw/export.csv:4: column Q5, respondent R1, item more: it has an answer, but is only "
        "asked if court is yes.\n  Correct the one or the other in corrections.csv.",
    ):
        cleaned([COURT, more], Q4=["No", "Yes"], Q5=["No", "No"])


def test_only_ticked_options_break_the_skip_rule_of_a_check_all_item():
    with refused(
        ExportError,
        "raw/export.csv:5: column Q3_2, respondent R2, item methods: it has an answer, but is "
        "only asked if court is yes.\n  Correct the one or the other in corrections.csv.",
    ):
        cleaned([COURT, METHODS], Q4=["No", "No"], Q3_1=["", ""], Q3_2=["", "Playing"])


MAIL_CALL = {"mail": "Mail", "call": "Call"}
RULE = {"options": MAIL_CALL, "asked_if": {"court": ["yes"]}}
LISTED = an_item("ways", "multiple", listed_in=["W"], separator=";", **RULE)
IN_TWO = an_item("ways", "multiple", listed_in=["W1", "W2"], **RULE)
ADD = "\n  Add a row to corrections.csv."
AGAINST = (
    ", respondent R1, item ways: it has an answer, but is only asked if court is yes.\n"
    "  Correct the one or the other in corrections.csv."
)


def test_listed_texts_that_are_no_options_are_refused_with_their_column():
    with refused(
        ExportError,
        f'raw/export.csv:4: column W, respondent R1, item ways: "Fax" is not an option.{ADD}',
        'raw/export.csv:5: column W, respondent R2, item ways: "Fax", "Drum" are not options.'
        + ADD,
    ):
        cleaned([COURT, LISTED], Q4=["Yes", "Yes"], W=["Mail;Fax", "Fax;Call;Drum"])
    with refused(
        ExportError,
        f'raw/export.csv:4: column W2, respondent R1, item ways: "Fax" is not an option.{ADD}',
        'raw/export.csv:5: columns W1, W2, respondent R2, item ways: "Fax", "Drum" are not options.'
        + ADD,
    ):
        cleaned([COURT, IN_TWO], Q4=["Yes", "Yes"], W1=["Mail", "Fax"], W2=["Fax", "Drum"])


def test_listed_options_against_a_skip_rule_are_refused_with_their_column():
    with refused(ExportError, f"raw/export.csv:4: column W{AGAINST}"):
        cleaned([COURT, LISTED], Q4=["No", "Yes"], W=["Mail;Call", "Call"])
    with refused(ExportError, f"raw/export.csv:4: column W2{AGAINST}"):
        cleaned([COURT, IN_TWO], Q4=["No", "Yes"], W1=["", "Mail"], W2=["Call", ""])


def test_a_ledger_puts_listed_texts_right():
    ledger = (
        correction("R1", "ways", "Fax", "Call", 2),
        correction("R2", "ways", "Drum", "", 3),
    )
    slices = cleaned([COURT, LISTED], ledger, Q4=["Yes", "Yes"], W=["Mail;Fax", "Drum"])
    assert rows_of(slices["ways"], "respondent", "option", "value", "state", "correction") == [
        "R1 mail yes answered ",
        "R1 call yes answered C001",
        "R2 mail no unanswered ",
        "R2 call no unanswered ",
    ]


def test_a_listed_text_that_the_ledger_leaves_is_one_of_the_export():
    ledger = (correction("R1", "ways", "Drum", "Call"),)
    with refused(
        ExportError,
        f'raw/export.csv:4: column W, respondent R1, item ways: "Fax" is not an option.{ADD}',
    ):
        cleaned([COURT, LISTED], ledger, Q4=["Yes"], W=["Fax;Mail;Drum"])


def test_without_checks_listed_texts_that_are_no_options_count_as_no_answer():
    frame = responses(Q4=["Yes", "Yes"], W=["Mail;Fax", "Fax"])
    book = a_codebook(COURT, LISTED)
    slices = clean(frame, book, (), a_study(), "raw/export.csv", strict=False)
    assert slices["ways"]["state"].tolist() == ["answered"] * 2 + ["unanswered"] * 2


def test_slices_are_laid_out_when_they_are_asked_for(monkeypatch):
    slices = cleaned([COURT, CASES], Q4=["Yes"], Q2=["1"])
    laid = []
    monkeypatch.setattr("corrigenda.cleaning.to_slice", lambda item, *_: laid.append(item.id))
    assert (list(slices), len(slices), "other" in slices, laid) == (
        ["court", "cases"],
        2,
        False,
        [],
    )
    assert (slices["cases"], laid) == (None, ["cases"])


def test_a_number_that_is_none_is_told_once_and_not_for_its_bands_too():
    with refused(
        ExportError,
        'raw/export.csv:4: column Q2, respondent R1, item cases: "twelve" is not a number.\n'
        "  Add a row to corrections.csv.",
    ):
        cleaned([CASES, BAND], Q2=["twelve"])


def test_a_number_outside_all_bands_is_refused():
    with refused(
        ExportError,
        "raw/export.csv:4: column Q2, respondent R1, item band: 0 is in none of the bands.\n"
        "  Widen the bands in codebook.yaml, or correct cases in corrections.csv.",
    ):
        cleaned([CASES, BAND], Q2=["0"])


def test_all_values_that_are_not_permitted_are_told_at_once():
    with refused(
        ExportError,
        'raw/export.csv:4: column Q4, respondent R1, item court: "Maybe" is not an option.\n'
        "  Add a row to corrections.csv.",
        'raw/export.csv:6: column Q4, respondent R3, item court: "Maybe" is not an option.\n'
        "  Add a row to corrections.csv.",
        "raw/export.csv:5: column Q2, respondent R2, item cases: -1 is below the least "
        "permitted, 0.\n  Add a row to corrections.csv.",
    ):
        cleaned([COURT, CASES], Q4=["Maybe", "Yes", "Maybe"], Q2=["1", "-1", "2"])


WITHDRAW = "  Correct the one or the other in corrections.csv, or withdraw {}."
MORE = an_item("more", "single", column="Q5", options=YES_NO, asked_if={"court": ["yes"]})
AGAIN = an_item("again", "open", column="T", asked_if={"more": ["yes"]})


@pytest.mark.parametrize(
    ("ledger", "place", "row"),
    [
        ([("court", "Yes", "No")], 2, "C001"),
        ([("more", "", "No"), ("court", "Yes", "No")], 3, "C002"),
        ([("court", "Yes", "No"), ("more", "", "No")], 3, "C002"),
        ([("court", "Yes", "No"), ("more", "", "No"), ("cases", "1", "2")], 3, "C002"),
    ],
    ids=["the rule", "the rule last", "the answer last", "another item last"],
)
def test_a_skip_rule_that_the_ledger_broke_points_at_its_last_row(ledger, place, row):
    rows = tuple(correction("R1", *cells, n) for n, cells in enumerate(ledger, 2))
    more = "" if len(rows) > 1 else "No"
    with refused(
        LedgerError,
        f"corrections.csv:{place}: respondent R1, item more: it has an answer, but is only asked "
        f"if court is yes.\n{WITHDRAW.format(row)}",
    ):
        cleaned([COURT, MORE, CASES], rows, Q4=["Yes", "Yes"], Q5=[more, "No"], Q2=["1", "1"])


def test_a_row_that_breaks_a_skip_rule_from_afar_is_found():
    with refused(
        LedgerError,
        "corrections.csv:2: respondent R1, item more: it has an answer, but is only asked if "
        f"court is yes.\n{WITHDRAW.format('C001')}",
        "corrections.csv:2: respondent R1, item again: it has an answer, but is only asked if "
        f"more is yes.\n{WITHDRAW.format('C001')}",
    ):
        rows = (correction("R1", "court", "Yes", "No"),)
        cleaned([COURT, MORE, AGAIN], rows, Q4=["Yes"], Q5=["Yes"], T=["Slow."])


def test_two_boxes_against_one_skip_rule_are_one_problem_of_the_ledger():
    with refused(
        LedgerError,
        "corrections.csv:2: respondent R1, item methods: it has an answer, but is only asked if "
        f"court is yes.\n{WITHDRAW.format('C001')}",
    ):
        rows = (correction("R1", "court", "Yes", "No"),)
        cleaned([COURT, METHODS], rows, Q4=["Yes"], Q3_1=["1"], Q3_2=["1"])


def test_a_box_that_the_ledger_did_not_touch_is_a_problem_of_the_export():
    with refused(
        ExportError,
        "raw/export.csv:4: column Q3_2, respondent R1, item methods: it has an answer, but is "
        "only asked if court is yes.\n  Correct the one or the other in corrections.csv.",
    ):
        rows = (correction("R1", "methods", "Talking", ""),)
        cleaned([COURT, METHODS], rows, Q4=["No"], Q3_1=["1"], Q3_2=["1"])


def test_only_the_options_that_a_skip_rule_names_are_involved():
    asked = an_item("asked", "open", column="T", asked_if={"methods": ["play"]})
    methods = METHODS.model_copy(update={"asked_if": {}})
    with refused(
        ExportError,
        "raw/export.csv:4: column T, respondent R1, item asked: it has an answer, but is only "
        "asked if methods is play.\n  Correct the one or the other in corrections.csv.",
    ):
        rows = (correction("R1", "methods", "", "Talking"),)
        cleaned([methods, asked], rows, Q3_1=[""], Q3_2=[""], T=["Dolls."])


def test_a_corrected_number_outside_all_bands_points_at_its_row():
    with refused(
        LedgerError,
        "corrections.csv:2: respondent R1, item band: 0 is in none of the bands.\n"
        "  Widen the bands in codebook.yaml, or correct cases in corrections.csv.",
    ):
        cleaned([CASES, BAND], (correction("R1", "cases", "1", "0"),), Q2=["1"])


def test_problems_of_the_export_and_of_the_ledger_are_told_together():
    with refused(
        ExportError,
        "raw/export.csv:5: column Q2, respondent R2, item cases: -1 is below the least "
        "permitted, 0.\n  Add a row to corrections.csv.",
        "corrections.csv:2: respondent R1, item band: 0 is in none of the bands.\n"
        "  Widen the bands in codebook.yaml, or correct cases in corrections.csv.",
        "raw/export.csv:5: column Q2, respondent R2, item band: -1 is in none of the bands.\n"
        "  Widen the bands in codebook.yaml, or correct cases in corrections.csv.",
    ):
        cleaned([CASES, BAND], (correction("R1", "cases", "1", "0"),), Q2=["1", "-1"])


def test_a_value_that_the_ledger_put_right_is_permitted():
    slices = cleaned([CASES], (correction("R1", "cases", "twelve", "12"),), Q2=["twelve"])
    assert states(slices, "cases") == ["R1 12 answered"]


def test_the_summary_counts_responses_by_what_became_of_them():
    frame = responses(Q4=["Yes", "No", "Yes", "No"])
    frame["disposition"] = ["used", "preview", "used", "unfinished"]
    rows = tuple(correction(f"R{n}", "court", "Yes", "No", n + 1) for n in (1, 2, 3))
    gone = (replace(rows[2], id="C004", withdraws="C001"), replace(rows[2], id="C005"))
    counted = summary(frame, rows + gone, a_study())
    assert rows_of(counted, "name", "value") == [
        "responses.exported 4",
        "responses.used 2",
        "responses.preview 1",
        "responses.test 0",
        "responses.spam 0",
        "responses.duplicate_start 0",
        "responses.unfinished 1",
        "responses.excluded 2",
        "corrections.rows 5",
        "corrections.applied 3",
        "corrections.withdrawn 1",
    ]


def test_used_responses_are_found_by_respondent():
    frame = responses(Q4=["Yes", "No"])
    frame.loc[0, "disposition"] = "test"
    assert used_responses(frame).index.tolist() == ["R2"]
