"""Coded items out of the codes of a coding program."""

from dataclasses import replace

from drafted import TABLE, an_export, drafted, reloaded

from corrigenda.drafting import Settings
from corrigenda.readers.coded import Case, Code, Coded, Coder, Group, Passage, Text

CODES = (
    Code(("Feelings",), codable=False),
    Code(("Feelings", "Anger"), "Rage too"),
    Code(("Feelings", "Fear")),
    Code(("Feelings", "Fear", "Night")),
    Code(("Hope",)),
)
TALK = "I was angry and afraid. At night most of all. I hope still."


def coded(texts, passages, codes=CODES, **settings):
    spans = []
    for text, code, words in passages:
        start = texts[text].text.index(words)
        spans.append(Passage(text, start, start + len(words), code, "Ann", "2024-03-01"))
    return Coded(codes, (Coder("Ann"), Coder("Nobody")), tuple(texts), tuple(spans), **settings)


def interviews():
    texts = [Text("Interview R1.docx", TALK), Text("Interview R2.docx", TALK)]
    passages = [
        (0, ("Feelings", "Anger"), "angry"),
        (0, ("Feelings", "Fear", "Night"), "At night"),
        (1, ("Hope",), "I hope"),
    ]
    return coded(texts, passages)


def people():
    return an_export(cells={"RID": ["R1", "R2", "R3"], "q": ["Yes", "No", "No"]})


def test_codes_of_interviews_belong_to_the_texts_themselves(tmp_path):
    draft = drafted(people(), TABLE, coded=interviews())
    assert draft.items["source"].column == "@source"
    assert draft.coding.coders == {"C1": "Ann"}
    feelings, codes = draft.coding.items.values()
    assert (feelings.id, feelings.of, feelings.label) == ("feelings", "source", "Feelings")
    assert list(feelings.codes) == ["anger", "fear", "night"]
    assert feelings.codes["anger"].definition == "Rage too"
    assert {name: theme.codes for name, theme in feelings.themes.items()} == {
        "fear_in_all": ("fear", "night")
    }
    assert (codes.id, list(codes.codes)) == ("codes", ["hope"])
    assert draft.sections[-1].items == ("source", "feelings", "codes")
    reloaded(draft, tmp_path)


def test_codes_of_open_answers_belong_to_their_items(tmp_path):
    export = an_export(
        cells={
            "RID": ["R1", "R2", "R3"],
            "why": [TALK, f"{TALK} ", ""],
            "q": ["Yes", "No", "No"],
        },
        texts={"why": "Why?"},
    )
    draft = drafted(export, TABLE, coded=interviews())
    assert "source" not in draft.items
    assert [(i.id, i.of, list(i.codes)) for i in draft.coding.items.values()] == [
        ("why_codes", "why", ["anger", "fear", "night", "hope"])
    ]
    assert draft.sections[0].items == ("why", "why_codes", "q")
    reloaded(draft, tmp_path)


def test_equal_names_under_two_codes_are_kept_apart(tmp_path):
    codes = (Code(("Work", "Stress")), Code(("Home", "Stress")))
    texts = [Text("R1", TALK)]
    passages = [(0, codes[0].path, "angry"), (0, codes[1].path, "afraid")]
    file = coded(texts, passages, codes)
    draft = drafted(people(), TABLE, coded=file)
    called = [c.called for i in draft.coding.items.values() for c in i.codes.values()]
    assert called == ["Work / Stress", "Home / Stress"]
    reloaded(draft, tmp_path)


def test_cases_tell_which_column_identifies():
    export = an_export(cells={"RID": ["1", "2", "3"], "alias": ["Ada", "Bob", "Cyn"]})
    texts = [Text("a", TALK, cases=("Ada",)), Text("b", TALK, cases=("Bob",))]
    file = coded(texts, [(0, ("Hope",), "I hope")], cases=(Case("Ada"), Case("Bob")))
    assert drafted(export, TABLE, coded=file).respondent == "alias"


def test_texts_of_nobody_are_told_and_not_named():
    texts = [Text("Ann Smith", TALK)]
    draft = drafted(people(), TABLE, coded=coded(texts, [(0, ("Hope",), "I hope")]))
    assert draft.coding is None
    assert draft.unknown[-1] == (
        "Coded texts of no respondent, or of several: 1 of 1. "
        "Say whose they are under codings, respondents in study.yaml."
    )


def test_the_method_follows_the_material():
    assert drafted(people(), TABLE, coded=interviews()).method == "interviews"
    project = an_export(cells={"case": ["R1", "R2"], "Age": ["31", "44"]})
    settings = Settings(format="refi-qda")
    draft = drafted(project, settings, coded=interviews())
    assert (draft.respondent, draft.method) == ("case", "interviews")


def test_sets_of_codes_become_themes():
    sets = (
        Group("Bad", (("Feelings", "Anger"), ("Feelings", "Fear", "Night"))),
        Group("Fear", (("Feelings", "Fear"), ("Feelings", "Fear", "Night"))),  # known already
        Group("Elsewhere", (("Hope",),)),
    )
    draft = drafted(people(), TABLE, coded=replace(interviews(), groups=sets))
    feelings, codes = draft.coding.items.values()
    assert {name: theme.codes for name, theme in feelings.themes.items()} == {
        "fear_in_all": ("fear", "night"),
        "bad_in_all": ("anger", "night"),
    }
    assert [theme.label for theme in codes.themes.values()] == ["Elsewhere"]


def test_texts_of_respondents_that_do_not_count_are_not_called_nobodys():
    cells = {"RID": ["R1", "R2", "R3"], "q": ["Yes", "No", "No"]}
    export = an_export(cells=cells, status=["", "preview", ""])
    draft = drafted(export, Settings(format="qualtrics"), coded=interviews())
    assert draft.unknown[-1] == "Coded texts of respondents that do not count: 1 of 2."
    assert "of the coded texts of 1 respondent." in draft.guessed[-1]


def test_words_of_several_answers_do_not_say_whose_code_it_is():
    cells = {
        "RID": ["R1", "R2", "R3"],
        "help": ["My team gave me time", "Nothing helped me", "Time for talks was good"],
        "harm": ["I had no time at all", "Too much to do here", "Nobody listened to us"],
    }
    excerpts = [Text("R1", "My team\n\ntime")]
    passages = [(0, ("Hope",), "My team"), (0, ("Hope",), "time")]
    draft = drafted(an_export(cells=cells), TABLE, coded=coded(excerpts, passages))
    assert [item.of for item in draft.coding.items.values()] == ["help"]
