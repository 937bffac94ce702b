"""Qualtrics' own file of a survey: questions, blocks, and who was asked what."""

import json

import pytest

from builders import refused
from corrigenda.errors import ExportError
from corrigenda.readers.qsf import read_qsf

PLACE = "survey.qsf"
AGAIN = "Export the survey again: Tools, Import/Export, Export survey."


def multiple_choice(qid: str, *labels: str, **settings) -> dict:
    """Declare a question with choices 1, 2, …"""
    choices = {str(n): {"Display": label} for n, label in enumerate(labels or ("Yes", "No"), 1)}
    return asked(qid, "MC", "SAVR", Choices=choices, **settings)


def asked(qid: str, kind: str = "TE", selector: str = "SL", **settings) -> dict:
    """Declare a question of any type."""
    payload = {
        "QuestionText": f"Text of {qid}",
        "DataExportTag": qid.replace("QID", "Q"),
        "QuestionType": kind,
        "Selector": selector,
        "QuestionID": qid,
    }
    return {"Element": "SQ", "PrimaryAttribute": qid, "Payload": payload | settings}


def block(key: str, *elements, kind="Standard", title="") -> dict:
    """Declare a block of questions by their ids, or of whole elements."""
    members = [{"Type": "Question", "QuestionID": e} if isinstance(e, str) else e for e in elements]
    return {"ID": key, "Type": kind, "Description": title or key, "BlockElements": members}


def selected(qid: str, choice: int, joined: str = "", **settings) -> dict:
    """Write the expression that a choice was selected."""
    locator = f"q://{qid}/SelectableChoice/{choice}"
    expression = {
        "LogicType": "Question",
        "QuestionID": qid,
        "QuestionIsInLoop": "no",
        "ChoiceLocator": locator,
        "Operator": "Selected",
        "LeftOperand": locator,
        "Type": "Expression",
        "Description": "<span>If</span>",
    }
    return expression | ({"Conjuction": joined} if joined else {}) | settings


def logic(*groups: list[dict], kinds: tuple[str, ...] = ()) -> dict:
    """Put groups of expressions together."""
    kinds = (*kinds, *["If"] * len(groups))
    named = {
        str(n): {**{str(m): e for m, e in enumerate(group)}, "Type": kinds[n]}
        for n, group in enumerate(groups)
    }
    return named | {"Type": "BooleanExpression", "inPage": False}


@pytest.fixture
def survey(tmp_path):
    """Read a survey of some questions (in one block), or of blocks and a flow."""

    def read(*questions, blocks=None, flow=None, **entry):
        blocks = blocks or [block("BL_1", *(q["PrimaryAttribute"] for q in questions))]
        flow = flow or [{"Type": "Block", "ID": b["ID"]} for b in blocks]
        elements = [
            {"Element": "BL", "Payload": blocks},
            {"Element": "FL", "Payload": {"Type": "Root", "Flow": flow}},
            {"Element": "SO", "Payload": None},
            *questions,
        ]
        whole = {"SurveyEntry": {"SurveyName": "A  survey"} | entry, "SurveyElements": elements}
        path = tmp_path / "survey.qsf"
        path.write_text(json.dumps(whole), encoding="utf-8")
        return read_qsf(path, PLACE)

    return read


def told(read) -> list[str]:
    """Return the findings."""
    return [finding.text for finding in read.findings]


def test_a_survey_has_blocks_of_questions_in_the_order_of_its_flow(survey):
    read = survey(
        asked("QID1"),
        asked("QID2"),
        asked("QID3"),
        blocks=[
            block("BL_1", "QID2", {"Type": "Page Break"}, "QID9", title="First &amp; last"),
            block("BL_2", "QID1"),
            block("BL_3", "QID3", kind="Trash"),
            block("BL_4", "QID3"),
        ],
        flow=[{"Type": "Standard", "ID": "BL_2"}, {"Type": "Block", "ID": "BL_1"}],
    )
    assert read.title == "A survey"
    assert [(b.title, b.questions) for b in read.blocks] == [
        ("BL_2", ("QID1",)),
        ("First & last", ("QID2",)),
    ]
    assert list(read.questions) == ["QID1", "QID2"]
    assert told(read) == ["2 blocks with 2 questions"]


