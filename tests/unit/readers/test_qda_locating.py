"""Passages of texts, put into the answers of respondents."""

import random
import re

import pandas as pd
import pytest

from builders import a_codebook, an_item, rows_of
from corrigenda.coding import Coding, coded_items
from corrigenda.readers.coded import Case, Code, Coded, Coder, Passage, Text
from corrigenda.readers.qda.locating import located
from corrigenda.study import Codings

OPEN = an_item("reasons", "open", column="Q9")
TALK = an_item("talk", "open", column="@source")
CODES = {"joy": {"label": "Joy"}, "fear": {"label": "Fear"}}
JOY, FEAR = ("Joy",), ("Fear",)


def responses(*respondents, disposition=None, **columns):
    used = disposition or ["used"] * len(respondents)
    frame = {"respondent": list(respondents), "disposition": used, **columns}
    return pd.DataFrame(frame, dtype="str")


def a_coding(of="reasons", codes=CODES, coders=None):
    item = {"of": of, "label": "Kinds", "codes": codes}
    return Coding(coders=coders or {"ann": "Ann Smith"}, items={"kinds": item})


def locate(coded, frame, coding=None, declared=None, codebook=None):
    coding = coding or a_coding()
    codebook = codebook or a_codebook(OPEN, TALK)
    items = codebook | coded_items(coding, codebook)
    settings = Codings(file="raw/a.qdpx", format="refi-qda", respondents=declared or {})
    return located(coded, settings, coding, items, frame)


def coded(*texts, passages=(), cases=(), codes=(JOY, FEAR)):
    given = tuple(Text(*text) if isinstance(text, tuple) else text for text in texts)
    return Coded(tuple(map(Code, codes)), (Coder("Ann"),), given, tuple(passages), cases)


def spans(result):
    return rows_of(result.codings, "respondent", "item", "code", "start", "end")


def told(result):
    return [finding.text for finding in result.findings]


ANSWERS = responses("P1", "P2", Q9=["We were glad.", "It rained."])


def test_a_passage_of_a_text_that_is_the_answer_is_located():
    passages = [Passage(0, 0, 7, JOY, "Ann", "2024-03-01"), Passage(1, 3, 9, FEAR, "Ben")]
    result = locate(
        coded(("P1", "We were glad."), ("P2", "It rained."), passages=passages), ANSWERS
    )
    assert result.codings.columns.tolist() == [
        "row", "respondent", "item", "code", "start", "end", "coder", "date",
    ]  # fmt: skip
    assert rows_of(result.codings, *result.codings.columns) == [
        "1 P1 kinds joy 0 7 ann 2024-03-01",
        "2 P2 kinds fear 3 9 Ben ",
    ]
    assert result.texts == {"P1": "We were glad.", "P2": "It rained."}
    assert told(result) == ["2 texts of 2 respondents."]


@pytest.mark.parametrize(("name", "coder"), [("ann", "ann"), ("ann  SMITH", "ann"), ("Ben", "Ben")])
def test_coders_are_known_by_id_or_description(name, coder):
    result = locate(coded(("P1", "We were glad."), passages=[Passage(0, 0, 2, JOY, name)]), ANSWERS)
    assert result.codings["coder"].tolist() == [coder]


def test_an_answer_is_found_inside_a_longer_text():
    text = "Why?\nWe were glad.\n\nAnything else?\nIt rained."
    frame = responses("P1", Q9=["We were glad."])
    result = locate(coded(("P1", text), passages=[Passage(0, 8, 12, JOY)]), frame)
    assert spans(result) == ["P1 kinds joy 3 7"]


def test_an_answer_is_found_whatever_its_blanks():
    text = "Why?\n  We  were\n glad.  \nElse?"
    frame = responses("P1", Q9=["We were\n\nglad. "])
    start = text.index("were")
    result = locate(coded(("P1", text), passages=[Passage(0, start, start + 11, JOY)]), frame)
    assert spans(result) == ["P1 kinds joy 3 14"]
    assert frame["Q9"][0][3:14] == "were\n\nglad."


def test_a_passage_that_holds_the_whole_answer_is_of_all_of_it():
    text = "Why?\nWe were glad.\nElse?"
    frame = responses("P1", Q9=["We were glad."])
    result = locate(coded(("P1", text), passages=[Passage(0, 0, len(text), JOY)]), frame)
    assert spans(result) == ["P1 kinds joy 0 13"]


