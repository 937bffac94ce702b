"""Which tables and figures a starter report has, and what it says of them."""

from decimal import Decimal

from starter import YES_NO, a_draft, an_item

from corrigenda.forms import Share
from corrigenda.items import Item
from corrigenda.starting.facts import Facts
from corrigenda.starting.layout import FIGURES, TABLES, blocks, slug
from corrigenda.starting.sentences import introduction, sentences

AGREE = {f"a{n}": f"Level {word}" for n, word in enumerate(["high", "some", "low", "none", "un"])}


def seen(*items, n=(30, 10), answered=40):
    found = {}
    for item in items:
        found[f"{item.id}.answered"] = Share(answered, 40)
        for at, option in enumerate(item.options):
            found[f"{item.id}.{option.id}"] = Share(n[at] if at < len(n) else 0, answered)
    return found


def laid_out(*items, sections=None, more=None, **counts):
    draft = a_draft(*items, sections=sections)
    facts = Facts(draft.items, seen(*items, **counts) | (more or {}))
    return *blocks(draft.sections, facts), facts


def numbers(name, low=1, median=5, high=20, mean=6):
    ends = {"min": low, "median": median, "max": high, "mean": mean}
    return {f"{name}.{key}": Decimal(value) for key, value in ends.items()}


def test_a_section_has_one_table_of_its_closed_items():
    (block,), left_out, _ = laid_out(an_item("sex"), an_item("town"), an_item("why", "open"))
    assert [table.id for table in block.tables] == ["tbl-about-you"]
    assert block.tables[0].settings == {"blocks": ["sex", "town"]}
    assert left_out == ()


def test_items_that_share_their_options_are_compared():
    rows = [an_item(name, options=AGREE) for name in ("x", "y", "z")]
    (block,), _, _ = laid_out(*rows)
    (figure,) = block.figures
    assert (figure.settings["chart"], figure.settings["items"]) == ("answers", ["x", "y", "z"])
    assert '“X” []{of="x.a0" as="percent"}' in figure.settings["alt"]


def test_a_question_as_a_title_keeps_its_mark():
    rows = [an_item(name, options=AGREE) for name in ("x", "y", "z")]
    (block,), _, _ = laid_out(*rows, sections={"Do you agree?": ("x", "y", "z")})
    assert block.figures[0].caption == "Do you agree? The answers compared"


def test_items_with_some_of_the_options_are_compared_too():
    three = YES_NO | {"unsure": "Don't know"}
    rows = [an_item("x"), an_item("y", options=three), an_item("z"), an_item("u", options=three)]
    (block,), _, _ = laid_out(*rows)
    assert block.figures[0].settings["items"] == ["y", "x", "z", "u"]


def test_equal_names_of_other_options_are_not_compared():
    rows = [an_item(name, options={"a": name, "b": "B"}) for name in ("x", "y", "z")]
    (block,), _, _ = laid_out(*rows)
    assert block.figures == ()


def test_check_all_items_are_bars_and_numbers_dots():
    columns = {key: {"label": label, "column": key} for key, label in AGREE.items()}
    tools = Item(id="tools", kind="multiple", label="Tools", options=columns)
    age = an_item("age", "number")
    (block,), _, _ = laid_out(tools, age, more=numbers("age"))
    assert [figure.settings["chart"] for figure in block.figures] == ["distribution", "bars"]
    assert [figure.id for figure in block.figures] == ["fig-about-you", "fig-about-you-figure-2"]


def test_numbers_that_pile_up_are_not_drawn():
    for spread in (numbers("age", 0, 0, 9), numbers("age", -1), numbers("age", 5, 5, 5)):
        (block,), _, _ = laid_out(an_item("age", "number"), more=spread)
        assert block.figures == ()
    crowd = an_item("age", "number", whole=True)
    (block,), _, _ = laid_out(crowd, more=numbers("age", 1, 2, 3), answered=40)
    assert block.figures == ()


def test_labels_that_the_font_cannot_draw_get_no_figure():
    for bad in ("漢字", "x" * 60, "word " * 60):
        rows = [an_item(name, label=f"{bad} {name}") for name in ("x", "y")]
        (block,), _, _ = laid_out(*rows)
        assert block.figures == ()
        assert len(block.tables) == 1


