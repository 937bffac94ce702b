"""Whatever an export holds, its draft reads back and cleans without an error."""

import random

import pytest
from drafted import an_export, cleaned, reloaded

from corrigenda.drafting import Settings, draft
from corrigenda.readers.exports import Family

CELLS = (
    *("Yes", "No", "yes ", "N/A", "-", "1", "2", "3.5", "1,5", "99", "-9", "about 5", "", ""),
    *("Agree", "Strongly agree", "Disagree", "2024-03-01", "03/04/2024", "a@b.org", "Red, blue"),
    *("Red", "blue", "Other", "Red;blue;", "x" * 300, "line\nbreak", "\x07", "是", "null", "1.0"),
    *("Never", "1e3", "1,500", "Don't know", "mean", "answered", "true", "false", "0", "Checked"),
    *("Unchecked", "  spaced  out ", "\u202e", "NA", "n_1", "option_1", "1 to 3", "65+"),
)
NAMES = (
    *("Q1", "Q2", "Q2_5_TEXT", "Q3_1", "Q3_2", "Q3_3", "b___1", "b___2", "RID", "id", "x [One]"),
    *("x [Two]", "s/a", "s/b", "s", "Timestamp", "Finished", "email", "responses", "mean", "是"),
    *("q 1", "q-1", "q_1", "Q5 (QID7)", "Q5_TEXT", "q3_other", "att1", "att2", "att3"),
)
TEXTS = ("How many?", "Select all that apply: a", "What - Selected Choice", "What? - Other - Text")


def an_odd_export(chance: random.Random):
    size = chance.choice([1, 2, 3, 5, 12])
    names = chance.sample(NAMES, chance.randint(1, 12))
    cells, labels, missing, texts = {}, {}, {}, {}
    for name in names:
        pool = chance.sample(CELLS, chance.randint(1, 6))
        cells[name] = [chance.choice(pool) for _ in range(size)]
        if chance.random() < 0.3:
            values = [value.strip() for value in chance.sample(CELLS, 4) if value.strip()]
            labels[name] = {value: chance.choice(CELLS).strip() for value in values}
        if chance.random() < 0.2:
            missing[name] = (chance.choice(["99", "-9", "Yes"]),)
        texts[name] = chance.choice(("", *TEXTS))
    kind = chance.choice(["ticked", "listed", "matrix"])
    families = [Family(kind, "F", "What?", tuple(names[:2]))] if len(names) > 3 else []
    return an_export(texts, labels, missing, cells=cells, families=tuple(families))


@pytest.mark.parametrize("seed", range(60))
def test_any_export_cleans_by_its_draft(seed, tmp_path):
    chance = random.Random(seed)
    export = an_odd_export(chance)
    settings = Settings(format=chance.choice(["qualtrics", "spss", "redcap", "table"]))
    result = draft(export, settings=settings)
    cleaned(export, result, settings)
    reloaded(result, tmp_path)
    in_sections = [item for section in result.sections for item in section.items]
    assert sorted(in_sections) == sorted(result.items)
