"""Which columns are drafted as one question: check-all, grids, words typed beside an option."""

from drafted import TABLE, an_export, drafted, shown

from corrigenda.drafting import Settings
from corrigenda.readers.exports import Family

QUALTRICS = Settings(format="qualtrics")


def columns_of(draft, item):
    return [option.column for option in draft.items[item].options]


def test_declared_check_all_columns_make_one_item():
    export = an_export(
        cells={"Q8_1": ["Group", "", "Group"], "Q8_2": ["", "Family", "Family"]},
        texts={
            "Q8_1": "Which? - Selected Choice - Group",
            "Q8_2": "Which? - Selected Choice - Family",
        },
        families=(Family("ticked", "Q8", "Which?", ("Q8_1", "Q8_2")),),
    )
    draft = drafted(export)
    item = draft.items["q8"]
    assert (item.kind, item.label, shown(draft, "q8")) == (
        "multiple",
        "Which?",
        ["Group", "Family"],
    )
    assert columns_of(draft, "q8") == ["Q8_1", "Q8_2"]


def test_an_option_that_nobody_chose_stays_in_its_family():
    export = an_export(
        cells={"Q8_1": ["Group", "", "Group"], "Q8_2": ["", "", ""]},
        texts={"Q8_1": "Which? - Group", "Q8_2": "Which? - Family"},
        families=(Family("ticked", "Q8", "Which?", ("Q8_1", "Q8_2")),),
    )
    assert shown(drafted(export), "q8") == ["Group", "Family"]


def test_numbers_that_say_ticked_are_values():
    export = an_export(
        cells={"a1": ["1", "2", "1"], "a2": ["2", "2", "1"]},
        texts={"a1": "Bus", "a2": "Car"},
        families=(Family("ticked", "travel", "How do you travel?", ("a1", "a2"), "1"),),
    )
    item = drafted(export).items["travel"]
    assert item.unticked == ("2",)
    assert [option.label for option in item.options] == ["Bus", "Car"]


def test_ticks_that_were_not_given_are_missing_in_the_whole_question():
    export = an_export(
        cells={"a1": ["1", "0", "99"], "a2": ["1", "1", "99"]},
        missing={"a1": ("99",), "a2": ("99",)},
        families=(Family("ticked", "travel", "How?", ("a1", "a2"), "1"),),
    )
    item = drafted(export).items["travel"]
    assert (item.kind, item.missing) == ("multiple", ("99",))


def test_columns_that_each_hold_an_option_are_listed():
    labels = {"1": "Bus", "2": "Car", "3": "Foot"}
    export = an_export(
        cells={"t1": ["1", "3", "2"], "t2": ["2", "", ""]},
        labels={"t1": labels, "t2": labels},
        families=(Family("listed", "travel", "How?", ("t1", "t2")),),
    )
    item = drafted(export).items["travel"]
    assert (item.kind, item.listed_in) == ("multiple", ("t1", "t2"))
    assert [(o.label, o.value) for o in item.options] == [("Bus", "1"), ("Car", "2"), ("Foot", "3")]


def test_undeclared_ticks_are_found_by_their_names_and_words():
    export = an_export(cells={"use___1": ["1", "0", "1"], "use___2": ["0", "0", "1"]})
    item = drafted(export).items["use"]
    assert (item.kind, columns_of(drafted(export), "use")) == ("multiple", ["use___1", "use___2"])


def test_checked_and_unchecked_are_ticks():
    export = an_export(
        cells={"use___1": ["Checked", "Unchecked"], "use___2": ["Unchecked", "Unchecked"]}
    )
    item = drafted(export).items["use"]
    assert [o.value for o in item.options] == ["Checked", None]
    assert item.unticked == ("Unchecked",)


def test_yes_and_no_in_each_column_is_a_grid_unless_all_may_apply():
    cells = {"need_1": ["Yes", "No", "Yes", "No"], "need_2": ["No", "No", "Yes", "Yes"]}
    assert list(drafted(an_export(cells=cells)).items) == ["need_1", "need_2"]
    texts = {
        "need_1": "Needs (select all that apply): Help",
        "need_2": "Needs (select all that apply): Time",
    }
    draft = drafted(an_export(cells=cells, texts=texts))
    assert (list(draft.items), shown(draft, "need")) == (["need"], ["Help", "Time"])


def test_joined_answers_are_taken_apart():
    values = ["Bus;Car;", "Car;", "Bus;Car;Foot;", "Foot;", "Bus;"]
    item = drafted(an_export(cells={"How do you travel?": values})).items["how_do_you_travel"]
    assert (item.kind, item.separator) == ("multiple", ";")
    assert [option.label for option in item.options] == ["Bus", "Car", "Foot"]


def test_a_label_that_holds_the_comma_stays_whole():
    other = "Other (crisis, forensic)"
    values = ["Bus", f"Bus,{other}", "Car", f"Car,{other}", "Bus,Car"]
    export = an_export(cells={"q1": values}, texts={"q1": "Check all that apply"})
    assert shown(drafted(export), "q1") == ["Bus", "Car", other]