@pytest.mark.parametrize(
    ("kind", "selector", "settings", "expected"),
    [
        ("MC", "SAVR", {}, "single"),
        ("MC", "DL", {}, "single"),
        ("MC", "MAVR", {}, "multiple"),
        ("MC", "NPS", {}, "number"),
        ("Matrix", "Likert", {}, "matrix"),
        ("Matrix", "MaxDiff", {}, "other"),
        ("TE", "ESTB", {}, "text"),
        ("TE", "SL", {"Validation": {"Settings": {"ContentType": "ValidNumber"}}}, "number"),
        ("Slider", "HSLIDER", {}, "number"),
        ("DB", "TB", {}, "other"),
        ("Timing", "PageTimer", {}, "other"),
        (None, 7, {}, "other"),
    ],
)
def test_the_kind_follows_from_type_and_selector(survey, kind, selector, settings, expected):
    assert survey(asked("QID1", kind, selector, **settings)).questions["QID1"].kind == expected


def test_choices_stand_in_their_order_with_their_numbers_and_fields_of_text(survey):
    read = survey(
        asked(
            "QID1",
            "MC",
            "MAVR",
            QuestionText="<b>Which</b> of ${q://QID7/ChoiceTextEntryValue}?<style>p {}</style>",
            Choices={
                "1": {"Display": "One<br>more"},
                "2": {"Display": "Two"},
                "4": {"Display": "Other", "TextEntry": "true"},
            },
            ChoiceOrder=[4, "1", 9],
            RecodeValues={"1": "10", "4": 99},
            VariableNaming={"1": "ONE"},
        )
    )
    question = read.questions["QID1"]
    assert question.text == "Which of …?"
    assert list(question.choices.items()) == [("4", "Other"), ("1", "One more"), ("2", "Two")]
    assert question.recodes == {"4": "99", "1": "10", "2": "2"}
    assert question.exported == {"1": "ONE"}
    assert question.texts == {"4"}
    assert not question.rows


def test_a_grid_has_rows_and_choices(survey):
    read = survey(
        asked(
            "QID1",
            "Matrix",
            "Likert",
            Choices={"1": {"Display": "Row one"}, "2": {"Display": "Row two"}},
            ChoiceOrder=["2", "1"],
            Answers=[{"Display": "Bad"}, {"Display": "Good"}],
            AnswerOrder=[1, 0],
        )
    )
    question = read.questions["QID1"]
    assert list(question.rows.items()) == [("2", "Row two"), ("1", "Row one")]
    assert list(question.choices.items()) == [("1", "Good"), ("0", "Bad")]


def test_lines_of_a_form_and_sliders_are_rows(survey):
    lines = {"1": {"Display": "Name"}, "2": {"Display": "Town"}}
    read = survey(
        asked("QID1", "TE", "FORM", Choices=lines), asked("QID2", "Slider", "HBAR", Choices=lines)
    )
    assert [list(q.rows.values()) for q in read.questions.values()] == [["Name", "Town"]] * 2


def test_the_scale_of_recommending_has_choices(survey):
    read = survey(asked("QID1", "MC", "NPS", Choices=[{"Display": "0"}, {"Display": "1"}]))
    assert read.questions["QID1"].choices == {"0": "0", "1": "1"}


TWO = (multiple_choice("QID1", "A", "B", "C"), multiple_choice("QID2"))