def test_a_long_section_has_a_table_for_each_page():
    items = [an_item(f"q{n}", label=f"Question {n}", options=AGREE) for n in range(9)]
    (block,), _, _ = laid_out(*items)
    assert [t.id for t in block.tables] == ["tbl-about-you-part-1", "tbl-about-you-part-2"]
    assert [len(t.items) for t in block.tables] == [7, 2]
    assert block.tables[1].caption == "About you, part 2"


def test_an_item_of_many_options_shows_those_that_are_frequent():
    options = {f"o{n}": f"Answer {n}" for n in range(50)}
    item = an_item("country", options=options)
    (block,), _, _ = laid_out(item, n=[0] * 10 + [1] * 40)
    (declared,) = block.tables[0].settings["blocks"]
    assert declared["rows"] == [f"o{n}" for n in range(10, 40)]
    assert declared["note"] == "rarer answers are left out"


def test_items_of_the_same_label_are_kept_apart():
    (block,), _, _ = laid_out(an_item("x", label="Same"), an_item("y", label="Same"))
    assert [b["label"] for b in block.tables[0].settings["blocks"]] == ["Same (x)", "Same (y)"]


def test_nobody_to_count_is_nothing_to_show():
    (block,), _, facts = laid_out(an_item("sex"), n=(0, 0), answered=0)
    assert (block.tables, block.figures, introduction(block)) == ((), (), "")
    assert list(sentences(block, facts)) == []


def test_tables_and_figures_are_limited_and_the_rest_is_named():
    items = [
        an_item(f"{name}{n}", options=AGREE, label=f"{name.upper()} {n}")
        for n in range(TABLES + 6)
        for name in "xyz"
    ]
    titles = {f"Title {n}": (f"x{n}", f"y{n}", f"z{n}") for n in range(TABLES + 6)}
    made, left_out, _ = laid_out(*items, sections=titles)
    assert sum(len(block.tables) for block in made) == TABLES
    assert sum(len(block.figures) for block in made) == FIGURES
    assert left_out == tuple(list(titles)[TABLES:])


def test_ids_stand_once_and_are_none_of_the_reports_own():
    titles = ["Methods", "methods!", "Made of", "made", "A part 2", "", "漢字", "Court", "Court"]
    sections = [(title, f"q{n}") for n, title in enumerate(titles)]
    draft = a_draft(*(an_item(f"q{n}") for n in range(len(titles))))
    from corrigenda.drafting.model import Section

    facts = Facts(draft.items, seen(*draft.items.values()))
    made, _ = blocks([Section(title, (name,)) for title, name in sections], facts)
    ids = [block.id for block in made]
    assert len(set(ids)) == len(ids)
    assert not {"methods", "made"} & set(ids)
    assert not [name for name in ids if name.startswith("made-")]


def test_a_slug_is_short_and_repeats_nothing_at_length():
    assert slug("Ärzte & Pflege – im Haus") == "arzte-pflege-im-haus"
    assert slug("!") == "block"
    assert slug("x" * 500) == "x"
    assert len(slug("word " * 50)) < 45


def said_of(item, more=None, **counts):
    (block,), _, facts = laid_out(item, more=more, **counts)
    return list(sentences(block, facts))


def test_a_single_item_names_its_frequent_answers():
    assert said_of(an_item("sex", options=YES_NO), n=(10, 30)) == [
        '**Sex**: []{of="sex.no" as="percent-n"} answered “No” and '
        '[]{of="sex.yes" as="percent-n"} “Yes”.'
    ]


def test_a_number_has_its_middle_and_ends():
    (sentence,) = said_of(an_item("age", "number"), numbers("age"))
    assert sentence == (
        '**Age**: the mean is []{of="age.mean"}, the median []{of="age.median"}; the numbers go '
        'from []{of="age.min"} to []{of="age.max"} (answered by []{of="age.answered" as="n"}).'
    )


def test_a_question_needs_no_colon():
    (sentence,) = said_of(an_item("sex", label="Which sex?"))
    assert sentence.startswith("**Which sex?** []")


def test_an_open_item_is_counted_and_never_quoted():
    assert said_of(an_item("why", "open", asked_if={"sex": ["yes"]})) == [
        "**Why** (in the respondents’ own words): answered by "
        '[]{of="why.answered" as="n-of-base"} (not asked: []{of="why.not_asked" as="n"}).'
    ]


def test_the_introduction_refers_to_everything_that_is_shown():
    rows = [an_item(name) for name in ("x", "y", "z")]
    (block,), _, _ = laid_out(*rows)
    assert introduction(block) == (
        "@tbl-about-you gives the answers in full; @fig-about-you shows them at a glance."
    )
