"""What a survey file or a data dictionary adds: order, blocks, skip rules."""

from drafted import an_export, drafted, shown

from corrigenda.drafting import Settings
from corrigenda.readers.exports import Family
from corrigenda.readers.qsf import Block, Question, Survey
from corrigenda.readers.redcap_dictionary import Dictionary, Field

QUALTRICS = Settings(format="qualtrics")
CHOICES = {"1": "Yes", "2": "No", "4": "Other"}


def a_survey(*questions, blocks=None, title="Pets"):
    by_id = {question.id: question for question in questions}
    blocks = blocks or (Block("Default Question Block", tuple(by_id)),)
    return Survey(title, blocks, by_id)


def asked(key, kind="single", **settings):
    tag = settings.pop("tag", key.replace("QID", "Q"))
    choices = settings.pop("choices", CHOICES if kind in ("single", "multiple") else {})
    return Question(key, tag, f"Question {key}?", kind, choices=choices, **settings)


def an_answer_file(**cells):
    keys = {name: name.replace("Q", "QID") for name in cells}
    return an_export(cells=cells, keys=keys)


def test_options_stand_in_the_order_of_the_questionnaire():
    export = an_answer_file(Q1=["Other", "No", "No"])
    draft = drafted(export, QUALTRICS, survey=a_survey(asked("QID1")))
    assert shown(draft, "q1") == ["Yes", "No", "Other"]
    assert [o.value for o in draft.items["q1"].options] == [None] * 3
    assert draft.title == "Pets"


def test_numbers_of_choices_are_their_values():
    recodes = {"1": "1", "2": "0", "4": "9"}
    export = an_answer_file(Q1=["9", "0", "0"])
    draft = drafted(export, QUALTRICS, survey=a_survey(asked("QID1", recodes=recodes)))
    assert [(o.label, o.value) for o in draft.items["q1"].options] == [
        ("Yes", "1"),
        ("No", "0"),
        ("Other", "9"),
    ]


def test_labels_that_are_numbers_are_not_turned_by_their_own_numbers():
    turned = asked("QID1", choices={"1": "1", "2": "2"}, recodes={"1": "2", "2": "1"})
    export = an_answer_file(Q1=["1", "2", "2"], Q2=["Yes", "No", "No"])
    draft = drafted(export, QUALTRICS, survey=a_survey(turned, asked("QID2")))
    assert [(o.label, o.value) for o in draft.items["q1"].options] == [("1", None), ("2", None)]


def test_check_all_in_one_cell_is_taken_apart_by_the_choices():
    choices = {"1": "Cats", "2": "Dogs, big", "3": "Birds"}
    export = an_answer_file(Q1=["Cats,Dogs, big", "Birds", "Dogs, big"])
    draft = drafted(export, QUALTRICS, survey=a_survey(asked("QID1", "multiple", choices=choices)))
    item = draft.items["q1"]
    assert (item.kind, item.listed_in, item.separator) == ("multiple", ("Q1",), ",")
    assert shown(draft, "q1") == ["Cats", "Dogs, big", "Birds"]


def test_check_all_in_one_cell_by_numbers():
    choices = {"1": "Cats", "2": "Dogs", "3": "Birds"}
    export = an_answer_file(Q1=["1,2", "3", "2"])
    draft = drafted(export, QUALTRICS, survey=a_survey(asked("QID1", "multiple", choices=choices)))
    assert [(o.label, o.value) for o in draft.items["q1"].options] == [
        ("Cats", "1"),
        ("Dogs", "2"),
        ("Birds", "3"),
    ]


def test_a_skip_rule_that_no_answer_breaks_is_drafted():
    survey = a_survey(asked("QID1"), asked("QID2", "text", asked_if=(("QID1", ("1",)),)))
    export = an_answer_file(Q1=["Yes", "No", "Yes"], Q2=["A cat of my own", "", ""])
    draft = drafted(export, QUALTRICS, survey=survey)
    assert draft.items["q2"].asked_if == {"q1": ("yes",)}
    assert "Skip rules of 1 item, which every answer agrees with." in draft.guessed


def test_a_skip_rule_that_an_answer_breaks_is_left_out_and_told():
    survey = a_survey(asked("QID1"), asked("QID2", "text", asked_if=(("QID1", ("1",)),)))
    export = an_answer_file(Q1=["Yes", "No", "Yes"], Q2=["A cat of my own", "A dog", ""])
    draft = drafted(export, QUALTRICS, survey=survey)
    assert draft.items["q2"].asked_if == {}
    told = "The skip rule of q2 was left out: 1 response answers against it."
    assert told in draft.unknown


