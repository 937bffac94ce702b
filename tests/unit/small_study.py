"""A study of six respondents, with an item of each kind that exhibits show."""

import pandas as pd

from corrigenda.codebook import Item
from corrigenda.study import Study

RESPONDENTS = ["R1", "R2", "R3", "R4", "R5", "R6"]
STUDY = Study.model_validate(
    {
        "id": "small",
        "title": "A small study",
        "notice": "These answers are made up.",
        "notice_short": "Made up",
        "rounding": "half-odd",
        "respondent": "RID",
        "responses": {"file": "raw/small.csv"},
    }
)
YES_NO = {"yes": "Yes", "no": "No", "unsure": "Don't know"}
ITEMS = {
    item.id: item
    for item in (
        Item(id="court", kind="single", column="Q1", label="Went to court", options=YES_NO),
        Item(id="trained", kind="single", column="Q2", label="Was trained", options=YES_NO),
        Item(
            id="setting",
            kind="single",
            column="Q3",
            label="Setting <of> work & care",
            options={"clinic": 'A "clinic"', "home": "#home_*", "none": "Elsewhere"},
        ),
        Item(id="clients", kind="number", column="Q4", label="Clients", unit="clients"),
        Item(id="told", kind="open", column="Q5", label="What was told"),
        Item(
            id="methods",
            kind="multiple",
            label="Methods",
            options={
                "talk": {"label": "Talking", "column": "Q6_1"},
                "play": {"label": "Playing", "column": "Q6_2"},
            },
        ),
        Item(
            id="impact",
            kind="coded",
            label="Impact of court",
            coded_from="told",
            exclusive=True,
            asked_if={"court": ("yes",)},
            options={"good": "Good", "bad": "Bad"},
        ),
    )
}


def single(*values: str) -> pd.DataFrame:
    """Return the slice of an item with one value for each respondent."""
    return pd.DataFrame(
        {
            "respondent": RESPONDENTS,
            "value": list(values),
            "state": ["answered" if value else "unanswered" for value in values],
            "correction": "",
        }
    )


def several(options: tuple[str, ...], *held: str | None) -> pd.DataFrame:
    """Return a slice with a row for each respondent and option; None is not asked."""
    return pd.DataFrame(
        [
            {
                "respondent": respondent,
                "option": option,
                "value": "" if mine is None else ("yes" if option in mine.split() else "no"),
                "state": "not_asked" if mine is None else "answered",
                "correction": "",
            }
            for respondent, mine in zip(RESPONDENTS, held, strict=True)
            for option in options
        ]
    )


SLICES = {
    "court": single("yes", "yes", "yes", "yes", "no", "unsure"),
    "trained": single("yes", "no", "no", "no", "no", "unsure"),
    "setting": single("clinic", "clinic", "clinic", "home", "home", ""),
    "clients": single("1", "2", "2", "10", "35", ""),
    "methods": several(("talk", "play"), "talk play", "talk", "talk", "play", "talk", "talk"),
    "impact": several(("good", "bad"), "good", "bad", "bad", "bad", None, None),
}