@pytest.mark.parametrize(
    ("shown", "pairs"),
    [
        (logic([selected("QID1", 1)]), (("QID1", ("1",)),)),
        (
            logic([selected("QID1", 1), selected("QID1", 3, "Or")]),
            (("QID1", ("1", "3")),),
        ),
        (
            logic([selected("QID1", 1), selected("QID2", 2, "And")]),
            (("QID1", ("1",)), ("QID2", ("2",))),
        ),
        (
            logic([selected("QID1", 1)], [selected("QID2", 2)], kinds=("If", "AndIf")),
            (("QID1", ("1",)), ("QID2", ("2",))),
        ),
        (
            logic([selected("QID1", 1)], [selected("QID1", 2)], kinds=("If", "OrIf")),
            (("QID1", ("1", "2")),),
        ),
        (
            logic(
                [selected("QID2", 1)],
                [selected("QID1", 1, "And"), selected("QID1", 2, "Or")],
            ),
            (("QID2", ("1",)), ("QID1", ("1", "2"))),
        ),
    ],
    ids=["one", "or", "and", "and of groups", "or of groups", "and in the second group"],
)
def test_display_logic_by_selected_choices_is_read(survey, shown, pairs):
    read = survey(*TWO, asked("QID3", DisplayLogic=shown))
    assert read.questions["QID3"].asked_if == pairs
    assert read.questions["QID3"].unread == ""
    assert "1 question asked of some only, by an answer given before" in told(read)


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        (
            logic([selected("QID1", 1), selected("QID2", 1, "Or")]),
            "it asks for an answer to one of several questions",
        ),
        (
            logic([selected("QID1", 1), selected("QID1", 2, "Or"), selected("QID2", 2, "And")]),
            "it joins conditions by both And and Or",
        ),
        (
            logic([selected("QID1", 1, Operator="NotSelected")]),
            "it asks for more than a selected choice",
        ),
        (
            logic([selected("QID1", 1, LogicType="EmbeddedField")]),
            "it depends on embedded data",
        ),
        (
            logic([selected("QID1", 1, QuestionIsInLoop="yes")]),
            "it depends on a question that is repeated",
        ),
        (
            logic([selected("QID1", 1, LeftOperand="q://QID1/SelectableChoice/1/2")])
            | {"0": {"0": selected("QID1", 1, LeftOperand=None, ChoiceLocator=4)}},
            "it asks for an answer in a grid, or for typed text",
        ),
        (
            logic([selected("QID9", 1)]),
            "it asks for a question or a choice that the survey no longer has",
        ),
        (
            logic([selected("QID1", 7)]),
            "it asks for a question or a choice that the survey no longer has",
        ),
        ({"Type": "BooleanExpression"}, "it has no condition"),
    ],
)
def test_other_display_logic_is_told_and_not_guessed(survey, shown, why):
    read = survey(*TWO, asked("QID3", DisplayLogic=shown))
    assert read.questions["QID3"].asked_if == ()
    assert read.questions["QID3"].unread == why
    assert f"the logic of Q3 was not read: {why}" in told(read)


def flow_with(branch: dict, *inside) -> list[dict]:
    """Put blocks below a branch, after the first block."""
    below = [{"Type": "Standard", "ID": b} if isinstance(b, str) else b for b in inside]
    first = {"Type": "Block", "ID": "BL_1"}
    return [first, {"Type": "Group", "Flow": [{"Type": "Branch", "Flow": below} | branch]}]


BLOCKS = [block("BL_1", "QID1", "QID2"), block("BL_2", "QID3")]


def test_a_branch_asks_a_whole_block_of_some_only(survey):
    flow = flow_with({"BranchLogic": logic([selected("QID1", 2)])}, "BL_2")
    shown = logic([selected("QID2", 1)])
    read = survey(*TWO, asked("QID3", DisplayLogic=shown), blocks=BLOCKS, flow=flow)
    assert read.questions["QID3"].asked_if == (("QID1", ("2",)), ("QID2", ("1",)))


def test_a_branch_that_cannot_be_read_is_told_for_its_questions(survey):
    branch = {"BranchLogic": logic([selected("QID1", 2, LogicType="EmbeddedField")])}
    read = survey(*TWO, asked("QID3"), blocks=BLOCKS, flow=flow_with(branch, "BL_2"))
    assert read.questions["QID3"].unread == "it depends on embedded data"


def test_a_branch_that_ends_the_survey_is_told(survey):
    flow = flow_with({"BranchLogic": logic([selected("QID1", 2)])}, {"Type": "EndSurvey"})
    read = survey(*TWO, asked("QID3"), blocks=BLOCKS, flow=[*flow, {"Type": "Block", "ID": "BL_2"}])
    assert read.questions["QID3"].asked_if == ()
    assert told(read)[-1] == (
        "a branch ends the survey early: what comes after it was not asked of all"
    )


def test_a_block_in_several_places_is_asked_of_all_or_unread(survey):
    one = flow_with({"BranchLogic": logic([selected("QID1", 1)])}, "BL_2")
    two = flow_with({"BranchLogic": logic([selected("QID1", 2)])}, "BL_2")
    read = survey(*TWO, asked("QID3"), blocks=BLOCKS, flow=[*one, *two])
    assert read.questions["QID3"].unread == "its block stands in several places of the survey flow"
    read = survey(*TWO, asked("QID3"), blocks=BLOCKS, flow=[*one, {"Type": "Block", "ID": "BL_2"}])
    assert (read.questions["QID3"].asked_if, read.questions["QID3"].unread) == ((), "")


def test_blocks_that_only_some_are_dealt_are_told(survey):
    dealt = {"Type": "BlockRandomizer", "SubSet": 1, "Flow": [{"Type": "Block", "ID": "BL_2"}] * 2}
    first = {"Type": "Block", "ID": "BL_1"}
    read = survey(*TWO, asked("QID3"), blocks=BLOCKS, flow=[first, dealt])
    assert read.questions["QID3"].unread == "its block is shown to some at random"