def test_a_rule_that_depends_on_a_skipped_question_follows_it():
    survey = a_survey(
        asked("QID1"),
        asked("QID2", asked_if=(("QID1", ("1",)),)),
        asked("QID3", "text", asked_if=(("QID2", ("2", "4")),)),
    )
    export = an_answer_file(Q1=["Yes", "No", "Yes"], Q2=["No", "", "Yes"], Q3=["So it is", "", ""])
    draft = drafted(export, QUALTRICS, survey=survey)
    assert draft.items["q3"].asked_if == {"q2": ("no", "other")}


def test_a_rule_on_what_is_no_item_is_told():
    survey = a_survey(asked("QID2", "text", asked_if=(("QID9", ("1",)),)))
    draft = drafted(an_answer_file(Q2=["A cat of my own", ""]), QUALTRICS, survey=survey)
    assert draft.unknown == (
        "The skip rule of q2 was left out: "
        "it depends on a question or an answer that is no option of an item before it.",
    )


def test_logic_that_could_not_be_read_is_told():
    survey = a_survey(asked("QID1", unread="it asks for a quota"))
    draft = drafted(an_answer_file(Q1=["Yes", "No", "No"]), QUALTRICS, survey=survey)
    assert draft.unknown == ("Skip rules too involved to be read: Q1.",)


def test_blocks_are_sections():
    blocks = (Block("About you", ("QID1",)), Block("Your pets", ("QID2",)))
    survey = a_survey(asked("QID1"), asked("QID2"), blocks=blocks)
    export = an_answer_file(Q1=["Yes", "No", "No"], Q2=["Yes", "No", "No"])
    draft = drafted(export, QUALTRICS, survey=survey)
    assert [(s.title, s.items) for s in draft.sections] == [
        ("About you", ("q1",)),
        ("Your pets", ("q2",)),
    ]


def test_a_choice_with_text_keeps_the_words_beside_it():
    survey = a_survey(asked("QID1", texts=frozenset({"4"})))
    export = an_answer_file(Q1=["Other", "No", "No"], Q1_4_TEXT=["A snake", "", ""])
    draft = drafted(export, QUALTRICS, survey=survey)
    assert draft.items["q1"].other_text == {"other": "Q1_4_TEXT"}


def test_branching_on_a_checkbox_is_a_skip_rule():
    fields = {
        "pets": Field("pets", "checkbox", "Pets", "form", choices={"1": "Cat", "2": "Dog"}),
        "name": Field("dogs", "text", "Dogs", "form", branching="[pets(2)] = '1'"),
    }
    fields = {field.name: field for field in fields.values()}
    export = an_export(
        cells={"pets___1": ["1", "0", "1"], "pets___2": ["0", "1", "0"], "dogs": ["", "12", ""]},
        texts={"pets___1": "Cat", "pets___2": "Dog", "dogs": "Dogs"},
        families=(Family("ticked", "pets", "Pets", ("pets___1", "pets___2"), "1"),),
    )
    draft = drafted(export, Settings(format="redcap"), dictionary=Dictionary(fields))
    assert draft.items["dogs"].asked_if == {"pets": ("dog",)}
    assert draft.sections[0].title == "Form"


def test_branching_on_a_value_holds_for_an_export_of_labels():
    fields = [
        Field("smokes", "yesno", "Smoker?", "form", choices={"1": "Yes", "0": "No"}),
        Field("many", "text", "How many?", "form", branching="[smokes] = '1'"),
    ]
    labels = {"smokes": {"Yes": "Yes", "No": "No"}}
    cells = {"smokes": ["Yes", "No", "Yes"], "many": ["5", "", "9"]}
    dictionary = Dictionary({field.name: field for field in fields})
    export = an_export(cells=cells, labels=labels)
    draft = drafted(export, Settings(format="redcap"), dictionary=dictionary)
    assert draft.items["many"].asked_if == {"smokes": ("yes",)}


def test_fields_marked_as_identifying_are_left_out():
    fields = {"town": Field("town", "text", "Town", "form", identifier=True)}
    export = an_export(cells={"town": ["A", "A", "B"], "q": ["Yes", "No", "No"]})
    draft = drafted(export, Settings(format="redcap"), dictionary=Dictionary(fields))
    assert list(draft.items) == ["q"]
