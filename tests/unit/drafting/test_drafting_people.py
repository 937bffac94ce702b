"""Who counts, who is who, and what is left out because it could identify a person."""

from datetime import date

import pytest
from drafted import TABLE, an_export, drafted

from corrigenda.drafting import Settings, draft
from corrigenda.study import Finished

QUALTRICS = Settings(format="qualtrics")
YES_NO = ["Yes", "No", "Yes", "No"]


def test_an_id_of_the_study_comes_before_that_of_the_product():
    cells = {"ResponseId": ["R_a", "R_b", "R_c", "R_d"], "RID": ["1", "2", "3", "4"], "q": YES_NO}
    export = an_export(cells=cells, metadata=frozenset({"ResponseId"}))
    assert drafted(export).respondent == "RID"


def test_an_id_that_stands_twice_identifies_nobody():
    cells = {"ResponseId": ["R_a", "R_b", "R_c", "R_d"], "RID": ["1", "2", "2", "4"], "q": YES_NO}
    export = an_export(cells=cells, metadata=frozenset({"ResponseId"}))
    assert drafted(export).respondent == "ResponseId"


def test_an_id_that_is_missing_identifies_nobody():
    assert drafted(an_export(cells={"RID": ["1", "", "3", "4"], "q": YES_NO})).respondent is None


def test_an_id_may_be_missing_where_the_response_does_not_count():
    export = an_export(
        cells={"RID": ["", "R1", "R2", "R3"], "q": YES_NO},
        status=["preview", "", "", ""],
        finished=[True] * 4,
    )
    assert drafted(export, QUALTRICS).respondent == "RID"


def test_answers_that_happen_to_differ_are_no_id():
    ages = an_export(cells={"q": YES_NO, "age": ["31", "44", "27", "58"]})
    assert drafted(ages).respondent is None


def test_the_column_that_is_asked_for_identifies():
    export = an_export(cells={"RID": ["1", "2", "3", "4"], "key": ["a", "b", "c", "d"]})
    assert draft(export, settings=Settings(format="table", respondent="key")).respondent == "key"


def test_what_could_identify_people_is_left_out():
    cells = {
        "Contact": ["a@x.org", "b@x.org", "", "c@x.org"],
        "Phone": ["555-0101", "555-0102", "555-0103", "555-0104"],
        "Home": ["+1 202 555 0101", "+1 202 555 0102", "+1 202 555 0103", ""],
        "First name": ["Ann", "Ben", "Cleo", "Dan"],
        "q": YES_NO,
    }
    result = drafted(an_export(cells=cells))
    assert list(result.items) == ["q"]
    told = "Left out because they could identify people: Contact, Phone, Home and First name."
    assert told in result.unknown


def test_a_closed_question_on_telephones_stays():
    export = an_export(cells={"phone": YES_NO}, texts={"phone": "Do you have a mobile phone?"})
    assert list(drafted(export).items) == ["phone"]


def test_an_address_inside_an_answer_is_told_but_never_shown():
    words = ["Write to ann@x.org please", "Nothing to add here", "All was well, thank you", ""]
    result = drafted(an_export(cells={"q7": words}))
    assert "Answers to q7 hold what looks like an e-mail address." in result.unknown
    assert "ann" not in str((result.guessed, result.unknown, result.comments))


def test_responses_that_do_not_count_are_told():
    export = an_export(
        cells={"q": YES_NO}, status=["preview", "", "", ""], finished=[True, True, False, True]
    )
    result = drafted(export, QUALTRICS)
    assert result.exclude == ("preview", "test", "spam", "duplicate_start", "unfinished")
    told = "Left out: 1 preview and 1 unfinished response (exclude in study.yaml)."
    assert told in result.guessed


@pytest.mark.parametrize(
    ("status", "finished", "kept"),
    [
        (["", "", "", ""], [False] * 4, ("preview", "test", "spam")),
        (["preview"] * 4, [True] * 4, ()),
    ],
)
def test_rules_that_would_leave_nobody_are_not_drafted(status, finished, kept):
    export = an_export(cells={"q": YES_NO}, status=status, finished=finished)
    result = drafted(export, QUALTRICS)
    assert result.exclude == kept
    assert result.unknown[0] == (
        "The usual exclusions leave no response: mind exclude in study.yaml."
    )


def test_a_column_that_says_which_responses_are_complete_is_found():
    export = an_export(cells={"q": YES_NO, "Finished": ["TRUE", "TRUE", "FALSE", "TRUE"]})
    result = drafted(export)
    assert result.finished == Finished(column="Finished", values=("TRUE",))
    assert result.exclude == ("duplicate_start", "unfinished")
    assert list(result.items) == ["q"]


def test_redcap_counts_a_form_as_complete_at_two():
    export = an_export(
        cells={"q": YES_NO, "survey_complete": ["2", "2", "0", "1"]},
        metadata=frozenset({"survey_complete"}),
    )
    result = drafted(export, Settings(format="redcap"))
    assert result.finished == Finished(column="survey_complete", values=("2",))


def test_forms_that_nobody_marked_complete_exclude_nobody():
    export = an_export(
        cells={"q": YES_NO, "survey_complete": ["0", "2", "0", "0"]},
        metadata=frozenset({"survey_complete"}),
    )
    assert drafted(export, Settings(format="redcap")).finished is None


def test_fieldwork_is_that_of_the_responses_that_count():
    days = [
        "2024-02-01 10:00:00",
        "2024-03-04 09:00:00",
        "2024-03-02 12:30:00",
        "2024-03-09",  # midnight, in a spreadsheet
    ]
    export = an_export(
        cells={"StartDate": days, "q": YES_NO},
        metadata=frozenset({"StartDate"}),
        status=["preview", "", "", ""],
        finished=[True] * 4,
    )
    result = drafted(export, QUALTRICS)
    assert (result.fieldwork.first, result.fieldwork.last) == (date(2024, 3, 2), date(2024, 3, 9))
    assert list(result.items) == ["q"]


def test_columns_of_a_survey_program_are_no_items():
    cells = {"Timestamp": ["3/14/2024 10:00:22"] * 4, "lastpage": ["3", "4", "4", "5"], "q": YES_NO}
    result = drafted(an_export(cells=cells))
    assert list(result.items) == ["q"]
    assert result.fieldwork.first == date(2024, 3, 14)


def test_one_response_is_enough():
    result = drafted(an_export(cells={"q": ["Yes"], "text": ["It went well."], "n": ["3"]}), TABLE)
    assert len(result.items) == 3


def test_title_and_method_follow_the_settings_before_the_export():
    export = an_export(cells={"q": YES_NO}, title="As exported")
    assert (drafted(export).title, drafted(export).method) == ("As exported", "survey")
    told = Settings(format="table", title="Mine", method="qualitative")
    assert (drafted(export, told).title, drafted(export, told).method) == ("Mine", "qualitative")