def test_blanks_around_a_passage_may_lie_outside_the_answer():
    text = "We were glad.\n\nElse?"
    frame = responses("P1", Q9=["We were glad."])
    result = locate(coded(("P1", text), passages=[Passage(0, 3, 15, JOY)]), frame)
    assert spans(result) == ["P1 kinds joy 3 13"]


def test_a_passage_of_no_answer_is_counted():
    text = "Why?\nWe were glad.\nElse?"
    frame = responses("P1", Q9=["We were glad."])
    passages = [Passage(0, 0, 4, JOY), Passage(0, 2, 9, JOY)]
    result = locate(coded(("P1", text), passages=passages), frame)
    assert spans(result) == []
    assert told(result)[1:] == [
        'Passages outside every answer that the code belongs to: "Joy" (2).'
    ]


def test_a_code_that_is_not_declared_is_counted():
    passages = [Passage(0, 0, 7, ("Feelings", "Anger"))] * 2
    result = locate(coded(("P1", "We were glad."), passages=passages), ANSWERS)
    assert told(result)[1:] == ['Codes that coding.yaml does not have: "Feelings / Anger" (2).']


def test_the_same_answer_to_two_questions_is_kept_apart_by_its_order():
    codebook = a_codebook(OPEN, an_item("wishes", "open", column="Q10"))
    coding = Coding(
        items={
            "kinds": {"of": "reasons", "label": "A", "codes": {"joy": {"label": "Joy"}}},
            "hopes": {"of": "wishes", "label": "B", "codes": {"joy": {"label": "Joy"}}},
        }
    )
    frame = responses("P1", Q9=["No"], Q10=["No"])
    text = "Why?\nNo\nElse?\nNo"
    result = locate(
        coded(("P1", text), passages=[Passage(0, 14, 16, JOY)]), frame, coding, codebook=codebook
    )
    assert spans(result) == ["P1 hopes joy 0 2"]


def test_a_text_that_is_called_after_a_question_holds_its_answer():
    codebook = a_codebook(OPEN, an_item("wishes", "open", column="Q10"))
    coding = Coding(
        items={
            "kinds": {"of": "reasons", "label": "A", "codes": {"joy": {"label": "Joy"}}},
            "hopes": {"of": "wishes", "label": "B", "codes": {"joy": {"label": "Joy"}}},
        }
    )
    frame = responses("P1", Q9=["No"], Q10=["No"])
    texts = ("P1 reasons", "No"), ("P1 Q10", "No")
    passages = [Passage(0, 0, 2, JOY), Passage(1, 0, 2, JOY)]
    result = locate(coded(*texts, passages=passages), frame, coding, codebook=codebook)
    assert spans(result) == ["P1 kinds joy 0 2", "P1 hopes joy 0 2"]


def test_a_short_answer_is_not_looked_for_inside_words():
    text = "Note that nobody knows."
    frame = responses("P1", Q9=["no"])
    result = locate(coded(("P1", text), passages=[Passage(0, 10, 16, JOY)]), frame)
    assert spans(result) == []


def test_excerpts_are_found_in_the_answer():
    passages = [Passage(0, 0, 4, JOY), Passage(0, 6, 12, FEAR)]
    frame = responses("P1", Q9=["First it  rained. Later: glad again."])
    result = locate(coded(("P1", "glad\n\nrained"), passages=passages), frame)
    assert spans(result) == ["P1 kinds joy 25 29", "P1 kinds fear 10 16"]


def test_an_interview_that_is_not_the_answer_is_not_searched_by_its_passages():
    passages = [Passage(0, 0, 4, JOY)]
    result = locate(coded(("P1", "glad and more words"), passages=passages), ANSWERS)
    assert spans(result) == []


def test_passages_of_texts_beside_the_export_count_in_all_texts():
    passages = [Passage(1, 0, 2, JOY)]
    result = locate(
        coded(("P1 first", "Hello."), ("P1 second", "We agree."), passages=passages),
        responses("P1"),
        a_coding("talk"),
    )
    assert result.texts == {"P1": "Hello.\n\nWe agree."}
    assert spans(result) == ["P1 kinds joy 8 10"]
    assert result.texts["P1"][8:10] == "We"


def test_a_passage_twice_is_one_row():
    passages = [Passage(0, 0, 2, JOY, "Ann"), Passage(0, 0, 2, JOY, "Ann", "2024-03-01")]
    assert len(locate(coded(("P1", "We were glad."), passages=passages), ANSWERS).codings) == 1