@pytest.mark.parametrize(
    ("lead", "passed"),
    [("ENDOFBLOCK", ["Q2", "Q3"]), ("ENDOFSURVEY", ["Q2", "Q3", "Q4"]), ("QID3", ["Q2"])],
)
def test_questions_that_skip_logic_passes_over_are_told(survey, lead, passed):
    skip = {"Type": "Question", "QuestionID": "QID1", "SkipLogic": [{"SkipToDestination": lead}]}
    read = survey(
        multiple_choice("QID1"),
        *(asked(f"QID{n}") for n in (2, 3, 4)),
        blocks=[block("BL_1", skip, "QID2", "QID3"), block("BL_2", "QID4")],
    )
    unread = "the skip logic of Q1 may pass over it"
    assert [q.tag for q in read.questions.values() if q.unread == unread] == passed


def test_blocks_may_be_an_object_and_the_flow_may_be_missing(tmp_path):
    elements = [{"Element": "BL", "Payload": {"0": block("BL_1", "QID1")}}, asked("QID1")]
    path = tmp_path / "survey.qsf"
    path.write_text(json.dumps({"SurveyElements": elements}), encoding="utf-8-sig")
    read = read_qsf(path, PLACE)
    assert (read.title, list(read.questions)) == ("", ["QID1"])


@pytest.mark.parametrize(
    "shape",
    [None, [], {}, 3, "text", True, {"0": None}, [[]], {"Flow": 3}, {"BlockElements": {"a": 1}}],
    ids=repr,
)
@pytest.mark.parametrize(
    "setting", ["Choices", "ChoiceOrder", "DisplayLogic", "Validation", "QuestionText", "Answers"]
)
def test_a_broken_part_of_a_question_does_not_stop_the_rest(survey, setting, shape):
    read = survey(multiple_choice("QID1"), asked("QID2", **{setting: shape}))
    assert list(read.questions) == ["QID1", "QID2"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", ":1: this is not a survey of Qualtrics (no JSON)."),
        (b'{"SurveyElements": [', ":1: this is not a survey of Qualtrics (no JSON)."),
        (b'{"SurveyElements":\n [\xff]}', ": this is not a survey of Qualtrics (no JSON)."),
        (b"PK\x03\x04", ":1: this is not a survey of Qualtrics (no JSON)."),
        (b"[1]", ": this is not a survey of Qualtrics (no SurveyElements)."),
        (b'{"result": {}}', ": this is not a survey of Qualtrics (no SurveyElements)."),
        (b'{"SurveyElements": {}}', ": this is not a survey of Qualtrics (no SurveyElements)."),
        (b'{"SurveyElements": [1, null, {}]}', ": the survey has no question."),
        (b"[" * 200_000, ": the survey is nested too deeply."),
        (b"9" * 5000, ": this is not a survey of Qualtrics (no JSON)."),
    ],
    ids=[
        "empty",
        "cut",
        "no UTF-8",
        "archive",
        "list",
        "another JSON",
        "object",
        "nothing in it",
        "deep",
        "long number",
    ],
)
def test_what_is_no_survey_is_refused(tmp_path, content, problem):
    path = tmp_path / "survey.qsf"
    path.write_bytes(content)
    with refused(ExportError, f"{PLACE}{problem}\n  {AGAIN}"):
        read_qsf(path, PLACE)


def test_a_flow_within_flows_without_end_is_refused(tmp_path):
    flow = '{"Flow":[' * 480 + "]}" * 480
    path = tmp_path / "survey.qsf"
    path.write_text(f'{{"SurveyElements":[{{"Element":"FL","Payload":{flow}}}]}}')
    with pytest.raises(ExportError):
        read_qsf(path, PLACE)


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with refused(ExportError, f"{PLACE}: the file is missing.\n  Mind its name."):
        read_qsf(tmp_path / "none.qsf", PLACE)
    with refused(ExportError, f"{PLACE}: it cannot be read: Is a directory.\n  Mind its name."):
        read_qsf(tmp_path, PLACE)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("corrigenda.readers.qsf.FILE", 1024**2)
    path = tmp_path / "survey.qsf"
    path.write_bytes(b" " * (1024**2 + 1))
    with refused(
        ExportError,
        f"{PLACE}: the file has more than 1 MiB.\n  Mind that it is a survey (.qsf).",
    ):
        read_qsf(path, PLACE)