def test_a_comma_with_a_blank_can_part_options_too():
    values = ["Bus", "Bus, Car", "Car", "Car, Foot, or ferry", "Bus, Car, Foot, or ferry", "Bus"]
    export = an_export(cells={"q1": values}, texts={"q1": "Select all that apply."})
    assert shown(drafted(export), "q1") == ["Bus", "Car", "Foot, or ferry"]


def test_one_answer_with_a_comma_is_not_taken_apart():
    values = ["Yes, definitely", "No, never", "Yes, a little", "No, never", "Yes, definitely"] * 3
    draft = drafted(an_export(cells={"q1": values}))
    assert draft.items["q1"].kind == "single"


def test_words_with_commas_stay_words():
    values = ["Well, it was fine, mostly", "I like it, really", "Hm, no idea", "Good, thanks"]
    assert drafted(an_export(cells={"q1": values})).items["q1"].kind == "open"


def test_rows_of_a_grid_share_their_options_and_their_section():
    export = an_export(
        cells={
            "Q7_1": ["Agree", "Disagree", "Agree"],
            "Q7_2": ["Agree", "Strongly agree", ""],
            "Q9": ["Yes", "No", "Yes"],
        },
        texts={"Q7_1": "How far? - It helps", "Q7_2": "How far? - It hurts", "Q9": "Well?"},
        families=(Family("matrix", "Q7", "How far?", ("Q7_1", "Q7_2")),),
    )
    draft = drafted(export)
    assert shown(draft, "q7_1") == shown(draft, "q7_2") == ["Disagree", "Agree", "Strongly agree"]
    assert [item.label for item in draft.items.values()] == ["It helps", "It hurts", "Well?"]
    assert draft.items["q7_1"].question == "How far? It helps"
    assert [(s.title, s.items) for s in draft.sections] == [
        ("How far?", ("q7_1", "q7_2")),
        ("Question Q9", ("q9",)),
    ]


def test_an_undeclared_grid_is_found():
    values = ["Never", "Always", "Never", "Always"]
    cells = {"How often? [Tea]": values, "How often? [Milk]": values[::-1]}
    draft = drafted(an_export(cells=cells))
    assert [item.label for item in draft.items.values()] == ["Tea", "Milk"]
    assert draft.sections[0].title == "How often?"


def test_numbers_side_by_side_make_no_section():
    cells = {"Q5": ["Yes", "No", "Yes"], "Q6_1": ["1", "12", "40"], "Q6_2": ["1", "12", "40"]}
    assert len(drafted(an_export(cells=cells)).sections) == 1


def test_neighbours_with_the_same_scale_make_a_section():
    values = ["Never", "Rarely", "Often", "Always", "Never"]
    cells = {"Sleep": values, "Eat": values, "Rest": values, "Age": ["20", "31", "45", "52", "60"]}
    titles = [s.title for s in drafted(an_export(cells=cells)).sections]
    assert titles == ["Questions Sleep to Rest", "Question Age"]


def test_words_typed_beside_an_option_belong_to_it():
    export = an_export(
        cells={"Q2": ["Private", "Other", "Private"], "Q2_5_TEXT": ["", "A tent", ""]},
        texts={"Q2": "Where? - Selected Choice", "Q2_5_TEXT": "Where? - Other - Text"},
    )
    draft = drafted(export)
    assert (list(draft.items), draft.items["q2"].other_text) == (["q2"], {"other": "Q2_5_TEXT"})
    assert draft.items["q2"].label == "Where?"


def test_words_beside_an_option_that_nobody_chose_are_an_open_item():
    export = an_export(
        cells={"Q2": ["Private", "Public", "Private"], "Q2_5_TEXT": ["", "A tent", ""]},
        texts={"Q2": "Where?", "Q2_5_TEXT": "Where? - Elsewhere - Text"},
    )
    draft = drafted(export)
    assert [item.kind for item in draft.items.values()] == ["single", "open"]


def test_equal_labels_of_items_are_told_apart():
    export = an_export(
        cells={"Q1": ["Yes", "No", "Yes"], "Q2": ["No", "No", "Yes"]},
        texts={"Q1": "Did it help?", "Q2": "Did it help?"},
    )
    labels = [item.label for item in drafted(export).items.values()]
    assert labels == ["Did it help?", "Did it help? (Q2)"]


def test_ids_that_statistics_bear_are_avoided(tmp_path):
    from drafted import reloaded

    cells = {
        "Responses": ["Answered", "Mean", "Answered", "Mean"],
        "Größe": ["N", "Max", "N", "Max"],
        "是": ["男", "女", "男", "女"],
    }
    draft = drafted(an_export(cells=cells))
    reloaded(draft, tmp_path)
    assert list(draft.items) == ["responses_2", "grosse", "question_5"]


def test_hostile_names_and_labels_make_a_codebook(tmp_path):
    from drafted import reloaded

    odd = ["{{< include >}}", ": {}", "- x\t#", "'\"\\", "yes", "null", "~", "\x07bell", "x" * 400]
    cells = {f"{name}": [odd[n - 1], name] * 3 for n, name in enumerate(odd)}
    draft = drafted(an_export(cells=cells), TABLE)
    reloaded(draft, tmp_path)
    assert len(draft.items) == len(odd)