def test_the_response_that_counts_holds_the_answer():
    frame = responses("P1", "P1", disposition=["used", "unfinished"], Q9=["We were glad.", "We"])
    result = locate(coded(("P1", "We were glad."), passages=[Passage(0, 3, 7, JOY)]), frame)
    assert spans(result) == ["P1 kinds joy 3 7"]


def owner(*ids, name="x", declared=None, cases=(), variables=None, known=()):
    text = Text(name, "Words.", "", cases, variables or {})
    result = locate(coded(text, cases=known), responses(*ids, Q9=[""] * len(ids)), None, declared)
    return next(iter(result.texts), None)


@pytest.mark.parametrize(
    ("name", "respondent"),
    [
        ("007", "007"),
        ("p07", "P07"),
        ("P07.docx", "P07"),
        ("Interview P07, second part.txt", "P07"),
        ("2024-03-01_P07_final", "P07"),
        ("Interview P077", None),
        ("Interview 7", None),
        ("P07 and P08", None),
        ("Interview R_1a.txt", "R_1a"),
        ("Nobody", None),
    ],
)
def test_a_text_belongs_to_the_respondent_in_its_name(name, respondent):
    assert owner("P07", "P08", "007", "R_1a", "1a", name=name) == respondent


def test_the_study_has_the_first_word():
    assert owner("P1", "P2", name="P1.txt", declared={"P1.txt": "P2"}) == "P2"
    assert owner("P1", "P2", name="Talk.docx", declared={"Talk": "P2"}) == "P2"


def test_a_case_goes_before_the_name():
    assert owner("P1", "P2", name="P1", cases=("P2",), known=(Case("P2"),)) == "P2"
    assert owner("P1", "P2", name="P1", cases=("Women",), known=(Case("Women"),)) == "P1"
    assert owner("P1", "P2", cases=("P1", "P2"), known=(Case("P1"), Case("P2"))) is None


def test_a_variable_may_hold_the_respondent():
    assert owner("P1", "P2", variables={"Participant": "p2"}) == "P2"
    known = (Case("Anna", {"code": "P2"}),)
    assert owner("P1", "P2", cases=("Anna",), known=known) == "P2"


def test_a_small_number_is_a_respondent_only_where_it_is_called_so():
    assert owner("34", "35", variables={"age": "34"}) is None
    assert owner("34", "35", variables={"Respondent_ID": "34"}) == "34"


def test_texts_of_nobody_are_counted_but_not_named():
    passages = [Passage(0, 0, 2, JOY), Passage(0, 3, 7, JOY)]
    result = locate(coded(("Mrs Miller", "We were glad."), passages=passages), ANSWERS)
    assert told(result) == [
        "0 texts of 0 respondents.",
        "1 text of no respondent, or of several, with 2 coded passages: left out. Name their "
        "respondents in study.yaml, under codings: respondents.",
    ]


def test_entries_of_the_study_for_no_text_are_counted():
    result = locate(coded(("P1", "We")), ANSWERS, declared={"Old.txt": "P1"})
    assert told(result)[1:] == ["1 entry of codings: respondents in study.yaml name no text."]


def meant(called, *paths, label="Joy"):
    """Say which of the program's codes a declared code means."""
    code = {"label": label} | ({"called": called} if called else {})
    passages = [Passage(0, n, n + 1, path) for n, path in enumerate(paths)]
    result = locate(
        coded(("P1", "We were glad."), passages=passages, codes=paths),
        ANSWERS,
        a_coding(codes={"joy": code}),
    )
    return [paths[int(start)] for start in result.codings["start"]]


@pytest.mark.parametrize(
    "called",
    [
        "Feelings / Joy",
        "feelings  >  joy",
        "Feelings\\Joy",
        "Feelings\\\\Joy",
        "Feelings::Joy",
        "Joy",
    ],
)
def test_codes_are_found_by_their_path_or_last_name(called):
    assert meant(called, ("Feelings", "Joy"), ("Feelings", "Fear")) == [("Feelings", "Joy")]


def test_codes_are_found_by_their_label():
    assert meant(None, ("Feelings", "joy")) == [("Feelings", "joy")]


def test_a_last_name_that_several_codes_share_means_none():
    assert meant(None, ("A", "Joy"), ("B", "Joy")) == []
    assert meant("B / Joy", ("A", "Joy"), ("B", "Joy")) == [("B", "Joy")]


def test_the_label_of_the_coded_item_tells_codes_of_one_name_apart():
    assert meant(None, ("Others", "Joy"), ("kinds", "Joy")) == [("kinds", "Joy")]


def test_the_whole_name_goes_before_the_last():
    assert meant("Joy", ("A", "Joy"), ("Joy",)) == [("Joy",)]


def test_a_name_with_a_stroke_is_found():
    assert meant("He / she", ("He / she",)) == [("He / she",)]


def test_a_list_of_excerpts_may_give_last_names_alone():
    assert meant("Feelings / Joy", ("Joy",)) == [("Joy",)]


@pytest.mark.parametrize("seed", range(20))
def test_a_located_passage_says_what_it_said_in_the_text(seed):
    rng = random.Random(seed)

    def spaced(words):
        return "".join(word + rng.choice([" ", "  ", "\n", " \n\n", "\t"]) for word in words)

    words = [rng.choice(["we", "were", "😀", "and", "so,", "rained."]) for _ in range(30)]
    answer = spaced(words)
    text = f"Why?\n{spaced(words)}\nElse?\nNothing"
    first = text.index(words[0])
    last = text.index("\nElse?")
    spots = [m.span() for m in re.finditer(r"\S+", text) if first <= m.start() < last]
    passages = []
    for _ in range(10):
        n, m = sorted(rng.sample(range(len(spots)), 2))
        passages.append(Passage(0, spots[n][0], spots[m][1], JOY))
    result = locate(coded(("P1", text), passages=passages), responses("P1", Q9=[answer]))
    for row in result.codings.itertuples():
        passage = passages[int(row.row) - 1]
        said = answer[int(row.start) : int(row.end)]
        assert said.split() == text[passage.start : passage.end].split()
        assert said == said.strip()
    assert len(result.codings) == len({(p.start, p.end) for p in passages})


def excerpts(*pieces, name="P1"):
    """A text that is nothing but its excerpts, each coded as joy."""
    text, passages = "\n\n".join(pieces), []
    for piece in pieces:
        start = passages[-1].end + 2 if passages else 0
        passages.append(Passage(0, start, start + len(piece), JOY, "Ann"))
    return coded((name, text), passages=passages)


TWO = a_codebook(OPEN, an_item("help", "open", column="Q10"))
BOTH = Coding(
    items={
        "kinds": {"of": "reasons", "label": "Kinds", "codes": CODES},
        "helps": {"of": "help", "label": "Helps", "codes": CODES},
    }
)


def test_an_excerpt_that_is_a_whole_answer_leaves_the_others_theirs():
    frame = responses("P1", Q9=["We were glad."], Q10=["My team. And time."])
    result = locate(excerpts("We were glad.", "And time."), frame, BOTH, None, TWO)
    assert spans(result) == ["P1 kinds joy 0 13", "P1 helps joy 9 18"]
    assert told(result) == ["1 text of 1 respondent."]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["Time", "Time, mostly"], ["P1 kinds joy 0 4"]),  # the whole answer before a part
        (["Sometimes", "My Time"], ["P1 helps joy 3 7"]),  # words before parts of words
        (["Timetable", "No answer"], ["P1 kinds joy 0 4"]),
    ],
)
def test_an_excerpt_lies_in_the_answer_that_fits_best(answers, expected):
    frame = responses("P1", Q9=answers[:1], Q10=answers[1:])
    assert spans(locate(excerpts("Time"), frame, BOTH, None, TWO)) == expected


def test_an_excerpt_of_several_answers_counts_in_each_and_is_told():
    frame = responses("P1", Q9=["No time"], Q10=["Much time"])
    result = locate(excerpts("time"), frame, BOTH, None, TWO)
    assert spans(result) == ["P1 kinds joy 3 7", "P1 helps joy 5 9"]
    assert told(result)[1:] == [
        "1 coded passage whose words stand in several answers of a respondent: counted in each."
    ]


def test_an_excerpt_lies_in_the_answer_that_its_document_is_called_after():
    frame = responses("P1", Q9=["No time"], Q10=["Much time"])
    result = locate(excerpts("time", name="P1 help"), frame, BOTH, None, TWO)
    assert spans(result) == ["P1 helps joy 5 9"]
